/* tally-jobs-audit-totals.h
 *
 * The sums of a run that must agree, for the audit: rows against workbooks, workbooks against what was
 * published, what was published against the lines that it shows. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-jobs-context.h"
#include "tally-store-billed.h"

G_BEGIN_DECLS

typedef struct _TallyJobsAuditTotals TallyJobsAuditTotals;

/**
 * tally_jobs_audit_totals_new:
 *
 * Returns: (transfer full): no sums yet
 */
TallyJobsAuditTotals *tally_jobs_audit_totals_new        (void);

/**
 * tally_jobs_audit_totals_free:
 * @self: (nullable): sums
 *
 * Frees them.
 */
void                  tally_jobs_audit_totals_free       (TallyJobsAuditTotals    *self);

/**
 * tally_jobs_audit_totals_add_billed:
 * @self: sums
 * @billed: a line that was billed
 *
 * Adds it to what its workbook shows, if that hangs on the target.
 */
void                  tally_jobs_audit_totals_add_billed (TallyJobsAuditTotals    *self,
                                                          const TallyStoreBilled  *billed);

/**
 * tally_jobs_audit_totals_add:
 * @self: sums, once all billed lines were added
 * @context: the run
 * @input: where to add them
 * @error: return location, or %NULL
 *
 * Adds "rows" if this run made a plan, and "published" for each workbook on the target whose lines are
 * known.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if they are added
 */
gboolean              tally_jobs_audit_totals_add        (TallyJobsAuditTotals    *self,
                                                          TallyJobsContext        *context,
                                                          TallyAuditInput         *input,
                                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsAuditTotals, tally_jobs_audit_totals_free)

G_END_DECLS
