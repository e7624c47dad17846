/* test-schedule.c
 *
 * Days in the life of a scheduler on a virtual clock: nights when clocks change, sleep, downtime,
 * a busy data directory, clocks that are set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-schedule.h"
#include "tally-jobs-margin.h"
#include "tally-text.h"

#define CHICAGO "America/Chicago"
#define SEC ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SEC)
#define HOUR (60 * MINUTE)

typedef struct {
  TallyClock        *clock;
  TallyJobsSchedule *schedule;
  TallyJobsBlackout *blackout; /* (nullable) */
  GArray            *lateness; /* of the next schedule that is added */
  GString           *log;      /* what happened, a line an event */
} Fixture;

static gint64
parse (const char *text)
{
  gint64 utc = 0;

  g_assert_true (tally_clock_parse_utc (text, &utc));
  return utc;
}

static void
open_at (Fixture    *f,
         const char *now,
         gboolean    catch_up)
{
  f->clock = tally_clock_new_virtual (parse (now));
  f->schedule = tally_jobs_schedule_new (f->clock, catch_up);
  f->log = g_string_new (NULL);
}

/* Adds a schedule as a process does that finds a mark, or none ("new"). */
static void
add (Fixture    *f,
     const char *name,
     const char *expressions,
     const char *settled)
{
  const TallyJobsTimetableOptions options = {
    .name = name, .expressions = expressions, .zone = CHICAGO, .blackout = f->blackout, .expected_usec = HOUR,
  };
  g_autoptr (GError) error = NULL;
  TallyJobsTimetable *timetable = tally_jobs_timetable_new (&options, &error);
  GArray *lateness = f->lateness != NULL ? g_steal_pointer (&f->lateness)
                                         : g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  tally_jobs_schedule_add (f->schedule, timetable, strcmp (settled, "new") == 0 ? -1 : parse (settled), lateness);
}

static const char *const words[] = { "due", "missed", "dropped", "overrun", "clock" };

/* "11-24 15:00 weekdays due 11-24T15:00 (2)": when it was said, of which start, of how many. */
static void
note (Fixture                  *f,
      const TallyScheduleEvent *event)
{
  g_autofree char *now = tally_clock_format_utc (tally_clock_get_utc_usec (f->clock));
  g_autofree char *due = tally_clock_format_utc (event->due_utc_usec);
  g_autofree char *text = tally_schedule_event_dup_text (event);

  g_assert_false (tally_text_is_empty (text));
  g_assert_true (g_str_has_prefix (tally_schedule_event_get_code (event), "schedule-"));
  if (event->kind == TALLY_SCHEDULE_EVENT_CLOCK)
    {
      g_string_append_printf (f->log, "%.5s %.5s clock %+d min\n", now + 5, now + 11,
                              (int) (event->span_usec / MINUTE));
      return;
    }
  g_string_append_printf (f->log, "%.5s %.5s %s %s %.11s", now + 5, now + 11, event->name, words[event->kind],
                          due + 5);
  if (event->n_due != 1)
    g_string_append_printf (f->log, " (%u)", event->n_due);
  g_string_append_printf (f->log, "%s\n", event->is_caught_up ? " caught up" : "");
}

static GPtrArray *
poll (Fixture *f)
{
  GPtrArray *events = tally_jobs_schedule_poll (f->schedule);

  for (guint i = 0; i < events->len; i++)
    note (f, events->pdata[i]);
  return events;
}

/* Lives until a time, waking when the schedule says; each start takes so long. */
static void
live_until (Fixture    *f,
            const char *until,
            gint64      run_usec)
{
  gint64 end = parse (until);

  while (tally_clock_get_utc_usec (f->clock) < end)
    {
      g_autoptr (GPtrArray) events = poll (f);
      gint64 wake;
      for (guint i = 0; i < events->len; i++)
        {
          const TallyScheduleEvent *event = events->pdata[i];
          g_autoptr (TallyScheduleStart) start = NULL;
          if (event->kind != TALLY_SCHEDULE_EVENT_DUE)
            continue;
          start = tally_jobs_schedule_begin (f->schedule, event->name);
          g_assert_cmpint (start->due_utc_usec, ==, event->due_utc_usec);
          g_assert_cmpint (start->started_utc_usec, ==, tally_clock_get_utc_usec (f->clock));
          tally_clock_advance (f->clock, run_usec);
          tally_jobs_schedule_end (f->schedule, event->name);
        }
      wake = MIN (tally_jobs_schedule_get_wake (f->schedule), end);
      tally_clock_advance (f->clock, MAX (wake - tally_clock_get_utc_usec (f->clock), 0));
    }
}

static void
assert_log (Fixture    *f,
            const char *wanted)
{
  g_assert_cmpstr (f->log->str, ==, wanted);
  g_string_truncate (f->log, 0);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_clear_pointer (&f->schedule, tally_jobs_schedule_free);
  tally_jobs_blackout_free (f->blackout);
  tally_clock_unref (f->clock);
  g_string_free (f->log, TRUE);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
}

/* 2:00 CST is 3:00 CDT on 2027-03-14 at 8:00 UTC. */
static void
test_spring_night (Fixture       *f,
                   gconstpointer  data)
{
  open_at (f, "2027-03-14T04:00:00Z", TRUE);
  add (f, "nightly", "30 2 * * *", "new");
  add (f, "often", "0 */2 * * *", "new");
  live_until (f, "2027-03-14T12:00:00Z", MINUTE);
  assert_log (f, "03-14 06:00 often due 03-14T06:00\n"
                 "03-14 08:00 nightly due 03-14T08:00\n"
                 "03-14 09:00 often due 03-14T09:00\n"
                 "03-14 11:00 often due 03-14T11:00\n");
}

/* 2:00 CDT is 1:00 CST again on 2026-11-01 at 7:00 UTC. */
static void
test_autumn_night (Fixture       *f,
                   gconstpointer  data)
{
  open_at (f, "2026-11-01T05:30:00Z", TRUE);
  add (f, "nightly", "30 1 * * *", "new");
  add (f, "hourly", "0 * * * *", "new");
  live_until (f, "2026-11-01T09:30:00Z", MINUTE);
  assert_log (f, "11-01 06:00 hourly due 11-01T06:00\n"
                 "11-01 06:30 nightly due 11-01T06:30\n"
                 "11-01 07:00 hourly due 11-01T07:00\n"
                 "11-01 08:00 hourly due 11-01T08:00\n"
                 "11-01 09:00 hourly due 11-01T09:00\n");
}

static void
test_downtime_is_made_up_for_once (Fixture       *f,
                                   gconstpointer  data)
{
  open_at (f, "2026-11-24T20:10:00Z", TRUE);
  add (f, "often", "0 */2 * * *", "2026-11-24T10:00:00Z");
  live_until (f, "2026-11-24T23:00:00Z", MINUTE);
  assert_log (f, "11-24 20:10 often missed 11-24T18:00 (4)\n"
                 "11-24 20:10 often due 11-24T20:00 (5) caught up\n"
                 "11-24 22:00 often due 11-24T22:00\n");
}

static void
test_downtime_is_not_made_up_for_unless_wished (Fixture       *f,
                                                gconstpointer  data)
{
  open_at (f, "2026-11-24T21:10:00Z", FALSE);
  add (f, "often", "0 */2 * * *", "2026-11-24T10:00:00Z");
  live_until (f, "2026-11-24T23:00:00Z", MINUTE);
  assert_log (f, "11-24 21:10 often missed 11-24T20:00 (5)\n"
                 "11-24 21:10 often dropped 11-24T20:00 (5)\n"
                 "11-24 22:00 often due 11-24T22:00\n");
}

static void
test_a_year_of_seconds_is_counted_to_a_limit (Fixture       *f,
                                              gconstpointer  data)
{
  open_at (f, "2027-11-24T20:00:30Z", TRUE);
  add (f, "seconds", "*-*-* *:*:*", "2026-11-24T10:00:00Z");
  live_until (f, "2027-11-24T20:00:32Z", 0);
  g_assert_true (g_str_has_prefix (f->log->str, "11-24 20:00 seconds missed "));
  g_assert_nonnull (strstr (f->log->str, "seconds due 11-24T20:00 (1001) caught up\n"));
  g_assert_nonnull (strstr (f->log->str, "\n11-24 20:00 seconds due 11-24T20:00\n"));
}

static void
test_a_new_or_restarted_scheduler_repeats_nothing (Fixture       *f,
                                                   gconstpointer  data)
{
  open_at (f, "2026-11-24T14:00:30Z", TRUE);
  add (f, "new", "0 * * * *", "new");
  add (f, "done", "0 * * * *", "2026-11-24T14:00:00Z");
  add (f, "owed", "0 * * * *", "2026-11-24T13:00:00Z");
  live_until (f, "2026-11-24T14:30:00Z", MINUTE);
  assert_log (f, "11-24 14:00 owed due 11-24T14:00\n");
  g_assert_cmpint (tally_jobs_schedule_get_settled (f->schedule, "owed"), ==, parse ("2026-11-24T14:00:00Z"));
  g_assert_cmpint (tally_jobs_schedule_get_settled (f->schedule, "new"), ==, parse ("2026-11-24T14:00:30Z"));
}

/* Two in the blackout become one, at its end. */
static void
test_blackout_puts_off_once (Fixture       *f,
                             gconstpointer  data)
{
  f->blackout = tally_jobs_blackout_new ("2026-11-26; Fri *-*-* 00:00 for 5h", CHICAGO, NULL);
  open_at (f, "2026-11-26T03:00:00Z", TRUE);
  add (f, "often", "0 0-22/6 * * *", "new");
  live_until (f, "2026-11-27T19:00:00Z", MINUTE);
  assert_log (f, "11-27 11:00 often due 11-27T06:00 (5) caught up\n"
                 "11-27 12:00 often due 11-27T12:00\n"
                 "11-27 18:00 often due 11-27T18:00\n");
}

/* Another run holds the data directory: the start waits, is missed after an hour, and happens. */
static void
test_a_busy_directory_puts_off (Fixture       *f,
                                gconstpointer  data)
{
  static const char *const wanted =
    "11-24 14:00 daily due 11-24T14:00\n"
    "11-24 14:40 daily due 11-24T14:00\n"
    "11-24 15:00 daily missed 11-24T14:00\n"
    "11-24 15:20 daily due 11-24T14:00 caught up\n";

  open_at (f, "2026-11-24T13:00:00Z", TRUE);
  add (f, "daily", "0 8 * * *", "new");
  for (guint i = 0; i < 5; i++)
    {
      G_GNUC_UNUSED g_autoptr (GPtrArray) events = poll (f);
      tally_jobs_schedule_put_off (f->schedule, "daily", 40 * MINUTE);
      tally_clock_advance (f->clock, tally_jobs_schedule_get_wake (f->schedule)
                                       - tally_clock_get_utc_usec (f->clock));
    }
  assert_log (f, wanted);
  g_assert_cmpint (tally_jobs_schedule_get_settled (f->schedule, "daily"), ==, parse ("2026-11-24T13:00:00Z"));
}

/* The first 20 starts may be an hour late; then the margin is what was seen. */
static void
test_margin_is_an_hour_then_learned (Fixture       *f,
                                     gconstpointer  data)
{
  const gint64 late = 2 * MINUTE;

  open_at (f, "2026-11-24T15:30:00Z", TRUE);
  add (f, "fresh", "0 8 * * *", "2026-11-23T14:00:00Z");
  f->lateness = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < TALLY_JOBS_MARGIN_MIN_STARTS; i++)
    g_array_append_val (f->lateness, late);
  add (f, "known", "0 9 * * *", "2026-11-23T15:00:00Z");
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "fresh"), ==, HOUR);
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "known"), ==, 8 * MINUTE);
  live_until (f, "2026-11-24T15:31:00Z", 0);
  assert_log (f, "11-24 15:30 fresh missed 11-24T14:00\n"
                 "11-24 15:30 fresh due 11-24T14:00 caught up\n"
                 "11-24 15:30 known missed 11-24T15:00\n"
                 "11-24 15:30 known due 11-24T15:00 caught up\n");
}

/* Starts that come every ten minutes can't wait an hour to be missed. */
static void
test_margin_is_less_than_the_interval (Fixture       *f,
                                       gconstpointer  data)
{
  open_at (f, "2026-11-24T15:30:00Z", TRUE);
  add (f, "often", "*/10 * * * *", "new");
  add (f, "very-often", "* * * * *", "new");
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "often"), ==, 10 * MINUTE);
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "very-often"), ==, 5 * MINUTE);
}

/* Lateness of real starts is learned, that of starts after downtime is not. */
static void
test_downtime_teaches_nothing (Fixture       *f,
                               gconstpointer  data)
{
  open_at (f, "2026-11-24T13:00:00Z", TRUE);
  add (f, "hourly", "0 * * * *", "new");
  live_until (f, "2026-11-25T09:30:00Z", 0);
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "hourly"), ==, 5 * MINUTE);
  g_string_truncate (f->log, 0);
  for (guint day = 26; day <= 30; day++)
    {
      g_autofree char *morning = g_strdup_printf ("2026-11-%uT09:30:00Z", day);
      tally_clock_jump (f->clock, 5 * HOUR);
      live_until (f, morning, 0);
    }
  g_assert_nonnull (strstr (f->log->str, "hourly due 11-25T14:00 (5) caught up"));
  g_assert_cmpint (tally_jobs_schedule_get_margin (f->schedule, "hourly"), ==, 5 * MINUTE);
}

static void
test_sleep_is_seen_and_made_up_for_once (Fixture       *f,
                                         gconstpointer  data)
{
  open_at (f, "2026-11-24T13:50:00Z", TRUE);
  add (f, "hourly", "0 * * * *", "new");
  live_until (f, "2026-11-24T14:10:00Z", 0);
  tally_clock_jump (f->clock, 4 * HOUR); /* the monotonic clock stood still */
  live_until (f, "2026-11-24T18:30:00Z", 0);
  assert_log (f, "11-24 14:00 hourly due 11-24T14:00\n"
                 "11-24 18:10 clock +240 min\n"
                 "11-24 18:10 hourly missed 11-24T17:00 (3)\n"
                 "11-24 18:10 hourly due 11-24T18:00 (4) caught up\n");
}

static void
test_a_clock_set_back_repeats_nothing (Fixture       *f,
                                       gconstpointer  data)
{
  open_at (f, "2026-11-24T13:50:00Z", TRUE);
  add (f, "hourly", "0 * * * *", "new");
  live_until (f, "2026-11-24T14:10:00Z", 0);
  tally_clock_jump (f->clock, -30 * MINUTE);
  live_until (f, "2026-11-24T15:10:00Z", 0);
  assert_log (f, "11-24 14:00 hourly due 11-24T14:00\n"
                 "11-24 13:40 clock -30 min\n"
                 "11-24 15:00 hourly due 11-24T15:00\n");
}

/* A machine that began in 2030 and learned better must not wait until then; nor the next process. */
static void
test_a_clock_far_ahead_does_not_silence (Fixture       *f,
                                         gconstpointer  data)
{
  open_at (f, "2030-01-01T00:00:00Z", TRUE);
  add (f, "hourly", "0 * * * *", "2029-12-31T23:00:00Z");
  live_until (f, "2030-01-01T00:10:00Z", 0);
  tally_clock_jump (f->clock, parse ("2026-11-24T13:50:00Z") - tally_clock_get_utc_usec (f->clock));
  add (f, "restored", "30 * * * *", "2030-01-01T00:00:00Z");
  live_until (f, "2026-11-24T14:40:00Z", 0);
  g_assert_true (g_str_has_suffix (f->log->str, "11-24 14:00 hourly due 11-24T14:00\n"
                                                "11-24 14:30 restored due 11-24T14:30\n"));
}

static void
test_starts_while_one_is_at_work_become_one (Fixture       *f,
                                             gconstpointer  data)
{
  open_at (f, "2026-11-24T13:50:00Z", TRUE);
  add (f, "often", "*/10 * * * *", "new");
  live_until (f, "2026-11-24T14:50:00Z", 25 * MINUTE);
  assert_log (f, "11-24 14:00 often due 11-24T14:00\n"
                 "11-24 14:25 often missed 11-24T14:10\n"
                 "11-24 14:25 often due 11-24T14:20 (2) caught up\n");
}

static void
test_a_long_run_is_told_once (Fixture       *f,
                              gconstpointer  data)
{
  g_autoptr (TallyScheduleStart) start = NULL;
  g_autoptr (GPtrArray) due = NULL, quiet = NULL, told = NULL, again = NULL;

  open_at (f, "2026-11-24T14:00:00Z", TRUE);
  add (f, "daily", "0 8 * * *", "2026-11-24T13:59:59Z");
  due = poll (f);
  g_assert_null (tally_jobs_schedule_begin (f->schedule, "nobody"));
  start = tally_jobs_schedule_begin (f->schedule, "daily");
  g_assert_nonnull (start);
  g_assert_null (tally_jobs_schedule_begin (f->schedule, "daily"));
  tally_clock_advance (f->clock, HOUR);
  quiet = poll (f);
  g_assert_cmpuint (quiet->len, ==, 0);
  tally_clock_advance (f->clock, tally_jobs_schedule_get_wake (f->schedule) - tally_clock_get_utc_usec (f->clock));
  told = poll (f);
  tally_clock_advance (f->clock, HOUR);
  again = poll (f);
  assert_log (f, "11-24 14:00 daily due 11-24T14:00\n"
                 "11-24 15:00 daily overrun 11-24T14:00\n");
}

/* Another publisher was at work on the target: the pass has begun, and has to be tried again. */
static void
test_one_that_began_may_be_tried_again (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr (TallyScheduleStart) first = NULL;
  g_autoptr (TallyScheduleStart) second = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) again = NULL;

  open_at (f, "2026-11-24T14:00:00Z", TRUE);
  add (f, "daily", "0 8 * * *", "2026-11-24T13:59:59Z");
  due = poll (f);
  first = tally_jobs_schedule_begin (f->schedule, "daily");
  g_assert_false (first->is_caught_up);
  tally_jobs_schedule_put_off (f->schedule, "daily", 5 * MINUTE);
  g_assert_cmpint (tally_jobs_schedule_get_next (f->schedule, NULL), ==, parse ("2026-11-24T14:05:00Z"));
  tally_clock_advance (f->clock, 5 * MINUTE);
  again = poll (f);
  second = tally_jobs_schedule_begin (f->schedule, "daily");
  g_assert_cmpint (second->due_utc_usec, ==, first->due_utc_usec);
  g_assert_true (second->is_caught_up); /* teaches nothing of lateness */
  tally_jobs_schedule_end (f->schedule, "daily");
  assert_log (f, "11-24 14:00 daily due 11-24T14:00\n"
                 "11-24 14:05 daily due 11-24T14:00 caught up\n");
}

static void
test_spans_for_people (Fixture       *f,
                       gconstpointer  data)
{
  static const struct { gint64 secs; const char *wanted; } cases[] = {
    { 0, "0 s" }, { 45, "45 s" }, { 60, "1 min" }, { 61, "1 min 1 s" }, { 7500, "2 h 5 min" },
    { 86400 + 59, "1 d" }, { 3 * 86400 + 7300, "3 d 2 h" }, { -5, "0 s" },
  };

  open_at (f, "2026-11-24T14:00:00Z", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tally_schedule_dup_span (cases[i].secs * SEC);
      g_assert_cmpstr (text, ==, cases[i].wanted);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (Fixture *f, gconstpointer data);
  } cases[] = {
    { "spring-night", test_spring_night },
    { "autumn-night", test_autumn_night },
    { "downtime-is-made-up-for-once", test_downtime_is_made_up_for_once },
    { "downtime-is-not-made-up-for-unless-wished", test_downtime_is_not_made_up_for_unless_wished },
    { "a-year-of-seconds-is-counted-to-a-limit", test_a_year_of_seconds_is_counted_to_a_limit },
    { "a-new-or-restarted-scheduler-repeats-nothing", test_a_new_or_restarted_scheduler_repeats_nothing },
    { "blackout-puts-off-once", test_blackout_puts_off_once },
    { "a-busy-directory-puts-off", test_a_busy_directory_puts_off },
    { "margin-is-an-hour-then-learned", test_margin_is_an_hour_then_learned },
    { "margin-is-less-than-the-interval", test_margin_is_less_than_the_interval },
    { "downtime-teaches-nothing", test_downtime_teaches_nothing },
    { "sleep-is-seen-and-made-up-for-once", test_sleep_is_seen_and_made_up_for_once },
    { "a-clock-set-back-repeats-nothing", test_a_clock_set_back_repeats_nothing },
    { "a-clock-far-ahead-does-not-silence", test_a_clock_far_ahead_does_not_silence },
    { "starts-while-one-is-at-work-become-one", test_starts_while_one_is_at_work_become_one },
    { "a-long-run-is-told-once", test_a_long_run_is_told_once },
    { "one-that-began-may-be-tried-again", test_one_that_began_may_be_tried_again },
    { "spans-for-people", test_spans_for_people },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/jobs/schedule/", cases[i].path, NULL);
      g_test_add (path, Fixture, NULL, set_up, cases[i].run, tear_down);
    }
  return g_test_run ();
}
