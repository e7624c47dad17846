/* tally-audit-risk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-risk.h"

/* 128 bits hold any exposure times a score. */
static TallyMoney
take_share (TallyMoney cents,
            gint64     micros)
{
  return (TallyMoney) ((__int128) cents * micros / TALLY_FINDING_SCORE_ONE);
}

TallyMoney
tally_audit_risk_get_expected (const TallyFinding *finding)
{
  return take_share (take_share (finding->exposure_cents, finding->score_micros), finding->confidence_micros);
}

static TallyRisk
rate_by_amount (const TallyAuditPolicy *policy,
                TallyRisk               base,
                const TallyFinding     *finding)
{
  TallyMoney expected = tally_audit_risk_get_expected (finding);
  TallyMoney material = MAX (policy->materiality_cents, 1);

  if (finding->exposure_cents == 0 || finding->category == TALLY_FINDING_SYSTEM)
    return base;
  if (expected / TALLY_AUDIT_CRITICAL_MULTIPLE >= material && base > TALLY_RISK_LOW)
    return TALLY_RISK_CRITICAL;
  if (expected >= material)
    return MAX (base, TALLY_RISK_HIGH);
  if (expected < take_share (material, TALLY_AUDIT_TRIVIAL_PERCENT * TALLY_FINDING_SCORE_ONE / 100))
    return base > TALLY_RISK_LOW ? base - 1 : base;
  return base;
}

TallyRisk
tally_audit_risk_rate (const TallyAuditPolicy *policy,
                       TallyRisk               base,
                       const TallyFinding     *finding)
{
  TallyRisk risk = rate_by_amount (policy, base, finding);

  return finding->category == TALLY_FINDING_DATA_QUALITY ? MIN (risk, MAX (base, TALLY_RISK_MEDIUM)) : risk;
}
