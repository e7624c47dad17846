/* tally-db-statement.h
 *
 * Statements: fixed texts that go by name (sql/<verb>-<object>.sql), parsed once a connection. The
 * half of the door that is called once a row. Repositories only; thread of the connection. Knows
 * nothing of what is stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db.h"

G_BEGIN_DECLS

/* Parameters of one statement, $1 … $48. */
#define TALLY_DB_MAX_PARAMETERS 48

typedef struct _TallyDbStatement TallyDbStatement;

/**
 * tally_db_prepare:
 * @self: a connection
 * @name: name of a statement, "put-sheet"
 * @error: return location, or %NULL
 *
 * Takes a statement from the cache; while it is in use already, another copy of it.
 *
 * Returns: (transfer full) (nullable): the statement without parameters; give it back with
 *   tally_db_statement_release() before the connection is closed
 */
TallyDbStatement *tally_db_prepare        (TallyDb               *self,
                                           const char            *name,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_statement_release:
 * @self: (nullable): a statement
 *
 * Gives it back.
 */
void              tally_db_statement_release (TallyDbStatement   *self);

/**
 * tally_db_bind_int64:
 * @self: a statement that is not being stepped
 * @parameter: n of $n
 * @value: a number
 *
 * Sets a parameter; what fails is said by tally_db_step().
 */
void              tally_db_bind_int64     (TallyDbStatement      *self,
                                           guint                  parameter,
                                           gint64                 value);

/**
 * tally_db_bind_text:
 * @self: a statement that is not being stepped
 * @parameter: n of $n
 * @text: (nullable): UTF-8 that stays until the statement is reset or released; %NULL is SQL NULL
 *
 * Sets a parameter; what fails is said by tally_db_step().
 */
void              tally_db_bind_text      (TallyDbStatement      *self,
                                           guint                  parameter,
                                           const char            *text);

/**
 * tally_db_bind_bytes:
 * @self: a statement that is not being stepped
 * @parameter: n of $n
 * @bytes: bytes that stay until the statement is reset or released
 * @size: their number
 *
 * Sets a parameter; what fails is said by tally_db_step().
 */
void              tally_db_bind_bytes     (TallyDbStatement      *self,
                                           guint                  parameter,
                                           gconstpointer          bytes,
                                           gsize                  size);

/**
 * tally_db_step:
 * @self: a statement
 * @out_has_row: (out): whether a row is there to be read; after the last one the statement is reset
 * @error: return location, or %NULL
 *
 * Goes to the first or next row.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - the row breaks a rule of the schema;
 * %TALLY_STORE_ERROR_FULL, %TALLY_STORE_ERROR_CORRUPT, %TALLY_STORE_ERROR_FAILED.
 *
 * Returns: %FALSE if it failed
 */
gboolean          tally_db_step           (TallyDbStatement      *self,
                                           gboolean              *out_has_row,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_run:
 * @self: a statement that gives no rows
 * @error: return location, or %NULL
 *
 * Runs it and resets it; parameters stay. Errors as tally_db_step().
 *
 * Returns: %FALSE if it failed
 */
gboolean          tally_db_run            (TallyDbStatement      *self,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_reset:
 * @self: a statement
 *
 * Ends stepping; parameters stay.
 */
void              tally_db_reset          (TallyDbStatement      *self);

/**
 * tally_db_column_int64:
 * @self: a statement with a row
 * @column: 0-based
 *
 * Returns: the number, 0 for NULL
 */
gint64            tally_db_column_int64   (TallyDbStatement      *self,
                                           guint                  column);

/**
 * tally_db_column_text:
 * @self: a statement with a row
 * @column: 0-based
 *
 * Returns: (transfer none): the text until the next step, "" for NULL
 */
const char       *tally_db_column_text    (TallyDbStatement      *self,
                                           guint                  column);

/**
 * tally_db_column_bytes:
 * @self: a statement with a row
 * @column: 0-based
 * @out_size: (out): number of bytes
 *
 * Returns: (transfer none) (nullable): the bytes until the next step
 */
gconstpointer     tally_db_column_bytes   (TallyDbStatement      *self,
                                           guint                  column,
                                           gsize                 *out_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyDbStatement, tally_db_statement_release)

G_END_DECLS
