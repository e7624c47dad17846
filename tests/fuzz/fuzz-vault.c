/* fuzz-vault.c
 *
 * Bytes → a pack of a carried archive and the list beside it. What its reading hands out is what was
 * kept, up to the first fault, and nothing else; closing the archive loses none of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-digest.h"
#include "tally-file-stream.h"
#include "tally-store-pack-stream.h"
#include "tally-store-vault.h"

/* Before it stands the list, behind it what is in the pack; without it there is no list. */
#define SEPARATOR "\n\n"
#define SIZE_BYTES 8
#define HEAD_BYTES (TALLY_DIGEST_BYTES + SIZE_BYTES)

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

typedef struct {
  char       *folder;   /* (owned) */
  char       *list;     /* (owned) (nullable) */
  guint8     *stream;   /* (owned) (nullable) */
  gsize       size;
  GHashTable *expected; /* (owned) sums of the contents up to the first fault */
} Case;

static guint64
get_size (const guint8 *head)
{
  guint64 size;

  memcpy (&size, head + TALLY_DIGEST_BYTES, sizeof size);
  return GUINT64_FROM_BE (size);
}

/* Mutations would all end at the first sum: with a list they are put right. What is whole and right is
 * expected. */
static void
walk_stream (Case *self)
{
  gsize at = 0;

  while (self->size - at >= HEAD_BYTES && get_size (self->stream + at) <= self->size - at - HEAD_BYTES)
    {
      guint8 *head = self->stream + at;
      gsize size = (gsize) get_size (head);
      guint8 sum[TALLY_DIGEST_BYTES];
      g_autoptr (TallyDigest) digest = tally_digest_new ();
      tally_digest_update (digest, head + HEAD_BYTES, size);
      tally_digest_finish_bytes (digest, sum);
      if (self->list != NULL)
        memcpy (head, sum, sizeof sum);
      else if (memcmp (head, sum, sizeof sum) != 0)
        return;
      g_hash_table_add (self->expected, tally_digest_dup_hex (head + HEAD_BYTES, size));
      at += HEAD_BYTES + size;
    }
}

/* In memory where there is such a folder: a disk would be waited for at each input. */
static char *
make_folder (void)
{
  const char *above = g_access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  char *folder = g_build_filename (above, "fuzz-vault-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));
  return folder;
}

static void
case_init (Case         *self,
           const guint8 *data,
           gsize         size)
{
  const guint8 *separator = size > 0 ? memmem (data, size, SEPARATOR, strlen (SEPARATOR)) : NULL;
  gsize n_list = separator != NULL ? (gsize) (separator - data) : 0;
  gsize skipped = separator != NULL ? n_list + strlen (SEPARATOR) : 0;

  self->folder = make_folder ();
  self->list = separator != NULL ? g_strndup ((const char *) data, n_list) : NULL;
  self->size = size - skipped;
  self->stream = g_memdup2 (data + skipped, self->size);
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk_stream (self);
}

static void
case_clear (Case *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_hash_table_unref (self->expected);
  g_free (self->folder);
  g_free (self->list);
  g_free (self->stream);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static void
write_files (Case *self)
{
  g_autofree char *path = g_build_filename (self->folder, "00000001.pack", NULL);
  g_autofree char *list_path = g_build_filename (self->folder, "00000001.list", NULL);
  g_autoptr (GOutputStream) out = tally_file_stream_create (path, NULL);
  TallyStorePackStreams streams = { .out = out };
  TallyStorePackInfo info = { .database_bytes = TALLY_STORE_PACK_ANY_SIZE };
  g_autoptr (TallyStorePackWriter) writer = tally_store_pack_writer_new (&streams, &info, NULL);

  g_assert_true (writer != NULL
                 && tally_store_pack_writer_append (writer, self->stream, self->size, NULL)
                 && tally_store_pack_writer_finish (writer, &info, NULL)
                 && g_output_stream_close (out, NULL, NULL));
  if (self->list != NULL)
    g_assert_true (g_file_set_contents (list_path, self->list, -1, NULL));
}

static TallyStoreVault *
open_vault (const Case *self)
{
  const TallyStoreVaultOptions options = { .folder = self->folder };
  g_autoptr (GError) error = NULL;
  TallyStoreVault *vault = tally_store_vault_open (&options, &error);

  g_assert_no_error (error);
  return vault;
}

/* Whether a content can be loaded; what is loaded is right. */
static gboolean
loads (TallyStoreVault *vault,
       const char      *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_store_vault_load (vault, sha256, &error);
  g_autofree char *actual = bytes != NULL ? tally_digest_dup_hex_of_bytes (bytes) : NULL;

  g_assert_true ((bytes == NULL) == (error != NULL));
  g_assert_true (bytes == NULL || strcmp (actual, sha256) == 0);
  return bytes != NULL;
}

/* All that is named and was kept can be read, else nothing. Returns: how many contents that is. */
static guint
check_contents (const Case      *self,
                TallyStoreVault *vault)
{
  GHashTableIter iter;
  gpointer sha256;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->expected);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      gboolean is_named = tally_store_vault_has (vault, sha256);
      g_assert_true (is_named || self->list != NULL);
      g_assert_true (loads (vault, sha256) == is_named);
      g_assert_true (tally_store_vault_is_sound (vault, sha256) == is_named);
      n += is_named ? 1 : 0;
    }
  return n;
}

/* Names that its list has made up. */
static void
check_named (const Case      *self,
             TallyStoreVault *vault)
{
  g_auto (GStrv) words = g_strsplit (self->list != NULL ? self->list : "", "\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (self->expected, words[i]))
      {
        g_assert_false (loads (vault, words[i]));
        g_assert_false (tally_store_vault_is_sound (vault, words[i]));
      }
}

static void
keep_and_close (TallyStoreVault *vault)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("one more", 8);
  g_autofree char *sha256 = tally_digest_dup_hex_of_bytes (bytes);
  TallyStoreVaultInfo info = { 0 };

  g_assert_true (tally_store_vault_keep (vault, sha256, bytes, NULL));
  g_assert_true (loads (vault, sha256));
  g_assert_true (tally_store_vault_close (vault, &info, NULL));
  g_assert_cmpuint (info.n_contents, >=, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_auto (Case) one = { NULL };
  g_autoptr (TallyStoreVault) vault = NULL;
  g_autoptr (TallyStoreVault) next = NULL;
  guint n_before;

  case_init (&one, data, size);
  write_files (&one);
  vault = open_vault (&one);
  n_before = check_contents (&one, vault);
  check_named (&one, vault);
  keep_and_close (vault);
  next = open_vault (&one);
  g_assert_cmpuint (check_contents (&one, next), >=, n_before);
  return 0;
}
