/* tally-detector-reconciliation.c
 *
 * D46, with the footing of D08: sums that must agree: of rows against workbooks, of workbooks against what was
 * uploaded.
 * Statistic: lines and cents that there are against those that there should be. Threshold: any difference; the
 * tolerance is 0. Minimum n: none. Source: completeness as an assertion (ISA 315), conservation of every row and
 * cent. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-detectors.h"

static gboolean
agrees (const TallyAuditTotal *total)
{
  return total->n_expected == total->n_actual && total->expected_cents == total->actual_cents;
}

static void
submit (TallyAuditContext     *context,
        const TallyAuditTotal *total)
{
  TallyAuditFacts *facts = tally_audit_facts_new ();
  g_autofree char *subject = NULL;
  char week[TALLY_DAY_BUFFER_SIZE];

  tally_day_format_iso (total->week_ending, week, sizeof week);
  subject = g_strjoin ("\x1f", total->name, total->subject, total->work_request, week, NULL);
  tally_audit_facts_add_text (facts, "name", total->name);
  tally_audit_facts_add_text (facts, "subject", total->subject);
  tally_audit_facts_add_text (facts, "work_request", total->work_request);
  tally_audit_facts_add_day (facts, "week_ending", total->week_ending);
  tally_audit_facts_add_int64 (facts, "n_expected", (gint64) total->n_expected);
  tally_audit_facts_add_int64 (facts, "n_actual", (gint64) total->n_actual);
  tally_audit_facts_add_int64 (facts, "expected_cents", total->expected_cents);
  tally_audit_facts_add_int64 (facts, "actual_cents", total->actual_cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .work_request = total->work_request, .week_ending = total->week_ending,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const GArray *totals = tally_audit_context_get_input (context)->totals;

  for (guint i = 0; i < totals->len; i++)
    {
      const TallyAuditTotal *total = &g_array_index (totals, TallyAuditTotal, i);
      tally_audit_context_count (context, TALLY_AUDIT_IN_SCOPE, total->n_expected, total->expected_cents);
      if (!agrees (total))
        submit (context, total);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* "of work request 90000001, week ending 2026-08-16", or of all. */
static char *
dup_place (const TallyAuditFacts *facts)
{
  const char *work_request = tally_audit_facts_get_text (facts, "work_request");
  const char *week = tally_audit_facts_get_text (facts, "week_ending");
  GString *place = g_string_new (NULL);

  if (work_request[0] != '\0')
    g_string_append_printf (place, " of work request %s", work_request);
  if (week[0] != '\0')
    g_string_append_printf (place, "%s week ending %s", place->len > 0 ? "," : " of the", week);
  return g_string_free (place, FALSE);
}

static const char *
get_cause (gint64     n_expected,
           gint64     n_actual,
           TallyMoney expected,
           TallyMoney actual)
{
  if (n_actual != n_expected)
    return n_actual < n_expected ? "lines-missing" : "lines-too-many";
  return actual < expected ? "amount-too-small" : "amount-too-large";
}

/* A difference that is too large for 64 bits is the largest one: it must not pass for none. */
static TallyMoney
get_distance (TallyMoney a,
              TallyMoney b)
{
  TallyMoney distance;

  return __builtin_sub_overflow (MAX (a, b), MIN (a, b), &distance) ? G_MAXINT64 : distance;
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_expected = tally_audit_facts_get_int64 (facts, "n_expected"), n_actual = tally_audit_facts_get_int64 (facts, "n_actual");
  TallyMoney expected = tally_audit_facts_get_int64 (facts, "expected_cents");
  TallyMoney actual = tally_audit_facts_get_int64 (facts, "actual_cents");
  g_autofree char *place = dup_place (facts);
  char money[TALLY_MONEY_BUFFER_SIZE], other_money[TALLY_MONEY_BUFFER_SIZE];

  if (n_expected == n_actual && expected == actual)
    return FALSE;
  judgement->exposure_cents = get_distance (actual, expected);
  judgement->cause = get_cause (n_expected, n_actual, expected, actual);
  judgement->sentence = g_strdup_printf (
    "the sum “%s”%s is %s in %" G_GINT64_FORMAT " lines, %s in %" G_GINT64_FORMAT " lines should be there",
    tally_audit_facts_get_text (facts, "name"), place, tally_money_format_for_people (actual, money, sizeof money), n_actual,
    tally_money_format_for_people (expected, other_money, sizeof other_money), n_expected);
  return TRUE;
}

const TallyAuditDetector tally_detector_reconciliation = {
  .id = "reconciliation",
  .code = "D46",
  .title = "Sums that don't agree",
  .summary = "Do rows, workbooks and what was uploaded have the same lines and cents?",
  .method = "lines and cents that there are against those that there should be, of each sum; tolerance 0",
  .source = "completeness, ISA 315; footing",
  .version = 1,
  .category = TALLY_FINDING_SYSTEM,
  .severity = TALLY_RISK_CRITICAL,
  .kind = TALLY_AUDIT_RULE,
  .family = "reconciliation",
  .collect = collect,
  .judge = judge,
};
