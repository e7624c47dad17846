/* tally-app-book-row.h
 *
 * What the list of workbooks shows of one of its rows. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-book-item.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_BOOK_ROW (tally_app_book_row_get_type ())

/**
 * TallyAppBookRow:
 *
 * A widget that is used for one row after the other.
 */
G_DECLARE_FINAL_TYPE (TallyAppBookRow, tally_app_book_row, TALLY, APP_BOOK_ROW, AdwBin)

/**
 * tally_app_book_row_new_factory:
 *
 * Heads of weeks can be neither selected nor activated. (Said in code: a list item that is bound to itself in a .ui warns
 * when it goes, up to GTK 4.8.)
 *
 * Returns: (transfer full): what makes such widgets for a list of #TallyAppBookItem
 */
GtkListItemFactory *tally_app_book_row_new_factory (void);

G_END_DECLS
