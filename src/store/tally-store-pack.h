/* tally-store-pack.h
 *
 * The whole store as one file that is carried between machines, kept as a backup, and put in place
 * again: consistent while others read and write, compressed, with sums, sealed if there is a
 * passphrase. Engine and jobs call it. Blocking; thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-pack-header.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStorePackFile:
 * @path: the pack
 * @passphrase: (nullable): seals or opens it; %NULL = not sealed
 * @keys: (nullable): keys of @passphrase that were made before; %NULL = each call makes its own
 * @cancellable: (nullable): stops between blocks
 *
 * A pack on disk.
 */
typedef struct {
  const char     *path;
  const char     *passphrase;
  TallyStoreKeys *keys;
  GCancellable   *cancellable;
} TallyStorePackFile;

/**
 * tally_store_pack_write:
 * @store: a store outside of a transaction; a copy of it is made beside it meanwhile
 * @file: where to; a file that is there is replaced at last, in one step
 * @out_info: (out caller-allocates): what was packed; untouched on failure
 * @error: return location, or %NULL
 *
 * Packs the store as it is now, without its lease.
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY, %TALLY_STORE_ERROR_FULL, G_IO_ERROR_CANCELLED; a file that
 * was there is as it was.
 *
 * Returns: %TRUE if the pack stands, on the disk
 */
gboolean tally_store_pack_write   (TallyStore                *store,
                                   const TallyStorePackFile  *file,
                                   TallyStorePackInfo        *out_info,
                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_read_info:
 * @file: a pack; its passphrase is not needed
 * @out_info: (out caller-allocates): what its header tells; untouched on failure
 * @error: return location, or %NULL
 *
 * Looks at a pack without opening it. What a sealed one tells is only sure once it was opened.
 *
 * Errors: %TALLY_STORE_ERROR_MISSING - there is none; those of tally_store_pack_read_stream().
 *
 * Returns: %TRUE if it is one
 */
gboolean tally_store_pack_read_info (const TallyStorePackFile  *file,
                                     TallyStorePackInfo        *out_info,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_extract:
 * @file: a pack
 * @path: where the database is to stand; there is none yet
 * @out_info: (out caller-allocates): what was packed; untouched on failure
 * @error: return location, or %NULL
 *
 * Unpacks the database and proves it: sums, schema, structure, references, and the trail up to the
 * head that was noted. It has no lease. On failure nothing stands at @path.
 *
 * Errors: as tally_store_pack_read_info(); %TALLY_STORE_ERROR_CORRUPT - one of the proofs failed;
 * %TALLY_STORE_ERROR_NEWER - of a newer schema; %TALLY_STORE_ERROR_FULL.
 *
 * Returns: %TRUE if the database stands at @path
 */
gboolean tally_store_pack_extract (const TallyStorePackFile  *file,
                                   const char                *path,
                                   TallyStorePackInfo        *out_info,
                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
