/* tally-detector-flurry.c
 *
 * D32: a day with far more lines of a crew than its other days.
 * Statistic: lines of a crew and day; tail of a negative binomial distribution with the mean and variance of
 * the crew's other days (Poisson's where they vary less). Threshold: p < .001 and at least three times the
 * median. Minimum n: 20 other days. What is found as work on days off is left alone. Source: activity flurry
 * of audit software; features D32. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-crews.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-prices.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MAX_P_VALUE 0.001
#define MIN_MULTIPLE 3

/* What a crew's days have, all of them. */
typedef struct {
  guint  n_days;
  double sum;
  double squares;
  double median;
} History;

static History
get_history (const GArray *days,
             guint         start,
             guint         end)
{
  History history = { .n_days = end - start };
  g_autofree double *counts = g_new (double, end - start);

  for (guint i = start; i < end; i++)
    {
      double n = g_array_index (days, TallyAuditCrewDay, i).n_lines;
      counts[i - start] = n;
      history.sum += n;
      history.squares += n * n;
    }
  tally_audit_stats_sort (counts, end - start);
  history.median = tally_audit_stats_get_median (counts, end - start);
  return history;
}

static void
submit (TallyAuditContext       *context,
        const TallyAuditCrewDay *day,
        const History           *history)
{
  g_autofree char *subject = g_strdup_printf ("%s\x1f%u", day->crew, day->day);
  double n = history->n_days - 1, mean = (history->sum - day->n_lines) / n;
  double squares = history->squares - (double) day->n_lines * day->n_lines;
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_day (facts, "day", day->day);
  tally_audit_facts_add_int64 (facts, "n_lines", day->n_lines);
  tally_audit_facts_add_int64 (facts, "price_cents", day->cents);
  tally_audit_facts_add_int64 (facts, "n_other_days", history->n_days - 1);
  tally_audit_facts_add_double (facts, "median", history->median);
  tally_audit_facts_add_double (facts, "mean", mean);
  tally_audit_facts_add_double (facts, "variance", MAX ((squares - n * mean * mean) / (n - 1), 0));
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = day->lines, .n_lines = day->n_lines,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const GArray *days = tally_audit_crews_get_days (context);

  tally_audit_crews_count_scope (context, TALLY_AUDIT_CREWS_MIN_DAYS);
  for (guint start = 0, end; start < days->len; start = end)
    {
      History history;
      end = tally_audit_crews_find_end (days, start);
      if (end - start <= TALLY_AUDIT_CREWS_MIN_DAYS)
        continue;
      history = get_history (days, start, end);
      tally_audit_context_add_tests (context, end - start);
      for (guint i = start; i < end; i++)
        {
          const TallyAuditCrewDay *day = &g_array_index (days, TallyAuditCrewDay, i);
          if (day->n_lines >= MIN_MULTIPLE * history.median && !tally_audit_context_has_found (context, "timing", day->lines[0]))
            submit (context, day, &history);
        }
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines"), n_days = tally_audit_facts_get_int64 (facts, "n_other_days");
  double median = tally_audit_facts_get_double (facts, "median"), mean = tally_audit_facts_get_double (facts, "mean");
  double dollars = (double) tally_audit_facts_get_int64 (facts, "price_cents") / 100;
  char text[2][TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n_lines < 1 || n_days < TALLY_AUDIT_CREWS_MIN_DAYS || (double) n_lines < MIN_MULTIPLE * median)
    return FALSE;
  judgement->p_value = tally_audit_stats_count_tail ((guint64) n_lines, mean, tally_audit_facts_get_double (facts, "variance"));
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->exposure_cents = tally_audit_prices_round (dollars * (1 - median / (double) n_lines));
  judgement->score_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " lines of one crew on %s, usually %s on its %" G_GINT64_FORMAT
                                         " other days: chance %s", n_lines, tally_audit_facts_get_text (facts, "day"),
    tally_audit_stats_format (median, 0, text[0]), n_days, tally_audit_stats_format_chance (judgement->p_value, text[1]));
  return TRUE;
}

const TallyAuditDetector tally_detector_flurry = {
  .id = "flurry",
  .code = "D32",
  .title = "Flurry",
  .summary = "Does a crew have far more lines on a day than on its others?",
  .method = "lines of a crew and day, negative binomial p < .001 by its other days and three times their median, from 20 other "
            "days on",
  .source = "activity flurry of audit software",
  .version = 1,
  .min_n = TALLY_AUDIT_CREWS_MIN_DAYS,
  .category = TALLY_FINDING_TIMING,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "timing",
  .collect = collect,
  .judge = judge,
};
