/* tally-db-admin.h
 *
 * The rarely used side of the door: scripts that make tables, the schema's version, backup, check,
 * and what a statement would do. Called when a store is opened, and by tests. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db.h"

G_BEGIN_DECLS

/**
 * tally_db_run_script:
 * @self: a connection in a transaction
 * @name: name of a script, "schema-1"
 * @error: return location, or %NULL
 *
 * Runs all statements of a script.
 *
 * Returns: %FALSE if one failed
 */
gboolean            tally_db_run_script      (TallyDb      *self,
                                              const char   *name,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_run_text:
 * @self: a connection
 * @sql: statements
 * @error: return location, or %NULL
 *
 * Runs statements that are no part of the program: a test's fixture.
 *
 * Returns: %FALSE if one failed
 */
gboolean            tally_db_run_text        (TallyDb      *self,
                                              const char   *sql,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_get_version:
 * @self: a connection
 * @out_version: (out): number of the schema, 0 = there is none yet
 * @error: return location, or %NULL
 *
 * Reads the schema's version.
 *
 * Returns: %FALSE if it can't be read
 */
gboolean            tally_db_get_version     (TallyDb      *self,
                                              guint        *out_version,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_set_version:
 * @self: a connection in a transaction
 * @version: number of the schema, 1 and up
 * @error: return location, or %NULL
 *
 * Writes the schema's version; part of the transaction.
 *
 * Returns: %FALSE if it can't be written
 */
gboolean            tally_db_set_version     (TallyDb      *self,
                                              guint         version,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_backup:
 * @self: a connection outside of a transaction
 * @path: the copy; appears whole or not at all, an older one is replaced
 * @error: return location, or %NULL
 *
 * Copies the database as it is, while others read and write it. The copy is for its owner's eyes.
 *
 * Returns: %FALSE if the copy could not be made
 */
gboolean            tally_db_backup          (TallyDb      *self,
                                              const char   *path,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_check:
 * @self: a connection
 * @error: return location, or %NULL
 *
 * Reads the whole file and checks that it hangs together.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - it does not.
 *
 * Returns: %TRUE if it does
 */
gboolean            tally_db_check           (TallyDb      *self,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_check_deeply:
 * @self: a connection
 * @error: return location, or %NULL
 *
 * As tally_db_check(), and compares each index with its table, each reference with what it names:
 * for a file that comes from elsewhere. Takes a few times as long.
 *
 * Errors: %TALLY_STORE_ERROR_CORRUPT - it does not hang together.
 *
 * Returns: %TRUE if it does
 */
gboolean            tally_db_check_deeply    (TallyDb      *self,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_is_damaged:
 * @self: a connection
 *
 * Returns: whether a statement or a check of this connection met damage in the file
 */
gboolean            tally_db_is_damaged      (TallyDb      *self);

/**
 * tally_db_replace:
 * @self: a connection for writing, outside of a transaction
 * @path: another database of ours, which nobody else has open
 * @error: return location, or %NULL
 *
 * Puts the content of @path in the place of all there is, in one transaction: others that have the
 * database open see the one or the other, and a kill leaves the one or the other.
 *
 * Returns: %FALSE if all is as it was
 */
gboolean            tally_db_replace         (TallyDb      *self,
                                              const char   *path,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_explain:
 * @self: a connection
 * @name: name of a statement
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): how the statement would be run, one step a line
 */
char               *tally_db_explain         (TallyDb      *self,
                                              const char   *name,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_list_statements:
 *
 * Returns: (transfer none) (array zero-terminated=1): names of all statements, without scripts
 */
const char * const *tally_db_list_statements (void);

G_END_DECLS
