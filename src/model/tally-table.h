/* tally-table.h
 *
 * A foreign sheet as a neutral table: columns, and rows that are handed out one at a time. The
 * Smartsheet client fills it, billing reads it, the store keeps its head. Values are what the
 * peer sent; nothing is interpreted here. Rows and cells are borrowed for the length of a call.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-types.h"

G_BEGIN_DECLS

/* Bytes of a sheet's address: with a row behind it, it fits into the 2,079 characters that a link of a
 * workbook may have (libxlsxwriter, worksheet_write_url ()). */
#define TALLY_SHEET_MAX_LINK_BYTES 2000

/**
 * TallyCellKind:
 * @TALLY_CELL_EMPTY: no value, or the row has no such cell
 * @TALLY_CELL_TEXT: text
 * @TALLY_CELL_NUMBER: a number; the text is its JSON lexeme
 * @TALLY_CELL_BOOLEAN: the text is "true" or "false"
 */
typedef enum {
  TALLY_CELL_EMPTY,
  TALLY_CELL_TEXT,
  TALLY_CELL_NUMBER,
  TALLY_CELL_BOOLEAN,
} TallyCellKind;

/**
 * TallyCell:
 * @kind: what the value is
 * @is_display: the value was null, the text is the displayValue
 * @is_stale: the cell is linked from another sheet and the link's status is not OK
 * @length: bytes of @text
 * @text: NUL-terminated UTF-8, "" when empty; a NUL inside was replaced by U+FFFD
 */
struct _TallyCell {
  TallyCellKind kind;
  guint         is_display : 1;
  guint         is_stale : 1;
  guint32       length;
  const char   *text;
};

/**
 * TallyRow:
 * @row_id: id in its sheet
 * @row_number: 1-based position in its sheet
 * @created_utc_usec: µs since 1970 UTC, 0 if not told
 * @modified_utc_usec: µs since 1970 UTC, 0 if not told
 * @modified_by: (nullable): e-mail address of the last writer, when it was asked for
 * @n_cells: how many columns were asked for
 * @cells: (array length=n_cells): one for each column asked for, in the order asked
 */
struct _TallyRow {
  gint64           row_id;
  gint64           row_number;
  gint64           created_utc_usec;
  gint64           modified_utc_usec;
  const char      *modified_by;
  guint            n_cells;
  const TallyCell *cells;
};

/**
 * TallyColumnType:
 * @TALLY_COLUMN_OTHER: a type that bears on nothing here
 * @TALLY_COLUMN_TEXT_NUMBER: text or number
 * @TALLY_COLUMN_DATE: DATE
 * @TALLY_COLUMN_DATETIME: DATETIME or ABSTRACT_DATETIME
 * @TALLY_COLUMN_CHECKBOX: CHECKBOX
 * @TALLY_COLUMN_PICKLIST: PICKLIST or MULTI_PICKLIST
 * @TALLY_COLUMN_CONTACT: CONTACT_LIST or MULTI_CONTACT_LIST
 */
typedef enum {
  TALLY_COLUMN_OTHER,
  TALLY_COLUMN_TEXT_NUMBER,
  TALLY_COLUMN_DATE,
  TALLY_COLUMN_DATETIME,
  TALLY_COLUMN_CHECKBOX,
  TALLY_COLUMN_PICKLIST,
  TALLY_COLUMN_CONTACT,
} TallyColumnType;

/**
 * TallyColumn:
 * @column_id: id in its sheet
 * @index: 0-based position
 * @type: declared type; any column may hold any text all the same
 * @title: (owned): as the peer wrote it
 */
struct _TallyColumn {
  gint64          column_id;
  guint           index;
  TallyColumnType type;
  char           *title;
};

/**
 * TallySheet:
 * @sheet_id: id
 * @version: rises with every change of the sheet; -1 if not told
 * @n_rows: total number of rows, -1 if not told
 * @modified_utc_usec: µs since 1970 UTC, 0 if not told
 * @name: (owned): as the peer wrote it
 * @link: (owned): its address for people, "" if not told
 * @columns: (owned) (element-type TallyColumn): in sheet order
 */
struct _TallySheet {
  gint64     sheet_id;
  gint64     version;
  gint64     n_rows;
  gint64     modified_utc_usec;
  char      *name;
  char      *link;
  GPtrArray *columns;
};

/**
 * TallyRowFunc:
 * @row: (transfer none): the next row, valid during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes rows, in the order in which the peer sends them.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyRowFunc) (const TallyRow *row, gpointer data, GError **error);

/**
 * tally_column_new:
 * @column_id: id in its sheet
 * @index: 0-based position
 * @type: declared type
 * @title: as the peer wrote it
 *
 * Returns: (transfer full): a column
 */
TallyColumn *tally_column_new  (gint64           column_id,
                                guint            index,
                                TallyColumnType  type,
                                const char      *title);

/**
 * tally_column_free:
 * @self: (nullable): a column
 *
 * Frees it.
 */
void         tally_column_free (TallyColumn     *self);

/**
 * tally_sheet_new:
 * @sheet_id: id
 * @name: as the peer wrote it
 *
 * Returns: (transfer full): a sheet of unknown version without columns
 */
TallySheet  *tally_sheet_new   (gint64           sheet_id,
                                const char      *name);

/**
 * tally_sheet_set_link:
 * @self: a sheet
 * @bytes: its address, as the peer wrote it
 * @length: bytes of it
 *
 * Sets the address; "" if it is longer than may be, is not one of https, or leads to a place within a page.
 */
void         tally_sheet_set_link (TallySheet   *self,
                                   const char   *bytes,
                                   gsize         length);

/**
 * tally_sheet_link_dup_row:
 * @link: (nullable): address of a sheet, as tally_sheet_set_link() takes it
 * @row_id: id of a row of it
 *
 * Returns: (transfer full): the address under which a person sees the row, "" if the sheet's is not known
 */
char        *tally_sheet_link_dup_row (const char *link,
                                       gint64      row_id);

/**
 * tally_sheet_free:
 * @self: (nullable): a sheet
 *
 * Frees it and its columns.
 */
void         tally_sheet_free  (TallySheet      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyColumn, tally_column_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySheet, tally_sheet_free)

G_END_DECLS
