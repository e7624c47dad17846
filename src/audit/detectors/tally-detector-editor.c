/* tally-detector-editor.c
 *
 * D44: a billed value was written by somebody who is not among the editors.
 * Statistic: who wrote billing fields of a line after a workbook showed it, or after its week was closed, by the
 * history of the cell. Threshold: any address that is not in [audit] editors; automations and links are no people.
 * Minimum n: none. Source: segregation of duties (COSO, principle 10). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-detectors.h"

/* The last writings of one line, which are shown; all are counted. */
#define MAX_SHOWN 20

/* What a row was made with is no change of it. */
static gboolean
is_birth (const TallyLineChange *change)
{
  return change->run_id == 0 && change->old_value[0] == '\0';
}

static gboolean
is_candidate (const TallyAuditBilled *billed,
              const TallyLineChange  *change)
{
  return change->kind == TALLY_LINE_CHANGE_FIELD && !is_birth (change) && tally_audit_policy_is_billing_field (change->field)
         && tally_audit_billed_is_later (billed, change);
}

/* Why a change is none of the rule's, or %NULL. */
static const char *
find_reason (const TallyAuditPolicy *policy,
             const TallyLineChange  *change)
{
  if (!change->is_attributed || change->writer == TALLY_WRITER_UNKNOWN)
    return "not-attributed";
  if (change->writer == TALLY_WRITER_AUTOMATION)
    return "automation";
  if (change->writer == TALLY_WRITER_CELL_LINK)
    return "cell-link";
  return tally_audit_policy_may_edit (policy, change->written_by) ? "editor" : NULL;
}

static void
add_writing (TallyAuditFacts        *facts,
             const TallyAuditPolicy *policy,
             const TallyLineChange  *change)
{
  TallyAuditFacts *child = tally_audit_facts_append_child (facts, "writings");

  tally_audit_facts_add_text (child, "field", tally_field_get_id (change->field));
  tally_audit_facts_add_text (child, "old", change->old_value);
  tally_audit_facts_add_text (child, "new", change->new_value);
  tally_audit_billed_add_writing (child, policy, change);
}

static void
submit (TallyAuditContext      *context,
        const TallyAuditBilled *billed,
        guint                   index,
        TallyAuditFacts        *facts,
        guint                   n_writings)
{
  const TallyLine *line = tally_audit_input_get_line (tally_audit_context_get_input (context), index);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);

  tally_audit_facts_add_int64 (facts, "n_writings", n_writings);
  tally_audit_facts_add_line (facts, "line", line);
  tally_audit_facts_add_int64 (facts, "billed_cents", tally_audit_billed_get_price (billed, line));
  tally_audit_billed_add (billed, facts);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &index, .n_lines = 1,
  });
}

/* Looks at the changes of a line; returns why it is not in scope as a whole, or that it is. */
static const char *
look_at (TallyAuditContext      *context,
         const TallyAuditBilled *billed,
         guint                   index)
{
  g_autoptr (TallyAuditFacts) facts = tally_audit_facts_new ();
  const char *scope = NULL;
  guint n_writings = 0, n_seen = 0;

  for (guint i = 0; i < billed->n_changes; i++)
    {
      const TallyLineChange *change = &billed->changes[i];
      const char *reason;
      if (!is_candidate (billed, change))
        continue;
      reason = find_reason (billed->policy, change);
      scope = reason == NULL || strcmp (reason, "editor") == 0 ? TALLY_AUDIT_IN_SCOPE : scope != NULL ? scope : reason;
      n_writings += reason == NULL;
    }
  for (guint i = 0; n_writings > 0 && i < billed->n_changes; i++)
    {
      const TallyLineChange *change = &billed->changes[i];
      if (is_candidate (billed, change) && find_reason (billed->policy, change) == NULL && n_seen++ + MAX_SHOWN >= n_writings)
        add_writing (facts, billed->policy, change);
    }
  if (n_writings > 0)
    submit (context, billed, index, g_steal_pointer (&facts), n_writings);
  return scope != NULL ? scope : TALLY_AUDIT_IN_SCOPE;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditPolicy *policy = tally_audit_context_get_policy (context);
  gboolean is_off = policy->editors == NULL || policy->editors[0] == NULL;

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      const char *reason = "not-billed";
      TallyAuditBilled billed;
      if (is_off)
        reason = "no-editor-list";
      else if (tally_audit_billed_find (&billed, input, policy, line))
        reason = look_at (context, &billed, i);
      tally_audit_context_count (context, reason, 1, line->price_cents);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static char *
list_fields (const TallyAuditFacts *facts)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < tally_audit_facts_get_length (facts, "writings"); i++)
    {
      const char *field = tally_audit_facts_get_text (tally_audit_facts_get_element (facts, "writings", i), "field");
      if (strstr (words->str, field) == NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", field);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_writings = tally_audit_facts_get_int64 (facts, "n_writings");
  guint n_shown = tally_audit_facts_get_length (facts, "writings");
  g_autofree char *words = list_fields (facts);
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n_writings < 1 || n_shown < 1)
    return FALSE;
  judgement->exposure_cents = MAX (tally_audit_facts_get_int64 (facts, "billed_cents"), 0);
  judgement->cause = "not-an-editor";
  judgement->sentence = g_strdup_printf ("Billed at %s (%s %s), then written %" G_GINT64_FORMAT " time%s from an address that is not "
                                         "among the editors (%s; last on %s)",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    tally_audit_facts_get_text (facts, "billed_as"), tally_audit_facts_get_text (facts, "billed_day"), n_writings,
    n_writings > 1 ? "s" : "", words,
    tally_audit_facts_get_text (tally_audit_facts_get_element (facts, "writings", n_shown - 1), "written_day"));
  return TRUE;
}

const TallyAuditDetector tally_detector_editor = {
  .id = "editor",
  .code = "D44",
  .title = "Written by others than the editors",
  .summary = "Was a billed value written by somebody who is not among the editors?",
  .method = "writings of billing fields after a workbook showed the line, or after its week was closed, by people who are not "
            "in [audit] editors, as the histories of the cells tell",
  .source = "segregation of duties, as in COSO",
  .version = 1,
  .category = TALLY_FINDING_AUTHORISATION,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "editor",
  .collect = collect,
  .judge = judge,
};
