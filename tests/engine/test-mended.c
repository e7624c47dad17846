/* test-mended.c
 *
 * What an installation puts right by itself: a database that is damaged in any way, what killed
 * processes left, folders that vanished. After each one every workbook hangs there once, nothing is
 * attached anew, and the trail says what was done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "tally-db-admin.h"
#include "tally-file-tree.h"
#include "tally-store-trail.h"
#include "tally-test.h"

#define N_SEEDS 16
#define FLIPPED_BYTES 4096

static const char *const checkup_jobs[] = { "health-check", NULL };

static char *
dup_path (TallyTestEngine *engine,
          const char      *name)
{
  return g_build_filename (engine->data_dir, name, NULL);
}

static TallyRun *
check (TallyTestEngine *engine,
       gboolean         is_dry)
{
  const TallyBatchOptions options = { .jobs = checkup_jobs, .dry_run = is_dry };

  return tally_test_engine_run (engine, &options);
}

/* Published, backed up, and published again since: what a restored backup does not know. */
static TallyTestEngine *
make_engine (void)
{
  TallyTestEngine *engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  return engine;
}

static gboolean
count_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  *(guint *) data += strcmp (entry->kind, "corrected") == 0 ? 1 : 0;
  return TRUE;
}

static guint
count_trail (TallyTestEngine *engine,
             const char      *subject)
{
  g_autofree char *path = dup_path (engine, "tallyman.db");
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (tally_store_trail_foreach (store, subject, count_cb, &n, &error));
  return n;
}

static guint
count_kept (TallyTestEngine *engine)
{
  g_autoptr (GDir) dir = g_dir_open (engine->data_dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "tallyman.db.damaged-2") && !g_str_has_suffix (name, "-shm")
           && !g_str_has_suffix (name, "-wal") ? 1 : 0;
  return n;
}

/* The next pass finds a damaged store, and all is as if it had not been. */
static void
assert_mended (TallyTestEngine *engine)
{
  guint n_files = tally_test_engine_list_files (engine)->len;
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autoptr (GPtrArray) files = tally_test_engine_list_files (engine);

  tally_test_run_assert_exit (run, 0);
  g_assert_nonnull (tally_test_run_find_notice (run, "corrected"));
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_cmpuint (files->len, ==, n_files);
  g_assert_cmpuint (count_trail (engine, "database"), ==, 1);
  g_assert_cmpuint (count_kept (engine), ==, 1);
  tally_test_engine_assert_exactly_once (engine, run);
  tally_test_engine_assert_settled (engine);
}

static void
test_text_for_a_database (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");

  g_assert_true (g_file_set_contents (path, "Dear colleague, please find the figures attached.\n", -1, NULL));
  assert_mended (engine);
}

static void
test_empty_database (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");

  g_assert_cmpint (truncate (path, 0), ==, 0);
  assert_mended (engine);
}

static void
test_half_a_database (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autoptr (TallyRun) found = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size / 2), ==, 0);
  found = check (engine, FALSE);
  tally_test_run_assert_exit (found, 0);
  g_assert_cmpuint (found->health->corrections->len, ==, 1);
  g_assert_cmpint (tally_health_find_probe (found->health, "database")->status, ==, TALLY_HEALTH_OK);
  g_assert_cmpuint (count_kept (engine), ==, 1);
  g_assert_cmpuint (count_trail (engine, "database"), ==, 1);
  tally_test_engine_assert_settled (engine);
}

static void
flip (const char *path,
      guint32     seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *content = NULL;
  gsize length, at;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  at = (gsize) g_rand_int_range (random, 0, (gint32) (length - FLIPPED_BYTES));
  for (gsize i = 0; i < FLIPPED_BYTES; i++)
    content[at + i] ^= (char) g_rand_int_range (random, 1, 256);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* Wherever the damage is: a checkup finds it and puts it right, and the pass after it is as any. */
static void
test_flipped_bytes (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint32 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (TallyRun) found = NULL;
      g_test_message ("seed %u", seed);
      flip (path, seed);
      found = check (engine, FALSE);
      tally_test_run_assert_exit (found, 0);
      g_assert_cmpuint (found->health->corrections->len, ==, 1);
      g_assert_cmpint (tally_health_find_probe (found->health, "database")->status, ==, TALLY_HEALTH_OK);
      tally_test_engine_assert_settled (engine);
    }
  g_assert_cmpuint (count_kept (engine), ==, N_SEEDS);
}

/* Damage that no door sees is met by a statement half-way: that pass can't go on, and leaves a sound
 * store to the next one. */
static void
test_damage_met_half_way (void)
{
  guint n_met = 0;

  for (guint32 seed = 1; seed <= N_SEEDS / 2; seed++)
    {
      g_autoptr (TallyTestEngine) engine = make_engine ();
      g_autofree char *path = dup_path (engine, "tallyman.db");
      g_autoptr (TallyRun) run = NULL;
      g_test_message ("seed %u", seed);
      flip (path, seed);
      run = tally_test_engine_run (engine, NULL);
      for (guint i = 0; i < run->notices->len; i++)
        g_test_message ("%s: %s", ((const TallyNotice *) run->notices->pdata[i])->code,
                        ((const TallyNotice *) run->notices->pdata[i])->text);
      if (tally_run_get_exit_code (run) != 0)
        {
          n_met++;
          g_assert_nonnull (tally_test_run_find_notice (run, "corrected"));
          g_assert_cmpuint (count_trail (engine, "database"), ==, 1);
        }
      else if (tally_test_run_find_notice (run, "corrected") == NULL)
        {
          g_autoptr (TallyRun) found = check (engine, FALSE); /* no statement came by */
          tally_test_run_assert_exit (found, 0);
        }
      tally_test_engine_assert_settled (engine);
    }
  g_assert_cmpuint (n_met, >, 0);
}

/* The newest backup is damaged too: the one before it is taken. */
static void
test_newest_backup_damaged (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *newer = dup_path (engine, "backups/tallyman-2100-01-01.state");

  g_assert_true (g_file_set_contents (newer, "no backup", -1, NULL));
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  assert_mended (engine);
}

/* Without one that proves sound nothing is touched, and a person is told what to do. */
static void
test_no_backup (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *backups = dup_path (engine, "backups");
  g_autofree char *marker = dup_path (engine, "tallyman.db.damaged");
  g_autofree char *content = NULL;
  g_autofree char *aside = g_strconcat (backups, ".away", NULL);
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (g_rename (backups, aside), ==, 0);
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 1);
  g_assert_nonnull (tally_test_run_find_notice (run, "store-damaged"));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "no database");
  g_assert_false (g_file_test (marker, G_FILE_TEST_EXISTS));
}

static void
test_dry (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *content = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  run = check (engine, TRUE);
  tally_test_run_assert_exit (run, 1);
  g_assert_true (run->health->is_preview);
  g_assert_cmpuint (run->health->corrections->len, ==, 1);
  g_assert_cmpint (tally_health_find_probe (run->health, "database")->status, ==, TALLY_HEALTH_CRITICAL);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "no database");
  assert_mended (engine);
}

/* A correction that was killed half-way is begun anew: the database was moved, its place is empty. */
static void
test_killed_correction (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *kept = dup_path (engine, "tallyman.db.damaged-2026-01-01T00-00-00Z");
  g_autofree char *marker = dup_path (engine, "tallyman.db.damaged");

  g_assert_cmpint (g_rename (path, kept), ==, 0);
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  assert_mended (engine);
  g_assert_false (g_file_test (marker, G_FILE_TEST_EXISTS));
}

/* The state of the disk at a step of the journal, as a crash would leave it. */
typedef struct {
  TallyTestEngine *engine;
  guint            n_steps;
  char            *database;
  gsize            database_length;
  char            *log;
  gsize            log_length;
} Snapshot;

static void
step_cb (const char *name,
         gpointer    data)
{
  Snapshot *snapshot = data;
  g_autofree char *path = dup_path (snapshot->engine, "tallyman.db");
  g_autofree char *log = dup_path (snapshot->engine, "tallyman.db-wal");

  if (snapshot->n_steps++ > 0)
    return;
  g_assert_true (g_file_get_contents (path, &snapshot->database, &snapshot->database_length, NULL));
  g_assert_true (g_file_get_contents (log, &snapshot->log, &snapshot->log_length, NULL));
}

/* Whoever held the lease would be gone after a crash; here it is this process. One of the same number
 * that began at another time is not the owner. */
static void
end_owner (const char *path)
{
  const TallyDbOptions options = { .path = path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (tally_db_run_text (db, "UPDATE lease SET process_start = 1", &error));
}

/* A log that lost its end takes publications with it that the target was told of. They come back
 * from there; a copy of the same store elsewhere is refused as ever. */
static void
test_cut_log (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  Snapshot snapshot = { .engine = engine };
  const TallyBatchOptions options = { .step = step_cb, .step_data = &snapshot };
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *log = dup_path (engine, "tallyman.db-wal");
  g_autofree char *head = dup_path (engine, "tallyman.db.head");
  g_autofree char *hidden = dup_path (engine, "hidden");
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) copy = NULL;
  g_autoptr (TallyRun) mended = NULL;

  tally_test_engine_change_a_price (engine);
  run = tally_test_engine_run (engine, &options);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (snapshot.n_steps, >, 0);
  g_assert_true (g_file_set_contents (path, snapshot.database, (gssize) snapshot.database_length, NULL));
  g_assert_true (g_file_set_contents (log, snapshot.log, (gssize) snapshot.log_length / 2, NULL));
  end_owner (path);
  g_assert_cmpint (g_rename (head, hidden), ==, 0);
  copy = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (copy, 1);
  g_assert_cmpint (g_rename (hidden, head), ==, 0);
  mended = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (mended, 0);
  g_assert_nonnull (tally_test_run_find_notice (mended, "corrected"));
  g_assert_cmpuint (mended->counts.n_published, ==, 0);
  g_assert_cmpuint (count_trail (engine, "store-behind"), ==, 1);
  tally_test_engine_assert_settled (engine);
  g_free (snapshot.database);
  g_free (snapshot.log);
}

static void
make_old_file (const char *path)
{
  struct utimbuf times = { .actime = 1000000, .modtime = 1000000 };

  g_assert_true (g_file_set_contents (path, "half", -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static void
test_leftovers (void)
{
  static const char *const names[] = {
    "data/.tallyman.db.0123456789abcdef.tmp", "data/.tallyman.db.0123456789abcdef.tmp-wal",
    "data/backups/.tallyman-2026-01-01.state.0123456789abcdef.tmp", "workbooks/.tallyman-aB3xY9.part",
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *fresh = dup_path (engine, ".tallyman.pack.fedcba9876543210.tmp");
  g_autofree char *other = dup_path (engine, ".notes.tmp");
  g_autofree char *lock = dup_path (engine, "something.lock");
  g_autoptr (TallyRun) dry = NULL;
  g_autoptr (TallyRun) run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (engine->folder, names[i], NULL);
      make_old_file (path);
    }
  make_old_file (other);
  make_old_file (lock);
  g_assert_true (g_file_set_contents (fresh, "somebody is at work", -1, NULL));
  dry = check (engine, TRUE);
  tally_test_run_assert_exit (dry, 0);
  g_assert_cmpuint (dry->health->corrections->len, ==, 1);
  g_assert_cmpint (tally_health_find_probe (dry->health, "output")->status, ==, TALLY_HEALTH_WARN);
  run = check (engine, FALSE);
  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (engine->folder, names[i], NULL);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_trail (engine, "half-written"), ==, 1);
  g_assert_cmpuint (count_trail (engine, "stale-lock"), ==, 1);
  tally_test_engine_assert_settled (engine);
}

static void
test_missing_folders (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *away = g_strconcat (engine->archive_dir, ".away", NULL);
  g_autoptr (TallyRun) run = NULL;
  GStatBuf status;

  g_assert_cmpint (g_rename (engine->archive_dir, away), ==, 0);
  run = check (engine, FALSE);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (g_stat (engine->archive_dir, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (count_trail (engine, "folder"), ==, 1);
}

/* A new installation has no folders yet: that is no news, and neither is a pass after one that could
 * not start. */
static void
test_first_folders (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autofree char *store = dup_path (engine, "tallyman.db");
  g_autofree char *archive = g_strdup (engine->archive_dir);

  g_assert_cmpuint (count_trail (engine, "folder"), ==, 0);
  g_assert_cmpint (g_unlink (store), ==, 0);
  g_assert_true (tally_file_tree_remove (archive, NULL));
  first = tally_test_engine_run (engine, NULL);
  g_assert_true (g_file_test (archive, G_FILE_TEST_IS_DIR));
  second = check (engine, FALSE);
  tally_test_run_assert_exit (second, 0);
  g_assert_cmpuint (count_trail (engine, "folder"), ==, 0);
}

/* A log without its database is kept, and not taken for the new one's. */
static void
test_stray_log (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();
  g_autofree char *path = dup_path (engine, "tallyman.db");
  g_autofree char *log = dup_path (engine, "tallyman.db-wal");
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (log, "frames of old", -1, NULL));
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_trail (engine, "stray-log"), ==, 1);
  tally_test_engine_assert_settled (engine);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/mended/text-for-a-database", test_text_for_a_database);
  g_test_add_func ("/engine/mended/an-empty-database", test_empty_database);
  g_test_add_func ("/engine/mended/half-a-database", test_half_a_database);
  g_test_add_func ("/engine/mended/flipped-bytes-anywhere", test_flipped_bytes);
  g_test_add_func ("/engine/mended/damage-met-half-way", test_damage_met_half_way);
  g_test_add_func ("/engine/mended/the-newest-backup-is-damaged-too", test_newest_backup_damaged);
  g_test_add_func ("/engine/mended/without-a-backup-nothing-is-touched", test_no_backup);
  g_test_add_func ("/engine/mended/a-dry-run-only-says", test_dry);
  g_test_add_func ("/engine/mended/a-killed-correction-is-begun-anew", test_killed_correction);
  g_test_add_func ("/engine/mended/a-log-that-lost-its-end", test_cut_log);
  g_test_add_func ("/engine/mended/what-killed-processes-left", test_leftovers);
  g_test_add_func ("/engine/mended/folders-that-vanished", test_missing_folders);
  g_test_add_func ("/engine/mended/folders-of-a-new-installation", test_first_folders);
  g_test_add_func ("/engine/mended/a-log-without-its-database", test_stray_log);
  return g_test_run ();
}
