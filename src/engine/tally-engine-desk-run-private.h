/* tally-engine-desk-run-private.h
 *
 * A pass that a desk has asked for, on a worker, with its progress told on the owner's thread as often as that can
 * keep up. Owner's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-jobs-queue.h"

G_BEGIN_DECLS

/* Of passes in the queue. */
#define TALLY_ENGINE_DESK_RUN_ID "run"

typedef struct _TallyEngineDeskRun TallyEngineDeskRun;

/**
 * TallyEngineDeskRunTold:
 * @on_progress: told how far it is
 * @on_end: told when it is over; the run is %NULL if it never came to its turn, and valid during the call
 * @data: handed to both
 */
typedef struct {
  TallyProgressFunc   on_progress;
  void              (*on_end) (TallyRun *run, gpointer data);
  gpointer            data;
} TallyEngineDeskRunTold;

/**
 * tally_engine_desk_run_start:
 * @queue: whose worker runs it
 * @engine: the engine; must outlive the queue
 * @options: what to do; strings are copied, callbacks left out
 * @told: who is told; copied
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - the queue takes no more.
 *
 * Returns: (transfer none) (nullable): the pass, until its end was told
 */
TallyEngineDeskRun *tally_engine_desk_run_start (TallyJobsQueue                *queue,
                                                 TallyEngine                   *engine,
                                                 const TallyBatchOptions       *options,
                                                 const TallyEngineDeskRunTold  *told,
                                                 GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
