/* tally-detector-exact-duplicate.c
 *
 * D09: the same units billed twice by equal lines.
 * Statistic: lines of one work request, pole, unit, kind of work, quantity, day, week, crew, scope, work
 * order, job and kind of workbook; what was taken back is left out. Threshold: two or more, of a unit code
 * whose lines are not repeated so anyway (5 % of them). Minimum n: none. Source: duplicate tests as in IDEA
 * and ACL ("same, same, same"). Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-repeats.h"
#include "tally-detectors.h"

#define BY TALLY_AUDIT_BY_SAME_WORK

/* Equal work at another price: one of the two may be something else. */
#define OTHER_PRICE_CONFIDENCE_MICROS 800000

static void
submit (TallyAuditContext       *context,
        const TallyAuditRepeats *repeats,
        const guint             *lines,
        guint                    n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autofree char *subject = tally_audit_units_dup_subject ("same", tally_audit_input_get_line (input, lines[0]), BY);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_units_add_lines (facts, input, lines, n_lines);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

/* Lines of one unit. */
static void
look_at_unit (TallyAuditContext *context,
              guint              unit,
              const guint       *lines,
              guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (GArray) sorted = tally_audit_units_sort (input, lines, n_lines, BY);

  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *run = &g_array_index (sorted, guint, start);
      TallyAuditRepeats repeats;
      end = tally_audit_units_get_end (input, sorted, start, BY);
      if (end - start < 2 || tally_audit_units_has_found (context, run, 1))
        continue;
      repeats = tally_audit_repeats_of (context, unit, TALLY_AUDIT_REPEATS_OF_WORK);
      if (tally_audit_repeats_are_usual (&repeats))
        tally_audit_units_count (context, "repeats-are-usual", run, end - start);
      else
        submit (context, &repeats, run, end - start);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);

  tally_audit_units_count_scope (units, context);
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (units, i, &n_lines);
      if (n_lines > 1)
        look_at_unit (context, i, lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* All but one of them may be one too many; the cheapest is the one that stays. */
static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  TallyAuditRepeats repeats = tally_audit_repeats_read (facts);
  gint64 n = tally_audit_facts_get_int64 (facts, "n_lines");
  TallyMoney cheapest = tally_audit_facts_get_int64 (facts, "cheapest_cents");
  g_autofree char *when = tally_audit_units_dup_when (line);
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n < 2 || tally_audit_repeats_are_usual (&repeats))
    return FALSE;
  judgement->exposure_cents = tally_audit_facts_get_int64 (facts, "sum_cents") - cheapest;
  if (tally_audit_facts_get_int64 (facts, "dearest_cents") != cheapest)
    judgement->confidence_micros = OTHER_PRICE_CONFIDENCE_MICROS;
  judgement->cause = "entered-twice";
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " equal lines bill %s × %s at point %s %s: %s may be billed twice",
    n, tally_audit_facts_get_text (line, "quantity"), tally_audit_facts_get_text (line, "cu"),
    tally_audit_facts_get_text (line, "pole"), when,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_exact_duplicate = {
  .id = "exact-duplicate",
  .code = "D09",
  .title = "Exact duplicate",
  .summary = "Are the same units billed by two equal lines?",
  .method = "lines of one work request, point, unit, kind of work, quantity, day, week, crew, scope, order, job and kind of "
            "workbook, two or more, what was taken back left out; not where more than 5 % of the unit's lines repeat so",
  .source = "same-same-same test of audit software",
  .version = 2,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
