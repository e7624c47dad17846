/* test-independent.c
 *
 * A job that fails keeps back what rests on it and nothing else, and the exit code stays true.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-test-run.h"
#include "tally-test.h"

static void
assert_left_out (const TallyRun *run,
                 const char     *ids)
{
  const TallyNotice *notice = tally_test_run_find_notice (run, "left-out");
  g_autofree char *text = g_strconcat ("left out because of what failed before: ", ids, NULL);

  g_assert_nonnull (notice);
  g_assert_cmpstr (notice->text, ==, text);
}

/* Nobody asks a service again that refused the token; the trail is here. */
static void
test_a_refused_token_leaves_what_needs_no_service (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;
  guint n_calls;

  tally_test_engine_set_faults (engine, "[{\"path\": \"*\", \"kind\": \"revoke-token\", \"count\": 0}]");
  n_calls = tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 5);
  assert_left_out (run, "plan, workbooks, publish, summary, cleanup");
  g_assert_nonnull (tally_test_run_find_notice (run, "trail-whole"));
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL), <=,
                    n_calls + 2);
}

/* A setting that only the plan reads. */
static void
test_a_plan_that_fails_does_not_stop_the_cleanup (void)
{
  const char *const weeks[] = { "990099", NULL };
  const TallyBatchOptions options = { .weeks = weeks };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  tally_test_run_assert_exit (run, 2);
  assert_left_out (run, "workbooks, publish, summary");
  g_assert_nonnull (run->cleanup);
  g_assert_nonnull (tally_test_run_find_notice (run, "trail-whole"));
  tally_test_engine_assert_settled (engine);
}

/* A file stands where the folder of the workbooks should be. */
static void
test_an_output_folder_that_fails_does_not_stop_the_trail (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;
  guint n_writes = tally_test_engine_count_writes (engine);

  tally_test_engine_change_a_price (engine);
  g_free (engine->output_dir);
  engine->output_dir = g_build_filename (engine->folder, "a-file", NULL);
  g_assert_true (g_file_set_contents (engine->output_dir, "", 0, NULL));
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 1);
  g_assert_nonnull (tally_test_run_find_notice (run, "trail-whole"));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/independent/a-refused-token-leaves-what-needs-no-service",
                   test_a_refused_token_leaves_what_needs_no_service);
  g_test_add_func ("/engine/independent/a-plan-that-fails-does-not-stop-the-cleanup",
                   test_a_plan_that_fails_does_not_stop_the_cleanup);
  g_test_add_func ("/engine/independent/an-output-folder-that-fails-does-not-stop-the-trail",
                   test_an_output_folder_that_fails_does_not_stop_the_trail);
  return g_test_run ();
}
