/* tally-jobs-budget.h
 *
 * The time that a run may take. A task asks before it begins the next sheet or workbook; what is in
 * hand is finished, the rest is counted and comes first in the next run. Each task stops at a share
 * of its own (tally-jobs-task.h), so that those before the publishing leave time for it. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* How long after its time a run still tries again what it has in hand: far less than a CI job leaves
 * between its budget and its end, far more than an answer takes. */
#define TALLY_JOBS_BUDGET_GRACE_USEC (5 * G_TIME_SPAN_MINUTE)

/**
 * tally_jobs_budget_is_spent:
 * @context: a run
 * @share_percent: share of the budget that may be used, 1 … 100; 0 = it does not matter here
 *
 * Returns: whether so much of the budget is used up; never without a budget
 */
gboolean tally_jobs_budget_is_spent     (TallyJobsContext  *context,
                                         guint              share_percent);

/**
 * tally_jobs_budget_order_sheets:
 * @context: a run
 * @sheet_ids: (element-type gint64): the sheets to read
 * @error: return location, or %NULL
 *
 * With a budget: puts first what was read longest ago, so that no sheet waits for ever.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if they are in order
 */
gboolean tally_jobs_budget_order_sheets (TallyJobsContext  *context,
                                         GArray            *sheet_ids,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_budget_order_items:
 * @context: a run whose plan was reconciled with the target
 *
 * Puts first what was planned first and was left by earlier runs since, by whatever limit.
 */
void     tally_jobs_budget_order_items  (TallyJobsContext  *context);

/**
 * tally_jobs_budget_report:
 * @context: a run at its end
 *
 * Says what is left because the time was up; nothing if nothing is. Workbooks and sheets that are
 * left make the run a partial one.
 */
void     tally_jobs_budget_report       (TallyJobsContext  *context);

G_END_DECLS
