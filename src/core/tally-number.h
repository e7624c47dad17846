/* tally-number.h
 *
 * Exact decimal numbers: what stands between a JSON lexeme or a cell's text and an integer in
 * code. Nothing here passes through a double, reads the locale or allocates, except the formatter.
 * Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Significant digits kept; further ones can't change an amount by as much as 10^-16 of itself. */
#define TALLY_DECIMAL_MAX_DIGITS 18

/**
 * TallyDecimal:
 * @coefficient: signed digits, no trailing zero digit unless the number is 0
 * @exponent: power of ten, 0 for the number 0
 *
 * The number @coefficient × 10^@exponent. Every number has one form, so that equal numbers have
 * equal members: 3, 3.0 and 30e-1 are all {3, 0}.
 */
typedef struct {
  gint64 coefficient;
  gint32 exponent;
} TallyDecimal;

/**
 * tally_decimal_parse:
 * @text: digits with an optional sign, decimal point and exponent ("-12.50", ".5", "5.", "1E3")
 * @length: its length in bytes
 * @out_number: (out): the number; untouched on failure
 *
 * No blanks, no thousands separators, no hexadecimal, no "inf" or "nan". Digits after the
 * eighteenth significant one are cut. O(@length).
 *
 * Returns: %FALSE if @text is no such number or lies beyond 10^±1000
 */
gboolean tally_decimal_parse        (const char   *text,
                                     gsize         length,
                                     TallyDecimal *out_number) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_decimal_new:
 * @coefficient: signed digits
 * @exponent: power of ten
 *
 * Returns: the normalised number @coefficient × 10^@exponent
 */
TallyDecimal tally_decimal_new      (gint64        coefficient,
                                     gint32        exponent);

/**
 * tally_decimal_scale:
 * @number: a number
 * @places: decimal places of the result, 0 … 9 (2 = cents)
 * @out_scaled: (out): @number × 10^@places, rounded half away from zero; untouched on failure
 *
 * Returns: %FALSE if the result does not fit into 64 bits
 */
gboolean tally_decimal_scale        (TallyDecimal  number,
                                     guint         places,
                                     gint64       *out_scaled) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_decimal_format:
 * @number: a number
 * @buffer: (out caller-allocates): room for the text
 * @size: size of @buffer in bytes, at least %TALLY_DECIMAL_BUFFER_SIZE
 *
 * Writes the canonical text: plain digits ("1234.5", "-0.05") while that takes at most 20
 * digits before the point and 7 zeros behind it, else "1e20".
 *
 * Returns: (transfer none): @buffer
 */
const char *tally_decimal_format    (TallyDecimal  number,
                                     char         *buffer,
                                     gsize         size);

#define TALLY_DECIMAL_BUFFER_SIZE 48

/**
 * tally_decimal_to_double:
 * @number: a number
 *
 * For display and for the Excel cell only.
 *
 * Returns: the nearest double
 */
double   tally_decimal_to_double    (TallyDecimal  number);

/**
 * tally_decimal_equal:
 * @a: a number
 * @b: a number
 *
 * Returns: %TRUE if they are the same number
 */
gboolean tally_decimal_equal        (TallyDecimal  a,
                                     TallyDecimal  b);

/**
 * tally_number_parse_int64:
 * @text: an optional sign and decimal digits, nothing else
 * @length: its length in bytes
 * @out_value: (out): the value; untouched on failure
 *
 * Returns: %FALSE if @text is anything else or does not fit
 */
gboolean tally_number_parse_int64   (const char   *text,
                                     gsize         length,
                                     gint64       *out_value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
