/* tally-audit-rate-price.h
 *
 * A price against rate × quantity, in whole cents: what may differ by rounding, and what doesn't. Pure
 * functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"

G_BEGIN_DECLS

/* A price may be off by two cents, or by one part of 200 of what is expected: 0.5 % (features 6-D, D01). */
#define TALLY_AUDIT_RATE_TOLERANCE_CENTS 2
#define TALLY_AUDIT_RATE_TOLERANCE_PART 200

/* From a dollar on an amount has three digits, enough to recognise a shifted point or digits in another order. */
#define TALLY_AUDIT_RATE_MIN_DIGITS_CENTS 100

/**
 * TallyAuditRatePrice:
 * @rate: dollars a unit
 * @quantity: units
 * @actual_cents: what is billed
 * @expected_cents: rate × quantity
 *
 * A price and what it should be.
 */
typedef struct {
  TallyDecimal rate;
  TallyDecimal quantity;
  TallyMoney   actual_cents;
  TallyMoney   expected_cents;
} TallyAuditRatePrice;

/**
 * tally_audit_rate_price_init:
 * @self: (out caller-allocates): a price; untouched on failure
 * @rate: dollars a unit
 * @quantity: units
 * @actual_cents: what is billed
 *
 * Returns: %FALSE if rate × quantity is beyond %TALLY_MONEY_MAX
 */
gboolean   tally_audit_rate_price_init   (TallyAuditRatePrice        *self,
                                          TallyDecimal                rate,
                                          TallyDecimal                quantity,
                                          TallyMoney                  actual_cents) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_audit_rate_price_is_off:
 * @self: a price
 *
 * Returns: %TRUE if it differs by more than the tolerance from what is expected
 */
gboolean   tally_audit_rate_price_is_off (const TallyAuditRatePrice  *self);

/**
 * tally_audit_rate_price_fits:
 * @actual_cents: a price
 * @expected_cents: what it may be
 *
 * Returns: %TRUE if they differ by no more than the tolerance
 */
gboolean   tally_audit_rate_price_fits   (TallyMoney                  actual_cents,
                                          TallyMoney                  expected_cents);

/**
 * tally_audit_rate_price_get_tolerance:
 * @expected_cents: what is expected, 0 or more
 *
 * Returns: by how much a price may differ from it, in cents
 */
TallyMoney tally_audit_rate_price_get_tolerance (TallyMoney            expected_cents);

G_END_DECLS
