/* tally-app-finding-columns.h
 *
 * The columns of a table of findings: what each says of one, how its cells are made, and the same for a narrow row and for
 * the clipboard. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyAppFindingColumn:
 * @field: name of the field, as queries have it
 * @title: its title; marked for translation
 * @width_px: its width, px
 * @is_wide: whether it takes the room that is left
 * @is_number: whether it is set flush with the others' last digits
 * @is_shown: whether it is shown unless somebody chose
 * @dup_text: its text for people
 * @dup_plain: (nullable): its text for other programs, %NULL = the same
 * @get_style: (nullable): a style class, for colour
 *
 * A column.
 */
typedef struct {
  const char  *field;
  const char  *title;
  int          width_px;
  gboolean     is_wide;
  gboolean     is_number;
  gboolean     is_shown;
  char       *(*dup_text)  (const TallyFinding *finding);
  char       *(*dup_plain) (const TallyFinding *finding);
  const char *(*get_style) (const TallyFinding *finding);
} TallyAppFindingColumn;

/**
 * tally_app_finding_columns_get_n:
 *
 * Returns: how many there are
 */
guint                        tally_app_finding_columns_get_n           (void);

/**
 * tally_app_finding_columns_get:
 * @index: 0 … their number - 1
 *
 * Returns: (transfer none): a column, in the order shown
 */
const TallyAppFindingColumn *tally_app_finding_columns_get             (guint                        index);

/**
 * tally_app_finding_columns_new_factory:
 * @column: a column
 *
 * Returns: (transfer full): makes its cells, for items of #TallyEngineListItem of #TallyFinding
 */
GtkListItemFactory          *tally_app_finding_columns_new_factory     (const TallyAppFindingColumn *column);

/**
 * tally_app_finding_columns_new_row_factory:
 *
 * Returns: (transfer full): makes rows of two lines
 */
GtkListItemFactory          *tally_app_finding_columns_new_row_factory (void);

/**
 * tally_app_finding_columns_dup_line:
 * @finding: (nullable): a finding, %NULL = the titles
 *
 * Returns: (transfer full): all columns as a line of tab-separated values, with its line end: amounts as plain numbers,
 *   days as ISO, nothing that a spreadsheet would take for a formula
 */
char                        *tally_app_finding_columns_dup_line        (const TallyFinding          *finding);

G_END_DECLS
