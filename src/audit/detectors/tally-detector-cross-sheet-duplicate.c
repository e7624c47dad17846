/* tally-detector-cross-sheet-duplicate.c
 *
 * D11: the same lines on two source sheets: a copy of a sheet that is read too, or a row entered in both.
 * Statistic: lines of different sheets that agree in every value but their place. Threshold: a sheet of which
 * at least half the lines, and ten, stand on another one is one finding with their sum; else two lines of a
 * unit code whose lines are not repeated so anyway (5 % of them). Minimum n: none. Source: row content
 * compared across sheets, as duplicate tests of audit software do across files. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-repeats.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY_SAME_WORK | TALLY_AUDIT_BY (TALLY_FIELD_DEPT) | TALLY_AUDIT_BY (TALLY_FIELD_CUSTOMER) \
            | TALLY_AUDIT_BY (TALLY_FIELD_AREA) | TALLY_AUDIT_BY (TALLY_FIELD_CU_DESCRIPTION) \
            | TALLY_AUDIT_BY (TALLY_FIELD_UOM) | TALLY_AUDIT_BY (TALLY_FIELD_PRICE))

/* From so many equal lines, and such a share of the smaller sheet, one sheet is a copy of the other. */
#define MIN_COPIED_LINES 10
#define MIN_COPIED_PERCENT 50
#define PERCENT 100

/* Equal lines that stand on more than one sheet. */
typedef struct {
  guint unit;
  guint start; /* in the lines of all runs */
  guint end;
} Run;

/* Two sheets with lines in common, @a the one with the smaller id. */
typedef struct {
  gint64     a;
  gint64     b;
  guint      n_shared; /* lines of @b that stand on @a too, each counted once */
  TallyMoney cents;    /* of these */
  guint      n_a;      /* all lines that are looked at */
  guint      n_b;
  GArray    *lines;    /* (owned) guint: of both */
} Pair;

typedef struct {
  TallyAuditContext     *context;
  const TallyAuditInput *input;
  const TallyAuditUnits *units;
  GArray                *lines;   /* (owned) guint: of all runs */
  GArray                *runs;    /* (owned) Run */
  GHashTable            *n_lines; /* (owned) of each sheet, by id */
  GHashTable            *pairs;   /* (owned) (element-type Pair Pair) */
} Work;

static void
pair_free (Pair *pair)
{
  g_array_unref (pair->lines);
  g_free (pair);
}

static guint
hash_pair (gconstpointer data)
{
  const Pair *pair = data;

  return g_int64_hash (&pair->a) * 31 + g_int64_hash (&pair->b);
}

static gboolean
equal_pairs (gconstpointer a,
             gconstpointer b)
{
  const Pair *pair_a = a, *pair_b = b;

  return pair_a->a == pair_b->a && pair_a->b == pair_b->b;
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *pair_a = *(const Pair *const *) a, *pair_b = *(const Pair *const *) b;

  if (pair_a->a != pair_b->a)
    return pair_a->a < pair_b->a ? -1 : 1;
  return (pair_a->b > pair_b->b) - (pair_a->b < pair_b->b);
}

static gint64
get_sheet (const Work *work,
           guint       line)
{
  return tally_audit_input_get_line (work->input, line)->sheet_id;
}

static guint
get_n_lines (const Work *work,
             gint64      sheet_id)
{
  const guint *n = g_hash_table_lookup (work->n_lines, &sheet_id);

  return n != NULL ? *n : 0;
}

static void
count_sheet (Work   *work,
             gint64  sheet_id)
{
  guint *n = g_hash_table_lookup (work->n_lines, &sheet_id);

  if (n == NULL)
    {
      n = g_new0 (guint, 1);
      g_hash_table_insert (work->n_lines, g_memdup2 (&sheet_id, sizeof sheet_id), n);
    }
  (*n)++;
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
    count_sheet (work, get_sheet (work, lines[i]));
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
      g_array_append_vals (work->lines, run, end - start);
      g_array_append_val (work->runs, kept);
    }
}

static Pair *
get_pair (Work   *work,
          gint64  a,
          gint64  b)
{
  Pair wanted = { .a = a, .b = b };
  Pair *pair = g_hash_table_lookup (work->pairs, &wanted);

  if (pair != NULL)
    return pair;
  pair = g_memdup2 (&wanted, sizeof wanted);
  pair->n_a = get_n_lines (work, a);
  pair->n_b = get_n_lines (work, b);
  pair->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_add (work->pairs, pair);
  return pair;
}

/* The lines of one sheet in a run, from @start on. */
static guint
get_end_of_sheet (const Work *work,
                  const Run  *run,
                  guint       start)
{
  gint64 sheet_id = get_sheet (work, g_array_index (work->lines, guint, start));

  while (start < run->end && get_sheet (work, g_array_index (work->lines, guint, start)) == sheet_id)
    start++;
  return start;
}

/* Each further sheet of a run is a copy of its first. */
static void
add_to_pairs (Work      *work,
              const Run *run)
{
  const guint *lines = &g_array_index (work->lines, guint, 0);
  guint n_first = get_end_of_sheet (work, run, run->start) - run->start;

  for (guint start = run->start + n_first, end; start < run->end; start = end)
    {
      Pair *pair = get_pair (work, get_sheet (work, lines[run->start]), get_sheet (work, lines[start]));
      guint n;
      end = get_end_of_sheet (work, run, start);
      n = MIN (n_first, end - start);
      pair->n_shared += n;
      pair->cents += tally_audit_units_sum (work->input, &lines[start], n);
      g_array_append_vals (pair->lines, &lines[run->start], n_first);
      g_array_append_vals (pair->lines, &lines[start], end - start);
    }
}

static gboolean
is_copy (gint64 n_shared,
         gint64 n_a,
         gint64 n_b)
{
  return n_shared >= MIN_COPIED_LINES && PERCENT * n_shared >= MIN_COPIED_PERCENT * MIN (n_a, n_b);
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
submit_pair (Work *work,
             Pair *pair)
{
  g_autofree char *subject = g_strdup_printf ("sheets:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, pair->a, pair->b);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  g_array_sort (pair->lines, compare_numbers);
  add_sheet (work, facts, "a", pair->a);
  add_sheet (work, facts, "b", pair->b);
  tally_audit_facts_add_int64 (facts, "n_shared", pair->n_shared);
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
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer pair;

  g_hash_table_iter_init (&iter, work->pairs);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    g_ptr_array_add (pairs, pair);
  g_ptr_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *known = pairs->pdata[i];
      if (is_copy (known->n_shared, known->n_a, known->n_b))
        submit_pair (work, pairs->pdata[i]);
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

static void
work_clear (Work *work)
{
  g_array_unref (work->lines);
  g_array_unref (work->runs);
  g_hash_table_unref (work->n_lines);
  g_hash_table_unref (work->pairs);
}

static void
work_init (Work              *work,
           TallyAuditContext *context)
{
  work->context = context;
  work->input = tally_audit_context_get_input (context);
  work->units = tally_audit_units_get (context);
  work->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  work->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  work->n_lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  work->pairs = g_hash_table_new_full (hash_pair, equal_pairs, (GDestroyNotify) pair_free, NULL);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  Work work;

  work_init (&work, context);
  tally_audit_units_count_scope (work.units, context);
  for (guint i = 0; i < tally_audit_units_get_n (work.units); i++)
    find_runs (&work, i);
  for (guint i = 0; i < work.runs->len; i++)
    add_to_pairs (&work, &g_array_index (work.runs, Run, i));
  submit_pairs (&work);
  for (guint i = 0; i < work.runs->len; i++)
    if (is_new (&work, &g_array_index (work.runs, Run, i)))
      submit_run (&work, &g_array_index (work.runs, Run, i));
  work_clear (&work);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge_sheets (const TallyAuditFacts *facts,
              TallyAuditJudgement   *judgement)
{
  gint64 n_shared = tally_audit_facts_get_int64 (facts, "n_shared");
  gint64 n_a = tally_audit_facts_get_int64 (facts, "n_a"), n_b = tally_audit_facts_get_int64 (facts, "n_b");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (!is_copy (n_shared, n_a, n_b))
    return FALSE;
  judgement->exposure_cents = tally_audit_facts_get_int64 (facts, "shared_cents");
  judgement->cause = "sheet-copied";
  judgement->sentence = g_strdup_printf (
    "%" G_GINT64_FORMAT " lines stand on sheet “%s” (%" G_GINT64_FORMAT " lines) and, equal in every value, on sheet “%s” (%"
    G_GINT64_FORMAT " lines): %s may be billed twice", n_shared,
    tally_audit_facts_get_text (tally_audit_facts_get_child (facts, "a"), "name"), n_a,
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
  judgement->exposure_cents = tally_audit_facts_get_int64 (facts, "sum_cents") - tally_audit_facts_get_int64 (facts, "cheapest_cents");
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
            "its lines, and ten, on the other; not where more than 5 % of the unit's lines repeat so",
  .source = "comparison of row content across sheets",
  .version = 1,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_FAMILY_DUPLICATE,
  .collect = collect,
  .judge = judge,
};
