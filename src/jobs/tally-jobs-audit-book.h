/* tally-jobs-audit-book.h
 *
 * Writes the audit's workbook into the output folder: what was found, with changes, sums by work request,
 * earlier audits and where the trail ends. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-audit-policy.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* Its name in the output folder. */
#define TALLY_JOBS_AUDIT_BOOK_NAME "Billing_Audit.xlsx"

/**
 * tally_jobs_audit_book_write:
 * @context: the run, with its audit
 * @input: what was looked at; its lines are forgotten, since what is written needs memory of its own
 * @policy: what matters
 * @history: (element-type TallyAudit): earlier audits, oldest first
 * @error: return location, or %NULL
 *
 * Errors: those of tally_workbook_audit_write() and the store.
 *
 * Returns: %TRUE if it is written; the audit knows where
 */
gboolean tally_jobs_audit_book_write (TallyJobsContext        *context,
                                      TallyAuditInput         *input,
                                      const TallyAuditPolicy  *policy,
                                      GPtrArray               *history,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_book_has_people:
 * @context: the run
 *
 * Returns: whether its workbook says something of crews and jobs: who asked for the run is in [audit] people
 */
gboolean tally_jobs_audit_book_has_people (const TallyJobsContext *context);

G_END_DECLS
