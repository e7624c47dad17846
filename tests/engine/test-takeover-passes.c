/* test-takeover-passes.c
 *
 * The takeover itself, in several limited passes, over a target full of the predecessor's workbooks:
 * each identity is taken once, nothing of others is lost, a kill anywhere is survived.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-digest.h"
#include "tally-sandbox-calls.h"
#include "tally-sandbox-past.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define MAX_PASSES 40
#define LIMIT 3
/* Steps of the journal at which the process is killed, one world each. */
#define STEP_STRIDE 4
#define MAX_STEPS 200

#define ENV_STEP "TALLY_TEST_KILL_AT"
#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

static gint64 n_steps_left;

/* A file as it hung there before the takeover. */
typedef struct {
  gint64  attachment_id;
  char   *name;   /* (owned) */
  char   *sha256; /* (owned) */
} Before;

static void
before_clear (gpointer data)
{
  g_free (((Before *) data)->name);
  g_free (((Before *) data)->sha256);
}

static TallyTestEngine *
make_engine (guint  n_work_requests,
             double mess_ratio)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 40;
  seed.n_work_requests = n_work_requests;
  seed.mess_ratio = mess_ratio;
  seed.with_predecessor = TRUE;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ()); /* nobody waits for a retry */
  return engine;
}

static GArray *
list_before (TallyTestEngine *engine)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (Before));
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, engine->target);

  g_array_set_clear_func (files, before_clear);
  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      g_autoptr (GBytes) bytes = tally_sandbox_world_load_bytes (world, attachment, NULL);
      Before before = { attachment->id, g_strdup (attachment->name), tally_digest_dup_hex_of_bytes (bytes) };

      g_array_append_val (files, before);
    }
  tally_sandbox_server_unlock_world (engine->server);
  return files;
}

/* SHA-256 of everything below a folder, whatever the archive calls it. */
static void
collect_digests (const char *folder,
                 GHashTable *digests)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect_digests (path, digests);
      else if (g_file_get_contents (path, &content, &size, NULL))
        g_hash_table_add (digests, tally_digest_dup_hex (content, size));
    }
}

/* Whether the sources bill what a file of the predecessor is about. */
static gboolean
is_billed (TallyTestEngine *engine,
           const char      *name)
{
  GPtrArray *pasts = tally_sandbox_seed_manifest_list_past (engine->manifest);

  for (guint i = 0; i < pasts->len; i++)
    {
      const TallySandboxPast *past = pasts->pdata[i];

      for (guint j = 0; j < past->names->len; j++)
        if (strcmp (past->names->pdata[j], name) == 0)
          return past->our_lines > 0;
    }
  return FALSE;
}

/* What is gone was ours to replace and lies in the archive, byte for byte; all else hangs there. */
static guint
assert_nothing_lost (TallyTestEngine *engine,
                     GArray          *before)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_replaced = 0;

  collect_digests (engine->archive_dir, digests);
  for (guint i = 0; i < before->len; i++)
    {
      const Before *file = &g_array_index (before, Before, i);

      if (tally_test_target_has (engine, file->attachment_id))
        continue;
      g_test_message ("replaced: %s", file->name);
      g_assert_true (is_billed (engine, file->name));
      g_assert_true (g_hash_table_contains (digests, file->sha256));
      n_replaced++;
    }
  return n_replaced;
}

/* Every identity that is not held has one file, and that is ours. */
static void
assert_taken_over (TallyTestEngine *engine)
{
  const TallyBatchOptions dry = { .dry_run = TRUE, .take_over = TRUE };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &dry);

  tally_test_engine_assert_exactly_once (engine, run);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_UNCHANGED), >, 0);
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_CHANGED), ==, 0);
  /* new ones are those that have no row to hang on */
  g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_NEW), <=, run->counts.n_missing_on_target);
}

/* Passes until nothing is left. Returns how many workbooks were attached. */
static guint
take_over (TallyTestEngine *engine,
           guint            max_groups)
{
  const TallyBatchOptions options = { .take_over = TRUE, .max_groups = max_groups };
  guint n_published = 0;
  guint n_left = G_MAXUINT;

  for (guint pass = 0; n_left > 0; pass++)
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

      g_assert_cmpuint (pass, <, MAX_PASSES);
      g_assert_cmpint (tally_run_get_exit_code (run) & ~3, ==, 0); /* done, or in part: something is held */
      g_assert_cmpint (tally_run_get_exit_code (run), !=, 1);
      /* what a killed pass had begun is completed beside the limit */
      g_assert_cmpuint (run->counts.n_published, <=, max_groups + run->counts.n_recovered);
      g_assert_cmpuint (run->counts.n_left, <, n_left);
      g_assert_cmpuint (run->counts.n_upload_failed, ==, 0);
      g_assert_cmpuint (run->counts.n_workbooks_failed, ==, 0);
      n_published += (guint) run->counts.n_published;
      n_left = (guint) run->counts.n_left;
    }
  return n_published;
}

static guint
count_attached (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), "attach");
}

static void
test_limited_passes (gconstpointer data)
{
  g_autoptr (TallyTestEngine) engine = make_engine (14, GPOINTER_TO_INT (data));
  g_autoptr (TallyTestEngine) other = make_engine (14, GPOINTER_TO_INT (data));
  g_autoptr (GArray) before = list_before (engine);
  guint n_published = take_over (engine, LIMIT);
  guint n_at_once = take_over (other, G_MAXINT32);

  g_assert_cmpuint (n_published, >, 3 * LIMIT);
  g_assert_cmpuint (n_published, ==, n_at_once);
  g_assert_cmpuint (count_attached (engine) - count_attached (other), <, MAX_PASSES); /* leases come and go */
  g_assert_cmpuint (assert_nothing_lost (engine, before), >, 3 * LIMIT);
  assert_taken_over (engine);
}

/* Without the word nothing of the predecessor's is replaced, however often the run is repeated. */
static void
test_it_is_explicit (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (6, 0);
  g_autoptr (GArray) before = list_before (engine);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

      tally_test_run_assert_exit (run, 3);
      g_assert_cmpuint (tally_plan_count (run->plan, TALLY_PLAN_HELD), >, 0);
      g_assert_cmpuint (assert_nothing_lost (engine, before), ==, 0);
    }
}

static void
kill_at_step (const char *name,
              gpointer    data)
{
  if (--n_steps_left == 0)
    kill (getpid (), SIGKILL);
}

/* The child: one limited pass that dies at a step. */
static int
run_child (void)
{
  const TallyBatchOptions options = { .take_over = TRUE, .max_groups = LIMIT, .step = kill_at_step };
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
  return g_subprocess_get_if_signaled (child);
}

static void
test_a_kill_between (void)
{
  gboolean killed = TRUE;
  guint n_killed = 0;

  for (guint step = 1; killed && step < MAX_STEPS; step += STEP_STRIDE)
    {
      g_autoptr (TallyTestEngine) engine = make_engine (6, 0);
      g_autoptr (GArray) before = list_before (engine);

      killed = child_was_killed (engine, step);
      n_killed += killed ? 1 : 0;
      g_test_message ("step %u: %s", step, killed ? "killed" : "came through");
      assert_nothing_lost (engine, before);
      take_over (engine, LIMIT);
      assert_nothing_lost (engine, before);
      assert_taken_over (engine);
    }
  g_assert_cmpuint (n_killed, >, 3);
  g_assert_false (killed);
}

int
main (int   argc,
      char *argv[])
{
  if (g_getenv (ENV_STEP) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_data_func ("/engine/takeover-passes/limited/clean", GINT_TO_POINTER (0), test_limited_passes);
  g_test_add_data_func ("/engine/takeover-passes/limited/messy", GINT_TO_POINTER (1), test_limited_passes);
  g_test_add_func ("/engine/takeover-passes/it-is-explicit", test_it_is_explicit);
  g_test_add_func ("/engine/takeover-passes/a-kill-between", test_a_kill_between);
  return g_test_run ();
}
