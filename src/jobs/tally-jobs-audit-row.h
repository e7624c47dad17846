/* tally-jobs-audit-row.h
 *
 * Tells the audit sheet what audits found: one row a run, in the columns that people know from before, looked
 * up before it is written and read back after. What can't be told stays owed, and a later run tells it. Only a
 * run that may publish writes. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_audit_row_owe:
 * @context: the run, in the transaction in which its audit is kept
 * @audit: the audit
 * @error: return location, or %NULL
 *
 * Writes down that the audit's row is owed to [audit] sheet, if there is one and this run may write to it.
 *
 * Errors: those of tally_jobs_audit_owed_add().
 *
 * Returns: %TRUE if the audit can be kept
 */
gboolean tally_jobs_audit_row_owe   (TallyJobsContext  *context,
                                     const TallyAudit  *audit,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_row_write:
 * @context: the run; without a gateway nothing is written, and that is told
 * @error: return location, or %NULL
 *
 * Writes the rows that are owed to [audit] sheet, if there is one, the oldest first; a row that is there already,
 * of a call whose answer was lost or of a run that was killed, is that row. A column that the sheet lacks is a
 * notice, never made. A sheet that can't be written to is a notice, and the run is done in part.
 *
 * Errors: those that end the run (authorisation, cancelled), and those of tally_jobs_audit_owed_list().
 *
 * Returns: %TRUE if the run can go on
 */
gboolean tally_jobs_audit_row_write (TallyJobsContext  *context,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
