/* tally-db-sqlite-private.h
 *
 * What the SQLite side of the door shares between its files. Included by tally-db-sqlite*.c only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-db-statement.h"

G_BEGIN_DECLS

/* The library's own header stays in the .c files. */
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

/* "Tlly": marks the file as ours (PRAGMA application_id). */
#define TALLY_DB_APPLICATION_ID 0x546C6C79

/* The edges of a transaction: run so often that they are parsed once. */
typedef enum {
  TALLY_DB_EDGE_READ,
  TALLY_DB_EDGE_WRITE,
  TALLY_DB_EDGE_COMMIT,
  TALLY_DB_N_EDGES,
} TallyDbEdge;

struct _TallyDb {
  sqlite3           *handle;     /* (owned) */
  char              *path;       /* (owned) */
  GHashTable        *statements; /* (owned) (element-type utf8 TallyDbStatement) */
  sqlite3_stmt      *edges[TALLY_DB_N_EDGES]; /* (owned) (nullable) */
  guint              depth;      /* of open transactions */
  gboolean           doomed;     /* an inner transaction failed */
  gboolean           read_only;
  gboolean           is_damaged; /* a call said that the file does not hang together */
  TallyDbDurability  durability; /* of the open transaction, or the last one */
};

struct _TallyDbStatement {
  TallyDb      *db;       /* (borrowed) */
  sqlite3_stmt *stmt;     /* (owned) */
  const char   *name;     /* (borrowed) static */
  gboolean      in_use;
  gboolean      is_extra; /* a copy that is freed on release */
  int           bind_code;
  guint8        index[TALLY_DB_MAX_PARAMETERS + 1]; /* of $n */
};

/**
 * tally_db_sqlite_fail:
 * @self: a connection
 * @code: result code of SQLite
 * @doing: what failed
 * @error: return location, or %NULL
 *
 * Translates the last failure.
 *
 * Returns: %FALSE
 */
gboolean    tally_db_sqlite_fail       (TallyDb           *self,
                                        int                code,
                                        const char        *doing,
                                        GError           **error);

/**
 * tally_db_sqlite_exec:
 * @self: a connection
 * @sql: statements
 * @doing: what they do, for the message
 * @error: return location, or %NULL
 *
 * Runs statements without parameters and rows.
 *
 * Returns: %FALSE if one failed
 */
gboolean    tally_db_sqlite_exec       (TallyDb           *self,
                                        const char        *sql,
                                        const char        *doing,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_sqlite_query:
 * @self: a connection
 * @sql: a statement that gives one row
 * @out_text: (out) (transfer full): its first column
 * @error: return location, or %NULL
 *
 * Asks for one value.
 *
 * Returns: %FALSE if it failed
 */
gboolean    tally_db_sqlite_query      (TallyDb           *self,
                                        const char        *sql,
                                        char             **out_text,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_sqlite_find_text:
 * @name: name of a file in sql/
 *
 * Returns: (transfer none) (nullable): its entry
 */
const char *tally_db_sqlite_find_text  (const char        *name);

/**
 * tally_db_sqlite_make_private:
 * @path: a file, with its folder
 * @error: return location, or %NULL
 *
 * Makes an empty file for its owner alone, unless it is there.
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY or %TALLY_STORE_ERROR_FULL.
 *
 * Returns: %TRUE if it is there
 */
gboolean    tally_db_sqlite_make_private (const char      *path,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_db_sqlite_statement_free:
 * @statement: (nullable): a statement
 *
 * Frees it for good.
 */
void        tally_db_sqlite_statement_free (TallyDbStatement *statement);

G_END_DECLS
