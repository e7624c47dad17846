/* tally-app-finding-table.h
 *
 * Findings as a table, or, where there is no room for columns, as rows of two lines. Sorts in the store: it tells by what,
 * somebody else asks. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-selection.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_FINDING_TABLE (tally_app_finding_table_get_type ())

/**
 * TallyAppFindingTable:
 *
 * Signals: "sorted" (string sort) somebody wants another order, as tally_query_get_sort() has it with its sign; "opened"
 * (uint position) somebody wants to see a finding: Enter, a double click, or a tap on a row of two lines.
 */
G_DECLARE_FINAL_TYPE (TallyAppFindingTable, tally_app_finding_table, TALLY, APP_FINDING_TABLE, AdwBin)

/**
 * tally_app_finding_table_set_selection:
 * @self: a table
 * @selection: (nullable): what to show, of a list of #TallyFinding
 */
void        tally_app_finding_table_set_selection (TallyAppFindingTable *self,
                                                   TallyAppSelection    *selection);

/**
 * tally_app_finding_table_show_sort:
 * @self: a table
 * @sort: a field, with "-" in front if the greatest come first; "" = importance
 *
 * Shows it in the titles, and tells nobody.
 */
void        tally_app_finding_table_show_sort     (TallyAppFindingTable *self,
                                                   const char           *sort);

/**
 * tally_app_finding_table_scroll_to:
 * @self: a table
 * @position: a place
 *
 * Brings it into sight.
 */
void        tally_app_finding_table_scroll_to     (TallyAppFindingTable *self,
                                                   guint                 position);

/**
 * tally_app_finding_table_get_menu:
 * @self: a table
 *
 * Returns: (transfer none): a menu of its columns
 */
GMenuModel *tally_app_finding_table_get_menu      (TallyAppFindingTable *self);

/**
 * tally_app_finding_table_get_actions:
 * @self: a table
 *
 * Returns: (transfer none): what its menu does, to be inserted as "columns" where the menu's button is
 */
GActionGroup *tally_app_finding_table_get_actions (TallyAppFindingTable *self);

G_END_DECLS
