/* tally-detector-relative-size.c
 *
 * D39: one line of a unit that is worth ten times the next one.
 * Statistic: relative size factor, the largest price of a unit and kind of work by the second largest.
 * Threshold: more than 10. Minimum n: 5. What the outliers of quantity and price have found, or a detector of
 * rates, is left alone. Source: Nigrini 2011, "Forensic Analytics", relative size factor test; features D39.
 * Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-rate-case.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define MIN_LINES 5
#define LIMIT 10

/* One line alone says little of what is usual: half as sure at the least number as with many. */
static gint64
get_confidence (gint64 n_lines)
{
  return TALLY_FINDING_SCORE_ONE * n_lines / (n_lines + MIN_LINES);
}

/* More than so many times the second one, without the product, which may not fit. */
static gboolean
is_far_larger (TallyMoney first,
               TallyMoney second)
{
  return first > 0 && second <= (first - 1) / LIMIT;
}

static void
submit (TallyAuditContext *context,
        guint              line,
        TallyMoney         second,
        guint              n_lines)
{
  const TallyLine *values = tally_audit_input_get_line (tally_audit_context_get_input (context), line);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, values->sheet_id, values->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", values);
  tally_audit_facts_add_int64 (facts, "second_cents", second);
  tally_audit_facts_add_int64 (facts, "n_lines", n_lines);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &line, .n_lines = 1,
  });
}

static void
look_at (TallyAuditContext *context,
         const guint       *lines,
         guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  guint largest = lines[0];
  TallyMoney first = 0, second = 0, sum = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      TallyMoney price = tally_audit_input_get_line (input, lines[i])->price_cents;
      largest = price > first ? lines[i] : largest;
      second = price > first ? first : MAX (second, price);
      first = MAX (first, price);
      sum += price;
    }
  tally_audit_context_count (context, n_lines >= MIN_LINES ? TALLY_AUDIT_IN_SCOPE : "too-few-lines", n_lines, sum);
  if (n_lines >= MIN_LINES && is_far_larger (first, second) && !tally_audit_context_has_found (context, TALLY_AUDIT_RATE_FAMILY, largest))
    submit (context, largest, second, n_lines);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditGroups *groups = tally_audit_peers_get_groups (context);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      look_at (context, lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  TallyMoney price = tally_audit_facts_get_int64 (line, "price_cents");
  TallyMoney second = tally_audit_facts_get_int64 (facts, "second_cents");
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  char money[2][TALLY_MONEY_BUFFER_SIZE], factor[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (second <= 0 || second > TALLY_MONEY_MAX || !is_far_larger (price, second) || n_lines < MIN_LINES || n_lines > G_MAXINT32)
    return FALSE;
  judgement->exposure_cents = price - second;
  judgement->confidence_micros = get_confidence (n_lines);
  judgement->sentence = g_strdup_printf ("%s billed for %s (%s), %s times the next of %" G_GINT64_FORMAT " lines of that unit, %s",
    tally_money_format_for_people (price, money[0], sizeof money[0]), tally_audit_facts_get_text (line, "cu"),
    tally_audit_facts_get_text (line, "work_type"), tally_audit_stats_format ((double) price / (double) second, 1, factor), n_lines,
    tally_money_format_for_people (second, money[1], sizeof money[1]));
  return TRUE;
}

const TallyAuditDetector tally_detector_relative_size = {
  .id = "relative-size",
  .code = "D39",
  .title = "Relative size",
  .summary = "Is one line of a unit worth ten times the next one?",
  .method = "largest by second largest price of a unit and kind of work more than 10, from five lines on",
  .source = "Nigrini 2011, Forensic Analytics",
  .version = 1,
  .min_n = MIN_LINES,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "outlier",
  .collect = collect,
  .judge = judge,
};
