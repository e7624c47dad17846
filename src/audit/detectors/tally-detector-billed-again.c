/* tally-detector-billed-again.c
 *
 * D14: what was billed in one week and is billed in a later one as well, without having been taken back.
 * Statistic: a line that the workbook of its week shows now, and another line of that unit, quantity, price and
 * party that pays, in a later week, alike but for the week or the day; or one row that the workbooks of two
 * weeks show now. Threshold: one later line (up to two: more are a series); for lines, not where more than 5 %
 * of the unit code's lines repeat, nor where lines are alike but for that in more than 0.5 % of all (0.1 % for
 * the day). Minimum n: 20 other lines; none for a row. Source: what was published. Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-repeats.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE))
#define SUBJECT_BY (TALLY_AUDIT_BY_UNIT | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY))

/* A unit may be put up again on another day. */
#define OTHER_DAY_SCORE_MICROS 600000

/* Lines of one unit, the first billed in an earlier week than the others. */
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

static gboolean
is_published (const Work      *work,
              const TallyLine *line)
{
  guint n;
  const TallyAuditPublished *published = tally_audit_input_list_published (work->input, line->sheet_id, line->row_id, &n);

  for (guint i = 0; i < n; i++)
    if (published[i].is_current && published[i].week_ending == line->week_ending)
      return TRUE;
  return FALSE;
}

/* What makes @later the same bill again; none if it does not. */
static TallyAuditDifference
compare (const Work *work,
         guint       earlier,
         guint       later)
{
  const TallyLine *a = tally_audit_input_get_line (work->input, earlier);
  const TallyLine *b = tally_audit_input_get_line (work->input, later);
  TallyAuditDifference difference;

  if (a->week_ending >= b->week_ending || !tally_audit_difference_share_base (a->variant, b->variant) || !is_published (work, a))
    return TALLY_AUDIT_DIFFERENCE_NONE;
  difference = tally_audit_difference_of (a, b);
  return difference == TALLY_AUDIT_DIFFERENCE_WEEK || difference == TALLY_AUDIT_DIFFERENCE_DAY ? difference : TALLY_AUDIT_DIFFERENCE_NONE;
}

/* The line that most others repeat, with all that repeat it. */
static gboolean
find_again (const Work  *work,
            const guint *lines,
            guint        n_lines,
            Candidate   *candidate)
{
  for (guint i = 0; i < n_lines; i++)
    {
      Candidate found = { .unit = candidate->unit, .n_lines = 1, .lines = { lines[i] } };
      for (guint j = 0; j < n_lines; j++)
        {
          TallyAuditDifference difference = i == j ? TALLY_AUDIT_DIFFERENCE_NONE : compare (work, lines[i], lines[j]);
          if (difference == TALLY_AUDIT_DIFFERENCE_NONE)
            continue;
          found.difference = difference;
          found.lines[found.n_lines++] = lines[j];
        }
      if (found.n_lines > MAX (candidate->n_lines, 1))
        *candidate = found;
    }
  return candidate->n_lines > 1;
}

static void
look_at_run (Work        *work,
             guint        unit,
             const guint *lines,
             guint        n_lines)
{
  Candidate candidate = { .unit = unit };

  if (n_lines < 2 || tally_audit_units_has_found (work->context, lines, n_lines))
    return;
  if (n_lines > TALLY_AUDIT_DIFFERENCE_MAX_LINES)
    tally_audit_units_count (work->context, "series", lines, n_lines);
  else if (find_again (work, lines, n_lines, &candidate))
    {
      work->n_alike[candidate.difference]++;
      g_array_append_val (work->candidates, candidate);
    }
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

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint number_a = *(const guint *) a, number_b = *(const guint *) b;

  return (number_a > number_b) - (number_a < number_b);
}

/* The facts begin with the line that was billed first, the finding has its lines in their order. */
static void
submit (const Work              *work,
        Candidate               *candidate,
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
  qsort (candidate->lines, candidate->n_lines, sizeof *candidate->lines, compare_numbers);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = candidate->lines, .n_lines = candidate->n_lines,
  });
}

static void
settle (const Work *work,
        Candidate  *candidate)
{
  TallyAuditRepeats repeats = tally_audit_repeats_of (work->context, candidate->unit, TALLY_AUDIT_REPEATS_OF_UNIT);
  const char *doubt = tally_audit_repeats_get_doubt (&repeats, candidate->difference, work->n_alike[candidate->difference]);

  if (doubt != NULL)
    tally_audit_units_count (work->context, doubt, candidate->lines, candidate->n_lines);
  else
    submit (work, candidate, &repeats);
}

/* The last record of one row that another week's workbook shows too, from @first on; %NULL if none does. */
static const TallyAuditPublished *
find_other_week (const TallyAuditPublished *records,
                 guint                      n_records,
                 guint                      first)
{
  for (guint i = n_records - 1; i > first; i--)
    if (records[i].is_current && records[i].week_ending != records[first].week_ending
        && tally_audit_difference_share_base (records[i].variant, records[first].variant))
      return &records[i];
  return NULL;
}

static void
submit_row (const Work                *work,
            const TallyAuditPublished *first,
            const TallyAuditPublished *last)
{
  g_autofree char *subject = g_strdup_printf ("row:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, first->sheet_id, first->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();
  guint line = 0;
  gboolean has_line = tally_audit_input_find_line (work->input, first->sheet_id, first->row_id, &line);

  tally_audit_facts_add_text (facts, "work_request", first->work_request);
  tally_audit_facts_add_int64 (facts, "row_id", first->row_id);
  tally_audit_facts_add_day (facts, "first_week", first->week_ending);
  tally_audit_facts_add_day (facts, "last_week", last->week_ending);
  tally_audit_facts_add_int64 (facts, "first_cents", first->price_cents);
  tally_audit_facts_add_int64 (facts, "last_cents", last->price_cents);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = has_line ? &line : NULL, .n_lines = has_line ? 1 : 0,
    .work_request = first->work_request,
  });
}

/* The records of one row. */
static void
look_at_row (const Work                *work,
             const TallyAuditPublished *records,
             guint                      n_records)
{
  for (guint i = 0; i + 1 < n_records; i++)
    {
      const TallyAuditPublished *last = records[i].is_current ? find_other_week (records, n_records, i) : NULL;
      if (last == NULL)
        continue;
      submit_row (work, &records[i], last);
      return;
    }
}

static void
look_at_rows (const Work *work)
{
  const GArray *published = work->input->published;

  for (guint start = 0, end; start < published->len; start = end)
    {
      const TallyAuditPublished *first = &g_array_index (published, TallyAuditPublished, start);
      for (end = start + 1; end < published->len; end++)
        if (first[end - start].sheet_id != first->sheet_id || first[end - start].row_id != first->row_id)
          break;
      look_at_row (work, first, end - start);
    }
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
  look_at_rows (&work);
  return !tally_audit_context_is_cancelled (context, error);
}

/* The same row in two workbooks: the cheaper bill is the one that stays. */
static gboolean
judge_row (const TallyAuditFacts *facts,
           TallyAuditJudgement   *judgement)
{
  TallyMoney first = tally_audit_facts_get_int64 (facts, "first_cents"), last = tally_audit_facts_get_int64 (facts, "last_cents");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (tally_audit_facts_get_day (facts, "first_week") == tally_audit_facts_get_day (facts, "last_week"))
    return FALSE;
  judgement->exposure_cents = MAX (MAX (first, last), 0);
  judgement->cause = "in-two-workbooks";
  judgement->sentence = g_strdup_printf (
    "one row of work request %s stands in the workbooks of the weeks ending %s and %s: %s is billed twice",
    tally_audit_facts_get_text (facts, "work_request"), tally_audit_facts_get_text (facts, "first_week"),
    tally_audit_facts_get_text (facts, "last_week"),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

static gboolean
judge_lines (const TallyAuditFacts *facts,
             TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  TallyAuditDifference difference = tally_audit_difference_find (tally_audit_facts_get_text (facts, "difference"));
  TallyAuditRepeats repeats = tally_audit_repeats_read (facts);
  char money[TALLY_MONEY_BUFFER_SIZE];

  if ((difference != TALLY_AUDIT_DIFFERENCE_WEEK && difference != TALLY_AUDIT_DIFFERENCE_DAY)
      || tally_audit_facts_get_int64 (facts, "n_lines") < 2
      || tally_audit_repeats_get_doubt (&repeats, difference, tally_audit_facts_get_int64 (facts, "n_alike")) != NULL)
    return FALSE;
  if (difference == TALLY_AUDIT_DIFFERENCE_DAY)
    judgement->score_micros = OTHER_DAY_SCORE_MICROS;
  judgement->exposure_cents = tally_audit_units_get_exposure (facts);
  judgement->cause = "billed-before";
  judgement->sentence = g_strdup_printf (
    "%s × %s at point %s was billed in the week ending %s and stands in that ending %s again: %s may be billed twice",
    tally_audit_facts_get_text (line, "quantity"), tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "pole"),
    tally_audit_facts_get_text (line, "week_ending"),
    tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "other"), "week_ending"),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  return tally_audit_facts_has (facts, "first_week") ? judge_row (facts, judgement) : judge_lines (facts, judgement);
}

const TallyAuditDetector tally_detector_billed_again = {
  .id = "billed-again",
  .code = "D14",
  .title = "Billed again after it was billed",
  .summary = "Does a unit that was billed in one week stand in a later week as well?",
  .method = "a line that its week's workbook shows, and another of that unit, quantity and price in a later week, alike but for week "
            "or day; or one row in the workbooks of two weeks; lines not where more than 5 % of the unit's lines repeat, nor where "
            "more than 0.5 % of all lines are alike but for the week (0.1 % for the day)",
  .source = "what was published",
  .version = 2,
  .min_n = TALLY_AUDIT_DIFFERENCE_MIN_LINES,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
