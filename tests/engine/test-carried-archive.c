/* test-carried-archive.c
 *
 * What was issued is carried beside the state: each pass on a machine that has nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-sandbox-live.h"
#include "tally-store-pack.h"
#include "tally-store-versions.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define N_PASSES 5
#define LIVED_USEC (6 * G_TIME_SPAN_HOUR)
/* 2026-11-24T12:00:00Z and later. */
#define LIVED_FROM_UTC_USEC G_GINT64_CONSTANT (1795521600000000)
#define PASSPHRASE "correct horse battery staple"

/* Counts the keys that the store makes of passphrases. */
static GLogWriterOutput
count_keys_cb (GLogLevelFlags   level,
               const GLogField *fields,
               gsize            n_fields,
               gpointer         data)
{
  guint *n_keys = data;

  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0
        && strstr (fields[i].value, "a key was made of a passphrase") != NULL)
      (*n_keys)++;
  return g_log_writer_default (level, fields, n_fields, data);
}

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

/* Its archive is where the state's is; the sandbox stamps files with the machine's time. */
static TallyTestEngine *
make_engine (void)
{
  gint64 noon = g_get_real_time () / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY + 12 * G_TIME_SPAN_HOUR;
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 2;
  seed.rows_per_sheet = 40;
  seed.n_weeks = 2;
  seed.n_work_requests = 6;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (noon);
  engine->passphrase = g_strdup (PASSPHRASE);
  engine->state_file = g_build_filename (engine->folder, "carried", "store.state", NULL);
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nmax-change-share=1\n");
  g_free (engine->archive_dir);
  engine->archive_dir = g_strdup ("");
  return engine;
}

/* People and automations of the world. */
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

/* The first workbook of a state that was replaced: what hung there first. */
static TallyVersion *
find_replaced (TallyTestEngine *engine)
{
  g_autofree char *database = extract (engine);
  const TallyStoreOptions options = { .path = database, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  TallyVersion *found = NULL;

  g_assert_no_error (error);
  for (gint64 number = 1; found == NULL; number++)
    {
      g_autoptr (TallyVersion) version = tally_store_versions_find (store, number, &error);
      g_assert_no_error (error);
      g_assert_nonnull (version);
      if (version->end != TALLY_VERSION_END_NONE)
        found = g_steal_pointer (&version);
    }
  return found;
}

static void
move_carried (TallyTestEngine *engine,
              const char      *machine)
{
  g_autofree char *from = g_path_get_dirname (engine->state_file);
  g_autofree char *to = g_build_filename (engine->folder, machine, NULL);

  g_assert_cmpint (g_rename (from, to), ==, 0);
  g_free (engine->state_file);
  engine->state_file = g_build_filename (to, "store.state", NULL);
  g_free (engine->output_dir);
  engine->output_dir = g_strdup_printf ("%s/%s-workbooks", engine->folder, machine);
}

static void
assert_attached (TallyTestEngine *engine,
                 const char      *file_name,
                 gboolean         is_there)
{
  g_autoptr (GPtrArray) names = tally_test_engine_list_files (engine);

  g_assert_true (g_ptr_array_find_with_equal_func (names, file_name, g_str_equal, NULL) == is_there);
}

/* Each pass on a new machine that has nothing but the state and the archive beside it: any version
 * can be put back, and nothing but sealed packs was carried. */
static void
test_archive_is_carried (gconstpointer data)
{
  guint *n_keys = (guint *) data;
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autofree char *folder = g_path_get_dirname (engine->state_file);
  g_autofree char *archive = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (TallyVersion) first = NULL;
  g_autoptr (TallyRun) restored = NULL;
  g_autoptr (TallyRun) after = NULL;
  g_autoptr (GDir) dir = NULL;
  TallyBatchOptions options = { .actor = "person" };
  const char *name;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint pass = 0; pass < N_PASSES; pass++)
    {
      g_autofree char *machine = g_strdup_printf ("machine-%u", pass);
      g_autoptr (TallyRun) run = NULL;

      move_carried (engine, machine);
      live (engine, pass);
      *n_keys = 0;
      run = tally_test_engine_run (engine, NULL);
      g_assert_cmpuint (*n_keys, ==, 1); /* it takes a fraction of a second each time */
      g_assert_cmpuint (run->counts.n_upload_failed, ==, 0);
      tally_test_engine_assert_exactly_once (engine, run);
    }
  first = find_replaced (engine);
  assert_attached (engine, first->file_name, FALSE);
  move_carried (engine, "last-machine");
  archive = g_strconcat (engine->state_file, ".archive", NULL);
  plain = g_build_filename (engine->folder, "last-machine", "archive", NULL);
  dir = g_dir_open (archive, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_has_suffix (name, ".pack") || g_str_has_suffix (name, ".list"));
  g_assert_false (g_file_test (plain, G_FILE_TEST_EXISTS));
  options.restore = first->version;
  restored = tally_test_engine_run (engine, &options);
  assert_exit (restored, 0);
  g_assert_cmpuint (restored->counts.n_published, ==, 1);
  assert_attached (engine, first->file_name, TRUE);
  move_carried (engine, "next-machine");
  after = tally_test_engine_run (engine, NULL);
  g_assert_cmpuint (after->counts.n_published, ==, 0);
  assert_attached (engine, first->file_name, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  guint n_keys = 0;

  tally_test_init (&argc, &argv);
  g_log_set_writer_func (count_keys_cb, &n_keys, NULL);
  g_test_add_data_func ("/engine/carried-archive/any-version-is-restored-on-a-new-machine", &n_keys,
                        test_archive_is_carried);
  return g_test_run ();
}
