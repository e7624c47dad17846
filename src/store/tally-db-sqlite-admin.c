/* tally-db-sqlite-admin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-db-admin.h"

#include <sqlite3.h>

#include "tally-db-sql-private.h"
#include "tally-db-sqlite-private.h"
#include "tally-file.h"
#include "tally-number.h"

gboolean
tally_db_run_text (TallyDb     *self,
                   const char  *sql,
                   GError     **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);
  return tally_db_sqlite_exec (self, sql, "run statements", error);
}

gboolean
tally_db_run_script (TallyDb     *self,
                     const char  *name,
                     GError     **error)
{
  const char *text;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);
  text = tally_db_sqlite_find_text (name);
  if (text != NULL)
    return tally_db_sqlite_exec (self, text, name, error);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED, "there is no script \"%s\"", name);
  return FALSE;
}

gboolean
tally_db_get_version (TallyDb  *self,
                      guint    *out_version,
                      GError  **error)
{
  g_autofree char *text = NULL;
  gint64 version = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  if (!tally_db_sqlite_query (self, "PRAGMA user_version", &text, error))
    return FALSE;
  if (!tally_number_parse_int64 (text, strlen (text), &version) || version < 0)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                   "the schema of %s has no number", self->path);
      return FALSE;
    }
  *out_version = (guint) version;
  return TRUE;
}

gboolean
tally_db_set_version (TallyDb  *self,
                      guint     version,
                      GError  **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %u", version);

  g_return_val_if_fail (self != NULL && version > 0, FALSE);
  return tally_db_sqlite_exec (self, sql, "set the schema's number", error);
}

static gboolean
copy_pages (TallyDb     *from,
            TallyDb     *to,
            const char  *doing,
            GError     **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int code;

  if (backup == NULL)
    return tally_db_sqlite_fail (to, sqlite3_errcode (to->handle), doing, error);
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || tally_db_sqlite_fail (to, code, doing, error);
}

/* A rename that a power cut can't undo. */
static gboolean
commit_copy (const char  *part,
             const char  *path,
             GError     **error)
{
  g_autoptr (GError) failure = NULL;

  if (tally_file_commit (part, path, &failure))
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY, "can't write the backup %s: %s",
               path, failure->message);
  return FALSE;
}

gboolean
tally_db_backup (TallyDb     *self,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *part = tally_file_dup_beside (path);
  TallyDb copy = { .path = part };
  gboolean copied = FALSE;

  g_return_val_if_fail (self != NULL && path != NULL && self->depth == 0, FALSE);
  if (!tally_db_sqlite_make_private (part, error))
    return FALSE;
  if (sqlite3_open_v2 (part, &copy.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    copied = copy_pages (self, &copy, "make a backup", error);
  else
    tally_db_sqlite_fail (&copy, sqlite3_errcode (copy.handle), "make a backup", error);
  sqlite3_close_v2 (copy.handle);
  if (copied)
    return commit_copy (part, path, error);
  g_unlink (part);
  return FALSE;
}

gboolean
tally_db_replace (TallyDb     *self,
                  const char  *path,
                  GError     **error)
{
  const TallyDbOptions options = { .path = path };
  g_autoptr (TallyDb) from = NULL;

  g_return_val_if_fail (self != NULL && path != NULL && self->depth == 0 && !self->read_only, FALSE);
  from = tally_db_open (&options, error);
  if (from == NULL || !tally_db_sqlite_exec (self, "PRAGMA synchronous = FULL", "set up", error))
    return FALSE;
  self->durability = TALLY_DB_FULL;
  return copy_pages (from, self, "put a backup in place", error);
}

static gboolean
expect (TallyDb     *self,
        const char  *sql,
        const char  *expected,
        GError     **error)
{
  g_autofree char *verdict = NULL;

  if (!tally_db_sqlite_query (self, sql, &verdict, error))
    return FALSE;
  if (g_strcmp0 (verdict, expected) == 0)
    return TRUE;
  self->is_damaged = TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
               "the database %s is damaged (%s); restore a backup, or move the file away",
               self->path, verdict);
  return FALSE;
}

gboolean
tally_db_check (TallyDb  *self,
                GError  **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return expect (self, "PRAGMA quick_check(1)", "ok", error);
}

gboolean
tally_db_check_deeply (TallyDb  *self,
                       GError  **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return expect (self, "PRAGMA integrity_check(1)", "ok", error)
         && expect (self, "SELECT coalesce (min (\"table\" || ' refers to no ' || parent), 'ok') "
                          "FROM pragma_foreign_key_check", "ok", error);
}

gboolean
tally_db_is_damaged (TallyDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_damaged;
}

char *
tally_db_explain (TallyDb     *self,
                  const char  *name,
                  GError     **error)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt = NULL;
  const char *text;
  int code;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  text = tally_db_sqlite_find_text (name);
  g_return_val_if_fail (text != NULL, NULL);
  sql = g_strconcat ("EXPLAIN QUERY PLAN ", text, NULL);
  code = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (stmt);
      if (code == SQLITE_ROW)
        g_string_append_printf (steps, "%s\n", (const char *) sqlite3_column_text (stmt, 3));
    }
  if (code != SQLITE_DONE)
    tally_db_sqlite_fail (self, code, "explain", error);
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE ? g_string_free (g_steal_pointer (&steps), FALSE) : NULL;
}

const char * const *
tally_db_list_statements (void)
{
  return tally_db_sql_names;
}
