/* tally-detector-exact-duplicate.c
 *
 * D09: the same units billed twice by equal lines.
 * Statistic: lines of one work request, pole, unit, kind of work, quantity, day, week, crew, scope, work
 * order, job and kind of workbook; what was taken back is left out. Threshold: two or more, of a unit code
 * whose lines are not repeated so anyway (5 % of them), where not more than 1 % of all lines are (50 are always
 * few). Minimum n: none. Source: duplicate tests as in IDEA
 * and ACL ("same, same, same"). Version 3.
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

/* Equal lines of one unit. */
typedef struct {
  guint   unit;
  guint   n_lines;
  GArray *lines; /* (owned) guint */
} Run;

static void
run_clear (gpointer data)
{
  g_array_unref (((Run *) data)->lines);
}

static void
submit (TallyAuditContext       *context,
        const TallyAuditRepeats *repeats,
        const Run               *run,
        guint                    n_runs)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const guint *lines = &g_array_index (run->lines, guint, 0);
  g_autofree char *subject = tally_audit_units_dup_subject ("same", tally_audit_input_get_line (input, lines[0]), BY);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_units_add_lines (facts, input, lines, run->n_lines);
  tally_audit_facts_add_int64 (facts, "n_alike", n_runs);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = run->n_lines,
  });
}

static void
find_runs (TallyAuditContext *context,
           guint              unit,
           GArray            *runs)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  guint n_lines;
  const guint *lines = tally_audit_units_get_lines (tally_audit_units_get (context), unit, &n_lines);
  g_autoptr (GArray) sorted = NULL;

  if (n_lines < 2)
    return;
  sorted = tally_audit_units_sort (input, lines, n_lines, BY);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *equal = &g_array_index (sorted, guint, start);
      Run run = { .unit = unit };
      end = tally_audit_units_get_end (input, sorted, start, BY);
      run.n_lines = end - start;
      if (run.n_lines < 2 || tally_audit_units_has_found (context, equal, 1))
        continue;
      run.lines = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_vals (run.lines, equal, run.n_lines);
      g_array_append_val (runs, run);
    }
}

static void
settle (TallyAuditContext *context,
        const Run         *run,
        guint              n_runs)
{
  const guint *lines = &g_array_index (run->lines, guint, 0);
  TallyAuditRepeats repeats = tally_audit_repeats_of (context, run->unit, TALLY_AUDIT_REPEATS_OF_WORK);

  if (tally_audit_repeats_are_usual (&repeats))
    tally_audit_units_count (context, "repeats-are-usual", lines, run->n_lines);
  else if (tally_audit_difference_is_common (TALLY_AUDIT_DIFFERENCE_NONE, n_runs, repeats.n_all))
    tally_audit_units_count (context, "too-common-to-be-errors", lines, run->n_lines);
  else
    submit (context, &repeats, run, n_runs);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));

  g_array_set_clear_func (runs, run_clear);
  tally_audit_units_count_scope (units, context);
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    find_runs (context, i, runs);
  for (guint i = 0; i < runs->len; i++)
    settle (context, &g_array_index (runs, Run, i), runs->len);
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
  g_autofree char *when = tally_audit_units_dup_when (line);
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n < 2 || tally_audit_repeats_are_usual (&repeats)
      || tally_audit_difference_is_common (TALLY_AUDIT_DIFFERENCE_NONE, tally_audit_facts_get_int64 (facts, "n_alike"), repeats.n_all))
    return FALSE;
  judgement->exposure_cents = tally_audit_units_get_exposure (facts);
  if (tally_audit_facts_get_int64 (facts, "dearest_cents") != tally_audit_facts_get_int64 (facts, "cheapest_cents"))
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
            "workbook, two or more, what was taken back left out; not where more than 5 % of the unit's lines or 1 % of all lines "
            "repeat so",
  .source = "same-same-same test of audit software",
  .version = 3,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
