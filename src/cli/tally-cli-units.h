/* tally-cli-units.h
 *
 * What "tallyman schedule install" writes: units of systemd, lines of cron and of GitHub's workflows.
 * Those of data/systemd are the same for the default schedules; a test compares. Pure functions.
 * Main thread. Sees the engine's values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-starts.h"

G_BEGIN_DECLS

/**
 * tally_cli_units_dup_serve:
 * @command: the program and its options, quoted for systemd
 *
 * Returns: (transfer full): tallyman-serve.service
 */
char *tally_cli_units_dup_serve  (const char                     *command);

/**
 * tally_cli_units_dup_batch:
 * @command: the program and its options, quoted for systemd
 *
 * Returns: (transfer full): tallyman-batch@.service; the schedule is its instance
 */
char *tally_cli_units_dup_batch  (const char                     *command);

/**
 * tally_cli_units_dup_timer:
 * @entry: a schedule that is on
 *
 * Returns: (transfer full): tallyman-batch@NAME.timer
 */
char *tally_cli_units_dup_timer  (const TallyEngineScheduleEntry *entry);

/**
 * tally_cli_units_dup_cron:
 * @entries: (element-type TallyEngineScheduleEntry): schedules
 * @command: the program and its options, quoted for a shell
 *
 * Returns: (transfer full): lines for crontab(5); what cron can't say is a comment
 */
char *tally_cli_units_dup_cron   (GPtrArray                      *entries,
                                  const char                     *command);

/**
 * tally_cli_units_dup_github:
 * @entries: (element-type TallyEngineScheduleEntry): schedules
 *
 * Returns: (transfer full): the "on: schedule:" of a workflow; what it can't say is a comment
 */
char *tally_cli_units_dup_github (GPtrArray                      *entries);

G_END_DECLS
