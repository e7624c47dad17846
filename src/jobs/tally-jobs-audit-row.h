/* tally-jobs-audit-row.h
 *
 * Tells the audit sheet what an audit found: one row a run, in the columns that people know from before,
 * looked up before it is written and read back after. Only a run that may publish writes it. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_audit_row_write:
 * @context: the run; without a gateway nothing is written, and that is told
 * @audit: what was found
 * @error: return location, or %NULL
 *
 * Writes the row to [audit] sheet, if there is one; a row of this very audit that is there already, of a call
 * whose answer was lost, is that row. A column that the sheet lacks is a notice, never made. A sheet that
 * can't be written to is a notice, and the run is done in part.
 *
 * Errors: those that end the run (authorisation, cancelled).
 *
 * Returns: %TRUE if the run can go on
 */
gboolean tally_jobs_audit_row_write (TallyJobsContext  *context,
                                     const TallyAudit  *audit,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
