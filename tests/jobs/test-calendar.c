/* test-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"
#include "tally-jobs-calendar.h"
#include "tally-jobs-error.h"
#include "tally-random.h"

#define CHICAGO "America/Chicago"
#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

static gint64
parse (const char *text)
{
  gint64 utc = 0;

  g_assert_true (tally_clock_parse_utc (text, &utc));
  return utc;
}

/* The moments that follow each other, the last one "never" if there is none. */
typedef struct {
  const char *expression;
  const char *zone;
  const char *after;
  const char *wanted[4];
} Case;

/* Those of the plain days agree with systemd-analyze(1) calendar of systemd 252. */
static const Case cases[] = {
  { "0 */2 * * 1-5", CHICAGO, "2026-11-24T19:12:00Z",
    { "2026-11-24T20:00:00Z", "2026-11-24T22:00:00Z", "2026-11-25T00:00:00Z" } },
  { "Mon..Fri *-*-* 08..18/2:00:00", "UTC", "2026-11-24T19:12:00Z",
    { "2026-11-25T08:00:00Z", "2026-11-25T10:00:00Z" } },
  { "Mon *-*-* 23:00 America/Chicago", "UTC", "2026-11-24T19:12:00Z",
    { "2026-12-01T05:00:00Z", "2026-12-08T05:00:00Z" } },
  { "*-02~01", "UTC", "2026-11-24T19:12:00Z",
    { "2027-02-28T00:00:00Z", "2028-02-29T00:00:00Z" } },
  { "quarterly", "UTC", "2026-11-24T19:12:00Z", { "2027-01-01T00:00:00Z", "2027-04-01T00:00:00Z" } },
  { "*:0/15", "UTC", "2026-11-24T19:12:00Z", { "2026-11-24T19:15:00Z", "2026-11-24T19:30:00Z" } },
  { "2026-11-24", "UTC", "2026-11-23T00:00:00Z", { "2026-11-24T00:00:00Z", "never" } },
  { "12:00", "UTC", "2026-11-24T19:12:00Z", { "2026-11-25T12:00:00Z" } },
  { "Mon,Wed", "UTC", "2026-11-24T19:12:00Z", { "2026-11-25T00:00:00Z", "2026-11-30T00:00:00Z" } },
  { "8-2", "UTC", "2026-11-24T19:12:00Z", { "2027-08-02T00:00:00Z" } },
  { "Sat..Mon 6:00", "UTC", "2026-11-24T19:12:00Z",
    { "2026-11-28T06:00:00Z", "2026-11-29T06:00:00Z", "2026-11-30T06:00:00Z", "2026-12-05T06:00:00Z" } },
  { "@daily", CHICAGO, "2026-07-01T05:00:00Z", { "2026-07-02T05:00:00Z" } },
  { "weekly", CHICAGO, "2026-11-24T19:12:00Z", { "2026-11-30T06:00:00Z" } },
  { "0 0 29 2 *", "UTC", "2097-01-01T00:00:00Z", { "2104-02-29T00:00:00Z" } },
  { "0 0 31 2 *", "UTC", "2026-01-01T00:00:00Z", { "never" } },
  /* cron: either of the two days; 0 and 7 are Sunday */
  { "0 6 13 * 5", "UTC", "2026-11-10T00:00:00Z",
    { "2026-11-13T06:00:00Z", "2026-11-20T06:00:00Z", "2026-11-27T06:00:00Z" } },
  { "0 6 * * 0", "UTC", "2026-11-24T00:00:00Z", { "2026-11-29T06:00:00Z" } },
  { "0 6 * * 7", "UTC", "2026-11-24T00:00:00Z", { "2026-11-29T06:00:00Z" } },
  { "30 5 * jan-mar Sat,SUN", "UTC", "2026-11-24T00:00:00Z", { "2027-01-02T05:30:00Z", "2027-01-03T05:30:00Z" } },
  /* OnCalendar: both */
  { "Fri *-*-13 6:00", "UTC", "2026-11-10T00:00:00Z", { "2026-11-13T06:00:00Z", "2027-08-13T06:00:00Z" } },
  { "*-*-* *:*:0/20", "UTC", "2026-11-24T19:12:00Z", { "2026-11-24T19:12:20Z", "2026-11-24T19:12:40Z" } },
};

/* Clocks go from 2:00 CST to 3:00 CDT on 2027-03-14 at 8:00 UTC, and from 2:00 CDT to 1:00 CST on
 * 2026-11-01 at 7:00 UTC. */
static const Case night_cases[] = {
  { "30 2 * * *", CHICAGO, "2027-03-13T09:00:00Z", { "2027-03-14T08:00:00Z", "2027-03-15T07:30:00Z" } },
  { "15,45 2 * * *", CHICAGO, "2027-03-13T09:00:00Z", { "2027-03-14T08:00:00Z", "2027-03-15T07:15:00Z" } },
  { "*-*-* 02:30", CHICAGO, "2027-03-14T07:59:59Z", { "2027-03-14T08:00:00Z" } },
  { "30 * * * *", CHICAGO, "2027-03-14T06:45:00Z",
    { "2027-03-14T07:30:00Z", "2027-03-14T08:30:00Z", "2027-03-14T09:30:00Z" } },
  { "0 */2 * * *", CHICAGO, "2027-03-14T05:00:00Z",
    { "2027-03-14T06:00:00Z", "2027-03-14T09:00:00Z", "2027-03-14T11:00:00Z" } },
  { "30 1 * * *", CHICAGO, "2026-10-31T12:00:00Z", { "2026-11-01T06:30:00Z", "2026-11-02T07:30:00Z" } },
  { "30 * * * *", CHICAGO, "2026-11-01T05:00:00Z",
    { "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z", "2026-11-01T08:30:00Z" } },
  { "0 0 * * *", CHICAGO, "2026-10-31T12:00:00Z",
    { "2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z" } },
  /* half an hour of summer time, and midnight that is left out */
  { "15 2 * * *", "Australia/Lord_Howe", "2026-10-02T16:00:00Z", { "2026-10-03T15:30:00Z" } },
  { "0 0 * * *", "Africa/Cairo", "2026-04-23T12:00:00Z", { "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z" } },
  { "0 8 * * *", "Pacific/Kiritimati", "2026-11-24T00:00:00Z", { "2026-11-24T18:00:00Z" } },
  { "0 8 * * *", "Pacific/Pago_Pago", "2026-11-24T00:00:00Z", { "2026-11-24T19:00:00Z" } },
};

static void
check_case (const Case *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyJobsCalendar) calendar =
    tally_jobs_calendar_new (wanted->expression, wanted->zone, &error);
  gint64 utc = parse (wanted->after);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wanted->wanted) && wanted->wanted[i] != NULL; i++)
    {
      g_autofree char *text = NULL;
      utc = tally_jobs_calendar_next (calendar, utc);
      text = utc < 0 ? g_strdup ("never") : tally_clock_format_utc (utc);
      g_test_message ("%s in %s: %s", wanted->expression, wanted->zone, text);
      g_assert_cmpstr (text, ==, wanted->wanted[i]);
    }
}

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
test_nights_when_clocks_change (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (night_cases); i++)
    check_case (&night_cases[i]);
}

static void
test_refusals (void)
{
  static const struct { const char *expression; const char *zone; const char *wanted; } refused[] = {
    { "", "UTC", "no schedule" },
    { "   ", "UTC", "no schedule" },
    { "sometimes", "UTC", "no weekday" },
    { "* * * *", "UTC", "no " },
    { "* * * * * *", "UTC", "no " },
    { "60 * * * *", "UTC", "'60' is no minute; write 0 … 59" },
    { "* 24 * * *", "UTC", "'24' is no hour" },
    { "* * 0 * *", "UTC", "'0' is no day of the month" },
    { "* * * 13 *", "UTC", "'13' is no month" },
    { "* * * * 8", "UTC", "'8' is no weekday" },
    { "*/0 * * * *", "UTC", "'*/0' is no minute" },
    { "*/-1 * * * *", "UTC", "'*/-1' is no minute" },
    { "*/99999999999999999999 * * * *", "UTC", "no minute" },
    { "10-5 * * * *", "UTC", "'10-5' is no minute" },
    { "1,,2 * * * *", "UTC", "'' is no minute" },
    { "+5 * * * *", "UTC", "'+5' is no minute" },
    { "Funday 8:00", "UTC", "'Funday' is no weekday" },
    { "2026-02-30-1", "UTC", "no schedule" },
    { "8:00:00:00", "UTC", "no schedule" },
    { "8:00 9:00", "UTC", "no schedule" },
    { "1969-01-01", "UTC", "'1969' is no year" },
    { "0 8 * * *", "Mars/Olympus", "'Mars/Olympus' is no time zone" },
    { "daily Mars/Olympus", "UTC", "'Mars/Olympus' is no time zone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyJobsCalendar) calendar =
        tally_jobs_calendar_new (refused[i].expression, refused[i].zone, &error);
      g_test_message ("%s", refused[i].expression);
      g_assert_null (calendar);
      g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING);
      g_assert_nonnull (strstr (error->message, refused[i].wanted));
    }
}

/* An expression of lists alone, and the same by GDateTime. */
typedef struct {
  guint minutes[2];
  guint hours[2];
  guint first_weekday;
  guint last_weekday;
} Random;

static gboolean
fits (const Random *random,
      GTimeZone    *zone,
      gint64        utc)
{
  g_autoptr (GDateTime) universal = g_date_time_new_from_unix_utc (utc / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (universal, zone);
  guint minute = (guint) g_date_time_get_minute (local);
  guint hour = (guint) g_date_time_get_hour (local);
  guint weekday = (guint) g_date_time_get_day_of_week (local);

  return (minute == random->minutes[0] || minute == random->minutes[1])
         && (hour == random->hours[0] || hour == random->hours[1])
         && weekday >= random->first_weekday && weekday <= random->last_weekday;
}

/* Away from the nights when clocks change, every minute is looked at one by one. */
static void
test_nothing_is_left_out (void)
{
  static const char *const zones[] = { "UTC", CHICAGO, "Asia/Kolkata", "Pacific/Chatham" };
  g_autoptr (TallyRandom) random = tally_random_new (11);

  for (guint i = 0; i < 40; i++)
    {
      const char *name = zones[i % G_N_ELEMENTS (zones)];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
      g_autoptr (TallyJobsCalendar) calendar = NULL;
      g_autofree char *expression = NULL;
      g_autoptr (GError) error = NULL;
      gint64 utc = parse ("2026-06-01T00:00:00Z") + (gint64) tally_random_below (random, 5000) * MINUTE;
      gint64 next;
      Random fields = {
        { tally_random_below (random, 60), tally_random_below (random, 60) },
        { tally_random_below (random, 24), tally_random_below (random, 24) },
        1 + tally_random_below (random, 4), 5 + tally_random_below (random, 3),
      };

      expression = g_strdup_printf ("%u,%u %u,%u * * %u-%u", fields.minutes[0], fields.minutes[1], fields.hours[0],
                                    fields.hours[1], fields.first_weekday, fields.last_weekday);
      calendar = tally_jobs_calendar_new (expression, name, &error);
      g_assert_no_error (error);
      next = tally_jobs_calendar_next (calendar, utc);
      while ((utc += MINUTE) < next)
        g_assert_false (fits (&fields, zone, utc));
      g_assert_true (fits (&fields, zone, next));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/calendar/days", test_days);
  g_test_add_func ("/jobs/calendar/nights-when-clocks-change", test_nights_when_clocks_change);
  g_test_add_func ("/jobs/calendar/refusals", test_refusals);
  g_test_add_func ("/jobs/calendar/nothing-is-left-out", test_nothing_is_left_out);
  return g_test_run ();
}
