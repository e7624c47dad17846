/* tally-jobs-audit-input.h
 *
 * Takes what the audit looks at out of the store: lines, what was billed of them, sheets, and the sums that
 * must agree. Changes come by tally-jobs-audit-changes.h, rates by tally-jobs-rates.h. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* Lines that an audit looks at; with what was billed of them and what detectors compute they take some 250 MB.
 * Earlier weeks are left out whole, and that is told. */
#define TALLY_JOBS_AUDIT_MAX_LINES 500000

/**
 * tally_jobs_audit_input_load:
 * @context: the run
 * @input: where to add it; not sealed
 * @error: return location, or %NULL
 *
 * Adds lines, sheets, what was billed and sums: of the latest weeks, at most %TALLY_JOBS_AUDIT_MAX_LINES lines.
 * O(lines + lines of all publications).
 *
 * Errors: those of the store; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if all is there
 */
gboolean tally_jobs_audit_input_load (TallyJobsContext  *context,
                                      TallyAuditInput   *input,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
