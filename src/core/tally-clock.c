/* tally-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"

struct _TallyClock {
  gatomicrefcount ref_count;
  gboolean        is_virtual;
  GMutex          mutex;
  gint64          start_utc_usec;  /* (mutex mutex) virtual only */
  gint64          elapsed_usec;    /* (mutex mutex) virtual only */
};

static TallyClock *
clock_new (gboolean is_virtual,
           gint64   start_utc_usec)
{
  TallyClock *self = g_new0 (TallyClock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->is_virtual = is_virtual;
  self->start_utc_usec = start_utc_usec;
  return self;
}

static gint64
read_elapsed (TallyClock *self)
{
  gint64 elapsed;

  g_mutex_lock (&self->mutex);
  elapsed = self->elapsed_usec;
  g_mutex_unlock (&self->mutex);
  return elapsed;
}

static gint64
read_utc (TallyClock *self)
{
  gint64 utc;

  g_mutex_lock (&self->mutex);
  utc = self->start_utc_usec + self->elapsed_usec;
  g_mutex_unlock (&self->mutex);
  return utc;
}

TallyClock *
tally_clock_new_system (void)
{
  return clock_new (FALSE, 0);
}

TallyClock *
tally_clock_new_virtual (gint64 start_utc_usec)
{
  return clock_new (TRUE, start_utc_usec);
}

TallyClock *
tally_clock_ref (TallyClock *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_clock_unref (TallyClock *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gint64
tally_clock_get_utc_usec (TallyClock *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->is_virtual ? read_utc (self) : g_get_real_time ();
}

gint64
tally_clock_get_monotonic_usec (TallyClock *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->is_virtual ? read_elapsed (self) : g_get_monotonic_time ();
}

/* Waits on the cancellable's file descriptor, so that cancelling wakes us at once. */
static gboolean
wait_for_real (gint64         duration_usec,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 deadline = g_get_monotonic_time () + duration_usec;
  GPollFD fd;
  gboolean has_fd = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fd);
  gint64 left;

  while ((left = deadline - g_get_monotonic_time ()) > 0 && !g_cancellable_is_cancelled (cancellable))
    g_poll (has_fd ? &fd : NULL, has_fd ? 1 : 0, (int) MIN ((left + 999) / 1000, G_MAXINT));
  if (has_fd)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
tally_clock_wait (TallyClock    *self,
                  gint64         duration_usec,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (duration_usec <= 0)
    return TRUE;
  if (!self->is_virtual)
    return wait_for_real (duration_usec, cancellable, error);
  tally_clock_advance (self, duration_usec);
  return TRUE;
}

void
tally_clock_advance (TallyClock *self,
                     gint64      duration_usec)
{
  g_return_if_fail (self != NULL && self->is_virtual && duration_usec >= 0);
  g_mutex_lock (&self->mutex);
  self->elapsed_usec += duration_usec;
  g_mutex_unlock (&self->mutex);
}

void
tally_clock_jump (TallyClock *self,
                  gint64      shift_usec)
{
  g_return_if_fail (self != NULL && self->is_virtual);
  g_mutex_lock (&self->mutex);
  self->start_utc_usec += shift_usec;
  g_mutex_unlock (&self->mutex);
}

char *
tally_clock_format_utc (gint64 utc_usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC
                                                              - (utc_usec % G_USEC_PER_SEC < 0 ? 1 : 0));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

gboolean
tally_clock_parse_utc (const char *text,
                       gint64     *out_utc_usec)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (out_utc_usec != NULL, FALSE);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *out_utc_usec = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}
