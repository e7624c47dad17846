/* tally-jobs-audit-changes.h
 *
 * Takes the changes of lines, with the names that histories of cells put on them, out of the store for the
 * audit. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-audit-policy.h"
#include "tally-jobs-context.h"
#include "tally-jobs-history.h"

G_BEGIN_DECLS

/* How far back changes are looked at: a year of billing and a month to close it. What histories tell is
 * kept for longer, so that no name is lost while its change is looked at. */
#define TALLY_JOBS_AUDIT_CHANGES_DAYS 400
#define TALLY_JOBS_AUDIT_HISTORIES_DAYS 800

/**
 * tally_jobs_audit_changes_load:
 * @context: the run
 * @input: where to add them; what it has of changes and histories is taken out first, so that this can be
 *   called again once more is known. It is not sealed afterwards
 * @error: return location, or %NULL
 *
 * Adds the changes of lines that are there or are gone, of the last %TALLY_JOBS_AUDIT_CHANGES_DAYS days, and
 * of which cells all is known.
 *
 * Errors: those of the store; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if they are added
 */
gboolean tally_jobs_audit_changes_load      (TallyJobsContext        *context,
                                             TallyAuditInput         *input,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_changes_attribute:
 * @context: the run
 * @input: a sealed input with its changes; sealed again afterwards
 * @policy: when weeks are closed
 * @history: asks the service
 * @error: return location, or %NULL
 *
 * Finds out who made the changes that matter, before the detectors look at them.
 *
 * Errors: those of tally_jobs_history_fetch() and tally_jobs_audit_changes_load().
 *
 * Returns: %TRUE if the run can go on
 */
gboolean tally_jobs_audit_changes_attribute (TallyJobsContext        *context,
                                             TallyAuditInput         *input,
                                             const TallyAuditPolicy  *policy,
                                             TallyJobsHistory        *history,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_changes_attribute_findings:
 * @context: the run
 * @input: a sealed input with its changes; sealed again afterwards
 * @findings: (element-type TallyFinding): what the detectors found
 * @history: asks the service, within what it left of the run's bound
 * @out_is_new: (out): whether anything was learned: then the detectors should look again
 * @error: return location, or %NULL
 *
 * Finds out who changed the lines of findings.
 *
 * Errors: as above.
 *
 * Returns: %TRUE if the run can go on
 */
gboolean tally_jobs_audit_changes_attribute_findings (TallyJobsContext  *context,
                                                      TallyAuditInput   *input,
                                                      GPtrArray         *findings,
                                                      TallyJobsHistory  *history,
                                                      gboolean          *out_is_new,
                                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_changes_are_settled:
 * @input: sealed
 * @policy: says the time
 *
 * Returns: %TRUE if no change is so young that time alone lets a detector see it otherwise
 */
gboolean tally_jobs_audit_changes_are_settled (const TallyAuditInput  *input,
                                               const TallyAuditPolicy *policy);

G_END_DECLS
