/* tally-learn-table.h
 *
 * A table of other people's as a file of comma-separated values: a header, columns of numbers or of text, the last one
 * "label" with 0, 1 or nothing. Read to measure the product's learner on any data. Once read, for any thread. Depends on
 * GLib and libcsv only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds of a file: beyond, it is another kind of file, or memory would not do. */
#define TALLY_LEARN_TABLE_MAX_BYTES (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
#define TALLY_LEARN_TABLE_MAX_ROWS 5000000
#define TALLY_LEARN_TABLE_MAX_CELL_BYTES 65536

typedef struct _TallyLearnTable TallyLearnTable;

/**
 * TallyLearnTableColumn:
 * @name: its title
 * @numbers: (array) (nullable): its values, NaN where a cell is empty; %NULL for a column of text
 * @codes: (array) (nullable): of a column of text, the number of each cell's text among its texts; 0 = empty
 * @n_codes: how many texts it has, the empty one included
 *
 * A column, borrowed. It is one of numbers if each cell is one, or empty, or "NA" or "nan".
 */
typedef struct {
  const char    *name;
  const double  *numbers;
  const guint32 *codes;
  guint32        n_codes;
} TallyLearnTableColumn;

/**
 * tally_learn_table_read:
 * @bytes: (array length=length): the file
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_LEARN_ERROR_DATA - it is no such table; the message names the line, the column and what to do.
 *
 * Returns: (transfer full) (nullable): the table
 */
TallyLearnTable *tally_learn_table_read          (const char             *bytes,
                                                  gsize                   length,
                                                  GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_learn_table_free:
 * @self: (nullable): a table
 *
 * Frees it.
 */
void             tally_learn_table_free          (TallyLearnTable        *self);

/**
 * tally_learn_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows it has
 */
gsize            tally_learn_table_get_n_rows    (const TallyLearnTable  *self);

/**
 * tally_learn_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns it has beside the label
 */
guint            tally_learn_table_get_n_columns (const TallyLearnTable  *self);

/**
 * tally_learn_table_get_column:
 * @self: a table
 * @column: 0 … its number of columns - 1
 * @out_column: (out caller-allocates): the column
 *
 * Tells of a column.
 */
void             tally_learn_table_get_column    (const TallyLearnTable  *self,
                                                  guint                   column,
                                                  TallyLearnTableColumn  *out_column);

/**
 * tally_learn_table_find_column:
 * @self: a table
 * @name: a title
 *
 * Returns: the number of the column, -1 if there is none of that title
 */
int              tally_learn_table_find_column   (const TallyLearnTable  *self,
                                                  const char             *name);

/**
 * tally_learn_table_get_labels:
 * @self: a table
 *
 * Returns: (transfer none) (array): of each row 0, 1, or -1 = unknown
 */
const gint8     *tally_learn_table_get_labels    (const TallyLearnTable  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnTable, tally_learn_table_free)

G_END_DECLS
