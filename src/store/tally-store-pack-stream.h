/* tally-store-pack-stream.h
 *
 * A database as a pack and back, from stream to stream in blocks: the memory does not grow with
 * the database. After the header (tally-store-pack-header.h) stand frames: a letter, the length in
 * four bytes, the bytes; 'D' is compressed database, 'E' the end: its size and SHA-256. Then the
 * SHA-256 of the whole file before. In a sealed pack each frame's bytes are sealed, the first one
 * with the header as its witness. Blocking; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-pack-header.h"

G_BEGIN_DECLS

/* Open bytes of a frame at most. */
#define TALLY_STORE_PACK_FRAME_BYTES (64 * 1024)
#define TALLY_STORE_PACK_FRAME_HEAD_BYTES 5
#define TALLY_STORE_PACK_DATA 'D'
#define TALLY_STORE_PACK_END 'E'
/* Size of the database and its SHA-256. */
#define TALLY_STORE_PACK_END_BYTES 40

/**
 * TallyStorePackStreams:
 * @in: where bytes come from
 * @out: (nullable): where they go; %NULL when reading = nowhere, only the sums are checked
 * @passphrase: (nullable): seals or opens it; %NULL = not sealed
 * @cancellable: (nullable): stops between blocks
 */
typedef struct {
  GInputStream  *in;
  GOutputStream *out;
  const char    *passphrase;
  GCancellable  *cancellable;
} TallyStorePackStreams;

/**
 * tally_store_pack_write_stream:
 * @streams: a database in, a pack out
 * @info: (inout): what is known of the database; gets format, sums and sizes
 * @error: return location, or %NULL
 *
 * Packs.
 *
 * Errors: those of the streams, G_IO_ERROR_CANCELLED among them; %TALLY_STORE_ERROR_FAILED - the
 * database is not @info's size, or the key can't be made.
 *
 * Returns: %TRUE if the pack is whole
 */
gboolean tally_store_pack_write_stream (const TallyStorePackStreams  *streams,
                                        TallyStorePackInfo           *info,
                                        GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_read_header:
 * @in: a pack, at its beginning
 * @cancellable: (nullable): stops it
 * @out_info: (out caller-allocates): what it tells of itself; untouched on failure
 * @error: return location, or %NULL
 *
 * Reads no more than the header.
 *
 * Errors: as tally_store_pack_read_stream().
 *
 * Returns: %TRUE if there is one that this program knows
 */
gboolean tally_store_pack_read_header  (GInputStream                 *in,
                                        GCancellable                 *cancellable,
                                        TallyStorePackInfo           *out_info,
                                        GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_read_stream:
 * @streams: a pack in, a database out
 * @out_info: (out caller-allocates): what it tells of itself; untouched on failure
 * @error: return location, or %NULL
 *
 * Unpacks. What was written to the output is worth nothing unless this succeeds.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - no pack; %TALLY_STORE_ERROR_CORRUPT - damaged, cut short, or
 * sealed with another passphrase, which can't be told apart; %TALLY_STORE_ERROR_NEWER - install
 * the version named; %TALLY_STORE_ERROR_PASSPHRASE - it is sealed and there is no passphrase, or
 * not and there is one; those of the streams, G_IO_ERROR_CANCELLED among them.
 *
 * Returns: %TRUE if the pack is what was written
 */
gboolean tally_store_pack_read_stream  (const TallyStorePackStreams  *streams,
                                        TallyStorePackInfo           *out_info,
                                        GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
