/* tally-store-duplicates.h
 *
 * Rows that were handed in more than once. The plan asks before it bills them. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_duplicates_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Row ids are unique in the whole of Smartsheet: a row that several sheets hand in is one row. The
 * sheet of the lowest number has it. Reads an index of all lines.
 *
 * Returns: (transfer full) (nullable) (element-type TallyStoreRowKey): a set of the lines that are
 *   such a row once more, usually empty
 */
GHashTable *tally_store_duplicates_list (TallyStore       *store,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_duplicates_has:
 * @duplicates: (nullable): a set of tally_store_duplicates_list(), %NULL = empty
 * @line: a line
 *
 * Returns: whether @line is a row once more
 */
gboolean    tally_store_duplicates_has  (GHashTable       *duplicates,
                                         const TallyLine  *line);

G_END_DECLS
