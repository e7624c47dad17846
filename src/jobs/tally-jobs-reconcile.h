/* tally-jobs-reconcile.h
 *
 * Holds the plan against what the target really holds, before anything is made: which row takes
 * which workbook, what is missing there, what must not be touched. Reads alone. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_read_target:
 * @context: the run; its options name a target sheet
 * @error: return location, or %NULL
 *
 * Reads rows and files of the target, unless this run has read them already.
 *
 * Errors: those of tally_jobs_target_read_rows(), tally_jobs_target_read_files() and
 * tally_jobs_head_check().
 *
 * Returns: %TRUE if they are known
 */
gboolean tally_jobs_read_target (TallyJobsContext  *context,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_reconcile:
 * @context: the run; it has a plan, and a target if one is configured
 * @error: return location, or %NULL
 *
 * Fills in the items of the run: what is new or changed, what hangs there no longer, what older
 * files are left. Holds what another program published and what would need a take-over.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if each entry of the plan is settled
 */
gboolean tally_jobs_reconcile   (TallyJobsContext  *context,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
