/* tally-resilience-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-limiter.h"

#include "tally-resilience-error.h"

/* The dearest request costs ten units: a lower limit would refuse it for ever. */
#define LEAST_LIMIT 10
#define HALVE_PAUSE_USEC (10 * G_USEC_PER_SEC)
#define GROW_PAUSE_USEC (60 * G_USEC_PER_SEC)

typedef struct {
  gint64 at_usec;
  guint  n_units;
} Grant;

struct _TallyResilienceLimiter {
  gatomicrefcount ref_count;
  TallyClock     *clock;        /* (owned) */
  guint           full_limit;   /* 0 = unlimited */
  GMutex          mutex;
  guint           limit;        /* (mutex mutex) */
  GArray         *grants;       /* (mutex mutex) (owned) Grant, by time; some lie ahead */
  gint64          hold_usec;    /* (mutex mutex) nothing is sent before */
  gint64          halved_usec;  /* (mutex mutex) when the limit was last halved */
  gint64          grown_usec;   /* (mutex mutex) when the limit was last changed */
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
  self->limit = units_per_minute;
  self->grants = g_array_new (FALSE, FALSE, sizeof (Grant));
  self->halved_usec = G_MININT64;
  self->hold_usec = G_MININT64;
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
  g_mutex_clear (&self->mutex);
  tally_clock_unref (self->clock);
  g_free (self);
}

/* Called with the mutex held. */
static void
grow_back (TallyResilienceLimiter *self,
           gint64                  now_usec)
{
  guint step = MAX (self->full_limit / 10, 1);

  while (self->limit < self->full_limit && now_usec - self->grown_usec >= GROW_PAUSE_USEC)
    {
      self->limit = MIN (self->limit + step, self->full_limit);
      self->grown_usec += GROW_PAUSE_USEC;
    }
}

/* The earliest time at which the window that ends there has room; called with the mutex held. */
static gint64
find_time (TallyResilienceLimiter *self,
           guint                   n_units,
           gint64                  now_usec)
{
  const Grant *grants = (const Grant *) (gpointer) self->grants->data;
  gint64 at = MAX (now_usec, self->hold_usec);
  guint64 used = n_units;
  guint i = self->grants->len;

  if (i > 0)
    at = MAX (at, grants[i - 1].at_usec);
  while (i > 0 && used + grants[i - 1].n_units <= self->limit)
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
  if (self->full_limit > 0 && n_units > MAX (self->full_limit, LEAST_LIMIT))
    {
      g_set_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_TOO_LARGE,
                   "a request of %u units exceeds the limit of %u a minute", n_units, self->full_limit);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  now = tally_clock_get_monotonic_usec (self->clock);
  grant.at_usec = MAX (now, self->hold_usec);
  if (self->full_limit > 0)
    {
      grow_back (self, now);
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
  held = self->hold_usec > tally_clock_get_monotonic_usec (self->clock);
  g_mutex_unlock (&self->mutex);
  return held;
}

static gboolean
wait_until_due (TallyResilienceLimiter  *self,
                gint64                   wait_usec,
                gint64                   deadline_usec,
                GCancellable            *cancellable,
                GError                 **error)
{
  if (deadline_usec != 0
      && tally_clock_get_monotonic_usec (self->clock) + wait_usec >= deadline_usec)
    {
      g_set_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_EXHAUSTED,
                   "the rate limit asks to wait %" G_GINT64_FORMAT " s, behind the deadline",
                   wait_usec / G_USEC_PER_SEC);
      return FALSE;
    }
  return tally_clock_wait (self->clock, wait_usec, cancellable, error);
}

/* Who was held back while waiting reserves anew: what was granted before the hold would else all
 * be sent in the instant in which it ends. */
gboolean
tally_resilience_limiter_wait (TallyResilienceLimiter  *self,
                               guint                    n_units,
                               gint64                   deadline_usec,
                               GCancellable            *cancellable,
                               GError                 **error)
{
  gint64 wait;

  do
    {
      if (!tally_resilience_limiter_take (self, n_units, &wait, error)
          || !wait_until_due (self, wait, deadline_usec, cancellable, error))
        return FALSE;
    }
  while (is_held (self));
  return TRUE;
}

void
tally_resilience_limiter_throttle (TallyResilienceLimiter *self,
                                   gint64                  pause_usec)
{
  gint64 now;

  g_return_if_fail (self != NULL && pause_usec >= 0);
  g_mutex_lock (&self->mutex);
  now = tally_clock_get_monotonic_usec (self->clock);
  self->hold_usec = MAX (self->hold_usec, now + pause_usec);
  if (self->halved_usec == G_MININT64 || now - self->halved_usec >= HALVE_PAUSE_USEC)
    {
      self->limit = MAX (self->limit / 2, MIN (LEAST_LIMIT, self->full_limit));
      self->halved_usec = now;
      self->grown_usec = now;
    }
  g_mutex_unlock (&self->mutex);
}

guint
tally_resilience_limiter_get_limit (TallyResilienceLimiter *self)
{
  guint limit;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->mutex);
  grow_back (self, tally_clock_get_monotonic_usec (self->clock));
  limit = self->limit;
  g_mutex_unlock (&self->mutex);
  return limit;
}
