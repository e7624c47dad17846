/* test-budget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-budget.h"

static void
test_an_outage_ends_the_repeats (void)
{
  g_autoptr (TallyResilienceBudget) budget = tally_resilience_budget_new (1000);
  guint n_repeats = 0;

  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (budget), ==, 100);
  for (guint i = 0; i < 1000; i++)
    n_repeats += tally_resilience_budget_take (budget, FALSE) ? 1 : 0;
  g_assert_cmpuint (n_repeats, ==, 20);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (budget), ==, 0);
}

static void
test_time_outs_cost_more (void)
{
  g_autoptr (TallyResilienceBudget) budget = tally_resilience_budget_new (19);

  g_assert_true (tally_resilience_budget_take (budget, TRUE));
  g_assert_false (tally_resilience_budget_take (budget, TRUE));
  g_assert_true (tally_resilience_budget_take (budget, FALSE));
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (budget), ==, 4);
  g_assert_false (tally_resilience_budget_take (budget, FALSE));
}

static void
test_success_fills_it_up (void)
{
  g_autoptr (TallyResilienceBudget) budget = tally_resilience_budget_new (0);

  for (guint i = 0; i < 4; i++)
    tally_resilience_budget_succeed (budget, 0);
  g_assert_false (tally_resilience_budget_take (budget, FALSE));
  tally_resilience_budget_succeed (budget, 0);
  g_assert_true (tally_resilience_budget_take (budget, FALSE));
  tally_resilience_budget_succeed (budget, 1);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (budget), ==, 5);
  for (guint i = 0; i < 1000; i++)
    tally_resilience_budget_succeed (budget, 3);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (budget), ==, 100);
}

/* One failure in ten is repeated for ever; three in ten are not. */
static void
test_share_that_is_sustained (void)
{
  static const struct { guint failures_of_ten; gboolean lasts; } cases[] = {
    { 1, TRUE }, { 3, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyResilienceBudget) budget = tally_resilience_budget_new (100);
      gboolean lasted = TRUE;
      for (guint call = 0; call < 10000; call++)
        if (call % 10 < cases[i].failures_of_ten)
          lasted = tally_resilience_budget_take (budget, FALSE) && lasted;
        else
          tally_resilience_budget_succeed (budget, 0);
      g_assert_cmpint (lasted, ==, cases[i].lasts);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/budget/an-outage-ends-the-repeats", test_an_outage_ends_the_repeats);
  g_test_add_func ("/resilience/budget/time-outs-cost-more", test_time_outs_cost_more);
  g_test_add_func ("/resilience/budget/success-fills-it-up", test_success_fills_it_up);
  g_test_add_func ("/resilience/budget/share-that-is-sustained", test_share_that_is_sustained);
  return g_test_run ();
}
