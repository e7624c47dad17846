/* tally-detector-same-but-one.c
 *
 * D10: two lines of one unit, quantity and price that differ in one value alone.
 * Statistic: lines of one work request, pole, unit, kind of work, quantity, price and kind of workbook that
 * differ in the crew, the job, a scope that one of them lacks, the week or the day, and in nothing else; the
 * sheet does not matter. Threshold: two or three; not where more than 5 % of the unit code's lines repeat, nor
 * where lines are alike but for that value in more than 0.5 % of all (0.1 % for the day). Minimum n: 20 other
 * lines. Source: same-same-different test of audit software. Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-repeats.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE) | TALLY_AUDIT_BY_VARIANT)
#define SUBJECT_BY (TALLY_AUDIT_BY_UNIT | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY))

/* How much each difference leaves to chance: a crew may have done as much again, on another day even more so. */
static const gint64 scores[TALLY_AUDIT_N_DIFFERENCES] = {
  [TALLY_AUDIT_DIFFERENCE_CREW] = 700000, [TALLY_AUDIT_DIFFERENCE_JOB] = 800000, [TALLY_AUDIT_DIFFERENCE_SCOPE] = 900000,
  [TALLY_AUDIT_DIFFERENCE_WEEK] = 900000, [TALLY_AUDIT_DIFFERENCE_DAY] = 500000,
};

typedef struct {
  guint                unit;
  guint                n_lines;
  guint                lines[TALLY_AUDIT_DIFFERENCE_MAX_LINES];
  TallyAuditDifference difference;
} Candidate;

typedef struct {
  TallyAuditContext     *context;
  const TallyAuditInput *input;
  GArray                *candidates; /* (owned) Candidate */
  gint64                 n_alike[TALLY_AUDIT_N_DIFFERENCES];
} Work;

/* The first two that differ in one value alone. */
static TallyAuditDifference
compare_run (const Work  *work,
             const guint *lines,
             guint        n_lines)
{
  TallyAuditDifference last = TALLY_AUDIT_DIFFERENCE_NONE;

  for (guint i = 0; i < n_lines; i++)
    for (guint j = i + 1; j < n_lines; j++)
      {
        last = tally_audit_difference_of (tally_audit_input_get_line (work->input, lines[i]),
                                          tally_audit_input_get_line (work->input, lines[j]));
        if (scores[last] > 0)
          return last;
      }
  return last;
}

static void
look_at_run (Work        *work,
             guint        unit,
             const guint *lines,
             guint        n_lines)
{
  Candidate candidate = { .unit = unit, .n_lines = n_lines };

  if (n_lines < 2 || tally_audit_units_has_found (work->context, lines, n_lines))
    return;
  if (n_lines > TALLY_AUDIT_DIFFERENCE_MAX_LINES)
    {
      tally_audit_units_count (work->context, "series", lines, n_lines);
      return;
    }
  candidate.difference = compare_run (work, lines, n_lines);
  if (scores[candidate.difference] == 0)
    {
      tally_audit_units_count (work->context, tally_audit_difference_get_id (candidate.difference), lines, n_lines);
      return;
    }
  memcpy (candidate.lines, lines, n_lines * sizeof *lines);
  work->n_alike[candidate.difference]++;
  g_array_append_val (work->candidates, candidate);
}

static void
look_at_unit (Work        *work,
              guint        unit,
              const guint *lines,
              guint        n_lines)
{
  g_autoptr (GArray) sorted = tally_audit_units_sort (work->input, lines, n_lines, BY);

  for (guint start = 0, end; start < sorted->len; start = end)
    {
      end = tally_audit_units_get_end (work->input, sorted, start, BY);
      look_at_run (work, unit, &g_array_index (sorted, guint, start), end - start);
    }
}

static void
submit (const Work              *work,
        const Candidate         *candidate,
        const TallyAuditRepeats *repeats)
{
  const TallyLine *first = tally_audit_input_get_line (work->input, candidate->lines[0]);
  g_autofree char *subject = tally_audit_units_dup_subject ("alike", first, SUBJECT_BY);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_units_add_lines (facts, work->input, candidate->lines, candidate->n_lines);
  tally_audit_facts_add_line (facts, "other", tally_audit_input_get_line (work->input, candidate->lines[1]));
  tally_audit_facts_add_text (facts, "difference", tally_audit_difference_get_id (candidate->difference));
  tally_audit_facts_add_int64 (facts, "n_alike", work->n_alike[candidate->difference]);
  tally_audit_repeats_add (repeats, facts);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = candidate->lines, .n_lines = candidate->n_lines,
  });
}

static void
settle (const Work      *work,
        const Candidate *candidate)
{
  TallyAuditRepeats repeats = tally_audit_repeats_of (work->context, candidate->unit, TALLY_AUDIT_REPEATS_OF_UNIT);
  const char *doubt = tally_audit_repeats_get_doubt (&repeats, candidate->difference, work->n_alike[candidate->difference]);

  if (doubt != NULL)
    tally_audit_units_count (work->context, doubt, candidate->lines, candidate->n_lines);
  else
    submit (work, candidate, &repeats);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Work work = { .context = context, .input = tally_audit_context_get_input (context), .candidates = candidates };

  tally_audit_units_count_scope (units, context);
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_units_get_lines (units, i, &n_lines);
      if (n_lines > 1)
        look_at_unit (&work, i, lines, n_lines);
    }
  for (guint i = 0; i < candidates->len; i++)
    settle (&work, &g_array_index (candidates, Candidate, i));
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  const TallyAuditFacts *other = tally_audit_facts_get_child (facts, "other");
  TallyAuditDifference difference = tally_audit_difference_find (tally_audit_facts_get_text (facts, "difference"));
  TallyAuditRepeats repeats = tally_audit_repeats_read (facts);
  g_autofree char *when = tally_audit_units_dup_when (line);
  g_autofree char *other_when = tally_audit_units_dup_when (other);
  gint64 n = tally_audit_facts_get_int64 (facts, "n_lines");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (difference == TALLY_AUDIT_N_DIFFERENCES || scores[difference] == 0 || n < 2 || n > TALLY_AUDIT_DIFFERENCE_MAX_LINES
      || tally_audit_repeats_get_doubt (&repeats, difference, tally_audit_facts_get_int64 (facts, "n_alike")) != NULL)
    return FALSE;
  judgement->score_micros = scores[difference];
  judgement->exposure_cents = tally_audit_units_get_exposure (facts);
  judgement->cause = "entered-again";
  judgement->sentence = g_strdup_printf (
    "%" G_GINT64_FORMAT " lines that differ %s bill %s × %s at point %s (%s and %s): %s may be billed twice", n,
    tally_audit_difference_get_title (difference), tally_audit_facts_get_text (line, "quantity"),
    tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "pole"), when, other_when,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_same_but_one = {
  .id = "same-but-one",
  .code = "D10",
  .title = "Same but for one value",
  .summary = "Is the same unit billed by two lines that differ in the crew, the job, the week or the day alone?",
  .method = "lines of one work request, point, unit, kind of work, quantity and price that differ in one of crew, job, scope, week, "
            "day; two or three; not where more than 5 % of the unit's lines repeat, nor where more than 0.5 % of all lines are alike "
            "but for that value (0.1 % for the day)",
  .source = "same-same-different test of audit software",
  .version = 2,
  .min_n = TALLY_AUDIT_DIFFERENCE_MIN_LINES,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
