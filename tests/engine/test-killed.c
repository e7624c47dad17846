/* test-killed.c
 *
 * Kills the engine's process at each step of the publishing journal, one after the other, and lets
 * the next run repair it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-engine-plan.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* Far more steps than the small world has: the loop ends when a child comes through. */
#define MAX_STEPS 400

#define ENV_STEP "TALLY_TEST_KILL_AT"
#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

static gint64 n_steps_left;

static void
kill_at_step (const char *name,
              gpointer    data)
{
  if (--n_steps_left == 0)
    kill (getpid (), SIGKILL);
}

/* The child: one pass that dies at a step. */
static int
run_child (void)
{
  const TallyBatchOptions options = { .take_over = TRUE, .step = kill_at_step };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config,
    .data_dir = g_getenv (ENV_DATA),
    .token = g_getenv (ENV_TOKEN),
  };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  n_steps_left = g_ascii_strtoll (g_getenv (ENV_STEP), NULL, 10);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  return tally_run_get_exit_code (run);
}

static gboolean
child_was_killed (TallyTestEngine *engine,
                  guint            step)
{
  g_autofree char *config = g_build_filename (engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autofree char *number = g_strdup_printf ("%u", step);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  g_subprocess_launcher_setenv (launcher, ENV_STEP, number, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_CONFIG, config, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_DATA, engine->data_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_TOKEN, tally_sandbox_server_get_token (engine->server), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  if (g_subprocess_get_if_signaled (child))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
      return TRUE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);
  return FALSE;
}

static void
make_small_world (TallySandboxSeed *seed)
{
  tally_sandbox_seed_init (seed);
  seed->n_sheets = 1;
  seed->rows_per_sheet = 12;
  seed->n_weeks = 1;
  seed->n_work_requests = 3;
  seed->mess_ratio = 0;
  seed->with_old_workbooks = TRUE;
}

static guint
run_cleanly (TallyTestEngine         *engine,
             const TallyBatchOptions *options)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, options);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_target_assert_complete (engine);
  return tally_test_engine_count_writes (engine);
}

/* One run repairs what the killed one left, and leaves nothing to do for another. */
static void
assert_repaired (TallyTestEngine *engine)
{
  const TallyBatchOptions take_over = { .take_over = TRUE };
  guint n_writes = run_cleanly (engine, &take_over);

  g_assert_cmpuint (run_cleanly (engine, NULL), ==, n_writes);
}

/* A world whose workbooks are published, and then one more edit each time. */
static TallyTestEngine *
make_published_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  make_small_world (&seed);
  engine = tally_test_engine_new (&seed);
  assert_repaired (engine);
  return engine;
}

static void
test_the_next_run_repairs_a_kill_at_every_step (void)
{
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      TallySandboxSeed seed;
      g_autoptr (TallyTestEngine) engine = NULL;
      make_small_world (&seed);
      engine = tally_test_engine_new (&seed);
      killed = child_was_killed (engine, step);
      g_test_message ("step %u: %s", step, killed ? "killed" : "came through");
      assert_repaired (engine);
    }
  g_assert_cmpuint (step, >, 10);
  g_assert_false (killed);
}

/* The same when a workbook of ours hangs there that the new one supersedes. */
static void
test_a_changed_workbook_survives_a_kill_at_every_step (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      g_autoptr (TallyTestFile) before = NULL;
      tally_test_engine_change_a_price (engine);
      before = tally_test_target_get_changed (engine);
      killed = child_was_killed (engine, step);
      g_test_message ("step %u: %s", step, killed ? "killed" : "came through");
      assert_repaired (engine);
      g_assert_false (tally_test_target_has (engine, before->attachment_id));
      tally_test_target_assert_archived (engine, before);
    }
  g_assert_cmpuint (step, >, 10);
  g_assert_false (killed);
}

/* The run that repairs is killed too, at each of its own steps. */
static guint
kill_twice (TallyTestEngine *engine,
            guint            first_step)
{
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      tally_test_engine_change_a_price (engine);
      if (!child_was_killed (engine, first_step))
        return 0;
      killed = child_was_killed (engine, step);
      g_test_message ("steps %u and %u: %s", first_step, step, killed ? "killed" : "came through");
      assert_repaired (engine);
    }
  g_assert_false (killed);
  return step - 1;
}

static void
test_two_kills_in_a_row_are_repaired (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  guint n_cases = 0, n = 1, step;

  for (step = 1; n > 0 && step < MAX_STEPS; step++)
    {
      n = kill_twice (engine, step);
      n_cases += n;
    }
  g_assert_cmpuint (step, >, 10);
  g_assert_cmpuint (n_cases, >, 50);
}

/* The next run knows that the one before did not end by itself. */
static void
test_a_killed_run_is_told_of (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  g_autoptr (TallyRun) run = NULL;
  gboolean told = FALSE;

  tally_test_engine_change_a_price (engine);
  g_assert_true (child_was_killed (engine, 1));
  run = tally_test_engine_run (engine, NULL);
  for (guint i = 0; i < run->notices->len; i++)
    told = told || strcmp (((const TallyNotice *) run->notices->pdata[i])->code, "interrupted") == 0;
  g_assert_true (told);
}

/* Between the two kills a person edits the row once more: the third run publishes what is right. */
static void
test_an_edit_between_two_kills_is_published (void)
{
  g_autoptr (TallyTestEngine) engine = make_published_engine ();
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      tally_test_engine_change_a_price (engine);
      killed = child_was_killed (engine, step);
      tally_test_engine_change_a_price (engine);
      child_was_killed (engine, step);
      tally_test_engine_change_a_price (engine);
      assert_repaired (engine);
    }
  g_assert_false (killed);
}

/* A plan that waits is made and approved, as a person would. */
static char *
approve_a_change (TallyTestEngine *engine)
{
  g_autofree char *text = NULL;
  g_autoptr (TallyConfig) config = NULL;
  g_autoptr (TallyEngine) door = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (TallyRun) run = NULL;
  TallyConfigSource source = { .text_length = -1 };
  TallyEngineOptions options = { .data_dir = engine->data_dir, .token = "x" };
  TallyEngineDecision decision = { .approve = TRUE, .actor = "Ann" };

  g_free (engine->settings);
  engine->settings = g_strdup ("[target]\npublish=ask\n");
  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
  source.text = text = tally_test_engine_dup_config (engine);
  options.config = config = tally_config_new (&source, NULL);
  door = tally_engine_new (&options, NULL);
  plans = tally_engine_plan_list (door, NULL);
  g_assert_cmpuint (plans->len, ==, 1);
  decision.id = ((TallyEnginePlan *) plans->pdata[0])->id;
  g_assert_true (tally_engine_plan_decide (door, &decision, NULL));
  return g_strdup (decision.id);
}

/* Killed at any step, the next run goes on with what was approved and asks nobody again. */
static void
test_an_approval_survives_a_kill_at_every_step (void)
{
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      g_autoptr (TallyTestEngine) engine = make_published_engine ();
      g_autofree char *id = approve_a_change (engine);

      killed = child_was_killed (engine, step);
      g_test_message ("plan %s, step %u: %s", id, step, killed ? "killed" : "came through");
      assert_repaired (engine);
    }
  g_assert_cmpuint (step, >, 10);
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (ENV_STEP) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/killed/the-next-run-repairs-a-kill-at-every-step",
                   test_the_next_run_repairs_a_kill_at_every_step);
  g_test_add_func ("/engine/killed/a-changed-workbook-survives-a-kill-at-every-step",
                   test_a_changed_workbook_survives_a_kill_at_every_step);
  g_test_add_func ("/engine/killed/two-kills-in-a-row-are-repaired",
                   test_two_kills_in_a_row_are_repaired);
  g_test_add_func ("/engine/killed/a-killed-run-is-told-of", test_a_killed_run_is_told_of);
  g_test_add_func ("/engine/killed/an-edit-between-two-kills-is-published",
                   test_an_edit_between_two_kills_is_published);
  g_test_add_func ("/engine/killed/an-approval-survives-a-kill-at-every-step",
                   test_an_approval_survives_a_kill_at_every_step);
  return g_test_run ();
}
