/* tally-engine-list-private.h
 *
 * What a list and its items share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-list-item.h"

G_BEGIN_DECLS

/**
 * tally_engine_list_item_new:
 * @living: items by key; the item takes itself out when it is finalized
 * @key: number of its record, not in @living
 * @record_free: frees its record
 *
 * Returns: (transfer full): an item without its record, in @living, which does not own it
 */
TallyEngineListItem *tally_engine_list_item_new        (GHashTable           *living,
                                                        gint64                key,
                                                        GDestroyNotify        record_free);

/**
 * tally_engine_list_item_take_record:
 * @self: an item
 * @record: (transfer full): its record
 *
 * Tells those who look at it.
 */
void                 tally_engine_list_item_take_record (TallyEngineListItem *self,
                                                         gpointer             record);

/**
 * tally_engine_list_item_touch:
 * @self: an item
 * @kept: items that are kept though nobody holds them, the last looked at first; owns a reference of each
 *
 * Puts it in front.
 */
void                 tally_engine_list_item_touch      (TallyEngineListItem  *self,
                                                        GQueue               *kept);

/**
 * tally_engine_list_item_let_go:
 * @self: an item of @kept
 * @kept: items that are kept
 *
 * Takes it out.
 */
void                 tally_engine_list_item_let_go     (TallyEngineListItem  *self,
                                                        GQueue               *kept);

/**
 * tally_engine_list_item_is_held:
 * @self: an item
 *
 * Returns: whether somebody else than the queue of those that are kept has a reference
 */
gboolean             tally_engine_list_item_is_held    (TallyEngineListItem  *self);

G_END_DECLS
