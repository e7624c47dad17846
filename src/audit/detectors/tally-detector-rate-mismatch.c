/* tally-detector-rate-mismatch.c
 *
 * D01: a price that is not quantity × rate, for no cause that another detector of the family knows.
 * Statistic: |price - rate × quantity|. Threshold: more than the greater of $0.02 and 0.5 % of what is expected.
 * Minimum n: none. Source: rate audit of the predecessor (scope before tolerance). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  return tally_audit_rate_case_collect (context, &(TallyAuditRateExplainer) { NULL }, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  TallyAuditRatePrice price;

  if (!tally_audit_rate_case_read (facts, &price))
    return FALSE;
  tally_audit_rate_case_judge (judgement, &price, "", "");
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_mismatch = {
  .id = "rate-mismatch",
  .code = "D01",
  .title = "Price against the contract's rate",
  .summary = "Is the price what the contract's rate and the quantity say?",
  .method = "|price - rate × quantity| above the greater of $0.02 and 0.5 %; contract, era and variant come first",
  .source = "rate audit of the predecessor; features D01",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
