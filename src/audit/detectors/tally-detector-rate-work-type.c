/* tally-detector-rate-work-type.c
 *
 * D03: the price of another kind of work of the same unit.
 * Statistic: quantity × the unit's rate for each other kind of work, of the same contract on the same day.
 * Threshold: within the greater of $0.02 and 0.5 %, while the right rate is not. Minimum n: none.
 * Source: rate audit of the predecessor (scope, tolerance), its substring error between kinds of work.
 * Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

/* What another kind of work costs; NULL if it is the line's own, or has no price. */
static const TallyRate *
find_other (const TallyAuditInput     *input,
            const TallyAuditRateEntry *entry,
            guint                      work)
{
  const char *cu = tally_audit_input_get_line (input, entry->line)->text[TALLY_FIELD_CU];
  const TallyRate *other = tally_rate_table_find (input->rates, cu, work, entry->contract, entry->day);

  return work != entry->work && other != NULL && other->rate.coefficient != 0 ? other : NULL;
}

static gboolean
can_explain (const TallyAuditRatePrice *price,
             const TallyAuditInput     *input,
             const TallyAuditRateEntry *entry)
{
  for (guint work = TALLY_WORK_INSTALL; work < TALLY_N_WORK_KINDS; work++)
    {
      const TallyRate *other = find_other (input, entry, work);
      if (other != NULL && tally_audit_rate_case_fits_rate (price, other->rate))
        return TRUE;
    }
  return FALSE;
}

static void
add_facts (TallyAuditFacts           *facts,
           const TallyAuditInput     *input,
           const TallyAuditRateEntry *entry)
{
  for (guint work = TALLY_WORK_INSTALL; work < TALLY_N_WORK_KINDS; work++)
    {
      const TallyRate *other = find_other (input, entry, work);
      if (other != NULL)
        tally_audit_rate_case_add_rate (facts, "others", other);
    }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  return tally_audit_rate_case_collect (context, &(TallyAuditRateExplainer) { can_explain, add_facts }, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  guint n = tally_audit_facts_get_length (facts, "others");
  TallyAuditRatePrice price;

  if (!tally_audit_rate_case_read (facts, &price))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const TallyAuditFacts *other = tally_audit_facts_get_element (facts, "others", i);
      TallyDecimal rate = tally_audit_facts_get_decimal (other, "rate");
      g_autofree char *text = tally_audit_rate_case_dup_rate (rate);
      g_autofree char *explanation = g_strdup_printf (" for %s; the price fits %s at %s", tally_audit_facts_get_text (facts, "work"),
                                                      tally_audit_facts_get_text (other, "work"), text);
      if (!tally_audit_rate_case_fits_rate (&price, rate))
        continue;
      tally_audit_rate_case_judge (judgement, &price, "wrong-work-type", explanation);
      return TRUE;
    }
  return FALSE;
}

const TallyAuditDetector tally_detector_rate_work_type = {
  .id = "rate-work-type",
  .code = "D03",
  .title = "Rate of another kind of work",
  .summary = "Is the price that of another kind of work of the same unit?",
  .method = "quantity × the rate of each other kind of work, within the greater of $0.02 and 0.5 %, while the right rate is not",
  .source = "rate audit of the predecessor; features D03",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
