/* tally-store-adoptions.h
 *
 * What hangs on the target and the store did not know: taken down as published before, without
 * attaching anything. For a store that was lost or is older than the target. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-publications.h"

G_BEGIN_DECLS

/**
 * tally_store_adoptions_begin:
 * @store: a store that holds the lease
 * @error: return location, or %NULL
 *
 * Begins the one durable transaction of all adoptions of a run.
 *
 * Returns: %TRUE if it is begun: then tally_store_adoptions_end() must follow
 */
gboolean tally_store_adoptions_begin (TallyStore                   *store,
                                      GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_adoptions_add:
 * @store: a store within tally_store_adoptions_begin()
 * @publication: what hangs there; its number, state and @published_utc_usec are not looked at,
 *   @sha256 may be "" while nobody has read the bytes
 * @group: (nullable): its lines, if they are known; else @publication says how many there are,
 *   their sum and their sheets
 * @error: return location, or %NULL
 *
 * Makes it the current publication of its identity on the target, as if it had been recorded when
 * it was attached; the journal and the trail say that it was adopted.
 *
 * Returns: %TRUE if it is taken down
 */
gboolean tally_store_adoptions_add   (TallyStore                   *store,
                                      const TallyStorePublication  *publication,
                                      const TallyGroup             *group,
                                      GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_adoptions_end:
 * @store: a store within tally_store_adoptions_begin()
 * @success: whether to keep what was added
 * @error: return location, or %NULL; not set when @success is %FALSE
 *
 * Ends the transaction; the head (tally-store-head.h) counts it as one change.
 *
 * Returns: %TRUE if all is durable
 */
gboolean tally_store_adoptions_end   (TallyStore                   *store,
                                      gboolean                      success,
                                      GError                      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
