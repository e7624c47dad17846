/* tally-app-selection.h
 *
 * What is selected of a long list: by key, so that it stays with its records when the list is sorted, chosen from or
 * changed by a run; as ranges, so that selecting all of half a million reads none of them. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tally-engine-list.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_SELECTION (tally_app_selection_get_type ())

/**
 * TallyAppSelection:
 *
 * A #GtkSelectionModel over a #TallyEngineList.
 *
 * Signal: "changed" () something else is selected, or what is selected amounts to something else.
 */
G_DECLARE_FINAL_TYPE (TallyAppSelection, tally_app_selection, TALLY, APP_SELECTION, GObject)

/**
 * tally_app_selection_new:
 * @list: a list
 *
 * Returns: (transfer full): a selection of nothing
 */
TallyAppSelection *tally_app_selection_new          (TallyEngineList   *list);

/**
 * tally_app_selection_get_list:
 * @self: a selection
 *
 * Returns: (transfer none): its list
 */
TallyEngineList   *tally_app_selection_get_list     (TallyAppSelection *self);

/**
 * tally_app_selection_get_n:
 * @self: a selection
 *
 * Returns: how many are selected
 */
guint              tally_app_selection_get_n        (TallyAppSelection *self);

/**
 * tally_app_selection_get_total_cents:
 * @self: a selection
 *
 * Returns: what those that are selected amount to
 */
gint64             tally_app_selection_get_total_cents (TallyAppSelection *self);

/**
 * tally_app_selection_get_first:
 * @self: a selection
 * @out_position: (out): the first place that is selected; untouched if none is
 *
 * Returns: whether any is
 */
gboolean           tally_app_selection_get_first    (TallyAppSelection *self,
                                                     guint             *out_position);

/**
 * tally_app_selection_get_last:
 * @self: a selection
 * @out_position: (out): the last place that is selected; untouched if none is
 *
 * Returns: whether any is
 */
gboolean           tally_app_selection_get_last     (TallyAppSelection *self,
                                                     guint             *out_position);

/**
 * tally_app_selection_dup_keys:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): keys of those that are selected, in the order of the list
 */
GArray            *tally_app_selection_dup_keys     (TallyAppSelection *self);

/**
 * tally_app_selection_select_only:
 * @self: a selection
 * @position: a place; one behind the end selects the last, if there is any
 *
 * Selects one.
 */
void               tally_app_selection_select_only  (TallyAppSelection *self,
                                                     guint              position);

G_END_DECLS
