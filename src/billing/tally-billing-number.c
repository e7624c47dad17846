/* tally-billing-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-number.h"

/* More digits than this are cut behind the point and too many before it. */
#define MAX_PLAIN_BYTES 96
#define GROUP_DIGITS 3
/* With at most 18 digits before it, a smaller exponent can't leave the range of a double. */
#define SAFE_EXPONENT 280

/* Where the parts of a number end, counted in bytes from its start. */
typedef struct {
  gsize    integer;
  gsize    fraction;
  gsize    end;
  gboolean has_commas;
  gboolean has_negative_exponent;
} Shape;

static gsize
skip_digits (const char *text,
             gsize       length,
             gsize       at)
{
  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at;
}

static gsize
skip_sign (const char *text,
           gsize       length,
           gsize       at)
{
  return at < length && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
}

static void
find_exponent (const char *text,
               gsize       length,
               Shape      *shape)
{
  gsize digits;

  if (shape->end == length || (text[shape->end] != 'e' && text[shape->end] != 'E'))
    return;
  digits = skip_sign (text, length, shape->end + 1);
  if (digits == length || !g_ascii_isdigit (text[digits]))
    return;
  shape->has_negative_exponent = text[digits - 1] == '-';
  shape->end = skip_digits (text, length, digits);
}

/* Takes groups of thousands; FALSE if a comma stands where none parts thousands. */
static gboolean
find_groups (const char *text,
             gsize       length,
             gsize       start,
             Shape      *shape)
{
  gsize first = shape->integer - start;

  while (shape->integer < length && text[shape->integer] == ',')
    {
      gsize group = shape->integer + 1;
      gsize end = skip_digits (text, length, group);
      if (end - group != GROUP_DIGITS || first == 0 || first > GROUP_DIGITS || text[start] == '0')
        return FALSE;
      shape->has_commas = TRUE;
      shape->integer = end;
    }
  return TRUE;
}

static gboolean
find_shape (const char *text,
            gsize       length,
            gsize       start,
            Shape      *shape)
{
  shape->integer = skip_digits (text, length, start);
  if (!find_groups (text, length, start, shape))
    return FALSE;
  shape->fraction = shape->integer;
  if (shape->fraction < length && text[shape->fraction] == '.')
    shape->fraction = skip_digits (text, length, shape->fraction + 1);
  shape->end = shape->fraction;
  if (shape->fraction < length && text[shape->fraction] == ',')
    return FALSE; /* "1.234,56" */
  if (!shape->has_commas)
    find_exponent (text, length, shape);
  return TRUE;
}

/* Copies a number with commas without them; FALSE if it has too many digits before the point. */
static gboolean
drop_commas (const char  *text,
             const Shape *shape,
             char         out_plain[MAX_PLAIN_BYTES],
             gsize       *out_length)
{
  gsize n = 0;

  for (gsize i = 0; i < shape->fraction; i++)
    {
      if (text[i] == ',')
        continue;
      if (n == MAX_PLAIN_BYTES)
        {
          if (i < shape->integer)
            return FALSE;
          break; /* far behind what a decimal keeps */
        }
      out_plain[n++] = text[i];
    }
  *out_length = n;
  return TRUE;
}

static TallyBillingScan
read_number (const char   *text,
             const Shape  *shape,
             TallyDecimal *out_number)
{
  char plain[MAX_PLAIN_BYTES];
  TallyDecimal number;
  gsize length = shape->end;
  const char *from = text;

  if (shape->has_commas)
    {
      if (!drop_commas (text, shape, plain, &length))
        return TALLY_BILLING_SCAN_NOT_FINITE;
      from = plain;
    }
  if (!tally_decimal_parse (from, length, &number))
    {
      if (!shape->has_negative_exponent)
        return TALLY_BILLING_SCAN_NOT_FINITE;
      number = tally_decimal_new (0, 0);
    }
  if (number.exponent > SAFE_EXPONENT && !isfinite (tally_decimal_to_double (number)))
    return TALLY_BILLING_SCAN_NOT_FINITE;
  *out_number = number;
  return TALLY_BILLING_SCAN_NUMBER;
}

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

TallyBillingScan
tally_billing_scan_number (const char   *text,
                           gsize         length,
                           TallyDecimal *out_number,
                           gsize        *out_used)
{
  Shape shape = { 0 };
  gsize start;

  g_return_val_if_fail (text != NULL && out_number != NULL && out_used != NULL,
                        TALLY_BILLING_SCAN_NONE);
  *out_used = 0;
  start = skip_sign (text, length, 0);
  if (is_word (text + start, length - start, "inf")
      || is_word (text + start, length - start, "infinity")
      || is_word (text + start, length - start, "nan"))
    {
      *out_used = length;
      return TALLY_BILLING_SCAN_NOT_FINITE;
    }
  if (!find_shape (text, length, start, &shape))
    return TALLY_BILLING_SCAN_MISGROUPED;
  if (shape.integer == start && shape.fraction <= start + 1)
    return TALLY_BILLING_SCAN_NONE;
  *out_used = shape.end;
  return read_number (text, &shape, out_number);
}
