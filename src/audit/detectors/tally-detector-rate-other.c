/* tally-detector-rate-other.c
 *
 * D02: the price of another era, or of another contract.
 * Statistic: quantity × each other rate of the unit and kind of work: of other days, of other contracts.
 * Threshold: within the greater of $0.02 and 0.5 %, while the right rate is not. Minimum n: none.
 * Source: rate audit of the predecessor (scope, tolerance). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-detectors.h"

static const TallyRate *
list_rates (const TallyAuditInput     *input,
            const TallyAuditRateEntry *entry,
            guint                     *out_n_rates)
{
  const char *cu = tally_audit_input_get_line (input, entry->line)->text[TALLY_FIELD_CU];

  return tally_rate_table_list_cu (input->rates, cu, out_n_rates);
}

static gboolean
is_other (const TallyRate           *rate,
          const TallyAuditRateEntry *entry)
{
  return rate->work == entry->work && !rate->is_doubtful && rate->rate.coefficient != 0
         && !tally_decimal_equal (rate->rate, entry->rate->rate);
}

static gboolean
can_explain (const TallyAuditRatePrice *price,
             const TallyAuditInput     *input,
             const TallyAuditRateEntry *entry)
{
  guint n;
  const TallyRate *rates = list_rates (input, entry, &n);

  for (guint i = 0; i < n; i++)
    if (is_other (&rates[i], entry) && tally_audit_rate_case_fits_rate (price, rates[i].rate))
      return TRUE;
  return FALSE;
}

static void
add_facts (TallyAuditFacts           *facts,
           const TallyAuditInput     *input,
           const TallyAuditRateEntry *entry)
{
  guint n, n_added = 0;
  const TallyRate *rates = list_rates (input, entry, &n);

  for (guint i = 0; i < n && n_added < TALLY_AUDIT_RATE_MAX_OTHERS; i++)
    if (is_other (&rates[i], entry))
      {
        tally_audit_rate_case_add_rate (facts, "others", &rates[i]);
        n_added++;
      }
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  return tally_audit_rate_case_collect (context, &(TallyAuditRateExplainer) { can_explain, add_facts }, error);
}

static gboolean
is_own_contract (const TallyAuditFacts *facts,
                 const TallyAuditFacts *other)
{
  return strcmp (tally_audit_facts_get_text (facts, "contract"), tally_audit_facts_get_text (other, "contract")) == 0;
}

/* The first one that the price fits; one of the line's own contract before others. */
static const TallyAuditFacts *
find_fit (const TallyAuditFacts     *facts,
          const TallyAuditRatePrice *price)
{
  guint n = tally_audit_facts_get_length (facts, "others");
  const TallyAuditFacts *fit = NULL;

  for (guint i = 0; i < n; i++)
    {
      const TallyAuditFacts *other = tally_audit_facts_get_element (facts, "others", i);
      if (!tally_audit_rate_case_fits_rate (price, tally_audit_facts_get_decimal (other, "rate")))
        continue;
      if (is_own_contract (facts, other))
        return other;
      if (fit == NULL)
        fit = other;
    }
  return fit;
}

/* "that held until 2026-04-11", "that holds from 2026-04-12 on". */
static char *
dup_days (const TallyAuditFacts *other,
          TallyDay               day)
{
  TallyDay from = tally_audit_facts_get_day (other, "valid_from"), to = tally_audit_facts_get_day (other, "valid_to");
  char text[TALLY_DAY_BUFFER_SIZE];

  if (to != TALLY_DAY_NONE && to < day)
    return g_strdup_printf (" that held until %s", tally_day_format_iso (to, text, sizeof text));
  if (from > day)
    return g_strdup_printf (" that holds from %s on", tally_day_format_iso (from, text, sizeof text));
  return g_strdup ("");
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  TallyAuditRatePrice price;
  const TallyAuditFacts *other;
  g_autofree char *rate = NULL;
  g_autofree char *days = NULL;
  g_autofree char *explanation = NULL;
  gboolean is_own;

  if (!tally_audit_rate_case_read (facts, &price))
    return FALSE;
  other = find_fit (facts, &price);
  if (other == NULL)
    return FALSE;
  is_own = is_own_contract (facts, other);
  rate = tally_audit_rate_case_dup_rate (tally_audit_facts_get_decimal (other, "rate"));
  days = dup_days (other, tally_audit_facts_get_day (facts, "day"));
  explanation = g_strdup_printf ("; the price fits the rate of %s%s%s%s", rate, is_own ? "" : " of contract ",
                                 is_own ? "" : tally_audit_facts_get_text (other, "contract"), days);
  tally_audit_rate_case_judge (judgement, &price, is_own ? "other-era" : "other-contract", explanation);
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_other = {
  .id = "rate-other",
  .code = "D02",
  .title = "Rate of another era or contract",
  .summary = "Is the price that of another era, or of another contract?",
  .method = "quantity × each other rate of the unit and kind of work, within the greater of $0.02 and 0.5 %, while the right rate "
            "is not",
  .source = "rate audit of the predecessor; features D02",
  .version = 1,
  .category = TALLY_FINDING_PRICING,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
