/* test-carried-killed.c
 *
 * A store that is carried as a file, and a process that is killed at each step of a pass, up to the
 * last pack: the next machine goes on without a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-store-pack.h"
#include "tally-store-vault.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

/* Far more steps than the small world has: the loop ends when a child comes through. */
#define MAX_STEPS 100

#define ENV_STEP "TALLY_TEST_KILL_AT"
#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_STATE "TALLY_TEST_STATE"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

static gint64 n_steps_left;

static void
kill_at_step (const char *name,
              gpointer    data)
{
  if (--n_steps_left > 0)
    return;
  g_printerr ("killed at '%s'\n", name);
  kill (getpid (), SIGKILL);
}

/* The child: one pass that dies at a step. */
static int
run_child (void)
{
  const TallyBatchOptions options = { .step = kill_at_step };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config,
    .state_file = g_getenv (ENV_STATE),
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
  g_subprocess_launcher_setenv (launcher, ENV_STATE, engine->state_file, TRUE);
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

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  g_autofree char *folder = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 12;
  seed.n_weeks = 1;
  seed.n_work_requests = 3;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->state_file = g_build_filename (engine->folder, "carried", "store.state", NULL);
  g_free (engine->archive_dir);
  engine->archive_dir = g_strdup ("");
  folder = g_path_get_dirname (engine->state_file);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  return engine;
}

/* The next machine: it has what was carried and nothing else. */
static guint
run_cleanly (TallyTestEngine *engine)
{
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->output_dir);
  engine->output_dir = tally_test_make_dir ();
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  tally_test_engine_assert_exactly_once (engine, run);
  return tally_test_engine_count_writes (engine);
}

/* Edits are made after what the carried store says. */
static void
change_a_price (TallyTestEngine *engine)
{
  const TallyStorePackFile file = { .path = engine->state_file };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  TallyStorePackInfo info;

  g_free (engine->data_dir);
  engine->data_dir = tally_test_make_dir ();
  path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_assert_true (tally_store_pack_extract (&file, path, &info, &error));
  g_assert_no_error (error);
  tally_test_engine_change_a_price (engine);
}

static void
assert_carried (TallyTestEngine     *engine,
                const TallyTestFile *file)
{
  g_autofree char *folder = g_strconcat (engine->state_file, ".archive", NULL);
  const TallyStoreVaultOptions options = { .folder = folder };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStoreVault) vault = tally_store_vault_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (tally_store_vault_is_sound (vault, file->sha256));
}

static void
test_the_next_machine_goes_on_after_a_kill_at_every_step (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  gboolean killed = TRUE;
  guint step;

  run_cleanly (engine);
  for (step = 1; killed && step < MAX_STEPS; step++)
    {
      g_autoptr (TallyTestFile) before = NULL;
      guint n_writes;

      change_a_price (engine);
      before = tally_test_target_get_changed (engine);
      killed = child_was_killed (engine, step);
      n_writes = run_cleanly (engine);
      g_assert_false (tally_test_target_has (engine, before->attachment_id));
      assert_carried (engine, before);
      g_assert_cmpuint (run_cleanly (engine), ==, n_writes);
    }
  g_assert_cmpuint (step, >, 16);
  g_assert_false (killed);
}

/* Nothing was carried before: what the first machine is, is carried before it attaches anything. */
static void
test_the_first_pass_is_killed (void)
{
  gboolean killed = TRUE;
  guint step;

  for (step = 1; killed && step < MAX_STEPS; step += 4)
    {
      g_autoptr (TallyTestEngine) engine = make_engine ();
      guint n_writes;

      killed = child_was_killed (engine, step);
      n_writes = run_cleanly (engine);
      g_assert_cmpuint (run_cleanly (engine), ==, n_writes);
    }
  g_assert_false (killed);
}

int
main (int   argc,
      char *argv[])
{
  if (g_getenv (ENV_STEP) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/carried-killed/the-next-machine-goes-on-after-a-kill-at-every-step",
                   test_the_next_machine_goes_on_after_a_kill_at_every_step);
  g_test_add_func ("/engine/carried-killed/the-first-pass-is-killed", test_the_first_pass_is_killed);
  return g_test_run ();
}
