/* test-week.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-week.h"

#include "tally-money.h"
#include "tally-test.h"

static void
test_days (void)
{
  static const char *const good[] = { "2024-02-29", "2/29/2024", "02/29/24", "2024-02-29T23:59:59+10:00" };
  static const char *const none[] = {
    "", "2025-02-29", "2025-13-01", "0000-01-01", "1899-12-31", "2200-01-01", "2025-8-17", "13/01/2025",
    "2025/08/17", "8-17-2025", "20250817", "2025-08-17x", "12", "8/17", "8/17/025", "-8/17/25",
  };
  char text[TALLY_DAY_BUFFER_SIZE];
  TallyDay day;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      day = TALLY_DAY_NONE;
      g_assert_true (tally_day_parse (good[i], strlen (good[i]), &day));
      g_assert_cmpuint (day, ==, tally_day_new (2024, 2, 29));
    }
  g_assert_cmpstr (tally_day_format_iso (day, text, sizeof text), ==, "2024-02-29");
  g_assert_cmpstr (tally_day_format_us (day, text, sizeof text), ==, "02/29/2024");
  g_assert_cmpstr (tally_day_format_iso (TALLY_DAY_NONE, text, sizeof text), ==, "");
  day = 7;
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("%s", none[i]);
      g_assert_false (tally_day_parse (none[i], strlen (none[i]), &day));
    }
  g_assert_cmpuint (day, ==, 7);
}

static void
test_calendar (void)
{
  guint year, month, day_of_month;

  g_assert_cmpuint (tally_day_new (2100, 2, 29), ==, TALLY_DAY_NONE);
  g_assert_cmpuint (tally_day_new (2000, 2, 29), !=, TALLY_DAY_NONE);
  g_assert_cmpuint (tally_day_new (2025, 0, 1), ==, TALLY_DAY_NONE);
  for (TallyDay day = tally_day_new (1900, 1, 1); day <= tally_day_new (2199, 12, 31); day++)
    {
      tally_day_split (day, &year, &month, &day_of_month);
      g_assert_cmpuint (tally_day_new (year, month, day_of_month), ==, day);
    }
  tally_day_split (TALLY_DAY_NONE, &year, &month, &day_of_month);
  g_assert_cmpuint (year + month + day_of_month, ==, 0);
}

/* Rule 5.8/65. */
static void
test_weeks (void)
{
  const TallyDay sunday = tally_day_new (2025, 7, 13);
  char text[TALLY_DAY_BUFFER_SIZE];
  TallyDay week = 7;

  g_assert_cmpuint (tally_week_get_start (sunday), ==, tally_day_new (2025, 7, 7));
  g_assert_true (tally_week_contains (sunday, sunday) && tally_week_contains (sunday, sunday - 6));
  g_assert_false (tally_week_contains (sunday, sunday - 7) || tally_week_contains (sunday, sunday + 1));
  g_assert_false (tally_week_contains (sunday, TALLY_DAY_NONE));
  g_assert_true (tally_week_is_regular (sunday) && !tally_week_is_regular (sunday - 1));
  g_assert_cmpuint (tally_day_get_weekday (sunday), ==, 7);
  g_assert_cmpstr (tally_day_get_weekday_name (sunday - 4), ==, "Wednesday");
  g_assert_cmpstr (tally_day_get_weekday_name (TALLY_DAY_NONE), ==, "");
  g_assert_cmpstr (tally_week_format (sunday, text, sizeof text), ==, "071325");
  g_assert_false (tally_week_parse ("81725", 5, &week) || tally_week_parse ("023025", 6, &week)
                  || tally_week_parse ("07132025", 8, &week) || tally_week_parse ("07132x", 6, &week));
  g_assert_cmpuint (week, ==, 7);
  g_assert_true (tally_week_parse ("071325", 6, &week));
  g_assert_cmpuint (week, ==, sunday);
}

static void
test_money (void)
{
  char text[TALLY_MONEY_BUFFER_SIZE];
  TallyMoney sum = G_MAXINT64 - 1;
  TallyMoney cents = 7;

  g_assert_true (tally_money_from_decimal (tally_decimal_new (1005, -3), &cents));
  g_assert_cmpint (cents, ==, 101);
  g_assert_true (tally_money_from_decimal (tally_decimal_new (-1, 9), &cents));
  g_assert_cmpint (cents, ==, -TALLY_MONEY_MAX);
  g_assert_false (tally_money_from_decimal (tally_decimal_new (100000000001, -2), &cents));
  g_assert_cmpint (cents, ==, -TALLY_MONEY_MAX);
  g_assert_true (tally_money_add (&sum, 1));
  g_assert_false (tally_money_add (&sum, 1));
  g_assert_cmpint (sum, ==, G_MAXINT64);
  g_assert_cmpstr (tally_money_format_for_people (-5, text, sizeof text), ==, "-$0.05");
  g_assert_cmpstr (tally_money_format_for_people (99999, text, sizeof text), ==, "$999.99");
  g_assert_cmpstr (tally_money_format_for_people (100000, text, sizeof text), ==, "$1,000.00");
  g_assert_cmpstr (tally_money_format_for_people (-12345678, text, sizeof text), ==, "-$123,456.78");
  g_assert_cmpstr (tally_money_format_for_people (123456789, text, sizeof text), ==, "$1,234,567.89");
  g_assert_cmpstr (tally_money_format_for_people (G_MININT64, text, sizeof text), ==,
                   "-$92,233,720,368,547,758.08");
  g_assert_cmpstr (tally_money_format (-5, text, sizeof text), ==, "-0.05");
  g_assert_cmpstr (tally_money_format (123450, text, sizeof text), ==, "1234.50");
  g_assert_cmpstr (tally_money_format (G_MININT64, text, sizeof text), ==, "-92233720368547758.08");
  g_assert_false (tally_money_to_double (17052) < 170.52 || tally_money_to_double (17052) > 170.52);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/week/days", test_days);
  g_test_add_func ("/model/week/calendar", test_calendar);
  g_test_add_func ("/model/week/weeks", test_weeks);
  g_test_add_func ("/model/week/money", test_money);
  return g_test_run ();
}
