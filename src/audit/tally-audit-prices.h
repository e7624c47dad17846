/* tally-audit-prices.h
 *
 * How the price of each line came about: by a rate and a quantity, or keyed by hand. Only what is keyed has
 * digits of its own: those of the rest are the rate's. Made once an audit. One thread. Depends on model
 * only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"

G_BEGIN_DECLS

/**
 * TallyAuditBasis:
 * @TALLY_AUDIT_BASIS_NONE: the line is not billed
 * @TALLY_AUDIT_BASIS_UNKNOWN: no quantity, or too few lines of its unit to tell
 * @TALLY_AUDIT_BASIS_RATE: the quantity times a rate, of the rate table or of its peers; or an amount that three work
 *   requests or more bill for the unit, a flat or a capped price
 * @TALLY_AUDIT_BASIS_KEYED: something else
 */
typedef enum {
  TALLY_AUDIT_BASIS_NONE,
  TALLY_AUDIT_BASIS_UNKNOWN,
  TALLY_AUDIT_BASIS_RATE,
  TALLY_AUDIT_BASIS_KEYED,
} TallyAuditBasis;

/**
 * TallyAuditPrice:
 * @basis: how it came about
 * @is_covered: whether the rate table has a rate for the line
 * @expected_cents: what rate or peers say; 0 = they say nothing
 */
typedef struct {
  TallyAuditBasis basis;
  gboolean        is_covered;
  TallyMoney      expected_cents;
} TallyAuditPrice;

/**
 * tally_audit_prices_get:
 * @context: a context
 *
 * Returns: (transfer none) (array): one for each line of the input
 */
const TallyAuditPrice *tally_audit_prices_get          (TallyAuditContext  *context);

/**
 * tally_audit_prices_get_unit:
 * @line: a line
 *
 * Returns: dollars a unit, for statistics alone; 0 if it has no quantity or no price
 */
double                 tally_audit_prices_get_unit     (const TallyLine    *line);

/**
 * tally_audit_prices_count_scope:
 * @context: a context
 *
 * Counts the billed lines: those with keyed prices are in scope, the others "priced-by-rate" or
 * "too-few-peers".
 */
void                   tally_audit_prices_count_scope  (TallyAuditContext  *context);

/**
 * tally_audit_prices_round:
 * @dollars: a statistic
 *
 * Returns: the cents nearest to it, 0 … %TALLY_MONEY_MAX
 */
TallyMoney             tally_audit_prices_round        (double              dollars);

G_END_DECLS
