/* tally-cli-schedule.h
 *
 * Schedules as text and as JSON, for "tallyman schedule". Pure functions. Main thread. Sees the
 * engine's values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-starts.h"

G_BEGIN_DECLS

/**
 * tally_cli_schedule_dup_list_text:
 * @entries: (element-type TallyEngineScheduleEntry): schedules
 *
 * Returns: (transfer full): a table, and what is missed
 */
char *tally_cli_schedule_dup_list_text       (GPtrArray                   *entries);

/**
 * tally_cli_schedule_dup_list_json:
 * @entries: (element-type TallyEngineScheduleEntry): schedules
 *
 * Returns: (transfer full): one JSON object and its line end
 */
char *tally_cli_schedule_dup_list_json       (GPtrArray                   *entries);

/**
 * tally_cli_schedule_dup_next_text:
 * @starts: (element-type TallyEngineComingStart): coming starts
 *
 * Returns: (transfer full): a line each
 */
char *tally_cli_schedule_dup_next_text       (GPtrArray                   *starts);

/**
 * tally_cli_schedule_dup_next_json:
 * @starts: (element-type TallyEngineComingStart): coming starts
 *
 * Returns: (transfer full): one JSON object and its line end
 */
char *tally_cli_schedule_dup_next_json       (GPtrArray                   *starts);

/**
 * tally_cli_schedule_dup_expression_text:
 * @expression: an expression
 *
 * Returns: (transfer full): what it means, for people
 */
char *tally_cli_schedule_dup_expression_text (const TallyEngineExpression *expression);

/**
 * tally_cli_schedule_dup_expression_json:
 * @expression: an expression
 *
 * Returns: (transfer full): one JSON object and its line end
 */
char *tally_cli_schedule_dup_expression_json (const TallyEngineExpression *expression);

G_END_DECLS
