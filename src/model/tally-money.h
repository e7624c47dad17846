/* tally-money.h
 *
 * Amounts of money: int64 cents (US dollars), from the JSON lexeme to the SQL column. Pure
 * functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-number.h"

G_BEGIN_DECLS

/* Cents. Half a cent rounds away from zero. */
typedef gint64 TallyMoney;

/* No single line is worth more than a billion dollars: beyond it, a number is a mistake. It also
 * keeps a sum of 90,000 such lines within 64 bits. */
#define TALLY_MONEY_MAX G_GINT64_CONSTANT (100000000000)

#define TALLY_MONEY_BUFFER_SIZE 40

/**
 * tally_money_from_decimal:
 * @number: dollars
 * @out_cents: (out): cents, half a cent rounded away from zero; untouched on failure
 *
 * Returns: %FALSE if the amount lies beyond ±%TALLY_MONEY_MAX
 */
gboolean    tally_money_from_decimal  (TallyDecimal  number,
                                       TallyMoney   *out_cents) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_money_multiply:
 * @rate: dollars a unit
 * @quantity: units
 * @out_cents: (out): cents of the exact product, half a cent rounded away from zero; untouched on failure
 *
 * Returns: %FALSE if the amount lies beyond ±%TALLY_MONEY_MAX
 */
gboolean    tally_money_multiply      (TallyDecimal  rate,
                                       TallyDecimal  quantity,
                                       TallyMoney   *out_cents) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_money_add:
 * @sum: (inout): cents; untouched on failure
 * @cents: what to add
 *
 * Returns: %FALSE if the sum does not fit into 64 bits
 */
gboolean    tally_money_add           (TallyMoney   *sum,
                                       TallyMoney    cents) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_money_format:
 * @cents: an amount
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_MONEY_BUFFER_SIZE
 *
 * Writes plain digits with two decimals ("-1234.50"), the same in every locale.
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_money_format        (TallyMoney    cents,
                                       char         *buffer,
                                       gsize         size);

/**
 * tally_money_format_for_people:
 * @cents: an amount
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_MONEY_BUFFER_SIZE
 *
 * Writes dollars as a person reads them ("$1,234,567.89", "-$1,234.50"), the same in every locale.
 * Only for faces and what they tell: data is written by tally_money_format().
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_money_format_for_people (TallyMoney  cents,
                                           char       *buffer,
                                           gsize       size);

/**
 * tally_money_to_double:
 * @cents: an amount
 *
 * For the Excel cell only.
 *
 * Returns: dollars, the double nearest to the exact amount
 */
double      tally_money_to_double     (TallyMoney    cents);

G_END_DECLS
