/* tally-store-pack-header.c
 *
 * All numbers are big-endian. In each format: magic, format, size of the header, the program's
 * version, what the format adds, SHA-256 of all before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pack-header.h"

#include "tally-digest.h"
#include "tally-store-error.h"

/* As PNG does it: not text, and a transfer as text breaks it. */
static const guint8 magic[8] = { 0x89, 'T', 'L', 'Y', '\r', '\n', 0x1a, '\n' };

#define FLAG_SEALED 1u
#define SIZE_PLACE 12

/* A place in the header while it is read. */
typedef struct {
  const guint8 *data;
  gsize         size;
  gsize         place;
  gboolean      failed;
} Cursor;

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT, "its header is damaged");
  return FALSE;
}

static void
put_number (GByteArray *out,
            guint64     value,
            guint       n_bytes)
{
  guint64 big = GUINT64_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big + (sizeof big - n_bytes), n_bytes);
}

static void
put_text (GByteArray *out,
          const char *text)
{
  gsize length = strlen (text);

  put_number (out, length, 1);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

static const guint8 *
take (Cursor *cursor,
      gsize   n_bytes)
{
  const guint8 *taken = cursor->data + cursor->place;

  cursor->failed = cursor->failed || n_bytes > cursor->size - cursor->place;
  if (cursor->failed)
    return NULL;
  cursor->place += n_bytes;
  return taken;
}

static guint64
take_number (Cursor *cursor,
             guint   n_bytes)
{
  const guint8 *bytes = take (cursor, n_bytes);
  guint64 value = 0;

  for (guint i = 0; bytes != NULL && i < n_bytes; i++)
    value = value << 8 | bytes[i];
  return value;
}

static void
take_bytes (Cursor *cursor,
            guint8 *out,
            gsize   n_bytes)
{
  const guint8 *bytes = take (cursor, n_bytes);

  if (bytes != NULL)
    memcpy (out, bytes, n_bytes);
}

/* Versions and ids are printable ASCII: nothing in them can garble a message. */
static void
take_text (Cursor *cursor,
           char   *out,
           gsize   size)
{
  gsize length = (gsize) take_number (cursor, 1);
  const guint8 *bytes = take (cursor, length);

  cursor->failed = cursor->failed || length >= size;
  for (gsize i = 0; !cursor->failed && i < length; i++)
    cursor->failed = !g_ascii_isgraph (bytes[i]);
  if (!cursor->failed)
    memcpy (out, bytes, length);
}

GBytes *
tally_store_pack_header_write (const TallyStorePackInfo  *info,
                               const TallyStoreCipherKey *key)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  guint8 sum[TALLY_DIGEST_BYTES];
  guint32 size;

  g_byte_array_append (out, magic, sizeof magic);
  put_number (out, TALLY_STORE_PACK_FORMAT, 4);
  put_number (out, 0, 4);
  put_text (out, info->program);
  put_number (out, key != NULL ? FLAG_SEALED : 0, 4);
  put_number (out, info->schema, 4);
  put_number (out, (guint64) info->created_utc_usec, 8);
  put_number (out, info->head, 8);
  put_number (out, info->database_bytes, 8);
  put_text (out, info->installation);
  put_text (out, info->trail);
  if (key != NULL)
    {
      put_number (out, key->n_passes, 8);
      put_number (out, key->memory_bytes, 8);
      g_byte_array_append (out, key->salt, sizeof key->salt);
      g_byte_array_append (out, key->start, sizeof key->start);
    }
  size = GUINT32_TO_BE (out->len + sizeof sum);
  memcpy (out->data + SIZE_PLACE, &size, sizeof size);
  tally_digest_update (digest, out->data, out->len);
  tally_digest_finish_bytes (digest, sum);
  g_byte_array_append (out, sum, sizeof sum);
  return g_byte_array_free_to_bytes (out);
}

gboolean
tally_store_pack_header_get_size (const guint8   prefix[TALLY_STORE_PACK_PREFIX_BYTES],
                                  gsize         *out_size,
                                  GError       **error)
{
  Cursor cursor = { .data = prefix, .size = TALLY_STORE_PACK_PREFIX_BYTES, .place = SIZE_PLACE };
  gsize size;

  if (memcmp (prefix, magic, sizeof magic) != 0)
    {
      g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                           "it is no packed state of Tallyman");
      return FALSE;
    }
  size = (gsize) take_number (&cursor, 4);
  if (size < TALLY_STORE_PACK_PREFIX_BYTES + 1 + TALLY_DIGEST_BYTES
      || size > TALLY_STORE_PACK_MAX_HEADER_BYTES)
    return fail_damaged (error);
  *out_size = size;
  return TRUE;
}

static gboolean
check_sum (GBytes  *header,
           GError **error)
{
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  guint8 sum[TALLY_DIGEST_BYTES];
  gsize size;
  const guint8 *data = g_bytes_get_data (header, &size);

  tally_digest_update (digest, data, size - sizeof sum);
  tally_digest_finish_bytes (digest, sum);
  return memcmp (sum, data + size - sizeof sum, sizeof sum) == 0 || fail_damaged (error);
}

static gboolean
fail_newer (const TallyStorePackInfo  *info,
            GError                   **error)
{
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_NEWER,
               "it has format %u, this is Tallyman %s with format %d; install Tallyman %s or newer",
               info->format, TALLY_VERSION, TALLY_STORE_PACK_FORMAT, info->program);
  return FALSE;
}

static void
take_first_format (Cursor              *cursor,
                   TallyStorePackInfo  *info,
                   TallyStoreCipherKey *key)
{
  guint64 flags = take_number (cursor, 4);

  cursor->failed = cursor->failed || (flags & ~(guint64) FLAG_SEALED) != 0;
  info->is_sealed = (flags & FLAG_SEALED) != 0;
  info->schema = (guint) take_number (cursor, 4);
  info->created_utc_usec = (gint64) take_number (cursor, 8);
  info->head = take_number (cursor, 8);
  info->database_bytes = take_number (cursor, 8);
  take_text (cursor, info->installation, sizeof info->installation);
  take_text (cursor, info->trail, sizeof info->trail);
  if (!info->is_sealed)
    return;
  key->n_passes = take_number (cursor, 8);
  key->memory_bytes = take_number (cursor, 8);
  take_bytes (cursor, key->salt, sizeof key->salt);
  take_bytes (cursor, key->start, sizeof key->start);
}

gboolean
tally_store_pack_header_read (GBytes               *header,
                              TallyStorePackInfo   *out_info,
                              TallyStoreCipherKey  *out_key,
                              GError              **error)
{
  TallyStorePackInfo info = { 0 };
  TallyStoreCipherKey key = { 0 };
  Cursor cursor = { .place = sizeof magic };

  cursor.data = g_bytes_get_data (header, &cursor.size);
  g_return_val_if_fail (cursor.size > TALLY_STORE_PACK_PREFIX_BYTES + TALLY_DIGEST_BYTES, FALSE);
  if (!check_sum (header, error))
    return FALSE;
  cursor.size -= TALLY_DIGEST_BYTES;
  info.format = (guint) take_number (&cursor, 4);
  take (&cursor, 4);
  take_text (&cursor, info.program, sizeof info.program);
  if (cursor.failed || info.format == 0)
    return fail_damaged (error);
  if (info.format > TALLY_STORE_PACK_FORMAT)
    return fail_newer (&info, error);
  take_first_format (&cursor, &info, &key);
  if (cursor.failed || cursor.place != cursor.size)
    return fail_damaged (error);
  *out_info = info;
  *out_key = key;
  return TRUE;
}
