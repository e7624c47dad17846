/* test-cleaned.c
 *
 * The job cleanup: what goes from the output folder, the target and the archive, what a dry run
 * lists, and what must never go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-db-admin.h"
#include "tally-store-trail.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"

#define START G_GINT64_CONSTANT (1795521600000000) /* 2026-11-24T12:00:00Z */
#define YEAR (366 * G_TIME_SPAN_DAY)

/* A world in which one workbook was issued twice; nothing was cleaned up yet. */
typedef struct {
  TallyTestEngine *engine;
  TallyTestFile   *old_file; /* its first version, as it hung there */
} Fixture;

static TallyRun *
run_jobs (Fixture    *f,
          const char *job,
          gboolean    dry_run)
{
  const char *const jobs[] = { job, NULL };
  const TallyBatchOptions options = { .jobs = jobs, .dry_run = dry_run };
  TallyRun *run = tally_test_engine_run (f->engine, &options);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  return run;
}

static void
publish (Fixture *f)
{
  const char *const jobs[] = { "sync", "publish", NULL };
  const TallyBatchOptions options = { .jobs = jobs };
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, &options);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 3;
  seed.mess_ratio = 0;
  f->engine = tally_test_engine_new (&seed);
  f->engine->clock = tally_clock_new_virtual (START);
  publish (f);
  tally_test_engine_change_a_price (f->engine);
  f->old_file = tally_test_target_get_changed (f->engine);
  tally_clock_advance (f->engine->clock, G_TIME_SPAN_HOUR);
  publish (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tally_test_engine_free (f->engine);
  tally_test_file_free (f->old_file);
}

static void
set_settings (Fixture    *f,
              const char *settings)
{
  g_free (f->engine->settings);
  f->engine->settings = g_strdup (settings);
}

static gboolean
has_output (Fixture    *f,
            const char *name)
{
  g_autofree char *path = g_build_filename (f->engine->output_dir, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
dup_kept (Fixture *f)
{
  return g_strdup_printf ("%s/%.2s/%s.xlsx", f->engine->archive_dir, f->old_file->sha256,
                          f->old_file->sha256);
}

static guint
count_output (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->engine->output_dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "WR_") ? 1 : 0;
  return n;
}

static void
test_a_superseded_file_goes_to_the_trash (Fixture       *f,
                                          gconstpointer  data)
{
  g_autofree char *trashed = g_strdup_printf (".trash/2026-11-24/%s", f->old_file->name);
  guint n_before = count_output (f);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  g_assert_true (has_output (f, f->old_file->name));
  run = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (run->cleanup, TALLY_CLEANUP_OUTPUT, NULL), ==, 1);
  g_assert_false (has_output (f, f->old_file->name));
  g_assert_true (has_output (f, trashed));
  g_assert_cmpuint (count_output (f), ==, n_before - 1);
  g_assert_cmpuint (run->cleanup->n_kept, ==, n_before - 1);
  again = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (again->cleanup->items->len, ==, 0);
}

static void
test_a_preview_takes_nothing_away (Fixture       *f,
                                   gconstpointer  data)
{
  guint n_writes = tally_test_engine_count_writes (f->engine);
  g_autoptr (TallyRun) run = run_jobs (f, "cleanup", TRUE);
  const TallyCleanupItem *item = run->cleanup->items->pdata[0];

  g_assert_true (run->cleanup->is_preview);
  g_assert_cmpuint (run->cleanup->items->len, ==, 1);
  g_assert_cmpstr (item->name, ==, f->old_file->name);
  g_assert_cmpuint (item->size_bytes, >, 0);
  g_assert_true (has_output (f, f->old_file->name));
  g_assert_cmpuint (tally_test_engine_count_writes (f->engine), ==, n_writes);
}

static void
test_days_are_waited_for (Fixture       *f,
                          gconstpointer  data)
{
  g_autofree char *day = g_build_filename (f->engine->output_dir, ".trash", "2026-11-27", NULL);
  g_autofree char *mine = g_build_filename (day, "my notes.txt", NULL);
  g_autoptr (TallyRun) early = NULL;
  g_autoptr (TallyRun) late = NULL;
  g_autoptr (TallyRun) emptied = NULL;
  g_autoptr (TallyRun) last = NULL;

  set_settings (f, "[cleanup]\nsuperseded-days=3\ntrash-days=2\n");
  early = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (early->cleanup->items->len, ==, 0);
  tally_clock_advance (f->engine->clock, 3 * G_TIME_SPAN_DAY);
  late = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (late->cleanup, TALLY_CLEANUP_OUTPUT, NULL), ==, 1);
  g_assert_true (g_file_test (day, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  tally_clock_advance (f->engine->clock, 2 * G_TIME_SPAN_DAY);
  emptied = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (emptied->cleanup, TALLY_CLEANUP_TRASH, NULL), ==, 1);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (mine), ==, 0);
  last = run_jobs (f, "cleanup", FALSE);
  g_assert_false (g_file_test (day, G_FILE_TEST_EXISTS));
}

static void
test_what_is_not_ours_stays (Fixture       *f,
                             gconstpointer  data)
{
  static const char foreign[] = "WR_1_WeekEnding_010125_0123456789abcdef.xlsx";
  g_autofree char *path = g_build_filename (f->engine->output_dir, f->old_file->name, NULL);
  g_autofree char *other = g_build_filename (f->engine->output_dir, foreign, NULL);
  g_autofree char *aside = g_build_filename (f->engine->folder, "aside", NULL);
  g_autofree char *week = g_build_filename (f->engine->output_dir, "081725", NULL);
  g_autofree char *people = g_build_filename (f->engine->output_dir, "ours", NULL);
  g_autoptr (TallyRun) changed = NULL;
  g_autoptr (TallyRun) linked = NULL;

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_true (g_file_set_contents (path, "a person's", -1, NULL));
  g_assert_true (g_file_set_contents (other, "another", -1, NULL));
  g_assert_cmpint (g_mkdir (week, 0700) + g_mkdir (people, 0700), ==, 0);
  changed = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (changed->cleanup, TALLY_CLEANUP_OUTPUT, NULL), ==, 0);
  g_assert_cmpuint (changed->cleanup->n_foreign, ==, 1);
  g_assert_cmpuint (tally_cleanup_count (changed->cleanup, TALLY_CLEANUP_FOLDER, NULL), ==, 1);
  g_assert_false (g_file_test (week, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (people, G_FILE_TEST_IS_DIR));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (symlink (aside, path), ==, 0);
  linked = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (linked->cleanup->items->len, ==, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_REGULAR));
}

static void
edit_store (Fixture    *f,
            const char *sql)
{
  g_autofree char *path = g_build_filename (f->engine->data_dir, "tallyman.db", NULL);
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  if (!tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static void
test_held_and_skipped_workbooks_stay (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr (TallyRun) held = NULL;
  g_autoptr (TallyRun) skipped = NULL;
  g_autoptr (TallyRun) unplanned = NULL;

  edit_store (f, "UPDATE plan_entry SET action = 4, hold = 1");
  held = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (held->cleanup->items->len, ==, 0);
  edit_store (f, "DELETE FROM plan_entry");
  skipped = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (skipped->cleanup->items->len, ==, 0);
  edit_store (f, "DELETE FROM plan_count; DELETE FROM plan");
  unplanned = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (unplanned->cleanup->items->len, ==, 0);
  g_assert_true (has_output (f, f->old_file->name));
}

static void
test_nothing_goes_that_the_archive_has_not (Fixture       *f,
                                            gconstpointer  data)
{
  g_autofree char *kept = dup_kept (f);
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (g_unlink (kept), ==, 0);
  run = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (run->cleanup, TALLY_CLEANUP_OUTPUT, NULL), ==, 1);
  tally_test_target_assert_archived (f->engine, f->old_file);
}

static gboolean
count_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  *(guint *) data += strcmp (entry->kind, "archive-dropped") == 0 ? 1 : 0;
  return TRUE;
}

static guint
count_dropped (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (tally_store_trail_foreach (store, NULL, count_cb, &n, &error));
  return n;
}

static void
test_the_archive_keeps_for_years (Fixture       *f,
                                  gconstpointer  data)
{
  g_autofree char *kept = dup_kept (f);
  g_autoptr (TallyRun) early = NULL;
  g_autoptr (TallyRun) for_ever = NULL;
  g_autoptr (TallyRun) preview = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  set_settings (f, "[archive]\nkeep-years=2\n");
  tally_clock_advance (f->engine->clock, YEAR);
  early = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (early->cleanup, TALLY_CLEANUP_ARCHIVE, NULL), ==, 0);
  tally_clock_advance (f->engine->clock, YEAR);
  set_settings (f, "[archive]\nkeep-years=0\n");
  for_ever = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (for_ever->cleanup, TALLY_CLEANUP_ARCHIVE, NULL), ==, 0);
  set_settings (f, "[archive]\nkeep-years=2\n");
  preview = run_jobs (f, "cleanup", TRUE);
  g_assert_cmpuint (tally_cleanup_count (preview->cleanup, TALLY_CLEANUP_ARCHIVE, NULL), ==, 1);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_dropped (f), ==, 0);
  run = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (run->cleanup, TALLY_CLEANUP_ARCHIVE, NULL), ==, 1);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_dropped (f), ==, 1);
  again = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (again->cleanup->items->len, ==, 0);
}

static void
test_only_archived_attachments_go (Fixture       *f,
                                   gconstpointer  data)
{
  gint64 id = tally_test_target_attach (f->engine, f->old_file->row_id, f->old_file->name,
                                        "2026-01-05T10:00:00Z");
  g_autofree char *kept = dup_kept (f);
  g_autofree char *aside = g_strconcat (kept, ".aside", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE superseded SET state = 1, attachment_id = %" G_GINT64_FORMAT,
                                          id);
  g_autoptr (TallyRun) without = NULL;
  g_autoptr (TallyRun) preview = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) last = NULL;

  edit_store (f, sql);
  run = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (run->cleanup, TALLY_CLEANUP_TARGET, NULL), ==, 1);
  g_assert_false (tally_test_target_has (f->engine, id));
  id = tally_test_target_attach (f->engine, f->old_file->row_id, f->old_file->name, "2026-01-05T10:00:00Z");
  g_free (sql);
  sql = g_strdup_printf ("UPDATE superseded SET state = 1, attachment_id = %" G_GINT64_FORMAT, id);
  edit_store (f, sql);
  preview = run_jobs (f, "cleanup", TRUE);
  g_assert_cmpuint (tally_cleanup_count (preview->cleanup, TALLY_CLEANUP_TARGET, NULL), ==, 1);
  g_assert_true (tally_test_target_has (f->engine, id));
  g_assert_cmpint (g_rename (kept, aside), ==, 0);
  without = run_jobs (f, "cleanup", FALSE);
  g_assert_cmpuint (tally_cleanup_count (without->cleanup, TALLY_CLEANUP_TARGET, NULL), ==, 0);
  g_assert_true (tally_test_target_has (f->engine, id));
  g_assert_cmpint (g_rename (aside, kept), ==, 0);
  last = run_jobs (f, "cleanup", FALSE);
  g_assert_false (tally_test_target_has (f->engine, id));
}

static void
test_the_whole_pipeline_cleans_up (Fixture       *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (f->engine, NULL);

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  g_assert_nonnull (run->cleanup);
  g_assert_false (has_output (f, f->old_file->name));
  tally_test_engine_assert_exactly_once (f->engine, run);
}

#define ADD(name, func) \
  g_test_add ("/engine/cleaned/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("a-superseded-file-goes-to-the-trash", test_a_superseded_file_goes_to_the_trash);
  ADD ("a-preview-takes-nothing-away", test_a_preview_takes_nothing_away);
  ADD ("days-are-waited-for", test_days_are_waited_for);
  ADD ("what-is-not-ours-stays", test_what_is_not_ours_stays);
  ADD ("held-and-skipped-workbooks-stay", test_held_and_skipped_workbooks_stay);
  ADD ("nothing-goes-that-the-archive-has-not", test_nothing_goes_that_the_archive_has_not);
  ADD ("the-archive-keeps-for-years", test_the_archive_keeps_for_years);
  ADD ("only-archived-attachments-go", test_only_archived_attachments_go);
  ADD ("the-whole-pipeline-cleans-up", test_the_whole_pipeline_cleans_up);
  return g_test_run ();
}
