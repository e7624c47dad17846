/* tally-detector-rate-transposed.c
 *
 * D06: the digits of the price in another order.
 * Statistic: the digits of price and expected price in cents, sorted; their difference is then a multiple of 9.
 * Threshold: equal, three digits or more. Minimum n: none.
 * Source: bookkeepers' rule of nine; features D06. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

#define N_DIGITS 10

static void
count_digits (TallyMoney cents,
              guint      counts[N_DIGITS])
{
  for (; cents > 0; cents /= 10)
    counts[cents % 10]++;
}

static gboolean
has_same_digits (const TallyAuditRatePrice *price)
{
  guint actual[N_DIGITS] = { 0 }, expected[N_DIGITS] = { 0 };

  if (MIN (price->actual_cents, price->expected_cents) < TALLY_AUDIT_RATE_MIN_DIGITS_CENTS)
    return FALSE;
  count_digits (price->actual_cents, actual);
  count_digits (price->expected_cents, expected);
  return memcmp (actual, expected, sizeof actual) == 0;
}

static gboolean
can_explain (const TallyAuditRatePrice *price,
             const TallyAuditInput     *input,
             const TallyAuditRateEntry *entry)
{
  return has_same_digits (price);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  return tally_audit_rate_case_collect (context, &(TallyAuditRateExplainer) { .can_explain = can_explain }, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  TallyAuditRatePrice price;

  if (!tally_audit_rate_case_read (facts, &price) || !has_same_digits (&price))
    return FALSE;
  tally_audit_rate_case_judge (judgement, &price, "transposed-digits", "; the price has the same digits in another order");
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_transposed = {
  .id = "rate-transposed",
  .code = "D06",
  .title = "Transposed digits",
  .summary = "Has the price the digits of the expected one in another order?",
  .method = "the same digits in another order, three or more",
  .source = "rule of nine; features D06",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
