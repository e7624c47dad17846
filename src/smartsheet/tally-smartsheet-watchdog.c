/* tally-smartsheet-watchdog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-watchdog.h"

struct _TallySmartsheetWatchdog {
  GThread   *thread;   /* (owned) */
  GMutex     mutex;
  GCond      changed;  /* a deadline came that is before the next one, or the end */
  GCond      barked;   /* nothing is being cancelled any more */
  GPtrArray *watches;  /* (mutex mutex) (owned) (element-type TallySmartsheetWatch) borrowed */
  gint64     next_usec; /* (mutex mutex) when the thread wakes by itself */
  TallySmartsheetWatch *barking; /* (mutex mutex) (borrowed) (nullable) being cancelled right now */
  gboolean   is_ending; /* (mutex mutex) */
};

/* The one that is due first, of those that have not passed. */
static TallySmartsheetWatch *
find_first (TallySmartsheetWatchdog *self)
{
  TallySmartsheetWatch *first = NULL;

  for (guint i = 0; i < self->watches->len; i++)
    {
      TallySmartsheetWatch *watch = self->watches->pdata[i];
      if (!watch->is_late && (first == NULL || watch->deadline_usec < first->deadline_usec))
        first = watch;
    }
  return first;
}

/* Without the mutex: who listens to the cancellable may wait for whom it holds up. */
static void
bark (TallySmartsheetWatchdog *self,
      TallySmartsheetWatch    *watch)
{
  watch->is_late = TRUE;
  self->barking = watch;
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (watch->cancellable);
  g_mutex_lock (&self->mutex);
  self->barking = NULL;
  g_cond_broadcast (&self->barked);
}

static gpointer
watch_thread (gpointer data)
{
  TallySmartsheetWatchdog *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->is_ending)
    {
      TallySmartsheetWatch *first = find_first (self);

      self->next_usec = first != NULL ? first->deadline_usec : G_MAXINT64;
      if (first == NULL)
        g_cond_wait (&self->changed, &self->mutex);
      else if (first->deadline_usec <= g_get_monotonic_time ())
        bark (self, first);
      else
        g_cond_wait_until (&self->changed, &self->mutex, first->deadline_usec);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

TallySmartsheetWatchdog *
tally_smartsheet_watchdog_new (void)
{
  TallySmartsheetWatchdog *self = g_new0 (TallySmartsheetWatchdog, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_cond_init (&self->barked);
  self->watches = g_ptr_array_new ();
  self->next_usec = G_MAXINT64;
  self->thread = g_thread_new ("watchdog", watch_thread, self);
  return self;
}

void
tally_smartsheet_watchdog_free (TallySmartsheetWatchdog *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_ptr_array_unref (self->watches);
  g_cond_clear (&self->barked);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
tally_smartsheet_watchdog_set (TallySmartsheetWatchdog *self,
                               TallySmartsheetWatch    *watch,
                               gint64                   deadline_usec)
{
  g_return_if_fail (self != NULL && watch != NULL && watch->cancellable != NULL);
  g_mutex_lock (&self->mutex);
  watch->deadline_usec = deadline_usec;
  if (!g_ptr_array_find (self->watches, watch, NULL))
    g_ptr_array_add (self->watches, watch);
  if (deadline_usec < self->next_usec)
    g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
tally_smartsheet_watchdog_end (TallySmartsheetWatchdog *self,
                               TallySmartsheetWatch    *watch)
{
  g_return_if_fail (self != NULL && watch != NULL);
  g_mutex_lock (&self->mutex);
  while (self->barking == watch)
    g_cond_wait (&self->barked, &self->mutex);
  g_ptr_array_remove_fast (self->watches, watch);
  g_mutex_unlock (&self->mutex);
}
