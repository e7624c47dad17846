/* tally-store-restore.h
 *
 * Puts a pack, or a plain copy of the database, in the place of a store, so that a kill at any
 * point leaves the one or the other, and nothing newer is lost unasked. Engine calls it. Blocking;
 * any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-pack.h"

G_BEGIN_DECLS

/**
 * TallyStoreRestoreOptions:
 * @path: the database that is to be there; whoever has it open sees the new one next
 * @file: what to put in its place: a pack, or the copy that an upgrade of the schema made
 * @force: whether to replace a newer, a damaged or another installation's store too; what was
 *   there is kept beside it then
 * @is_damaged: whether what is at @path is known to be damaged: it is set aside as it is, without a
 *   look into it; nobody may be at work on it
 * @clock: (nullable): where time comes from, %NULL = the machine's clock
 */
typedef struct {
  const char         *path;
  TallyStorePackFile  file;
  gboolean            force;
  gboolean            is_damaged;
  TallyClock         *clock;
} TallyStoreRestoreOptions;

/**
 * tally_store_restore:
 * @options: what to do
 * @out_info: (out caller-allocates): what stands there now; untouched on failure
 * @out_kept: (out) (transfer full) (nullable): where what was there is kept, %NULL if nothing was or
 *   nothing of it is lost; untouched on failure
 * @error: return location, or %NULL
 *
 * Proves @file, then puts it in place. The store has no lease then and is the same installation.
 *
 * Errors: those of tally_store_pack_extract(), and of tally_store_open() for what is there:
 * %TALLY_STORE_ERROR_BUSY - a run is at work on it; %TALLY_STORE_ERROR_OTHER_BINDING - it is newer
 * or of another installation, the message says which and what to do. All is as it was then.
 *
 * Returns: %TRUE if it is in place
 */
gboolean tally_store_restore (const TallyStoreRestoreOptions  *options,
                              TallyStorePackInfo              *out_info,
                              char                           **out_kept,
                              GError                         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
