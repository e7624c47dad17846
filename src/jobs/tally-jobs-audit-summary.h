/* tally-jobs-audit-summary.h
 *
 * What an audit says about the whole, from what its detectors did and how their findings stand once people's
 * verdicts are taken into account. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-run.h"
#include "tally-audit.h"

G_BEGIN_DECLS

/**
 * tally_jobs_audit_summary_new:
 * @input: what was looked at
 * @policy: what matters
 * @result: what the detectors did; its reports are taken
 * @findings: (transfer full) (element-type TallyFinding): findings as they stand after the run, by
 *   tally_finding_compare()
 * @options: (nullable): what people said before, for the cards
 *
 * Level, reason, sums and cards. Run, time, trend and cell histories are for the caller to fill in.
 *
 * Returns: (transfer full): the audit
 */
TallyAudit *tally_jobs_audit_summary_new (const TallyAuditInput    *input,
                                          const TallyAuditPolicy   *policy,
                                          TallyAuditResult         *result,
                                          GPtrArray                *findings,
                                          const TallyAuditOptions  *options);

/**
 * tally_jobs_audit_summary_new_same:
 * @last: the audit of an earlier run, with its cards, that looked at the very same
 * @policy: what matters
 * @findings: (transfer full) (element-type TallyFinding): findings as they stand after the run, by
 *   tally_finding_compare()
 *
 * As tally_jobs_audit_summary_new() would say it again.
 *
 * Returns: (transfer full): the audit
 */
TallyAudit *tally_jobs_audit_summary_new_same (const TallyAudit       *last,
                                               const TallyAuditPolicy *policy,
                                               GPtrArray              *findings);

G_END_DECLS
