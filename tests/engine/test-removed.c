/* test-removed.c: what the program left on the computer goes to the trash, and comes back; nothing else does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-engine-error.h"
#include "tally-engine-keeper.h"
#include "tally-engine-removal.h"
#include "tally-engine-state.h"
#include "tally-file-tree.h"
#include "tally-file.h"
#include "tally-finding-history.h"
#include "tally-store.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define LETTER "somebody's letter"

/* A world with a pass, and settings, memory and cache of the program in the test's home. */
typedef struct {
  TallyTestEngine *engine;  /* (owned) */
  TallyEngine     *opened;  /* (owned) */
  char            *config;  /* (owned) */
  char            *memory;  /* (owned) */
  char            *entry;   /* (owned) of autostart */
} Fixture;

static void
write_text (const char *path,
            const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  gboolean ok = tally_file_ensure_folder (folder, &error) && tally_file_write (path, text, strlen (text), 0600, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
fixture_init (Fixture *self)
{
  const TallyBatchOptions options = { 0 };
  g_autoptr (TallyRun) run = NULL;

  self->engine = tally_test_engine_new_published ();
  run = tally_test_engine_run (self->engine, &options);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  self->opened = tally_test_engine_open (self->engine);
  self->config = g_build_filename (g_get_user_config_dir (), "tallyman", "tallyman.conf", NULL);
  self->memory = g_build_filename (g_get_user_state_dir (), "tallyman", "app.ini", NULL);
  self->entry = g_build_filename (g_get_user_config_dir (), "autostart", "org.tallyman.Tallyman.desktop", NULL);
  write_text (self->config, "[audit]\nactor=ann@example.com\n");
  write_text (self->memory, "[window]\nwidth=400\n");
  write_text (self->entry, "[Desktop Entry]\n" TALLY_ENGINE_REMOVAL_AUTOSTART_MARK "\n");
}

static void
fixture_clear (Fixture *self)
{
  g_autofree char *trash = g_build_filename (g_get_user_data_dir (), "Trash", NULL);

  g_clear_pointer (&self->opened, tally_engine_free);
  tally_test_engine_free (self->engine);
  g_unlink (self->config);
  g_unlink (self->memory);
  g_unlink (self->entry);
  if (g_file_test (trash, G_FILE_TEST_EXISTS))
    g_assert_true (tally_file_tree_remove (trash, NULL));
  g_free (self->config);
  g_free (self->memory);
  g_free (self->entry);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static TallyEngineRemovalOptions
all_of (Fixture *self)
{
  return (TallyEngineRemovalOptions) { .kinds = TALLY_ENGINE_REMOVAL_ALL, .config_file = self->config };
}

static const TallyEngineRemovalItem *
find_item (GPtrArray              *items,
           TallyEngineRemovalKind  kind)
{
  for (guint i = 0; i < items->len; i++)
    if (((const TallyEngineRemovalItem *) items->pdata[i])->kind == kind)
      return items->pdata[i];
  return NULL;
}

static GPtrArray *
list (Fixture *self)
{
  const TallyEngineRemovalOptions options = all_of (self);
  g_autoptr (GError) error = NULL;
  GPtrArray *items = tally_engine_removal_list (self->opened, &options, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static TallyEngineRemoval *
remove_all (Fixture *self)
{
  const TallyEngineRemovalOptions options = all_of (self);
  g_autoptr (GError) error = NULL;
  TallyEngineRemoval *removal = tally_engine_removal_run (self->opened, &options, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < removal->left->len; i++)
    g_test_message ("left: %s", (const char *) removal->left->pdata[i]);
  g_assert_cmpuint (removal->left->len, ==, 0);
  return removal;
}

static char *
dup_store_path (Fixture *self)
{
  return g_build_filename (self->engine->data_dir, "tallyman.db", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* All that is there is listed with its size; nothing is changed by that. */
static void
test_the_list_says_what_is_there (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *store = NULL;
  const TallyEngineRemovalItem *item;

  fixture_init (&f);
  store = dup_store_path (&f);
  items = list (&f);
  item = find_item (items, TALLY_ENGINE_REMOVAL_STORE);
  g_assert_cmpuint (item->n_bytes, >, 4096);
  g_assert_cmpuint (item->n_foreign, ==, 0);
  item = find_item (items, TALLY_ENGINE_REMOVAL_WORKBOOKS);
  g_assert_cmpuint (item->n_files, ==, count_files (f.engine->output_dir));
  g_assert_nonnull (find_item (items, TALLY_ENGINE_REMOVAL_SETTINGS));
  g_assert_nonnull (find_item (items, TALLY_ENGINE_REMOVAL_MEMORY));
  g_assert_nonnull (find_item (items, TALLY_ENGINE_REMOVAL_AUTOSTART));
  g_assert_null (find_item (items, TALLY_ENGINE_REMOVAL_TOKEN));
  g_assert_true (g_file_test (store, G_FILE_TEST_EXISTS));
}

/* Gone, then back to the byte: the next pass has nothing to do. */
static void
test_what_went_comes_back (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (TallyEngineRemoval) removal = NULL;
  g_autoptr (TallyRun) run = NULL;
  const TallyBatchOptions options = { 0 };
  g_autofree char *store = NULL;
  g_autoptr (GError) error = NULL;
  guint n_workbooks;
  gboolean is_back;

  fixture_init (&f);
  store = dup_store_path (&f);
  n_workbooks = count_files (f.engine->output_dir);
  g_assert_cmpuint (n_workbooks, >, 0);
  removal = remove_all (&f);
  g_assert_cmpuint (removal->n_deleted, ==, 0);
  g_assert_false (g_file_test (store, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (f.config, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (f.entry, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (f.engine->output_dir), ==, 0);
  g_assert_true (tally_engine_removal_can_undo (removal));
  is_back = tally_engine_removal_undo (removal, &error);
  g_assert_no_error (error);
  g_assert_true (is_back);
  g_assert_false (tally_engine_removal_can_undo (removal));
  g_assert_cmpuint (count_files (f.engine->output_dir), ==, n_workbooks);
  g_assert_true (g_file_test (f.memory, G_FILE_TEST_EXISTS));
  run = tally_test_engine_run (f.engine, &options);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 0);
}

/* What has another name, or is a link, stays, and the folder with it; what a link leads to is not touched. */
static void
test_what_is_foreign_stays (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (TallyEngineRemoval) removal = NULL;
  g_autofree char *elsewhere = tally_test_make_dir ();
  g_autofree char *letter = g_build_filename (elsewhere, "letter.txt", NULL);
  g_autofree char *link = NULL;
  g_autofree char *photo = NULL;
  g_autofree char *rival = NULL;

  fixture_init (&f);
  link = g_build_filename (f.engine->data_dir, "tallyman.db.link", NULL);
  photo = g_build_filename (f.engine->output_dir, "photo.png", NULL);
  rival = g_build_filename (f.engine->output_dir, "WR_90000001_WeekEnding_112226_101500_0123456789abcdef.xlsx", NULL);
  write_text (letter, LETTER);
  write_text (photo, LETTER);
  write_text (rival, LETTER);
  g_assert_cmpint (symlink (letter, link), ==, 0);
  removal = remove_all (&f);
  g_assert_cmpuint (removal->n_foreign, >=, 2);
  g_assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  if (!g_str_has_prefix (f.engine->output_dir, f.engine->data_dir)) /* a chosen folder: the store says which are ours */
    g_assert_true (g_file_test (rival, G_FILE_TEST_EXISTS));
}

static void
test_a_folder_that_is_a_link_is_left (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *moved = NULL;

  fixture_init (&f);
  moved = g_strconcat (f.engine->output_dir, "-moved", NULL);
  g_assert_cmpint (g_rename (f.engine->output_dir, moved), ==, 0);
  g_assert_cmpint (symlink (moved, f.engine->output_dir), ==, 0);
  items = list (&f);
  g_assert_null (find_item (items, TALLY_ENGINE_REMOVAL_WORKBOOKS));
  g_assert_cmpint (g_unlink (f.engine->output_dir), ==, 0);
  g_assert_cmpint (g_rename (moved, f.engine->output_dir), ==, 0);
}

static void
assert_refused (Fixture *f)
{
  const TallyEngineRemovalOptions options = all_of (f);
  g_autofree char *store = dup_store_path (f);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_engine_removal_run (f->opened, &options, NULL, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY);
  g_assert_true (g_file_test (store, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (f->config, G_FILE_TEST_EXISTS));
}

static void
test_a_run_at_work_is_not_robbed (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&f);
  path = dup_store_path (&f);
  {
    const TallyStoreOptions options = { .path = path };
    g_autoptr (TallyStore) store = tally_store_open (&options, &error);
    g_assert_no_error (error);
    g_assert_true (tally_store_lock (store, &error));
    assert_refused (&f);
  }
  {
    g_autoptr (TallyEngineKeeper) keeper = tally_engine_keeper_new (f.opened, &error);
    g_assert_no_error (error);
    g_assert_nonnull (keeper);
    assert_refused (&f);
  }
}

static char *
find_with_suffix (const char *folder,
                  const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* What is exported is proved by unpacking it, and read as findings are. */
static void
test_an_export_is_whole (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *pack = NULL;
  g_autofree char *findings = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) histories = NULL;
  g_autoptr (TallyEngineState) state = NULL;
  g_autoptr (GError) error = NULL;
  TallyEngineStateOptions verify = { .verb = TALLY_ENGINE_STATE_VERIFY };
  gsize length;

  fixture_init (&f);
  pack = tally_engine_removal_export (f.opened, folder, NULL, &error);
  g_assert_no_error (error);
  verify.file = pack;
  state = tally_engine_state_run (f.opened, &verify, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (state->database_bytes, >, 0);
  findings = find_with_suffix (folder, "-findings.json");
  g_assert_true (g_file_get_contents (findings, &text, &length, &error));
  histories = tally_finding_history_parse (text, length, &error);
  g_assert_no_error (error);
}

/* What came in the meantime is not replaced; what the trash lost is named. */
static void
test_undo_harms_nothing (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (TallyEngineRemoval) removal = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&f);
  removal = remove_all (&f);
  write_text (f.config, LETTER);
  g_assert_false (tally_engine_removal_undo (removal, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, f.config));
  g_assert_true (g_file_get_contents (f.config, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, LETTER);
  g_assert_true (g_file_test (f.memory, G_FILE_TEST_EXISTS));
  g_assert_true (tally_engine_removal_can_undo (removal));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/removed/the-list-says-what-is-there", test_the_list_says_what_is_there);
  g_test_add_func ("/engine/removed/what-went-comes-back", test_what_went_comes_back);
  g_test_add_func ("/engine/removed/what-is-foreign-stays", test_what_is_foreign_stays);
  g_test_add_func ("/engine/removed/a-folder-that-is-a-link-is-left", test_a_folder_that_is_a_link_is_left);
  g_test_add_func ("/engine/removed/a-run-at-work-is-not-robbed", test_a_run_at_work_is_not_robbed);
  g_test_add_func ("/engine/removed/an-export-is-whole", test_an_export_is_whole);
  g_test_add_func ("/engine/removed/undo-harms-nothing", test_undo_harms_nothing);
  return g_test_run ();
}
