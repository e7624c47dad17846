/* tally-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sample.h"

static const char *const scope_ids[TALLY_N_SAMPLE_SCOPES] = { "full", "part", "dry" };

void
tally_sample_init (TallySample *self,
                   gint64       utc_usec,
                   gint64       value)
{
  gint64 cut = CLAMP (value, -TALLY_SAMPLE_MAX_VALUE, TALLY_SAMPLE_MAX_VALUE);

  g_return_if_fail (self != NULL);
  *self = (TallySample) { utc_usec, 1, cut, cut, cut, cut };
}

void
tally_sample_merge (TallySample       *self,
                    const TallySample *later)
{
  gint64 utc_usec = self->utc_usec;

  if (later->n == 0)
    return;
  if (self->n == 0)
    {
      *self = *later;
      self->utc_usec = utc_usec;
      return;
    }
  self->n += later->n;
  self->total += later->total;
  self->lowest = MIN (self->lowest, later->lowest);
  self->highest = MAX (self->highest, later->highest);
  self->last = later->last;
}

gint64
tally_sample_get_mean (const TallySample *self)
{
  gint64 whole, rest;

  if (self->n <= 0)
    return 0;
  whole = self->total / self->n;
  rest = self->total % self->n;
  if (ABS (rest) >= self->n - ABS (rest))
    whole += self->total < 0 ? -1 : 1;
  return whole;
}

gint64
tally_sample_get_bucket (gint64 utc_usec,
                         gint64 width_usec)
{
  gint64 rest;

  g_return_val_if_fail (width_usec > 0, utc_usec);
  rest = utc_usec % width_usec;
  return utc_usec - rest - (rest < 0 ? width_usec : 0);
}

const char *
tally_sample_scope_get_id (TallySampleScope scope)
{
  g_return_val_if_fail (scope < TALLY_N_SAMPLE_SCOPES, "");
  return scope_ids[scope];
}

gboolean
tally_sample_scope_find (const char       *id,
                         TallySampleScope *out_scope)
{
  for (guint i = 0; i < TALLY_N_SAMPLE_SCOPES; i++)
    if (g_strcmp0 (scope_ids[i], id) == 0)
      {
        *out_scope = (TallySampleScope) i;
        return TRUE;
      }
  return FALSE;
}
