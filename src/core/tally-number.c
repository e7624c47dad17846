/* tally-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"

/* Far outside of any amount, near enough for the arithmetic on exponents never to overflow. */
#define MAX_EXPONENT 1000
#define MAX_EXPONENT_DIGITS 6
#define MAX_PLAIN_DIGITS 21
#define MAX_LEADING_ZEROS 7

typedef struct {
  const char *at;
  const char *end;
} Cursor;

static const gint64 powers_of_ten[] = {
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
  G_GINT64_CONSTANT (10000000000), G_GINT64_CONSTANT (100000000000),
  G_GINT64_CONSTANT (1000000000000), G_GINT64_CONSTANT (10000000000000),
  G_GINT64_CONSTANT (100000000000000), G_GINT64_CONSTANT (1000000000000000),
  G_GINT64_CONSTANT (10000000000000000), G_GINT64_CONSTANT (100000000000000000),
  G_GINT64_CONSTANT (1000000000000000000),
};

static gboolean
accept (Cursor *cursor,
        char    c)
{
  if (cursor->at == cursor->end || *cursor->at != c)
    return FALSE;
  cursor->at++;
  return TRUE;
}

static gboolean
accept_sign (Cursor *cursor)
{
  gboolean negative = accept (cursor, '-');

  if (!negative)
    accept (cursor, '+');
  return negative;
}

/* Appends the digits at the cursor to the number; those that don't fit only move the exponent. */
static guint
accept_digits (Cursor       *cursor,
               TallyDecimal *number,
               gboolean      behind_point)
{
  guint n_digits = 0;

  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++, n_digits++)
    {
      if (number->coefficient < powers_of_ten[TALLY_DECIMAL_MAX_DIGITS - 1])
        {
          number->coefficient = number->coefficient * 10 + (*cursor->at - '0');
          number->exponent -= behind_point ? 1 : 0;
        }
      else
        number->exponent += behind_point ? 0 : 1;
    }
  return n_digits;
}

static gboolean
accept_exponent (Cursor       *cursor,
                 TallyDecimal *number)
{
  TallyDecimal exponent = { 0, 0 };
  gboolean negative = accept_sign (cursor);
  const char *start;

  while (accept (cursor, '0'))
    ;
  start = cursor->at;
  accept_digits (cursor, &exponent, FALSE);
  if (cursor->at == start && (start[-1] != '0'))
    return FALSE;
  if (cursor->at - start > MAX_EXPONENT_DIGITS)
    return number->coefficient == 0;
  number->exponent += (gint32) (negative ? -exponent.coefficient : exponent.coefficient);
  return TRUE;
}

TallyDecimal
tally_decimal_new (gint64 coefficient,
                   gint32 exponent)
{
  if (coefficient == 0)
    return (TallyDecimal) { 0, 0 };
  for (; coefficient % 10 == 0; exponent++)
    coefficient /= 10;
  return (TallyDecimal) { coefficient, exponent };
}

gboolean
tally_decimal_parse (const char   *text,
                     gsize         length,
                     TallyDecimal *out_number)
{
  Cursor cursor = { text, text + length };
  TallyDecimal number = { 0, 0 };
  gboolean negative;
  guint n_digits;

  g_return_val_if_fail (text != NULL && out_number != NULL, FALSE);
  if (length > G_MAXINT16) /* more digits than any number has; keeps the exponent in range */
    return FALSE;
  negative = accept_sign (&cursor);
  n_digits = accept_digits (&cursor, &number, FALSE);
  if (accept (&cursor, '.'))
    n_digits += accept_digits (&cursor, &number, TRUE);
  if (n_digits == 0)
    return FALSE;
  if ((accept (&cursor, 'e') || accept (&cursor, 'E')) && !accept_exponent (&cursor, &number))
    return FALSE;
  if (cursor.at != cursor.end)
    return FALSE;
  number = tally_decimal_new (negative ? -number.coefficient : number.coefficient, number.exponent);
  if (ABS (number.exponent) > MAX_EXPONENT)
    return FALSE;
  *out_number = number;
  return TRUE;
}

gboolean
tally_decimal_scale (TallyDecimal  number,
                     guint         places,
                     gint64       *out_scaled)
{
  gint32 shift = number.exponent + (gint32) places;
  gint64 scaled = number.coefficient;

  g_return_val_if_fail (places <= 9 && out_scaled != NULL, FALSE);
  if (shift < -TALLY_DECIMAL_MAX_DIGITS)
    scaled = 0;
  else if (shift < 0)
    {
      gint64 divisor = powers_of_ten[-shift];
      gint64 rest = scaled % divisor;
      scaled /= divisor;
      if (ABS (rest) >= divisor - ABS (rest)) /* half or more, without overflow */
        scaled += number.coefficient < 0 ? -1 : 1;
    }
  else if (shift > TALLY_DECIMAL_MAX_DIGITS ? scaled != 0
           : __builtin_mul_overflow (scaled, powers_of_ten[shift], &scaled))
    return FALSE;
  *out_scaled = scaled;
  return TRUE;
}

/* Digits with the point set `n_behind` digits from their right end. */
static void
format_plain (GString    *out,
              const char *digits,
              gint        n_behind)
{
  gint n_digits = (gint) strlen (digits);

  if (n_behind >= n_digits)
    {
      g_string_append (out, "0.");
      for (gint i = n_digits; i < n_behind; i++)
        g_string_append_c (out, '0');
      g_string_append (out, digits);
      return;
    }
  g_string_append_len (out, digits, n_digits - n_behind);
  if (n_behind > 0)
    g_string_append_printf (out, ".%s", digits + n_digits - n_behind);
}

const char *
tally_decimal_format (TallyDecimal  number,
                      char         *buffer,
                      gsize         size)
{
  g_autoptr (GString) out = g_string_sized_new (TALLY_DECIMAL_BUFFER_SIZE);
  char digits[24];
  gint n_digits;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_DECIMAL_BUFFER_SIZE, "");
  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, (guint64) ABS (number.coefficient));
  n_digits = (gint) strlen (digits);
  if (number.coefficient < 0)
    g_string_append_c (out, '-');
  if (number.exponent > 0 && n_digits + number.exponent <= MAX_PLAIN_DIGITS - 1)
    {
      g_string_append (out, digits);
      for (gint i = 0; i < number.exponent; i++)
        g_string_append_c (out, '0');
    }
  else if (number.exponent <= 0 && -number.exponent < n_digits + MAX_LEADING_ZEROS)
    format_plain (out, digits, -number.exponent);
  else
    g_string_append_printf (out, "%se%d", digits, number.exponent);
  g_strlcpy (buffer, out->str, size);
  return buffer;
}

double
tally_decimal_to_double (TallyDecimal number)
{
  char text[TALLY_DECIMAL_BUFFER_SIZE];

  if (number.exponent == 0 && ABS (number.coefficient) < (G_GINT64_CONSTANT (1) << 53))
    return (double) number.coefficient;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT "e%d", number.coefficient, number.exponent);
  return g_ascii_strtod (text, NULL); /* correctly rounded, unlike a product of two doubles */
}

gboolean
tally_decimal_equal (TallyDecimal a,
                     TallyDecimal b)
{
  return a.coefficient == b.coefficient && a.exponent == b.exponent;
}

gboolean
tally_number_parse_int64 (const char *text,
                          gsize       length,
                          gint64     *out_value)
{
  Cursor cursor = { text, text + length };
  gboolean negative = accept_sign (&cursor);
  gint64 value = 0;

  if (cursor.at == cursor.end)
    return FALSE;
  for (; cursor.at < cursor.end; cursor.at++)
    {
      gint64 digit = negative ? '0' - *cursor.at : *cursor.at - '0';
      if (!g_ascii_isdigit (*cursor.at)
          || __builtin_mul_overflow (value, 10, &value)
          || __builtin_add_overflow (value, digit, &value))
        return FALSE;
    }
  *out_value = value;
  return TRUE;
}
