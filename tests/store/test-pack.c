/* test-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-digest.h"
#include "tally-file.h"
#include "tally-store-head.h"
#include "tally-store-pack-stream.h"
#include "tally-store-pack.h"
#include "tally-store-schema.h"
#include "tally-store-trail.h"
#include "tally-test.h"

#define PASSPHRASE "correct horse battery staple"

typedef struct {
  StoreFixture  store;
  char         *pack;  /* where it is written */
  char         *again; /* where it is unpacked */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *folder = NULL;

  store_fixture_set_up (&f->store, data);
  folder = g_build_filename (f->store.dir, "carried", NULL);
  f->pack = g_build_filename (folder, "store.pack", NULL);
  f->again = g_build_filename (f->store.dir, "elsewhere", "tallyman.db", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  store_fixture_tear_down (&f->store, data);
  g_free (f->pack);
  g_free (f->again);
}

static TallyStorePackInfo
write_pack (Fixture    *f,
            const char *passphrase)
{
  const TallyStorePackFile file = { .path = f->pack, .passphrase = passphrase };
  TallyStorePackInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_pack_write (f->store.store, &file, &info, &error));
  g_assert_no_error (error);
  return info;
}

static gboolean
extract (Fixture             *f,
         const char          *passphrase,
         TallyStorePackInfo  *out_info,
         GError             **error)
{
  const TallyStorePackFile file = { .path = f->pack, .passphrase = passphrase };

  return tally_store_pack_extract (&file, f->again, out_info, error);
}

/* Nothing is left where the database was to stand, not even half of it. */
static void
assert_refused (Fixture         *f,
                const char      *passphrase,
                TallyStoreError  code,
                const char      *said)
{
  TallyStorePackInfo info = { .head = 77 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (f->again);
  g_autoptr (GDir) dir = NULL;

  g_assert_false (extract (f, passphrase, &info, &error));
  g_assert_error (error, TALLY_STORE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, f->pack));
  if (strstr (error->message, said) == NULL)
    g_test_message ("'%s' does not say '%s'", error->message, said);
  g_assert_nonnull (strstr (error->message, said));
  g_assert_cmpuint (info.head, ==, 77);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_true (dir == NULL || g_dir_read_name (dir) == NULL);
}

static void
put_bytes (Fixture    *f,
           GByteArray *bytes)
{
  g_assert_true (g_file_set_contents (f->pack, (const char *) bytes->data, bytes->len, NULL));
}

static GByteArray *
get_bytes (Fixture *f)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (f->pack, &data, &size, NULL));
  return g_byte_array_new_take ((guint8 *) data, size);
}

static void
assert_comes_back (Fixture    *f,
                   const char *passphrase)
{
  const TallyStoreOptions options = { .path = f->again, .clock = f->store.clock };
  TallyStorePackInfo packed, info;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) again = NULL;
  GStatBuf status;

  store_filled_write (f->store.store);
  packed = write_pack (f, passphrase);
  g_assert_cmpint (g_stat (f->pack, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
  g_assert_cmpuint ((guint64) status.st_size, ==, packed.pack_bytes);

  g_assert_true (extract (f, passphrase, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&packed, sizeof packed, &info, sizeof info);
  g_assert_cmpint (info.created_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpstr (info.program, ==, TALLY_VERSION);
  g_assert_cmpint (info.is_sealed, ==, passphrase != NULL);
  g_assert_cmpint (g_stat (f->again, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
  again = tally_store_open (&options, &error);
  g_assert_no_error (error);
  store_filled_assert (again);
}

static void
test_comes_back (Fixture       *f,
                 gconstpointer  data)
{
  assert_comes_back (f, NULL);
}

static void
test_sealed_comes_back (Fixture       *f,
                        gconstpointer  data)
{
  assert_comes_back (f, PASSPHRASE);
}

/* The names and prices of the store are not in the file, the passphrase neither. */
static void
test_sealed_shows_nothing (Fixture       *f,
                           gconstpointer  data)
{
  static const char *const hidden[] = { "89708709", "SQLite", "CREATE", PASSPHRASE };
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) second = NULL;

  store_fixture_put_sheet (&f->store, 7, 20);
  write_pack (f, PASSPHRASE);
  first = get_bytes (f);
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_null (memmem (first->data, first->len, hidden[i], strlen (hidden[i])));
  write_pack (f, PASSPHRASE); /* the same store under the same passphrase is other bytes */
  second = get_bytes (f);
  g_assert_cmpint (memcmp (first->data + first->len - 64, second->data + second->len - 64, 32), !=, 0);
}

/* The process that packed is not the holder of what is unpacked. */
static void
test_lease_stays_behind (Fixture       *f,
                         gconstpointer  data)
{
  const TallyStoreOptions options = { .path = f->again, .clock = f->store.clock };
  TallyStorePackInfo info;
  TallyStoreHead head, again_head;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) again = NULL;

  g_assert_true (tally_store_head_ensure (f->store.store, &head, &error));
  g_assert_true (tally_store_lock (f->store.store, &error));
  write_pack (f, NULL);
  g_assert_true (extract (f, NULL, &info, &error));
  g_assert_cmpstr (info.installation, ==, head.installation);
  again = tally_store_open (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_store_lock (again, &error));
  g_assert_no_error (error);
  g_assert_true (tally_store_head_read (again, &again_head, &error));
  g_assert_cmpstr (again_head.installation, ==, head.installation);
  g_assert_cmpint (again_head.counter, ==, head.counter);
  g_assert_true (tally_store_renew_lock (f->store.store, &error)); /* the packer's own is as it was */
}

static void
test_every_cut_is_noticed (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr (GByteArray) whole = NULL;

  write_pack (f, NULL);
  whole = get_bytes (f);
  for (guint length = 0; length < whole->len; length++)
    {
      g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (whole->data, length, NULL);
      const TallyStorePackStreams streams = { .in = in };
      TallyStorePackInfo info;
      g_autoptr (GError) error = NULL;

      g_assert_false (tally_store_pack_read_stream (&streams, &info, &error));
      g_assert_error (error, TALLY_STORE_ERROR,
                      (length < 8 ? TALLY_STORE_ERROR_FAILED : TALLY_STORE_ERROR_CORRUPT));
    }
  g_byte_array_append (whole, (const guint8 *) "", 1);
  put_bytes (f, whole);
  assert_refused (f, NULL, TALLY_STORE_ERROR_CORRUPT, "damaged or cut short");
}

/* Each byte's turn, another bit each time: the magic, the header, frames, sums. */
static void
test_every_flip_is_noticed (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr (GByteArray) whole = NULL;

  write_pack (f, NULL);
  whole = get_bytes (f);
  for (guint i = 0; i < whole->len; i++)
    {
      g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (whole->data, whole->len, NULL);
      const TallyStorePackStreams streams = { .in = in };
      TallyStorePackInfo info;
      g_autoptr (GError) error = NULL;
      guint8 bit = (guint8) (1 << i % 8);

      whole->data[i] ^= bit;
      g_assert_false (tally_store_pack_read_stream (&streams, &info, &error));
      g_assert_error (error, TALLY_STORE_ERROR,
                      (i < 8 ? TALLY_STORE_ERROR_FAILED : TALLY_STORE_ERROR_CORRUPT));
      whole->data[i] ^= bit;
    }
}

/* Whether the passphrase is wrong, the first frame, a later one or the end is damaged: the words
 * are the same. */
static void
test_wrong_passphrase_is_as_damage (Fixture       *f,
                                    gconstpointer  data)
{
  static const char said[] = "it can't be opened: the passphrase is another one, or the file is damaged "
                             "or cut short";
  g_autoptr (GByteArray) whole = NULL;
  const guint places[] = { 500, 2000, 0 };

  store_fixture_put_sheet (&f->store, 7, 400);
  write_pack (f, PASSPHRASE);
  assert_refused (f, "correct horse battery stapler", TALLY_STORE_ERROR_CORRUPT, said);
  assert_refused (f, "", TALLY_STORE_ERROR_CORRUPT, said);
  whole = get_bytes (f);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint place = places[i] != 0 ? places[i] : whole->len - 1;

      whole->data[place] ^= 0x40;
      put_bytes (f, whole);
      assert_refused (f, PASSPHRASE, TALLY_STORE_ERROR_CORRUPT, said);
      whole->data[place] ^= 0x40;
    }
  g_byte_array_set_size (whole, whole->len - 40);
  put_bytes (f, whole);
  assert_refused (f, PASSPHRASE, TALLY_STORE_ERROR_CORRUPT, said);
}

/* Who can write the file but does not know the passphrase can't put an open one in its place. */
static void
test_seal_and_passphrase_belong_together (Fixture       *f,
                                          gconstpointer  data)
{
  write_pack (f, NULL);
  assert_refused (f, PASSPHRASE, TALLY_STORE_ERROR_PASSPHRASE, "not sealed although there is a passphrase");
  write_pack (f, PASSPHRASE);
  assert_refused (f, NULL, TALLY_STORE_ERROR_PASSPHRASE, "it is sealed; give the secret state-passphrase");
}

/* A pack of a later program: the header of the one written, with other numbers and its sum again. */
static void
write_newer (Fixture *f,
             guint    format,
             guint    schema)
{
  g_autoptr (GByteArray) bytes = get_bytes (f);
  guint32 header_bytes, big = GUINT32_TO_BE (schema);
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  gsize place = 16 + 1 + strlen (TALLY_VERSION);

  memcpy (&header_bytes, bytes->data + 12, sizeof header_bytes);
  header_bytes = GUINT32_FROM_BE (header_bytes);
  bytes->data[11] = (guint8) format;
  memcpy (bytes->data + 17, "9.8.7", MIN (strlen (TALLY_VERSION), 5));
  memcpy (bytes->data + place + 4, &big, sizeof big);
  tally_digest_update (digest, bytes->data, header_bytes - TALLY_DIGEST_BYTES);
  tally_digest_finish_bytes (digest, bytes->data + header_bytes - TALLY_DIGEST_BYTES);
  put_bytes (f, bytes);
}

static void
test_newer_names_the_version (Fixture       *f,
                              gconstpointer  data)
{
  write_pack (f, NULL);
  write_newer (f, 2, TALLY_STORE_SCHEMA_NEWEST);
  assert_refused (f, NULL, TALLY_STORE_ERROR_NEWER, "install Tallyman 9.8.7 or newer");
  write_pack (f, NULL);
  write_newer (f, 1, TALLY_STORE_SCHEMA_NEWEST + 1);
  assert_refused (f, NULL, TALLY_STORE_ERROR_NEWER, "install Tallyman 9.8.7 or newer");
}

static void
test_what_is_no_pack (Fixture       *f,
                      gconstpointer  data)
{

  assert_refused (f, NULL, TALLY_STORE_ERROR_MISSING, "");
  g_assert_true (g_file_set_contents (f->pack, "PK\003\004 is a zip file, and not a small one", -1, NULL));
  assert_refused (f, NULL, TALLY_STORE_ERROR_FAILED, "no packed state of Tallyman");
  g_assert_true (g_file_set_contents (f->pack, "", 0, NULL));
  assert_refused (f, NULL, TALLY_STORE_ERROR_FAILED, "no packed state of Tallyman");
}

/* The sums are right, what was packed is not: it is proved all the same. */
static void
test_packed_damage_is_found (Fixture       *f,
                             gconstpointer  data)
{
  const TallyDbOptions options = { .path = f->store.path };
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  store_filled_write (f->store.store);
  g_assert_true (tally_db_run_text (db, "PRAGMA foreign_keys = OFF;"
                                        "DELETE FROM publication_sheet; DELETE FROM published_line;"
                                        "DELETE FROM publication; DELETE FROM workbook;"
                                        "INSERT INTO publication_sheet VALUES (4711, 1);", &error));
  g_assert_no_error (error);
  tally_db_free (db);
  write_pack (f, NULL);
  assert_refused (f, NULL, TALLY_STORE_ERROR_CORRUPT, "refers to no publication");
}

static void
test_cut_trail_is_found (Fixture       *f,
                         gconstpointer  data)
{
  const TallyDbOptions options = { .path = f->store.path };
  g_autoptr (GError) error = NULL;
  TallyDb *db;

  g_assert_true (tally_store_trail_append (f->store.store, "test", NULL, "{}", &error));
  g_assert_true (tally_store_trail_append (f->store.store, "test", NULL, "{}", &error));
  db = tally_db_open (&options, &error);
  g_assert_true (tally_db_run_text (db, "DROP TRIGGER IF EXISTS trail_no_delete;"
                                        "DELETE FROM trail WHERE sequence = 2;", &error));
  g_assert_no_error (error);
  tally_db_free (db);
  write_pack (f, NULL);
  assert_refused (f, NULL, TALLY_STORE_ERROR_CORRUPT, "its trail is not what it was");
}

/* A pack is a look at one moment, whoever writes meanwhile. */
static gpointer
write_lines_worker (gpointer data)
{
  StoreFixture *f = data;
  StoreFixture own = *f;

  own.store = store_fixture_open (f, FALSE);
  for (gint64 sheet = 100; sheet < 130; sheet++)
    store_fixture_put_sheet (&own, sheet, 50);
  tally_store_free (own.store);
  return NULL;
}

static void
test_while_others_write (Fixture       *f,
                         gconstpointer  data)
{
  GThread *writer;

  store_filled_write (f->store.store);
  writer = g_thread_new ("writer", write_lines_worker, &f->store);
  for (guint i = 0; i < 8; i++)
    {
      TallyStorePackInfo info;
      g_autoptr (GError) error = NULL;

      write_pack (f, NULL);
      g_assert_true (extract (f, NULL, &info, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_unlink (f->again), ==, 0);
    }
  g_thread_join (writer);
}

/* What can't be written leaves the old pack, and no half of the new one beside it. */
static void
test_failure_keeps_the_old (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TallyStorePackFile file = { .path = f->pack, .cancellable = cancellable };
  TallyStorePackInfo info = write_pack (f, NULL);
  g_autoptr (GByteArray) before = get_bytes (f);
  g_autoptr (GByteArray) after = NULL;
  g_autofree char *folder = g_path_get_dirname (f->pack);
  g_autofree char *data_dir = g_path_get_dirname (f->store.path);
  g_autofree char *nowhere = g_build_filename (f->store.dir, "none", "store.pack", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GDir) data_files = NULL;
  const char *name;
  guint n_files = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (tally_store_pack_write (f->store.store, &file, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = get_bytes (f);
  g_assert_cmpmem (before->data, before->len, after->data, after->len);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 1);

  file = (TallyStorePackFile) { .path = nowhere };
  g_assert_false (tally_store_pack_write (f->store.store, &file, &info, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
  data_files = g_dir_open (data_dir, 0, NULL);
  while ((name = g_dir_read_name (data_files)) != NULL)
    g_assert_true (g_str_has_prefix (name, "tallyman.db"));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/store/pack/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-store-comes-back-as-it-was", test_comes_back);
  ADD ("a-sealed-store-comes-back-as-it-was", test_sealed_comes_back);
  ADD ("a-sealed-pack-shows-nothing", test_sealed_shows_nothing);
  ADD ("the-lease-stays-behind-the-installation-comes-along", test_lease_stays_behind);
  ADD ("every-cut-is-noticed", test_every_cut_is_noticed);
  ADD ("every-flipped-bit-is-noticed", test_every_flip_is_noticed);
  ADD ("a-wrong-passphrase-says-the-same-as-damage", test_wrong_passphrase_is_as_damage);
  ADD ("seal-and-passphrase-belong-together", test_seal_and_passphrase_belong_together);
  ADD ("a-newer-format-or-schema-names-the-version-to-install", test_newer_names_the_version);
  ADD ("what-is-no-pack-is-refused", test_what_is_no_pack);
  ADD ("a-reference-to-nothing-is-found", test_packed_damage_is_found);
  ADD ("a-cut-trail-is-found", test_cut_trail_is_found);
  ADD ("one-moment-while-others-write", test_while_others_write);
  ADD ("a-failure-keeps-the-old-pack", test_failure_keeps_the_old);
  return g_test_run ();
}
