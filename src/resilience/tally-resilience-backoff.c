/* tally-resilience-backoff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-backoff.h"

static gint64
get_ceiling (const TallyResilienceBackoff *self,
             guint                         attempt)
{
  gint64 ceiling = MIN (self->base_usec, self->cap_usec);

  for (guint i = 1; i < attempt && ceiling < self->cap_usec; i++)
    ceiling = ceiling > self->cap_usec / 2 ? self->cap_usec : ceiling * 2;
  return ceiling;
}

static gint64
draw (TallyRandom *random,
      gint64       ceiling_usec)
{
  return ceiling_usec <= 0 ? 0 : (gint64) tally_random_below (random, (guint64) ceiling_usec + 1);
}

gint64
tally_resilience_backoff_get_wait (const TallyResilienceBackoff *self,
                                   guint                         attempt,
                                   TallyRandom                  *random)
{
  g_return_val_if_fail (self != NULL && random != NULL && attempt > 0, 0);
  g_return_val_if_fail (self->n_steps <= TALLY_RESILIENCE_MAX_STEPS, 0);
  if (self->n_steps > 0)
    {
      gint64 step = self->steps_usec[MIN (attempt, self->n_steps) - 1];
      return step + draw (random, step / 10);
    }
  return self->floor_usec + draw (random, get_ceiling (self, attempt));
}
