/* tally-test-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-database.h"

#include <sqlite3.h>

#include "tally-text.h"

static void
dump_value (sqlite3_stmt *stmt,
            int           column,
            GString      *out)
{
  const guint8 *bytes = sqlite3_column_blob (stmt, column);
  int n_bytes = sqlite3_column_bytes (stmt, column);

  g_string_append_printf (out, "|%d:", sqlite3_column_type (stmt, column));
  for (int i = 0; i < n_bytes; i++)
    if (g_ascii_isprint (bytes[i]))
      g_string_append_c (out, (char) bytes[i]);
    else
      g_string_append_printf (out, "\\x%02x", bytes[i]);
}

static void
dump_rows (sqlite3    *db,
           const char *sql,
           GString    *out)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        dump_value (stmt, i, out);
      g_string_append_c (out, '\n');
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
}

static GPtrArray *
list_tables (sqlite3 *db)
{
  /* How an index of words lies in its own tables depends on the order of writing; its table says what it has. */
  static const char sql[] = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' "
                            "AND type <> 'view' ORDER BY name";
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  return names;
}

char *
tally_test_database_dump (const char        *path,
                          const char *const *skipped)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) tables = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  dump_rows (db, "PRAGMA user_version", out);
  dump_rows (db, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name", out);
  tables = list_tables (db);
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", (char *) tables->pdata[i]);

      if (skipped != NULL && g_strv_contains (skipped, tables->pdata[i]))
        continue;
      g_string_append_printf (out, "%s\n", (char *) tables->pdata[i]);
      dump_rows (db, sql, out);
    }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return tally_text_steal (out);
}

char *
tally_test_database_query (const char *path,
                           const char *sql)
{
  GString *out = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  dump_rows (db, sql, out);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return tally_text_steal (out);
}
