/* tally-app-book-detail.h
 *
 * One workbook: where it stands and what to do about it, its file, its row, its versions and what differs between them.
 * Asks the desk of the page that it is on. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-book-item.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_BOOK_DETAIL (tally_app_book_detail_get_type ())

/**
 * TallyAppBookDetail:
 *
 * Actions of its own: "book.open", "book.show-folder" (int64) with the number of a version, 0 = the newest file;
 * "book.show-row"; "book.show-findings". Its rows have the page's "workbooks.restore" (int64), "workbooks.release" and
 * "workbooks.retry" (string) with a reason.
 */
G_DECLARE_FINAL_TYPE (TallyAppBookDetail, tally_app_book_detail, TALLY, APP_BOOK_DETAIL, AdwBin)

/**
 * tally_app_book_detail_show:
 * @self: a detail on a page
 * @item: (nullable): the workbook; %NULL = none
 *
 * Shows a workbook, as it is now.
 */
void              tally_app_book_detail_show     (TallyAppBookDetail *self,
                                                  TallyAppBookItem   *item);

/**
 * tally_app_book_detail_get_item:
 * @self: a detail
 *
 * Returns: (transfer none) (nullable): the workbook that it shows
 */
TallyAppBookItem *tally_app_book_detail_get_item (TallyAppBookDetail *self);

/**
 * tally_app_book_detail_find_current:
 * @self: a detail
 *
 * Returns: number of the version that hangs on the row, 0 = none of ours does
 */
gint64            tally_app_book_detail_find_current (TallyAppBookDetail *self);

G_END_DECLS
