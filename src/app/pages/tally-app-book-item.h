/* tally-app-book-item.h
 *
 * A row of the list of workbooks: a workbook, or the head of a billing week above its workbooks. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-engine-books.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_BOOK_ITEM (tally_app_book_item_get_type ())

/**
 * TallyAppBookItem:
 *
 * Properties, read-only: "title", "subtitle", "total", "state" (strings); "title-classes", "state-classes" (GStrv) style
 * classes of labels that show them; "is-week" and "is-book" (boolean) which of the two it is.
 */
G_DECLARE_FINAL_TYPE (TallyAppBookItem, tally_app_book_item, TALLY, APP_BOOK_ITEM, GObject)

/**
 * tally_app_book_item_new:
 * @books: (element-type TallyEngineBook): what an engine told; kept
 * @index: which of them
 *
 * Returns: (transfer full): a row for a workbook
 */
TallyAppBookItem      *tally_app_book_item_new      (GPtrArray        *books,
                                                     guint             index);

/**
 * tally_app_book_item_new_week:
 * @week_ending: last day of a billing week
 *
 * Returns: (transfer full): a head without workbooks
 */
TallyAppBookItem      *tally_app_book_item_new_week (TallyDay          week_ending);

/**
 * tally_app_book_item_count:
 * @self: a head that is not shown yet
 * @book: a workbook below it
 *
 * Counts a workbook.
 */
void                   tally_app_book_item_count    (TallyAppBookItem      *self,
                                                     const TallyEngineBook *book);

/**
 * tally_app_book_item_get_book:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its workbook; %NULL = it is a head
 */
const TallyEngineBook *tally_app_book_item_get_book (TallyAppBookItem *self);

G_END_DECLS
