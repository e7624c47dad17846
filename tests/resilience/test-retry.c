/* test-retry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-retry.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct {
  TallyResilienceClass error_class;
  guint                n_tries;
  gint64               least_total_secs;
  gint64               most_total_secs;
} Case;

/* What each class costs when it never ends: tries in all, and the sum of the waits. */
static const Case cases[] = {
  { TALLY_RESILIENCE_TRANSIENT, 4, 0, 4 },
  { TALLY_RESILIENCE_THROTTLED, 5, 165, 182 },
  { TALLY_RESILIENCE_CONFLICT, 6, 5, 25 },
  { TALLY_RESILIENCE_MAINTENANCE, 4, 1260, 1386 },
  { TALLY_RESILIENCE_AMBIGUOUS, 1, 0, 0 },
  { TALLY_RESILIENCE_AUTH, 1, 0, 0 },
  { TALLY_RESILIENCE_PERMANENT, 1, 0, 0 },
};

static void
test_each_class_has_its_patience (void)
{
  TallyResiliencePolicy policy;
  g_autoptr (TallyRandom) random = tally_random_new (11);

  tally_resilience_policy_init_default (&policy);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyResilienceRetry retry = { .policy = &policy };
      gint64 total = 0;
      gint64 wait;

      while ((wait = tally_resilience_retry_next (&retry, cases[i].error_class, -1, 0, random)) >= 0)
        total += wait;
      g_assert_cmpuint (retry.n_attempts, ==, cases[i].n_tries);
      g_assert_cmpint (total, ==, retry.waited_usec);
      g_assert_cmpint (total, >=, cases[i].least_total_secs * SECOND);
      g_assert_cmpint (total, <=, cases[i].most_total_secs * SECOND);
    }
}

static void
test_obeys_the_peers_wish (void)
{
  TallyResiliencePolicy policy;
  TallyResilienceRetry retry = { .policy = &policy };
  g_autoptr (TallyRandom) random = tally_random_new (11);

  tally_resilience_policy_init_default (&policy);
  g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_THROTTLED, 7 * SECOND, 0,
                                                random), ==, 7 * SECOND);
  g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_TRANSIENT, 0, 0, random),
                   ==, 0);
}

static void
test_does_not_wait_beyond_the_deadline (void)
{
  TallyResiliencePolicy policy;
  TallyResilienceRetry retry = { .policy = &policy, .deadline_usec = 100 * SECOND };
  g_autoptr (TallyRandom) random = tally_random_new (11);

  tally_resilience_policy_init_default (&policy);
  g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_THROTTLED, 20 * SECOND,
                                                79 * SECOND, random), ==, 20 * SECOND);
  g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_THROTTLED, 20 * SECOND,
                                                80 * SECOND, random), ==, -1);
  g_assert_cmpint (retry.waited_usec, ==, 20 * SECOND);
}

static void
test_tries_count_across_classes (void)
{
  TallyResiliencePolicy policy;
  TallyResilienceRetry retry = { .policy = &policy };
  g_autoptr (TallyRandom) random = tally_random_new (11);

  tally_resilience_policy_init_default (&policy);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_THROTTLED, 0, 0, random),
                     ==, 0);
  g_assert_cmpint (tally_resilience_retry_next (&retry, TALLY_RESILIENCE_TRANSIENT, 0, 0, random),
                   ==, -1);
}

static void
test_classes_have_names (void)
{
  g_assert_cmpstr (tally_resilience_class_get_name (TALLY_RESILIENCE_OK), ==, "ok");
  g_assert_cmpstr (tally_resilience_class_get_name (TALLY_RESILIENCE_AMBIGUOUS), ==, "ambiguous");
  g_assert_cmpstr (tally_resilience_class_get_name (TALLY_RESILIENCE_PERMANENT), ==, "permanent");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/retry/each-class-has-its-patience", test_each_class_has_its_patience);
  g_test_add_func ("/resilience/retry/obeys-the-peers-wish", test_obeys_the_peers_wish);
  g_test_add_func ("/resilience/retry/does-not-wait-beyond-the-deadline",
                   test_does_not_wait_beyond_the_deadline);
  g_test_add_func ("/resilience/retry/tries-count-across-classes", test_tries_count_across_classes);
  g_test_add_func ("/resilience/retry/classes-have-names", test_classes_have_names);
  return g_test_run ();
}
