/* fuzz-pack.c
 *
 * Bytes → the header of a pack, and the database in it. A header that is read is written again as
 * the same bytes; what comes out is never more than the header says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-digest.h"
#include "tally-store-pack-stream.h"

/* Keys that cost more than this are for tests that have the time. */
#define MAX_KEY_BYTES (64 * 1024)
/* A few bytes may stand for gigabytes of zeroes. */
#define MAX_DATABASE_BYTES (4 * 1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Mutations would all end at the header's sum: it is put right. */
static gsize
mend_header (guint8 *data,
             gsize   size)
{
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  gsize header_size = 0;

  if (size < TALLY_STORE_PACK_PREFIX_BYTES
      || !tally_store_pack_header_get_size (data, &header_size, NULL) || header_size > size)
    return 0;
  tally_digest_update (digest, data, header_size - TALLY_DIGEST_BYTES);
  tally_digest_finish_bytes (digest, data + header_size - TALLY_DIGEST_BYTES);
  return header_size;
}

static gboolean
try_header (const guint8 *data,
            gsize         size)
{
  g_autoptr (GBytes) header = g_bytes_new_static (data, size);
  g_autoptr (GBytes) again = NULL;
  TallyStorePackInfo info;
  TallyStoreCipherKey key;

  if (!tally_store_pack_header_read (header, &info, &key, NULL))
    return FALSE;
  again = tally_store_pack_header_write (&info, info.is_sealed ? &key : NULL);
  g_assert_true (g_bytes_equal (header, again));
  return info.database_bytes <= MAX_DATABASE_BYTES
         && (!info.is_sealed || (key.memory_bytes <= MAX_KEY_BYTES && key.n_passes <= 2));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  gsize header_size = mend_header (copy, size);
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (copy, (gssize) size, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  TallyStorePackStreams streams = { .in = in, .out = out };
  TallyStorePackInfo info = { 0 };

  if (header_size > 0 && !try_header (copy, header_size))
    return 0;
  for (guint i = 0; i < 2; i++)
    {
      streams.passphrase = i == 1 ? "x" : NULL;
      g_assert_true (g_seekable_seek (G_SEEKABLE (in), 0, G_SEEK_SET, NULL, NULL)
                     && g_seekable_truncate (G_SEEKABLE (out), 0, NULL, NULL)
                     && g_seekable_seek (G_SEEKABLE (out), 0, G_SEEK_SET, NULL, NULL));
      if (!tally_store_pack_read_stream (&streams, &info, NULL))
        continue;
      g_assert_cmpuint (info.pack_bytes, ==, size);
      g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), ==,
                        info.database_bytes);
      return 0;
    }
  return 0;
}
