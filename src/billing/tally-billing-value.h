/* tally-billing-value.h
 *
 * One parser for each kind of billing value: price, quantity, check box, day, work request. Every
 * part of Tallyman that reads a cell uses these, so that two parts never disagree about one cell.
 * A value that is not understood is named, never guessed and never replaced by another one. Pure
 * functions, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-reason.h"
#include "tally-table.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* A longer work request is a text that went astray; its file name would be a hash. */
#define TALLY_BILLING_MAX_WORK_REQUEST_BYTES 200

/**
 * TallyBillingValue:
 * @TALLY_BILLING_VALUE_NONE: the cell is empty or blank
 * @TALLY_BILLING_VALUE_GOOD: it was read
 * @TALLY_BILLING_VALUE_BAD: it holds something else
 *
 * What became of a cell.
 */
typedef enum {
  TALLY_BILLING_VALUE_NONE,
  TALLY_BILLING_VALUE_GOOD,
  TALLY_BILLING_VALUE_BAD,
} TallyBillingValue;

/**
 * tally_billing_parse_price:
 * @cell: a cell
 * @out_cents: (out): the price in cents, half a cent rounded away from zero; 0 if it can't be
 *   read, below 0 with %TALLY_REASON_NEGATIVE_PRICE
 * @out_rounded: (out): whether there were fractions of a cent, beyond the noise of formulas
 *
 * Takes "$1,234.50", " $ 12.5 ", "+7", ".5", "1e3" and numbers (billing rule 1.3.2). A text
 * without a digit, a truth value and zero are no price; "-5" and "(5)" are negative; any other
 * text with a digit, "5 USD", "€5", "1.234,56", "12,34.5", is in a foreign form.
 *
 * Returns: %TALLY_REASON_ACCEPTED, %TALLY_REASON_NO_PRICE, %TALLY_REASON_NEGATIVE_PRICE,
 *   %TALLY_REASON_FOREIGN_PRICE, %TALLY_REASON_NOT_FINITE_PRICE or %TALLY_REASON_HUGE_PRICE
 */
TallyReason       tally_billing_parse_price      (const TallyCell *cell,
                                                  TallyMoney      *out_cents,
                                                  gboolean        *out_rounded) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_billing_parse_quantity:
 * @cell: a cell
 * @out_quantity: (out): the number; untouched unless it was read
 *
 * Takes numbers, and texts that are a number or a number and a unit: "3", "1,234", "1.5", "2e0",
 * "2 EA", "1E3 EA" = 1000 (billing rule 1.3.5). "(3)", "5-", "1.2.3", "x" and truth values are bad.
 *
 * Returns: what became of it
 */
TallyBillingValue tally_billing_parse_quantity   (const TallyCell *cell,
                                                  TallyDecimal    *out_quantity) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_billing_parse_checkbox:
 * @cell: a cell
 *
 * Returns: %TRUE for true, any number that equals 1, and the texts "true", "checked", "yes", "on"
 *   in any case with blanks around them (billing rule 1.3.3)
 */
gboolean          tally_billing_parse_checkbox   (const TallyCell *cell);

/**
 * tally_billing_parse_day:
 * @cell: a cell
 * @out_day: (out): the day; untouched unless it was read
 *
 * Takes the texts of tally_day_parse() with blanks around them; a number is never a day.
 *
 * Returns: what became of it
 */
TallyBillingValue tally_billing_parse_day        (const TallyCell *cell,
                                                  TallyDay        *out_day) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_billing_dup_work_request:
 * @cell: a cell of a source or of the target sheet
 *
 * Makes the one form of a work request: the number 8.9708709E7 and the texts "89708709.0" and
 * " 89708709 " are "89708709". A text is cut at its last point only when nothing but zeros
 * follows: "12.5" stays as it is and never becomes another customer's "12".
 *
 * Returns: (transfer full): the form, "" if the cell holds none or one that can't be billed (see
 *   tally_billing_is_bad_work_request())
 */
char             *tally_billing_dup_work_request (const TallyCell *cell);

/**
 * tally_billing_dup_raw_work_request:
 * @cell: a cell
 *
 * Like tally_billing_dup_work_request(), but keeps what can't be billed, for showing it.
 *
 * Returns: (transfer full): the form, "" if the cell is empty, 0 or a truth value
 */
char             *tally_billing_dup_raw_work_request (const TallyCell *cell);

/**
 * tally_billing_is_bad_work_request:
 * @text: normalised text, not empty
 *
 * Returns: %TRUE if @text is the error of a formula ("#NO MATCH", "#REF", "#UNPARSEABLE",
 *   "#INVALID …"), or longer than %TALLY_BILLING_MAX_WORK_REQUEST_BYTES
 */
gboolean          tally_billing_is_bad_work_request (const char   *text);

G_END_DECLS
