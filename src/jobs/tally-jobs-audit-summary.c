/* tally-jobs-audit-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-summary.h"

#include "tally-audit-rollup.h"

static void
replace (char       **place,
         const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
add_record (TallyAuditCard          *card,
            const TallyAuditOptions *options)
{
  for (guint i = 0; options != NULL && i < options->n_records; i++)
    if (strcmp (options->records[i].detector, card->detector) == 0)
      {
        card->n_right = options->records[i].n_right;
        card->n_wrong = options->records[i].n_wrong;
      }
}

static TallyAuditCard *
make_card (const TallyAuditScope   *scope,
           const TallyAuditOptions *options)
{
  TallyAuditCard *card = tally_audit_card_new ();

  replace (&card->detector, scope->detector->id);
  replace (&card->code, scope->detector->code);
  replace (&card->title, scope->detector->title);
  replace (&card->method, scope->detector->method);
  card->version = scope->detector->version;
  card->min_n = scope->detector->min_n;
  card->is_trial = scope->is_trial;
  card->is_report = scope->detector->kind == TALLY_AUDIT_REPORT;
  card->n_findings = scope->n_findings;
  card->n_chance = scope->n_chance;
  card->n_excepted = scope->n_excepted;
  add_record (card, options);
  for (guint i = 0; i < scope->counts->len; i++)
    {
      const TallyAuditCount *count = &g_array_index (scope->counts, TallyAuditCount, i);
      TallyAuditReason *reason = g_new0 (TallyAuditReason, 1);
      reason->reason = g_strdup (count->reason);
      reason->n_lines = count->n_lines;
      reason->cents = count->cents;
      g_ptr_array_add (card->reasons, reason);
    }
  return card;
}

static void
count_findings (TallyAudit *audit)
{
  for (guint i = 0; i < audit->findings->len; i++)
    {
      const TallyFinding *finding = audit->findings->pdata[i];
      if (!tally_finding_status_is_open (finding->status))
        continue;
      if (finding->is_trial)
        {
          audit->n_trial++;
          continue;
        }
      audit->n_open++;
      audit->n_new += finding->is_new ? 1 : 0;
      audit->n_by_risk[finding->severity]++;
      audit->n_by_category[finding->category]++;
    }
}

static void
count_lines (TallyAudit            *audit,
             const TallyAuditInput *input)
{
  audit->n_sheets = input->sheets->len;
  audit->n_lines = input->lines->len;
  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (line->reason == TALLY_REASON_ACCEPTED && !tally_money_add (&audit->billed_cents, line->price_cents))
        return; /* beyond 64 bits: the sum stays what it is */
    }
}

/* What could be held against a rate: what the detectors of prices looked at; others of their family look at more. */
static TallyMoney
get_priced (const TallyAuditResult *result)
{
  TallyMoney priced = 0;

  for (guint i = 0; i < result->scopes->len; i++)
    {
      const TallyAuditScope *scope = result->scopes->pdata[i];
      for (guint j = 0; strcmp (scope->detector->id, "rate-mismatch") == 0 && j < scope->counts->len; j++)
        {
          const TallyAuditCount *count = &g_array_index (scope->counts, TallyAuditCount, j);
          if (strcmp (count->reason, TALLY_AUDIT_IN_SCOPE) == 0)
            priced = count->cents;
        }
    }
  return priced;
}

static void
rate (TallyAudit             *audit,
      const TallyAuditPolicy *policy)
{
  g_autoptr (GArray) units = tally_audit_rollup (policy, audit->findings, TALLY_AUDIT_UNIT_ALL);
  const TallyAuditUnit *whole = &g_array_index (units, TallyAuditUnit, 0);

  audit->risk = whole->risk;
  audit->exposure_cents = whole->exposure_cents;
  g_free (audit->reason);
  audit->reason = tally_audit_rollup_dup_reason (whole);
}

TallyAudit *
tally_jobs_audit_summary_new_same (const TallyAudit       *last,
                                   const TallyAuditPolicy *policy,
                                   GPtrArray              *findings)
{
  TallyAudit *audit = tally_audit_new ();

  audit->findings = findings;
  g_ptr_array_unref (audit->cards);
  audit->cards = g_ptr_array_ref (last->cards);
  replace (&audit->rates_fingerprint, last->rates_fingerprint);
  audit->n_sheets = last->n_sheets;
  audit->n_lines = last->n_lines;
  audit->billed_cents = last->billed_cents;
  audit->priced_cents = last->priced_cents;
  count_findings (audit);
  rate (audit, policy);
  return audit;
}

TallyAudit *
tally_jobs_audit_summary_new (const TallyAuditInput   *input,
                              const TallyAuditPolicy  *policy,
                              TallyAuditResult        *result,
                              GPtrArray               *findings,
                              const TallyAuditOptions *options)
{
  TallyAudit *audit = tally_audit_new ();

  audit->findings = findings;
  audit->reports = g_ptr_array_ref (result->reports);
  if (input->rates != NULL)
    replace (&audit->rates_fingerprint, tally_rate_table_get_fingerprint (input->rates));
  for (guint i = 0; i < result->scopes->len; i++)
    g_ptr_array_add (audit->cards, make_card (result->scopes->pdata[i], options));
  count_lines (audit, input);
  count_findings (audit);
  audit->priced_cents = get_priced (result);
  rate (audit, policy);
  return audit;
}
