/* tally-jobs-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-queue.h"

#include "tally-jobs-error.h"

/* Who is told of a job's end: the one that pushed it, and those that pushed equal ones. */
typedef struct {
  TallyJobsQueueDone  done;      /* (nullable) */
  gpointer            data;      /* (owned) by data_free */
  GDestroyNotify      data_free; /* (nullable) */
} Listener;

typedef struct {
  char               *id;          /* (owned) */
  int                 priority;
  TallyJobsQueueWork  work;
  GArray             *listeners;   /* (owned) (element-type Listener); the first one's data is the work's */
  GPtrArray          *after;       /* (owned) (element-type Job) (borrowed) not yet ended */
  GCancellable       *cancellable; /* (owned) */
  GError             *error;       /* (owned) (nullable) */
} Job;

struct _TallyJobsQueue {
  GMainContext *context;   /* (owned) */
  GThread      *thread;    /* (owned) */
  GMutex        mutex;
  GCond         changed;   /* a job was queued or ended, or the queue stops */
  GPtrArray    *queued;    /* (owned) (mutex mutex) oldest first */
  Job          *running;   /* (owned) (nullable) (mutex mutex) */
  GQueue        ended;     /* (owned) (mutex mutex) ends to tell */
  GSource      *telling;   /* (owned) (nullable) (mutex mutex) */
  guint         n_jobs;    /* (mutex mutex) */
  gboolean      stopped;   /* (mutex mutex) takes no more */
  gboolean      leaving;   /* (mutex mutex) the worker ends when nothing is queued */
  guint         n_telling; /* owner's thread: ends are told, one within the other */
  gboolean      is_freed;  /* owner's thread: by a listener; goes when all is told */
};

static Job *
job_new (const TallyJobsQueueJob *given)
{
  Job *self = g_new0 (Job, 1);

  self->id = g_strdup (given->id);
  self->priority = given->priority;
  self->work = given->work;
  self->listeners = g_array_new (FALSE, FALSE, sizeof (Listener));
  self->after = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  return self;
}

static void
job_add_listener (Job                     *self,
                  const TallyJobsQueueJob *given)
{
  const Listener listener = { .done = given->done, .data = given->data, .data_free = given->data_free };

  g_array_append_val (self->listeners, listener);
}

static void
job_free (Job *self)
{
  g_array_unref (self->listeners);
  g_ptr_array_unref (self->after);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self);
}

/* The owner's thread, without the mutex: a listener may push the next job. */
static void
job_tell (Job *self)
{
  for (guint i = 0; i < self->listeners->len; i++)
    {
      const Listener *listener = &g_array_index (self->listeners, Listener, i);
      if (listener->done != NULL)
        listener->done (self->id, self->error, listener->data);
      if (listener->data_free != NULL)
        listener->data_free (listener->data);
    }
}

static void
finalize (TallyJobsQueue *self)
{
  g_ptr_array_unref (self->queued);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_main_context_unref (self->context);
  g_free (self);
}

/* A listener may free the queue: it goes with the last of those who tell. */
static void
tell_all (TallyJobsQueue *self)
{
  Job *job;

  self->n_telling++;
  g_mutex_lock (&self->mutex);
  while ((job = g_queue_pop_head (&self->ended)) != NULL)
    {
      self->n_jobs--;
      g_mutex_unlock (&self->mutex);
      job_tell (job);
      job_free (job);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  if (--self->n_telling == 0 && self->is_freed)
    finalize (self);
}

static gboolean
tell_cb (gpointer data)
{
  TallyJobsQueue *self = data;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->telling, g_source_unref);
  g_mutex_unlock (&self->mutex);
  tell_all (self);
  return G_SOURCE_REMOVE;
}

/* With the mutex. One source tells all that is there when it comes to it. */
static void
tell_later (TallyJobsQueue *self)
{
  if (self->telling != NULL)
    return;
  self->telling = g_idle_source_new ();
  g_source_set_priority (self->telling, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->telling, tell_cb, self, NULL);
  g_source_attach (self->telling, self->context);
}

static void end_job (TallyJobsQueue *self, Job *job, GError *error);

/* With the mutex. What waits for a failed job fails with it; the rest waits no longer. */
static void
release_waiting (TallyJobsQueue *self,
                 Job            *ended)
{
  for (guint i = 0; i < self->queued->len;)
    {
      Job *job = self->queued->pdata[i];
      if (!g_ptr_array_remove (job->after, ended) || ended->error == NULL)
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->queued, i);
      if (g_error_matches (ended->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        end_job (self, job, g_error_copy (ended->error));
      else
        end_job (self, job, g_error_new (TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                                         "%s was left out because %s failed before it: %s", job->id,
                                         ended->id, ended->error->message));
      i = 0; /* others may have gone with it */
    }
}

/* With the mutex. Takes the job and the error. */
static void
end_job (TallyJobsQueue *self,
         Job            *job,
         GError         *error)
{
  job->error = error;
  g_queue_push_tail (&self->ended, job);
  release_waiting (self, job);
  tell_later (self);
  g_cond_broadcast (&self->changed);
}

static GError *
make_cancelled (const Job *job)
{
  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s was cancelled before it began", job->id);
}

/* With the mutex. The best of those that wait for nothing; of equal ones the oldest. */
static Job *
steal_next (TallyJobsQueue *self)
{
  Job *best = NULL;

  for (guint i = 0; i < self->queued->len; i++)
    {
      Job *job = self->queued->pdata[i];
      if (job->after->len == 0 && (best == NULL || job->priority > best->priority))
        best = job;
    }
  if (best != NULL)
    g_ptr_array_remove (self->queued, best);
  return best;
}

/* With the mutex, which is open while the work is done. */
static void
run_job (TallyJobsQueue *self,
         Job            *job)
{
  GError *error = NULL;
  gboolean done;

  self->running = job;
  g_mutex_unlock (&self->mutex);
  done = job->work (job->cancellable, g_array_index (job->listeners, Listener, 0).data, &error);
  g_mutex_lock (&self->mutex);
  self->running = NULL;
  if (!done && error == NULL)
    error = g_error_new (TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED, "%s failed", job->id);
  if (done)
    g_clear_error (&error);
  end_job (self, job, error);
}

static gpointer
queue_worker (gpointer data)
{
  TallyJobsQueue *self = data;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      Job *job = steal_next (self);
      if (job != NULL)
        run_job (self, job);
      else if (self->leaving)
        break;
      else
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

TallyJobsQueue *
tally_jobs_queue_new (const char   *name,
                      GMainContext *context)
{
  TallyJobsQueue *self;

  g_return_val_if_fail (name != NULL, NULL);
  self = g_new0 (TallyJobsQueue, 1);
  self->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->queued = g_ptr_array_new ();
  g_queue_init (&self->ended);
  g_mutex_lock (&self->mutex); /* the worker asks whether it is the worker */
  self->thread = g_thread_new (name, queue_worker, self);
  g_mutex_unlock (&self->mutex);
  return self;
}

static Job *
find_queued (TallyJobsQueue *self,
             const char     *id)
{
  for (guint i = 0; i < self->queued->len; i++)
    if (strcmp (((Job *) self->queued->pdata[i])->id, id) == 0)
      return self->queued->pdata[i];
  return NULL;
}

/* With the mutex. A job that others wait for is as urgent as they are. */
static void
raise_job (Job *job,
           int  priority)
{
  if (job->priority >= priority)
    return;
  job->priority = priority;
  for (guint i = 0; i < job->after->len; i++)
    raise_job (job->after->pdata[i], priority);
}

static void
wait_for (Job *job,
          Job *other)
{
  if (other == NULL || g_ptr_array_find (job->after, other, NULL))
    return;
  g_ptr_array_add (job->after, other);
  raise_job (other, job->priority);
}

static void
add_after (TallyJobsQueue    *self,
           Job               *job,
           const char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      wait_for (job, find_queued (self, ids[i]));
      if (self->running != NULL && strcmp (self->running->id, ids[i]) == 0)
        wait_for (job, self->running);
    }
}

/* With the mutex. */
static void
add_job (TallyJobsQueue          *self,
         const TallyJobsQueueJob *given)
{
  Job *job = find_queued (self, given->id);

  if (job == NULL)
    {
      job = job_new (given);
      add_after (self, job, given->after);
      g_ptr_array_add (self->queued, job);
      self->n_jobs++;
    }
  raise_job (job, given->priority);
  job_add_listener (job, given);
  g_cond_broadcast (&self->changed);
}

gboolean
tally_jobs_queue_push (TallyJobsQueue           *self,
                       const TallyJobsQueueJob  *job,
                       GError                  **error)
{
  gboolean accepted;

  g_return_val_if_fail (self != NULL && job != NULL && job->id != NULL && job->work != NULL, FALSE);
  g_mutex_lock (&self->mutex);
  accepted = !self->stopped && self->queued->len < TALLY_JOBS_QUEUE_MAX_JOBS;
  if (accepted)
    add_job (self, job);
  g_mutex_unlock (&self->mutex);
  if (accepted)
    return TRUE;
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY,
               "%s can't be queued: the queue is full or stops", job->id);
  return FALSE;
}

/* With the mutex. */
static void
cancel_queued (TallyJobsQueue *self,
               Job            *job)
{
  g_ptr_array_remove (self->queued, job);
  g_cancellable_cancel (job->cancellable);
  end_job (self, job, make_cancelled (job));
}

guint
tally_jobs_queue_cancel (TallyJobsQueue *self,
                         const char     *id)
{
  g_autoptr (GCancellable) cancellable = NULL;
  Job *queued;
  guint n_found = 0;

  g_return_val_if_fail (self != NULL && id != NULL, 0);
  g_mutex_lock (&self->mutex);
  if (self->running != NULL && strcmp (self->running->id, id) == 0)
    cancellable = g_object_ref (self->running->cancellable);
  queued = find_queued (self, id);
  if (queued != NULL)
    cancel_queued (self, queued);
  g_mutex_unlock (&self->mutex);
  n_found = (cancellable != NULL) + (queued != NULL);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable); /* its handlers are not ours: without the mutex */
  return n_found;
}

void
tally_jobs_queue_stop (TallyJobsQueue *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  if (self->running != NULL)
    cancellable = g_object_ref (self->running->cancellable);
  while (self->queued->len > 0)
    cancel_queued (self, self->queued->pdata[self->queued->len - 1]);
  g_mutex_unlock (&self->mutex);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

void
tally_jobs_queue_free (TallyJobsQueue *self)
{
  if (self == NULL)
    return;
  tally_jobs_queue_stop (self);
  g_mutex_lock (&self->mutex);
  self->leaving = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  if (self->telling != NULL)
    g_source_destroy (self->telling);
  g_clear_pointer (&self->telling, g_source_unref);
  self->is_freed = TRUE;
  tell_all (self);
}

guint
tally_jobs_queue_get_n_jobs (TallyJobsQueue *self)
{
  guint n_jobs;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->mutex);
  n_jobs = self->n_jobs;
  g_mutex_unlock (&self->mutex);
  return n_jobs;
}

gboolean
tally_jobs_queue_is_worker (TallyJobsQueue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_thread_self () == self->thread;
}
