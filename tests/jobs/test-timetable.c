/* test-timetable.c
 *
 * When a schedule is due, and when it starts then: jitter, blackout, margin.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-clock.h"
#include "tally-jobs-error.h"
#include "tally-jobs-margin.h"
#include "tally-jobs-timetable.h"

#define CHICAGO "America/Chicago"
#define MINUTE ((gint64) G_TIME_SPAN_MINUTE)

static gint64
parse (const char *text)
{
  gint64 utc = 0;

  g_assert_true (tally_clock_parse_utc (text, &utc));
  return utc;
}

static void
assert_utc (gint64      utc_usec,
            const char *wanted)
{
  g_autofree char *text = utc_usec < 0 ? g_strdup ("never") : tally_clock_format_utc (utc_usec);

  g_assert_cmpstr (text, ==, wanted);
}

static TallyJobsTimetable *
make (const char              *expressions,
      const TallyJobsBlackout *blackout)
{
  const TallyJobsTimetableOptions options = {
    .name = "test", .expressions = expressions, .zone = CHICAGO, .blackout = blackout,
  };
  g_autoptr (GError) error = NULL;
  TallyJobsTimetable *self = tally_jobs_timetable_new (&options, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_several_expressions_are_one_schedule (void)
{
  g_autoptr (TallyJobsTimetable) self = make ("0 8 * * 1-5; Sat *-*-* 06:00 ;; Mon *-*-* 08:00", NULL);
  TallyJobsMoment moment = { .due_utc_usec = parse ("2026-11-26T15:00:00Z") };
  static const char *const wanted[] = { "2026-11-27T14:00:00Z", "2026-11-28T12:00:00Z", "2026-11-30T14:00:00Z",
                                        "2026-12-01T14:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_true (tally_jobs_timetable_next (self, moment.due_utc_usec, &moment));
      assert_utc (moment.due_utc_usec, wanted[i]);
      assert_utc (moment.planned_utc_usec, wanted[i]);
    }
}

/* The last moment by a time, however rare it is. */
static void
test_previous (void)
{
  static const struct { const char *expression; const char *until; const char *wanted; } cases[] = {
    { "*-*-* *:*:*", "2026-11-24T15:00:00Z", "2026-11-24T15:00:00Z" },
    { "*:0/15", "2026-11-24T15:14:59Z", "2026-11-24T15:00:00Z" },
    { "30 2 * * *", "2027-03-14T12:00:00Z", "2027-03-14T08:00:00Z" }, /* left out by the clock, made up for */
    { "monthly", "2026-11-24T15:00:00Z", "2026-11-01T05:00:00Z" },
    { "yearly", "2026-11-24T15:00:00Z", "2026-01-01T06:00:00Z" },
    { "2020-01-01", "2026-11-24T15:00:00Z", "never" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyJobsTimetable) self = make (cases[i].expression, NULL);
      TallyJobsMoment moment = { .due_utc_usec = -1 };
      gboolean found = tally_jobs_timetable_previous (self, parse (cases[i].until), FALSE, &moment);
      g_test_message ("%s", cases[i].expression);
      assert_utc (moment.due_utc_usec, cases[i].wanted);
      g_assert_cmpint (found, ==, moment.due_utc_usec >= 0);
    }
}

static gint64
find_offset (const char *name,
             const char *seed)
{
  const TallyJobsTimetableOptions options = {
    .name = name, .expressions = "hourly", .zone = "UTC", .jitter_usec = 5 * MINUTE, .seed = seed,
  };
  g_autoptr (TallyJobsTimetable) self = tally_jobs_timetable_new (&options, NULL);
  TallyJobsMoment moment = { 0 };

  g_assert_true (tally_jobs_timetable_next (self, parse ("2026-11-24T15:00:00Z"), &moment));
  assert_utc (moment.due_utc_usec, "2026-11-24T16:00:00Z");
  return moment.planned_utc_usec - moment.due_utc_usec;
}

static void
test_jitter_is_the_installations_own (void)
{
  g_autoptr (GHashTable) offsets = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *seed = g_strdup_printf ("machine %u", i);
      gint64 offset = find_offset ("weekdays", seed);
      g_assert_cmpint (offset, >=, 0);
      g_assert_cmpint (offset, <=, 5 * MINUTE);
      g_assert_cmpint (offset, ==, find_offset ("weekdays", seed));
      g_hash_table_add (offsets, GINT_TO_POINTER ((int) (offset / G_USEC_PER_SEC) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (offsets), >, 100);
  g_assert_cmpint (find_offset ("weekdays", "here"), !=, find_offset ("weekend", "here"));
}

/* Where a moment in local time of Chicago is put off to. */
static void
test_blackouts (void)
{
  static const struct { const char *windows; const char *at; const char *end; } cases[] = {
    { "", "2026-11-24T15:00:00Z", "2026-11-24T15:00:00Z" },
    { "Sat *-*-* 22:00 for 6h", "2026-11-29T03:59:59Z", "2026-11-29T03:59:59Z" },
    { "Sat *-*-* 22:00 for 6h", "2026-11-29T04:00:00Z", "2026-11-29T10:00:00Z" },
    { "Sat *-*-* 22:00 for 6h", "2026-11-29T09:59:59Z", "2026-11-29T10:00:00Z" },
    { "Sat *-*-* 22:00 for 6h", "2026-11-29T10:00:00Z", "2026-11-29T10:00:00Z" },
    { "2026-12-24..2026-12-26", "2026-12-24T05:59:59Z", "2026-12-24T05:59:59Z" },
    { "2026-12-24..2026-12-26", "2026-12-24T06:00:00Z", "2026-12-27T06:00:00Z" },
    { "2026-12-24", "2026-12-24T20:00:00Z", "2026-12-25T06:00:00Z" },
    /* windows that touch are one */
    { "2026-12-24; 2026-12-25; Sat *-*-* 00:00 for 2 h", "2026-12-24T20:00:00Z", "2026-12-26T08:00:00Z" },
    { "0 22 * * * for 90 min; 0 23 * * * for 1h", "2026-11-24T04:30:00Z", "2026-11-24T06:00:00Z" },
    /* six hours of real time in the night that has 25, and a day that has 23 */
    { "Sat *-*-* 22:00 for 6h", "2026-11-01T04:00:00Z", "2026-11-01T09:00:00Z" },
    { "2027-03-14", "2027-03-14T12:00:00Z", "2027-03-15T05:00:00Z" },
    { "daily for 2d", "2026-11-24T15:00:00Z", "never" },
    /* the night of 25 hours leaves one */
    { "daily for 1d", "2026-11-24T15:00:00Z", "2027-11-08T05:00:00Z" },
    { "*-*-* *:*:* for 1h", "2026-11-24T15:00:00Z", "never" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyJobsBlackout) blackout = tally_jobs_blackout_new (cases[i].windows, CHICAGO, &error);
      g_assert_no_error (error);
      g_test_message ("%s at %s", cases[i].windows, cases[i].at);
      assert_utc (tally_jobs_blackout_find_end (blackout, parse (cases[i].at)), cases[i].end);
    }
}

static void
test_refusals (void)
{
  static const char *const windows[] = {
    "sometimes", "2026-02-30", "2026-12-26..2026-12-24", "2026-12-24..", "Sat 22:00", "Sat 22:00 for 0h",
    "Sat 22:00 for 32d", "Sat 22:00 for 5", "Sat 22:00 for -5h", "Sat 22:00 for 99999999999999999999h",
    "Sat 25:00 for 5h",
  };
  const TallyJobsTimetableOptions empty = { .name = "test", .expressions = " ; ", .zone = "UTC" };
  const TallyJobsTimetableOptions wrong = { .name = "test", .expressions = "daily; 60 * * * *", .zone = "UTC" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_test_message ("%s", windows[i]);
      g_assert_null (tally_jobs_blackout_new (windows[i], CHICAGO, &error));
      g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING);
      g_clear_error (&error);
    }
  g_assert_null (tally_jobs_timetable_new (&empty, &error));
  g_assert_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING);
  g_clear_error (&error);
  g_assert_null (tally_jobs_timetable_new (&wrong, &error));
  g_assert_nonnull (strstr (error->message, "'60' is no minute"));
}

static void
test_a_blackout_puts_off_and_leaves_due (void)
{
  g_autoptr (TallyJobsBlackout) blackout = tally_jobs_blackout_new ("Sat *-*-* 22:00 for 6h", CHICAGO, NULL);
  g_autoptr (TallyJobsBlackout) always = tally_jobs_blackout_new ("daily for 2d", CHICAGO, NULL);
  g_autoptr (TallyJobsTimetable) self = make ("0 */2 * * *", blackout);
  g_autoptr (TallyJobsTimetable) never = make ("0 */2 * * *", always);
  TallyJobsMoment moment;

  g_assert_true (tally_jobs_timetable_next (self, parse ("2026-11-29T06:00:00Z"), &moment));
  assert_utc (moment.due_utc_usec, "2026-11-29T08:00:00Z");
  assert_utc (moment.planned_utc_usec, "2026-11-29T10:00:00Z");
  g_assert_true (tally_jobs_timetable_previous (self, parse ("2026-11-29T09:30:00Z"), TRUE, &moment));
  assert_utc (moment.due_utc_usec, "2026-11-29T02:00:00Z");
  g_assert_false (tally_jobs_timetable_next (never, parse ("2026-11-29T06:00:00Z"), &moment));
}

static void
test_margin_is_learned_from_what_was_seen (void)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 usual = 57 * MINUTE, early = -MINUTE, never_again = 600 * MINUTE, prompt = MINUTE;

  for (guint i = 0; i < TALLY_JOBS_MARGIN_MIN_STARTS; i++)
    {
      g_assert_cmpint (tally_jobs_margin_learn (seen), ==, 60 * MINUTE);
      g_array_append_val (seen, usual);
    }
  g_assert_cmpint (tally_jobs_margin_learn (seen), ==, 57 * MINUTE / 2 * 3 + 5 * MINUTE);
  g_array_append_val (seen, never_again); /* one in 21 is within the 5 % that may be worse */
  g_assert_cmpint (tally_jobs_margin_learn (seen), ==, 57 * MINUTE / 2 * 3 + 5 * MINUTE);
  for (guint i = 0; i < TALLY_JOBS_MARGIN_MAX_STARTS; i++)
    g_array_append_val (seen, prompt);
  g_assert_cmpint (tally_jobs_margin_learn (seen), ==, MINUTE / 2 * 3 + 5 * MINUTE);
  for (guint i = 0; i < TALLY_JOBS_MARGIN_MAX_STARTS; i++)
    g_array_append_val (seen, early);
  g_assert_cmpint (tally_jobs_margin_learn (seen), ==, TALLY_JOBS_MARGIN_LEAST_USEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/timetable/several-expressions-are-one-schedule",
                   test_several_expressions_are_one_schedule);
  g_test_add_func ("/jobs/timetable/previous", test_previous);
  g_test_add_func ("/jobs/timetable/jitter-is-the-installations-own", test_jitter_is_the_installations_own);
  g_test_add_func ("/jobs/timetable/blackouts", test_blackouts);
  g_test_add_func ("/jobs/timetable/refusals", test_refusals);
  g_test_add_func ("/jobs/timetable/a-blackout-puts-off-and-leaves-due", test_a_blackout_puts_off_and_leaves_due);
  g_test_add_func ("/jobs/timetable/margin-is-learned-from-what-was-seen",
                   test_margin_is_learned_from_what_was_seen);
  return g_test_run ();
}
