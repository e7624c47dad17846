/* tally-cli-table.h
 *
 * A table of text for people: columns as wide as what they hold, cut to the terminal's width where
 * there is one. Widths are those of the terminal's cells, not of bytes. One owner. Sees GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyCliColumn:
 * @title: head of the column
 * @is_number: whether its texts stand to the right
 * @may_shrink: whether its texts may be cut when the table is wider than the terminal
 */
typedef struct {
  const char *title;
  gboolean    is_number;
  gboolean    may_shrink;
} TallyCliColumn;

typedef struct _TallyCliTable TallyCliTable;

/**
 * tally_cli_table_new:
 * @columns: (array length=n_columns): the columns; must outlive the table
 * @n_columns: their number, 1 and up
 *
 * Returns: (transfer full): a table without rows
 */
TallyCliTable *tally_cli_table_new     (const TallyCliColumn *columns,
                                        guint                 n_columns);

/**
 * tally_cli_table_free:
 * @self: (nullable): a table
 *
 * Frees it.
 */
void           tally_cli_table_free    (TallyCliTable        *self);

/**
 * tally_cli_table_add:
 * @self: a table
 * @text: text of the next cell, row by row; copied; control characters are shown as "?"
 *
 * Adds a cell.
 */
void           tally_cli_table_add     (TallyCliTable        *self,
                                        const char           *text);

/**
 * tally_cli_table_dup_text:
 * @self: a table whose last row is complete
 * @max_width: cells of the terminal, 0 = no limit
 *
 * Returns: (transfer full): the table with its heads, each line ended; cut texts end in "…"
 */
char          *tally_cli_table_dup_text (const TallyCliTable *self,
                                         guint                max_width);

/**
 * tally_cli_table_get_width:
 *
 * Returns: cells of the terminal that stdout is, 0 if it is none
 */
guint          tally_cli_table_get_width (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyCliTable, tally_cli_table_free)

G_END_DECLS
