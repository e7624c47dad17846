/* tally-engine-metrics.h
 *
 * The door to what was measured: which series there are, the samples of one, and the watch that a
 * process which runs for long keeps over the machine. Reading is blocking and never waits for a run;
 * one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-series.h"

G_BEGIN_DECLS

/* More points than can be asked for at once. */
#define TALLY_ENGINE_MAX_POINTS 200000

/* How often a watch looks, µs. */
#define TALLY_ENGINE_WATCH_USEC G_TIME_SPAN_MINUTE

/**
 * TallyMetricsQuery:
 * @metric: id of the figure
 * @subject: (nullable): what it is about; %NULL = ""
 * @scope: what kind of pass
 * @from_utc_usec: from when on, µs since 1970 UTC
 * @to_utc_usec: until when, not included, µs since 1970 UTC; 0 = now
 * @max_points: at most so many samples, 1 … %TALLY_ENGINE_MAX_POINTS
 *
 * Which samples are meant.
 */
typedef struct {
  const char       *metric;
  const char       *subject;
  TallySampleScope  scope;
  gint64            from_utc_usec;
  gint64            to_utc_usec;
  guint             max_points;
} TallyMetricsQuery;

typedef struct _TallyEngineWatch TallyEngineWatch;

/**
 * tally_engine_list_metrics:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read, the message says why.
 *
 * Returns: (transfer full) (element-type TallySeries) (nullable): all series by metric, subject and
 *   scope, each with what the last hour that has values comes to
 */
GPtrArray        *tally_engine_list_metrics (TallyEngine              *self,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_read_metric:
 * @self: an engine
 * @query: which samples
 * @error: return location, or %NULL
 *
 * Reads as tally_store_samples_read().
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no figure of that id; as above.
 *
 * Returns: (transfer full) (nullable): the series, empty if nothing was measured
 */
TallySeries      *tally_engine_read_metric  (TallyEngine              *self,
                                             const TallyMetricsQuery  *query,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_watch_new:
 * @self: an engine; must outlive the watch
 *
 * Returns: (transfer full): a watch that has not looked yet
 */
TallyEngineWatch *tally_engine_watch_new    (TallyEngine              *self);

/**
 * tally_engine_watch_free:
 * @self: (nullable): a watch
 *
 * Frees it, and drops what it could not write.
 */
void              tally_engine_watch_free   (TallyEngineWatch         *self);

/**
 * tally_engine_watch_look:
 * @self: a watch
 * @error: return location, or %NULL
 *
 * Records how machine and process stand: call it each %TALLY_ENGINE_WATCH_USEC, between runs and
 * during them, on one thread. What can't be written, because a run is writing, is written the next
 * time.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - a run is writing: go on; %TALLY_ENGINE_ERROR_FAILED - the store
 * can't be written, say so once and go on.
 *
 * Returns: %TRUE if all is recorded
 */
gboolean          tally_engine_watch_look   (TallyEngineWatch         *self,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineWatch, tally_engine_watch_free)

G_END_DECLS
