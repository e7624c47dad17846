/* tally-page-runs-item.h
 *
 * A row of the Runs page's lists: texts and an icon, made once and never changed, so that a list that is read again
 * can tell what is new. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_RUNS_ITEM (tally_page_runs_item_get_type ())

/**
 * TallyPageRunsItem:
 *
 * Properties, all read-only texts but "tone-classes" (strv: classes that colour the icon): "id", "icon-name", "title",
 * "subtitle", "value", "badge".
 */
G_DECLARE_FINAL_TYPE (TallyPageRunsItem, tally_page_runs_item, TALLY, PAGE_RUNS_ITEM, GObject)

/**
 * TallyPageRunsWords:
 * @id: (nullable): what it is about, for whoever gets the row activated
 * @icon_name: (nullable): a symbolic icon, whose meaning the texts say too
 * @tone: (nullable): class that colours the icon: "success", "warning", "error", "accent"
 * @title: its first line
 * @subtitle: (nullable): its second line
 * @value: (nullable): a short text at its end
 * @badge: (nullable): a word beside the title
 * @action: (nullable): name of an action that takes @id
 * @action_label: (nullable): its button
 * @action2: (nullable): another one
 * @action2_label: (nullable): its button
 *
 * What a row is made of.
 */
typedef struct {
  const char *id;
  const char *icon_name;
  const char *tone;
  const char *title;
  const char *subtitle;
  const char *value;
  const char *badge;
  const char *action;
  const char *action_label;
  const char *action2;
  const char *action2_label;
} TallyPageRunsWords;

/**
 * tally_page_runs_item_new:
 * @words: what it is made of; copied
 *
 * Returns: (transfer full): a row
 */
TallyPageRunsItem *tally_page_runs_item_new         (const TallyPageRunsWords *words);

/**
 * tally_page_runs_item_get:
 * @self: a row
 *
 * Returns: (transfer none): what it is made of; no text is %NULL
 */
const TallyPageRunsWords *tally_page_runs_item_get  (TallyPageRunsItem        *self);

/**
 * tally_page_runs_item_fill:
 * @store: (element-type TallyPageRunsItem): a list
 * @items: (transfer full) (element-type TallyPageRunsItem): what is to stand in it
 *
 * Changes the list where it differs; one that says the same stays as it is, with what is selected in it.
 */
void               tally_page_runs_item_fill        (GListStore               *store,
                                                     GPtrArray                *items);

/**
 * tally_page_runs_item_create_row:
 * @item: (type TallyPageRunsItem): a row
 * @data: unused
 *
 * For gtk_list_box_bind_model().
 *
 * Returns: (transfer floating): a widget for it
 */
GtkWidget         *tally_page_runs_item_create_row  (gpointer                  item,
                                                     gpointer                  data);

G_END_DECLS
