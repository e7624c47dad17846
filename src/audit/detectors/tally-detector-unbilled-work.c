/* tally-detector-unbilled-work.c
 *
 * D15: completed work that no workbook ever showed.
 * Statistic: completed lines without a price, and billed ones that were never published, by work request and
 * week. Threshold: 14 days after the week's end (a line that was written since: after that); a line without a
 * price counts if its unit costs something by the rates, else if at least four in five of the lines of its
 * unit code, and five, have a price. Minimum n: none with rates, else 5. Source: unbilled work in audits of
 * unit-price contracts; two billing cycles. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-reversals.h"
#include "tally-audit-units.h"
#include "tally-detectors.h"

#define MIN_AGE_DAYS 14
#define MIN_PRICED 5
#define MIN_PRICED_PERCENT 80
#define PERCENT 100
#define BY (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING))

/* How often lines of one unit code and kind of work have a price. */
typedef struct {
  const char *cu;        /* interned */
  const char *work_type; /* interned */
  guint       n_priced;
  guint       n_unpriced;
} Usage;

typedef struct {
  TallyAuditContext      *context;
  const TallyAuditInput  *input;
  const TallyAuditPolicy *policy;
  GHashTable             *usages;     /* (owned) (element-type Usage Usage) */
  TallyDay                first_week; /* that was ever published */
  GArray                 *lines;      /* (owned) guint: unbilled ones */
} Work;

static guint
hash_usage (gconstpointer data)
{
  const Usage *usage = data;

  return g_direct_hash (usage->cu) * 31 + g_direct_hash (usage->work_type);
}

static gboolean
equal_usages (gconstpointer a,
              gconstpointer b)
{
  const Usage *usage_a = a, *usage_b = b;

  return usage_a->cu == usage_b->cu && usage_a->work_type == usage_b->work_type;
}

static Usage *
get_usage (Work            *work,
           const TallyLine *line)
{
  const Usage wanted = { line->text[TALLY_FIELD_CU], line->text[TALLY_FIELD_WORK_TYPE], 0, 0 };
  Usage *usage = g_hash_table_lookup (work->usages, &wanted);

  if (usage == NULL)
    {
      usage = g_memdup2 (&wanted, sizeof wanted);
      g_hash_table_add (work->usages, usage);
    }
  return usage;
}

static gboolean
is_unpriced (const TallyLine *line)
{
  return line->reason == TALLY_REASON_NO_PRICE && line->completed;
}

static void
count_usages (Work *work)
{
  for (guint i = 0; i < work->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (work->input, i);
      if (line->reason == TALLY_REASON_ACCEPTED)
        get_usage (work, line)->n_priced++;
      else if (is_unpriced (line))
        get_usage (work, line)->n_unpriced++;
    }
}

static TallyDay
find_first_week (const TallyAuditInput *input)
{
  TallyDay first = TALLY_DAY_NONE;

  for (guint i = 0; i < input->published->len; i++)
    {
      TallyDay week = g_array_index (input->published, TallyAuditPublished, i).week_ending;
      first = first == TALLY_DAY_NONE ? week : MIN (first, week);
    }
  return first;
}

/* What the rates say of a line: %FALSE if nothing. */
static gboolean
find_expected (const Work      *work,
               const TallyLine *line,
               TallyMoney      *out_cents)
{
  const TallyAuditSheet *sheet = tally_audit_input_find_sheet (work->input, line->sheet_id);
  TallyDay day = line->snapshot != TALLY_DAY_NONE ? line->snapshot : line->week_ending;
  const TallyRate *rate = NULL;

  if (work->input->rates != NULL && sheet != NULL && sheet->contract[0] != '\0')
    rate = tally_rate_table_find (work->input->rates, line->text[TALLY_FIELD_CU],
                                  tally_work_kind_parse (line->text[TALLY_FIELD_WORK_TYPE]), sheet->contract, day);
  return rate != NULL && tally_money_multiply (rate->rate, line->quantity, out_cents);
}

static const char *
find_reason_unpriced (Work            *work,
                      const TallyLine *line)
{
  const Usage *usage = get_usage (work, line);
  guint n_others = usage->n_priced + usage->n_unpriced - 1;
  TallyMoney expected;

  if (line->text[TALLY_FIELD_CU][0] == '\0')
    return "no-unit";
  if (line->quantity.coefficient <= 0)
    return "no-quantity";
  if (find_expected (work, line, &expected))
    return expected > 0 ? NULL : "not-paid-for";
  if (usage->n_priced < MIN_PRICED || PERCENT * usage->n_priced < MIN_PRICED_PERCENT * n_others)
    return "seldom-priced";
  return NULL;
}

/* What was billed before this program's time left no trace. */
static const char *
find_reason_unpublished (const Work      *work,
                         const TallyLine *line)
{
  if (work->first_week == TALLY_DAY_NONE || line->week_ending < work->first_week)
    return "before-first-publication";
  if (tally_audit_policy_get_local_day (work->policy, line->modified_utc_usec) + MIN_AGE_DAYS >= work->policy->today)
    return "recent";
  return NULL;
}

/* Why a line that is unbilled is not looked at, %NULL if it is. */
static const char *
find_reason (Work  *work,
             guint  index)
{
  const TallyLine *line = tally_audit_input_get_line (work->input, index);
  const TallyAuditSheet *sheet = tally_audit_input_find_sheet (work->input, line->sheet_id);

  if (sheet != NULL && sheet->is_lost)
    return "sheet-not-read";
  if (tally_audit_reversals_find (tally_audit_reversals_get (work->context), index, NULL))
    return "reversed";
  if (line->week_ending == TALLY_DAY_NONE)
    return "no-week";
  if (line->week_ending + MIN_AGE_DAYS >= work->policy->today)
    return "recent";
  return is_unpriced (line) ? find_reason_unpriced (work, line) : find_reason_unpublished (work, line);
}

static void
look_at_line (Work  *work,
              guint  index)
{
  const TallyLine *line = tally_audit_input_get_line (work->input, index);
  gboolean is_billed = line->reason == TALLY_REASON_ACCEPTED;
  guint n_published = 0;
  const char *reason;

  if (!is_billed && !is_unpriced (line))
    return;
  if (is_billed)
    tally_audit_input_list_published (work->input, line->sheet_id, line->row_id, &n_published);
  reason = n_published > 0 ? NULL : find_reason (work, index);
  tally_audit_context_count (work->context, reason != NULL ? reason : TALLY_AUDIT_IN_SCOPE, 1, line->price_cents);
  if (n_published == 0 && reason == NULL)
    g_array_append_val (work->lines, index);
}

/* What the lines of one work request and week come to. */
typedef struct {
  guint      n_unpriced;
  guint      n_unpublished;
  guint      n_without_rate;
  TallyMoney expected_cents;
  TallyMoney own_cents;
} Sum;

static Sum
add_up (const Work  *work,
        const guint *lines,
        guint        n_lines)
{
  Sum sum = { 0 };

  for (guint i = 0; i < n_lines; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (work->input, lines[i]);
      TallyMoney expected = 0;
      if (!is_unpriced (line))
        {
          sum.n_unpublished++;
          sum.own_cents += line->price_cents;
          continue;
        }
      sum.n_unpriced++;
      if (find_expected (work, line, &expected))
        sum.expected_cents += expected;
      else
        sum.n_without_rate++;
    }
  return sum;
}

static void
submit (const Work  *work,
        const guint *lines,
        guint        n_lines)
{
  const TallyLine *first = tally_audit_input_get_line (work->input, lines[0]);
  g_autofree char *subject = tally_audit_units_dup_subject ("unbilled", first, BY);
  TallyAuditFacts *facts = tally_audit_facts_new ();
  Sum sum = add_up (work, lines, n_lines);

  tally_audit_facts_add_text (facts, "work_request", first->text[TALLY_FIELD_WORK_REQUEST]);
  tally_audit_facts_add_day (facts, "week_ending", first->week_ending);
  tally_audit_facts_add_day (facts, "today", work->policy->today);
  tally_audit_facts_add_int64 (facts, "n_unpriced", sum.n_unpriced);
  tally_audit_facts_add_int64 (facts, "n_unpublished", sum.n_unpublished);
  tally_audit_facts_add_int64 (facts, "n_without_rate", sum.n_without_rate);
  tally_audit_facts_add_int64 (facts, "expected_cents", sum.expected_cents);
  tally_audit_facts_add_int64 (facts, "own_cents", sum.own_cents);
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

static void
submit_all (const Work *work)
{
  g_autoptr (GArray) sorted = tally_audit_units_sort (work->input, (const guint *) (gconstpointer) work->lines->data,
                                                      work->lines->len, BY);

  for (guint start = 0, end; start < sorted->len; start = end)
    {
      end = tally_audit_units_get_end (work->input, sorted, start, BY);
      submit (work, &g_array_index (sorted, guint, start), end - start);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  g_autoptr (GHashTable) usages = g_hash_table_new_full (hash_usage, equal_usages, g_free, NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Work work = { .context = context, .input = tally_audit_context_get_input (context), .policy = tally_audit_context_get_policy (context) };

  work.usages = usages;
  work.lines = lines;
  work.first_week = find_first_week (work.input);
  count_usages (&work);
  for (guint i = 0; i < work.input->lines->len; i++)
    look_at_line (&work, i);
  submit_all (&work);
  return !tally_audit_context_is_cancelled (context, error);
}

static char *
dup_missing (const TallyAuditFacts *facts)
{
  gint64 n_unpriced = tally_audit_facts_get_int64 (facts, "n_unpriced");
  gint64 n_unpublished = tally_audit_facts_get_int64 (facts, "n_unpublished");
  g_autofree char *unpriced = g_strdup_printf ("%" G_GINT64_FORMAT " without a price", n_unpriced);
  g_autofree char *unpublished = g_strdup_printf ("%" G_GINT64_FORMAT " in no workbook", n_unpublished);

  if (n_unpriced == 0)
    return g_steal_pointer (&unpublished);
  if (n_unpublished == 0)
    return g_steal_pointer (&unpriced);
  return g_strconcat (unpriced, " and ", unpublished, NULL);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  TallyMoney expected = tally_audit_facts_get_int64 (facts, "expected_cents");
  TallyMoney own = tally_audit_facts_get_int64 (facts, "own_cents");
  gint64 n_unpriced = tally_audit_facts_get_int64 (facts, "n_unpriced");
  gint64 n_unpublished = tally_audit_facts_get_int64 (facts, "n_unpublished");
  gint64 n_days = (gint64) tally_audit_facts_get_day (facts, "today") - tally_audit_facts_get_day (facts, "week_ending");
  gint64 n_without_rate = tally_audit_facts_get_int64 (facts, "n_without_rate");
  g_autofree char *missing = dup_missing (facts);
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n_days <= MIN_AGE_DAYS || n_unpriced + n_unpublished == 0)
    return FALSE;
  judgement->exposure_cents = MAX (expected + own, 0);
  judgement->cause = n_unpublished > 0 ? "never-published" : "no-price";
  judgement->sentence = g_strdup_printf (
    "completed work of work request %s, week ending %s, is not billed after %" G_GINT64_FORMAT " days: %s; %s%s",
    tally_audit_facts_get_text (facts, "work_request"), tally_audit_facts_get_text (facts, "week_ending"), n_days, missing,
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    n_without_rate > 0 ? " and what has no rate" : "");
  return TRUE;
}

const TallyAuditDetector tally_detector_unbilled_work = {
  .id = "unbilled-work",
  .code = "D15",
  .title = "Completed and not billed",
  .summary = "Is there completed work that no workbook ever showed?",
  .method = "completed lines without a price whose unit costs something (by the rates, else by four in five of its lines), and lines "
            "that were never published, more than 14 days after the week's end, by work request and week",
  .source = "unbilled work in audits of unit-price contracts",
  .version = 1,
  .category = TALLY_FINDING_PROCESS,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_RULE,
  .family = "unbilled",
  .collect = collect,
  .judge = judge,
};
