/* tally-page-runs-recovery.h
 *
 * What is overridden, as rows for the Runs page with the buttons that change it. Pure functions. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-page-runs-item.h"
#include "tally-recovery.h"

G_BEGIN_DECLS

/**
 * tally_page_runs_recovery_list_switches:
 * @recovery: what is known
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): publishing, all runs, the circuit
 */
GPtrArray *tally_page_runs_recovery_list_switches (const TallyRecovery *recovery);

/**
 * tally_page_runs_recovery_list_aside:
 * @recovery: what is known
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): what fails by its own fault
 */
GPtrArray *tally_page_runs_recovery_list_aside    (const TallyRecovery *recovery);

/**
 * tally_page_runs_recovery_list_held:
 * @recovery: what is known
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): workbooks that the last plan held, and what to do about it
 */
GPtrArray *tally_page_runs_recovery_list_held     (const TallyRecovery *recovery);

/**
 * tally_page_runs_recovery_list_open:
 * @recovery: what is known
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): publications that were begun and not ended
 */
GPtrArray *tally_page_runs_recovery_list_open     (const TallyRecovery *recovery);

G_END_DECLS
