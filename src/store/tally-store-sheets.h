/* tally-store-sheets.h
 *
 * Heads of the source sheets: which version the stored lines are of, and whether the sheet could
 * be read. A sheet that is lost keeps its lines. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreSheetState:
 * @TALLY_STORE_SHEET_OK: its lines are those of @version
 * @TALLY_STORE_SHEET_LOST: could not be read the last time; its lines are older
 * @TALLY_STORE_SHEET_NOT_A_SOURCE: it was read and holds no billing lines
 * @TALLY_STORE_SHEET_RELEASED: it was taken out of the configuration
 */
typedef enum {
  TALLY_STORE_SHEET_OK,
  TALLY_STORE_SHEET_LOST,
  TALLY_STORE_SHEET_NOT_A_SOURCE,
  TALLY_STORE_SHEET_RELEASED,
} TallyStoreSheetState;

/**
 * TallyStoreSheet:
 * @sheet_id: id
 * @state: how it stands
 * @version: version of the stored lines, -1 = not known
 * @n_rows: rows that the sheet has, -1 = not known
 * @modified_utc_usec: when it was last written, µs since 1970 UTC, 0 = not known
 * @read_utc_usec: when the stored lines were read, 0 = never
 * @name: (owned): as the peer wrote it
 * @origin: (owned): what named it, "sheet", "folder:ID", "workspace:ID", "" = not told
 * @map_key: (owned): says with which column map and parser the lines were read, "" = not told
 * @last_error: (owned): why it was lost, "" = it was not
 * @swept_utc_usec: when its rows were last read whole, µs since 1970 UTC, 0 = never, or not to be
 *   relied on
 * @placed_utc_usec: when the ids of all its rows were last read, µs since 1970 UTC, 0 = never
 * @columns_key: (owned): says which columns it had then, "" = not told
 * @link: (owned): its address for people, "" = not told; one that was told before is kept then
 */
typedef struct {
  gint64                sheet_id;
  TallyStoreSheetState  state;
  gint64                version;
  gint64                n_rows;
  gint64                modified_utc_usec;
  gint64                read_utc_usec;
  char                 *name;
  char                 *origin;
  char                 *map_key;
  char                 *last_error;
  gint64                swept_utc_usec;
  gint64                placed_utc_usec;
  char                 *columns_key;
  char                 *link;
} TallyStoreSheet;

/**
 * tally_store_sheet_new:
 * @sheet_id: id
 *
 * Returns: (transfer full): a head of which nothing else is known
 */
TallyStoreSheet *tally_store_sheet_new   (gint64                  sheet_id);

/**
 * tally_store_sheet_free:
 * @self: (nullable): a head
 *
 * Frees it.
 */
void             tally_store_sheet_free  (TallyStoreSheet        *self);

/**
 * tally_store_sheets_put:
 * @store: a store opened for writing
 * @sheet: a head
 * @error: return location, or %NULL
 *
 * Records a head in place of the one before.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean         tally_store_sheets_put  (TallyStore             *store,
                                          const TallyStoreSheet  *sheet,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sheets_find:
 * @store: a store
 * @sheet_id: id
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the head; %NULL without an error if there is none
 */
TallyStoreSheet *tally_store_sheets_find (TallyStore             *store,
                                          gint64                  sheet_id,
                                          GError                **error);

/**
 * tally_store_sheets_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreSheet) (nullable): all heads, by id
 */
GPtrArray       *tally_store_sheets_list (TallyStore             *store,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sheets_mark:
 * @store: a store opened for writing
 * @sheet_id: id
 * @state: how it stands now
 * @reason: (nullable): why, for %TALLY_STORE_SHEET_LOST
 * @error: return location, or %NULL
 *
 * Changes the state alone; a sheet that is not known yet is recorded with it.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean         tally_store_sheets_mark (TallyStore             *store,
                                          gint64                  sheet_id,
                                          TallyStoreSheetState    state,
                                          const char             *reason,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_sheets_doubt:
 * @store: a store opened for writing
 * @error: return location, or %NULL
 *
 * From now on no sheet counts as read whole: the next run reads all rows of each.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean         tally_store_sheets_doubt (TallyStore            *store,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreSheet, tally_store_sheet_free)

G_END_DECLS
