/* tally-cli-plan.h
 *
 * Plans as text and as JSON, for "tallyman plan". Pure functions. Main thread. Sees model and the
 * engine's values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-plan.h"

G_BEGIN_DECLS

/**
 * tally_cli_plan_dup_list_text:
 * @plans: (element-type TallyEnginePlan): plans
 *
 * Returns: (transfer full): a line each, with its line end
 */
char *tally_cli_plan_dup_list_text (GPtrArray             *plans);

/**
 * tally_cli_plan_dup_list_json:
 * @plans: (element-type TallyEnginePlan): plans
 *
 * Returns: (transfer full): one JSON object and its line end
 */
char *tally_cli_plan_dup_list_json (GPtrArray             *plans);

/**
 * tally_cli_plan_dup_text:
 * @plan: a plan
 * @reveal: whether work requests, amounts and names of people may be shown
 *
 * Returns: (transfer full): it for people
 */
char *tally_cli_plan_dup_text      (const TallyEnginePlan *plan,
                                    gboolean               reveal);

/**
 * tally_cli_plan_dup_json:
 * @plan: a plan
 * @reveal: whether work requests, amounts and names of people may be shown
 *
 * Returns: (transfer full): one JSON object and its line end
 */
char *tally_cli_plan_dup_json      (const TallyEnginePlan *plan,
                                    gboolean               reveal);

G_END_DECLS
