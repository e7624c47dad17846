/* test-backup.c
 *
 * Backups that nobody has to think of, and going back to one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-restore.h"
#include "tally-test-database.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* Today's: the sandbox stamps files with the machine's time. */
static gint64
get_noon (void)
{
  return g_get_real_time () / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY + 12 * G_TIME_SPAN_HOUR;
}

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 2;
  seed.n_work_requests = 6;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (get_noon ());
  return engine;
}

static char *
dup_backup (TallyTestEngine *engine,
            guint            n_days)
{
  g_autofree char *day = tally_clock_format_utc (get_noon () + n_days * G_TIME_SPAN_DAY);
  g_autofree char *name = g_strdup_printf ("tallyman-%.10s.state", day);

  return g_build_filename (engine->data_dir, "backups", name, NULL);
}

/* One backup a day, the newest seven; each can be restored. */
static guint
count_backups (TallyTestEngine *engine)
{
  g_autofree char *folder = g_build_filename (engine->data_dir, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_daily_backups (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *newest = dup_backup (engine, 9);
  g_autofree char *oldest = dup_backup (engine, 3);
  g_autofree char *own = g_build_filename (engine->data_dir, "backups", "my-own.state", NULL);

  for (guint pass = 0; pass < 20; pass++)
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

      tally_test_run_assert_exit (run, 0);
      g_assert_cmpint (tally_test_run_find_notice (run, "backup") != NULL, ==, pass % 2 == 0);
      if (pass == 0)
        g_assert_true (g_file_set_contents (own, "x", 1, NULL));
      g_assert_cmpuint (count_backups (engine), ==, MIN (pass / 2 + 1, 7) + 1);
      tally_clock_advance (engine->clock, pass % 2 == 0 ? G_TIME_SPAN_HOUR : 23 * G_TIME_SPAN_HOUR);
    }
  g_assert_true (g_file_test (newest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
}

/* The restore drill: backup, destroyed, restored, the same to the last row, and the next batch goes
 * on and changes nothing. */
static void
test_drill (void)
{
  static const char *const skipped[] = { "lease", NULL };
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *backup = dup_backup (engine, 0);
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreRestoreOptions options = { .path = path, .file.path = backup };
  TallyStorePackInfo info;
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) next = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  tally_test_run_assert_exit (first, 0);
  before = tally_test_database_dump (path, skipped);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (tally_store_restore (&options, &info, &kept, &error));
  g_assert_no_error (error);
  after = tally_test_database_dump (path, skipped);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (g_str_has_prefix (info.trail, first->trail_head) || strcmp (info.trail, first->trail_head) == 0);
  next = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_mutations, ==, 0);
  g_assert_cmpuint (next->counts.n_lines_new + next->counts.n_lines_changed + next->counts.n_lines_gone, ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/backup/one-a-day-of-seven-days", test_daily_backups);
  g_test_add_func ("/engine/backup/drill-destroyed-restored-nothing-changes", test_drill);
  return g_test_run ();
}
