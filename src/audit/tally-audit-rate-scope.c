/* tally-audit-rate-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-scope.h"

#define STANDARD "standard"
#define SUBCONTRACTOR "subcontractor"

static gboolean
is_reduced (TallyVariant variant)
{
  return variant == TALLY_VARIANT_REDUCED_SUB || variant == TALLY_VARIANT_REDUCED_SUB_HELPER;
}

static gboolean
is_billable (TallyVariant variant)
{
  return variant == TALLY_VARIANT_AEP_BILLABLE || variant == TALLY_VARIANT_AEP_BILLABLE_HELPER;
}

/* Reduced workbooks follow the subcontractor's rates, billable ones the customer's, all others the sheet's. */
static const char *
find_contract (TallyAuditRateScope *self)
{
  if (is_reduced (self->line->variant))
    self->contract = SUBCONTRACTOR;
  else if (is_billable (self->line->variant))
    self->contract = STANDARD;
  else
    self->contract = self->sheet != NULL ? self->sheet->contract : "";
  if (self->contract[0] == '\0')
    return "unknown-contract";
  if (tally_rate_table_has_contract (self->input->rates, self->contract, TALLY_DAY_NONE))
    return NULL;
  return strcmp (self->contract, SUBCONTRACTOR) == 0 ? "subcontractor-without-rates" : "contract-without-rates";
}

/* The day of completion, else the week's last day: unless the sheet has no such column, where a blank one
 * says nothing (billing 1.8.2). */
static const char *
find_day (TallyAuditRateScope *self)
{
  self->day = self->line->snapshot;
  if (self->day == TALLY_DAY_NONE)
    {
      if (self->sheet == NULL || !self->sheet->has_snapshot)
        return "no-day-column";
      self->day = self->line->week_ending;
    }
  if (self->day == TALLY_DAY_NONE)
    return "undated";
  return tally_rate_table_has_contract (self->input->rates, self->contract, self->day) ? NULL : "other-era";
}

static const char *
find_unit (TallyAuditRateScope *self)
{
  const char *cu = self->line->text[TALLY_FIELD_CU];

  if (cu[0] == '\0')
    return "no-unit";
  self->rates = tally_rate_table_list_cu (self->input->rates, cu, &self->n_rates);
  for (guint i = 0; i < self->n_rates && !self->is_listed; i++)
    self->is_listed = strcmp (self->rates[i].contract, self->contract) == 0
                      && tally_rate_holds_on (&self->rates[i], self->day);
  return NULL;
}

/* Why a listed unit has no rate: the contract has none for such work, or it is in doubt. */
static const char *
explain_no_rate (const TallyAuditRateScope *self)
{
  const TallyRate *rates = self->rates;

  for (guint i = 0; i < self->n_rates; i++)
    if (rates[i].work == self->work && rates[i].is_doubtful && strcmp (rates[i].contract, self->contract) == 0
        && tally_rate_holds_on (&rates[i], self->day))
      return "rate-in-doubt";
  return "no-rate-for-work";
}

/* Billable workbooks are priced at the customer's newest rates, whatever held before. */
static gboolean
is_superseded (const TallyAuditRateScope *self)
{
  const TallyRate *rates = self->rates;

  for (guint i = 0; i < self->n_rates; i++)
    if (rates[i].work == self->work && strcmp (rates[i].contract, self->contract) == 0
        && rates[i].valid_from > self->rate->valid_from && rates[i].valid_from <= self->today)
      return TRUE;
  return FALSE;
}

static const TallyRate *
find_rate_on (const TallyAuditRateScope *self,
              TallyDay                   day)
{
  return tally_rate_choose (self->rates, self->n_rates, self->work, self->contract, day);
}

/* Without a day of completion the work was done on any day of the week: all of it must be of one era. */
static const char *
find_rate (TallyAuditRateScope *self)
{
  self->rate = find_rate_on (self, self->day);
  if (self->rate == NULL)
    return explain_no_rate (self);
  if (is_billable (self->line->variant) && is_superseded (self))
    return "other-era";
  if (self->line->snapshot == TALLY_DAY_NONE && find_rate_on (self, tally_week_get_start (self->day)) != self->rate)
    return "era-not-known";
  return NULL;
}

const char *
tally_audit_rate_scope_look (TallyAuditRateScope *self)
{
  const char *reason;

  self->work = tally_work_kind_parse (self->line->text[TALLY_FIELD_WORK_TYPE]);
  self->rate = NULL;
  self->is_listed = FALSE;
  reason = find_contract (self);
  if (reason == NULL)
    reason = find_day (self);
  if (reason == NULL)
    reason = find_unit (self);
  self->unit_reason = reason;
  if (reason != NULL)
    return reason;
  if (!self->is_listed)
    return "unit-not-listed";
  if (self->work == TALLY_WORK_UNKNOWN)
    return "unknown-work-type";
  reason = find_rate (self);
  if (reason != NULL)
    return reason;
  if (self->rate->rate.coefficient == 0)
    return TALLY_AUDIT_RATE_NOT_PAID_FOR;
  return self->line->quantity.coefficient > 0 ? NULL : "no-quantity";
}
