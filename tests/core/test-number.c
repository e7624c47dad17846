/* test-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"

#include "tally-test.h"

static TallyDecimal
number_of (const char *text)
{
  TallyDecimal number = { 7, 7 };

  g_test_message ("%s", text);
  g_assert_true (tally_decimal_parse (text, strlen (text), &number));
  return number;
}

static void
test_one_form (void)
{
  static const struct {
    const char *text;
    const char *form;
  } cases[] = {
    { "3", "3" }, { "3.0", "3" }, { "30e-1", "3" }, { "+3", "3" }, { "-0.05", "-0.05" }, { ".5", "0.5" },
    { "5.", "5" }, { "1E3", "1000" }, { "1e+3", "1000" }, { "0", "0" }, { "-0.000", "0" }, { "0e999", "0" },
    { "1234.50", "1234.5" }, { "1e20", "1e20" }, { "1e19", "10000000000000000000" }, { "1e-30", "1e-30" },
    { "0.0000001", "0.0000001" }, { "1234567890123456789", "1234567890123456780" }, { "007", "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char text[TALLY_DECIMAL_BUFFER_SIZE];
      TallyDecimal number = number_of (cases[i].text);
      g_assert_cmpstr (tally_decimal_format (number, text, sizeof text), ==, cases[i].form);
      g_assert_true (tally_decimal_equal (number, number_of (text)));
    }
}

static void
test_no_numbers (void)
{
  static const char *const none[] = {
    "", ".", "-", "+", "e5", "1e", "1e+", "--1", "1 ", " 1", "1,000", "0x1", "inf", "nan", "1.2.3", "1e5000", "1_0",
    "\357\274\221",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      TallyDecimal number = { 7, 7 };
      g_test_message ("%s", none[i]);
      g_assert_false (tally_decimal_parse (none[i], strlen (none[i]), &number));
      g_assert_true (number.coefficient == 7 && number.exponent == 7);
    }
}

static void
test_scale (void)
{
  static const struct {
    const char *text;
    guint       places;
    gint64      scaled;
  } cases[] = {
    { "1.005", 2, 101 }, { "-1.005", 2, -101 }, { "1.004999", 2, 100 }, { "0.5", 0, 1 }, { "-0.5", 0, -1 },
    { "0.49", 0, 0 }, { "1e-900", 9, 0 }, { "92233720368547758.07", 2, G_GINT64_CONSTANT (9223372036854775800) },
    { "12", 9, G_GINT64_CONSTANT (12000000000) }, { "0", 9, 0 },
  };
  gint64 scaled = 7;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (tally_decimal_scale (number_of (cases[i].text), cases[i].places, &scaled));
      g_assert_cmpint (scaled, ==, cases[i].scaled);
    }
  scaled = 7;
  g_assert_false (tally_decimal_scale (number_of ("1e17"), 2, &scaled));
  g_assert_false (tally_decimal_scale (number_of ("1e900"), 0, &scaled));
  g_assert_cmpint (scaled, ==, 7);
}

static void
test_double (void)
{
  static const struct {
    const char *text;
    double      nearest;
  } cases[] = { { "0.1", 0.1 }, { "-170.52", -170.52 }, { "1e22", 1e22 }, { "3", 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = tally_decimal_to_double (number_of (cases[i].text));
      g_assert_false (value < cases[i].nearest || value > cases[i].nearest);
    }
  g_assert_true (isinf (tally_decimal_to_double (number_of ("1e400"))));
}

static void
test_int64 (void)
{
  static const char *const none[] = { "", "-", "+", "1.0", "1e3", " 1", "9223372036854775808", "0x1" };
  gint64 value = 7;

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (tally_number_parse_int64 (none[i], strlen (none[i]), &value));
  g_assert_cmpint (value, ==, 7);
  g_assert_true (tally_number_parse_int64 ("9223372036854775807", 19, &value));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (tally_number_parse_int64 ("-9223372036854775808", 20, &value));
  g_assert_cmpint (value, ==, G_MININT64);
  g_assert_true (tally_number_parse_int64 ("123456", 3, &value));
  g_assert_cmpint (value, ==, 123);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/number/one-form-for-equal-numbers", test_one_form);
  g_test_add_func ("/core/number/nothing-is-guessed", test_no_numbers);
  g_test_add_func ("/core/number/scaling-rounds-half-away-from-zero", test_scale);
  g_test_add_func ("/core/number/nearest-double", test_double);
  g_test_add_func ("/core/number/whole-numbers", test_int64);
  return g_test_run ();
}
