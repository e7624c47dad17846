/* tally-detector-rate-quantity.c
 *
 * D04: the price of another quantity: the formula of the price was not computed again.
 * Statistic: k = (price - expected) / rate. Threshold: k is a whole number but 0, |k| at most the greater of 3
 * and the quantity itself, quantity + k above 0, and the price within $0.02 of rate × (quantity + k). A formula
 * computes to the cent; 0.5 % of a large quantity would fit any price. Rates below $2.00 are left alone: there
 * five cents in so many are a multiple by chance. Minimum n: none.
 * Source: the predecessor's incident 50 (3 × $56.84 billed as 6). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

#define TOLERANCE_CENTS 2
#define MIN_RATE_CENTS 200

/* A quantity is rarely corrected by more than itself; small ones by one to three. */
#define MIN_MAX_UNITS 3

/* Places to which quantities are added up; one with more is left alone. */
#define QUANTITY_PLACES 6
#define QUANTITY_ONE G_GINT64_CONSTANT (1000000)

/* Units for which the rate is taken, so that fractions of a cent count. */
#define RATE_UNITS 10000

/* The whole number of units nearest to what the price is off by; 0 if it can't be told. */
static gint64
guess_units (const TallyAuditRatePrice *price)
{
  TallyMoney difference = price->actual_cents - price->expected_cents, unit;

  if (!tally_money_multiply (price->rate, tally_decimal_new (RATE_UNITS, 0), &unit) || unit < MIN_RATE_CENTS * RATE_UNITS
      || ABS (difference) > TALLY_MONEY_MAX / RATE_UNITS)
    return 0;
  difference *= RATE_UNITS;
  return (difference + (difference < 0 ? -unit : unit) / 2) / unit;
}

static gboolean
find_quantity (const TallyAuditRatePrice *price,
               TallyDecimal              *out_quantity)
{
  gint64 k = guess_units (price), quantity, limit;
  TallyMoney expected;
  TallyDecimal other;

  if (k == 0 || price->quantity.exponent < -QUANTITY_PLACES
      || !tally_decimal_scale (price->quantity, QUANTITY_PLACES, &quantity) || quantity > G_MAXINT64 / 4)
    return FALSE;
  limit = MAX (MIN_MAX_UNITS, quantity / QUANTITY_ONE);
  if (ABS (k) > limit || quantity + k * QUANTITY_ONE <= 0)
    return FALSE;
  other = tally_decimal_new (quantity + k * QUANTITY_ONE, -QUANTITY_PLACES);
  if (!tally_money_multiply (price->rate, other, &expected) || ABS (expected - price->actual_cents) > TOLERANCE_CENTS)
    return FALSE;
  *out_quantity = other;
  return TRUE;
}

static gboolean
can_explain (const TallyAuditRatePrice *price,
             const TallyAuditInput     *input,
             const TallyAuditRateEntry *entry)
{
  TallyDecimal quantity;

  return find_quantity (price, &quantity);
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
  TallyDecimal quantity;
  char text[TALLY_DECIMAL_BUFFER_SIZE];
  g_autofree char *explanation = NULL;

  if (!tally_audit_rate_case_read (facts, &price) || !find_quantity (&price, &quantity))
    return FALSE;
  explanation = g_strdup_printf ("; the price fits a quantity of %s", tally_decimal_format (quantity, text, sizeof text));
  tally_audit_facts_add_decimal (judgement->derived, "fitting_quantity", quantity);
  tally_audit_rate_case_judge (judgement, &price, "stale-quantity", explanation);
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_quantity = {
  .id = "rate-quantity",
  .code = "D04",
  .title = "Price of another quantity",
  .summary = "Is the price that of some units more or fewer than the line says?",
  .method = "price within $0.02 of rate × (quantity + k), k a whole number of at most the greater of 3 and the quantity; rates of "
            "$2.00 or more",
  .source = "the predecessor's stale formulas; features D04",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
