/* tally-store-binding.h
 *
 * What a data directory belongs to: one account, region and target, from its first pass on. Engine and
 * jobs ask before they work with it. Blocking; thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreBinding:
 * @account_id: the account's id, 0 = not known
 * @region: the region's or host's name, "" = not known
 * @target_sheet: id of the target sheet, 0 = none yet
 *
 * What a data directory belongs to.
 */
typedef struct {
  gint64      account_id;
  const char *region;
  gint64      target_sheet;
} TallyStoreBinding;

/**
 * tally_store_bind:
 * @self: a store opened for writing
 * @binding: what this installation works with
 * @error: return location, or %NULL
 *
 * Binds the data directory at the first call, and checks it at each later one. What was not known
 * then (0, "") is filled in; what is not known now is not compared. A store that holds nothing of an
 * account yet, as after starts that failed, is bound anew.
 *
 * Errors: %TALLY_STORE_ERROR_OTHER_BINDING - it belongs to another account, region or target: use
 * another data directory.
 *
 * Returns: %TRUE if it is bound to @binding
 */
gboolean tally_store_bind          (TallyStore               *self,
                                    const TallyStoreBinding  *binding,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_check_binding:
 * @self: a store; also one that is open for reading only
 * @binding: what this installation works with
 * @out_is_bound: (out): whether it is bound at all; untouched on failure
 * @error: return location, or %NULL
 *
 * Says what tally_store_bind() would, and binds nothing.
 *
 * Errors: as tally_store_bind().
 *
 * Returns: %TRUE unless it belongs to something else
 */
gboolean tally_store_check_binding (TallyStore               *self,
                                    const TallyStoreBinding  *binding,
                                    gboolean                 *out_is_bound,
                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
