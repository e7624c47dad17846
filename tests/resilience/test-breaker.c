/* test-breaker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-breaker.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define START ((gint64) 1790000000 * G_USEC_PER_SEC)

typedef struct {
  TallyClock             *clock;
  TallyResilienceBreaker *breaker;
} Fixture;

static void
make_breaker (Fixture                            *fixture,
              const TallyResilienceBreakerRecord *record)
{
  TallyResilienceBreakerOptions options;

  tally_resilience_breaker_options_init (&options);
  tally_resilience_breaker_free (fixture->breaker);
  fixture->breaker = tally_resilience_breaker_new (fixture->clock, &options, record);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = tally_clock_new_virtual (START);
  fixture->breaker = NULL;
  make_breaker (fixture, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_resilience_breaker_free (fixture->breaker);
  tally_clock_unref (fixture->clock);
}

static gint64
ask (Fixture *fixture)
{
  gint64 wait = 0;

  return tally_resilience_breaker_ask (fixture->breaker, &wait) ? 0 : wait;
}

static void
call (Fixture              *fixture,
      guint                 n_times,
      TallyResilienceClass  error_class)
{
  for (guint i = 0; i < n_times; i++)
    {
      g_assert_cmpint (ask (fixture), ==, 0);
      tally_resilience_breaker_report (fixture->breaker, error_class);
    }
}

static void
assert_state (Fixture    *fixture,
              const char *wanted)
{
  TallyResilienceBreakerRecord record;

  tally_resilience_breaker_get (fixture->breaker, &record);
  g_assert_cmpstr (tally_resilience_breaker_state_get_id (record.state), ==, wanted);
}

static void
test_opens_when_half_fail (Fixture       *fixture,
                           gconstpointer  data)
{
  call (fixture, 5, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "closed");
  call (fixture, 1, TALLY_RESILIENCE_AMBIGUOUS);
  assert_state (fixture, "open");
  g_assert_cmpint (ask (fixture), ==, 30 * SECOND);
  tally_clock_advance (fixture->clock, 29 * SECOND);
  g_assert_cmpint (ask (fixture), ==, SECOND);
}

static void
test_stays_closed_when_fewer_fail (Fixture       *fixture,
                                   gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    {
      call (fixture, 3, TALLY_RESILIENCE_OK);
      call (fixture, 2, TALLY_RESILIENCE_TRANSIENT);
    }
  assert_state (fixture, "closed");
}

static void
test_looks_back_on_few_calls_only (Fixture       *fixture,
                                   gconstpointer  data)
{
  call (fixture, 1000, TALLY_RESILIENCE_OK);
  call (fixture, 9, TALLY_RESILIENCE_MAINTENANCE);
  assert_state (fixture, "closed");
  call (fixture, 1, TALLY_RESILIENCE_MAINTENANCE);
  assert_state (fixture, "open");
}

static void
test_old_failures_are_forgotten (Fixture       *fixture,
                                 gconstpointer  data)
{
  call (fixture, 5, TALLY_RESILIENCE_TRANSIENT);
  tally_clock_advance (fixture->clock, 2 * MINUTE + 1);
  call (fixture, 5, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "closed");
  call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "open");
}

static void
test_refusals_prove_that_it_works (Fixture       *fixture,
                                   gconstpointer  data)
{
  static const TallyResilienceClass classes[] = {
    TALLY_RESILIENCE_THROTTLED, TALLY_RESILIENCE_CONFLICT, TALLY_RESILIENCE_AUTH,
    TALLY_RESILIENCE_PERMANENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    call (fixture, 50, classes[i]);
  assert_state (fixture, "closed");
}

/* Throttling among failures dilutes nothing: it says nothing. */
static void
test_throttling_does_not_hide_failures (Fixture       *fixture,
                                        gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      call (fixture, 3, TALLY_RESILIENCE_THROTTLED);
      call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
    }
  call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "open");
}

static void
test_one_probe_decides (Fixture       *fixture,
                        gconstpointer  data)
{
  call (fixture, 6, TALLY_RESILIENCE_TRANSIENT);
  tally_clock_advance (fixture->clock, 30 * SECOND);
  assert_state (fixture, "half-open");
  g_assert_cmpint (ask (fixture), ==, 0);
  g_assert_cmpint (ask (fixture), ==, 10 * MINUTE);
  tally_resilience_breaker_report (fixture->breaker, TALLY_RESILIENCE_THROTTLED);
  g_assert_cmpint (ask (fixture), ==, 0);
  tally_resilience_breaker_report (fixture->breaker, TALLY_RESILIENCE_PERMANENT);
  assert_state (fixture, "closed");
  call (fixture, 5, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "closed");
}

static void
test_waits_double_up_to_ten_minutes (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const gint64 seconds[] = { 30, 60, 120, 240, 480, 600, 600 };

  call (fixture, 6, TALLY_RESILIENCE_TRANSIENT);
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_assert_cmpint (ask (fixture), ==, seconds[i] * SECOND);
      tally_clock_advance (fixture->clock, seconds[i] * SECOND);
      call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
    }
  tally_clock_advance (fixture->clock, 10 * MINUTE);
  call (fixture, 1, TALLY_RESILIENCE_OK);
  call (fixture, 6, TALLY_RESILIENCE_TRANSIENT);
  g_assert_cmpint (ask (fixture), ==, 30 * SECOND);
}

static void
test_a_lost_probe_is_given_up (Fixture       *fixture,
                               gconstpointer  data)
{
  call (fixture, 6, TALLY_RESILIENCE_TRANSIENT);
  tally_clock_advance (fixture->clock, 30 * SECOND);
  g_assert_cmpint (ask (fixture), ==, 0);
  tally_clock_advance (fixture->clock, 10 * MINUTE - 1);
  g_assert_cmpint (ask (fixture), ==, 1);
  tally_clock_advance (fixture->clock, 1);
  g_assert_cmpint (ask (fixture), ==, 0);
}

static void
test_state_outlives_the_process (Fixture       *fixture,
                                 gconstpointer  data)
{
  TallyResilienceBreakerRecord record;

  call (fixture, 6, TALLY_RESILIENCE_TRANSIENT);
  tally_resilience_breaker_get (fixture->breaker, &record);
  tally_clock_advance (fixture->clock, 10 * SECOND);
  make_breaker (fixture, &record);
  g_assert_cmpint (ask (fixture), ==, 20 * SECOND);
  tally_clock_advance (fixture->clock, 20 * SECOND);
  call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
  g_assert_cmpint (ask (fixture), ==, MINUTE);
}

/* The other machine's clock was a day ahead. */
static void
test_a_clock_that_was_ahead_is_no_prison (Fixture       *fixture,
                                          gconstpointer  data)
{
  const TallyResilienceBreakerRecord record = {
    .state = TALLY_RESILIENCE_BREAKER_OPEN,
    .since_utc_usec = START + G_TIME_SPAN_DAY,
    .until_utc_usec = START + G_TIME_SPAN_DAY + 30 * SECOND,
    .n_openings = 4000000000u,
  };

  make_breaker (fixture, &record);
  g_assert_cmpint (ask (fixture), ==, 10 * MINUTE);
  tally_clock_advance (fixture->clock, 10 * MINUTE);
  call (fixture, 1, TALLY_RESILIENCE_TRANSIENT);
  g_assert_cmpint (ask (fixture), ==, 10 * MINUTE);
}

static void
test_a_person_decides (Fixture       *fixture,
                       gconstpointer  data)
{
  tally_resilience_breaker_force (fixture->breaker, TALLY_RESILIENCE_BREAKER_FORCED_OPEN, 0);
  g_assert_cmpint (ask (fixture), ==, -1);
  tally_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  g_assert_cmpint (ask (fixture), ==, -1);
  tally_resilience_breaker_force (fixture->breaker, TALLY_RESILIENCE_BREAKER_FORCED_CLOSED,
                                  START + G_TIME_SPAN_DAY + MINUTE);
  call (fixture, 100, TALLY_RESILIENCE_TRANSIENT);
  assert_state (fixture, "forced-closed");
  tally_clock_advance (fixture->clock, MINUTE);
  assert_state (fixture, "closed");
  tally_resilience_breaker_force (fixture->breaker, TALLY_RESILIENCE_BREAKER_FORCED_OPEN,
                                  START + G_TIME_SPAN_DAY + 3 * MINUTE);
  g_assert_cmpint (ask (fixture), ==, 2 * MINUTE);
  tally_clock_advance (fixture->clock, 2 * MINUTE);
  assert_state (fixture, "half-open");
  tally_resilience_breaker_force (fixture->breaker, TALLY_RESILIENCE_BREAKER_CLOSED, 0);
  assert_state (fixture, "closed");
}

static void
test_ids (void)
{
  for (guint i = 0; i < TALLY_RESILIENCE_N_BREAKER_STATES; i++)
    {
      TallyResilienceBreakerState state = TALLY_RESILIENCE_N_BREAKER_STATES;
      const char *id = tally_resilience_breaker_state_get_id ((TallyResilienceBreakerState) i);
      g_assert_true (tally_resilience_breaker_state_parse (id, &state));
      g_assert_cmpuint (state, ==, i);
      g_assert_false (tally_resilience_breaker_state_parse ("ajar", &state));
    }
}

#define ADD(path, func) \
  g_test_add ("/resilience/breaker/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("opens-when-half-fail", test_opens_when_half_fail);
  ADD ("stays-closed-when-fewer-fail", test_stays_closed_when_fewer_fail);
  ADD ("looks-back-on-few-calls-only", test_looks_back_on_few_calls_only);
  ADD ("old-failures-are-forgotten", test_old_failures_are_forgotten);
  ADD ("refusals-prove-that-it-works", test_refusals_prove_that_it_works);
  ADD ("throttling-does-not-hide-failures", test_throttling_does_not_hide_failures);
  ADD ("one-probe-decides", test_one_probe_decides);
  ADD ("waits-double-up-to-ten-minutes", test_waits_double_up_to_ten_minutes);
  ADD ("a-lost-probe-is-given-up", test_a_lost_probe_is_given_up);
  ADD ("state-outlives-the-process", test_state_outlives_the_process);
  ADD ("a-clock-that-was-ahead-is-no-prison", test_a_clock_that_was_ahead_is_no_prison);
  ADD ("a-person-decides", test_a_person_decides);
  g_test_add_func ("/resilience/breaker/ids", test_ids);
  return g_test_run ();
}
