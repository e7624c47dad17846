/* tally-detector-deleted-after-billing.c
 *
 * D34: a row that a workbook showed is gone from its sheet.
 * Statistic: rows of workbooks without a line, whose going a run noticed after that and after the end of the week.
 * Threshold: any; but not where a row of the same work request, week, quantity and price appeared that was not
 * billed before: it was moved. Minimum n: none. Source: AS 2401 .61 (entries made after the close). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-detectors.h"

/* A row is often copied first and deleted later: both may be billed for so long. */
#define TWINS_USEC G_TIME_SPAN_DAY

/* What is kept of billed rows and lines that may stand in for them. */
typedef struct {
  TallyAuditContext      *context;
  const TallyAuditInput  *input;
  const TallyAuditPolicy *policy;
  GHashTable             *spare;  /* (owned) (nullable) key → when its lines were first published; made when needed */
} Work;

static char *
dup_key (const char   *work_request,
         TallyDay      week_ending,
         TallyDecimal  quantity,
         TallyMoney    price_cents)
{
  return g_strdup_printf ("%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "e%d %s", week_ending, price_cents,
                          quantity.coefficient, quantity.exponent, work_request);
}

/* When lines of each key were first published, 0 = not yet: one that is gone may stand here again as another
 * row. */
static GHashTable *
list_spare (const Work *work)
{
  GHashTable *spare = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < work->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (work->input, i);
      guint n;
      const TallyAuditPublished *published = tally_audit_input_list_published (work->input, line->sheet_id, line->row_id, &n);
      gint64 first_utc_usec = n > 0 ? published[0].published_utc_usec : 0;
      g_autofree char *key = NULL;
      GArray *times;
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      key = dup_key (line->text[TALLY_FIELD_WORK_REQUEST], line->week_ending, line->quantity, line->price_cents);
      times = g_hash_table_lookup (spare, key);
      if (times == NULL)
        g_hash_table_insert (spare, g_steal_pointer (&key), times = g_array_new (FALSE, FALSE, sizeof (gint64)));
      g_array_append_val (times, first_utc_usec);
    }
  return spare;
}

/* Each line that was not billed before the row went stands in for one row. */
static gboolean
take_spare (Work                      *work,
            const TallyAuditPublished *row,
            const TallyLineChange     *going)
{
  g_autofree char *key = dup_key (row->work_request, row->week_ending, row->quantity, row->price_cents);
  GArray *times;

  if (work->spare == NULL)
    work->spare = list_spare (work);
  times = g_hash_table_lookup (work->spare, key);
  for (guint i = 0; times != NULL && i < times->len; i++)
    {
      gint64 first_utc_usec = g_array_index (times, gint64, i);
      if (first_utc_usec != 0 && first_utc_usec < going->noticed_utc_usec - TWINS_USEC)
        continue;
      g_array_remove_index (times, i);
      return TRUE;
    }
  return FALSE;
}

/* When a run noticed that the row was gone; %NULL if none did. */
static const TallyLineChange *
find_going (const Work                *work,
            const TallyAuditPublished *row)
{
  const TallyLineChange *going = NULL;
  guint n;
  const TallyLineChange *changes = tally_audit_input_list_changes (work->input, row->sheet_id, row->row_id, &n);

  for (guint i = 0; i < n; i++)
    if (changes[i].kind == TALLY_LINE_CHANGE_GONE && (going == NULL || changes[i].noticed_utc_usec > going->noticed_utc_usec))
      going = &changes[i];
  return going;
}

/* Why it is not looked at, or %NULL. */
static const char *
find_reason (Work                      *work,
             const TallyAuditPublished *row,
             const TallyLineChange     *going)
{
  const TallyAuditSheet *sheet = tally_audit_input_find_sheet (work->input, row->sheet_id);

  if (sheet == NULL)
    return "sheet-not-configured";
  if (sheet->is_lost)
    return "sheet-lost";
  if (going == NULL || going->noticed_utc_usec <= row->published_utc_usec)
    return "going-not-noticed";
  if (tally_audit_policy_get_local_day (work->policy, going->noticed_utc_usec) <= row->week_ending)
    return "week-running";
  return take_spare (work, row, going) ? "moved-to-another-row" : NULL;
}

static void
submit (const Work                *work,
        const TallyAuditPublished *row,
        const TallyLineChange     *going)
{
  const TallyFindingLine place = { row->sheet_id, row->row_id, 0 };
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, row->sheet_id, row->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_int64 (facts, "sheet_id", row->sheet_id);
  tally_audit_facts_add_int64 (facts, "row_id", row->row_id);
  tally_audit_facts_add_text (facts, "work_request", row->work_request);
  tally_audit_facts_add_day (facts, "billed_week", row->week_ending);
  tally_audit_facts_add_day (facts, "billed_day", tally_audit_policy_get_local_day (work->policy, row->published_utc_usec));
  tally_audit_facts_add_int64 (facts, "billed_cents", row->price_cents);
  tally_audit_facts_add_decimal (facts, "quantity", row->quantity);
  tally_audit_facts_add_int64 (facts, "noticed_utc_usec", going->noticed_utc_usec);
  tally_audit_facts_add_day (facts, "noticed_day", tally_audit_policy_get_local_day (work->policy, going->noticed_utc_usec));
  tally_audit_context_submit (work->context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .gone = &place, .n_gone = 1, .work_request = row->work_request,
    .week_ending = row->week_ending,
  });
}

static void
look_at (Work                      *work,
         const TallyAuditPublished *row)
{
  const TallyLineChange *going = find_going (work, row);
  const char *reason = find_reason (work, row, going);

  tally_audit_context_count (work->context, reason != NULL ? reason : TALLY_AUDIT_IN_SCOPE, 1, row->price_cents);
  if (reason == NULL)
    submit (work, row, going);
}

static gboolean
is_same_row (const TallyAuditPublished *a,
             const TallyAuditPublished *b)
{
  return a->sheet_id == b->sheet_id && a->row_id == b->row_id;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  Work work = { context, tally_audit_context_get_input (context), tally_audit_context_get_policy (context), NULL };
  const GArray *published = work.input->published;

  for (guint i = 0; i < published->len; i++)
    {
      const TallyAuditPublished *row = &g_array_index (published, TallyAuditPublished, i);
      guint index;
      if (i > 0 && is_same_row (row, row - 1))
        continue;
      if (tally_audit_input_find_line (work.input, row->sheet_id, row->row_id, &index))
        tally_audit_context_count (context, TALLY_AUDIT_IN_SCOPE, 1, row->price_cents);
      else
        look_at (&work, row);
    }
  g_clear_pointer (&work.spare, g_hash_table_unref);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  char money[TALLY_MONEY_BUFFER_SIZE];

  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "billed_cents"), 0);
  judgement->cause = "row-deleted";
  judgement->sentence = g_strdup_printf ("A row billed at %s in week %s (published %s) is gone from its sheet; noticed on %s",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    tally_audit_facts_get_text (facts, "billed_week"), tally_audit_facts_get_text (facts, "billed_day"),
    tally_audit_facts_get_text (facts, "noticed_day"));
  return TRUE;
}

const TallyAuditDetector tally_detector_deleted_after_billing = {
  .id = "deleted-after-billing",
  .code = "D34",
  .title = "Deleted after it was billed",
  .summary = "Is a row that a workbook showed gone from its sheet?",
  .method = "rows of workbooks that a run noticed to be gone, after they were published and after the end of their week; not "
            "where an equal row appeared that was not billed before",
  .source = "entries after the close, as in AS 2401",
  .version = 1,
  .category = TALLY_FINDING_AUTHORISATION,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "changed-after-billing",
  .collect = collect,
  .judge = judge,
};
