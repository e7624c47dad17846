/* test-told.c
 *
 * Each thing that can go wrong inside of a run is told by its code, its stable name and a remedy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-store-lines.h"
#include "tally-store-runs.h"
#include "tally-test-run.h"
#include "tally-test.h"

static void
assert_told (const TallyRun *run,
             const char     *code,
             const char     *part)
{
  const TallyNotice *notice = tally_test_run_find_notice (run, code);

  g_assert_nonnull (notice);
  if (strstr (notice->text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, notice->text);
  g_assert_nonnull (strstr (notice->text, part));
}

static void
set_settings (TallyTestEngine *engine,
              const char      *settings)
{
  g_free (engine->settings);
  engine->settings = g_strdup (settings);
}

/* The first workbook in the output folder. */
static char *
dup_made_path (TallyTestEngine *engine)
{
  g_autoptr (GDir) folder = g_dir_open (engine->output_dir, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "WR_"))
      return g_build_filename (engine->output_dir, name, NULL);
  g_assert_not_reached ();
}

/* What somebody does while a run is in a phase. */
typedef struct {
  TallyTestEngine *engine;
  const char      *phase;
  void           (*act) (TallyTestEngine *engine);
} Meddler;

static void
meddle_cb (const TallyProgressState *state,
           gpointer                  data)
{
  Meddler *meddler = data;

  if (meddler->act == NULL || g_strcmp0 (state->phase, meddler->phase) != 0)
    return;
  meddler->act (meddler->engine);
  meddler->act = NULL;
}

static TallyRun *
run_meddled (TallyTestEngine *engine,
             const char      *phase,
             void           (*act) (TallyTestEngine *engine))
{
  Meddler meddler = { engine, phase, act };
  g_autoptr (TallyProgress) progress = tally_progress_new (meddle_cb, &meddler, NULL, NULL);
  TallyRun *run = tally_test_engine_run_watched (engine, NULL, progress, NULL);

  g_assert_null (meddler.act);
  return run;
}

static TallyStore *
open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static void
change_a_made_file (TallyTestEngine *engine)
{
  g_autofree char *path = dup_made_path (engine);

  g_assert_true (g_file_set_contents (path, "changed", -1, NULL));
}

static void
test_a_file_changed_before_its_upload (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = run_meddled (engine, "publish", change_a_made_file);

  tally_test_run_assert_exit (run, 3);
  assert_told (run, "publish-failed", "jobs-file-changed");
  g_assert_cmpuint (run->counts.n_upload_failed, ==, 1);
  tally_run_free (tally_test_engine_run (engine, NULL));
  tally_test_engine_assert_settled (engine);
}

static void
empty_the_sheet (TallyTestEngine *engine)
{
  g_autoptr (TallyStore) store = open_store (engine);
  TallyStoreLineStats stats = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lines_begin_sheet (store, 1, g_ascii_strtoll (engine->sources, NULL, 10),
                                                &error));
  g_assert_true (tally_store_lines_end_sheet (store, &stats, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stats.n_gone, >, 0);
}

/* Rows that change between the plan and the making of its workbooks stop everything. */
static void
test_lines_that_are_not_those_of_the_plan (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = run_meddled (engine, "workbooks", empty_the_sheet);

  tally_test_run_assert_exit (run, 1);
  assert_told (run, "workbooks", "jobs-conservation");
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
}

static void
finish_the_run (TallyTestEngine *engine)
{
  g_autoptr (TallyStore) store = open_store (engine);
  const TallyStoreRun run = { .run_id = 1, .summary = (char *) "" };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_runs_finish (store, &run, &error));
  g_assert_no_error (error);
}

static void
test_an_end_that_is_not_recorded (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = run_meddled (engine, "workbooks", finish_the_run);

  tally_test_run_assert_exit (run, 1);
  assert_told (run, "store", "store-failed");
}

static void
test_a_workbook_that_can_not_be_made (void)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = NULL;
  g_autoptr (TallyRun) run = NULL;

  tally_run_free (tally_test_engine_run (engine, &dry));
  path = dup_made_path (engine);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 3);
  assert_told (run, "workbook-failed", "a workbook could not be made (");
  g_assert_cmpuint (run->counts.n_workbooks_failed, ==, 1);
  g_assert_cmpuint (run->counts.n_published, >, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  tally_run_free (tally_test_engine_run (engine, NULL));
  tally_test_engine_assert_settled (engine);
}

static void
test_a_logo_that_is_not_there (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  set_settings (engine, "[workbook]\nlogo=/nonexistent/logo.png\n");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 2);
  assert_told (run, "plan", "logo");
}

static void
test_no_sources (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  g_free (engine->sources);
  engine->sources = g_strdup ("");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 1);
  assert_told (run, "sync", "jobs-no-sources: no source sheet is configured or found");
}

static void
test_an_unknown_job (void)
{
  static const char *const jobs[] = { "plan", "no-such-job", NULL };
  const TallyBatchOptions options = { .jobs = jobs };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);

  tally_test_run_assert_exit (run, 2);
  assert_told (run, "job", "there is no job 'no-such-job' in this version");
}

static void
test_odd_sheets_and_columns (void)
{
  TallySandboxSeed seed;
  g_autoptr (TallyTestEngine) engine = NULL;
  TallySandboxWorld *world;
  g_autoptr (TallyRun) run = NULL;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 20;
  seed.mess_ratio = 0;
  seed.layout = TALLY_SANDBOX_LAYOUT_NESTED;
  engine = tally_test_engine_new (&seed);
  world = tally_sandbox_server_lock_world (engine->server);
  g_free (engine->sources);
  engine->sources = g_strdup_printf ("\nworkspaces=%" G_GINT64_FORMAT, world->root);
  tally_sandbox_server_unlock_world (engine->server);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  assert_told (run, "no-source", "has no column for the week's end and was skipped");
  assert_told (run, "columns", "to know about the columns of a sheet");
  for (guint i = 0; i < run->notices->len; i++)
    g_assert_false (g_str_has_prefix (((const TallyNotice *) run->notices->pdata[i])->text, "1 things"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/told/a-file-changed-before-its-upload", test_a_file_changed_before_its_upload);
  g_test_add_func ("/engine/told/lines-that-are-not-those-of-the-plan",
                   test_lines_that_are_not_those_of_the_plan);
  g_test_add_func ("/engine/told/an-end-that-is-not-recorded", test_an_end_that_is_not_recorded);
  g_test_add_func ("/engine/told/a-workbook-that-can-not-be-made", test_a_workbook_that_can_not_be_made);
  g_test_add_func ("/engine/told/a-logo-that-is-not-there", test_a_logo_that_is_not_there);
  g_test_add_func ("/engine/told/no-sources", test_no_sources);
  g_test_add_func ("/engine/told/an-unknown-job", test_an_unknown_job);
  g_test_add_func ("/engine/told/odd-sheets-and-columns", test_odd_sheets_and_columns);
  return g_test_run ();
}
