/* tally-test-database.h
 *
 * A database as text, read past the store's own code, so that two can be compared. Main thread of
 * a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_test_database_dump:
 * @path: a database
 * @skipped: (nullable) (array zero-terminated=1): tables that are left out
 *
 * Returns: (transfer full): version, tables and all their rows, in an order of their own
 */
char *tally_test_database_dump (const char        *path,
                                const char *const *skipped);

/**
 * tally_test_database_query:
 * @path: a database
 * @sql: one statement without parameters that reads
 *
 * Returns: (transfer full): its rows, one a line
 */
char *tally_test_database_query (const char       *path,
                                 const char       *sql);

G_END_DECLS
