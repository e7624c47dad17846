/* tally-page-runs-plans.h
 *
 * Plans that wait for a person, and those that were decided: what would change, from what to what, and why nobody may
 * publish it unseen. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_PLANS (tally_page_runs_plans_get_type ())

/**
 * TallyPageRunsPlans:
 *
 * Actions: "plan.approve", "plan.reject", "plan.run", "plans.back". Wishes: the id of a plan.
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsPlans, tally_page_runs_plans, TALLY, PAGE_RUNS_PLANS, TallyAppPage)

G_END_DECLS
