/* tally-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-series.h"

TallySeries *
tally_series_new (const char       *metric,
                  const char       *subject,
                  TallySampleScope  scope)
{
  TallySeries *self;

  g_return_val_if_fail (metric != NULL && subject != NULL, NULL);
  self = g_new0 (TallySeries, 1);
  self->metric = g_strdup (metric);
  self->subject = g_strdup (subject);
  self->scope = scope;
  self->samples = g_array_new (FALSE, FALSE, sizeof (TallySample));
  return self;
}

void
tally_series_free (TallySeries *self)
{
  if (self == NULL)
    return;
  g_free (self->metric);
  g_free (self->subject);
  g_array_unref (self->samples);
  g_free (self);
}

void
tally_series_sum (const TallySeries *self,
                  TallySample       *out_sample)
{
  g_return_if_fail (self != NULL && out_sample != NULL);
  *out_sample = (TallySample) { 0 };
  for (guint i = 0; i < self->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (self->samples, TallySample, i);
      if (i == 0)
        out_sample->utc_usec = sample->utc_usec;
      tally_sample_merge (out_sample, sample);
    }
}

const char *
tally_tier_get_id (TallyTier tier)
{
  static const char *const ids[TALLY_N_TIERS] = { "raw", "minute", "hour" };

  g_return_val_if_fail (tier < TALLY_N_TIERS, "");
  return ids[tier];
}
