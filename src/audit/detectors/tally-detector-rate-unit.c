/* tally-detector-rate-unit.c
 *
 * D07: a unit that the contract does not know, no longer lists, or lists without paying for it, is billed.
 * Statistic: the contract's rates of the unit on the day of the work. Threshold: none on that day, or one of 0;
 * a unit that is not listed only if the contract lists 80 % of the units and of the lines that follow it: of a
 * table that lists less, the table lacks something; so it does where a unit is billed as a rule (rate-gap).
 * Minimum n: none beyond that.
 * Source: "not in list" tests of audit software; features D07. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"
#include "tally-audit-rate-gaps.h"
#include "tally-detectors.h"

static void
add_rates (TallyAuditFacts           *facts,
           const TallyAuditInput     *input,
           const TallyAuditRateEntry *entry)
{
  guint n, n_added = 0;
  const TallyRate *rates = tally_rate_table_list_cu (input->rates,
    tally_audit_input_get_line (input, entry->line)->text[TALLY_FIELD_CU], &n);

  for (guint i = 0; i < n && n_added < TALLY_AUDIT_RATE_MAX_OTHERS; i++)
    if (strcmp (rates[i].contract, entry->contract) == 0)
      {
        tally_audit_rate_case_add_rate (facts, "rates", &rates[i]);
        n_added++;
      }
}

static void
look (TallyAuditContext            *context,
      const TallyAuditRateEntry    *entry,
      const TallyAuditRateCoverage *coverage)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", tally_audit_input_get_line (input, entry->line));
  tally_audit_facts_add_text (facts, "contract", entry->contract);
  tally_audit_facts_add_day (facts, "day", entry->day);
  tally_audit_facts_add_text (facts, "work", tally_work_kind_get_id (entry->work));
  tally_audit_facts_add_int64 (facts, "n_units", coverage->n_units);
  tally_audit_facts_add_int64 (facts, "n_units_listed", coverage->n_units_listed);
  tally_audit_facts_add_int64 (facts, "n_lines", coverage->n_lines);
  tally_audit_facts_add_int64 (facts, "n_lines_listed", coverage->n_lines_listed);
  add_rates (facts, input, entry);
  tally_audit_rate_case_submit (context, entry->line, facts);
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditRateCheck *check = tally_audit_rate_check_get (context);
  guint n_entries;
  const TallyAuditRateEntry *entries = tally_audit_rate_check_list_unpaid (check, &n_entries);

  tally_audit_rate_check_count_units (check, context);
  for (guint i = 0; i < n_entries; i++)
    {
      const TallyAuditRateCoverage *coverage = tally_audit_rate_check_find_coverage (check, entries[i].contract);
      if (entries[i].rate != NULL
          || (tally_audit_rate_coverage_is_enough (coverage) && !tally_audit_rate_gaps_has (context, &entries[i])))
        look (context, &entries[i], coverage);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* What the contract says of the unit. */
typedef struct {
  gboolean is_listed; /* on the day of the work */
  gboolean is_unpaid; /* and such work of it is not paid for */
  TallyDay until;     /* last day of its last rate before that day */
  TallyDay from;      /* first day of its first rate after it */
} Listing;

static void
note_rate (const TallyAuditFacts *facts,
           const TallyAuditFacts *rate,
           Listing               *listing)
{
  TallyDay day = tally_audit_facts_get_day (facts, "day");
  TallyDay from = tally_audit_facts_get_day (rate, "valid_from"), to = tally_audit_facts_get_day (rate, "valid_to");
  gboolean is_same_work = strcmp (tally_audit_facts_get_text (facts, "work"), tally_audit_facts_get_text (rate, "work")) == 0;

  if (to != TALLY_DAY_NONE && to < day)
    listing->until = MAX (listing->until, to);
  else if (from > day)
    listing->from = listing->from == TALLY_DAY_NONE ? from : MIN (listing->from, from);
  else
    {
      listing->is_listed = TRUE;
      listing->is_unpaid |= is_same_work && tally_audit_facts_get_decimal (rate, "rate").coefficient == 0;
    }
}

static gboolean
is_covered (const TallyAuditFacts *facts)
{
  return tally_audit_rate_coverage_is_enough (&(TallyAuditRateCoverage) {
    .n_units = (guint) tally_audit_facts_get_int64 (facts, "n_units"),
    .n_units_listed = (guint) tally_audit_facts_get_int64 (facts, "n_units_listed"),
    .n_lines = (guint) tally_audit_facts_get_int64 (facts, "n_lines"),
    .n_lines_listed = (guint) tally_audit_facts_get_int64 (facts, "n_lines_listed"),
  });
}

/* What is wrong with the unit, and the cause; NULL if nothing is. */
static char *
dup_problem (const TallyAuditFacts  *facts,
             const Listing          *listing,
             const char            **out_cause)
{
  const char *contract = tally_audit_facts_get_text (facts, "contract");
  gboolean is_retired = listing->until != TALLY_DAY_NONE;
  TallyDay border = is_retired ? listing->until : listing->from;
  char day[TALLY_DAY_BUFFER_SIZE];

  if (listing->is_listed)
    {
      *out_cause = "zero-rate";
      return listing->is_unpaid ? g_strdup_printf (", for which contract %s pays nothing for %s", contract,
                                                   tally_audit_facts_get_text (facts, "work")) : NULL;
    }
  if (!is_covered (facts))
    return NULL;
  *out_cause = border == TALLY_DAY_NONE ? "unknown-unit" : is_retired ? "retired-unit" : "unit-not-yet-listed";
  if (border == TALLY_DAY_NONE)
    return g_strdup_printf (", which contract %s does not list", contract);
  return g_strdup_printf (", which contract %s lists %s %s only", contract, is_retired ? "until" : "from",
                          tally_day_format_iso (border, day, sizeof day));
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  guint n = tally_audit_facts_get_length (facts, "rates");
  Listing listing = { FALSE };
  g_autofree char *problem = NULL;
  char money[TALLY_MONEY_BUFFER_SIZE], day[TALLY_DAY_BUFFER_SIZE], quantity[TALLY_DECIMAL_BUFFER_SIZE];

  for (guint i = 0; i < n; i++)
    note_rate (facts, tally_audit_facts_get_element (facts, "rates", i), &listing);
  problem = dup_problem (facts, &listing, &judgement->cause);
  judgement->exposure_cents = tally_audit_facts_get_int64 (line, "price_cents");
  if (problem == NULL || judgement->exposure_cents <= 0)
    return FALSE;
  judgement->sentence = g_strdup_printf ("%s billed on %s for %s × %s%s",
    tally_money_format_for_people (judgement->exposure_cents, money, sizeof money),
    tally_day_format_iso (tally_audit_facts_get_day (facts, "day"), day, sizeof day),
    tally_decimal_format (tally_audit_facts_get_decimal (line, "quantity"), quantity, sizeof quantity),
    tally_audit_facts_get_text (line, "cu"), problem);
  return TRUE;
}

const TallyAuditDetector tally_detector_rate_unit = {
  .id = "rate-unit",
  .code = "D07",
  .title = "Unit that the contract does not pay for",
  .summary = "Is a unit billed that the contract does not list, no longer lists, or does not pay for?",
  .method = "no rate of the contract on the day of the work, or one of 0; not listed counts only where the contract lists 80 % of "
            "the units and lines that follow it",
  .source = "\"not in list\" tests of audit software; features D07",
  .version = 1,
  .category = TALLY_FINDING_MASTER_DATA,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = TALLY_AUDIT_RATE_FAMILY,
  .collect = collect,
  .judge = judge,
};
