/* tally-billing-columns.h
 *
 * Which column of a source sheet holds which billing field. The task that reads a sheet calls it
 * with the columns and the map of the last time, asks the peer for the mapped columns only, and
 * shows the notes to a person; then tally-billing-content.h looks at the cells. Pure functions, any
 * thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-column-map.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * tally_billing_map_columns:
 * @sheet: a sheet with its columns, rows are not looked at
 * @previous: (nullable): the map of the last time, to notice what moved
 * @error: return location, or %NULL
 *
 * Each field has a list of titles, compared after tally_text_normalise_title(). Of several columns
 * the first in sheet order is taken, as the predecessor did, and the others are noted; of two that
 * spell the same title the one that is equal to the letter. Confidence: 100 the usual title, less for each
 * further title of the list and for a title that had to be normalised. The week is the column
 * with its exact title whatever its type, else the first date column whose title has "date" and
 * "weekly", "reference", "logged" or "week ending" (60, noted); the snapshot likewise with "date"
 * and "snapshot". Noted as well: columns that vanished, were renamed or made anew since
 * @previous, fields without a column, columns of no use, titles that look like a typing mistake
 * (these are never mapped).
 *
 * Errors: %TALLY_BILLING_ERROR_NOT_A_SOURCE - no column holds the week; skip the sheet and show
 * the message.
 *
 * Returns: (transfer full): the map, or %NULL with @error set
 */
TallyColumnMap *tally_billing_map_columns (const TallySheet      *sheet,
                                           const TallyColumnMap  *previous,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Columns that are looked at beside the mapped ones; a sheet has some 40. */
#define TALLY_BILLING_MAX_RIVALS 24

/**
 * tally_billing_list_rivals:
 * @sheet: a sheet with its columns
 * @map: its map
 *
 * Lists the columns that @map takes for no field and that fit one by their title, or by type and
 * words; for a work request, price or check box without a column those of a fitting type as well.
 * tally_billing_weigh_content() decides between them.
 *
 * Returns: (transfer full) (element-type TallyBillingRival): by field, then in sheet order; at most
 *   %TALLY_BILLING_MAX_RIVALS
 */
GPtrArray      *tally_billing_list_rivals (const TallySheet      *sheet,
                                           const TallyColumnMap  *map);

G_END_DECLS
