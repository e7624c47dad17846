/* tally-workbook-grid.h
 *
 * The cells of one sheet of a workbook's bytes, whoever wrote it: bounded in entries, sizes, cells
 * and depth; no document type, no entities, no network. Called by the reader. One owner at a time.
 * Depends on GLib, libzip and libxml2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A workbook that is larger than any of these was not made for people. */
#define TALLY_WORKBOOK_MAX_FILE_BYTES (64 * 1024 * 1024)
#define TALLY_WORKBOOK_MAX_PART_BYTES (256 * 1024 * 1024)
#define TALLY_WORKBOOK_MAX_PARTS 512
#define TALLY_WORKBOOK_MAX_CELLS 10000000

typedef struct _TallyWorkbookBook TallyWorkbookBook;

/**
 * TallyWorkbookCell:
 * @row: from 1
 * @column: from 1
 * @is_text: whether @value is text; else a number's lexeme
 * @value: (borrowed): text, or lexeme, "" if there is none
 * @formula: (borrowed): "" if it is none
 *
 * A cell that holds something.
 */
typedef struct {
  guint32     row;
  guint32     column;
  gboolean    is_text;
  const char *value;
  const char *formula;
} TallyWorkbookCell;

/**
 * TallyWorkbookSheet:
 * @name: (owned): its name
 * @part: (owned): its part of the zip file
 * @is_visible: whether it is neither hidden nor very hidden
 * @is_very_hidden: whether no menu shows it
 * @cells: (owned) (element-type TallyWorkbookCell): by row, then column
 * @strings: (owned): holds the cells' texts
 *
 * A sheet.
 */
typedef struct {
  char         *name;
  char         *part;
  gboolean      is_visible;
  gboolean      is_very_hidden;
  GArray       *cells;
  GStringChunk *strings;
} TallyWorkbookSheet;

/**
 * tally_workbook_book_open:
 * @data: a file's bytes
 * @error: return location, or %NULL
 *
 * Reads the list of sheets and the shared texts.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID - no workbook, or damaged; %TALLY_WORKBOOK_ERROR_LIMIT -
 * above a bound. Leave such a file alone in both cases.
 *
 * Returns: (transfer full): the workbook, or %NULL
 */
TallyWorkbookBook  *tally_workbook_book_open      (GBytes             *data,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_book_free:
 * @self: (nullable): a workbook
 *
 * Frees it with its sheets.
 */
void                tally_workbook_book_free      (TallyWorkbookBook  *self);

/**
 * tally_workbook_book_get_n_sheets:
 * @self: a workbook
 *
 * Returns: the number of its sheets
 */
guint               tally_workbook_book_get_n_sheets (const TallyWorkbookBook *self);

/**
 * tally_workbook_book_load_sheet:
 * @self: a workbook
 * @index: 0 … number of sheets - 1
 * @error: return location, or %NULL
 *
 * Reads a sheet's cells, once.
 *
 * Errors: as tally_workbook_book_open().
 *
 * Returns: (transfer none): the sheet, or %NULL
 */
TallyWorkbookSheet *tally_workbook_book_load_sheet (TallyWorkbookBook  *self,
                                                    guint               index,
                                                    GError            **error);

/**
 * tally_workbook_sheet_find:
 * @self: a sheet
 * @row: from 1
 * @column: from 1
 *
 * Returns: (transfer none) (nullable): the cell, %NULL if it holds nothing
 */
const TallyWorkbookCell *tally_workbook_sheet_find (const TallyWorkbookSheet *self,
                                                    guint32                   row,
                                                    guint32                   column);

/**
 * tally_workbook_sheet_get_text:
 * @self: a sheet
 * @row: from 1
 * @column: from 1
 *
 * Returns: (transfer none): the cell's text or lexeme, "" if it holds nothing
 */
const char         *tally_workbook_sheet_get_text  (const TallyWorkbookSheet *self,
                                                    guint32                   row,
                                                    guint32                   column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyWorkbookBook, tally_workbook_book_free)

G_END_DECLS
