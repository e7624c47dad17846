/* tally-store-vault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-vault.h"

#include <glib/gstdio.h>

#include "tally-core-error.h"
#include "tally-file.h"
#include "tally-store-error.h"
#include "tally-store-vault-pack.h"

#define PACK_END ".pack"
#define LIST_END ".list"
#define NUMBER_DIGITS 8
/* Packs of more are joined no further: to read one content its pack is read through. */
#define MAX_JOINED_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)

/* A pack that is there. */
typedef struct {
  guint       number;
  char       *path;      /* (owned) */
  char       *list_path; /* (owned) */
  guint64     size_bytes;
  GHashTable *contents;  /* (owned) SHA-256 sums */
  gboolean    is_listed; /* else its writer was killed */
  gboolean    is_proved;
  gboolean    is_joined; /* is about to be, or was */
  gboolean    is_damaged;
} Pack;

struct _TallyStoreVault {
  char                 *folder;     /* (owned) */
  char                 *passphrase; /* (owned) (nullable) */
  TallyStoreKeys       *own_keys;   /* (owned) (nullable) */
  TallyStoreKeys       *keys;       /* (borrowed) of the passphrase */
  gint64                now_utc_usec;
  GPtrArray            *packs;      /* (owned) Pack, by number */
  GHashTable           *proved;     /* (owned) sums that were read back */
  GHashTable           *dropped;    /* (owned) sums */
  TallyStoreVaultWriter *writer;    /* (owned) (nullable) of the last pack */
};

/* What a reading through packs fills. */
typedef struct {
  TallyStoreVault       *vault;  /* (borrowed) */
  GHashTable            *got;    /* (owned) sums */
  const char            *wanted; /* (borrowed) (nullable) stops there */
  GBytes                *found;  /* (owned) (nullable) */
  TallyStoreVaultWriter *writer; /* (borrowed) (nullable) where contents go */
  GHashTable            *written; /* (borrowed) sums that went there */
} Reading;

static void
pack_free (Pack *self)
{
  g_free (self->path);
  g_free (self->list_path);
  g_clear_pointer (&self->contents, g_hash_table_unref);
  g_free (self);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tally_store_vault_free (TallyStoreVault *self)
{
  if (self == NULL)
    return;
  tally_store_vault_writer_free (self->writer);
  g_ptr_array_unref (self->packs);
  g_hash_table_unref (self->proved);
  g_hash_table_unref (self->dropped);
  g_free (self->folder);
  g_free (self->passphrase);
  tally_store_keys_free (self->own_keys);
  g_free (self);
}

static gboolean
take_cb (const char  *sha256,
         GBytes      *bytes,
         gpointer     take_data,
         GError     **error)
{
  Reading *self = take_data;

  g_hash_table_add (self->got, g_strdup (sha256));
  if (self->writer != NULL && !g_hash_table_contains (self->vault->dropped, sha256)
      && g_hash_table_add (self->written, g_strdup (sha256)))
    return tally_store_vault_writer_add (self->writer, sha256, bytes, error);
  if (self->wanted == NULL || strcmp (sha256, self->wanted) != 0)
    return TRUE;
  self->found = g_bytes_ref (bytes);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough was read");
  return FALSE;
}

/* Reads a pack through; what came before a failure counts. */
static gboolean
read_pack (const Pack  *pack,
           Reading     *reading,
           GError     **error)
{
  const TallyStoreVaultReading how = {
    .path = pack->path,
    .passphrase = reading->vault->passphrase,
    .keys = reading->vault->keys,
    .take = take_cb,
    .take_data = reading,
  };

  if (tally_store_vault_pack_foreach (&how, error))
    return TRUE;
  g_prefix_error (error, "%s: ", pack->path);
  return FALSE;
}

static Pack *
pack_new (TallyStoreVault *self,
          guint            number)
{
  Pack *pack = g_new0 (Pack, 1);
  g_autofree char *name = g_strdup_printf ("%0*u", NUMBER_DIGITS, number);

  pack->number = number;
  pack->path = g_strdup_printf ("%s/%s" PACK_END, self->folder, name);
  pack->list_path = g_strdup_printf ("%s/%s" LIST_END, self->folder, name);
  return pack;
}

static void
measure (Pack *pack)
{
  GStatBuf status;

  pack->size_bytes = g_lstat (pack->path, &status) == 0 ? (guint64) status.st_size : 0;
}

/* A pack without its list: the writer was killed. What it kept is there. */
static gboolean
list_contents (TallyStoreVault  *self,
               Pack             *pack,
               GError          **error)
{
  Reading reading = { .vault = self };
  g_autoptr (GError) failure = NULL;

  pack->contents = tally_store_vault_list_read (pack->list_path);
  pack->is_listed = pack->contents != NULL;
  if (pack->is_listed)
    return TRUE;
  reading.got = pack->contents = new_set ();
  if (read_pack (pack, &reading, &failure)
      || !g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static guint
parse_number (const char *name)
{
  guint64 number;
  g_autofree char *digits = NULL;

  if (!g_str_has_suffix (name, PACK_END) || strlen (name) != NUMBER_DIGITS + strlen (PACK_END))
    return 0;
  digits = g_strndup (name, NUMBER_DIGITS);
  return g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT32, &number, NULL) ? (guint) number : 0;
}

static int
compare_packs (gconstpointer a,
               gconstpointer b)
{
  const Pack *pack_a = *(Pack *const *) a;
  const Pack *pack_b = *(Pack *const *) b;

  return pack_a->number < pack_b->number ? -1 : pack_a->number > pack_b->number;
}

static gboolean
read_folder (TallyStoreVault  *self,
             GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (self->folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (self->folder, 0, &failure);
  if (dir == NULL)
    {
      g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY, failure->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      guint number = parse_number (name);
      Pack *pack;

      if (number == 0)
        continue;
      pack = pack_new (self, number);
      g_ptr_array_add (self->packs, pack);
      measure (pack);
      if (!list_contents (self, pack, error))
        return FALSE;
    }
  g_ptr_array_sort (self->packs, compare_packs);
  return TRUE;
}

TallyStoreVault *
tally_store_vault_open (const TallyStoreVaultOptions  *options,
                        GError                       **error)
{
  g_autoptr (TallyStoreVault) self = NULL;

  g_return_val_if_fail (options != NULL && options->folder != NULL, NULL);
  self = g_new0 (TallyStoreVault, 1);
  self->folder = g_strdup (options->folder);
  self->passphrase = g_strdup (options->passphrase);
  self->own_keys = options->keys == NULL ? tally_store_keys_new () : NULL;
  self->keys = options->keys != NULL ? options->keys : self->own_keys;
  self->now_utc_usec = options->now_utc_usec;
  self->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) pack_free);
  self->proved = new_set ();
  self->dropped = new_set ();
  return read_folder (self, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
tally_store_vault_is_empty (TallyStoreVault *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  for (guint i = 0; i < self->packs->len; i++)
    if (g_hash_table_size (((const Pack *) self->packs->pdata[i])->contents) > 0)
      return FALSE;
  return TRUE;
}

gboolean
tally_store_vault_has (TallyStoreVault *self,
                       const char      *sha256)
{
  g_return_val_if_fail (self != NULL && sha256 != NULL, FALSE);
  if (g_hash_table_contains (self->dropped, sha256))
    return FALSE;
  for (guint i = 0; i < self->packs->len; i++)
    if (g_hash_table_contains (((const Pack *) self->packs->pdata[i])->contents, sha256))
      return TRUE;
  return FALSE;
}

static void
prove (TallyStoreVault *self,
       Pack            *pack)
{
  Reading reading = { .vault = self, .got = self->proved };
  g_autoptr (GError) failure = NULL;

  pack->is_proved = TRUE;
  if (!read_pack (pack, &reading, &failure))
    g_debug ("a pack of the archive was not read to its end: %s", failure->message);
}

gboolean
tally_store_vault_is_sound (TallyStoreVault *self,
                            const char      *sha256)
{
  g_return_val_if_fail (self != NULL && sha256 != NULL, FALSE);
  if (!tally_store_vault_has (self, sha256))
    return FALSE;
  for (guint i = 0; i < self->packs->len && !g_hash_table_contains (self->proved, sha256); i++)
    {
      Pack *pack = self->packs->pdata[i];
      if (!pack->is_proved && g_hash_table_contains (pack->contents, sha256))
        prove (self, pack);
    }
  return g_hash_table_contains (self->proved, sha256);
}

GBytes *
tally_store_vault_load (TallyStoreVault  *self,
                        const char       *sha256,
                        GError          **error)
{
  g_autoptr (GHashTable) got = new_set ();
  g_autoptr (GError) failure = NULL;
  Reading reading = { .vault = self, .got = got, .wanted = sha256 };

  g_return_val_if_fail (self != NULL && sha256 != NULL, NULL);
  for (guint i = 0; i < self->packs->len && tally_store_vault_has (self, sha256); i++)
    {
      const Pack *pack = self->packs->pdata[i];
      if (!g_hash_table_contains (pack->contents, sha256))
        continue;
      g_clear_error (&failure);
      if (read_pack (pack, &reading, &failure))
        g_set_error (&failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                     "%s: its list names a content that it does not hold", pack->path);
      if (reading.found != NULL)
        return reading.found;
    }
  if (failure == NULL)
    g_set_error_literal (&failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING, "it is not in the archive");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Files and streams fail with the system's reason; callers tell three kinds. */
static gboolean
translate (GError  *failure,
           GError **error)
{
  g_autoptr (GError) owned = failure;
  int code = TALLY_STORE_ERROR_FAILED;

  if (owned->domain == TALLY_STORE_ERROR)
    code = owned->code;
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    code = TALLY_STORE_ERROR_FULL;
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || owned->domain == TALLY_CORE_ERROR)
    code = TALLY_STORE_ERROR_READ_ONLY;
  g_set_error (error, TALLY_STORE_ERROR, code, "the carried archive: %s", owned->message);
  return FALSE;
}

static Pack *
begin_pack (TallyStoreVault        *self,
            TallyStoreVaultWriter **out_writer,
            GError                **error)
{
  guint number = self->packs->len > 0 ? ((const Pack *) self->packs->pdata[self->packs->len - 1])->number : 0;
  Pack *pack;

  if (!tally_file_ensure_folder (self->folder, error))
    return NULL;
  pack = pack_new (self, number + 1);
  *out_writer = tally_store_vault_writer_new (pack->path, self->passphrase, self->keys, self->now_utc_usec,
                                              error);
  if (*out_writer == NULL || !tally_file_sync_folder (self->folder, error))
    {
      g_clear_pointer (out_writer, tally_store_vault_writer_free);
      pack_free (pack);
      return NULL;
    }
  pack->contents = new_set ();
  g_ptr_array_add (self->packs, pack);
  return pack;
}

gboolean
tally_store_vault_keep (TallyStoreVault  *self,
                        const char       *sha256,
                        GBytes           *bytes,
                        GError          **error)
{
  GError *failure = NULL;
  Pack *pack;

  g_return_val_if_fail (self != NULL && sha256 != NULL && bytes != NULL, FALSE);
  if (g_bytes_get_size (bytes) > TALLY_STORE_VAULT_MAX_BYTES)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                   "a content of %" G_GSIZE_FORMAT " bytes is too large for the archive", g_bytes_get_size (bytes));
      return FALSE;
    }
  g_hash_table_remove (self->dropped, sha256);
  if (self->writer == NULL && begin_pack (self, &self->writer, &failure) == NULL)
    return translate (failure, error);
  pack = self->packs->pdata[self->packs->len - 1];
  if (!tally_store_vault_writer_add (self->writer, sha256, bytes, &failure)
      || !tally_store_vault_writer_sync (self->writer, &failure))
    {
      /* What it kept before can be read; the next content begins another one. */
      g_clear_pointer (&self->writer, tally_store_vault_writer_free);
      return translate (failure, error);
    }
  g_hash_table_add (pack->contents, g_strdup (sha256));
  g_hash_table_add (self->proved, g_strdup (sha256));
  return TRUE;
}

gboolean
tally_store_vault_drop (TallyStoreVault *self,
                        const char      *sha256)
{
  gboolean was_there = tally_store_vault_has (self, sha256);

  if (was_there)
    g_hash_table_add (self->dropped, g_strdup (sha256));
  return was_there;
}

static gboolean
holds_dropped (TallyStoreVault *self,
               const Pack      *pack)
{
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, self->dropped);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    if (g_hash_table_contains (pack->contents, sha256))
      return TRUE;
  return FALSE;
}

/* From the newest one back, each that is no larger than all newer ones together: sizes at least
 * double from pack to pack then, so that there are few. Those of killed writers go along. */
static guint
choose (TallyStoreVault *self)
{
  guint64 sum = 0;
  guint n_small = 0, n = 0;

  for (guint i = self->packs->len; i > 0; i--)
    {
      Pack *pack = self->packs->pdata[i - 1];
      if (pack->size_bytes > MAX_JOINED_BYTES || (n_small > 0 && pack->size_bytes > sum))
        break;
      sum += pack->size_bytes;
      pack->is_joined = TRUE;
      n_small++;
    }
  if (n_small == 1)
    ((Pack *) self->packs->pdata[self->packs->len - 1])->is_joined = FALSE;
  for (guint i = 0; i < self->packs->len; i++)
    {
      Pack *pack = self->packs->pdata[i];
      if (!pack->is_listed || holds_dropped (self, pack))
        pack->is_joined = TRUE;
      if (!pack->is_listed && g_hash_table_size (pack->contents) == 0)
        pack->is_joined = FALSE; /* nothing of it can be read: a person's matter */
      n += pack->is_joined ? 1 : 0;
    }
  return n;
}

static gboolean
copy_joined (TallyStoreVault        *self,
             TallyStoreVaultWriter  *writer,
             GHashTable             *written,
             GError                **error)
{
  for (guint i = 0; i < self->packs->len; i++)
    {
      Pack *pack = self->packs->pdata[i];
      g_autoptr (GHashTable) got = new_set ();
      g_autoptr (GError) failure = NULL;
      Reading reading = { .vault = self, .got = got, .writer = writer, .written = written };

      if (!pack->is_joined)
        continue;
      if (!read_pack (pack, &reading, &failure) && failure->domain != TALLY_STORE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      pack->is_damaged = g_hash_table_size (got) < g_hash_table_size (pack->contents);
    }
  return TRUE;
}

/* Only what stands in the new pack leaves the old ones. */
static void
remove_joined (TallyStoreVault *self)
{
  for (guint i = self->packs->len; i > 0; i--)
    {
      Pack *pack = self->packs->pdata[i - 1];
      if (!pack->is_joined || pack->is_damaged)
        continue;
      g_unlink (pack->path);
      g_unlink (pack->list_path);
      g_ptr_array_remove_index (self->packs, i - 1);
    }
}

static gboolean
end_pack (Pack                   *pack,
          TallyStoreVaultWriter  *writer,
          GError                **error)
{
  if (!tally_store_vault_writer_finish (writer, error)
      || !tally_store_vault_list_write (pack->list_path, pack->contents, error))
    return FALSE;
  pack->is_listed = TRUE;
  measure (pack);
  return TRUE;
}

static gboolean
join (TallyStoreVault  *self,
      GError          **error)
{
  g_autoptr (TallyStoreVaultWriter) writer = NULL;
  g_autoptr (GHashTable) written = new_set ();
  Pack *pack = begin_pack (self, &writer, error);

  if (pack == NULL || !copy_joined (self, writer, written, error))
    return FALSE;
  g_hash_table_unref (pack->contents);
  pack->contents = g_steal_pointer (&written);
  if (!end_pack (pack, writer, error))
    return FALSE;
  remove_joined (self);
  return tally_file_sync_folder (self->folder, error);
}

static void
count (TallyStoreVault     *self,
       TallyStoreVaultInfo *info)
{
  g_autoptr (GHashTable) contents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->packs->len; i++)
    {
      const Pack *pack = self->packs->pdata[i];
      GHashTableIter iter;
      gpointer sha256;

      info->size_bytes += pack->size_bytes;
      info->n_damaged += pack->is_damaged ? 1 : 0;
      g_hash_table_iter_init (&iter, pack->contents);
      while (g_hash_table_iter_next (&iter, &sha256, NULL))
        g_hash_table_add (contents, sha256);
    }
  info->n_packs = self->packs->len;
  info->n_contents = g_hash_table_size (contents);
}

gboolean
tally_store_vault_close (TallyStoreVault      *self,
                         TallyStoreVaultInfo  *out_info,
                         GError              **error)
{
  g_autoptr (TallyStoreVaultWriter) writer = NULL;
  TallyStoreVaultInfo info = { 0 };
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && out_info != NULL, FALSE);
  writer = g_steal_pointer (&self->writer);
  if (writer != NULL && !end_pack (self->packs->pdata[self->packs->len - 1], writer, &failure))
    return translate (failure, error);
  if (choose (self) > 0 && !join (self, &failure))
    return translate (failure, error);
  g_hash_table_remove_all (self->dropped);
  count (self, &info);
  *out_info = info;
  return TRUE;
}
