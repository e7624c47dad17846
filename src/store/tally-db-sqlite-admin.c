/* tally-db-sqlite-admin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-db-admin.h"

#include <errno.h>
#include <sqlite3.h>

#include "tally-db-sql-private.h"
#include "tally-db-sqlite-private.h"
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
copy_pages (TallyDb     *self,
            TallyDb     *copy,
            GError     **error)
{
  int code = sqlite3_open_v2 (copy->path, &copy->handle,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  sqlite3_backup *backup;

  if (code != SQLITE_OK)
    return tally_db_sqlite_fail (copy, code, "make a backup", error);
  backup = sqlite3_backup_init (copy->handle, "main", self->handle, "main");
  if (backup == NULL)
    return tally_db_sqlite_fail (copy, sqlite3_errcode (copy->handle), "make a backup", error);
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || tally_db_sqlite_fail (copy, code, "make a backup", error);
}

gboolean
tally_db_backup (TallyDb     *self,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  TallyDb copy = { .path = part };
  gboolean copied;

  g_return_val_if_fail (self != NULL && path != NULL && self->depth == 0, FALSE);
  g_unlink (part);
  copied = copy_pages (self, &copy, error);
  sqlite3_close_v2 (copy.handle);
  if (copied && g_rename (part, path) != 0)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY,
                   "can't write the backup %s: %s", path, g_strerror (errno));
      copied = FALSE;
    }
  if (!copied)
    g_unlink (part);
  return copied;
}

gboolean
tally_db_check (TallyDb  *self,
                GError  **error)
{
  g_autofree char *verdict = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  if (!tally_db_sqlite_query (self, "PRAGMA quick_check(1)", &verdict, error))
    return FALSE;
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
               "the database %s is damaged (%s); restore a backup, or move the file away",
               self->path, verdict);
  return FALSE;
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
