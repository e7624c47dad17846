/* tally-jobs-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-pool.h"

struct _TallyJobsPool {
  const TallyJobsPoolFuncs *funcs;     /* (borrowed) */
  gpointer                  data;      /* (borrowed) */
  GAsyncQueue              *inputs;    /* (owned) */
  GAsyncQueue              *results;   /* (owned) */
  GPtrArray                *threads;   /* (owned) */
  guint                     n_pending; /* owner's thread only */
};

/* An input that tells a worker to stop: its address, never a value. */
static char stop_mark;

static gpointer
pool_worker (gpointer user_data)
{
  TallyJobsPool *self = user_data;
  gpointer worker_data = self->funcs->worker_new != NULL ? self->funcs->worker_new (self->data) : NULL;
  gpointer input;

  while ((input = g_async_queue_pop (self->inputs)) != &stop_mark)
    g_async_queue_push (self->results, self->funcs->work (input, worker_data, self->data));
  if (self->funcs->worker_free != NULL)
    self->funcs->worker_free (worker_data);
  return NULL;
}

TallyJobsPool *
tally_jobs_pool_new (const char               *name,
                     guint                     n_workers,
                     const TallyJobsPoolFuncs *funcs,
                     gpointer                  data)
{
  TallyJobsPool *self;

  g_return_val_if_fail (funcs != NULL && n_workers >= 1 && n_workers <= 16, NULL);
  self = g_new0 (TallyJobsPool, 1);
  self->funcs = funcs;
  self->data = data;
  self->inputs = g_async_queue_new ();
  self->results = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  for (guint i = 0; i < n_workers; i++)
    g_ptr_array_add (self->threads, g_thread_new (name, pool_worker, self));
  return self;
}

void
tally_jobs_pool_free (TallyJobsPool *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->inputs, &stop_mark);
  while (self->n_pending > 0)
    self->funcs->result_free (tally_jobs_pool_pop (self));
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->inputs);
  g_async_queue_unref (self->results);
  g_free (self);
}

void
tally_jobs_pool_push (TallyJobsPool *self,
                      gpointer       input)
{
  g_return_if_fail (self != NULL && input != NULL);
  self->n_pending++;
  g_async_queue_push (self->inputs, input);
}

gpointer
tally_jobs_pool_pop (TallyJobsPool *self)
{
  g_return_val_if_fail (self != NULL && self->n_pending > 0, NULL);
  self->n_pending--;
  return g_async_queue_pop (self->results);
}

guint
tally_jobs_pool_get_n_pending (TallyJobsPool *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_pending;
}
