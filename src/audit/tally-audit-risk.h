/* tally-audit-risk.h
 *
 * How much a finding matters: what its detector says, how sure it is, and what it may cost against what
 * matters to the accounts. Never a count. Pure functions. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-policy.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/* Of the materiality: below this share an amount is trivial, above this multiple it is critical (ISA 450,
 * A2: clearly trivial is a different order of magnitude, customarily up to 5 %). */
#define TALLY_AUDIT_TRIVIAL_PERCENT 5
#define TALLY_AUDIT_CRITICAL_MULTIPLE 10

/**
 * tally_audit_risk_rate:
 * @policy: what matters
 * @base: how much it matters, exposure apart
 * @finding: its score, confidence and exposure
 *
 * Expected loss = exposure × score × confidence. From the materiality on a finding is at least high, from
 * ten times of it on critical (unless @base is low); a trivial one that has an exposure is a level lower
 * than @base. Of the program itself (category "system") it is @base: a cent that is lost is as bad as a thousand.
 * A value that can't be read (category "data-quality") is medium at most (billing rule 1.13.1, 2): it says that
 * something is missing, not that something is wrong with the amount.
 *
 * Returns: the severity
 */
TallyRisk  tally_audit_risk_rate          (const TallyAuditPolicy  *policy,
                                           TallyRisk                base,
                                           const TallyFinding      *finding);

/**
 * tally_audit_risk_get_expected:
 * @finding: its score, confidence and exposure
 *
 * Returns: cents: exposure × score × confidence, rounded down
 */
TallyMoney tally_audit_risk_get_expected  (const TallyFinding      *finding);

G_END_DECLS
