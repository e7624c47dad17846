/* tally-store-histories.h
 *
 * Histories of cells that were asked for, so that none is asked for twice: who wrote which value
 * when, or why it could not be had. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cell-history.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_histories_put:
 * @store: a store opened for writing
 * @history: a sorted history
 * @error: return location, or %NULL
 *
 * Keeps it in place of the one before. One that could not be had keeps the values that were had before:
 * what was written stays written.
 *
 * Returns: %TRUE if it is kept
 */
gboolean          tally_store_histories_put         (TallyStore              *store,
                                                     const TallyCellHistory  *history,
                                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_histories_find:
 * @store: a store
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @field: what the cell is
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the history of that cell; %NULL without an error if none is kept
 */
TallyCellHistory *tally_store_histories_find        (TallyStore              *store,
                                                     gint64                   sheet_id,
                                                     gint64                   row_id,
                                                     TallyField               field,
                                                     GError                 **error);

/**
 * tally_store_histories_list_of_row:
 * @store: a store
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyCellHistory) (nullable): what is kept of its cells, by id of
 *   the field
 */
GPtrArray        *tally_store_histories_list_of_row (TallyStore              *store,
                                                     gint64                   sheet_id,
                                                     gint64                   row_id,
                                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_histories_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyCellHistory) (nullable): all that are kept, by sheet, row and
 *   id of the field
 */
GPtrArray        *tally_store_histories_list        (TallyStore              *store,
                                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_histories_prune:
 * @store: a store opened for writing
 * @before_utc_usec: a time, µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Forgets what was asked for before that time.
 *
 * Returns: %TRUE if it is forgotten
 */
gboolean          tally_store_histories_prune       (TallyStore              *store,
                                                     gint64                   before_utc_usec,
                                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
