/* test-vault.c
 *
 * The archive that is carried beside a packed store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-file-stream.h"
#include "tally-store-error.h"
#include "tally-store-pack-stream.h"
#include "tally-store-vault-pack.h"
#include "tally-store-vault.h"
#include "tally-test.h"

#define PASSPHRASE "correct horse battery staple"
#define LOGO_BYTES (50 * 1024)
#define NOW_UTC_USEC G_GINT64_CONSTANT (1795521600000000)

typedef struct {
  char *root;
  char *folder;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->root = tally_test_make_dir ();
  f->folder = g_build_filename (f->root, "store.state.archive", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_free (f->root);
  g_free (f->folder);
}

static TallyStoreVault *
open_vault (Fixture    *f,
            const char *passphrase)
{
  const TallyStoreVaultOptions options = {
    .folder = f->folder, .passphrase = passphrase, .now_utc_usec = NOW_UTC_USEC,
  };
  g_autoptr (GError) error = NULL;
  TallyStoreVault *vault = tally_store_vault_open (&options, &error);

  g_assert_no_error (error);
  return vault;
}

/* A workbook of its own with a logo that all have; neither can be compressed by itself. */
static GBytes *
make_content (guint number)
{
  g_autoptr (GRand) same = g_rand_new_with_seed (1);
  g_autoptr (GRand) own = g_rand_new_with_seed (100 + number);
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < LOGO_BYTES + 2000; i++)
    {
      guint8 byte = (guint8) g_rand_int_range (i < 2000 ? own : same, 0, 256);
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static char *
dup_sum (guint number)
{
  g_autoptr (GBytes) bytes = make_content (number);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
keep (TallyStoreVault *vault,
      guint            number)
{
  g_autoptr (GBytes) bytes = make_content (number);
  g_autofree char *sha256 = dup_sum (number);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_vault_keep (vault, sha256, bytes, &error));
  g_assert_no_error (error);
}

static void
assert_kept (TallyStoreVault *vault,
             guint            number)
{
  g_autoptr (GBytes) expected = make_content (number);
  g_autofree char *sha256 = dup_sum (number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_store_vault_load (vault, sha256, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_assert_true (tally_store_vault_has (vault, sha256));
  g_assert_true (tally_store_vault_is_sound (vault, sha256));
}

static TallyStoreVaultInfo
close_vault (TallyStoreVault *vault)
{
  TallyStoreVaultInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_vault_close (vault, &info, &error));
  g_assert_no_error (error);
  tally_store_vault_free (vault);
  return info;
}

static void
test_passes (Fixture       *f,
             gconstpointer  data)
{
  const char *passphrase = data;
  guint n_passes = passphrase != NULL ? 3 : 9; /* each key takes its time */
  TallyStoreVaultInfo info = { 0 };

  for (guint pass = 0; pass < n_passes; pass++)
    {
      TallyStoreVault *vault = open_vault (f, passphrase);
      for (guint i = 0; i < pass; i++)
        assert_kept (vault, i);
      keep (vault, pass);
      assert_kept (vault, pass);
      info = close_vault (vault);
    }
  g_assert_cmpuint (info.n_contents, ==, n_passes);
  g_assert_cmpuint (info.n_packs, <=, 4);
  g_assert_cmpuint (info.n_damaged, ==, 0);
}

/* The same picture in each workbook is carried once a pack. */
static void
test_same_pictures (Fixture       *f,
                    gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, PASSPHRASE);
  TallyStoreVaultInfo info;

  for (guint i = 0; i < 20; i++)
    keep (vault, i);
  info = close_vault (vault);
  g_assert_cmpuint (info.n_contents, ==, 20);
  g_assert_cmpuint (info.n_packs, ==, 1);
  g_assert_cmpuint (info.size_bytes, >, LOGO_BYTES + 20 * 2000);
  g_assert_cmpuint (info.size_bytes, <, 2 * LOGO_BYTES);
}

/* A run that is killed closes nothing: what it kept is there, and the next one puts it in order. */
static void
test_killed (Fixture       *f,
             gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, data);
  TallyStoreVaultInfo info;

  keep (vault, 1);
  keep (vault, 2);
  tally_store_vault_free (vault);
  vault = open_vault (f, data);
  assert_kept (vault, 1);
  assert_kept (vault, 2);
  info = close_vault (vault);
  g_assert_cmpuint (info.n_contents, ==, 2);
  g_assert_cmpuint (info.n_packs, ==, 1);
  g_assert_cmpuint (info.n_damaged, ==, 0);
  vault = open_vault (f, data);
  assert_kept (vault, 2);
  tally_store_vault_free (vault);
}

static char *
dup_path (Fixture    *f,
          const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

/* Cut anywhere: what was kept before the cut can be read, what was after is missing, not wrong. */
static void
test_cut (Fixture       *f,
          gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, NULL);
  g_autofree char *path = dup_path (f, "00000001.pack");
  g_autofree char *first = dup_sum (1);
  g_autofree char *second = dup_sum (2);
  g_autofree char *bytes = NULL;
  gsize whole, size;

  keep (vault, 1);
  g_assert_true (g_file_get_contents (path, &bytes, &whole, NULL));
  g_clear_pointer (&bytes, g_free);
  keep (vault, 2);
  tally_store_vault_free (vault);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize cut = size - 1; cut > whole; cut -= MIN (cut - whole, 9973))
    {
      g_assert_true (g_file_set_contents (path, bytes, (gssize) cut, NULL));
      vault = open_vault (f, NULL);
      assert_kept (vault, 1);
      g_assert_false (tally_store_vault_has (vault, second));
      tally_store_vault_free (vault);
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize) whole / 2, NULL));
  vault = open_vault (f, NULL);
  g_assert_false (tally_store_vault_has (vault, first));
  keep (vault, 1);
  assert_kept (vault, 1);
  g_assert_cmpuint (close_vault (vault).n_contents, ==, 1);
}

static void
test_dropped (Fixture       *f,
              gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, PASSPHRASE);
  g_autofree char *first = dup_sum (1);
  g_autoptr (GError) error = NULL;
  TallyStoreVaultInfo info;

  keep (vault, 1);
  keep (vault, 2);
  info = close_vault (vault);
  g_assert_cmpuint (info.n_contents, ==, 2);
  vault = open_vault (f, PASSPHRASE);
  g_assert_true (tally_store_vault_drop (vault, first));
  g_assert_false (tally_store_vault_drop (vault, first));
  g_assert_null (tally_store_vault_load (vault, first, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
  info = close_vault (vault);
  g_assert_cmpuint (info.n_contents, ==, 1);
  g_assert_cmpuint (info.n_packs, ==, 1);
  vault = open_vault (f, PASSPHRASE);
  g_assert_false (tally_store_vault_has (vault, first));
  assert_kept (vault, 2);
  tally_store_vault_free (vault);
}

/* A pack that can't be read is no ground to delete anything, neither it nor what it names. */
static void
assert_damaged_stays (Fixture    *f,
                      const char *passphrase)
{
  g_autofree char *path = dup_path (f, "00000001.pack");
  g_autofree char *sha256 = dup_sum (1);
  TallyStoreVault *vault = open_vault (f, passphrase);
  g_autoptr (GError) error = NULL;
  TallyStoreVaultInfo info;

  g_assert_true (tally_store_vault_has (vault, sha256));
  g_assert_false (tally_store_vault_is_sound (vault, sha256));
  g_assert_null (tally_store_vault_load (vault, sha256, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
  keep (vault, 2);
  info = close_vault (vault);
  g_assert_cmpuint (info.n_damaged, ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  vault = open_vault (f, passphrase);
  assert_kept (vault, 2);
  keep (vault, 1); /* what is superseded once more is kept anew */
  assert_kept (vault, 1);
  tally_store_vault_free (vault);
}

static void
test_damaged (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *path = dup_path (f, "00000001.pack");
  TallyStoreVault *vault = open_vault (f, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  keep (vault, 1);
  close_vault (vault);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  assert_damaged_stays (f, NULL);
}

static void
test_other_passphrase (Fixture       *f,
                       gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, PASSPHRASE);

  keep (vault, 1);
  close_vault (vault);
  assert_damaged_stays (f, "another");
}

static void
test_no_passphrase (Fixture       *f,
                    gconstpointer  data)
{
  const TallyStoreVaultOptions options = { .folder = f->folder };
  g_autofree char *list = dup_path (f, "00000001.list");
  g_autofree char *sha256 = dup_sum (1);
  TallyStoreVault *vault = open_vault (f, PASSPHRASE);
  g_autoptr (GError) error = NULL;

  keep (vault, 1);
  close_vault (vault);
  vault = open_vault (f, NULL);
  g_assert_null (tally_store_vault_load (vault, sha256, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE);
  tally_store_vault_free (vault);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (list), ==, 0);
  g_assert_null (tally_store_vault_open (&options, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE);
}

/* A list that is lost or foreign is made anew from its pack. */
static void
test_lost_list (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *list = dup_path (f, "00000001.list");
  TallyStoreVault *vault = open_vault (f, NULL);

  keep (vault, 1);
  close_vault (vault);
  g_assert_true (g_file_set_contents (list, "no list\n", -1, NULL));
  vault = open_vault (f, NULL);
  assert_kept (vault, 1);
  g_assert_cmpuint (close_vault (vault).n_packs, ==, 1);
  vault = open_vault (f, NULL);
  assert_kept (vault, 1);
  tally_store_vault_free (vault);
}

/* A made-up size takes no memory: it is no content. */
static void
test_made_up_size (Fixture       *f,
                   gconstpointer  data)
{
  static const guint8 head[40] = { [32] = 0x7f };
  g_autofree char *path = dup_path (f, "00000001.pack");
  TallyStorePackInfo info = { .database_bytes = TALLY_STORE_PACK_ANY_SIZE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (TallyStorePackWriter) writer = NULL;
  TallyStorePackStreams streams = { 0 };
  TallyStoreVault *vault;

  g_assert_cmpint (g_mkdir (f->folder, 0700), ==, 0);
  streams.out = out = tally_file_stream_create (path, &error);
  writer = tally_store_pack_writer_new (&streams, &info, &error);
  g_assert_true (tally_store_pack_writer_append (writer, head, sizeof head, &error));
  g_assert_true (tally_store_pack_writer_finish (writer, &info, &error));
  g_assert_no_error (error);
  vault = open_vault (f, NULL);
  keep (vault, 1);
  g_assert_cmpuint (close_vault (vault).n_contents, ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_unwritable (Fixture       *f,
                 gconstpointer  data)
{
  TallyStoreVault *vault = open_vault (f, NULL);
  g_autoptr (GBytes) bytes = make_content (1);
  g_autofree char *sha256 = dup_sum (1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->folder, "in the way", -1, NULL));
  g_assert_false (tally_store_vault_keep (vault, sha256, bytes, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY);
  g_assert_false (tally_store_vault_has (vault, sha256));
  tally_store_vault_free (vault);
}

#define ADD(path, data, func) g_test_add ("/store/vault/" path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  ADD ("each-pass-adds-and-packs-stay-few", NULL, test_passes);
  ADD ("sealed-passes", PASSPHRASE, test_passes);
  ADD ("the-same-picture-is-carried-once", NULL, test_same_pictures);
  ADD ("what-a-killed-run-kept-is-there", NULL, test_killed);
  ADD ("what-a-killed-run-sealed-is-there", PASSPHRASE, test_killed);
  ADD ("cut-anywhere-nothing-is-wrong", NULL, test_cut);
  ADD ("what-is-dropped-leaves-the-disk", NULL, test_dropped);
  ADD ("a-damaged-pack-stays", NULL, test_damaged);
  ADD ("a-pack-of-another-passphrase-stays", NULL, test_other_passphrase);
  ADD ("sealed-needs-the-passphrase", NULL, test_no_passphrase);
  ADD ("a-lost-list-is-made-anew", NULL, test_lost_list);
  ADD ("a-made-up-size-is-no-content", NULL, test_made_up_size);
  ADD ("an-unwritable-folder-is-an-error", NULL, test_unwritable);
  return g_test_run ();
}
