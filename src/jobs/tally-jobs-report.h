/* tally-jobs-report.h
 *
 * Errors as people meet them: what failed, the stable name of the reason and what to do about it,
 * all public by nature; the message itself, which may quote foreign text, is the notice's detail.
 * Tasks and the engine call it. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_jobs_report_error:
 * @run: a run
 * @outcome: #TallyOutcome bits to set
 * @code: stable id of what failed: a notice code or a task's id
 * @subject: (nullable): opaque id of what it happened to
 * @error: what happened
 *
 * Adds a notice of severity error and sets @outcome. Errors that are about the configuration alone
 * are told in full, see tally_run_add_own_error().
 */
void  tally_jobs_report_error (TallyRun     *run,
                               guint         outcome,
                               const char   *code,
                               const char   *subject,
                               const GError *error);

/**
 * tally_jobs_dup_reason:
 * @error: an error of any domain
 *
 * Returns: (transfer full): its stable name and the remedy, "smartsheet-forbidden: let the token's
 *   owner see it"; nothing of its message
 */
char *tally_jobs_dup_reason   (const GError *error);

/**
 * tally_jobs_ends_run:
 * @error: what befell one call
 *
 * Returns: whether it concerns the whole run: it was stopped, another publisher is at work, the
 *   token was refused, or the service is closed or overrun; else it concerns one sheet, place or workbook alone
 */
gboolean tally_jobs_ends_run  (const GError *error);

G_END_DECLS
