/* tally-store-pack-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pack-stream.h"

#include <zstd.h>

#include "tally-digest.h"
#include "tally-store-error.h"

/* The library's own choice: at 9 a pack is a tenth smaller and takes five times as long. */
#define LEVEL 3
#define BLOCK_BYTES (128 * 1024)

/* What is written piece by piece holds the same pictures again and again, further apart than the
 * level's own window and tables reach: 4 MiB, half of what a reader allows. */
#define JOURNAL_WINDOW_LOG 22

struct _TallyStorePackWriter {
  TallyStorePackStreams  streams; /* what it points to is borrowed */
  TallyDigest           *digest;  /* (owned) of all bytes so far */
  TallyDigest           *content; /* (owned) of what was packed so far */
  TallyStoreCipher      *cipher;  /* (owned) (nullable) */
  GBytes                *witness; /* (owned) (nullable) until the first frame */
  ZSTD_CCtx             *zstd;    /* (owned) */
  guint8                *frame;   /* (owned) compressed */
  guint8                *sealed;  /* (owned) */
  gsize                  n_frame; /* bytes in frame */
  guint64                n_in;
  guint64                n_out;
};

void
tally_store_pack_writer_free (TallyStorePackWriter *self)
{
  if (self == NULL)
    return;
  tally_digest_free (self->digest);
  tally_digest_free (self->content);
  tally_store_cipher_free (self->cipher);
  g_clear_pointer (&self->witness, g_bytes_unref);
  ZSTD_freeCCtx (self->zstd);
  g_free (self->frame);
  g_free (self->sealed);
  g_free (self);
}

static gboolean
put (TallyStorePackWriter  *self,
     gconstpointer          data,
     gsize                  size,
     GError               **error)
{
  tally_digest_update (self->digest, data, size);
  self->n_out += size;
  return g_output_stream_write_all (self->streams.out, data, size, NULL, self->streams.cancellable,
                                    error);
}

static gboolean
put_frame (TallyStorePackWriter  *self,
           char                   kind,
           const guint8          *data,
           gsize                  size,
           GError               **error)
{
  gsize stored = self->cipher != NULL ? size + TALLY_STORE_CIPHER_EXTRA_BYTES : size;
  guint8 head[TALLY_STORE_PACK_FRAME_HEAD_BYTES] = {
    (guint8) kind, (guint8) (stored >> 24), (guint8) (stored >> 16), (guint8) (stored >> 8),
    (guint8) stored,
  };

  if (self->cipher != NULL)
    {
      tally_store_cipher_seal (self->cipher, data, size, self->witness, kind == TALLY_STORE_PACK_END,
                               self->sealed);
      g_clear_pointer (&self->witness, g_bytes_unref);
      data = self->sealed;
    }
  return put (self, head, sizeof head, error) && put (self, data, stored, error);
}

static gboolean
put_data (TallyStorePackWriter  *self,
          GError               **error)
{
  gsize n = self->n_frame;

  self->n_frame = 0;
  return put_frame (self, TALLY_STORE_PACK_DATA, self->frame, n, error);
}

/* Full frames go out as they fill up; what a flush or the end leaves in the last one goes too. */
static gboolean
compress (TallyStorePackWriter  *self,
          const guint8          *data,
          gsize                  size,
          ZSTD_EndDirective      directive,
          GError               **error)
{
  ZSTD_inBuffer in = { data, size, 0 };
  gboolean done = FALSE;

  while (!done)
    {
      ZSTD_outBuffer out = { self->frame, TALLY_STORE_PACK_FRAME_BYTES, self->n_frame };
      size_t rest = ZSTD_compressStream2 (self->zstd, &out, &in, directive);

      if (ZSTD_isError (rest))
        {
          g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED, "can't compress: %s",
                       ZSTD_getErrorName (rest));
          return FALSE;
        }
      done = directive == ZSTD_e_continue ? in.pos == in.size : rest == 0;
      self->n_frame = out.pos;
      if (self->n_frame == TALLY_STORE_PACK_FRAME_BYTES && !put_data (self, error))
        return FALSE;
    }
  return directive == ZSTD_e_continue || self->n_frame == 0 || put_data (self, error);
}

gboolean
tally_store_pack_writer_append (TallyStorePackWriter  *self,
                                const guint8          *data,
                                gsize                  size,
                                GError               **error)
{
  g_return_val_if_fail (self != NULL && (data != NULL || size == 0), FALSE);
  tally_digest_update (self->content, data, size);
  self->n_in += size;
  return compress (self, data, size, ZSTD_e_continue, error);
}

gboolean
tally_store_pack_writer_flush (TallyStorePackWriter  *self,
                               GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return compress (self, NULL, 0, ZSTD_e_flush, error);
}

static gboolean
check_size (TallyStorePackWriter      *self,
            const TallyStorePackInfo  *info,
            GError                   **error)
{
  if (info->database_bytes == TALLY_STORE_PACK_ANY_SIZE || info->database_bytes == self->n_in)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "the copy to be packed has %" G_GUINT64_FORMAT " bytes and should have %"
               G_GUINT64_FORMAT "; try again", self->n_in, info->database_bytes);
  return FALSE;
}

gboolean
tally_store_pack_writer_finish (TallyStorePackWriter  *self,
                                TallyStorePackInfo    *info,
                                GError               **error)
{
  guint8 end[TALLY_STORE_PACK_END_BYTES];
  guint8 sum[TALLY_DIGEST_BYTES];
  guint64 size;

  g_return_val_if_fail (self != NULL && info != NULL, FALSE);
  if (!compress (self, NULL, 0, ZSTD_e_end, error) || !check_size (self, info, error))
    return FALSE;
  size = GUINT64_TO_BE (self->n_in);
  memcpy (end, &size, sizeof size);
  tally_digest_finish_bytes (self->content, end + sizeof size);
  for (guint i = 0; i < TALLY_DIGEST_BYTES; i++)
    g_snprintf (info->sha256 + 2 * i, 3, "%02x", end[sizeof size + i]);
  if (!put_frame (self, TALLY_STORE_PACK_END, end, sizeof end, error))
    return FALSE;
  tally_digest_finish_bytes (self->digest, sum);
  if (!put (self, sum, sizeof sum, error))
    return FALSE;
  info->pack_bytes = self->n_out;
  return TRUE;
}

static void
set_up_compression (TallyStorePackWriter     *self,
                    const TallyStorePackInfo *info)
{
  self->zstd = ZSTD_createCCtx ();
  ZSTD_CCtx_setParameter (self->zstd, ZSTD_c_compressionLevel, LEVEL);
  if (info->database_bytes != TALLY_STORE_PACK_ANY_SIZE)
    return;
  ZSTD_CCtx_setParameter (self->zstd, ZSTD_c_enableLongDistanceMatching, 1);
  ZSTD_CCtx_setParameter (self->zstd, ZSTD_c_windowLog, JOURNAL_WINDOW_LOG);
}

TallyStorePackWriter *
tally_store_pack_writer_new (const TallyStorePackStreams  *streams,
                             TallyStorePackInfo           *info,
                             GError                      **error)
{
  g_autoptr (TallyStorePackWriter) self = NULL;
  TallyStoreCipherKey key;
  g_autoptr (GBytes) header = NULL;

  g_return_val_if_fail (streams != NULL && streams->out != NULL && info != NULL, NULL);
  self = g_new0 (TallyStorePackWriter, 1);
  self->streams = *streams;
  info->format = TALLY_STORE_PACK_FORMAT;
  info->is_sealed = streams->passphrase != NULL;
  if (info->is_sealed)
    {
      self->cipher = tally_store_cipher_new_sealing (streams->passphrase, streams->keys, &key, error);
      if (self->cipher == NULL)
        return NULL;
    }
  header = tally_store_pack_header_write (info, info->is_sealed ? &key : NULL);
  self->witness = g_bytes_ref (header);
  self->digest = tally_digest_new ();
  self->content = tally_digest_new ();
  self->frame = g_malloc (TALLY_STORE_PACK_FRAME_BYTES);
  self->sealed = g_malloc (TALLY_STORE_PACK_FRAME_BYTES + TALLY_STORE_CIPHER_EXTRA_BYTES);
  set_up_compression (self, info);
  if (!put (self, g_bytes_get_data (header, NULL), g_bytes_get_size (header), error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
tally_store_pack_write_stream (const TallyStorePackStreams  *streams,
                               TallyStorePackInfo           *info,
                               GError                      **error)
{
  g_autoptr (TallyStorePackWriter) writer = tally_store_pack_writer_new (streams, info, error);
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  gssize n;

  if (writer == NULL)
    return FALSE;
  do
    {
      n = g_input_stream_read (streams->in, block, BLOCK_BYTES, streams->cancellable, error);
      if (n < 0 || !tally_store_pack_writer_append (writer, block, (gsize) n, error))
        return FALSE;
    }
  while (n > 0);
  return tally_store_pack_writer_finish (writer, info, error);
}
