/* tally-store-audit-state.h
 *
 * What an audit reads of the store, in a few numbers: as long as they stand, it would read the same again. Thread of
 * the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-hash.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_audit_state_add:
 * @store: a store
 * @hash: (inout): what it is added to
 * @error: return location, or %NULL
 *
 * Adds the versions of all sheets, the newest changes of lines, what people decided and excepted, and publications.
 * What runs themselves decide about findings is not in it. Costs some ms at 200,000 lines.
 *
 * Returns: %TRUE if it is added
 */
gboolean tally_store_audit_state_add (TallyStore  *store,
                                      TallyHash   *hash,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_audit_state_add_histories:
 * @store: a store
 * @hash: (inout): what it is added to
 * @error: return location, or %NULL
 *
 * Adds which histories of cells there are: an audit adds to these itself.
 *
 * Returns: %TRUE if it is added
 */
gboolean tally_store_audit_state_add_histories (TallyStore  *store,
                                                TallyHash   *hash,
                                                GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
