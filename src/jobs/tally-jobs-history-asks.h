/* tally-jobs-history-asks.h
 *
 * Asks the service for the histories of a few cells side by side: as many at once as [smartsheet] max-in-flight
 * allows, under the client's own rate limit, which counts ten units a history. Run thread; its workers see the client
 * alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-smartsheet-history.h"

G_BEGIN_DECLS

/**
 * TallyJobsHistoryAsk:
 * @ref: which cell
 * @revisions: (owned) (nullable) (element-type TallySmartsheetRevision): the answer
 * @error: (owned) (nullable): why there is none
 *
 * One question.
 */
typedef struct {
  TallySmartsheetCellRef  ref;
  GPtrArray              *revisions;
  GError                 *error;
} TallyJobsHistoryAsk;

typedef struct _TallyJobsHistoryAsks TallyJobsHistoryAsks;

/**
 * tally_jobs_history_asks_new:
 * @context: a run with a client; must outlive it
 *
 * Returns: (transfer full): nobody at work yet
 */
TallyJobsHistoryAsks *tally_jobs_history_asks_new      (TallyJobsContext      *context);

/**
 * tally_jobs_history_asks_free:
 * @self: (nullable): who asks
 *
 * Ends its workers.
 */
void                  tally_jobs_history_asks_free     (TallyJobsHistoryAsks  *self);

/**
 * tally_jobs_history_asks_get_n_at_once:
 * @self: who asks
 *
 * Returns: how many questions are under way at once, 1 or more
 */
guint                 tally_jobs_history_asks_get_n_at_once (TallyJobsHistoryAsks *self);

/**
 * tally_jobs_history_asks_run:
 * @self: who asks
 * @asks: (inout) (element-type TallyJobsHistoryAsk): questions; each gains its answer or why there is none
 *
 * Asks all of them and waits for all answers.
 */
void                  tally_jobs_history_asks_run      (TallyJobsHistoryAsks  *self,
                                                        GArray                *asks);

/**
 * tally_jobs_history_ask_clear:
 * @self: a question
 *
 * Frees its answer.
 */
void                  tally_jobs_history_ask_clear     (TallyJobsHistoryAsk   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsHistoryAsks, tally_jobs_history_asks_free)

G_END_DECLS
