/* tally-db-sqlite.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "tally-db-sqlite-private.h"

/* Pages kept in memory, 16 MiB: the inner pages of all indexes at 500,000 lines fit. */
#define CACHE_KIB 16384
/* After a large transaction the write-ahead log shrinks to this again. */
#define WAL_LIMIT_BYTES (64 * 1024 * 1024)

static const struct {
  int             code;
  TallyStoreError error;
  const char     *remedy;
} codes[] = {
  { SQLITE_BUSY, TALLY_STORE_ERROR_BUSY, "; another process is writing, try again later" },
  { SQLITE_LOCKED, TALLY_STORE_ERROR_BUSY, "; another process is writing, try again later" },
  { SQLITE_CORRUPT, TALLY_STORE_ERROR_CORRUPT, "; restore a backup, or move the file away" },
  { SQLITE_NOTADB, TALLY_STORE_ERROR_CORRUPT, "; restore a backup, or move the file away" },
  { SQLITE_READONLY, TALLY_STORE_ERROR_READ_ONLY, "; make the file and its folder writable" },
  { SQLITE_CANTOPEN, TALLY_STORE_ERROR_READ_ONLY, "; make the file and its folder writable" },
  { SQLITE_PERM, TALLY_STORE_ERROR_READ_ONLY, "; make the file and its folder writable" },
  { SQLITE_FULL, TALLY_STORE_ERROR_FULL, "; make room and run again" },
  { SQLITE_IOERR, TALLY_STORE_ERROR_FAILED, "; look whether the disk is full or failing, then run again" },
  { SQLITE_CONSTRAINT, TALLY_STORE_ERROR_CONSTRAINT, "" },
};

gboolean
tally_db_sqlite_fail (TallyDb     *self,
                      int          code,
                      const char  *doing,
                      GError     **error)
{
  TallyStoreError domain_code = TALLY_STORE_ERROR_FAILED;
  const char *remedy = "";
  const char *message = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].code == (code & 0xff))
      {
        domain_code = codes[i].error;
        remedy = codes[i].remedy;
      }
  self->is_damaged |= domain_code == TALLY_STORE_ERROR_CORRUPT;
  g_set_error (error, TALLY_STORE_ERROR, domain_code, "can't %s in the database %s: %s%s",
               doing, self->path, message, remedy);
  return FALSE;
}

gboolean
tally_db_sqlite_exec (TallyDb     *self,
                      const char  *sql,
                      const char  *doing,
                      GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || tally_db_sqlite_fail (self, code, doing, error);
}

gboolean
tally_db_sqlite_query (TallyDb     *self,
                       const char  *sql,
                       char       **out_text,
                       GError     **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code != SQLITE_ROW)
    {
      tally_db_sqlite_fail (self, code, "read", error);
      sqlite3_finalize (stmt);
      return FALSE;
    }
  *out_text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return TRUE;
}

/* Not for the eyes of others: prices, names. SQLite gives its side files the same mode. */
gboolean
tally_db_sqlite_make_private (const char  *path,
                              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (fd < 0)
    {
      int code = errno;
      g_set_error (error, TALLY_STORE_ERROR,
                   code == ENOSPC || code == EDQUOT ? TALLY_STORE_ERROR_FULL
                                                    : TALLY_STORE_ERROR_READ_ONLY,
                   "can't write the database %s: %s; make its folder writable or use another data "
                   "directory", path, g_strerror (code));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* A file that nobody writes can be read where nothing may be written beside it. */
static gboolean
open_immutable (TallyDb *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (self->path, "/", TRUE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);
  GStatBuf status;

  if (g_stat (log, &status) == 0 && status.st_size > 0)
    return FALSE;
  sqlite3_close_v2 (g_steal_pointer (&self->handle));
  return sqlite3_open_v2 (uri, &self->handle,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL)
         == SQLITE_OK;
}

static void
configure (TallyDb              *self,
           const TallyDbOptions *options)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, (int) MIN (options->busy_timeout_msecs, G_MAXINT));
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* Reads the first page: only now is it known whether the file is a database, and whose. */
static gboolean
check_owner (TallyDb   *self,
             gboolean  *out_is_new,
             GError   **error)
{
  g_autofree char *id = NULL;
  g_autofree char *n_tables = NULL;
  g_autofree char *ours = g_strdup_printf ("%d", TALLY_DB_APPLICATION_ID);

  if (!tally_db_sqlite_query (self, "SELECT count(*) FROM sqlite_schema", &n_tables, error)
      || !tally_db_sqlite_query (self, "PRAGMA application_id", &id, error))
    return FALSE;
  *out_is_new = strcmp (id, "0") == 0 && strcmp (n_tables, "0") == 0;
  if (strcmp (id, ours) == 0 || *out_is_new)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "%s is the database of another program; use another data directory", self->path);
  return FALSE;
}

static gboolean
set_up_writer (TallyDb               *self,
               const TallyDbOptions  *options,
               gboolean               is_new,
               GError               **error)
{
  g_autofree char *mode = NULL;
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d;", TALLY_DB_APPLICATION_ID);
  g_autofree char *rest = g_strdup_printf ("%sPRAGMA journal_size_limit = %d;"
                                           "PRAGMA synchronous = NORMAL;"
                                           "PRAGMA cell_size_check = 1;",
                                           is_new ? mark : "", WAL_LIMIT_BYTES);

  if (!tally_db_sqlite_query (self, "PRAGMA journal_mode = WAL", &mode, error))
    return FALSE;
  if (g_strcmp0 (mode, "wal") != 0)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                   "the file system of %s has no shared memory; use a data directory on a local disk",
                   self->path);
      return FALSE;
    }
  if (options->max_pages > 0)
    {
      g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %u", options->max_pages);
      if (!tally_db_sqlite_exec (self, limit, "set up", error))
        return FALSE;
    }
  return tally_db_sqlite_exec (self, rest, "set up", error);
}

static gboolean
connect_file (TallyDb               *self,
              const TallyDbOptions  *options,
              GError               **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d", CACHE_KIB);
  gboolean is_new = FALSE;
  int flags = SQLITE_OPEN_NOMUTEX
              | (self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  int code = sqlite3_open_v2 (self->path, &self->handle, flags, NULL);

  if (code != SQLITE_OK)
    return tally_db_sqlite_fail (self, code, "open", error);
  configure (self, options);
  if (!check_owner (self, &is_new, &failure))
    {
      gboolean retry = self->read_only
                       && g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY)
                       && open_immutable (self);
      if (!retry)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      configure (self, options);
      if (!check_owner (self, &is_new, error))
        return FALSE;
    }
  return tally_db_sqlite_exec (self, cache, "set up", error)
         && (self->read_only || set_up_writer (self, options, is_new, error));
}

TallyDb *
tally_db_open (const TallyDbOptions  *options,
               GError               **error)
{
  g_autoptr (TallyDb) self = NULL;

  g_return_val_if_fail (options != NULL && options->path != NULL, NULL);
  self = g_new0 (TallyDb, 1);
  self->path = g_canonicalize_filename (options->path, NULL);
  self->read_only = options->read_only;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) tally_db_sqlite_statement_free);
  if (self->read_only && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING,
                   "there is no database %s yet; the first run makes it", self->path);
      return NULL;
    }
  if ((!self->read_only && !tally_db_sqlite_make_private (self->path, error)) || !connect_file (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tally_db_free (TallyDb *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  for (guint i = 0; i < TALLY_DB_N_EDGES; i++)
    sqlite3_finalize (self->edges[i]);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

static gboolean
run_edge (TallyDb      *self,
          TallyDbEdge   edge,
          GError      **error)
{
  static const struct {
    const char *sql;
    const char *doing;
  } edges[TALLY_DB_N_EDGES] = {
    [TALLY_DB_EDGE_READ] = { "BEGIN", "begin" },
    [TALLY_DB_EDGE_WRITE] = { "BEGIN IMMEDIATE", "begin" },
    [TALLY_DB_EDGE_COMMIT] = { "COMMIT", "commit" },
  };
  int code = SQLITE_OK;

  if (self->edges[edge] == NULL)
    code = sqlite3_prepare_v3 (self->handle, edges[edge].sql, -1, SQLITE_PREPARE_PERSISTENT,
                               &self->edges[edge], NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_step (self->edges[edge]);
      code = sqlite3_reset (self->edges[edge]); /* says what the step said */
    }
  return code == SQLITE_OK || tally_db_sqlite_fail (self, code, edges[edge].doing, error);
}

static gboolean
begin_outer (TallyDb            *self,
             TallyDbDurability   durability,
             GError            **error)
{
  if (self->read_only)
    return run_edge (self, TALLY_DB_EDGE_READ, error);
  if (self->durability != durability
      && !tally_db_sqlite_exec (self, durability == TALLY_DB_FULL ? "PRAGMA synchronous = FULL"
                                                                  : "PRAGMA synchronous = NORMAL",
                                "set up", error))
    return FALSE;
  self->durability = durability;
  return run_edge (self, TALLY_DB_EDGE_WRITE, error);
}

gboolean
tally_db_begin (TallyDb            *self,
                TallyDbDurability   durability,
                GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->depth > 0 && durability > self->durability && !self->read_only)
    {
      g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                           "a durable step within a transaction that is not durable");
      return FALSE;
    }
  if (self->depth == 0 && !begin_outer (self, durability, error))
    return FALSE;
  if (self->depth == 0)
    self->doomed = FALSE;
  self->depth++;
  return TRUE;
}

static void
roll_back (TallyDb *self)
{
  if (sqlite3_get_autocommit (self->handle) == 0)
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
tally_db_end (TallyDb   *self,
              gboolean   success,
              GError   **error)
{
  g_return_val_if_fail (self != NULL && self->depth > 0, FALSE);
  self->depth--;
  self->doomed |= !success;
  if (self->depth > 0)
    return success;
  if (self->doomed || sqlite3_get_autocommit (self->handle) != 0)
    {
      roll_back (self);
      if (success)
        g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                             "a step of the transaction failed, nothing of it was kept");
      return FALSE;
    }
  if (run_edge (self, TALLY_DB_EDGE_COMMIT, error))
    return TRUE;
  roll_back (self);
  return FALSE;
}

gint64
tally_db_get_n_changes (TallyDb *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return sqlite3_changes64 (self->handle);
}

gint64
tally_db_get_last_id (TallyDb *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return sqlite3_last_insert_rowid (self->handle);
}
