/* tally-store-maps.h
 *
 * The column map with which each sheet's lines were read, so that a column that moves or vanishes
 * is noticed. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_maps_put:
 * @store: a store opened for writing
 * @map: a map
 * @error: return location, or %NULL
 *
 * Records the map of its sheet, with notes, in place of the one before.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean        tally_store_maps_put  (TallyStore            *store,
                                       const TallyColumnMap  *map,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_maps_find:
 * @store: a store
 * @sheet_id: the sheet
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): its map; %NULL without an error if there is none
 */
TallyColumnMap *tally_store_maps_find (TallyStore            *store,
                                       gint64                 sheet_id,
                                       GError               **error);

G_END_DECLS
