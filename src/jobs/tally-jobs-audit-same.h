/* tally-jobs-audit-same.h
 *
 * Whether an audit would look at what the last one looked at, and judge it by the same rules: then it would find the
 * same, and what the last one found stands. A fingerprint says so: lines, changes, verdicts, exceptions, histories and
 * publications of the store; rates; configuration; detectors and their versions; the day, so that what a date decides
 * (weeks that close, exceptions that end) is looked at again. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-jobs-context.h"
#include "tally-rate-table.h"

G_BEGIN_DECLS

/**
 * tally_jobs_audit_same_dup_fingerprint:
 * @context: the run, before its audit has changed anything
 * @today: the day of the audit
 * @rates: (nullable): the rates
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): SHA-256 of what the audit is about to look at, but for the histories of cells,
 *   of which it may ask for more
 */
char             *tally_jobs_audit_same_dup_fingerprint (TallyJobsContext      *context,
                                                         TallyDay               today,
                                                         const TallyRateTable  *rates,
                                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_same_find:
 * @context: the run
 * @fingerprint: that of its audit
 * @earlier: (element-type TallyAudit): audits of earlier runs, oldest first
 * @out_audit: (out) (transfer none) (nullable): the last of these if it looked at the same and its workbook is still
 *   there, else %NULL
 * @error: return location, or %NULL
 *
 * Looks whether the audit can be left.
 *
 * Returns: %TRUE unless reading failed
 */
gboolean          tally_jobs_audit_same_find            (TallyJobsContext      *context,
                                                         const char            *fingerprint,
                                                         GPtrArray             *earlier,
                                                         const TallyAudit     **out_audit,
                                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_same_remember:
 * @context: the run; a dry one remembers nothing
 * @fingerprint: what its audit looked at
 * @error: return location, or %NULL
 *
 * Says that the audit of this run is whole: findings, workbook, and nobody left to ask.
 *
 * Returns: %TRUE if it is durable
 */
gboolean          tally_jobs_audit_same_remember        (TallyJobsContext      *context,
                                                         const char            *fingerprint,
                                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
