/* test-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"
#include "tally-resilience-error.h"
#include "tally-resilience-limiter.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

static gint64
take (TallyResilienceLimiter *limiter,
      guint                   n_units)
{
  g_autoptr (GError) error = NULL;
  gint64 wait = -1;

  g_assert_true (tally_resilience_limiter_take (limiter, n_units, &wait, &error));
  g_assert_no_error (error);
  return wait;
}

static void
wait_for (TallyResilienceLimiter *limiter,
          guint                   n_units)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_resilience_limiter_wait (limiter, n_units, 0, NULL, &error));
  g_assert_no_error (error);
}

static void
test_no_minute_holds_more_than_the_limit (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 300);
  g_autoptr (TallyRandom) random = tally_random_new (3);
  guint units[3000];
  gint64 times[3000];
  gint64 total = 0;
  guint used = 0;
  guint first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      units[i] = tally_random_below (random, 4) == 0 ? 10 : 1;
      total += units[i];
      tally_clock_advance (clock, (gint64) tally_random_below (random, SECOND / 5));
      wait_for (limiter, units[i]);
      times[i] = tally_clock_get_monotonic_usec (clock);
      for (used += units[i]; times[first] <= times[i] - MINUTE; first++)
        used -= units[first];
      g_assert_cmpuint (used, <=, 300);
    }
  /* The limit is used, not merely kept: a window is left open by less than one dear request. */
  g_assert_cmpint (times[2999], <, (total / 290 + 1) * 61 * SECOND);
}

static void
test_burst_then_wait (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 30);

  g_assert_cmpint (take (limiter, 10), ==, 0);
  g_assert_cmpint (take (limiter, 10), ==, 0);
  tally_clock_advance (clock, 5 * SECOND);
  g_assert_cmpint (take (limiter, 10), ==, 0);
  g_assert_cmpint (take (limiter, 1), ==, 56 * SECOND);
  g_assert_cmpint (take (limiter, 10), ==, 56 * SECOND);
  g_assert_cmpint (take (limiter, 10), ==, 61 * SECOND);
}

static void
test_first_come_first_served (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 11);

  g_assert_cmpint (take (limiter, 10), ==, 0);
  g_assert_cmpint (take (limiter, 10), ==, 61 * SECOND);
  g_assert_cmpint (take (limiter, 1), ==, 61 * SECOND);
}

static void
test_zero_is_unlimited (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 0);

  for (guint i = 0; i < 10000; i++)
    g_assert_cmpint (take (limiter, 10), ==, 0);
  tally_resilience_limiter_throttle (limiter, 9 * SECOND);
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), ==, 0);
  g_assert_cmpint (take (limiter, 1), ==, 9 * SECOND);
}

static void
test_more_than_the_limit_is_refused (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 20);
  g_autoptr (TallyResilienceLimiter) tiny = tally_resilience_limiter_new (clock, 2);
  g_autoptr (GError) error = NULL;
  gint64 wait = 42;

  g_assert_false (tally_resilience_limiter_take (limiter, 21, &wait, &error));
  g_assert_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_TOO_LARGE);
  g_assert_cmpint (wait, ==, 42);
  g_assert_cmpint (take (tiny, 10), ==, 0);
  g_assert_cmpint (take (tiny, 10), ==, 61 * SECOND);
}

static void
test_throttle_halves_and_grows_back (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 300);

  for (guint i = 0; i < 8; i++)
    tally_resilience_limiter_throttle (limiter, 30 * SECOND);
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), ==, 150);
  g_assert_cmpint (take (limiter, 1), ==, 30 * SECOND);
  tally_clock_advance (clock, 11 * SECOND);
  tally_resilience_limiter_throttle (limiter, 0);
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), ==, 75);
  tally_clock_advance (clock, MINUTE);
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), ==, 105);
  tally_clock_advance (clock, 60 * MINUTE);
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), ==, 300);
}

static void
test_never_halves_below_the_dearest_request (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 300);

  for (guint i = 0; i < 20; i++)
    {
      tally_resilience_limiter_throttle (limiter, 0);
      tally_clock_advance (clock, 10 * SECOND);
    }
  g_assert_cmpuint (tally_resilience_limiter_get_limit (limiter), >=, 10);
  wait_for (limiter, 10);
}

static void
test_waiting_ends_at_deadline_or_cancel (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  wait_for (limiter, 10);
  g_assert_false (tally_resilience_limiter_wait (limiter, 1, 30 * SECOND, NULL, &error));
  g_assert_error (error, TALLY_RESILIENCE_ERROR, TALLY_RESILIENCE_ERROR_EXHAUSTED);
  g_assert_cmpint (tally_clock_get_monotonic_usec (clock), ==, 0);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (tally_resilience_limiter_wait (limiter, 1, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define N_WORKERS 8
#define N_EACH 400

static gpointer
take_many_worker (gpointer data)
{
  TallyResilienceLimiter *limiter = data;
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_EACH; i++)
    {
      gint64 wait = take (limiter, 1);
      g_array_append_val (waits, wait);
    }
  return waits;
}

static void
test_several_threads_share_one_limit (void)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  g_autoptr (TallyResilienceLimiter) limiter = tally_resilience_limiter_new (clock, 100);
  GThread *threads[N_WORKERS];
  guint n_per_window[N_WORKERS * N_EACH / 100] = { 0 };

  for (guint i = 0; i < N_WORKERS; i++)
    threads[i] = g_thread_new ("take", take_many_worker, limiter);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      g_autoptr (GArray) waits = g_thread_join (threads[i]);

      for (guint j = 0; j < waits->len; j++)
        {
          gint64 window = g_array_index (waits, gint64, j) / (61 * SECOND);
          g_assert_cmpint (window, <, G_N_ELEMENTS (n_per_window));
          n_per_window[window]++;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (n_per_window); i++)
    g_assert_cmpuint (n_per_window[i], ==, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/limiter/no-minute-holds-more", test_no_minute_holds_more_than_the_limit);
  g_test_add_func ("/resilience/limiter/burst-then-wait", test_burst_then_wait);
  g_test_add_func ("/resilience/limiter/first-come-first-served", test_first_come_first_served);
  g_test_add_func ("/resilience/limiter/zero-is-unlimited", test_zero_is_unlimited);
  g_test_add_func ("/resilience/limiter/more-than-the-limit-is-refused", test_more_than_the_limit_is_refused);
  g_test_add_func ("/resilience/limiter/throttle-halves-and-grows-back", test_throttle_halves_and_grows_back);
  g_test_add_func ("/resilience/limiter/never-halves-below-the-dearest", test_never_halves_below_the_dearest_request);
  g_test_add_func ("/resilience/limiter/waiting-ends-at-deadline-or-cancel", test_waiting_ends_at_deadline_or_cancel);
  g_test_add_func ("/resilience/limiter/threads-share-one-limit", test_several_threads_share_one_limit);
  return g_test_run ();
}
