/* fuzz-number.c
 *
 * Any bytes as a number: what is accepted has one canonical text, which reads back as the same
 * number; scaling never overflows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_round_trip (TallyDecimal number)
{
  char text[TALLY_DECIMAL_BUFFER_SIZE];
  char again[TALLY_DECIMAL_BUFFER_SIZE];
  TallyDecimal back;

  tally_decimal_format (number, text, sizeof text);
  g_assert_true (tally_decimal_parse (text, strlen (text), &back));
  g_assert_true (tally_decimal_equal (number, back));
  g_assert_cmpint (number.coefficient, ==, back.coefficient);
  g_assert_cmpint (number.exponent, ==, back.exponent);
  g_assert_cmpstr (tally_decimal_format (back, again, sizeof again), ==, text);
}

static void
check_scaling (TallyDecimal number)
{
  gint64 whole = 0, cents = 0;

  if (tally_decimal_scale (number, 2, &cents) && tally_decimal_scale (number, 0, &whole))
    {
      g_assert_true ((cents >= 0) == (number.coefficient >= 0) || cents == 0);
      g_assert_true (ABS (cents / 100 - whole) <= 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  TallyDecimal number = { 7, 7 };
  gint64 value = 7;

  if (tally_decimal_parse ((const char *) data, size, &number))
    {
      check_round_trip (number);
      check_scaling (number);
    }
  else
    g_assert_true (number.coefficient == 7 && number.exponent == 7);
  if (tally_number_parse_int64 ((const char *) data, size, &value))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
      gint64 back = 0;

      g_assert_true (tally_number_parse_int64 (text, strlen (text), &back));
      g_assert_cmpint (back, ==, value);
    }
  else
    g_assert_cmpint (value, ==, 7);
  return 0;
}
