/* tally-detector-exact-duplicate.c
 *
 * D09: the same units billed twice by equal lines.
 * Statistic: lines of one work request, pole, unit, kind of work, quantity, day and week.
 * Threshold: two or more. Minimum n: none. Source: duplicate tests as in IDEA and ACL ("same, same, same").
 * Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-groups.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_POLE) \
            | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE) \
            | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT) \
            | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING))

/* Without a point and a unit, equal lines are no sign of equal work. */
static gboolean
says_what_and_where (const TallyLine *line)
{
  return line->text[TALLY_FIELD_POLE][0] != '\0' && line->text[TALLY_FIELD_CU][0] != '\0';
}

static void
submit (TallyAuditContext *context,
        const guint       *lines,
        guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *first = tally_audit_input_get_line (input, lines[0]);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, first->sheet_id, first->row_id);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", first);
  tally_audit_facts_add_int64 (facts, "n_lines", n_lines);
  for (guint i = 0; i < n_lines; i++)
    tally_audit_facts_append_int64 (facts, "prices_cents", tally_audit_input_get_line (input, lines[i])->price_cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, BY, NULL, NULL);

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      const TallyLine *line = tally_audit_input_get_line (input, lines[0]);
      gboolean is_in_scope = says_what_and_where (line);
      tally_audit_context_count (context, is_in_scope ? TALLY_AUDIT_IN_SCOPE : "no-point-or-unit", n_lines, line->price_cents * n_lines);
      if (is_in_scope && n_lines > 1)
        submit (context, lines, n_lines);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* All but one of them may be one too many; the cheapest is the one that stays. */
static TallyMoney
sum_but_cheapest (const TallyAuditFacts *facts,
                  guint                  n)
{
  TallyMoney sum = 0, cheapest = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    {
      TallyMoney price = tally_audit_facts_get_number (facts, "prices_cents", i);
      sum += price;
      cheapest = MIN (cheapest, price);
    }
  return sum - cheapest;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  guint n = tally_audit_facts_get_length (facts, "prices_cents");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n < 2)
    return FALSE;
  judgement->exposure_cents = sum_but_cheapest (facts, n);
  judgement->cause = "entered-twice";
  judgement->sentence = g_strdup_printf ("%u equal lines bill %s × %s at point %s on %s: %s may be billed twice", n,
    tally_audit_facts_get_text (line, "quantity"), tally_audit_facts_get_text (line, "cu"),
    tally_audit_facts_get_text (line, "pole"), tally_audit_facts_get_text (line, "snapshot"),
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_exact_duplicate = {
  .id = "exact-duplicate",
  .code = "D09",
  .title = "Exact duplicate",
  .summary = "Are the same units billed by two equal lines?",
  .method = "lines of one work request, point, unit, kind of work, quantity, day and week; two or more",
  .source = "same-same-same test of audit software",
  .version = 1,
  .category = TALLY_FINDING_DUPLICATE,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "duplicate",
  .collect = collect,
  .judge = judge,
};
