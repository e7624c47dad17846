/* tally-jobs-heartbeat.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-heartbeat.h"

struct _TallyJobsHeartbeat {
  GThread    *thread;        /* (owned) */
  char       *path;          /* (owned) */
  char       *lease_key;     /* (owned) */
  TallyClock *clock;         /* (borrowed) */
  gint64      interval_usec;
  GMutex      mutex;
  GCond       stopped;
  gboolean    is_stopped;    /* (mutex mutex) */
};

/* Returns FALSE when it is to end. */
static gboolean
wait_for_the_next (TallyJobsHeartbeat *self)
{
  gint64 end_usec = g_get_monotonic_time () + self->interval_usec;
  gboolean is_stopped;

  g_mutex_lock (&self->mutex);
  while (!self->is_stopped && g_cond_wait_until (&self->stopped, &self->mutex, end_usec))
    ;
  is_stopped = self->is_stopped;
  g_mutex_unlock (&self->mutex);
  return !is_stopped;
}

/* What goes wrong here is no matter of the run: the next beat tries again, and the run's own
 * transactions find out whether the lease is still theirs. */
static gpointer
beat_worker (gpointer data)
{
  TallyJobsHeartbeat *self = data;
  const TallyStoreOptions options = { .path = self->path, .clock = self->clock };
  g_autoptr (TallyStore) heart = NULL;

  while (wait_for_the_next (self))
    {
      g_autoptr (GError) ignored = NULL;
      if (heart == NULL)
        heart = tally_store_open_heart (&options, self->lease_key, &ignored);
      if (heart == NULL || !tally_store_renew_lock (heart, NULL))
        g_debug ("a heartbeat was missed");
    }
  return NULL;
}

TallyJobsHeartbeat *
tally_jobs_heartbeat_start (TallyStore *store,
                            TallyClock *clock,
                            gint64      interval_usec)
{
  g_autofree char *key = NULL;
  TallyJobsHeartbeat *self;

  g_return_val_if_fail (store != NULL && clock != NULL && interval_usec > 0, NULL);
  key = tally_store_dup_lease_key (store);
  if (key == NULL)
    return NULL;
  self = g_new0 (TallyJobsHeartbeat, 1);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->stopped);
  self->path = g_strdup (tally_store_get_path (store));
  self->lease_key = g_steal_pointer (&key);
  self->clock = clock;
  self->interval_usec = interval_usec;
  self->thread = g_thread_new ("heartbeat", beat_worker, self);
  return self;
}

void
tally_jobs_heartbeat_stop (TallyJobsHeartbeat *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_stopped = TRUE;
  g_cond_signal (&self->stopped);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->stopped);
  g_free (self->path);
  g_free (self->lease_key);
  g_free (self);
}
