/* tally-jobs-history.h
 *
 * Asks the service who wrote the cells that matter, and keeps what it tells in the store: a bounded number
 * of calls a run, the dearest cells first, each cell once until something new was noticed of it. What is left
 * comes in the next run. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-history-cells.h"

G_BEGIN_DECLS

/* The configuration's key of how many calls a run may make. */
#define TALLY_JOBS_HISTORY_KEY "history-calls"

typedef struct _TallyJobsHistory TallyJobsHistory;

/**
 * TallyJobsHistoryCounts:
 * @n_calls: histories that were asked for
 * @n_fetched: of these, had
 * @n_failed: of these, not to be had: the cell is gone, or may not be seen
 * @n_known: cells of which all was known before
 * @n_left: cells that are left for the next run
 */
typedef struct {
  guint n_calls;
  guint n_fetched;
  guint n_failed;
  guint n_known;
  guint n_left;
} TallyJobsHistoryCounts;

/**
 * tally_jobs_history_new:
 * @context: a run; must outlive it
 * @share_percent: share of the run's time budget that may be used, see tally-jobs-budget.h
 *
 * Returns: (transfer full): nothing asked for yet; one for all of a run, so that its bound is the run's
 */
TallyJobsHistory             *tally_jobs_history_new        (TallyJobsContext        *context,
                                                             guint                    share_percent);

/**
 * tally_jobs_history_free:
 * @self: (nullable): what is asked for
 *
 * Frees it.
 */
void                          tally_jobs_history_free       (TallyJobsHistory        *self);

/**
 * tally_jobs_history_fetch:
 * @self: what is asked for
 * @cells: (element-type TallyJobsHistoryCell): cells; put into order
 * @error: return location, or %NULL
 *
 * Asks for the histories of cells that are not known, the dearest first and some of them side by side (see
 * tally-jobs-history-asks.h), until the calls or the time are used up. Of a day that an automation wrote last, it asks for the completion of the units too, which tells whether a
 * person caused it. A single cell that can't be had is kept as such and does no harm; when the service is closed
 * or overrun, the rest is left.
 *
 * Errors: %G_IO_ERROR_CANCELLED; %TALLY_SMARTSHEET_ERROR_AUTH; those of the store. What was had is kept.
 *
 * Returns: %TRUE if the run can go on
 */
gboolean                      tally_jobs_history_fetch      (TallyJobsHistory        *self,
                                                             GArray                  *cells,
                                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_history_get_counts:
 * @self: what is asked for
 *
 * Returns: (transfer none): what came of it so far
 */
const TallyJobsHistoryCounts *tally_jobs_history_get_counts (TallyJobsHistory        *self);

/**
 * tally_jobs_history_is_settled:
 * @self: what is asked for
 *
 * Returns: %TRUE if nothing is left that a later run could ask for while all stays as it is
 */
gboolean                      tally_jobs_history_is_settled (TallyJobsHistory        *self);

/**
 * tally_jobs_history_report:
 * @self: what is asked for, at the end of a run's audit
 *
 * Says how many cells are left, and how many could not be had.
 */
void                          tally_jobs_history_report     (TallyJobsHistory        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsHistory, tally_jobs_history_free)

G_END_DECLS
