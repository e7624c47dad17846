/* tally-jobs-restore.h
 *
 * Putting an earlier version of a workbook back: its bytes come from the archive and are published
 * as any other, once, with the lines that it showed. It is pinned before that, so that no run
 * replaces it before a person releases it or its lines change. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_list_restore_tasks:
 *
 * Returns: (transfer container): what restores [TallyJobsOptions.restore], for tally_jobs_run()
 */
GPtrArray *tally_jobs_list_restore_tasks (void);

/**
 * tally_jobs_hold_restored:
 * @context: a run with a plan
 * @error: return location, or %NULL
 *
 * Holds the workbooks of the plan that were restored and whose lines are as they were then.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if all were looked at
 */
gboolean   tally_jobs_hold_restored      (TallyJobsContext  *context,
                                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
