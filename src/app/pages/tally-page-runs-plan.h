/* tally-page-runs-plan.h
 *
 * A plan as rows for the Runs page: why it waits, what it would change, what became of it. Pure functions of the plan.
 * Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-plan.h"
#include "tally-page-runs-item.h"

G_BEGIN_DECLS

/**
 * tally_page_runs_plan_make_item:
 * @plan: a plan, of a list
 *
 * Returns: (transfer full): its row in a list of plans
 */
TallyPageRunsItem *tally_page_runs_plan_make_item    (const TallyEnginePlan *plan);

/**
 * tally_page_runs_plan_list_causes:
 * @plan: a plan with its proposal
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): why it waits and how much it is about
 */
GPtrArray         *tally_page_runs_plan_list_causes  (const TallyEnginePlan *plan);

/**
 * tally_page_runs_plan_list_changes:
 * @plan: a plan with its proposal
 * @n_max: at most so many; where there are more, the last row says how many
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): the workbooks, those that would change most first
 */
GPtrArray         *tally_page_runs_plan_list_changes (const TallyEnginePlan *plan,
                                                      guint                  n_max);

/**
 * tally_page_runs_plan_list_steps:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): what became of it, oldest first
 */
GPtrArray         *tally_page_runs_plan_list_steps   (const TallyEnginePlan *plan);

G_END_DECLS
