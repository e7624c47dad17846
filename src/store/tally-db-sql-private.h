/* tally-db-sql-private.h
 *
 * The texts of sql/, compiled in by sql/embed-sql.py. Constant data, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One file of sql/, without its comments; name = file name without ".sql". */
typedef struct {
  const char *name;
  const char *text;
} TallyDbSql;

/* By name, strcmp() order; the names array leaves out scripts (schema-N). */
extern const TallyDbSql tally_db_sql[];
extern const guint tally_db_n_sql;
extern const char * const tally_db_sql_names[];

G_END_DECLS
