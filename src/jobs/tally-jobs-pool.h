/* tally-jobs-pool.h
 *
 * A few worker threads that turn inputs into results, which the thread that owns the pool takes
 * back one by one. The owner alone touches the store; workers fetch, parse and write workbooks.
 * At most as many inputs are under way as were asked for, so that memory stays bounded. The
 * shutdown is ordered: free() waits for every worker. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyJobsPool TallyJobsPool;

/**
 * TallyJobsWork:
 * @input: (transfer full): what to work on
 * @worker_data: what @worker_new made for this worker
 * @data: of the pool
 *
 * Runs on a worker thread. Failures belong into the result.
 *
 * Returns: (transfer full): the result, never %NULL
 */
typedef gpointer (*TallyJobsWork) (gpointer input, gpointer worker_data, gpointer data);

/**
 * TallyJobsPoolFuncs:
 * @work: what a worker does with an input
 * @worker_new: (nullable): makes what belongs to one worker alone, on its thread
 * @worker_free: (nullable): frees it, on its thread
 * @result_free: frees a result that nobody took
 */
typedef struct {
  TallyJobsWork   work;
  gpointer      (*worker_new)  (gpointer data);
  void          (*worker_free) (gpointer worker_data);
  GDestroyNotify  result_free;
} TallyJobsPoolFuncs;

/**
 * tally_jobs_pool_new:
 * @name: what the threads are called, at most 15 bytes
 * @n_workers: 1 … 16
 * @funcs: (transfer none): what they do; must outlive the pool
 * @data: handed to each function
 *
 * Starts the workers.
 *
 * Returns: (transfer full): the pool
 */
TallyJobsPool *tally_jobs_pool_new      (const char               *name,
                                         guint                     n_workers,
                                         const TallyJobsPoolFuncs *funcs,
                                         gpointer                  data);

/**
 * tally_jobs_pool_free:
 * @self: (nullable): a pool
 *
 * Waits until each worker is done with what it has begun, drops what was not taken, joins the
 * threads.
 */
void           tally_jobs_pool_free     (TallyJobsPool            *self);

/**
 * tally_jobs_pool_push:
 * @self: a pool
 * @input: (transfer full): what to work on
 *
 * Hands an input to the next free worker.
 */
void           tally_jobs_pool_push     (TallyJobsPool            *self,
                                         gpointer                  input);

/**
 * tally_jobs_pool_pop:
 * @self: a pool with something under way
 *
 * Waits for the next result, in the order in which they are ready.
 *
 * Returns: (transfer full): the result
 */
gpointer       tally_jobs_pool_pop      (TallyJobsPool            *self);

/**
 * tally_jobs_pool_get_n_pending:
 * @self: a pool
 *
 * Returns: inputs pushed whose results were not popped
 */
guint          tally_jobs_pool_get_n_pending (TallyJobsPool       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsPool, tally_jobs_pool_free)

G_END_DECLS
