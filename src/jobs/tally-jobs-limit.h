/* tally-jobs-limit.h
 *
 * --max-groups: leaves to a later run what is beyond the limit. It comes after the plan has met the
 * target, so that what is held, or has no row, never takes the place of what could be published:
 * pass by pass each workbook gets its turn. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_limit:
 * @context: a run whose plan was reconciled with the target
 * @error: return location, or %NULL
 *
 * Takes new and changed workbooks beyond the limit out of the run, and counts them. A workbook that
 * an earlier run made and that has no row to hang on does not count.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if what is left keeps to the limit
 */
gboolean tally_jobs_limit (TallyJobsContext  *context,
                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
