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

/* A pack being written. */
typedef struct {
  const TallyStorePackStreams *streams; /* (borrowed) */
  TallyDigest                 *digest;  /* (owned) of all bytes so far */
  TallyDigest                 *content; /* (owned) of the database so far */
  TallyStoreCipher            *cipher;  /* (owned) (nullable) */
  GBytes                      *witness; /* (owned) (nullable) until the first frame */
  ZSTD_CCtx                   *zstd;    /* (owned) */
  guint8                      *block;   /* (owned) of the database */
  guint8                      *frame;   /* (owned) compressed */
  guint8                      *sealed;  /* (owned) */
  gsize                        n_frame; /* bytes in frame */
  guint64                      n_in;
  guint64                      n_out;
} Writer;

static void
writer_clear (Writer *self)
{
  tally_digest_free (self->digest);
  tally_digest_free (self->content);
  tally_store_cipher_free (self->cipher);
  g_clear_pointer (&self->witness, g_bytes_unref);
  ZSTD_freeCCtx (self->zstd);
  g_free (self->block);
  g_free (self->frame);
  g_free (self->sealed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
put (Writer        *self,
     gconstpointer  data,
     gsize          size,
     GError       **error)
{
  tally_digest_update (self->digest, data, size);
  self->n_out += size;
  return g_output_stream_write_all (self->streams->out, data, size, NULL, self->streams->cancellable,
                                    error);
}

static gboolean
put_frame (Writer        *self,
           char           kind,
           const guint8  *data,
           gsize          size,
           GError       **error)
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
compress_block (Writer   *self,
                gsize     size,
                gboolean  is_last,
                GError  **error)
{
  ZSTD_inBuffer in = { self->block, size, 0 };
  gboolean done = FALSE;

  while (!done)
    {
      ZSTD_outBuffer out = { self->frame, TALLY_STORE_PACK_FRAME_BYTES, self->n_frame };
      size_t rest = ZSTD_compressStream2 (self->zstd, &out, &in, is_last ? ZSTD_e_end : ZSTD_e_continue);

      if (ZSTD_isError (rest))
        {
          g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED, "can't compress: %s",
                       ZSTD_getErrorName (rest));
          return FALSE;
        }
      done = is_last ? rest == 0 : in.pos == in.size;
      self->n_frame = out.pos;
      if (out.pos < out.size && !(is_last && done))
        continue;
      self->n_frame = 0;
      if (!put_frame (self, TALLY_STORE_PACK_DATA, self->frame, out.pos, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_database (Writer  *self,
              GError **error)
{
  gssize n;

  do
    {
      n = g_input_stream_read (self->streams->in, self->block, BLOCK_BYTES, self->streams->cancellable,
                               error);
      if (n < 0)
        return FALSE;
      tally_digest_update (self->content, self->block, (gsize) n);
      self->n_in += (guint64) n;
      if (!compress_block (self, (gsize) n, n == 0, error))
        return FALSE;
    }
  while (n > 0);
  return TRUE;
}

static gboolean
put_end (Writer              *self,
         TallyStorePackInfo  *info,
         GError             **error)
{
  guint8 end[TALLY_STORE_PACK_END_BYTES];
  guint8 sum[TALLY_DIGEST_BYTES];
  guint64 size = GUINT64_TO_BE (self->n_in);

  if (self->n_in != info->database_bytes)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                   "the copy to be packed has %" G_GUINT64_FORMAT " bytes and should have %"
                   G_GUINT64_FORMAT "; try again", self->n_in, info->database_bytes);
      return FALSE;
    }
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

gboolean
tally_store_pack_write_stream (const TallyStorePackStreams  *streams,
                               TallyStorePackInfo           *info,
                               GError                      **error)
{
  g_auto (Writer) self = { .streams = streams };
  TallyStoreCipherKey key;
  g_autoptr (GBytes) header = NULL;

  g_return_val_if_fail (streams != NULL && streams->out != NULL && info != NULL, FALSE);
  info->format = TALLY_STORE_PACK_FORMAT;
  info->is_sealed = streams->passphrase != NULL;
  if (info->is_sealed)
    {
      self.cipher = tally_store_cipher_new_sealing (streams->passphrase, &key, error);
      if (self.cipher == NULL)
        return FALSE;
    }
  header = tally_store_pack_header_write (info, info->is_sealed ? &key : NULL);
  self.witness = g_bytes_ref (header);
  self.digest = tally_digest_new ();
  self.content = tally_digest_new ();
  self.zstd = ZSTD_createCCtx ();
  self.block = g_malloc (BLOCK_BYTES);
  self.frame = g_malloc (TALLY_STORE_PACK_FRAME_BYTES);
  self.sealed = g_malloc (TALLY_STORE_PACK_FRAME_BYTES + TALLY_STORE_CIPHER_EXTRA_BYTES);
  ZSTD_CCtx_setParameter (self.zstd, ZSTD_c_compressionLevel, LEVEL);
  return put (&self, g_bytes_get_data (header, NULL), g_bytes_get_size (header), error)
         && put_database (&self, error) && put_end (&self, info, error);
}
