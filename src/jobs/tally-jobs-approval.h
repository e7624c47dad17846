/* tally-jobs-approval.h
 *
 * What of a plan may be published unseen, and what waits for a person. Between reconciling and
 * making workbooks: releases what was approved, holds what the guard (tally-billing-guard.h) or
 * [target] publish=ask does not let pass, keeps the plan that waits in the store and as plan.json
 * beside the workbooks. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* In the output folder while something waits or is held because of a whole pass. */
#define TALLY_JOBS_APPROVAL_FILE "plan.json"

/**
 * tally_jobs_approval_settle:
 * @context: a run with a reconciled plan
 * @error: return location, or %NULL
 *
 * Decides for each workbook of the plan whether it may be published in this run. An approval holds
 * for exactly the changes that it was given for: each workbook from the old to the new content;
 * when the rows of one of them changed, all of them wait anew. A workbook that waits or was rejected
 * waits on until it is approved or shows again what is published, whatever the shares have become. A
 * dry run tells the same and writes nothing but plan.json.
 *
 * Errors: those of the store; %TALLY_CORE_ERROR_FAILED - plan.json can't be written.
 *
 * Returns: %TRUE if it is settled
 */
gboolean tally_jobs_approval_settle (TallyJobsContext  *context,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_approval_finish:
 * @context: a run that has published
 * @error: return location, or %NULL
 *
 * Closes approved plans of which nothing is left to publish.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean tally_jobs_approval_finish (TallyJobsContext  *context,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
