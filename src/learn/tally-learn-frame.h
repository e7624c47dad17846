/* tally-learn-frame.h
 *
 * What all learners learn from: rows of numbers, column by column, each column with a name that people understand. A
 * value that is missing is NaN; an infinite one counts as missing, so that no learner meets it. Filled by one owner,
 * then read by any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns that a frame may have. */
#define TALLY_LEARN_MAX_COLUMNS 4096

typedef struct _TallyLearnFrame TallyLearnFrame;

/**
 * tally_learn_frame_new:
 * @n_rows: how many rows
 * @n_columns: how many columns, 1 … %TALLY_LEARN_MAX_COLUMNS
 *
 * Takes 8 bytes a value.
 *
 * Returns: (transfer full): a frame, all values missing
 */
TallyLearnFrame *tally_learn_frame_new           (gsize                  n_rows,
                                                  guint                  n_columns);

/**
 * tally_learn_frame_free:
 * @self: (nullable): a frame
 *
 * Frees it.
 */
void             tally_learn_frame_free          (TallyLearnFrame       *self);

/**
 * tally_learn_frame_get_n_rows:
 * @self: a frame
 *
 * Returns: how many rows it has
 */
gsize            tally_learn_frame_get_n_rows    (const TallyLearnFrame *self);

/**
 * tally_learn_frame_get_n_columns:
 * @self: a frame
 *
 * Returns: how many columns it has
 */
guint            tally_learn_frame_get_n_columns (const TallyLearnFrame *self);

/**
 * tally_learn_frame_set_name:
 * @self: a frame
 * @column: 0 … its number of columns - 1
 * @name: what people call the column; copied
 *
 * Names a column.
 */
void             tally_learn_frame_set_name      (TallyLearnFrame       *self,
                                                  guint                  column,
                                                  const char            *name);

/**
 * tally_learn_frame_get_name:
 * @self: a frame
 * @column: 0 … its number of columns - 1
 *
 * Returns: (transfer none): what people call the column, "" if nobody named it
 */
const char      *tally_learn_frame_get_name      (const TallyLearnFrame *self,
                                                  guint                  column);

/**
 * tally_learn_frame_set:
 * @self: a frame
 * @row: 0 … its number of rows - 1
 * @column: 0 … its number of columns - 1
 * @value: the value; what is not finite is missing
 *
 * Sets a value.
 */
void             tally_learn_frame_set           (TallyLearnFrame       *self,
                                                  gsize                  row,
                                                  guint                  column,
                                                  double                 value);

/**
 * tally_learn_frame_get_column:
 * @self: a frame
 * @column: 0 … its number of columns - 1
 *
 * Returns: (transfer none) (array): the values of the column, NaN where one is missing
 */
const double    *tally_learn_frame_get_column    (const TallyLearnFrame *self,
                                                  guint                  column);

/**
 * tally_learn_frame_get_columns:
 * @self: a frame
 *
 * Returns: (transfer none) (array): the values of all columns
 */
const double *const *tally_learn_frame_get_columns (const TallyLearnFrame *self);

/**
 * tally_learn_frame_get_row:
 * @self: a frame
 * @row: 0 … its number of rows - 1
 * @out_values: (out caller-allocates) (array): room for a value of each column
 *
 * Copies a row.
 */
void             tally_learn_frame_get_row       (const TallyLearnFrame *self,
                                                  gsize                  row,
                                                  double                *out_values);

/**
 * tally_learn_frame_select:
 * @self: a frame
 * @rows: (array length=n_rows): numbers of rows, in the order wanted, also repeated
 * @n_rows: how many
 *
 * Returns: (transfer full): a frame of these rows
 */
TallyLearnFrame *tally_learn_frame_select        (const TallyLearnFrame *self,
                                                  const gsize           *rows,
                                                  gsize                  n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnFrame, tally_learn_frame_free)

G_END_DECLS
