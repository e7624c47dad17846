/* tally-engine-list-item.h
 *
 * A place of a long list: its record comes when somebody looks at it, and is another one when the store has changed.
 * Made by the list alone. Owner's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TALLY_TYPE_ENGINE_LIST_ITEM (tally_engine_list_item_get_type ())

/**
 * TallyEngineListItem:
 *
 * Property, read-only and notified: "record" (pointer, nullable) what the list is of; %NULL until it was read.
 */
G_DECLARE_FINAL_TYPE (TallyEngineListItem, tally_engine_list_item, TALLY, ENGINE_LIST_ITEM, GObject)

/**
 * tally_engine_list_item_get_key:
 * @self: an item
 *
 * Returns: number of its record in the store
 */
gint64   tally_engine_list_item_get_key    (TallyEngineListItem *self);

/**
 * tally_engine_list_item_get_record:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its record until the next turn of the main loop; %NULL until it was read
 */
gpointer tally_engine_list_item_get_record (TallyEngineListItem *self);

G_END_DECLS
