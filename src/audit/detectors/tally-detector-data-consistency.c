/* tally-detector-data-consistency.c
 *
 * Values that are missing or can't be read, by work request, week and kind: one finding for all lines, not one
 * for each; what takes back another line is none of them. What is odd is what the one parser of billing noted
 * of the line. Threshold: one line. Minimum n: none. Source: field checks of the predecessor (billing 1.13.1). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-audit-reversals.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING))

/* How likely money is wrong: a price that can't be checked, a form that was not kept, work that is not billed. */
#define UNCHECKED (3 * TALLY_FINDING_SCORE_ONE / 10)
#define FORMAL (TALLY_FINDING_SCORE_ONE / 50)
#define UNBILLED TALLY_FINDING_SCORE_ONE

/* What may be odd: an issue of a billed line, or the reason why a line is not billed. */
typedef struct {
  const char  *id;
  TallyIssue   issue;
  TallyReason  reason;
  gint64       score_micros;
  const char  *text;
} Kind;

static const Kind kinds[] = {
  { "no-quantity", TALLY_ISSUE_NO_QUANTITY, TALLY_REASON_ACCEPTED, UNCHECKED, "the quantity is missing" },
  { "bad-quantity", TALLY_ISSUE_BAD_QUANTITY, TALLY_REASON_ACCEPTED, UNCHECKED, "the quantity is no number" },
  { "not-positive", TALLY_ISSUE_NOT_POSITIVE_QUANTITY, TALLY_REASON_ACCEPTED, UNCHECKED, "the quantity is zero or negative" },
  { "no-unit", TALLY_ISSUE_NO_CU, TALLY_REASON_ACCEPTED, UNCHECKED, "the unit code is missing" },
  { "stale-link", TALLY_ISSUE_STALE_LINK, TALLY_REASON_ACCEPTED, UNCHECKED, "a value comes through a broken cell link" },
  { "rounded-price", TALLY_ISSUE_ROUNDED_PRICE, TALLY_REASON_ACCEPTED, FORMAL, "the price has fractions of a cent" },
  { "no-foreman", TALLY_ISSUE_NO_FOREMAN, TALLY_REASON_ACCEPTED, FORMAL, "the foreman is missing" },
  { "odd-work-request", TALLY_ISSUE_ODD_WORK_REQUEST, TALLY_REASON_ACCEPTED, FORMAL, "the work request is not of eight digits" },
  { "bad-snapshot", TALLY_ISSUE_BAD_SNAPSHOT, TALLY_REASON_ACCEPTED, FORMAL, "the completion day is no day" },
  { "irregular-week", TALLY_ISSUE_IRREGULAR_WEEK, TALLY_REASON_ACCEPTED, FORMAL, "the week does not end on a Sunday" },
  { "no-unit-match", 0, TALLY_REASON_NO_CU_MATCH, UNBILLED, "not billed, the unit code is a look-up error" },
  { "bad-week", 0, TALLY_REASON_BAD_WEEK, UNBILLED, "not billed, the week is no day" },
  { "negative-price", 0, TALLY_REASON_NEGATIVE_PRICE, UNBILLED, "not billed, the price is negative" },
  { "foreign-price", 0, TALLY_REASON_FOREIGN_PRICE, UNBILLED, "not billed, the price is in a form that is not guessed" },
  { "not-finite-price", 0, TALLY_REASON_NOT_FINITE_PRICE, UNBILLED, "not billed, the price is not finite" },
  { "huge-price", 0, TALLY_REASON_HUGE_PRICE, UNBILLED, "not billed, the price is beyond a billion dollars" },
  { "bad-work-request", 0, TALLY_REASON_BAD_WORK_REQUEST, UNBILLED, "not billed, the work request is an error text" },
  { "clash", 0, TALLY_REASON_CLASH, UNBILLED, "not billed, different work requests look the same" },
};

static gboolean
is_of_kind (const Kind      *kind,
            const TallyLine *line)
{
  return line->reason == kind->reason && (kind->reason != TALLY_REASON_ACCEPTED || (line->issues & kind->issue) != 0);
}

static gboolean
is_odd (const TallyLine *line,
        gpointer         data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_of_kind (&kinds[i], line))
      return TRUE;
  return FALSE;
}

static void
submit (TallyAuditContext *context,
        const Kind        *kind,
        const guint       *group,
        guint              n_group)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditReversals *reversals = tally_audit_reversals_get (context);
  const TallyLine *first = tally_audit_input_get_line (input, group[0]);
  g_autofree char *subject = g_strdup_printf ("%s\x1f%s\x1f%u", kind->id, first->text[TALLY_FIELD_WORK_REQUEST], first->week_ending);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  TallyAuditFacts *facts;
  TallyMoney cents = 0;

  for (guint i = 0; i < n_group; i++)
    if (is_of_kind (kind, tally_audit_input_get_line (input, group[i])) && !tally_audit_reversals_find (reversals, group[i], NULL))
      {
        g_array_append_val (lines, group[i]);
        cents += ABS (tally_audit_input_get_line (input, group[i])->price_cents);
      }
  if (lines->len == 0)
    return;
  facts = tally_audit_facts_new ();
  tally_audit_facts_add_text (facts, "kind", kind->id);
  tally_audit_facts_add_text (facts, "work_request", first->text[TALLY_FIELD_WORK_REQUEST]);
  tally_audit_facts_add_day (facts, "week_ending", first->week_ending);
  tally_audit_facts_add_int64 (facts, "n_lines", lines->len);
  tally_audit_facts_add_int64 (facts, "price_cents", cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gconstpointer) lines->data, .n_lines = lines->len,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, BY, is_odd, NULL);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      gboolean is_in_scope = line->reason == TALLY_REASON_ACCEPTED || is_odd (line, NULL);
      tally_audit_context_count (context, is_in_scope ? TALLY_AUDIT_IN_SCOPE : "not-billed", 1, line->price_cents);
    }
  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        submit (context, &kinds[j], lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static const Kind *
find_kind (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const Kind *kind = find_kind (tally_audit_facts_get_text (facts, "kind"));
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  const char *week = tally_audit_facts_get_text (facts, "week_ending");
  const char *work_request = tally_audit_facts_get_text (facts, "work_request");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (kind == NULL || n_lines < 1)
    return FALSE;
  judgement->score_micros = kind->score_micros;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "price_cents"), 0);
  judgement->cause = kind->id;
  judgement->sentence = g_strdup_printf ("%" G_GINT64_FORMAT " line%s of work request %s, week %s, of %s: %s", n_lines,
    n_lines == 1 ? "" : "s", work_request[0] != '\0' ? work_request : "(none)", week[0] != '\0' ? week : "(none)",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money), kind->text);
  return TRUE;
}

const TallyAuditDetector tally_detector_data_consistency = {
  .id = "data-consistency",
  .code = "C1",
  .title = "Data consistency",
  .summary = "Are values missing, or not to be read?",
  .method = "what the parser noted of the lines of a work request and week, each kind once",
  .source = "field checks of the predecessor",
  .version = 1,
  .category = TALLY_FINDING_DATA_QUALITY,
  .severity = TALLY_RISK_MEDIUM,
  .kind = TALLY_AUDIT_RULE,
  .family = "data",
  .collect = collect,
  .judge = judge,
};
