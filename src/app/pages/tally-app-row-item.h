/* tally-app-row-item.h
 *
 * One row of a short list, in words: what it is, more about it, a value at its end. Lists of several pages are made of
 * them. Main thread. Depends on GTK alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TALLY_TYPE_APP_ROW_ITEM (tally_app_row_item_get_type ())

/**
 * TallyAppRowItem:
 *
 * Properties, construct-only: "title", "subtitle", "value" (strings, never %NULL); "style" (string) a style class of the
 * value, "" = none; "number" (int64) what the list's owner knows it by.
 */
G_DECLARE_FINAL_TYPE (TallyAppRowItem, tally_app_row_item, TALLY, APP_ROW_ITEM, GObject)

/**
 * TallyAppRowWords:
 * @title: what it is
 * @subtitle: (nullable): more about it
 * @value: (nullable): what stands at its end
 * @style: (nullable): a style class of the value
 * @number: what the list's owner knows it by
 *
 * What a row says; copied.
 */
typedef struct {
  const char *title;
  const char *subtitle;
  const char *value;
  const char *style;
  gint64      number;
} TallyAppRowWords;

/**
 * tally_app_row_item_new:
 * @words: what it says
 *
 * Returns: (transfer full): an item
 */
TallyAppRowItem *tally_app_row_item_new        (const TallyAppRowWords *words);

/**
 * tally_app_row_item_append:
 * @list: (element-type TallyAppRowItem): a list
 * @words: what a row says
 *
 * Adds a row to a list.
 */
void             tally_app_row_item_append     (GListStore             *list,
                                                const TallyAppRowWords *words);

/**
 * tally_app_row_item_get_number:
 * @self: an item
 *
 * Returns: what the list's owner knows it by
 */
gint64           tally_app_row_item_get_number (TallyAppRowItem        *self);

/**
 * tally_app_row_item_create_row:
 * @item: (type TallyAppRowItem): an item
 * @data: not used
 *
 * Makes the row of an item, for gtk_list_box_bind_model().
 *
 * Returns: (transfer floating): an AdwActionRow
 */
GtkWidget       *tally_app_row_item_create_row (gpointer                item,
                                                gpointer                data);

G_END_DECLS
