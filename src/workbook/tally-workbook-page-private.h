/* tally-workbook-page-private.h
 *
 * Sheets that are lists: a head, rows of typed values, a table with filters, print set-up. Of the area
 * alone; one workbook, one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <xlsxwriter.h>

#include "tally-money.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Rows of a list: what a sheet holds, with room for head and totals. */
#define TALLY_WORKBOOK_PAGE_MAX_ROWS 1048000

/**
 * TallyWorkbookColumn:
 * @title: its title, unique on the sheet
 * @width: in characters
 */
typedef struct {
  const char *title;
  double      width;
} TallyWorkbookColumn;

/**
 * TallyWorkbookPages:
 * @book: (borrowed): the workbook
 * @scratch: (owned): for texts
 * @title: (borrowed): format of a page's title; so are the next seven, of a table's head, amounts, shares,
 *   counts, short and long texts and what stands out
 * @sheet: (borrowed): the page at work
 * @row: the row at work
 * @column: the next column
 * @columns: (borrowed) (nullable): of the list at work
 * @n_lines: lines that the row at work takes, as far as long texts say
 * @error: the first error
 *
 * A workbook in the making.
 */
typedef struct {
  lxw_workbook  *book;
  GString       *scratch;
  lxw_format    *title;
  lxw_format    *head;
  lxw_format    *money;
  lxw_format    *share;
  lxw_format    *count;
  lxw_format    *plain;
  lxw_format    *wrapped;
  lxw_format    *strong;
  lxw_worksheet *sheet;
  lxw_row_t      row;
  lxw_col_t      column;
  const TallyWorkbookColumn *columns;
  guint          n_lines;
  lxw_error      error;
} TallyWorkbookPages;

/**
 * tally_workbook_pages_init:
 * @self: (out caller-allocates): what to fill
 * @book: the workbook
 */
void  tally_workbook_pages_init       (TallyWorkbookPages         *self,
                                       lxw_workbook               *book);

/**
 * tally_workbook_pages_clear:
 * @self: pages to free
 */
void  tally_workbook_pages_clear      (TallyWorkbookPages         *self);

/**
 * tally_workbook_pages_begin:
 * @self: pages
 * @name: name of the new sheet, short
 * @columns: (array length=n_columns): its columns
 * @n_columns: their number
 *
 * Begins a list: the next value is that of the first column in the first row.
 */
void  tally_workbook_pages_begin      (TallyWorkbookPages         *self,
                                       const char                 *name,
                                       const TallyWorkbookColumn  *columns,
                                       guint                       n_columns);

/**
 * tally_workbook_pages_end_row:
 * @self: pages in a list, to go to the next row
 */
void  tally_workbook_pages_end_row    (TallyWorkbookPages         *self);

/**
 * tally_workbook_pages_end:
 * @self: pages in a list
 * @table: name of the table in the workbook, unique
 * @columns: (array length=n_columns): as at the beginning
 * @n_columns: their number
 *
 * Ends a list: makes it a table with filters; an empty one gets one empty row.
 */
void  tally_workbook_pages_end        (TallyWorkbookPages         *self,
                                       const char                 *table,
                                       const TallyWorkbookColumn  *columns,
                                       guint                       n_columns);

/**
 * tally_workbook_pages_put_text:
 * @self: pages
 * @text: foreign text; "" leaves the cell empty
 *
 * Puts a text; all of these go to the next column.
 */
void  tally_workbook_pages_put_text   (TallyWorkbookPages         *self,
                                       const char                 *text);

/**
 * tally_workbook_pages_put_long_text:
 * @self: pages
 * @text: foreign text that may take several lines
 */
void  tally_workbook_pages_put_long_text (TallyWorkbookPages      *self,
                                       const char                 *text);

/**
 * tally_workbook_pages_put_count:
 * @self: pages
 * @count: a count, exact up to 2^53
 */
void  tally_workbook_pages_put_count  (TallyWorkbookPages         *self,
                                       gint64                      count);

/**
 * tally_workbook_pages_put_money:
 * @self: pages
 * @cents: an amount
 */
void  tally_workbook_pages_put_money  (TallyWorkbookPages         *self,
                                       TallyMoney                  cents);

/**
 * tally_workbook_pages_put_share:
 * @self: pages
 * @ratio: a share, 0 … 1
 */
void  tally_workbook_pages_put_share  (TallyWorkbookPages         *self,
                                       double                      ratio);

/**
 * tally_workbook_pages_put_day:
 * @self: pages
 * @day: a day, none leaves the cell empty
 */
void  tally_workbook_pages_put_day    (TallyWorkbookPages         *self,
                                       TallyDay                    day);

/**
 * tally_workbook_pages_put_id:
 * @self: pages
 * @id: an id as text, since a number of 16 digits loses some in a cell; 0 leaves the cell empty
 */
void  tally_workbook_pages_put_id     (TallyWorkbookPages         *self,
                                       gint64                      id);

/**
 * tally_workbook_pages_put_time:
 * @self: pages
 * @utc_usec: a time, µs since 1970 UTC, as ISO text; 0 leaves the cell empty
 */
void  tally_workbook_pages_put_time   (TallyWorkbookPages         *self,
                                       gint64                      utc_usec);

/**
 * tally_workbook_pages_put_link:
 * @self: pages
 * @url: an https address; of "", and of more than a sheet may have, @text alone is shown
 * @text: what to show
 */
void  tally_workbook_pages_put_link   (TallyWorkbookPages         *self,
                                       const char                 *url,
                                       const char                 *text);

/**
 * tally_workbook_pages_note:
 * @self: pages
 * @error: of a call of the library
 *
 * Keeps the first error.
 */
void  tally_workbook_pages_note       (TallyWorkbookPages         *self,
                                       lxw_error                   error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyWorkbookPages, tally_workbook_pages_clear)

G_END_DECLS
