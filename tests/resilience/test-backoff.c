/* test-backoff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-backoff.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_doubles_up_to_the_cap (void)
{
  static const gint64 ceilings[] = { 500000, 1000000, 2000000, 4000000, 8000000, 16000000,
                                     20000000, 20000000 };
  const TallyResilienceBackoff policy = { .base_usec = SECOND / 2, .cap_usec = 20 * SECOND };
  g_autoptr (TallyRandom) random = tally_random_new (7);

  for (guint attempt = 1; attempt <= G_N_ELEMENTS (ceilings); attempt++)
    {
      gint64 longest = 0;
      gint64 shortest = G_MAXINT64;

      for (guint i = 0; i < 2000; i++)
        {
          gint64 wait = tally_resilience_backoff_get_wait (&policy, attempt, random);
          longest = MAX (longest, wait);
          shortest = MIN (shortest, wait);
        }
      g_assert_cmpint (longest, <=, ceilings[attempt - 1]);
      g_assert_cmpint (longest, >, ceilings[attempt - 1] * 95 / 100);
      g_assert_cmpint (shortest, <, ceilings[attempt - 1] * 5 / 100);
    }
}

static void
test_floor_is_added_to_every_wait (void)
{
  const TallyResilienceBackoff policy = {
    .floor_usec = SECOND, .base_usec = 4 * SECOND, .cap_usec = 4 * SECOND };
  g_autoptr (TallyRandom) random = tally_random_new (7);

  for (guint i = 1; i < 1000; i++)
    {
      gint64 wait = tally_resilience_backoff_get_wait (&policy, i, random);
      g_assert_cmpint (wait, >=, SECOND);
      g_assert_cmpint (wait, <=, 5 * SECOND);
    }
}

static void
test_ladder_repeats_its_last_step (void)
{
  static const gint64 steps[] = { 15, 30, 60, 60, 60 };
  const TallyResilienceBackoff policy = {
    .n_steps = 3, .steps_usec = { 15 * SECOND, 30 * SECOND, 60 * SECOND } };
  g_autoptr (TallyRandom) random = tally_random_new (7);

  for (guint attempt = 1; attempt <= G_N_ELEMENTS (steps); attempt++)
    {
      gint64 wait = tally_resilience_backoff_get_wait (&policy, attempt, random);
      g_assert_cmpint (wait, >=, steps[attempt - 1] * SECOND);
      g_assert_cmpint (wait, <=, steps[attempt - 1] * SECOND * 11 / 10);
    }
}

static void
test_never_overflows (void)
{
  const TallyResilienceBackoff policy = { .base_usec = SECOND, .cap_usec = G_MAXINT64 / 4 };
  g_autoptr (TallyRandom) random = tally_random_new (7);

  for (guint attempt = 1; attempt < 5000; attempt += 7)
    {
      gint64 wait = tally_resilience_backoff_get_wait (&policy, attempt, random);
      g_assert_cmpint (wait, >=, 0);
      g_assert_cmpint (wait, <=, policy.cap_usec);
    }
  g_assert_cmpint (tally_resilience_backoff_get_wait (&policy, G_MAXUINT, random), >=, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/backoff/doubles-up-to-the-cap", test_doubles_up_to_the_cap);
  g_test_add_func ("/resilience/backoff/floor-is-added", test_floor_is_added_to_every_wait);
  g_test_add_func ("/resilience/backoff/ladder-repeats-its-last-step",
                   test_ladder_repeats_its_last_step);
  g_test_add_func ("/resilience/backoff/never-overflows", test_never_overflows);
  return g_test_run ();
}
