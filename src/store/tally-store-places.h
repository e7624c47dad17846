/* tally-store-places.h
 *
 * Which row of a sheet stands where: its lines and its blank rows, which together are all rows that
 * it had when it was last read. What a reading of the changes alone has to know, and where it says
 * what became of rows that it did not bring. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStorePlace:
 * @row_id: id of the row
 * @row_number: 1-based position in its sheet
 * @modified_utc_usec: when the row was last written, µs since 1970 UTC, 0 if not told
 * @is_blank: it has no value in any mapped column, and so no line
 *
 * Where a row stands.
 */
typedef struct {
  gint64   row_id;
  gint64   row_number;
  gint64   modified_utc_usec;
  gboolean is_blank;
} TallyStorePlace;

/**
 * tally_store_places_list:
 * @store: a store
 * @sheet_id: a sheet
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStorePlace) (nullable): its rows, ascending by row id
 */
GArray  *tally_store_places_list      (TallyStore             *store,
                                       gint64                  sheet_id,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_places_put_blank:
 * @store: a store with an open sheet
 * @place: a blank row of it
 * @error: return location, or %NULL
 *
 * Records a blank row; the line that it was, if it was one, is gone.
 *
 * Returns: %TRUE if it is recorded; after %FALSE call tally_store_lines_abort_sheet()
 */
gboolean tally_store_places_put_blank (TallyStore             *store,
                                       const TallyStorePlace  *place,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_places_drop:
 * @store: a store with an open sheet, begun by tally_store_lines_begin_part()
 * @row_id: a row that is no longer in it
 * @error: return location, or %NULL
 *
 * Takes away a line, remembering it as gone, or a blank row; nothing if it is neither.
 *
 * Returns: %TRUE if it is done; after %FALSE call tally_store_lines_abort_sheet()
 */
gboolean tally_store_places_drop      (TallyStore             *store,
                                       gint64                  row_id,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_places_renumber:
 * @store: a store with an open sheet, begun by tally_store_lines_begin_part()
 * @place: a row that stands elsewhere now, with its new number; else as it was listed
 * @error: return location, or %NULL
 *
 * Moves a row that did not change itself: no change is noted.
 *
 * Returns: %TRUE if it is done; after %FALSE call tally_store_lines_abort_sheet()
 */
gboolean tally_store_places_renumber  (TallyStore             *store,
                                       const TallyStorePlace  *place,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
