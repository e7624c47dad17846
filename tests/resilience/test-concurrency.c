/* test-concurrency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-concurrency.h"

#define MOST 8
#define MSEC 1000

/* Calls as they end when so many are under way at a peer that works on @n_workers at once. */
static void
call (TallyResilienceConcurrency *self,
      guint                       n_calls,
      guint                       n_workers,
      TallyResilienceClass        error_class)
{
  for (guint i = 0; i < n_calls; i++)
    {
      guint limit = tally_resilience_concurrency_get_limit (self);
      TallyResilienceSample sample = {
        .kind = "get-sheet",
        .n_bytes = 5000 + i % 100,
        .duration_usec = 100 * MSEC * MAX (limit, n_workers) / n_workers,
        .error_class = error_class,
        .n_in_flight = limit,
      };

      tally_resilience_concurrency_report (self, &sample);
      g_assert_cmpuint (tally_resilience_concurrency_get_limit (self), >=, 1);
      g_assert_cmpuint (tally_resilience_concurrency_get_limit (self), <=, MOST);
    }
}

static void
test_stays_at_the_most_while_all_is_well (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);

  call (limit, 1000, MOST, TALLY_RESILIENCE_OK);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, MOST);
}

static void
test_throttling_halves_once_a_round (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);

  call (limit, 1, MOST, TALLY_RESILIENCE_THROTTLED);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, 4);
  call (limit, 3, MOST, TALLY_RESILIENCE_THROTTLED);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, 4);
  call (limit, 50, MOST, TALLY_RESILIENCE_TRANSIENT);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, 1);
}

static void
test_grows_back_by_one_a_round (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);
  guint last;

  call (limit, 50, MOST, TALLY_RESILIENCE_MAINTENANCE);
  last = tally_resilience_concurrency_get_limit (limit);
  g_assert_cmpuint (last, ==, 1);
  for (guint i = 0; i < 100; i++)
    {
      guint now;

      call (limit, 1, MOST, TALLY_RESILIENCE_OK);
      now = tally_resilience_concurrency_get_limit (limit);
      g_assert_cmpuint (now - last, <=, 1);
      last = now;
    }
  g_assert_cmpuint (last, ==, MOST);
}

static void
test_a_long_queue_shrinks_it (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);

  call (limit, 1, MOST, TALLY_RESILIENCE_OK); /* 100 ms, nobody waits */
  call (limit, 100, 1, TALLY_RESILIENCE_OK);  /* 800 ms: 7 of 8 wait */
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), <, MOST);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), >=, 4);
}

/* Few callers never need the limit: it does not grow on their word. */
static void
test_an_unused_limit_does_not_grow (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);
  TallyResilienceSample sample = {
    .kind = "get-version", .n_bytes = 20, .duration_usec = 10 * MSEC, .n_in_flight = 1 };

  call (limit, 1, MOST, TALLY_RESILIENCE_THROTTLED);
  for (guint i = 0; i < 100; i++)
    tally_resilience_concurrency_report (limit, &sample);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, 4);
}

/* A large page takes longer than a small one; that is no queue. */
static void
test_only_like_calls_are_compared (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);

  for (guint i = 0; i < 1000; i++)
    {
      TallyResilienceSample sample = {
        .kind = i % 2 == 0 ? "get-version" : "get-sheet",
        .n_bytes = i % 2 == 0 ? 20 : (guint64) 1 << (i % 20),
        .duration_usec = i % 2 == 0 ? 5 * MSEC : 5 * MSEC * (gint64) (1 + i % 20),
        .n_in_flight = MOST,
      };
      tally_resilience_concurrency_report (limit, &sample);
    }
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, MOST);
}

/* What was quick once, and never is again, is forgotten. */
static void
test_a_slower_peer_becomes_the_measure (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);
  TallyResilienceSample sample = {
    .kind = "get-sheet", .n_bytes = 20, .duration_usec = MSEC, .n_in_flight = MOST };

  tally_resilience_concurrency_report (limit, &sample);
  sample.duration_usec = 100 * MSEC;
  for (guint i = 0; i < 150; i++)
    tally_resilience_concurrency_report (limit, &sample);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), <, MOST);
  for (guint i = 0; i < 1000; i++)
    tally_resilience_concurrency_report (limit, &sample);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, MOST);
}

static void
test_refusals_and_lost_clocks_say_nothing (void)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (MOST);
  TallyResilienceSample sample = { .kind = "x", .n_in_flight = MOST };

  sample.error_class = TALLY_RESILIENCE_PERMANENT;
  for (guint i = 0; i < 100; i++)
    tally_resilience_concurrency_report (limit, &sample);
  g_assert_cmpuint (tally_resilience_concurrency_get_limit (limit), ==, MOST);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/concurrency/stays-at-the-most-while-all-is-well",
                   test_stays_at_the_most_while_all_is_well);
  g_test_add_func ("/resilience/concurrency/throttling-halves-once-a-round",
                   test_throttling_halves_once_a_round);
  g_test_add_func ("/resilience/concurrency/grows-back-by-one-a-round", test_grows_back_by_one_a_round);
  g_test_add_func ("/resilience/concurrency/long-queue-shrinks-it", test_a_long_queue_shrinks_it);
  g_test_add_func ("/resilience/concurrency/unused-limit-does-not-grow",
                   test_an_unused_limit_does_not_grow);
  g_test_add_func ("/resilience/concurrency/only-like-calls-are-compared",
                   test_only_like_calls_are_compared);
  g_test_add_func ("/resilience/concurrency/slower-peer-becomes-the-measure",
                   test_a_slower_peer_becomes_the_measure);
  g_test_add_func ("/resilience/concurrency/refusals-and-lost-clocks-say-nothing",
                   test_refusals_and_lost_clocks_say_nothing);
  return g_test_run ();
}
