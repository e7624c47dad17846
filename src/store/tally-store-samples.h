/* tally-store-samples.h
 *
 * What was measured, in three tiers: samples as they were for a week, what each minute comes to for
 * 90 days, what each hour comes to for five years, each with how many, sum, least, greatest and last.
 * What is new waits in the order of its arrival until it is settled into the tiers; readers see both.
 * Each step is one transaction, so that nothing counts twice or is lost, whatever is killed when.
 * Buckets are those of UTC. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sample-batch.h"
#include "tally-store.h"

G_BEGIN_DECLS

#define TALLY_STORE_RAW_KEPT_USEC (7 * G_TIME_SPAN_DAY)
#define TALLY_STORE_MINUTES_KEPT_USEC (90 * G_TIME_SPAN_DAY)
#define TALLY_STORE_HOURS_KEPT_USEC (1826 * G_TIME_SPAN_DAY)

/* More points than a reader can ask for at once: a few MB. */
#define TALLY_STORE_SAMPLES_MAX_POINTS 200000

/**
 * TallyStoreSamplesQuery:
 * @metric: id of the figure
 * @subject: (nullable): what it is about; %NULL = ""
 * @scope: what kind of pass
 * @from_utc_usec: from when on, µs since 1970 UTC
 * @to_utc_usec: until when, not included
 * @max_points: at most so many samples, 1 … %TALLY_STORE_SAMPLES_MAX_POINTS
 *
 * What to read.
 */
typedef struct {
  const char       *metric;
  const char       *subject;
  TallySampleScope  scope;
  gint64            from_utc_usec;
  gint64            to_utc_usec;
  guint             max_points;
} TallyStoreSamplesQuery;

/**
 * tally_store_samples_add:
 * @store: a store opened for writing; no lease is needed
 * @batch: what was measured; its order changes, nothing else
 * @error: return location, or %NULL
 *
 * Writes a batch: samples in any order and of any time.
 *
 * Returns: %TRUE if all of it is recorded, %FALSE if nothing is
 */
gboolean     tally_store_samples_add   (TallyStore                    *store,
                                        TallySampleBatch              *batch,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_settle:
 * @store: a store opened for writing; no lease is needed
 * @error: return location, or %NULL
 *
 * Moves what is new into the tiers, step by step: each bucket that gets something is summed up anew
 * from the tier below. A sample that is too old for a tier counts in the coarser ones alone; there it
 * is no longer known which value was the last. Several of one series and one µs become one. Killed
 * or failed, it goes on from there when it is called again.
 *
 * Returns: %TRUE if nothing new is left
 */
gboolean     tally_store_samples_settle (TallyStore                   *store,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_tend:
 * @store: a store opened for writing; no lease is needed
 * @error: return location, or %NULL
 *
 * Settles and prunes if that is worth it: when thousands of samples wait, or some for a day. Call it
 * at the end of each pass.
 *
 * Returns: %TRUE unless it failed
 */
gboolean     tally_store_samples_tend  (TallyStore                    *store,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_prune:
 * @store: a store opened for writing; no lease is needed
 * @error: return location, or %NULL
 *
 * Forgets what each tier keeps no longer, by whole hours; at most once an hour there is work to do.
 *
 * Returns: %TRUE if nothing older is left
 */
gboolean     tally_store_samples_prune (TallyStore                    *store,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_read:
 * @store: a store
 * @query: what to read
 * @error: return location, or %NULL
 *
 * Reads a series from the finest tier that still reaches back so far and has no more than
 * the number of points asked for; else merges minutes or hours into longer steps. Merged ones that
 * begin before the time asked for, or end after it, are whole.
 *
 * Returns: (transfer full) (nullable): the series, empty if nothing was measured
 */
TallySeries *tally_store_samples_read  (TallyStore                    *store,
                                        const TallyStoreSamplesQuery  *query,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_samples_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallySeries) (nullable): all series by metric, subject and
 *   scope, each with what the last hour that has values comes to
 */
GPtrArray   *tally_store_samples_list  (TallyStore                    *store,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
