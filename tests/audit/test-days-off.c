/* test-days-off.c
 *
 * Federal holidays and business days, held against the published calendars.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-calendar.h"

#include "tally-test.h"

static TallyDay
parse_day (const char *text)
{
  TallyDay day = TALLY_DAY_NONE;

  g_assert_true (tally_day_parse (text, strlen (text), &day));
  return day;
}

/* As the Office of Personnel Management lists them for 2026, and 1 January 2022 on the day before. */
static void
test_holidays_of_a_year (void)
{
  static const char *const days[] = {
    "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-07-04",
    "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
  };
  TallyDay day = parse_day ("2026-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (TallyDay next = parse_day (days[i]); day <= next; day++)
      g_assert_cmpint (tally_audit_calendar_is_holiday (day), ==, day == next);
  for (; day <= parse_day ("2026-12-31"); day++)
    g_assert_false (tally_audit_calendar_is_holiday (day));
}

static void
test_days (void)
{
  static const struct { const char *day; gboolean is_holiday, is_off; } cases[] = {
    { "2021-12-31", TRUE, TRUE }, /* new year's day on a Saturday */
    { "2023-01-02", TRUE, TRUE }, /* on a Sunday */
    { "2020-06-19", FALSE, FALSE }, /* before it was a holiday */
    { "2021-06-18", TRUE, TRUE },
    { "2024-05-27", TRUE, TRUE }, /* the last Monday is the fourth */
    { "2021-05-31", TRUE, TRUE }, /* the last Monday is the fifth */
    { "2021-05-24", FALSE, FALSE },
    { "2024-11-28", TRUE, TRUE }, /* the fourth Thursday, not the last one */
    { "2023-11-30", FALSE, FALSE },
    { "2026-08-15", FALSE, TRUE }, { "2026-08-16", FALSE, TRUE }, { "2026-08-17", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (tally_audit_calendar_is_holiday (parse_day (cases[i].day)), ==, cases[i].is_holiday);
      g_assert_cmpint (tally_audit_calendar_is_off (parse_day (cases[i].day)), ==, cases[i].is_off);
    }
  g_assert_false (tally_audit_calendar_is_holiday (TALLY_DAY_NONE));
  g_assert_false (tally_audit_calendar_is_off (TALLY_DAY_NONE));
}

static void
test_business_days (void)
{
  static const struct { const char *day; guint n; const char *last; } cases[] = {
    { "2026-08-10", 1, "2026-08-10" }, { "2026-08-10", 5, "2026-08-14" }, { "2026-08-12", 5, "2026-08-18" },
    { "2026-08-15", 2, "2026-08-17" }, { "2026-09-04", 2, "2026-09-08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (tally_audit_calendar_add_business_days (parse_day (cases[i].day), cases[i].n), ==, parse_day (cases[i].last));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/days-off/holidays-of-a-year", test_holidays_of_a_year);
  g_test_add_func ("/audit/days-off/days", test_days);
  g_test_add_func ("/audit/days-off/business-days", test_business_days);
  return g_test_run ();
}
