/* tally-series.h
 *
 * Samples of one figure about one subject, as the store reads them for a chart. One owner at a time.
 * Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-metric.h"
#include "tally-sample.h"

G_BEGIN_DECLS

/**
 * TallyTier:
 * @TALLY_TIER_RAW: samples as they were recorded
 * @TALLY_TIER_MINUTE: what each minute of UTC comes to
 * @TALLY_TIER_HOUR: what each hour of UTC comes to
 * @TALLY_N_TIERS: how many there are
 *
 * How fine samples are kept.
 */
typedef enum {
  TALLY_TIER_RAW,
  TALLY_TIER_MINUTE,
  TALLY_TIER_HOUR,
  TALLY_N_TIERS,
} TallyTier;

/**
 * TallySeries:
 * @metric: (owned): id of the figure; perhaps of one that only another version knows
 * @subject: (owned): what it is about, an id; "" = nothing
 * @scope: what kind of pass it comes from
 * @tier: what @samples were read from
 * @step_usec: width of each sample, µs; 0 = they are as they were recorded
 * @samples: (owned) (element-type TallySample): by time; stretches without values are left out
 */
typedef struct {
  char             *metric;
  char             *subject;
  TallySampleScope  scope;
  TallyTier         tier;
  gint64            step_usec;
  GArray           *samples;
} TallySeries;

/**
 * tally_series_new:
 * @metric: id of the figure
 * @subject: what it is about, "" = nothing
 * @scope: what kind of pass it comes from
 *
 * Returns: (transfer full): a series without samples
 */
TallySeries      *tally_series_new            (const char             *metric,
                                               const char             *subject,
                                               TallySampleScope        scope);

/**
 * tally_series_free:
 * @self: (nullable): a series
 *
 * Frees it.
 */
void              tally_series_free           (TallySeries            *self);

/**
 * tally_series_sum:
 * @self: a series
 * @out_sample: (out caller-allocates): what all its samples come to; time of the first
 *
 * Merges its samples.
 */
void              tally_series_sum            (const TallySeries      *self,
                                               TallySample            *out_sample);

/**
 * tally_tier_get_id:
 * @tier: a tier
 *
 * Returns: (transfer none): its stable id: "raw", "minute" or "hour"
 */
const char       *tally_tier_get_id           (TallyTier               tier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySeries, tally_series_free)

G_END_DECLS
