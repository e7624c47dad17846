/* tally-detector-cross-sheet-duplicate.c
 *
 * D11: the same lines on two source sheets: a copy of a sheet that is read too, or a row entered in both.
 * Statistic: lines of different sheets that agree in every value but their place; for whole sheets it does not
 * matter how the work request, the pole and the unit code are spelled, and what they are described as. Threshold: a
 * sheet of which at least half the lines, and ten, stand on another one is one finding with their sum; else two lines
 * of a unit code whose lines are not repeated so anyway (5 % of them). Minimum n: none. Source: row content
 * compared across sheets, as duplicate tests of audit software do across files. Version 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-places.h"
#include "tally-audit-repeats.h"
#include "tally-audit-sheet-pairs.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY_SAME_WORK | TALLY_AUDIT_BY (TALLY_FIELD_DEPT) | TALLY_AUDIT_BY (TALLY_FIELD_CUSTOMER) \
            | TALLY_AUDIT_BY (TALLY_FIELD_AREA) | TALLY_AUDIT_BY (TALLY_FIELD_CU_DESCRIPTION) \
            | TALLY_AUDIT_BY (TALLY_FIELD_UOM) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE))

/* What a copy has of the original, whatever became of its spelling. */
#define NEAR_BY (TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE) \
                 | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT) | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING) \
                 | TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN) | TALLY_AUDIT_BY (TALLY_FIELD_SCOPE) \
                 | TALLY_AUDIT_BY (TALLY_FIELD_WORK_ORDER) | TALLY_AUDIT_BY (TALLY_FIELD_JOB) \
                 | TALLY_AUDIT_BY_VARIANT | TALLY_AUDIT_BY_IDENTIFIER)

/* Equal lines that stand on more than one sheet. */
typedef struct {
  guint unit;
  guint start; /* in the lines of all runs */
  guint end;
} Run;

typedef struct {
  TallyAuditContext     *context;
  const TallyAuditInput *input;
  const TallyAuditUnits *units;
  TallyAuditSheetPairs  *near;  /* (owned): of lines that agree in what matters */
  TallyAuditSheetPairs  *equal; /* (owned): of lines that agree in every value */
  GArray                *lines; /* (owned) guint: of all runs */
  GArray                *runs;  /* (owned) Run */
} Work;

static gint64
get_sheet (const Work *work,
           guint       line)
{
  return tally_audit_input_get_line (work->input, line)->sheet_id;
}

/* Lines are ordered by sheet: a run on two sheets begins and ends on different ones. */
static void
find_runs (Work  *work,
           guint  unit)
{
  guint n_lines;
  const guint *lines = tally_audit_units_get_lines (work->units, unit, &n_lines);
  g_autoptr (GArray) sorted = NULL;

  for (guint i = 0; i < n_lines; i++)
    tally_audit_sheet_pairs_count_line (work->near, lines[i]);
  if (n_lines < 2 || get_sheet (work, lines[0]) == get_sheet (work, lines[n_lines - 1]))
    return;
  sorted = tally_audit_units_sort (work->input, lines, n_lines, BY);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *run = &g_array_index (sorted, guint, start);
      Run kept = { unit, work->lines->len, 0 };
      end = tally_audit_units_get_end (work->input, sorted, start, BY);
      kept.end = kept.start + end - start;
      if (get_sheet (work, run[0]) == get_sheet (work, run[end - start - 1]))
        continue;
      tally_audit_sheet_pairs_add (work->equal, run, end - start);
      g_array_append_vals (work->lines, run, end - start);
      g_array_append_val (work->runs, kept);
    }
}

/* Lines of one place in one work request, however it is spelled. */
static void
find_near (Work                  *work,
           const TallyAuditPlace *places,
           guint                  n_places)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sorted = NULL;

  for (guint i = 0; i < n_places; i++)
    {
      guint n_lines;
      const guint *of_unit = tally_audit_units_get_lines (work->units, places[i].unit, &n_lines);
      g_array_append_vals (lines, of_unit, n_lines);
    }
  if (lines->len < 2)
    return;
  sorted = tally_audit_units_sort (work->input, &g_array_index (lines, guint, 0), lines->len, NEAR_BY);
  for (guint start = 0, end; start < sorted->len; start = end)
    {
      const guint *run = &g_array_index (sorted, guint, start);
      end = tally_audit_units_get_end (work->input, sorted, start, NEAR_BY);
      if (get_sheet (work, run[0]) != get_sheet (work, run[end - start - 1]))
        tally_audit_sheet_pairs_add (work->near, run, end - start);
    }
}

static void
find_all_near (Work *work)
{
  const TallyAuditPlaces *all = tally_audit_places_get (work->context);
  guint start = 0, n;

  do
    {
      const TallyAuditPlace *places = tally_audit_places_next (all, start, &n);
      for (guint first = 0, end; first < n; first = end)
        {
          for (end = first + 1; end < n && places[end].work_request == places[first].work_request; end++)
            continue;
          find_near (work, &places[first], end - first);
        }
      start += n;
    }
  while (n > 0);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint number_a = *(const guint *) a, number_b = *(const guint *) b;

  return (number_a > number_b) - (number_a < number_b);
}

static void
add_sheet (Work            *work,
           TallyAuditFacts *facts,
           const char      *name,
           gint64           sheet_id)
{
  const TallyAuditSheet *sheet = tally_audit_input_find_sheet (work->input, sheet_id);
  TallyAuditFacts *child = tally_audit_facts_add_child (facts, name);
  g_autofree char *fallback = g_strdup_printf ("%" G_GINT64_FORMAT, sheet_id);

  tally_audit_facts_add_int64 (child, "sheet_id", sheet_id);
  tally_audit_facts_add_text (child, "name", sheet != NULL && sheet->name[0] != '\0' ? sheet->name : fallback);
}

static void
submit_pair (Work                *work,
             TallyAuditSheetPair *pair)
{
  g_autofree char *subject = g_strdup_printf ("sheets:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, pair->a, pair->b);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  g_array_sort (pair->lines, compare_numbers);
  add_sheet (work, facts, "a", pair->a);
  add_sheet (work, facts, "b", pair->b);
  tally_audit_facts_add_int64 (facts, "n_shared", pair->n_shared);
  tally_audit_facts_add_int64 (facts, "n_equal", tally_audit_sheet_pairs_get_n_shared (work->equal, pair->a, pair->b));
  tally_audit_facts_add_int64 (facts, "n_a", pair->n_a);
  tally_audit_facts_add_int64 (facts, "n_b", pair->n_b);
  tally_audit_facts_add_int64 (facts, "shared_cents", pair->cents);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &g_array_index (pair->lines, guint, 0), .n_lines = pair->lines->len,
  });
}

static void
submit_pairs (Work *work)
{
  g_autoptr (GPtrArray) pairs = tally_audit_sheet_pairs_list (work->near);

  for (guint i = 0; i < pairs->len; i++)
    {
      TallyAuditSheetPair *pair = pairs->pdata[i];
      if (tally_audit_sheet_pairs_is_copy (pair->n_shared, pair->n_a, pair->n_b))
        submit_pair (work, pair);
    }
}

static gboolean
is_new (const Work *work,
        const Run  *run)
{
  for (guint i = run->start; i < run->end; i++)
    if (!tally_audit_units_has_found (work->context, &g_array_index (work->lines, guint, i), 1))
      return TRUE;
  return FALSE;
}

/* The subject is that of equal lines on one sheet: the finding stays when one more is entered there. */
static void
submit_run (Work      *work,
            const Run *run)
{
  const guint *lines = &g_array_index (work->lines, guint, run->start);
  guint n_lines = run->end - run->start;
  TallyAuditRepeats repeats = tally_audit_repeats_of (work->context, run->unit, TALLY_AUDIT_REPEATS_OF_WORK);
  g_autofree char *subject = NULL;
  TallyAuditFacts *facts;

  if (tally_audit_repeats_are_usual (&repeats))
    {
      tally_audit_units_count (work->context, "repeats-are-usual", lines, n_lines);
      return;
    }
  facts = tally_audit_facts_new ();
  subject = tally_audit_units_dup_subject ("same", tally_audit_input_get_line (work->input, lines[0]), TALLY_AUDIT_BY_SAME_WORK);
  tally_audit_units_add_lines (facts, work->input, lines, n_lines);
  tally_audit_repeats_add (&repeats, facts);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (TallyAuditSheetPairs) near = tally_audit_sheet_pairs_new (input);
  g_autoptr (TallyAuditSheetPairs) equal = tally_audit_sheet_pairs_new (input);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  Work work = { context, input, tally_audit_units_get (context), near, equal, lines, runs };

  tally_audit_units_count_scope (work.units, context);
  for (guint i = 0; i < tally_audit_units_get_n (work.units); i++)
    find_runs (&work, i);
  find_all_near (&work);
  submit_pairs (&work);
  for (guint i = 0; i < runs->len; i++)
    if (is_new (&work, &g_array_index (runs, Run, i)))
      submit_run (&work, &g_array_index (runs, Run, i));
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge_sheets (const TallyAuditFacts *facts,
              TallyAuditJudgement   *judgement)
{
  gint64 n_shared = tally_audit_facts_get_int64 (facts, "n_shared");
  gint64 n_a = tally_audit_facts_get_int64 (facts, "n_a"), n_b = tally_audit_facts_get_int64 (facts, "n_b");
  gint64 n_equal = tally_audit_facts_has (facts, "n_equal") ? tally_audit_facts_get_int64 (facts, "n_equal") : n_shared;
  g_autofree char *how = NULL;
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (!tally_audit_sheet_pairs_is_copy (n_shared, n_a, n_b))
    return FALSE;
  judgement->exposure_cents = tally_audit_facts_get_int64 (facts, "shared_cents");
  judgement->cause = "sheet-copied";
  how = n_equal >= n_shared ? g_strdup ("equal in every value")
                            : g_strdup_printf ("%" G_GINT64_FORMAT " of them spelled or described otherwise", n_shared - n_equal);
  judgement->sentence = g_strdup_printf (
    "%" G_GINT64_FORMAT " lines stand on sheet “%s” (%" G_GINT64_FORMAT " lines) and, %s, on sheet “%s” (%"
    G_GINT64_FORMAT " lines): %s may be billed twice", n_shared,
    tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "a"), "name"), n_a, how,
    tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "b"), "name"), n_b,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  TallyAuditRepeats repeats;
  const TallyAuditFacts *line;
  g_autofree char *when = NULL;
  gint64 n;
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (tally_audit_facts_has (facts, "n_shared"))
    return judge_sheets (facts, judgement);
  repeats = tally_audit_repeats_read (facts);
  line = tally_audit_facts_get_child (facts, "line");
  n = tally_audit_facts_get_int64 (facts, "n_lines");
  if (n < 2 || tally_audit_repeats_are_usual (&repeats))
    return FALSE;
  when = tally_audit_units_dup_when (line);
  judgement->exposure_cents = tally_audit_units_get_exposure (facts);
  judgement->cause = "on-two-sheets";
  judgement->sentence = g_strdup_printf (
    "%" G_GINT64_FORMAT " lines on different sheets, equal in every value, bill %s × %s at point %s %s: %s may be billed twice", n,
    tally_audit_facts_get_text (line, "quantity"), tally_audit_facts_get_text (line, "cu"), tally_audit_facts_get_text (line, "pole"),
    when, tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_cross_sheet_duplicate = {
  .id = "cross-sheet-duplicate",
  .code = "D11",
  .title = "Duplicate across sheets",
  .summary = "Do lines of one source sheet stand on another one as well?",
  .method = "lines of different sheets that agree in every value; one finding for two sheets of which the smaller has at least half "
            "its lines, and ten, on the other, in whatever spelling and with whatever description; else not where more than 5 % of the unit's lines repeat so",
  .source = "comparison of row content across sheets",
  .version = 2,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
