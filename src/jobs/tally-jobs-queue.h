/* tally-jobs-queue.h
 *
 * One worker thread that does jobs one after the other: by priority, behind those they wait for,
 * equal ones together. The thread that owns the queue pushes, cancels and is told of each end on
 * its own main context; the worker alone runs the work. The shutdown is ordered: free() cancels,
 * waits for the worker, and tells every end that was not told yet. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More jobs than any owner means to have waiting: what comes beyond is refused. */
#define TALLY_JOBS_QUEUE_MAX_JOBS 1000

typedef struct _TallyJobsQueue TallyJobsQueue;

/**
 * TallyJobsQueueWork:
 * @cancellable: cancelled when the job is to stop
 * @data: of the job
 * @error: return location
 *
 * Runs on the worker.
 *
 * Returns: %TRUE if it is done; %FALSE with @error set fails those that wait for it
 */
typedef gboolean (*TallyJobsQueueWork) (GCancellable *cancellable, gpointer data, GError **error);

/**
 * TallyJobsQueueDone:
 * @id: the job's
 * @error: (nullable): %NULL = it is done; %G_IO_ERROR_CANCELLED - it was cancelled or never begun;
 *   %TALLY_JOBS_ERROR_FAILED - one that it waited for failed; else what the work said
 * @data: of the job
 *
 * Tells the end of a job, on the owner's main context. May push and cancel, must not free the queue.
 */
typedef void (*TallyJobsQueueDone) (const char *id, const GError *error, gpointer data);

/**
 * TallyJobsQueueJob:
 * @id: what it is: jobs of one id are equal
 * @priority: higher ones first; of equal ones the older
 * @after: (nullable) (array zero-terminated=1): ids; what is queued or running under them now has to
 *   end well before it; ids that are not there are taken for done
 * @work: what the worker does
 * @done: (nullable): told of the end
 * @data: handed to both
 * @data_free: (nullable): frees @data on the owner's thread, behind @done
 *
 * What to do.
 */
typedef struct {
  const char         *id;
  int                 priority;
  const char *const  *after;
  TallyJobsQueueWork  work;
  TallyJobsQueueDone  done;
  gpointer            data;
  GDestroyNotify      data_free;
} TallyJobsQueueJob;

/**
 * tally_jobs_queue_new:
 * @name: what the thread is called, at most 15 bytes
 * @context: (nullable): where ends are told, %NULL = the default one; its thread owns the queue
 *
 * Starts the worker.
 *
 * Returns: (transfer full): the queue
 */
TallyJobsQueue *tally_jobs_queue_new        (const char               *name,
                                             GMainContext             *context);

/**
 * tally_jobs_queue_free:
 * @self: (nullable): a queue, on its owner's thread; a job's end may free it
 *
 * Cancels everything, waits until the worker is done with the running job, and tells each end that
 * was not told yet before it returns.
 */
void            tally_jobs_queue_free       (TallyJobsQueue           *self);

/**
 * tally_jobs_queue_push:
 * @self: a queue, on its owner's thread
 * @job: what to do; copied, its data is taken also on failure
 * @error: return location, or %NULL
 *
 * Queues a job. If an equal one is queued and not yet running, the two become one: the work of the
 * first is done once, with the higher of both priorities and the first one's @after; both ends are
 * told. What a job waits for gets at least its priority.
 *
 * Errors: %TALLY_JOBS_ERROR_BUSY - %TALLY_JOBS_QUEUE_MAX_JOBS wait already, or the queue is
 * stopped; @done is not called.
 *
 * Returns: %TRUE if it will be done, or its end told
 */
gboolean        tally_jobs_queue_push       (TallyJobsQueue           *self,
                                             const TallyJobsQueueJob  *job,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_queue_cancel:
 * @self: a queue, on its owner's thread
 * @id: jobs
 *
 * Cancels the running and the queued job of that id, and those queued that wait for them. Their
 * ends are told as always.
 *
 * Returns: how many of them there were, those that wait for them left out
 */
guint           tally_jobs_queue_cancel     (TallyJobsQueue           *self,
                                             const char               *id);

/**
 * tally_jobs_queue_stop:
 * @self: a queue, on its owner's thread
 *
 * Cancels everything and takes no more jobs. Does not wait: the ends are told as they come, and
 * tally_jobs_queue_get_n_jobs() then says 0.
 */
void            tally_jobs_queue_stop       (TallyJobsQueue           *self);

/**
 * tally_jobs_queue_get_n_jobs:
 * @self: a queue
 *
 * Returns: jobs whose end was not told yet
 */
guint           tally_jobs_queue_get_n_jobs (TallyJobsQueue           *self);

/**
 * tally_jobs_queue_is_worker:
 * @self: a queue
 *
 * For assertions in what only the worker may do.
 *
 * Returns: whether the calling thread is the worker
 */
gboolean        tally_jobs_queue_is_worker  (TallyJobsQueue           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsQueue, tally_jobs_queue_free)

G_END_DECLS
