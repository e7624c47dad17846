/* tally-detector-ghost-unit.c
 *
 * D16: a billed line that lacks several of the things that only done work leaves behind.
 * Statistic: which of these the line lacks, each told by another hand or device than the others: when (no day
 * of completion in its week), where (no pole), who (no foreman), how much (no quantity), what (no unit code).
 * What more than 5 % of the other lines of its sheet or of its unit code lack too is usual and does not count;
 * nor does a missing day until three days after the week's end. Threshold: two. Minimum n: 20 other lines of
 * the sheet. Source: tests for fictitious work: independent evidence of performance (ISA 240). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-units.h"
#include "tally-detectors.h"

#define MIN_OTHERS 20
#define MIN_MISSING 2
#define USUAL_PERCENT 5
#define PERCENT 100
#define STAMP_DAYS 3 /* completion is stamped in batches, at the latest after a weekend */
#define TWO_SCORE_MICROS 800000

/* What a done unit leaves behind. */
enum { WHEN, WHERE, WHO, HOW_MUCH, WHAT, N_TRACES };

static const struct { const char *id; const char *title; } traces[N_TRACES] = {
  { "day", "a day of completion in its week" }, { "point", "a point" }, { "foreman", "a foreman" },
  { "quantity", "a quantity" }, { "unit", "a unit code" },
};

/* How many lines of a sheet or unit code there are, and how many lack each. */
typedef struct {
  guint n_lines;
  guint n_missing[N_TRACES];
} Usage;

typedef struct {
  TallyAuditContext      *context;
  const TallyAuditInput  *input;
  const TallyAuditPolicy *policy;
  GHashTable             *sheets; /* (owned) (element-type gint64 Usage) */
  GHashTable             *units;  /* (owned) (element-type utf8 Usage): by interned unit code */
} Work;

static gboolean
has_day (const Work      *work,
         const TallyLine *line)
{
  const TallyAuditSheet *sheet = tally_audit_input_find_sheet (work->input, line->sheet_id);

  if (sheet == NULL || !sheet->has_snapshot || line->week_ending == TALLY_DAY_NONE
      || work->policy->today <= line->week_ending + STAMP_DAYS)
    return TRUE;
  return line->snapshot != TALLY_DAY_NONE && tally_week_contains (line->week_ending, line->snapshot);
}

/* Bits of what a line lacks. */
static guint
list_missing (const Work      *work,
              const TallyLine *line)
{
  guint missing = has_day (work, line) ? 0 : 1u << WHEN;

  if (tally_audit_units_is_no_place (line->text[TALLY_FIELD_POLE]))
    missing |= 1u << WHERE;
  if (line->text[TALLY_FIELD_FOREMAN][0] == '\0')
    missing |= 1u << WHO;
  if (line->quantity.coefficient <= 0)
    missing |= 1u << HOW_MUCH;
  if (line->text[TALLY_FIELD_CU][0] == '\0')
    missing |= 1u << WHAT;
  return missing;
}

static void
count_missing (Usage *usage,
               guint  missing)
{
  usage->n_lines++;
  for (guint i = 0; i < N_TRACES; i++)
    usage->n_missing[i] += (missing >> i) & 1;
}

static Usage *
get_sheet (Work   *work,
           gint64  sheet_id)
{
  Usage *usage = g_hash_table_lookup (work->sheets, &sheet_id);

  if (usage == NULL)
    {
      usage = g_new0 (Usage, 1);
      g_hash_table_insert (work->sheets, g_memdup2 (&sheet_id, sizeof sheet_id), usage);
    }
  return usage;
}

static Usage *
get_unit (Work       *work,
          const char *cu)
{
  Usage *usage = g_hash_table_lookup (work->units, cu);

  if (usage == NULL)
    {
      usage = g_new0 (Usage, 1);
      g_hash_table_insert (work->units, (gpointer) cu, usage);
    }
  return usage;
}

static void
count_line (Work            *work,
            const TallyLine *line)
{
  guint missing = list_missing (work, line);

  count_missing (get_sheet (work, line->sheet_id), missing);
  count_missing (get_unit (work, line->text[TALLY_FIELD_CU]), missing);
}

static gboolean
is_usual (gint64 n_others,
          gint64 n_missing)
{
  return PERCENT * n_missing > USUAL_PERCENT * n_others;
}

/* Lines without a unit code are no peers of each other. */
static gboolean
counts (const Usage *sheet,
        const Usage *unit,
        guint        trace)
{
  return !is_usual (sheet->n_lines - 1, sheet->n_missing[trace] - 1)
         && (unit == NULL || !is_usual (unit->n_lines - 1, unit->n_missing[trace] - 1));
}

static void
submit (Work        *work,
        guint        index,
        const Usage *sheet,
        const Usage *unit)
{
  const TallyLine *line = tally_audit_input_get_line (work->input, index);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);
  guint missing = list_missing (work, line);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", line);
  tally_audit_facts_add_int64 (facts, "n_sheet_others", sheet->n_lines - 1);
  tally_audit_facts_add_int64 (facts, "n_unit_others", unit != NULL ? unit->n_lines - 1 : 0);
  for (guint i = 0; i < N_TRACES; i++)
    if (missing & (1u << i))
      {
        TallyAuditFacts *child = tally_audit_facts_append_child (facts, "missing");
        tally_audit_facts_add_text (child, "id", traces[i].id);
        tally_audit_facts_add_int64 (child, "n_sheet_others", sheet->n_missing[i] - 1);
        tally_audit_facts_add_int64 (child, "n_unit_others", unit != NULL ? unit->n_missing[i] - 1 : 0);
      }
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &index, .n_lines = 1,
  });
}

static void
look_at_line (Work  *work,
              guint  index)
{
  const TallyLine *line = tally_audit_input_get_line (work->input, index);
  guint missing = list_missing (work, line), n = 0;
  const Usage *sheet = get_sheet (work, line->sheet_id);
  const Usage *unit = line->text[TALLY_FIELD_CU][0] != '\0' ? get_unit (work, line->text[TALLY_FIELD_CU]) : NULL;

  if (sheet->n_lines <= MIN_OTHERS)
    {
      tally_audit_context_count (work->context, "too-few-lines", 1, line->price_cents);
      return;
    }
  for (guint i = 0; i < N_TRACES; i++)
    if ((missing & (1u << i)) != 0 && counts (sheet, unit, i))
      n++;
  if (n < MIN_MISSING && (missing & (missing - 1)) != 0)
    {
      tally_audit_context_count (work->context, "usually-missing", 1, line->price_cents);
      return;
    }
  tally_audit_context_count (work->context, TALLY_AUDIT_IN_SCOPE, 1, line->price_cents);
  if (n >= MIN_MISSING)
    submit (work, index, sheet, unit);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  g_autoptr (GHashTable) sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) units = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Work work = { context, tally_audit_context_get_input (context), tally_audit_context_get_policy (context), sheets, units };

  for (guint i = 0; i < work.input->lines->len; i++)
    if (tally_audit_input_get_line (work.input, i)->reason == TALLY_REASON_ACCEPTED)
      count_line (&work, tally_audit_input_get_line (work.input, i));
  for (guint i = 0; i < work.input->lines->len; i++)
    if (tally_audit_input_get_line (work.input, i)->reason == TALLY_REASON_ACCEPTED)
      look_at_line (&work, i);
  return !tally_audit_context_is_cancelled (context, error);
}

static const char *
find_title (const char *id)
{
  for (guint i = 0; i < N_TRACES; i++)
    if (strcmp (traces[i].id, id) == 0)
      return traces[i].title;
  return NULL;
}

/* What is missing and seldom is, in words. */
static GPtrArray *
list_titles (const TallyAuditFacts *facts)
{
  GPtrArray *titles = g_ptr_array_new ();
  gint64 n_sheet = tally_audit_facts_get_int64 (facts, "n_sheet_others");
  gint64 n_unit = tally_audit_facts_get_int64 (facts, "n_unit_others");

  for (guint i = 0; i < tally_audit_facts_get_length (facts, "missing"); i++)
    {
      const TallyAuditFacts *child = tally_audit_facts_get_element (facts, "missing", i);
      const char *title = find_title (tally_audit_facts_get_text (child, "id"));
      if (title != NULL && !is_usual (n_sheet, tally_audit_facts_get_int64 (child, "n_sheet_others"))
          && !is_usual (n_unit, tally_audit_facts_get_int64 (child, "n_unit_others")))
        g_ptr_array_add (titles, (gpointer) title);
    }
  return titles;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  g_autoptr (GPtrArray) titles = list_titles (facts);
  guint n = titles->len;
  g_autofree char *list = NULL;
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n < MIN_MISSING || tally_audit_facts_get_int64 (facts, "n_sheet_others") < MIN_OTHERS)
    return FALSE;
  g_ptr_array_add (titles, NULL);
  list = g_strjoinv (" and without ", (char **) titles->pdata);
  if (n == MIN_MISSING)
    judgement->score_micros = TWO_SCORE_MICROS;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (line, "price_cents"), 0);
  judgement->cause = "evidence-missing";
  judgement->sentence = g_strdup_printf (
    "%s is billed for work request %s, week ending %s, without %s",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    tally_audit_facts_get_text (line, "work_request"), tally_audit_facts_get_text (line, "week_ending"), list);
  return TRUE;
}

const TallyAuditDetector tally_detector_ghost_unit = {
  .id = "ghost-unit",
  .code = "D16",
  .title = "Billed without a trace of work",
  .summary = "Does a billed line lack several of the things that only done work leaves behind?",
  .method = "two or more missing of: day of completion in the week, point, foreman, quantity, unit code; what more than 5 % of the "
            "other lines of the sheet or of the unit lack too does not count; 20 other lines of the sheet",
  .source = "independent evidence of performance, ISA 240",
  .version = 1,
  .min_n = MIN_OTHERS,
  .category = TALLY_FINDING_PROCESS,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "ghost",
  .collect = collect,
  .judge = judge,
};
