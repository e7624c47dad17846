/* tally-sandbox-bodies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-bodies.h"

typedef struct
{
  char     *key;            /* (owned) */
  GBytes   *body;           /* (owned) */
  gboolean  is_compressed;
  GList     link;           /* in the queue of use */
} Entry;

struct _TallySandboxBodies
{
  gsize       max_bytes;
  gsize       size_bytes;
  GHashTable *entries;      /* (owned): key → entry */
  GQueue      used;         /* of entries, the last used one first */
};

static void
free_entry (Entry *self)
{
  g_bytes_unref (self->body);
  g_free (self->key);
  g_free (self);
}

TallySandboxBodies *
tally_sandbox_bodies_new (gsize max_bytes)
{
  TallySandboxBodies *self = g_new0 (TallySandboxBodies, 1);

  self->max_bytes = max_bytes;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) free_entry);
  g_queue_init (&self->used);
  return self;
}

void
tally_sandbox_bodies_free (TallySandboxBodies *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

GBytes *
tally_sandbox_bodies_find (TallySandboxBodies *self,
                           const char         *key,
                           gboolean           *out_is_compressed)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);
  *out_is_compressed = entry->is_compressed;
  return g_bytes_ref (entry->body);
}

static void
drop (TallySandboxBodies *self,
      Entry              *entry)
{
  self->size_bytes -= g_bytes_get_size (entry->body);
  g_queue_unlink (&self->used, &entry->link);
  g_hash_table_remove (self->entries, entry->key);
}

void
tally_sandbox_bodies_put (TallySandboxBodies *self,
                          const char         *key,
                          GBytes             *body,
                          gboolean            is_compressed)
{
  gsize size = g_bytes_get_size (body);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    drop (self, entry);
  if (size > self->max_bytes / 2)
    return;
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->body = g_bytes_ref (body);
  entry->is_compressed = is_compressed;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  self->size_bytes += size;
  while (self->size_bytes > self->max_bytes)
    drop (self, g_queue_peek_tail (&self->used));
}

gsize
tally_sandbox_bodies_get_size (TallySandboxBodies *self)
{
  return self->size_bytes;
}

GBytes *
tally_sandbox_bodies_compress (GBytes *plain)
{
  g_autoptr (GZlibCompressor) compressor =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  gsize length = 0;
  const char *data = g_bytes_get_data (plain, &length);
  gsize room = length / 4 + 4096;
  char *out = g_malloc (room);
  gsize n_read = 0;
  gsize n_written = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gsize read = 0;
      gsize written = 0;
      GConverterResult result =
        g_converter_convert (G_CONVERTER (compressor), data + n_read, length - n_read,
                             out + n_written, room - n_written, G_CONVERTER_INPUT_AT_END, &read,
                             &written, &error);

      if (result == G_CONVERTER_ERROR && !g_error_matches (error, G_IO_ERROR,
                                                           G_IO_ERROR_NO_SPACE))
        {
          g_free (out);
          return NULL;
        }
      n_read += read;
      n_written += written;
      if (result == G_CONVERTER_FINISHED)
        return g_bytes_new_take (g_realloc (out, n_written), n_written);
      if (result == G_CONVERTER_ERROR || room - n_written < room / 8)
        out = g_realloc (out, room *= 2);
    }
}
