/* test-restore.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-store-head.h"
#include "tally-store-restore.h"
#include "tally-store-trail.h"
#include "tally-test-database.h"
#include "tally-test.h"

typedef struct {
  StoreFixture  store;
  char         *pack;
  char         *other; /* another data directory's database */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TallyStoreHead head;

  store_fixture_set_up (&f->store, data);
  f->pack = g_build_filename (f->store.dir, "store.pack", NULL);
  f->other = g_build_filename (f->store.dir, "other", "tallyman.db", NULL);
  g_assert_true (tally_store_head_ensure (f->store.store, &head, NULL));
  store_filled_write (f->store.store);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  store_fixture_tear_down (&f->store, data);
  g_free (f->pack);
  g_free (f->other);
}

static void
write_pack (Fixture *f)
{
  const TallyStorePackFile file = { .path = f->pack };
  TallyStorePackInfo info;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_pack_write (f->store.store, &file, &info, &error));
  g_assert_no_error (error);
}

static TallyStore *
open_store (Fixture    *f,
            const char *path)
{
  const TallyStoreOptions options = { .path = path, .clock = f->store.clock };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
restore (Fixture     *f,
         const char  *path,
         const char  *from,
         gboolean     force,
         GError     **error)
{
  const TallyStoreRestoreOptions options = {
    .path = path, .file.path = from, .force = force, .clock = f->store.clock,
  };
  TallyStorePackInfo info;
  g_autofree char *kept = NULL;

  return tally_store_restore (&options, &info, &kept, error);
}

static void
assert_restored (Fixture    *f,
                 const char *path,
                 gboolean    force)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (restore (f, path, f->pack, force, &error));
  g_assert_no_error (error);
}

static void
assert_refused (Fixture         *f,
                const char      *path,
                gboolean         force,
                TallyStoreError  code,
                const char      *said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = tally_test_database_dump (path, NULL);
  g_autofree char *after = NULL;

  g_assert_false (restore (f, path, f->pack, force, &error));
  g_assert_error (error, TALLY_STORE_ERROR, (int) code);
  if (strstr (error->message, said) == NULL)
    g_test_message ("'%s' does not say '%s'", error->message, said);
  g_assert_nonnull (strstr (error->message, said));
  after = tally_test_database_dump (path, NULL);
  g_assert_cmpstr (before, ==, after);
}

static guint
count_files (const char *path,
             const char *part)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL ? 1 : 0;
  return n;
}

/* The restore drill: packed, destroyed, restored, the same to the last row. */
static void
test_drill (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *log = g_strconcat (f->store.path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  write_pack (f);
  g_clear_pointer (&f->store.store, tally_store_free);
  before = tally_test_database_dump (f->store.path, NULL);
  g_assert_cmpint (g_unlink (f->store.path), ==, 0);
  g_assert_true (g_file_set_contents (log, "a log of what was", -1, NULL));
  assert_restored (f, f->store.path, FALSE);
  after = tally_test_database_dump (f->store.path, NULL);
  g_assert_cmpstr (before, ==, after);
  f->store.store = open_store (f, f->store.path);
  store_filled_assert (f->store.store);
}

/* Readers that have the older store open see the newer one at their next look. */
static void
test_in_place (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (TallyStore) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  g_autofree char *expected = NULL;
  TallyStoreTrailHead before, head;

  write_pack (f);
  assert_restored (f, f->other, FALSE);
  reader = open_store (f, f->other);
  g_assert_true (tally_store_trail_get_head (reader, &before, &error));
  g_assert_true (tally_store_trail_append (f->store.store, "test", NULL, "{}", &error));
  write_pack (f);
  assert_restored (f, f->other, FALSE);
  g_assert_true (tally_store_trail_get_head (reader, &head, &error));
  g_assert_no_error (error);
  g_assert_cmpint (head.sequence, ==, before.sequence + 1);
  now = tally_test_database_dump (f->other, NULL);
  expected = tally_test_database_dump (f->store.path, NULL);
  g_assert_cmpstr (now, ==, expected);
  g_assert_cmpuint (count_files (f->other, ".backup"), ==, 0); /* nothing was lost: nothing is kept */
  g_assert_cmpuint (count_files (f->other, ".tmp"), ==, 0);
}

static void
test_newer_stays (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_dump = NULL;
  TallyStoreTrailHead before, head;

  write_pack (f);
  g_assert_true (tally_store_trail_get_head (f->store.store, &before, &error));
  g_assert_true (tally_store_trail_append (f->store.store, "test", NULL, "{}", &error));
  assert_refused (f, f->store.path, FALSE, TALLY_STORE_ERROR_OTHER_BINDING, "is newer");
  newer = tally_test_database_dump (f->store.path, (const char *const[]) { "lease", NULL });
  assert_restored (f, f->store.path, TRUE);
  g_assert_true (tally_store_trail_get_head (f->store.store, &head, &error));
  g_assert_cmpint (head.sequence, ==, before.sequence);
  kept = g_strconcat (f->store.path, ".replaced-2026-11-24T12-00-00Z.backup", NULL);
  kept_dump = tally_test_database_dump (kept, (const char *const[]) { "lease", NULL });
  g_assert_cmpstr (kept_dump, ==, newer);
  store_filled_assert (f->store.store);
}

static void
test_another_installation (Fixture       *f,
                           gconstpointer  data)
{
  TallyStoreHead head;
  g_autoptr (TallyStore) other = NULL;

  write_pack (f);
  other = open_store (f, f->other);
  g_assert_true (tally_store_head_ensure (other, &head, NULL));
  assert_refused (f, f->other, FALSE, TALLY_STORE_ERROR_OTHER_BINDING, "is another installation's");
  assert_restored (f, f->other, TRUE);
  g_assert_cmpuint (count_files (f->other, ".backup"), ==, 1);
  store_filled_assert (other);
}

static void
test_damaged (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (f->other);
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) error = NULL;

  write_pack (f);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (f->other, "no database, but somebody's bytes", -1, NULL));
  g_assert_false (restore (f, f->other, f->pack, FALSE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
  assert_restored (f, f->other, TRUE);
  g_assert_cmpuint (count_files (f->other, ".backup"), ==, 1);
  store = open_store (f, f->other);
  store_filled_assert (store);
}

/* A run that is at work keeps its store. */
static void
test_busy (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  write_pack (f);
  g_assert_true (tally_store_lock (f->store.store, &error));
  assert_refused (f, f->store.path, TRUE, TALLY_STORE_ERROR_BUSY, "another run is at work");
  g_assert_true (tally_store_renew_lock (f->store.store, &error));
}

/* A damaged pack does not cost the store that is there. */
static void
test_damaged_pack (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  write_pack (f);
  g_assert_true (g_file_get_contents (f->pack, &bytes, &size, NULL));
  bytes[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (f->pack, bytes, (gssize) size, NULL));
  assert_refused (f, f->store.path, TRUE, TALLY_STORE_ERROR_CORRUPT, "damaged or cut short");
  g_assert_cmpuint (count_files (f->store.path, ".tmp"), ==, 0);
}

/* The plain copy that an upgrade of the schema makes can be put back too. */
static void
test_plain_copy (Fixture       *f,
                 gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (f->store.dir, "tallyman.db.schema-1.backup", NULL);
  g_autofree char *content = NULL;
  g_autoptr (TallyStore) other = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_clear_pointer (&f->store.store, tally_store_free);
  g_assert_true (g_file_get_contents (f->store.path, &content, &size, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) size, NULL));
  g_assert_true (restore (f, f->other, copy, FALSE, &error));
  g_assert_no_error (error);
  other = open_store (f, f->other);
  store_filled_assert (other);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/store/restore/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("drill-destroyed-and-the-same-again", test_drill);
  ADD ("in-place-under-the-eyes-of-readers", test_in_place);
  ADD ("a-newer-store-stays-unless-forced-and-is-kept-then", test_newer_stays);
  ADD ("another-installation-stays-unless-forced", test_another_installation);
  ADD ("a-damaged-store-is-kept-aside", test_damaged);
  ADD ("a-run-at-work-keeps-its-store", test_busy);
  ADD ("a-damaged-pack-costs-nothing", test_damaged_pack);
  ADD ("the-plain-copy-of-an-upgrade", test_plain_copy);
  return g_test_run ();
}
