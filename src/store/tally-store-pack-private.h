/* tally-store-pack-private.h
 *
 * What packing and restoring share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-pack.h"

G_BEGIN_DECLS

/**
 * tally_store_pack_prove:
 * @path: a database that nobody else has open
 * @clock: (nullable): where time comes from, %NULL = the machine's clock
 * @info: (inout): its schema; gets its head, trail and size if it is of this program's schema
 * @error: return location, or %NULL
 *
 * Proves structure and references and takes the lease away.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT, %TALLY_STORE_ERROR_NEWER.
 *
 * Returns: %TRUE if it is sound
 */
gboolean tally_store_pack_prove           (const char          *path,
                                           TallyClock          *clock,
                                           TallyStorePackInfo  *info,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pack_remove_database:
 * @path: a database that nobody has open, or none
 *
 * Removes it with the files beside it.
 */
void     tally_store_pack_remove_database (const char          *path);

G_END_DECLS
