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

#include "tally-store-cipher.h"
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
 * TallyStorePackTake:
 * @data: (array length=size): the next bytes of what was packed
 * @size: their number
 * @take_data: data of the callback
 * @error: return location, or %NULL
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*TallyStorePackTake) (const guint8  *data,
                                        gsize          size,
                                        gpointer       take_data,
                                        GError       **error);

/**
 * TallyStorePackStreams:
 * @in: where bytes come from
 * @out: (nullable): where they go; %NULL when reading = nowhere, only the sums are checked
 * @passphrase: (nullable): seals or opens it; %NULL = not sealed
 * @keys: (nullable): keys of @passphrase that were made before
 * @cancellable: (nullable): stops between blocks
 * @take: (nullable): when reading, gets what goes to @out too
 * @take_data: data for @take
 */
typedef struct {
  GInputStream       *in;
  GOutputStream      *out;
  const char         *passphrase;
  TallyStoreKeys     *keys;
  GCancellable       *cancellable;
  TallyStorePackTake  take;
  gpointer            take_data;
} TallyStorePackStreams;

typedef struct _TallyStorePackWriter TallyStorePackWriter;

/**
 * tally_store_pack_writer_new:
 * @streams: where the pack goes; its @in is not looked at. What it points to must outlive the writer
 * @info: (inout): what is known of what will be in it; gets format and whether it is sealed
 * @error: return location, or %NULL
 *
 * Begins a pack that is written piece by piece.
 *
 * Errors: those of the stream; %TALLY_STORE_ERROR_FAILED - the key can't be made.
 *
 * Returns: (transfer full) (nullable): a writer
 */
TallyStorePackWriter *tally_store_pack_writer_new (const TallyStorePackStreams  *streams,
                                                   TallyStorePackInfo           *info,
                                                   GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_writer_free:
 * @self: (nullable): a writer
 *
 * Frees it; a pack that was not finished stays without an end.
 */
void     tally_store_pack_writer_free   (TallyStorePackWriter         *self);

/**
 * tally_store_pack_writer_append:
 * @self: a writer
 * @data: (array length=size): what is to be packed
 * @size: its bytes
 * @error: return location, or %NULL
 *
 * Takes the next bytes; when they reach the stream is the writer's matter.
 *
 * Errors: those of the stream; %TALLY_STORE_ERROR_FAILED - they can't be compressed. The pack is of
 * no use beyond the last tally_store_pack_writer_flush() then.
 *
 * Returns: %TRUE if they are taken
 */
gboolean tally_store_pack_writer_append (TallyStorePackWriter         *self,
                                         const guint8                 *data,
                                         gsize                         size,
                                         GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_writer_flush:
 * @self: a writer
 * @error: return location, or %NULL
 *
 * Hands all that was appended to the stream: a reader gets it before it finds that the end is
 * missing.
 *
 * Errors: as tally_store_pack_writer_append().
 *
 * Returns: %TRUE if it is in the stream
 */
gboolean tally_store_pack_writer_flush  (TallyStorePackWriter         *self,
                                         GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_writer_finish:
 * @self: a writer; takes nothing more afterwards
 * @info: (inout): gets sums and sizes
 * @error: return location, or %NULL
 *
 * Writes the end.
 *
 * Errors: as tally_store_pack_writer_append(); %TALLY_STORE_ERROR_FAILED - what was appended is not
 * of the size that was told at the beginning.
 *
 * Returns: %TRUE if the pack is whole
 */
gboolean tally_store_pack_writer_finish (TallyStorePackWriter         *self,
                                         TallyStorePackInfo           *info,
                                         GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStorePackWriter, tally_store_pack_writer_free)

G_END_DECLS
