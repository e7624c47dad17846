/* tally-resilience-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-limiter.h"

#include "tally-resilience-error.h"
#include "tally-resilience-pace.h"

/* Others may give units back at any time: so long at most until the shared limit is asked again. */
#define ASK_AGAIN_USEC ((gint64) 2 * G_USEC_PER_SEC)

typedef struct {
  gint64 at_usec;
  guint  n_units;
} Grant;

struct _TallyResilienceLimiter {
  gatomicrefcount ref_count;
  TallyClock     *clock;        /* (owned) */
  guint           full_limit;   /* 0 = unlimited */
  TallyResilienceQuota *quota;  /* (owned) (nullable) the limit of all processes together */
  GMutex          mutex;
  TallyResiliencePace pace;     /* (mutex mutex) */
  GArray         *grants;       /* (mutex mutex) (owned) Grant, by time; some lie ahead */
};

TallyResilienceLimiter *
tally_resilience_limiter_new (TallyClock *clock,
                              guint       units_per_minute)
{
  TallyResilienceLimiter *self;

  g_return_val_if_fail (clock != NULL, NULL);
  self = g_new0 (TallyResilienceLimiter, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->clock = tally_clock_ref (clock);
  self->full_limit = units_per_minute;
  tally_resilience_pace_init (&self->pace, units_per_minute);
  self->grants = g_array_new (FALSE, FALSE, sizeof (Grant));
  return self;
}

TallyResilienceLimiter *
tally_resilience_limiter_new_shared (TallyClock           *clock,
                                     guint                 units_per_minute,
                                     TallyResilienceQuota *quota)
{
  TallyResilienceLimiter *self = tally_resilience_limiter_new (clock, units_per_minute);

  g_return_val_if_fail (self != NULL, NULL);
  self->quota = quota;
  return self;
}

TallyResilienceLimiter *
tally_resilience_limiter_ref (TallyResilienceLimiter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_resilience_limiter_unref (TallyResilienceLimiter *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->grants);
  tally_resilience_quota_free (self->quota);
  g_mutex_clear (&self->mutex);
  tally_clock_unref (self->clock);
  g_free (self);
}

/* The earliest time at which the window that ends there has room; called with the mutex held. */
static gint64
find_time (TallyResilienceLimiter *self,
           guint                   n_units,
           gint64                  now_usec)
{
  const Grant *grants = (const Grant *) (gpointer) self->grants->data;
  gint64 at = MAX (now_usec, self->pace.hold_usec);
  guint64 used = n_units;
  guint i = self->grants->len;

  if (i > 0)
    at = MAX (at, grants[i - 1].at_usec);
  while (i > 0 && used + grants[i - 1].n_units <= self->pace.limit)
    used += grants[--i].n_units;
  return i > 0 ? MAX (at, grants[i - 1].at_usec + TALLY_RESILIENCE_LIMITER_WINDOW_USEC) : at;
}

/* Grants that no window reaches any more; called with the mutex held. */
static void
forget_old (TallyResilienceLimiter *self,
            gint64                  now_usec)
{
  guint n_old = 0;

  while (n_old < self->grants->len
         && g_array_index (self->grants, Grant, n_old).at_usec
            <= now_usec - TALLY_RESILIENCE_LIMITER_WINDOW_USEC)
    n_old++;
  if (n_old > 0)
    g_array_remove_range (self->grants, 0, n_old);
}

gboolean
tally_resilience_limiter_take (TallyResilienceLimiter  *self,
                               guint                    n_units,
                               gint64                  *out_wait_usec,
                               GError                 **error)
{
  gint64 now;
  Grant grant = { .n_units = n_units };

  g_return_val_if_fail (self != NULL && n_units > 0 && out_wait_usec != NULL, FALSE);
  if (self->full_limit > 0 && n_units > MAX (self->full_limit, TALLY_RESILIENCE_LEAST_LIMIT))
    {
      g_set_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_TOO_LARGE,
                   "a request of %u units exceeds the limit of %u a minute", n_units, self->full_limit);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  now = tally_clock_get_monotonic_usec (self->clock);
  grant.at_usec = MAX (now, self->pace.hold_usec);
  if (self->full_limit > 0)
    {
      tally_resilience_pace_grow (&self->pace, self->full_limit, now);
      forget_old (self, now);
      grant.at_usec = find_time (self, n_units, now);
      g_array_append_val (self->grants, grant);
    }
  *out_wait_usec = grant.at_usec - now;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gboolean
is_held (TallyResilienceLimiter *self)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = self->pace.hold_usec > tally_clock_get_monotonic_usec (self->clock);
  g_mutex_unlock (&self->mutex);
  return held;
}

static gboolean
check_deadline (TallyResilienceLimiter  *self,
                gint64                   wait_usec,
                gint64                   deadline_usec,
                GError                 **error)
{
  if (deadline_usec == 0
      || tally_clock_get_monotonic_usec (self->clock) + wait_usec < deadline_usec)
    return TRUE;
  g_set_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_EXHAUSTED,
               "the rate limit asks to wait %" G_GINT64_FORMAT " s, behind the deadline",
               wait_usec / G_USEC_PER_SEC);
  return FALSE;
}

/* Who was held back while waiting reserves anew: what was granted before the hold would else all
 * be sent in the instant in which it ends. */
static gboolean
wait_for_own (TallyResilienceLimiter  *self,
              guint                    n_units,
              gint64                   deadline_usec,
              GCancellable            *cancellable,
              GError                 **error)
{
  gint64 wait;

  do
    {
      if (!tally_resilience_limiter_take (self, n_units, &wait, error)
          || !check_deadline (self, wait, deadline_usec, error)
          || !tally_clock_wait (self->clock, wait, cancellable, error))
        return FALSE;
    }
  while (is_held (self));
  return TRUE;
}

static gboolean
wait_for_shared (TallyResilienceLimiter  *self,
                 guint                    n_units,
                 gint64                   deadline_usec,
                 GCancellable            *cancellable,
                 GError                 **error)
{
  gboolean drawn;
  gint64 wait;

  do
    {
      drawn = tally_resilience_quota_draw (self->quota, n_units, &wait);
      if (!check_deadline (self, wait, deadline_usec, error)
          || !tally_clock_wait (self->clock, drawn ? wait : MIN (wait, ASK_AGAIN_USEC), cancellable,
                                error))
        return FALSE;
    }
  while (!drawn);
  return TRUE;
}

gboolean
tally_resilience_limiter_wait (TallyResilienceLimiter  *self,
                               guint                    n_units,
                               gint64                   deadline_usec,
                               GCancellable            *cancellable,
                               GError                 **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return wait_for_own (self, n_units, deadline_usec, cancellable, error)
         && (self->quota == NULL
             || wait_for_shared (self, n_units, deadline_usec, cancellable, error));
}

void
tally_resilience_limiter_throttle (TallyResilienceLimiter *self,
                                   gint64                  pause_usec)
{
  gint64 now;

  g_return_if_fail (self != NULL && pause_usec >= 0);
  g_mutex_lock (&self->mutex);
  now = tally_clock_get_monotonic_usec (self->clock);
  tally_resilience_pace_slow (&self->pace, self->full_limit, now, pause_usec);
  g_mutex_unlock (&self->mutex);
  if (self->quota != NULL)
    tally_resilience_quota_slow (self->quota, pause_usec);
}

guint
tally_resilience_limiter_get_limit (TallyResilienceLimiter *self)
{
  guint limit;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->mutex);
  tally_resilience_pace_grow (&self->pace, self->full_limit,
                              tally_clock_get_monotonic_usec (self->clock));
  limit = self->pace.limit;
  g_mutex_unlock (&self->mutex);
  return limit;
}
