/* tally-detector-digit-spike.c
 *
 * D22: first two digits that stand out, for the workbook alone.
 * Statistic: Z of each of 90 cells with the continuity correction, and the exact binomial tail. Threshold: Z above
 * 3.29 and a tail that stands against false discoveries over the 90 (Benjamini and Hochberg 1995, q = .01).
 * Minimum n: 300. Source: Nigrini 2011, "Forensic Analytics"; features D22. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-amounts.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_AMOUNTS 300
#define N_CELLS 90
#define MIN_Z 3.29
#define MAX_SHOWN 5

/* One cell. */
typedef struct {
  guint  digits;
  gint64 count;
  double expected;
  double z;
  double p_value;
} Spike;

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  tally_audit_amounts_report_digits (context, TALLY_AUDIT_DIGITS_FIRST_TWO, "spikes", MIN_AMOUNTS);
  return !tally_audit_context_is_cancelled (context, error);
}

static int
compare_spikes (gconstpointer a,
                gconstpointer b)
{
  const Spike *spike_a = a, *spike_b = b;

  if (spike_a->p_value < spike_b->p_value)
    return -1;
  if (spike_a->p_value > spike_b->p_value)
    return 1;
  return (spike_a->digits > spike_b->digits) - (spike_a->digits < spike_b->digits);
}

/* The cells by falling likelihood of chance; returns how many of them stand. */
static guint
find_spikes (const gint64 *counts,
             gint64        n,
             Spike        *spikes)
{
  guint n_stand = 0, n_spikes = 0;

  for (guint i = 0; i < N_CELLS; i++)
    {
      double share = tally_audit_benford_get_share (TALLY_AUDIT_DIGITS_FIRST_TWO, i);
      spikes[i] = (Spike) {
        .digits = tally_audit_benford_get_first (TALLY_AUDIT_DIGITS_FIRST_TWO) + i,
        .count = counts[i],
        .expected = (double) n * share,
        .z = tally_audit_benford_get_z (counts[i], n, share),
        .p_value = tally_audit_stats_binomial_tail ((guint64) counts[i], (guint64) n, share),
      };
    }
  qsort (spikes, N_CELLS, sizeof *spikes, compare_spikes);
  for (guint i = 0; i < N_CELLS; i++)
    if (spikes[i].p_value * N_CELLS <= (i + 1) * TALLY_AUDIT_AMOUNTS_LEVEL)
      n_stand = i + 1;
  for (guint i = 0; i < n_stand; i++)
    if (spikes[i].z > MIN_Z)
      spikes[n_spikes++] = spikes[i];
  return n_spikes;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 counts[N_CELLS], n = tally_audit_amounts_read_counts (facts, "counts", N_CELLS, counts);
  Spike spikes[N_CELLS];
  g_autoptr (GString) shown = g_string_new (NULL);
  guint n_spikes;

  if (n == 0 || tally_audit_facts_get_int64 (facts, "digits") != TALLY_AUDIT_DIGITS_FIRST_TWO)
    return FALSE;
  n_spikes = find_spikes (counts, n, spikes);
  for (guint i = 0; i < MIN (n_spikes, MAX_SHOWN); i++)
    {
      char expected[TALLY_AUDIT_STATS_BUFFER_SIZE], z[TALLY_AUDIT_STATS_BUFFER_SIZE];
      g_string_append_printf (shown, "%s%u (%" G_GINT64_FORMAT " for %s, Z %s)", i > 0 ? ", " : ": ", spikes[i].digits, spikes[i].count,
                              tally_audit_stats_format (spikes[i].expected, 0, expected), tally_audit_stats_format (spikes[i].z, 1, z));
    }
  judgement->cause = n_spikes > 0 ? "other-than-chance" : "";
  judgement->sentence = g_strdup_printf ("%u of 90 first two digits of %" G_GINT64_FORMAT " %s stand out%s%s", n_spikes, n,
    tally_audit_facts_get_text (facts, "domain"), shown->str, n_spikes > MAX_SHOWN ? ", …" : "");
  tally_audit_facts_add_int64 (judgement->derived, "n_spikes", n_spikes);
  return TRUE;
}

const TallyAuditDetector tally_detector_digit_spike = {
  .id = "digit-spike",
  .code = "D22",
  .title = "Digits that stand out",
  .summary = "Which first two digits are far more frequent than chance lets them be?",
  .method = "Z above 3.29 and exact binomial tail held against false discoveries over 90 cells, q = .01, from 300 amounts on",
  .source = "Nigrini 2011; Benjamini and Hochberg 1995",
  .version = 1,
  .min_n = MIN_AMOUNTS,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_REPORT,
  .family = "benford",
  .collect = collect,
  .judge = judge,
};
