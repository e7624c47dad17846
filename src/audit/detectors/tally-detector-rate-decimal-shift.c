/* tally-detector-rate-decimal-shift.c
 *
 * D05: the decimal point of the price, or of the quantity when it was priced, one or more places too far.
 * Statistic: log10 (price / expected). Threshold: within 0.002 of -4 … 4 but 0; both amounts $1.00 or more, so
 * that three digits agree. Minimum n: none. Source: features D05. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

/* A longer shift turns no price into another one that anybody would take for one. */
#define MAX_PLACES 4

/* 10^-0.002 and 10^0.002 in millionths. */
#define MIN_RATIO_MICROS 995405
#define MAX_RATIO_MICROS 1004616
#define ONE_MICROS 1000000

/* Whether large is small with its point some places to the right. */
static gboolean
is_shift (TallyMoney large,
          TallyMoney small,
          gint64     factor)
{
  __extension__ typedef __int128 Wide;
  Wide wanted = (Wide) small * factor, found = (Wide) large * ONE_MICROS;

  return found >= wanted * MIN_RATIO_MICROS && found <= wanted * MAX_RATIO_MICROS;
}

/* The factor between both amounts; 0 if it is none of these. */
static gint64
find_factor (const TallyAuditRatePrice *price)
{
  TallyMoney small = MIN (price->actual_cents, price->expected_cents);
  TallyMoney large = MAX (price->actual_cents, price->expected_cents);
  gint64 factor = 10;

  if (small < TALLY_AUDIT_RATE_MIN_DIGITS_CENTS)
    return 0;
  for (guint places = 1; places <= MAX_PLACES; places++, factor *= 10)
    if (is_shift (large, small, factor))
      return factor;
  return 0;
}

static gboolean
can_explain (const TallyAuditRatePrice *price,
             const TallyAuditInput     *input,
             const TallyAuditRateEntry *entry)
{
  return find_factor (price) > 0;
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
  g_autofree char *explanation = NULL;
  gint64 factor;

  if (!tally_audit_rate_case_read (facts, &price))
    return FALSE;
  factor = find_factor (&price);
  if (factor == 0)
    return FALSE;
  explanation = g_strdup_printf (price.actual_cents > price.expected_cents
                                 ? "; the price is %" G_GINT64_FORMAT " times the expected one"
                                 : "; the expected price is %" G_GINT64_FORMAT " times that", factor);
  tally_audit_rate_case_judge (judgement, &price, "decimal-shift", explanation);
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_decimal_shift = {
  .id = "rate-decimal-shift",
  .code = "D05",
  .title = "Shifted decimal point",
  .summary = "Is the price the expected one with its decimal point shifted?",
  .method = "log10 of price / expected within 0.002 of a whole number of 1 to 4 places; both $1.00 or more",
  .source = "features D05",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
