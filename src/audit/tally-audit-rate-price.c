/* tally-audit-rate-price.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-price.h"

gboolean
tally_audit_rate_price_init (TallyAuditRatePrice *self,
                             TallyDecimal         rate,
                             TallyDecimal         quantity,
                             TallyMoney           actual_cents)
{
  TallyMoney expected;

  if (!tally_money_multiply (rate, quantity, &expected))
    return FALSE;
  *self = (TallyAuditRatePrice) { rate, quantity, actual_cents, expected };
  return TRUE;
}

TallyMoney
tally_audit_rate_price_get_tolerance (TallyMoney expected_cents)
{
  return MAX (TALLY_AUDIT_RATE_TOLERANCE_CENTS, expected_cents / TALLY_AUDIT_RATE_TOLERANCE_PART);
}

gboolean
tally_audit_rate_price_fits (TallyMoney actual_cents,
                             TallyMoney expected_cents)
{
  return ABS (actual_cents - expected_cents) <= tally_audit_rate_price_get_tolerance (expected_cents);
}

gboolean
tally_audit_rate_price_is_off (const TallyAuditRatePrice *self)
{
  return !tally_audit_rate_price_fits (self->actual_cents, self->expected_cents);
}
