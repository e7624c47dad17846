/* tally-store-line-row.h
 *
 * A billing line as the columns of the table "line": the one place that knows their order. For the
 * repositories of lines. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db-statement.h"
#include "tally-line.h"
#include "tally-store.h"

G_BEGIN_DECLS

/* Values of a line: parameters $1 … $29, columns 0 … 28. */
#define TALLY_STORE_LINE_N_VALUES (16 + TALLY_N_TEXT_FIELDS)

/**
 * tally_store_line_row_bind:
 * @statement: a statement that takes a line
 * @line: a line; must stay until the statement is reset
 *
 * Sets the parameters $1 … $29.
 */
void     tally_store_line_row_bind (TallyDbStatement  *statement,
                                    const TallyLine   *line);

/**
 * tally_store_line_row_read:
 * @store: a store
 * @statement: a statement with a row that is a line
 * @out_line: (out caller-allocates): the line; its texts live until the next step
 * @error: return location, or %NULL
 *
 * Reads the columns 0 … 28.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - a value that no version writes.
 *
 * Returns: %FALSE if it can't be read
 */
gboolean tally_store_line_row_read (TallyStore        *store,
                                    TallyDbStatement  *statement,
                                    TallyLine         *out_line,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
