/* tally-audit-rate-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-case.h"

void
tally_audit_rate_case_submit (TallyAuditContext *context,
                              guint              index,
                              TallyAuditFacts   *facts)
{
  const TallyLine *line = tally_audit_input_get_line (tally_audit_context_get_input (context), index);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);

  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = &index, .n_lines = 1,
  });
}

static TallyAuditFacts *
make_facts (const TallyLine           *line,
            const TallyAuditRateEntry *entry)
{
  TallyAuditFacts *facts = tally_audit_facts_new ();

  tally_audit_facts_add_line (facts, "line", line);
  tally_audit_facts_add_text (facts, "contract", entry->contract);
  tally_audit_facts_add_day (facts, "day", entry->day);
  tally_audit_facts_add_text (facts, "work", tally_work_kind_get_id (entry->work));
  tally_audit_facts_add_decimal (facts, "rate", entry->rate->rate);
  tally_audit_facts_add_text (facts, "rate_place", entry->rate->place);
  return facts;
}

static void
look (TallyAuditContext             *context,
      const TallyAuditRateExplainer *explainer,
      const TallyAuditRateEntry     *entry)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyLine *line = tally_audit_input_get_line (input, entry->line);
  TallyAuditFacts *facts;
  TallyAuditRatePrice price;

  if (tally_audit_context_has_found (context, TALLY_AUDIT_RATE_FAMILY, entry->line)
      || !tally_audit_rate_price_init (&price, entry->rate->rate, line->quantity, line->price_cents)
      || (explainer->can_explain != NULL && !explainer->can_explain (&price, input, entry)))
    return;
  facts = make_facts (line, entry);
  if (explainer->add_facts != NULL)
    explainer->add_facts (facts, input, entry);
  tally_audit_rate_case_submit (context, entry->line, facts);
}

gboolean
tally_audit_rate_case_collect (TallyAuditContext              *context,
                               const TallyAuditRateExplainer  *explainer,
                               GError                        **error)
{
  const TallyAuditRateCheck *check = tally_audit_rate_check_get (context);
  guint n_entries;
  const TallyAuditRateEntry *entries = tally_audit_rate_check_list_off (check, &n_entries);

  tally_audit_rate_check_count_prices (check, context);
  for (guint i = 0; i < n_entries; i++)
    look (context, explainer, &entries[i]);
  return !tally_audit_context_is_cancelled (context, error);
}

gboolean
tally_audit_rate_case_read (const TallyAuditFacts *facts,
                            TallyAuditRatePrice   *out_price)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");

  return tally_audit_rate_price_init (out_price, tally_audit_facts_get_decimal (facts, "rate"),
                                      tally_audit_facts_get_decimal (line, "quantity"),
                                      tally_audit_facts_get_int64 (line, "price_cents"))
         && tally_audit_rate_price_is_off (out_price);
}

char *
tally_audit_rate_case_dup_rate (TallyDecimal rate)
{
  char exact[TALLY_DECIMAL_BUFFER_SIZE], money[TALLY_MONEY_BUFFER_SIZE];
  TallyMoney cents;

  if (rate.exponent < -2 || !tally_money_from_decimal (rate, &cents))
    return g_strconcat ("$", tally_decimal_format (rate, exact, sizeof exact), NULL);
  return g_strdup (tally_money_format_for_people (cents, money, sizeof money));
}

void
tally_audit_rate_case_judge (TallyAuditJudgement       *judgement,
                             const TallyAuditRatePrice *price,
                             const char                *cause,
                             const char                *explanation)
{
  TallyMoney tolerance = tally_audit_rate_price_get_tolerance (price->expected_cents);
  g_autofree char *rate = tally_audit_rate_case_dup_rate (price->rate);
  char actual[TALLY_MONEY_BUFFER_SIZE], expected[TALLY_MONEY_BUFFER_SIZE], quantity[TALLY_DECIMAL_BUFFER_SIZE];

  judgement->exposure_cents = ABS (price->actual_cents - price->expected_cents);
  judgement->cause = cause;
  judgement->sentence = g_strdup_printf ("%s billed, %s expected: %s × %s%s",
    tally_money_format_for_people (price->actual_cents, actual, sizeof actual),
    tally_money_format_for_people (price->expected_cents, expected, sizeof expected),
    tally_decimal_format (price->quantity, quantity, sizeof quantity), rate, explanation);
  tally_audit_facts_add_int64 (judgement->derived, "expected_cents", price->expected_cents);
  tally_audit_facts_add_int64 (judgement->derived, "difference_cents", price->actual_cents - price->expected_cents);
  tally_audit_facts_add_int64 (judgement->derived, "right_from_cents", price->expected_cents - tolerance);
  tally_audit_facts_add_int64 (judgement->derived, "right_to_cents", price->expected_cents + tolerance);
}

void
tally_audit_rate_case_add_rate (TallyAuditFacts *facts,
                                const char      *name,
                                const TallyRate *rate)
{
  TallyAuditFacts *child = tally_audit_facts_append_child (facts, name);

  tally_audit_facts_add_text (child, "contract", rate->contract);
  tally_audit_facts_add_text (child, "work", tally_work_kind_get_id (rate->work));
  tally_audit_facts_add_day (child, "valid_from", rate->valid_from);
  tally_audit_facts_add_day (child, "valid_to", rate->valid_to);
  tally_audit_facts_add_decimal (child, "rate", rate->rate);
  tally_audit_facts_add_text (child, "place", rate->place);
}

gboolean
tally_audit_rate_case_fits_rate (const TallyAuditRatePrice *price,
                                 TallyDecimal               rate)
{
  TallyMoney expected;

  return rate.coefficient > 0 && tally_money_multiply (rate, price->quantity, &expected)
         && tally_audit_rate_price_fits (price->actual_cents, expected);
}
