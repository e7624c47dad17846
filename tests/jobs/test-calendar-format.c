/* test-calendar-format.c
 *
 * A calendar written for systemd or cron, and read again, is due at the same moments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"
#include "tally-jobs-calendar-format.h"
#include "tally-jobs-error.h"

#define CHICAGO "America/Chicago"

static const struct {
  const char *expression;
  const char *systemd;
  const char *cron;    /* (nullable): what cron can't say */
} cases[] = {
  { "0 13,15,17,19,21,23,1 * * 1-5", "Mon..Fri *-*-* 01,13,15,17,19,21,23:00:00 America/Chicago",
    "0 1,13,15,17,19,21,23 * * 1-5" },
  { "0 */2 * * *", "*-*-* 0/2:00:00 America/Chicago", "0 */2 * * *" },
  { "*/15 8-18 * * mon", "Mon *-*-* 08..18:0/15:00 America/Chicago", "*/15 8-18 * * 1" },
  { "Sat,Sun *-*-* 15,19,23:00 UTC", "Sat,Sun *-*-* 15,19,23:00:00 UTC", "0 15,19,23 * * 0,6" },
  { "Fri..Sun *-*-* 15:00 UTC", "Fri..Sun *-*-* 15:00:00 UTC", "0 15 * * 0,5,6" },
  { "Mon..Sun *-*-* 15:00 UTC", "*-*-* 15:00:00 UTC", "0 15 * * *" },
  { "0 6 * * 7", "Sun *-*-* 06:00:00 America/Chicago", "0 6 * * 0" },
  { "daily", "*-*-* 00:00:00 America/Chicago", "0 0 * * *" },
  { "quarterly", "*-01,04,07,10-01 00:00:00 America/Chicago", "0 0 1 1,4,7,10 *" },
  { "*:*:0/20", "*-*-* *:*:0/20 America/Chicago", NULL },
  { "2027-01-05 6:00", "2027-01-05 06:00:00 America/Chicago", NULL },
  { "*-02~01", "*-02~01 00:00:00 America/Chicago", NULL },
  { "Fri *-*-13 6:00", "Fri *-*-13 06:00:00 America/Chicago", NULL },
};

static TallyJobsCalendar *
parse (const char *expression)
{
  g_autoptr (GError) error = NULL;
  TallyJobsCalendar *calendar = tally_jobs_calendar_new (expression, CHICAGO, &error);

  g_assert_no_error (error);
  return calendar;
}

/* 200 moments from before a spring night on. */
static void
assert_same (const TallyJobsCalendar *a,
             const TallyJobsCalendar *b)
{
  gint64 utc = 0;

  g_assert_true (tally_clock_parse_utc ("2026-03-07T00:00:00Z", &utc));
  for (guint i = 0; i < 200 && utc >= 0; i++)
    {
      gint64 next = tally_jobs_calendar_next (a, utc);
      g_assert_cmpint (tally_jobs_calendar_next (b, utc), ==, next);
      utc = next;
    }
}

static void
test_systemd (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyJobsCalendar) calendar = parse (cases[i].expression);
      g_auto (GStrv) lines = tally_jobs_calendar_dup_systemd (calendar);
      g_autoptr (TallyJobsCalendar) again = parse (lines[0]);
      g_assert_cmpuint (g_strv_length (lines), ==, 1);
      g_assert_cmpstr (lines[0], ==, cases[i].systemd);
      assert_same (calendar, again);
      g_assert_cmpint (tally_jobs_calendar_follows_real_time (again), ==,
                       tally_jobs_calendar_follows_real_time (calendar));
    }
}

static void
test_cron (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyJobsCalendar) calendar = parse (cases[i].expression);
      g_autoptr (TallyJobsCalendar) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *cron = tally_jobs_calendar_dup_cron (calendar, &error);
      g_assert_cmpstr (cron, ==, cases[i].cron);
      if (cron == NULL)
        {
          g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING);
          continue;
        }
      again = tally_jobs_calendar_new (cron, tally_jobs_calendar_get_zone (calendar), &error);
      g_assert_no_error (error);
      assert_same (calendar, again);
    }
}

/* Cron's "either day" is two timers. */
static void
test_either_day (void)
{
  g_autoptr (TallyJobsCalendar) calendar = parse ("0 6 13 * 5");
  g_auto (GStrv) lines = tally_jobs_calendar_dup_systemd (calendar);
  g_autofree char *cron = tally_jobs_calendar_dup_cron (calendar, NULL);

  g_assert_cmpstr (cron, ==, "0 6 13 * 5");
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, "Fri *-*-* 06:00:00 America/Chicago");
  g_assert_cmpstr (lines[1], ==, "*-*-13 06:00:00 America/Chicago");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/calendar-format/systemd", test_systemd);
  g_test_add_func ("/jobs/calendar-format/cron", test_cron);
  g_test_add_func ("/jobs/calendar-format/either-day", test_either_day);
  return g_test_run ();
}
