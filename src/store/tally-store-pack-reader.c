/* tally-store-pack-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pack-stream.h"

#include <zstd.h>

#include "tally-digest.h"
#include "tally-store-error.h"

/* 8 MiB, four times what the writer's level asks for: no made-up file takes more memory. */
#define WINDOW_LOG_MAX 23
#define BLOCK_BYTES (128 * 1024)

/* A pack being read. */
typedef struct {
  const TallyStorePackStreams *streams; /* (borrowed) */
  TallyStorePackInfo           info;
  TallyStoreCipherKey          key;
  TallyDigest                 *digest;  /* (owned) of all bytes so far */
  TallyDigest                 *content; /* (owned) of the database so far */
  TallyStoreCipher            *cipher;  /* (owned) (nullable) */
  GBytes                      *witness; /* (owned) (nullable) until the first frame */
  ZSTD_DCtx                   *zstd;    /* (owned) */
  guint8                      *stored;  /* (owned) bytes of a frame in the file */
  guint8                      *frame;   /* (owned) the same, opened */
  guint8                      *block;   /* (owned) of the database */
  guint64                      n_in;
  guint64                      n_out;
  gboolean                     is_whole; /* the compressed database came to its end */
} Reader;

static void
reader_clear (Reader *self)
{
  tally_digest_free (self->digest);
  tally_digest_free (self->content);
  tally_store_cipher_free (self->cipher);
  g_clear_pointer (&self->witness, g_bytes_unref);
  ZSTD_freeDCtx (self->zstd);
  g_free (self->stored);
  g_free (self->frame);
  g_free (self->block);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* One message for all faults of a sealed pack: where it fails would tell whether the passphrase
 * was right. */
static gboolean
fail_damaged (const Reader  *self,
              GError       **error)
{
  if (self->info.is_sealed)
    g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                         "it can't be opened: the passphrase is another one, or the file is damaged "
                         "or cut short");
  else
    g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                 "it is damaged or cut short, %" G_GUINT64_FORMAT " bytes were read", self->n_in);
  return FALSE;
}

/* Reads what may end early. */
static gboolean
get_some (Reader   *self,
          guint8   *out,
          gsize     size,
          gsize    *out_n,
          GError  **error)
{
  if (!g_input_stream_read_all (self->streams->in, out, size, out_n, self->streams->cancellable, error))
    return FALSE;
  self->n_in += *out_n;
  return TRUE;
}

static gboolean
get (Reader   *self,
     guint8   *out,
     gsize     size,
     GError  **error)
{
  gsize n;

  if (!get_some (self, out, size, &n, error))
    return FALSE;
  return n == size || fail_damaged (self, error);
}

static gboolean
get_counted (Reader   *self,
             guint8   *out,
             gsize     size,
             GError  **error)
{
  if (!get (self, out, size, error))
    return FALSE;
  tally_digest_update (self->digest, out, size);
  return TRUE;
}

static gboolean
get_header (Reader  *self,
            GError **error)
{
  guint8 prefix[TALLY_STORE_PACK_PREFIX_BYTES] = { 0 };
  g_autoptr (GBytes) header = NULL;
  guint8 *bytes;
  gsize size, n;

  if (!get_some (self, prefix, sizeof prefix, &n, error))
    return FALSE;
  if (!tally_store_pack_header_get_size (prefix, &size, error))
    return FALSE;
  if (n < sizeof prefix)
    return fail_damaged (self, error);
  bytes = g_malloc (size);
  header = g_bytes_new_take (bytes, size);
  memcpy (bytes, prefix, sizeof prefix);
  if (!get (self, bytes + sizeof prefix, size - sizeof prefix, error)
      || !tally_store_pack_header_read (header, &self->info, &self->key, error))
    return FALSE;
  tally_digest_update (self->digest, bytes, size);
  self->witness = g_steal_pointer (&header);
  return TRUE;
}

/* A passphrase is the promise that nobody else wrote the pack: without a seal it is broken. */
static gboolean
check_passphrase (const Reader  *self,
                  GError       **error)
{
  gboolean has_one = self->streams->passphrase != NULL;

  if (has_one == self->info.is_sealed)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE,
                       has_one ? "it is not sealed although there is a passphrase; if you trust the "
                                 "file, unpack it once without one"
                               : "it is sealed; give the secret state-passphrase");
  return FALSE;
}

static gboolean
put (Reader        *self,
     const guint8  *data,
     gsize          size,
     GError       **error)
{
  self->n_out += size;
  if (self->n_out > self->info.database_bytes)
    return fail_damaged (self, error);
  tally_digest_update (self->content, data, size);
  if (self->streams->take != NULL && !self->streams->take (data, size, self->streams->take_data, error))
    return FALSE;
  return self->streams->out == NULL
         || g_output_stream_write_all (self->streams->out, data, size, NULL, self->streams->cancellable,
                                       error);
}

static gboolean
decompress (Reader   *self,
            gsize     size,
            GError  **error)
{
  ZSTD_inBuffer in = { self->frame, size, 0 };
  ZSTD_outBuffer out = { self->block, BLOCK_BYTES, BLOCK_BYTES };

  if (self->is_whole || size == 0)
    return fail_damaged (self, error);
  /* A full block may leave more behind than the input says. */
  while (!self->is_whole && (in.pos < in.size || out.pos == out.size))
    {
      size_t rest;

      out.pos = 0;
      rest = ZSTD_decompressStream (self->zstd, &out, &in);
      if (ZSTD_isError (rest))
        return fail_damaged (self, error);
      if (!put (self, out.dst, out.pos, error))
        return FALSE;
      self->is_whole = rest == 0;
    }
  return in.pos == in.size || fail_damaged (self, error);
}

static gboolean
open_frame (Reader   *self,
            gsize     stored,
            gboolean  is_last,
            gsize    *out_size,
            GError  **error)
{
  gsize extra = self->info.is_sealed ? TALLY_STORE_CIPHER_EXTRA_BYTES : 0;

  if (stored < extra || stored > TALLY_STORE_PACK_FRAME_BYTES + extra)
    return fail_damaged (self, error);
  if (!get_counted (self, self->stored, stored, error))
    return FALSE;
  if (self->cipher == NULL)
    memcpy (self->frame, self->stored, stored);
  else if (!tally_store_cipher_open (self->cipher, self->stored, stored, self->witness, is_last,
                                     self->frame))
    return fail_damaged (self, error);
  g_clear_pointer (&self->witness, g_bytes_unref);
  *out_size = stored - extra;
  return TRUE;
}

static gboolean
get_frame (Reader    *self,
           gboolean  *out_is_last,
           gsize     *out_size,
           GError   **error)
{
  guint8 head[TALLY_STORE_PACK_FRAME_HEAD_BYTES];
  gsize stored;

  if (!get_counted (self, head, sizeof head, error))
    return FALSE;
  *out_is_last = head[0] == TALLY_STORE_PACK_END;
  if (head[0] != TALLY_STORE_PACK_DATA && head[0] != TALLY_STORE_PACK_END)
    return fail_damaged (self, error);
  stored = (gsize) head[1] << 24 | (gsize) head[2] << 16 | (gsize) head[3] << 8 | head[4];
  return open_frame (self, stored, *out_is_last, out_size, error);
}

static gboolean
check_end (Reader   *self,
           gsize     size,
           GError  **error)
{
  guint8 expected[TALLY_STORE_PACK_END_BYTES];
  guint8 sum[TALLY_DIGEST_BYTES], stored[TALLY_DIGEST_BYTES + 1];
  guint64 n_out = GUINT64_TO_BE (self->n_out);
  gsize n;

  memcpy (expected, &n_out, sizeof n_out);
  tally_digest_finish_bytes (self->content, expected + sizeof n_out);
  tally_digest_finish_bytes (self->digest, sum);
  if (!get_some (self, stored, sizeof stored, &n, error))
    return FALSE;
  if (self->info.database_bytes == TALLY_STORE_PACK_ANY_SIZE)
    self->info.database_bytes = self->n_out;
  if (!self->is_whole || self->n_out != self->info.database_bytes || size != sizeof expected
      || memcmp (self->frame, expected, sizeof expected) != 0
      || n != sizeof sum || memcmp (stored, sum, sizeof sum) != 0)
    return fail_damaged (self, error);
  for (guint i = 0; i < TALLY_DIGEST_BYTES; i++)
    g_snprintf (self->info.sha256 + 2 * i, 3, "%02x", expected[sizeof n_out + i]);
  self->info.pack_bytes = self->n_in;
  return TRUE;
}

static gboolean
get_frames (Reader  *self,
            GError **error)
{
  gboolean is_last = FALSE;
  gsize size = 0;

  while (get_frame (self, &is_last, &size, error))
    {
      if (is_last)
        return check_end (self, size, error);
      if (!decompress (self, size, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
start (Reader  *self,
       GError **error)
{
  if (self->info.is_sealed)
    {
      self->cipher = tally_store_cipher_new_opening (self->streams->passphrase, self->streams->keys,
                                                     &self->key, error);
      if (self->cipher == NULL)
        return FALSE;
    }
  self->zstd = ZSTD_createDCtx ();
  ZSTD_DCtx_setParameter (self->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
  self->content = tally_digest_new ();
  self->stored = g_malloc (TALLY_STORE_PACK_FRAME_BYTES + TALLY_STORE_CIPHER_EXTRA_BYTES);
  self->frame = g_malloc (TALLY_STORE_PACK_FRAME_BYTES);
  self->block = g_malloc (BLOCK_BYTES);
  return TRUE;
}

gboolean
tally_store_pack_read_header (GInputStream        *in,
                              GCancellable        *cancellable,
                              TallyStorePackInfo  *out_info,
                              GError             **error)
{
  const TallyStorePackStreams streams = { .in = in, .cancellable = cancellable };
  g_auto (Reader) self = { .streams = &streams };

  g_return_val_if_fail (G_IS_INPUT_STREAM (in) && out_info != NULL, FALSE);
  self.digest = tally_digest_new ();
  if (!get_header (&self, error))
    return FALSE;
  *out_info = self.info;
  return TRUE;
}

gboolean
tally_store_pack_read_stream (const TallyStorePackStreams  *streams,
                              TallyStorePackInfo           *out_info,
                              GError                      **error)
{
  g_auto (Reader) self = { .streams = streams };

  g_return_val_if_fail (streams != NULL && streams->in != NULL && out_info != NULL, FALSE);
  self.digest = tally_digest_new ();
  if (!get_header (&self, error) || !check_passphrase (&self, error) || !start (&self, error)
      || !get_frames (&self, error))
    return FALSE;
  *out_info = self.info;
  return TRUE;
}
