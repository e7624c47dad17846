/* tally-detector-price-outlier.c
 *
 * D38: a price a unit that is unusual for its unit and kind of work, where no rate table says what is right.
 * Statistic: modified z-score of the logarithm of price by quantity among the billed lines of one unit and
 * kind of work. Threshold: beyond 3.5 on either side, and at most two peers (or one in 200) as far out.
 * Minimum n: 26. Where most unit prices are equal, 5 % are the least distance that counts. Lines that a rate
 * covers, and those that a detector of rates has found, are left alone. Source: Iglewicz and Hoaglin 1993;
 * features D38. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-prices.h"
#include "tally-audit-rate-case.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

/* 5 % as a standard deviation, as the median distance of a normal sample. */
#define FLOOR_LOG (0.05 * 0.6745)

/* How near to a power of ten a ratio is for the point to be misplaced, on the decimal logarithm (D05). */
#define SHIFT_LOG10 0.01

static double
get_unit_price (TallyAuditContext *context,
                guint              line,
                gpointer           data)
{
  const TallyAuditPrice *prices = data;

  if (prices[line].is_covered || tally_audit_context_has_found (context, TALLY_AUDIT_RATE_FAMILY, line))
    return 0;
  return tally_audit_prices_get_unit (tally_audit_input_get_line (tally_audit_context_get_input (context), line));
}

static void
submit (TallyAuditContext     *context,
        guint                  line,
        const TallyAuditPeers *peers)
{
  const TallyLine *values = tally_audit_input_get_line (tally_audit_context_get_input (context), line);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, values->sheet_id, values->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", values);
  tally_audit_peers_add (peers, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &line, .n_lines = 1,
  });
}

static void
count_left_out (TallyAuditContext     *context,
                const TallyAuditPrice *prices)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      if (prices[i].is_covered)
        tally_audit_context_count (context, "has-a-rate", 1, line->price_cents);
      else if (tally_audit_prices_get_unit (line) <= 0)
        tally_audit_context_count (context, "no-quantity", 1, line->price_cents);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditPrice *prices = tally_audit_prices_get (context);
  const TallyAuditOutliers outliers = {
    .value_of = get_unit_price, .floor = FLOOR_LOG, .submit = submit, .data = (gpointer) prices,
  };

  count_left_out (context, prices);
  return tally_audit_peers_scan (context, &outliers, error);
}

static const char *
find_cause (double ratio)
{
  double shift = log10 (ratio), places = round (shift);

  return fabs (places) >= 1 && fabs (shift - places) < SHIFT_LOG10 ? "decimal-shift" : "";
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  double quantity = tally_decimal_to_double (tally_audit_facts_get_decimal (line, "quantity")), usual;
  TallyMoney price = tally_audit_facts_get_int64 (line, "price_cents"), expected;
  double unit = quantity > 0 ? (double) price / 100 / quantity : 0;
  gint64 n_peers = tally_audit_facts_get_int64 (tally_audit_facts_get_child (facts, "peers"), "n_peers");
  char money[3][TALLY_MONEY_BUFFER_SIZE];

  if (!tally_audit_peers_judge (facts, unit, &usual, judgement))
    return FALSE;
  expected = tally_audit_prices_round (usual * quantity);
  judgement->exposure_cents = ABS (price - expected);
  judgement->cause = find_cause (unit / usual);
  judgement->sentence = g_strdup_printf ("%s billed, %s expected: %s × %s of %s (%s), the middle of %" G_GINT64_FORMAT " lines",
    tally_money_format_for_people (price, money[0], sizeof money[0]),
    tally_money_format_for_people (expected, money[1], sizeof money[1]), tally_audit_facts_get_text (line, "quantity"),
    tally_money_format_for_people (tally_audit_prices_round (usual), money[2], sizeof money[2]),
    tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "work_type"), n_peers);
  return TRUE;
}

const TallyAuditDetector tally_detector_price_outlier = {
  .id = "price-outlier",
  .code = "D38",
  .title = "Unusual price",
  .summary = "Is the price a unit far from what is usual for that unit and kind of work?",
  .method = "modified z-score of the logarithm of price by quantity beyond 3.5 among 26 or more lines of the unit and kind "
            "of work without a rate, of which at most two or one in 200 are as far out",
  .source = "Iglewicz and Hoaglin 1993",
  .version = 1,
  .min_n = TALLY_AUDIT_PEERS_MIN,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "outlier",
  .collect = collect,
  .judge = judge,
};
