/* tally-smartsheet-row.h
 *
 * Adds, changes and deletes rows, any number of them, in requests of at most 500. The tasks that
 * write back call it; any thread, but one at a time for a sheet: the service refuses parallel
 * changes of one. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* The service's own limit for a request (developers.smartsheet.com, "Bulk operations"). */
#define TALLY_SMARTSHEET_MAX_ROWS_A_WRITE 500

/* Ids travel in the URL, which must stay short of 8 kB. */
#define TALLY_SMARTSHEET_MAX_ROWS_A_DELETE 200

/**
 * TallySmartsheetNewCell:
 * @column_id: the cell's column
 * @kind: what to write; %TALLY_CELL_EMPTY clears the cell
 * @text: (nullable): the text, the number's lexeme, or "true" or "false"
 * @is_formula: @text is a formula, "=…"
 *
 * A value to write.
 */
typedef struct {
  gint64         column_id;
  TallyCellKind  kind;
  const char    *text;
  gboolean       is_formula;
} TallySmartsheetNewCell;

/**
 * TallySmartsheetNewRow:
 * @row_id: the row to change, 0 to add one
 * @to_top: put it at the top of the sheet
 * @to_bottom: put it at the bottom of the sheet
 * @cells: (array length=n_cells) (nullable): what to write; cells not named stay as they are
 * @n_cells: their number
 *
 * A row to write. All rows of one call are added, or all are changed, and at the same place.
 */
typedef struct {
  gint64                        row_id;
  gboolean                      to_top;
  gboolean                      to_bottom;
  const TallySmartsheetNewCell *cells;
  guint                         n_cells;
} TallySmartsheetNewRow;

/**
 * TallySmartsheetWrite:
 * @sheet_id: a sheet
 * @rows: (array length=n_rows): what to write
 * @n_rows: their number, 1 or more
 * @is_lenient: write text into cells of other types as it is, instead of refusing it
 * @is_partial: write the rows that can be written, though others can't
 *
 * Rows to write.
 */
typedef struct {
  gint64                       sheet_id;
  const TallySmartsheetNewRow *rows;
  guint                        n_rows;
  gboolean                     is_lenient;
  gboolean                     is_partial;
} TallySmartsheetWrite;

/**
 * TallySmartsheetRowFailure:
 * @index: of the row in @rows of the write, 0-based
 * @error_code: Smartsheet's errorCode, 0 when not told
 * @message: (owned): the service's text
 *
 * A row that could not be written.
 */
typedef struct {
  guint   index;
  gint64  error_code;
  char   *message;
} TallySmartsheetRowFailure;

/**
 * TallySmartsheetWritten:
 * @n_rows: rows that were written
 * @version: the sheet's version after it, -1 if not told
 * @row_ids: (owned) (element-type gint64): for each row of the write its id; 0 for one that failed or was not told
 * @failures: (owned) (element-type TallySmartsheetRowFailure): rows that could not be written
 *
 * What became of a write.
 */
typedef struct {
  guint      n_rows;
  gint64     version;
  GArray    *row_ids;
  GPtrArray *failures;
} TallySmartsheetWritten;

/**
 * tally_smartsheet_written_free:
 * @self: (nullable): what became of a write
 *
 * Frees it.
 */
void                    tally_smartsheet_written_free (TallySmartsheetWritten      *self);

/**
 * tally_smartsheet_row_add:
 * @client: a client
 * @write: rows to add
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Adds rows. Requests before one that fails stay carried out: read the sheet back.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_AMBIGUOUS - rows may have been added: read back;
 * %TALLY_SMARTSHEET_ERROR_REJECTED - a row is wrong, nothing of its request was written; any other
 * #TallySmartsheetError; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what became of it, %NULL on error
 */
TallySmartsheetWritten *tally_smartsheet_row_add      (TallySmartsheetClient       *client,
                                                       const TallySmartsheetWrite  *write,
                                                       GCancellable                *cancellable,
                                                       GError                     **error);

/**
 * tally_smartsheet_row_update:
 * @client: a client
 * @write: rows to change
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * As tally_smartsheet_row_add() for rows that exist.
 *
 * Returns: (transfer full): what became of it, %NULL on error
 */
TallySmartsheetWritten *tally_smartsheet_row_update   (TallySmartsheetClient       *client,
                                                       const TallySmartsheetWrite  *write,
                                                       GCancellable                *cancellable,
                                                       GError                     **error);

/**
 * tally_smartsheet_row_delete:
 * @client: a client
 * @sheet_id: a sheet
 * @row_ids: (element-type gint64): rows of it; those that are gone already are passed over
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Deletes rows. Doing it twice does what doing it once does, so a lost answer is asked for again.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when all are gone
 */
gboolean                tally_smartsheet_row_delete   (TallySmartsheetClient       *client,
                                                       gint64                       sheet_id,
                                                       GArray                      *row_ids,
                                                       GCancellable                *cancellable,
                                                       GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetWritten, tally_smartsheet_written_free)

G_END_DECLS
