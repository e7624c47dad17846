/* tally-detector-benford-first.c
 *
 * D20: first digits of totals and keyed prices, against Benford's law and against their own past, for the
 * workbook alone. Statistic: mean absolute deviation over 9 cells against chance; of the last four weeks against
 * those before, chi-square of two samples with 8 degrees. Threshold: p < .01; the conventional limits (Nigrini
 * 2011: .006, .012, .015) are named. Minimum n: 1,000, screening only; 100 in each of the two samples.
 * Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_AMOUNTS 1000
#define MIN_SAMPLE 100
#define RECENT_DAYS 28
#define N_CELLS 9

static void
report_past (TallyAuditContext *context,
             TallyAuditDomain   domain)
{
  const GArray *amounts = tally_audit_amounts_get (context, domain);
  TallyDay cut = tally_audit_context_get_policy (context)->today - RECENT_DAYS;
  gint64 recent[N_CELLS], past[N_CELLS];
  guint n_recent = tally_audit_amounts_count_digits (amounts, TALLY_AUDIT_DIGITS_FIRST, cut + 1, TALLY_DAY_NONE, recent);
  guint n_past = tally_audit_amounts_count_digits (amounts, TALLY_AUDIT_DIGITS_FIRST, TALLY_DAY_NONE, cut, past);
  TallyAuditFacts *facts;

  if (n_recent < MIN_SAMPLE || n_past < MIN_SAMPLE)
    return;
  facts = tally_audit_facts_new ();
  for (guint i = 0; i < N_CELLS; i++)
    {
      tally_audit_facts_append_int64 (facts, "recent", recent[i]);
      tally_audit_facts_append_int64 (facts, "past", past[i]);
    }
  tally_audit_amounts_submit (context, domain, "first-own-past", facts);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  tally_audit_amounts_report_digits (context, TALLY_AUDIT_DIGITS_FIRST, "first", MIN_AMOUNTS);
  for (guint domain = 0; domain < TALLY_AUDIT_N_DOMAINS; domain++)
    report_past (context, domain);
  return !tally_audit_context_is_cancelled (context, error);
}

/* Cells that are empty in both samples are none. */
static double
compare_samples (const gint64 *recent,
                 const gint64 *past,
                 double        share_recent,
                 guint        *out_degrees)
{
  double chi_square = 0;
  guint n_cells = 0;

  for (guint i = 0; i < N_CELLS; i++)
    {
      double both = (double) (recent[i] + past[i]), off = (double) recent[i] - both * share_recent;
      if (both <= 0)
        continue;
      chi_square += off * off / (both * share_recent * (1 - share_recent));
      n_cells++;
    }
  *out_degrees = MAX (n_cells, 2) - 1;
  return chi_square;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 recent[N_CELLS], past[N_CELLS], n_recent, n_past;
  double chi_square;
  guint degrees;
  char text[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (tally_audit_facts_has (facts, "digits"))
    return tally_audit_amounts_judge_digits (facts, judgement);
  n_recent = tally_audit_amounts_read_counts (facts, "recent", N_CELLS, recent);
  n_past = tally_audit_amounts_read_counts (facts, "past", N_CELLS, past);
  if (n_recent < MIN_SAMPLE || n_past < MIN_SAMPLE)
    return FALSE;
  chi_square = compare_samples (recent, past, (double) n_recent / (double) (n_recent + n_past), &degrees);
  judgement->p_value = tally_audit_stats_chi_square_tail (chi_square, degrees);
  judgement->cause = judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other-than-before" : "";
  judgement->sentence = g_strdup_printf ("first digits of %" G_GINT64_FORMAT " %s of the last %d days against %" G_GINT64_FORMAT
                                         " before: chance %s, %s", n_recent, tally_audit_facts_get_text (facts, "domain"), RECENT_DAYS,
    n_past, tally_audit_stats_format_chance (judgement->p_value, text),
    judgement->p_value < TALLY_AUDIT_AMOUNTS_LEVEL ? "other than before" : "as before");
  tally_audit_facts_add_double (judgement->derived, "chi_square", chi_square);
  return TRUE;
}

const TallyAuditDetector tally_detector_benford_first = {
  .id = "benford-first",
  .code = "D20",
  .title = "First digits",
  .summary = "Do first digits fall as chance lets them, and as they did before?",
  .method = "mean absolute deviation over 9 cells against chance, p < .01, from 1,000 amounts on; the last four weeks against "
            "those before, chi-square p < .01, from 100 each on",
  .source = "Benford 1938; Nigrini 2011",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = judge,
};
