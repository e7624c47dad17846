/* tally-detector-mantissa-arc.c
 *
 * D24: mantissas as points of a circle, and digits of the differences between neighbouring amounts, for the
 * workbook alone. Statistic: squared distance of the points' middle from the centre, p = exp (-L² n); mean
 * absolute deviation of the first two digits of the differences of the sorted amounts, without a threshold: they
 * follow Benford's law only nearly. Threshold: p < .001, over-sensitive to large samples. Minimum n: 300.
 * Source: Alexander 2009; Nigrini and Miller 2009; features D24. Version 1.
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
#define MAX_P_VALUE 0.001

static int
compare_cents (gconstpointer a,
               gconstpointer b)
{
  TallyMoney x = *(const TallyMoney *) a, y = *(const TallyMoney *) b;

  return (x > y) - (x < y);
}

static void
count_differences (const GArray *amounts,
                   gint64        counts[N_CELLS])
{
  g_autofree TallyMoney *sorted = g_new (TallyMoney, amounts->len);

  for (guint i = 0; i < amounts->len; i++)
    sorted[i] = g_array_index (amounts, TallyAuditAmount, i).cents;
  qsort (sorted, amounts->len, sizeof *sorted, compare_cents);
  for (guint i = 1; i < amounts->len; i++)
    if (sorted[i] > sorted[i - 1])
      counts[tally_audit_benford_find_cell (TALLY_AUDIT_DIGITS_FIRST_TWO, sorted[i] - sorted[i - 1])]++;
}

static void
report_domain (TallyAuditContext *context,
               TallyAuditDomain   domain)
{
  const GArray *amounts = tally_audit_amounts_get (context, domain);
  gint64 counts[N_CELLS] = { 0 };
  double cosine = 0, sine = 0;
  TallyAuditFacts *facts = tally_audit_facts_new ();

  for (guint i = 0; i < amounts->len; i++)
    {
      double angle = 2 * G_PI * log10 ((double) g_array_index (amounts, TallyAuditAmount, i).cents);
      cosine += cos (angle);
      sine += sin (angle);
    }
  count_differences (amounts, counts);
  for (guint i = 0; i < N_CELLS; i++)
    tally_audit_facts_append_int64 (facts, "differences", counts[i]);
  tally_audit_facts_add_double (facts, "mean_cosine", cosine / amounts->len);
  tally_audit_facts_add_double (facts, "mean_sine", sine / amounts->len);
  tally_audit_amounts_submit (context, domain, "arc", facts);
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

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n = tally_audit_facts_get_int64 (facts, "n_amounts"), counts[N_CELLS];
  double cosine = tally_audit_facts_get_double (facts, "mean_cosine"), sine = tally_audit_facts_get_double (facts, "mean_sine");
  TallyAuditBenfordFit fit = { 0 };
  char text[3][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n < MIN_AMOUNTS || tally_audit_facts_get_length (facts, "differences") != N_CELLS)
    return FALSE;
  if (tally_audit_amounts_read_counts (facts, "differences", N_CELLS, counts) > 0)
    tally_audit_benford_fit (TALLY_AUDIT_DIGITS_FIRST_TWO, counts, &fit);
  judgement->p_value = tally_audit_benford_judge_arc (cosine, sine, n);
  judgement->cause = judgement->p_value < MAX_P_VALUE ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("mantissas of %" G_GINT64_FORMAT " %s lie %s off the middle of the circle: chance %s, %s; "
                                         "differences of neighbours deviate by %s", n, tally_audit_facts_get_text (facts, "domain"),
    tally_audit_stats_format (hypot (cosine, sine), 4, text[0]), tally_audit_stats_format_chance (judgement->p_value, text[1]),
    judgement->p_value < MAX_P_VALUE ? "other than expected" : "as expected", tally_audit_stats_format (fit.mad, 5, text[2]));
  tally_audit_facts_add_double (judgement->derived, "second_order_mad", fit.mad);
  return TRUE;
}

const TallyAuditDetector tally_detector_mantissa_arc = {
  .id = "mantissa-arc",
  .code = "D24",
  .title = "Mantissas and differences",
  .summary = "Do the mantissas of totals and keyed prices spread evenly?",
  .method = "distance of the mantissas' middle from the centre of the circle, p < .001; first two digits of the differences "
            "of neighbours, without a threshold; from 300 amounts on",
  .source = "Alexander 2009; Nigrini and Miller 2009",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = judge,
};
