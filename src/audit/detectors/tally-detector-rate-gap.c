/* tally-detector-rate-gap.c
 *
 * D07, of the table: a unit that a contract does not list is billed as a rule.
 * Statistic: lines and work requests that bill it. Threshold: 10 lines of 3 work requests; the contract must list
 * 80 % of the units and lines that follow it. Minimum n: those. Exposure: none is claimed, since the table and not
 * the bill lacks something. Source: incident 48 of the predecessor (silent fall-through of rates). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-rate-gaps.h"
#include "tally-detectors.h"

/* Lines that the finding names; all of them are counted. */
#define MAX_LINES 20

static void
submit (TallyAuditContext       *context,
        const TallyAuditRateGap *gap)
{
  g_autofree char *subject = g_strdup_printf ("%s|%s", gap->contract, gap->cu);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_text (facts, "contract", gap->contract);
  tally_audit_facts_add_text (facts, "cu", gap->cu);
  tally_audit_facts_add_int64 (facts, "n_lines", gap->lines->len);
  tally_audit_facts_add_int64 (facts, "n_requests", gap->n_requests);
  tally_audit_facts_add_int64 (facts, "billed_cents", gap->cents);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = (const guint *) (gpointer) gap->lines->data,
    .n_lines = MIN (gap->lines->len, MAX_LINES), .work_request = "",
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  GPtrArray *gaps = tally_audit_rate_gaps_list (context);

  for (guint i = 0; i < gaps->len; i++)
    {
      const TallyAuditRateGap *gap = gaps->pdata[i];
      tally_audit_context_count (context, TALLY_AUDIT_IN_SCOPE, gap->lines->len, gap->cents);
      submit (context, gap);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  gint64 n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  gint64 n_requests = tally_audit_facts_get_int64 (facts, "n_requests");
  char money[TALLY_MONEY_BUFFER_SIZE];

  if (n_lines < TALLY_AUDIT_RATE_GAP_MIN_LINES || n_requests < TALLY_AUDIT_RATE_GAP_MIN_REQUESTS)
    return FALSE;
  judgement->cause = "table-lacks-unit";
  judgement->sentence = g_strdup_printf ("contract %s does not list %s, which %" G_GINT64_FORMAT " lines of %" G_GINT64_FORMAT
    " work requests bill with %s in all: their prices are not audited", tally_audit_facts_get_text (facts, "contract"),
    tally_audit_facts_get_text (facts, "cu"), n_lines, n_requests,
    tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "billed_cents"), money, sizeof money));
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_gap = {
  .id = "rate-gap",
  .code = "D07",
  .title = "Unit that the price list lacks",
  .summary = "Does the contract's price list lack a unit that is billed as a rule?",
  .method = "10 lines or more of 3 work requests or more bill a unit that the contract does not list, though it lists 80 % of the "
            "units and lines that follow it",
  .source = "features D07; silent fall-through of rates",
  .version = 1,
  .min_n = TALLY_AUDIT_RATE_GAP_MIN_LINES,
  .category = TALLY_FINDING_MASTER_DATA,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_RULE,
  .family = "rate-table",
  .collect = collect,
  .judge = judge,
};
