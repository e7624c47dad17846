/* test-shared-limit.c
 *
 * Passes that follow each other within a minute keep one rate limit together, and go on slower
 * when they can't ask each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-limits.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->rate_limit = 300;
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

static gint64
run_for (TallyTestEngine *engine,
         TallyRun       **out_run)
{
  gint64 start = tally_clock_get_monotonic_usec (engine->clock);

  *out_run = tally_test_engine_run (engine, NULL);
  return tally_clock_get_monotonic_usec (engine->clock) - start;
}

static void
test_the_next_pass_counts_what_the_last_one_sent (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autofree char *limits = g_build_filename (engine->data_dir, "limits.db", NULL);
  gint64 elapsed = 0;
  guint n_passes = 0;

  elapsed = run_for (engine, &first);
  g_assert_cmpint (tally_run_get_exit_code (first), ==, 0);
  g_assert_cmpint (elapsed, <, 60 * G_USEC_PER_SEC);
  g_assert_true (g_file_test (limits, G_FILE_TEST_IS_REGULAR));
  /* Passes one after the other: none of them reaches the limit by itself. */
  for (elapsed = 0; elapsed == 0 && n_passes < 60; n_passes++)
    {
      g_clear_pointer (&second, tally_run_free);
      elapsed = run_for (engine, &second);
      g_assert_cmpint (tally_run_get_exit_code (second), ==, 0);
      g_assert_cmpuint (second->counts.n_calls, <, 300);
    }
  g_test_message ("pass %u waited %" G_GINT64_FORMAT " s", n_passes, elapsed / G_USEC_PER_SEC);
  g_assert_cmpint (elapsed, >, 50 * G_USEC_PER_SEC);
}

static void
test_a_damaged_file_is_told_and_made_anew (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *limits = g_build_filename (engine->data_dir, "limits.db", NULL);
  g_autofree char *junk = g_strnfill (8192, 'x');
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (TallyRun) third = NULL;

  run_for (engine, &first);
  g_assert_true (g_file_set_contents (limits, junk, -1, NULL));
  run_for (engine, &second);
  g_assert_cmpint (tally_run_get_exit_code (second), ==, 0);
  g_assert_nonnull (tally_test_run_find_notice (second, "limits-alone"));
  run_for (engine, &third);
  g_assert_null (tally_test_run_find_notice (third, "limits-alone"));
}

/* Another process that stopped in the midst of asking. */
static void
test_a_locked_file_is_told_and_costs_little (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *limits = g_build_filename (engine->data_dir, "limits.db", NULL);
  g_autoptr (TallyStoreLimits) other = NULL;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (TallyRun) third = NULL;
  g_autoptr (GError) error = NULL;

  run_for (engine, &first);
  other = tally_store_limits_open (limits, &error);
  g_assert_no_error (error);
  g_assert_true (tally_store_limits_begin (other, &error));
  run_for (engine, &second);
  g_assert_cmpint (tally_run_get_exit_code (second), ==, 0);
  g_assert_nonnull (tally_test_run_find_notice (second, "limits-alone"));
  g_assert_false (tally_store_limits_end (other, FALSE, NULL));
  run_for (engine, &third);
  g_assert_null (tally_test_run_find_notice (third, "limits-alone"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/shared-limit/the-next-pass-counts-what-the-last-one-sent", test_the_next_pass_counts_what_the_last_one_sent);
  g_test_add_func ("/engine/shared-limit/a-damaged-file-is-told-and-made-anew", test_a_damaged_file_is_told_and_made_anew);
  g_test_add_func ("/engine/shared-limit/a-locked-file-is-told-and-costs-little", test_a_locked_file_is_told_and_costs_little);
  return g_test_run ();
}
