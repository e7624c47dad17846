/* tally-db-sqlite-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-db-statement.h"

#include <sqlite3.h>

#include "tally-db-sql-private.h"
#include "tally-db-sqlite-private.h"

static int
compare_names (gconstpointer key,
               gconstpointer entry)
{
  return strcmp (key, ((const TallyDbSql *) entry)->name);
}

static const TallyDbSql *
find_sql (const char *name)
{
  return bsearch (name, tally_db_sql, tally_db_n_sql, sizeof *tally_db_sql, compare_names);
}

const char *
tally_db_sqlite_find_text (const char *name)
{
  const TallyDbSql *sql = find_sql (name);

  return sql != NULL ? sql->text : NULL;
}

/* SQLite numbers $name parameters as they come; $7 must be the seventh whatever stands first. */
static void
map_parameters (TallyDbStatement *self)
{
  int n = sqlite3_bind_parameter_count (self->stmt);

  g_assert (n <= TALLY_DB_MAX_PARAMETERS);
  for (int i = 1; i <= n; i++)
    {
      const char *name = sqlite3_bind_parameter_name (self->stmt, i);
      guint64 number = name != NULL && *name == '$' ? g_ascii_strtoull (name + 1, NULL, 10) : 0;
      g_assert (number > 0 && number <= TALLY_DB_MAX_PARAMETERS);
      self->index[number] = (guint8) i;
    }
}

static TallyDbStatement *
parse (TallyDb     *db,
       const char  *name,
       GError     **error)
{
  const TallyDbSql *sql = find_sql (name);
  TallyDbStatement *self;
  int code;

  if (sql == NULL)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                   "there is no statement \"%s\"", name);
      return NULL;
    }
  self = g_new0 (TallyDbStatement, 1);
  self->db = db;
  self->name = sql->name;
  code = sqlite3_prepare_v3 (db->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);
  if (code != SQLITE_OK)
    {
      g_autofree char *doing = g_strdup_printf ("prepare %s", name);
      tally_db_sqlite_fail (db, code, doing, error);
      tally_db_sqlite_statement_free (self);
      return NULL;
    }
  map_parameters (self);
  return self;
}

void
tally_db_sqlite_statement_free (TallyDbStatement *statement)
{
  if (statement == NULL)
    return;
  sqlite3_finalize (statement->stmt);
  g_free (statement);
}

TallyDbStatement *
tally_db_prepare (TallyDb     *self,
                  const char  *name,
                  GError     **error)
{
  TallyDbStatement *statement;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  statement = g_hash_table_lookup (self->statements, name);
  if (statement == NULL || statement->in_use)
    {
      gboolean is_extra = statement != NULL;
      statement = parse (self, name, error);
      if (statement == NULL)
        return NULL;
      statement->is_extra = is_extra;
      if (!is_extra)
        g_hash_table_insert (self->statements, (gpointer) statement->name, statement);
    }
  statement->in_use = TRUE;
  return statement;
}

void
tally_db_statement_release (TallyDbStatement *self)
{
  if (self == NULL)
    return;
  if (self->is_extra)
    {
      tally_db_sqlite_statement_free (self);
      return;
    }
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->bind_code = SQLITE_OK;
  self->in_use = FALSE;
}

static int
get_index (TallyDbStatement *self,
           guint             parameter)
{
  g_assert (parameter >= 1 && parameter <= TALLY_DB_MAX_PARAMETERS);
  return self->index[parameter];
}

/* A parameter that a statement does not use is index 0, which SQLite refuses: kept until the step. */
static void
note_code (TallyDbStatement *self,
           int               code)
{
  if (code != SQLITE_OK && self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

void
tally_db_bind_int64 (TallyDbStatement *self,
                     guint             parameter,
                     gint64            value)
{
  note_code (self, sqlite3_bind_int64 (self->stmt, get_index (self, parameter), value));
}

void
tally_db_bind_text (TallyDbStatement *self,
                    guint             parameter,
                    const char       *text)
{
  int index = get_index (self, parameter);

  note_code (self, text == NULL ? sqlite3_bind_null (self->stmt, index)
                                : sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_STATIC));
}

void
tally_db_bind_bytes (TallyDbStatement *self,
                     guint             parameter,
                     gconstpointer     bytes,
                     gsize             size)
{
  note_code (self, sqlite3_bind_blob64 (self->stmt, get_index (self, parameter),
                                        size > 0 ? bytes : "", size, SQLITE_STATIC));
}

gboolean
tally_db_step (TallyDbStatement  *self,
               gboolean          *out_has_row,
               GError           **error)
{
  int code = self->bind_code == SQLITE_OK ? sqlite3_step (self->stmt) : self->bind_code;
  g_autofree char *doing = NULL;

  if (code == SQLITE_ROW)
    {
      *out_has_row = TRUE;
      return TRUE;
    }
  if (code == SQLITE_DONE)
    {
      sqlite3_reset (self->stmt);
      *out_has_row = FALSE;
      return TRUE;
    }
  doing = g_strdup_printf ("run %s", self->name);
  tally_db_sqlite_fail (self->db, code, doing, error);
  sqlite3_reset (self->stmt);
  return FALSE;
}

gboolean
tally_db_run (TallyDbStatement  *self,
              GError           **error)
{
  gboolean has_row;

  if (!tally_db_step (self, &has_row, error))
    return FALSE;
  if (has_row)
    sqlite3_reset (self->stmt);
  return TRUE;
}

void
tally_db_reset (TallyDbStatement *self)
{
  sqlite3_reset (self->stmt);
}

gint64
tally_db_column_int64 (TallyDbStatement *self,
                       guint             column)
{
  return sqlite3_column_int64 (self->stmt, (int) column);
}

const char *
tally_db_column_text (TallyDbStatement *self,
                      guint             column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, (int) column);

  return text != NULL ? text : "";
}

gconstpointer
tally_db_column_bytes (TallyDbStatement *self,
                       guint             column,
                       gsize            *out_size)
{
  gconstpointer bytes = sqlite3_column_blob (self->stmt, (int) column);

  *out_size = (gsize) sqlite3_column_bytes (self->stmt, (int) column);
  return bytes;
}
