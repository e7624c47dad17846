/* tally-resilience-pace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-pace.h"

#define HALVE_PAUSE_USEC (10 * (gint64) G_USEC_PER_SEC)
#define GROW_PAUSE_USEC (60 * (gint64) G_USEC_PER_SEC)

void
tally_resilience_pace_init (TallyResiliencePace *self,
                            guint                full_limit)
{
  g_return_if_fail (self != NULL);
  *self = (TallyResiliencePace) {
    .limit = full_limit, .halved_usec = G_MININT64, .grown_usec = G_MININT64,
    .hold_usec = G_MININT64,
  };
}

gboolean
tally_resilience_pace_grow (TallyResiliencePace *self,
                            guint                full_limit,
                            gint64               now_usec)
{
  guint step = MAX (full_limit / 10, 1);
  guint before;

  g_return_val_if_fail (self != NULL, FALSE);
  before = self->limit;
  while (self->limit < full_limit && now_usec - self->grown_usec >= GROW_PAUSE_USEC)
    {
      self->limit = MIN (self->limit + step, full_limit);
      self->grown_usec += GROW_PAUSE_USEC;
    }
  return self->limit != before;
}

void
tally_resilience_pace_slow (TallyResiliencePace *self,
                            guint                full_limit,
                            gint64               now_usec,
                            gint64               pause_usec)
{
  g_return_if_fail (self != NULL && pause_usec >= 0);
  self->hold_usec = MAX (self->hold_usec, now_usec + pause_usec);
  if (self->halved_usec != G_MININT64 && now_usec - self->halved_usec < HALVE_PAUSE_USEC)
    return;
  self->limit = MAX (self->limit / 2, MIN (TALLY_RESILIENCE_LEAST_LIMIT, full_limit));
  self->halved_usec = now_usec;
  self->grown_usec = now_usec;
}
