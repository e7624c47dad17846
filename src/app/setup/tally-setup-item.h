/* tally-setup-item.h
 *
 * A workspace, folder or sheet that one can choose, as lists show it. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-engine-setup.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_ITEM (tally_setup_item_get_type ())

/**
 * TallySetupItem:
 *
 * Properties: "name" (string, read-only, notified); "icon-name" (string, read-only); "can-choose" (boolean, read-only):
 * %FALSE of a line that only says something; "chosen" (boolean).
 */
G_DECLARE_FINAL_TYPE (TallySetupItem, tally_setup_item, TALLY, SETUP_ITEM, GObject)

/**
 * tally_setup_item_new:
 * @kind: what it is
 * @id: its id; 0 = a line that only says something
 * @name: its name; "" = its id is shown
 *
 * Returns: (transfer full): an item, not chosen
 */
TallySetupItem       *tally_setup_item_new         (TallyEnginePlaceKind  kind,
                                                    gint64                id,
                                                    const char           *name);

/**
 * tally_setup_item_get_kind:
 * @self: an item
 *
 * Returns: what it is
 */
TallyEnginePlaceKind  tally_setup_item_get_kind    (TallySetupItem       *self);

/**
 * tally_setup_item_get_id:
 * @self: an item
 *
 * Returns: its id, 0 = none
 */
gint64                tally_setup_item_get_id      (TallySetupItem       *self);

/**
 * tally_setup_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what is shown of it
 */
const char           *tally_setup_item_get_name    (TallySetupItem       *self);

/**
 * tally_setup_item_set_name:
 * @self: an item
 * @name: its name, now that it is known
 *
 * Names it.
 */
void                  tally_setup_item_set_name    (TallySetupItem       *self,
                                                    const char           *name);

/**
 * tally_setup_item_is_chosen:
 * @self: an item
 *
 * Returns: whether somebody chose it
 */
gboolean              tally_setup_item_is_chosen   (TallySetupItem       *self);

/**
 * tally_setup_item_set_chosen:
 * @self: an item
 * @is_chosen: whether somebody chose it
 *
 * Chooses it, or not.
 */
void                  tally_setup_item_set_chosen  (TallySetupItem       *self,
                                                    gboolean              is_chosen);

/**
 * tally_setup_item_get_children:
 * @self: a workspace or folder
 * @out_is_new: (out): nobody asked for them before: they are to be filled
 *
 * Returns: (transfer none) (element-type TallySetupItem): what stands in it
 */
GListStore           *tally_setup_item_get_children (TallySetupItem      *self,
                                                     gboolean            *out_is_new);

G_END_DECLS
