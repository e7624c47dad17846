/* test-carried.c
 *
 * A store that is carried from machine to machine as a file: each pass in an empty data directory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "tally-db-admin.h"
#include "tally-file-lock.h"
#include "tally-file-stream.h"
#include "tally-file-tree.h"
#include "tally-sandbox-live.h"
#include "tally-store-pack-stream.h"
#include "tally-store-pack.h"
#include "tally-store-publications.h"
#include "tally-store-schema.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* Twenty, and as many as there is time for where each takes ten times as long. */
#define N_PASSES (TALLY_TEST_IS_SANITIZED ? 6 : 20)
#define N_SEALED_PASSES (TALLY_TEST_IS_SANITIZED ? 2 : 4)
#define LIVED_USEC (6 * G_TIME_SPAN_HOUR)
/* People edit at the same minutes in every run of the test, 2026-11-24T12:00:00Z and later. */
#define LIVED_FROM_UTC_USEC G_GINT64_CONSTANT (1795521600000000)
#define PASSPHRASE "correct horse battery staple"

static void
print_notices (const TallyRun *run)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      g_test_message ("%s %s: %s (%s)", notice->code, notice->subject, notice->text, notice->detail);
    }
}

static void
assert_exit (const TallyRun *run,
             int             exit_code)
{
  if (tally_run_get_exit_code (run) != exit_code)
    print_notices (run);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, exit_code);
}

static gboolean
has_notice (const TallyRun *run,
            const char     *code,
            const char     *text)
{
  for (guint i = 0; i < run->notices->len; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];
      if (strcmp (notice->code, code) == 0 && strstr (notice->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Today's: the sandbox stamps files with the machine's time. */
static gint64
get_noon (void)
{
  return g_get_real_time () / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY + 12 * G_TIME_SPAN_HOUR;
}

static TallyTestEngine *
make_engine (gboolean is_carried)
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
  /* The passes edit as much as they like: what stops a large change is another test's. */
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nmax-change-share=1\n");
  if (is_carried)
    engine->state_file = g_build_filename (engine->folder, "carried", "store.state", NULL);
  return engine;
}

static char *
dup_carried_folder (TallyTestEngine *engine)
{
  return g_path_get_dirname (engine->state_file);
}

/* People and automations in both worlds at the same minutes. */
static void
live (TallyTestEngine *engine,
      guint            pass)
{
  const TallySandboxLive life = { .seed = 5, .edits_per_hour = 4 };
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  gint64 from_usec = LIVED_FROM_UTC_USEC + pass * LIVED_USEC;

  tally_sandbox_live_step (&life, world, from_usec, from_usec + LIVED_USEC);
  tally_sandbox_server_unlock_world (engine->server);
  tally_clock_advance (engine->clock, LIVED_USEC);
}

/* The data directory was a private folder of the machine's: nothing of it is left. */
static void
assert_nothing_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "tallyman-state-"));
}

static char *
dup_current (const char *path,
             gint64      target)
{
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (GPtrArray) all = NULL;
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  all = tally_store_publications_list_current (store, target, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const TallyStorePublication *publication = all->pdata[i];
      g_autofree char *key = tally_identity_dup_key (publication->identity);

      g_string_append_printf (out, "%s %s %s %u %" G_GINT64_FORMAT "\n", key, publication->fingerprint,
                              publication->file_name, publication->n_lines, publication->total_cents);
    }
  return g_string_free (out, FALSE);
}

static char *
extract (TallyTestEngine *engine)
{
  const TallyStorePackFile file = { .path = engine->state_file, .passphrase = engine->passphrase };
  g_autofree char *dir = tally_test_make_dir ();
  char *path = g_build_filename (dir, "tallyman.db", NULL);
  TallyStorePackInfo info;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_pack_extract (&file, path, &info, &error));
  g_assert_no_error (error);
  return path;
}

static void
assert_same_files (TallyTestEngine *a,
                   TallyTestEngine *b)
{
  g_autoptr (GPtrArray) names_a = tally_test_engine_list_files (a);
  g_autoptr (GPtrArray) names_b = tally_test_engine_list_files (b);

  g_assert_cmpuint (names_a->len, ==, names_b->len);
  for (guint i = 0; i < names_a->len; i++)
    g_assert_cmpstr (names_a->pdata[i], ==, names_b->pdata[i]);
}

/* One pass of both after the same edits: the same decisions, the same files. */
static guint64
pass_both (TallyTestEngine *settled,
           TallyTestEngine *carried,
           guint            pass,
           gboolean         is_empty)
{
  g_autoptr (TallyRun) a = NULL;
  g_autoptr (TallyRun) b = NULL;

  live (settled, pass);
  live (carried, pass);
  a = tally_test_engine_run (settled, NULL);
  b = tally_test_engine_run (carried, NULL);
  if (tally_run_get_exit_code (a) != tally_run_get_exit_code (b)
      || a->counts.n_published != b->counts.n_published)
    {
      print_notices (a);
      print_notices (b);
    }
  g_assert_cmpint (tally_run_get_exit_code (a), ==, tally_run_get_exit_code (b));
  g_assert_cmpuint (a->counts.n_published, ==, b->counts.n_published);
  g_assert_cmpuint (a->counts.n_removed, ==, b->counts.n_removed);
  tally_test_engine_assert_exactly_once (carried, b);
  assert_same_files (settled, carried);
  assert_nothing_left ();
  g_assert_true (has_notice (b, is_empty ? "state-empty" : "state",
                             is_empty ? "the state starts empty" : "was unpacked"));
  return b->counts.n_published;
}

static void
assert_same_publications (TallyTestEngine *settled,
                          TallyTestEngine *carried)
{
  g_autofree char *path = g_build_filename (settled->data_dir, "tallyman.db", NULL);
  g_autofree char *database = extract (carried);
  g_autofree char *expected = dup_current (path, settled->target);
  g_autofree char *current = dup_current (database, carried->target);

  g_assert_cmpstr (expected, !=, "");
  g_assert_cmpstr (current, ==, expected);
}

/* Passes in empty data directories end as passes in one. */
static void
test_passes (gconstpointer passphrase)
{
  g_autoptr (TallyTestEngine) settled = make_engine (FALSE);
  g_autoptr (TallyTestEngine) carried = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (carried);
  guint n_passes = passphrase != NULL ? N_SEALED_PASSES : N_PASSES;
  guint64 n_changed = 0;

  carried->passphrase = g_strdup (passphrase);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint pass = 0; pass < n_passes; pass++)
    {
      guint64 n_published = pass_both (settled, carried, pass, pass == 0);
      n_changed += pass > 0 ? n_published : 0;
    }
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (settled), ==, tally_test_engine_count_writes (carried));
  assert_same_publications (settled, carried);
}

/* The file is lost half-way: what hangs on the target is taken for what it is. Only what people
 * changed is attached, nothing twice, nothing is missing. */
static void
test_lost_half_way (void)
{
  g_autoptr (TallyTestEngine) settled = make_engine (FALSE);
  g_autoptr (TallyTestEngine) carried = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (carried);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint pass = 0; pass < N_PASSES; pass++)
    {
      if (pass == N_PASSES / 2)
        g_assert_cmpint (g_unlink (carried->state_file), ==, 0);
      pass_both (settled, carried, pass, pass == 0 || pass == N_PASSES / 2);
    }
}

/* A copy of before is stale: it is refused, and says the way out. */
static void
test_stale_copy (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autofree char *old = NULL;
  gsize old_size;
  guint n_writes;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) stale = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  first = tally_test_engine_run (engine, NULL);
  assert_exit (first, 0);
  g_assert_true (g_file_get_contents (engine->state_file, &old, &old_size, NULL));
  for (guint pass = 0; pass < 4; pass++)
    {
      g_autoptr (TallyRun) run = NULL;

      live (engine, pass);
      run = tally_test_engine_run (engine, NULL);
      g_assert_cmpuint (run->counts.n_upload_failed, ==, 0);
    }
  g_assert_true (g_file_set_contents (engine->state_file, old, (gssize) old_size, NULL));
  n_writes = tally_test_engine_count_writes (engine);
  stale = tally_test_engine_run (engine, NULL);
  print_notices (stale);
  g_assert_cmpint (tally_run_get_exit_code (stale), !=, 0);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
}

/* Workbooks and what they superseded outlive the run: they stand beside the file. */
static void
test_folders_beside_the_file (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autofree char *workbooks = g_build_filename (folder, "workbooks", NULL);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_free (engine->output_dir);
  engine->output_dir = g_strdup ("");
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_assert_cmpstr (run->output_dir, ==, workbooks);
  dir = g_dir_open (workbooks, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_nonnull (g_dir_read_name (dir));
}

/* Packed while the file is somebody else's folder: loud, and the store is not lost. */
static void
block_file_cb (const TallyNotice *notice,
               gpointer           data)
{
  TallyTestEngine *engine = data;

  if (strcmp (notice->code, "state-empty") == 0)
    g_assert_cmpint (g_mkdir (engine->state_file, 0700), ==, 0);
}

static char *
find_kept (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "tallyman-state-"))
      return g_build_filename (g_get_tmp_dir (), name, NULL);
  return NULL;
}

static void
test_not_packed (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  const TallyBatchOptions options = { .on_notice = block_file_cb, .on_notice_data = engine };
  g_autofree char *kept = NULL;
  g_autofree char *database = NULL;
  g_autofree char *current = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) next = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  run = tally_test_engine_run (engine, &options);
  assert_exit (run, 1);
  g_assert_true (has_notice (run, "state-not-packed", "THE STATE WAS NOT PACKED"));
  g_assert_true (has_notice (run, "state-not-packed", "tallyman state pack"));
  kept = find_kept ();
  g_assert_nonnull (kept);
  database = g_build_filename (kept, "tallyman.db", NULL);
  current = dup_current (database, engine->target);
  g_assert_cmpstr (current, !=, "");
  /* The next run sweeps what dead runs left, not what was kept for a person. */
  g_assert_cmpint (g_rmdir (engine->state_file), ==, 0);
  next = tally_test_engine_run (engine, NULL);
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (engine->state_file, G_FILE_TEST_IS_REGULAR));
  g_assert_true (tally_file_tree_remove (kept, NULL));
}

/* A run that is stopped packs what it did. */
static void
stop_cb (const char *name,
         gpointer    data)
{
  g_cancellable_cancel (data);
}

static TallyRun *
run_stopped (TallyTestEngine *engine)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const TallyBatchOptions options = { .step = stop_cb, .step_data = cancellable };

  return tally_test_engine_run_watched (engine, &options, NULL, cancellable);
}

static void
test_stopped_is_packed (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autoptr (TallyRun) stopped = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autoptr (TallyRun) last = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  stopped = run_stopped (engine);
  assert_exit (stopped, 3);
  g_assert_true (has_notice (stopped, "state", "was packed"));
  assert_nothing_left ();
  next = tally_test_engine_run (engine, NULL);
  assert_exit (next, 0);
  g_assert_cmpuint (next->counts.n_sheets_unchanged, ==, next->counts.n_sheets - next->counts.n_sheets_skipped);
  tally_test_engine_assert_exactly_once (engine, next);
  last = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (last->counts.n_mutations, ==, 0);
}

static void
test_one_at_a_time (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autoptr (TallyFileLock) lock = NULL;
  g_autoptr (TallyRun) refused = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  lock = tally_file_lock_new (engine->state_file, NULL);
  refused = tally_test_engine_run (engine, NULL);
  assert_exit (refused, 75);
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, 0);
  g_clear_pointer (&lock, tally_file_lock_free);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
}

/* Whatever keeps the file from being unpacked: nothing is done, the file is as it was. */
static void
assert_refused (TallyTestEngine *engine,
                int              exit_code,
                const char      *said)
{
  guint n_writes = tally_test_engine_count_writes (engine);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  g_autoptr (TallyRun) run = NULL;

  g_assert_true (g_file_get_contents (engine->state_file, &before, &size_before, NULL));
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, exit_code);
  g_assert_true (has_notice (run, "state", said));
  g_assert_cmpuint (tally_test_engine_count_writes (engine), ==, n_writes);
  g_assert_true (g_file_get_contents (engine->state_file, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  assert_nothing_left ();
}

static void
test_refused_files (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  engine->passphrase = g_strdup (PASSPHRASE);
  run = tally_test_engine_run (engine, NULL);
  assert_exit (run, 0);
  g_clear_pointer (&engine->passphrase, g_free);
  assert_refused (engine, 2, "it is sealed; give the secret state-passphrase");
  engine->passphrase = g_strdup ("another");
  assert_refused (engine, 1, "the passphrase is another one, or the file is damaged");
  g_free (engine->passphrase);
  engine->passphrase = g_strdup (PASSPHRASE);
  g_assert_true (g_file_get_contents (engine->state_file, &bytes, &size, NULL));
  bytes[size / 2] ^= 4;
  g_assert_true (g_file_set_contents (engine->state_file, bytes, (gssize) size, NULL));
  assert_refused (engine, 1, "the passphrase is another one, or the file is damaged");
}

/* A pack of the first schema, with what a program of that time left in it. */
static void
write_old_pack (TallyTestEngine *engine)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "tallyman.db", NULL);
  g_autofree char *fixture = tally_test_data_path ("store/schema-1.sql");
  g_autofree char *sql = NULL;
  const TallyDbOptions options = { .path = path };
  TallyStorePackInfo info = { .schema = 1, .program = "0.1.0" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GOutputStream) out = NULL;
  TallyStorePackStreams streams = { 0 };
  GStatBuf status;
  TallyDb *db = tally_db_open (&options, &error);

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  g_assert_true (tally_db_run_text (db, sql, &error));
  g_assert_true (tally_db_run_text (db, "DELETE FROM meta WHERE key LIKE 'bound-%'", &error));
  tally_db_free (db);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  info.database_bytes = (guint64) status.st_size;
  streams.in = in = tally_file_stream_read (path, &error);
  streams.out = out = tally_file_stream_create (engine->state_file, &error);
  g_assert_true (tally_store_pack_write_stream (&streams, &info, &error));
  g_assert_true (g_output_stream_close (out, NULL, &error));
  g_assert_no_error (error);
}

/* What an upgrade makes of the state can't be read by the program of before: its pack stays. */
static void
test_older_schema_is_kept (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TRUE);
  g_autofree char *folder = dup_carried_folder (engine);
  g_autofree char *kept = g_strconcat (engine->state_file, ".schema-1.backup", NULL);
  const TallyStorePackFile file = { .path = engine->state_file };
  TallyStorePackInfo info = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  g_autoptr (TallyRun) run = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  write_old_pack (engine);
  g_assert_true (g_file_get_contents (engine->state_file, &before, &size_before, NULL));
  run = tally_test_engine_run (engine, NULL);
  g_assert_true (has_notice (run, "state", "was packed"));
  g_assert_true (g_file_get_contents (kept, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  g_assert_true (tally_store_pack_read_info (&file, &info, NULL));
  g_assert_cmpuint (info.schema, ==, TALLY_STORE_SCHEMA_NEWEST);
}

int
main (int   argc,
      char *argv[])
{
  char tmp[] = P_tmpdir "/tally-test-carried-XXXXXX";
  int status;

  /* Private folders are looked for here; set before GLib asks for the first time. */
  g_assert_nonnull (mkdtemp (tmp));
  g_setenv ("TMPDIR", tmp, TRUE);
  tally_test_init (&argc, &argv);
  g_test_add_data_func ("/engine/carried/twenty-passes-as-in-one-directory", NULL, test_passes);
  g_test_add_data_func ("/engine/carried/sealed-passes-as-in-one-directory", PASSPHRASE, test_passes);
  g_test_add_func ("/engine/carried/lost-half-way-nothing-twice-nothing-missing", test_lost_half_way);
  g_test_add_func ("/engine/carried/a-stale-copy-is-refused", test_stale_copy);
  g_test_add_func ("/engine/carried/workbooks-stand-beside-the-file", test_folders_beside_the_file);
  g_test_add_func ("/engine/carried/a-state-that-was-not-packed-is-loud-and-kept", test_not_packed);
  g_test_add_func ("/engine/carried/a-stopped-run-is-packed", test_stopped_is_packed);
  g_test_add_func ("/engine/carried/one-run-at-a-time-for-a-file", test_one_at_a_time);
  g_test_add_func ("/engine/carried/files-that-are-refused-stay-as-they-are", test_refused_files);
  g_test_add_func ("/engine/carried/a-pack-of-an-older-schema-is-kept", test_older_schema_is_kept);
  status = g_test_run ();
  g_assert_true (tally_file_tree_remove (tmp, NULL));
  return status;
}
