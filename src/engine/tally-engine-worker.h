/* tally-engine-worker.h
 *
 * Passes of the engine on a worker thread of their own, one after the other, for a face whose own
 * thread has to stay free for signals and watchdogs. Owned by the thread of its main context, on
 * which it tells what happens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-schedule.h"

G_BEGIN_DECLS

typedef struct _TallyEngineWorker TallyEngineWorker;

/**
 * TallyEnginePass:
 * @start: the start of a schedule that it is; copied
 * @jobs: (array zero-terminated=1): its jobs, empty = the whole pipeline; copied
 * @on_begin: told when the run has begun, on the main context; not if it is refused
 * @on_end: told when it is over, on the main context; @run is %NULL if it never came to its turn
 * @on_notice: told each notice when it comes up, on the worker
 * @on_progress: told how far it is, on the worker
 * @data: handed to each; must outlive the worker
 *
 * What to do and who is told.
 */
typedef struct {
  const TallyScheduleStart *start;
  const char *const        *jobs;
  void                    (*on_begin) (const TallyScheduleStart *start, gpointer data);
  void                    (*on_end) (const TallyScheduleStart *start, const TallyRun *run, gpointer data);
  void                    (*on_notice) (const TallyNotice *notice, gpointer data);
  TallyProgressFunc         on_progress;
  gpointer                  data;
} TallyEnginePass;

/**
 * tally_engine_worker_new:
 * @context: (nullable): where ends are told, %NULL = the default one
 *
 * Starts the worker.
 *
 * Returns: (transfer full): the worker
 */
TallyEngineWorker *tally_engine_worker_new        (GMainContext             *context);

/**
 * tally_engine_worker_free:
 * @self: (nullable): a worker
 *
 * Cancels what is at work, waits for it, and tells every end that was not told yet.
 */
void               tally_engine_worker_free       (TallyEngineWorker        *self);

/**
 * tally_engine_worker_push_pass:
 * @self: a worker
 * @engine: the engine; must outlive the pass
 * @pass: what to do
 * @error: return location, or %NULL
 *
 * Queues a pass.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - the worker stops; nothing is told.
 *
 * Returns: %TRUE if its end will be told
 */
gboolean           tally_engine_worker_push_pass  (TallyEngineWorker        *self,
                                                   TallyEngine              *engine,
                                                   const TallyEnginePass    *pass,
                                                   GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_worker_push_note:
 * @self: a worker
 * @engine: the engine; must outlive the writing
 * @note: (transfer full): what the next process has to know
 * @on_failure: told if it could not be kept, on the main context
 * @data: handed to @on_failure; must outlive the worker
 *
 * Has a note written before the passes that wait. One that is pushed when the worker stops is
 * dropped: the next process finds out by itself.
 */
void               tally_engine_worker_push_note  (TallyEngineWorker        *self,
                                                   TallyEngine              *engine,
                                                   TallyEngineScheduleNote  *note,
                                                   void                    (*on_failure) (const GError *error, gpointer data),
                                                   gpointer                  data);

/**
 * tally_engine_worker_stop:
 * @self: a worker
 *
 * Cancels everything and takes no more; does not wait.
 */
void               tally_engine_worker_stop       (TallyEngineWorker        *self);

/**
 * tally_engine_worker_get_n_jobs:
 * @self: a worker
 *
 * Returns: passes and notes whose end was not told yet
 */
guint              tally_engine_worker_get_n_jobs (TallyEngineWorker        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineWorker, tally_engine_worker_free)

G_END_DECLS
