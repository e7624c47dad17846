/* tally-detector-benford-sums.c
 *
 * D23 and D25: what amounts add up to by their first two digits, and whether they are too large on the whole,
 * for the workbook alone. Statistic: sum of a cell by the whole sum against 1/90; distortion factor of the amounts
 * brought to 10 ≤ x < 100. Threshold: three times the share (one large amount is named as such from half of
 * the cell on); two-sided p < .01 (Z 2.58). Minimum n: 300. Source: Nigrini 1992 and 2011; features D23, D25.
 * Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-audit-amounts.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_AMOUNTS 300
#define N_CELLS 90
#define MIN_MULTIPLE 3

static double
collapse (TallyMoney cents)
{
  double amount = (double) cents;

  while (amount >= 100)
    amount /= 10;
  return amount < 10 ? amount * 10 : amount;
}

static void
report_domain (TallyAuditContext *context,
               TallyAuditDomain   domain)
{
  const GArray *amounts = tally_audit_amounts_get (context, domain);
  TallyMoney sums[N_CELLS] = { 0 }, largest[N_CELLS] = { 0 };
  TallyAuditFacts *facts = tally_audit_facts_new ();
  double collapsed = 0;

  for (guint i = 0; i < amounts->len; i++)
    {
      TallyMoney cents = g_array_index (amounts, TallyAuditAmount, i).cents;
      guint cell = tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_TWO, cents);
      collapsed += collapse (cents);
      largest[cell] = MAX (largest[cell], cents);
      if (!tally_money_add (&sums[cell], cents))
        sums[cell] = G_MAXINT64 / N_CELLS;
    }
  for (guint i = 0; i < N_CELLS; i++)
    {
      tally_audit_facts_append_int64 (facts, "sums_cents", sums[i]);
      tally_audit_facts_append_int64 (facts, "largest_cents", largest[i]);
    }
  tally_audit_facts_add_double (facts, "mean_collapsed", collapsed / amounts->len);
  tally_audit_amounts_submit (context, domain, "sums", facts);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  for (guint domain = 0; domain < TALLY_AUDIT_N_DOMAINS; domain++)
    if (tally_audit_amounts_is_enough (context, domain, MIN_AMOUNTS))
      report_domain (context, domain);
  return !tally_audit_context_is_cancelled (context, error);
}

static char *
describe_sums (const TallyAuditFacts *facts,
               guint                 *out_n_large)
{
  double total = 0;
  TallyMoney top = 0, top_largest = 0;
  guint top_cell = 0;
  char share[TALLY_AUDIT_STATS_BUFFER_SIZE], money[TALLY_MONEY_BUFFER_SIZE];

  *out_n_large = 0;
  for (guint i = 0; i < N_CELLS; i++)
    total += (double) tally_audit_facts_get_number (facts, "sums_cents", i);
  for (guint i = 0; i < N_CELLS; i++)
    {
      TallyMoney sum = tally_audit_facts_get_number (facts, "sums_cents", i);
      *out_n_large += N_CELLS * (double) sum > MIN_MULTIPLE * total;
      if (sum <= top)
        continue;
      top = sum;
      top_cell = i;
      top_largest = tally_audit_facts_get_number (facts, "largest_cents", i);
    }
  return g_strdup_printf ("%u of 90 sums above three times their share, the largest %s %% at %u%s%s", *out_n_large,
    tally_audit_stats_format (total > 0 ? 100 * (double) top / total : 0, 1, share), top_cell + 10,
    top_largest > top / 2 ? ", mostly one amount of " : "",
    top_largest > top / 2 ? tally_money_format_for_people (top_largest, money, sizeof money) : "");
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n = tally_audit_facts_get_int64 (facts, "n_amounts");
  double factor, z;
  guint n_large;
  g_autofree char *sums = NULL;
  char text[2][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n < MIN_AMOUNTS || tally_audit_facts_get_length (facts, "sums_cents") != N_CELLS)
    return FALSE;
  sums = describe_sums (facts, &n_large);
  z = tally_audit_benford_judge_distortion (tally_audit_facts_get_double (facts, "mean_collapsed"), n, &factor);
  judgement->p_value = 2 * tally_audit_stats_normal_tail (fabs (z));
  judgement->cause = judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " %s: distortion factor %s %%, chance %s, %s; %s", n,
    tally_audit_facts_get_text (facts, "domain"), tally_audit_stats_format (100 * factor, 2, text[0]),
    tally_audit_stats_format_chance (judgement->p_value, text[1]),
    judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other than expected" : "as expected", sums);
  tally_audit_facts_add_double (judgement->derived, "distortion_factor", factor);
  tally_audit_facts_add_double (judgement->derived, "z", z);
  tally_audit_facts_add_int64 (judgement->derived, "n_large_sums", n_large);
  return TRUE;
}

const TallyAuditDetector tally_detector_benford_sums = {
  .id = "benford-sums",
  .code = "D23",
  .title = "Sums and distortion",
  .summary = "Do amounts add up by first digits as they should, and are they too large on the whole?",
  .method = "sum of each of 90 cells above three times its share; distortion factor, two-sided p < .01; from 300 amounts on",
  .source = "Nigrini 1992 and 2011",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = judge,
};
