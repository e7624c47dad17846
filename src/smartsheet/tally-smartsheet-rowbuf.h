/* tally-smartsheet-rowbuf.h
 *
 * One row being put together from the pieces of a page, in any order, without an allocation a
 * cell: texts stand in one buffer that is used again for the next row. tally-smartsheet-page.c
 * drives it. One owner at a time. Knows no JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-table.h"

G_BEGIN_DECLS

/* 400 columns of 4,000 characters of four bytes are 6.4 MB; a row beyond this is not one of ours. */
#define TALLY_SMARTSHEET_MAX_ROW_BYTES (16 * 1024 * 1024)

typedef struct _TallySmartsheetRowbuf TallySmartsheetRowbuf;

/**
 * TallySmartsheetPart:
 * @TALLY_SMARTSHEET_PART_VALUE: the cell's value
 * @TALLY_SMARTSHEET_PART_DISPLAY: what the sheet shows; used when there is no value
 * @TALLY_SMARTSHEET_PART_OBJECT: a member of its objectValue; used when there is neither, joined by ", "
 * @TALLY_SMARTSHEET_PART_WRITER: e-mail address of the row's last writer
 *
 * What a text of a row is.
 */
typedef enum {
  TALLY_SMARTSHEET_PART_VALUE,
  TALLY_SMARTSHEET_PART_DISPLAY,
  TALLY_SMARTSHEET_PART_OBJECT,
  TALLY_SMARTSHEET_PART_WRITER,
} TallySmartsheetPart;

/**
 * tally_smartsheet_rowbuf_new:
 * @column_ids: (array length=n_columns): the columns asked for, no id twice
 * @n_columns: their number
 *
 * Returns: (transfer full): a buffer
 */
TallySmartsheetRowbuf *tally_smartsheet_rowbuf_new        (const gint64           *column_ids,
                                                           guint                   n_columns);

/**
 * tally_smartsheet_rowbuf_free:
 * @self: (nullable): a buffer
 *
 * Frees it.
 */
void                   tally_smartsheet_rowbuf_free       (TallySmartsheetRowbuf  *self);

/**
 * tally_smartsheet_rowbuf_begin_row:
 * @self: a buffer
 *
 * Forgets the row before.
 *
 * Returns: (transfer none): the row's head, to be filled by the caller: ids and times
 */
TallyRow              *tally_smartsheet_rowbuf_begin_row  (TallySmartsheetRowbuf  *self);

/**
 * tally_smartsheet_rowbuf_begin_cell:
 * @self: a buffer in a row
 *
 * Begins a cell whose column isn't known yet.
 */
void                   tally_smartsheet_rowbuf_begin_cell (TallySmartsheetRowbuf  *self);

/**
 * tally_smartsheet_rowbuf_set_column:
 * @self: a buffer in a cell
 * @column_id: the cell's column
 */
void                   tally_smartsheet_rowbuf_set_column (TallySmartsheetRowbuf  *self,
                                                           gint64                  column_id);

/**
 * tally_smartsheet_rowbuf_set_stale:
 * @self: a buffer in a cell
 *
 * Marks the cell as linked from a sheet that can't be read.
 */
void                   tally_smartsheet_rowbuf_set_stale  (TallySmartsheetRowbuf  *self);

/**
 * tally_smartsheet_rowbuf_take_text:
 * @self: a buffer in a row, for what is no writer in a cell
 * @part: what it is
 * @kind: kind of a value; %TALLY_CELL_TEXT for the others
 * @bytes: UTF-8, not NUL-terminated; a NUL inside becomes U+FFFD
 * @length: its length in bytes
 *
 * Returns: %FALSE when the row is larger than %TALLY_SMARTSHEET_MAX_ROW_BYTES
 */
gboolean               tally_smartsheet_rowbuf_take_text  (TallySmartsheetRowbuf  *self,
                                                           TallySmartsheetPart     part,
                                                           TallyCellKind           kind,
                                                           const char             *bytes,
                                                           gsize                   length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_rowbuf_end_cell:
 * @self: a buffer in a cell
 *
 * Puts the cell into its column's place; one of a column not asked for is dropped.
 *
 * Returns: %FALSE when the row has a cell for this column already
 */
gboolean               tally_smartsheet_rowbuf_end_cell   (TallySmartsheetRowbuf  *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_rowbuf_end_row:
 * @self: a buffer in a row
 *
 * Returns: (transfer none): the row, valid until the next one begins
 */
const TallyRow        *tally_smartsheet_rowbuf_end_row    (TallySmartsheetRowbuf  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetRowbuf, tally_smartsheet_rowbuf_free)

G_END_DECLS
