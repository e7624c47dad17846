/* tally-detector-last-digits.c
 *
 * D26: last two digits of keyed prices, and quantities that end in 0 or 5, for the workbook alone.
 * Statistic: chi-square with 99 degrees against equal shares; binomial tail of whole quantities of ten and more
 * that end in 0 or 5 against one in five. Threshold: p < .01. Minimum n: 1,000. Unit-priced amounts are left
 * out: their cents are the rates'. Source: Nigrini 2011; features D26. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_AMOUNTS 1000
#define N_CELLS 100
#define MIN_QUANTITY 10
#define HEAP_SHARE 0.2

/* Prices below ten dollars have too few digits for the last two to be free. */
#define MIN_CENTS 1000

static void
report_cents (TallyAuditContext *context)
{
  const GArray *amounts = tally_audit_amounts_get (context, TALLY_AUDIT_KEYED);
  gint64 counts[N_CELLS] = { 0 };
  TallyAuditFacts *facts;
  guint n = 0;

  for (guint i = 0; i < amounts->len; i++)
    {
      TallyMoney cents = g_array_index (amounts, TallyAuditAmount, i).cents;
      if (cents < MIN_CENTS)
        continue;
      counts[cents % N_CELLS]++;
      n++;
    }
  tally_audit_context_count (context, n >= MIN_AMOUNTS ? TALLY_AUDIT_IN_SCOPE : "too-few-amounts", n, 0);
  if (n < MIN_AMOUNTS)
    return;
  facts = tally_audit_facts_new ();
  for (guint i = 0; i < N_CELLS; i++)
    tally_audit_facts_append_int64 (facts, "counts", counts[i]);
  tally_audit_amounts_submit (context, TALLY_AUDIT_KEYED, "last-two", facts);
}

static gboolean
is_whole (TallyDecimal  quantity,
          gint64       *out_whole)
{
  return quantity.exponent >= 0 && tally_decimal_scale (quantity, 0, out_whole) && *out_whole >= MIN_QUANTITY;
}

static void
report_quantities (TallyAuditContext *context)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyAuditFacts *facts;
  gint64 n = 0, n_heap = 0, whole;

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (line->reason != TALLY_REASON_ACCEPTED || !is_whole (line->quantity, &whole))
        continue;
      n++;
      n_heap += whole % 5 == 0;
    }
  tally_audit_context_count (context, n >= MIN_AMOUNTS ? TALLY_AUDIT_IN_SCOPE : "too-few-amounts", (guint64) n, 0);
  if (n < MIN_AMOUNTS)
    return;
  facts = tally_audit_facts_new ();
  tally_audit_facts_add_int64 (facts, "n_quantities", n);
  tally_audit_facts_add_int64 (facts, "n_heap", n_heap);
  tally_audit_context_submit (context, &(TallyAuditSubmission) { .facts = facts, .subject = "quantities" });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  report_cents (context);
  report_quantities (context);
  return !tally_audit_context_is_cancelled (context, error);
}

static const char *
get_verdict (double p_value)
{
  return p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other than expected" : "as expected";
}

static gboolean
judge_quantities (const TallyAuditFacts *facts,
                  TallyAuditJudgement   *judgement)
{
  gint64 n = tally_audit_facts_get_int64 (facts, "n_quantities"), n_heap = tally_audit_facts_get_int64 (facts, "n_heap");
  char text[2][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n < MIN_AMOUNTS || n_heap < 0 || n_heap > n)
    return FALSE;
  judgement->p_value = tally_audit_stats_binomial_tail ((guint64) n_heap, (guint64) n, HEAP_SHARE);
  judgement->cause = judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("%s %% of %" G_GINT64_FORMAT " whole quantities of ten and more end in 0 or 5, 20 %% by chance "
                                         "alone: chance %s, %s", tally_audit_stats_format (100 * (double) n_heap / (double) n, 1, text[0]),
    n, tally_audit_stats_format_chance (judgement->p_value, text[1]), get_verdict (judgement->p_value));
  return TRUE;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 counts[N_CELLS], n;
  double chi_square = 0, expected;
  char text[2][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (tally_audit_facts_has (facts, "n_quantities"))
    return judge_quantities (facts, judgement);
  n = tally_audit_amounts_read_counts (facts, "counts", N_CELLS, counts);
  if (n < MIN_AMOUNTS)
    return FALSE;
  expected = (double) n / N_CELLS;
  for (guint i = 0; i < N_CELLS; i++)
    chi_square += ((double) counts[i] - expected) * ((double) counts[i] - expected) / expected;
  judgement->p_value = tally_audit_stats_chi_square_tail (chi_square, N_CELLS - 1);
  judgement->cause = judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("last two digits of %" G_GINT64_FORMAT " %s: chi-square %s with 99 degrees, chance %s, %s", n,
    tally_audit_facts_get_text (facts, "domain"), tally_audit_stats_format (chi_square, 1, text[0]),
    tally_audit_stats_format_chance (judgement->p_value, text[1]), get_verdict (judgement->p_value));
  tally_audit_facts_add_double (judgement->derived, "chi_square", chi_square);
  return TRUE;
}

const TallyAuditDetector tally_detector_last_digits = {
  .id = "last-digits",
  .code = "D26",
  .title = "Last digits",
  .summary = "Are the last digits of keyed prices even, and do quantities heap at 0 and 5?",
  .method = "chi-square of the last two digits with 99 degrees, binomial tail of quantities that end in 0 or 5; p < .01, from "
            "1,000 on",
  .source = "Nigrini 2011",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = judge,
};
