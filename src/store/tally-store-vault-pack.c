/* tally-store-vault-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-vault-pack.h"

#include "tally-digest.h"
#include "tally-file-stream.h"
#include "tally-file.h"
#include "tally-store-error.h"
#include "tally-store-pack-stream.h"

#define SHA256_DIGITS 64
#define SIZE_BYTES 8
#define HEAD_BYTES (TALLY_DIGEST_BYTES + SIZE_BYTES)
#define LIST_TITLE "tallyman archive 1"
#define LIST_MODE 0600

struct _TallyStoreVaultWriter {
  GOutputStream        *out;  /* (owned) */
  TallyStorePackWriter *pack; /* (owned) */
  TallyStorePackInfo    info;
};

/* A content while its bytes arrive. */
typedef struct {
  const TallyStoreVaultReading *reading; /* (borrowed) */
  guint8                        head[HEAD_BYTES];
  gsize                         n_head;
  gsize                         wanted;
  GByteArray                   *bytes;   /* (owned) (nullable) once its head is whole */
} Arriving;

static gboolean
is_sha256 (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
      return FALSE;
  return length == SHA256_DIGITS;
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                       "a content of it is not what was put there");
  return FALSE;
}

/* The sums in the pack and of the bytes must agree: what is handed out is what was kept. */
static gboolean
hand_out (Arriving  *self,
          GError   **error)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  g_autofree char *sha256 = tally_digest_dup_hex_of_bytes (bytes);

  self->n_head = 0;
  for (guint i = 0; i < TALLY_DIGEST_BYTES; i++)
    {
      char pair[3];
      g_snprintf (pair, sizeof pair, "%02x", self->head[i]);
      if (memcmp (sha256 + 2 * i, pair, 2) != 0)
        return fail_damaged (error);
    }
  return self->reading->take (sha256, bytes, self->reading->take_data, error);
}

static gboolean
begin_content (Arriving  *self,
               GError   **error)
{
  guint64 size;

  memcpy (&size, self->head + TALLY_DIGEST_BYTES, sizeof size);
  size = GUINT64_FROM_BE (size);
  if (size > TALLY_STORE_VAULT_MAX_BYTES)
    return fail_damaged (error);
  self->wanted = (gsize) size;
  self->bytes = g_byte_array_new ();
  return TRUE;
}

static gboolean
take_cb (const guint8  *data,
         gsize          size,
         gpointer       take_data,
         GError       **error)
{
  Arriving *self = take_data;

  while (size > 0 || (self->bytes != NULL && self->bytes->len == self->wanted))
    {
      gsize missing = self->bytes != NULL ? self->wanted - self->bytes->len : HEAD_BYTES - self->n_head;
      gsize n = MIN (missing, size);

      if (self->bytes != NULL)
        g_byte_array_append (self->bytes, data, (guint) n);
      else
        memcpy (self->head + self->n_head, data, n);
      self->n_head += self->bytes == NULL ? n : 0;
      data += n;
      size -= n;
      if (self->bytes == NULL && self->n_head == HEAD_BYTES && !begin_content (self, error))
        return FALSE;
      if (self->bytes != NULL && self->bytes->len == self->wanted && !hand_out (self, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tally_store_vault_pack_foreach (const TallyStoreVaultReading  *reading,
                                GError                       **error)
{
  Arriving arriving = { .reading = reading };
  g_autoptr (GInputStream) in = NULL;
  TallyStorePackStreams streams = { .take = take_cb, .take_data = &arriving };
  TallyStorePackInfo info;
  gboolean is_whole;

  g_return_val_if_fail (reading != NULL && reading->take != NULL, FALSE);
  in = tally_file_stream_read (reading->path, error);
  if (in == NULL)
    return FALSE;
  streams.in = in;
  streams.passphrase = reading->passphrase;
  streams.keys = reading->keys;
  is_whole = tally_store_pack_read_stream (&streams, &info, error);
  if (is_whole && (arriving.bytes != NULL || arriving.n_head > 0))
    is_whole = fail_damaged (error);
  g_clear_pointer (&arriving.bytes, g_byte_array_unref);
  return is_whole;
}

/* A line that a kill cut short is no sum and is left out. */
GHashTable *
tally_store_vault_list_read (const char *path)
{
  g_autoptr (GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  if (lines[0] == NULL || strcmp (lines[0], LIST_TITLE) != 0)
    return NULL;
  for (guint i = 1; lines[i] != NULL; i++)
    if (is_sha256 (lines[i], strlen (lines[i])))
      g_hash_table_add (contents, g_strdup (lines[i]));
  return g_steal_pointer (&contents);
}

gboolean
tally_store_vault_list_write (const char  *path,
                              GHashTable  *contents,
                              GError     **error)
{
  g_autoptr (GString) text = g_string_new (LIST_TITLE "\n");
  g_autoptr (GList) sums = NULL;

  g_return_val_if_fail (path != NULL && contents != NULL, FALSE);
  sums = g_list_sort (g_hash_table_get_keys (contents), (GCompareFunc) strcmp);
  for (const GList *l = sums; l != NULL; l = l->next)
    g_string_append_printf (text, "%s\n", (const char *) l->data);
  return tally_file_write (path, text->str, text->len, LIST_MODE, error);
}

TallyStoreVaultWriter *
tally_store_vault_writer_new (const char      *path,
                              const char      *passphrase,
                              TallyStoreKeys  *keys,
                              gint64           now_utc_usec,
                              GError         **error)
{
  g_autoptr (TallyStoreVaultWriter) self = NULL;
  TallyStorePackStreams streams = { .passphrase = passphrase, .keys = keys };

  g_return_val_if_fail (path != NULL, NULL);
  self = g_new0 (TallyStoreVaultWriter, 1);
  self->info.created_utc_usec = now_utc_usec;
  self->info.database_bytes = TALLY_STORE_PACK_ANY_SIZE;
  g_strlcpy (self->info.program, TALLY_VERSION, sizeof self->info.program);
  self->out = tally_file_stream_create (path, error);
  if (self->out == NULL)
    return NULL;
  streams.out = self->out;
  self->pack = tally_store_pack_writer_new (&streams, &self->info, error);
  return self->pack != NULL ? g_steal_pointer (&self) : NULL;
}

void
tally_store_vault_writer_free (TallyStoreVaultWriter *self)
{
  if (self == NULL)
    return;
  tally_store_pack_writer_free (self->pack);
  g_clear_object (&self->out);
  g_free (self);
}

gboolean
tally_store_vault_writer_add (TallyStoreVaultWriter  *self,
                              const char             *sha256,
                              GBytes                 *bytes,
                              GError                **error)
{
  guint8 head[HEAD_BYTES];
  gsize size;
  const guint8 *data;
  guint64 big;

  g_return_val_if_fail (self != NULL && bytes != NULL && is_sha256 (sha256, strlen (sha256)), FALSE);
  data = g_bytes_get_data (bytes, &size);
  g_return_val_if_fail (size <= TALLY_STORE_VAULT_MAX_BYTES, FALSE);
  big = GUINT64_TO_BE ((guint64) size);
  for (guint i = 0; i < TALLY_DIGEST_BYTES; i++)
    head[i] = (guint8) (g_ascii_xdigit_value (sha256[2 * i]) << 4 | g_ascii_xdigit_value (sha256[2 * i + 1]));
  memcpy (head + TALLY_DIGEST_BYTES, &big, sizeof big);
  return tally_store_pack_writer_append (self->pack, head, sizeof head, error)
         && tally_store_pack_writer_append (self->pack, data, size, error);
}

gboolean
tally_store_vault_writer_sync (TallyStoreVaultWriter  *self,
                               GError                **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_store_pack_writer_flush (self->pack, error) && tally_file_stream_sync (self->out, error);
}

gboolean
tally_store_vault_writer_finish (TallyStoreVaultWriter  *self,
                                 GError                **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_store_pack_writer_finish (self->pack, &self->info, error)
         && tally_file_stream_sync (self->out, error) && g_output_stream_close (self->out, NULL, error);
}
