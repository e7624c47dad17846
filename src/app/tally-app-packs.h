/* tally-app-packs.h
 *
 * State packs of runs elsewhere, opened by people: chosen, unpacked with a way to stop, asked for a passphrase, put into the
 * session; those opened last are remembered. Adds its actions to the application. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-memory.h"
#include "tally-app-session.h"

G_BEGIN_DECLS

typedef struct _TallyAppPacks TallyAppPacks;

/**
 * tally_app_packs_new:
 * @application: (transfer none): gets the actions "open-pack" () that has a person choose one, "open-pack-file" (s)
 *   that opens one, "reopen-pack" () that opens the last one again, and "save-verdicts" (); must outlive it
 * @session: (transfer none): where an opened pack goes; must outlive it
 * @memory: (transfer none): what was opened last; must outlive it
 *
 * Returns: (transfer full): the opener
 */
TallyAppPacks *tally_app_packs_new      (GtkApplication   *application,
                                         TallyAppSession  *session,
                                         TallyAppMemory   *memory);

/**
 * tally_app_packs_free:
 * @self: (nullable): the opener
 *
 * Stops an opening, removes the actions, and frees it.
 */
void           tally_app_packs_free     (TallyAppPacks    *self);

/**
 * tally_app_packs_open:
 * @self: the opener
 * @file: path of a pack
 *
 * Opens it over the active window: what is open stays until the pack is; if nothing is, the session has the problem.
 */
void           tally_app_packs_open     (TallyAppPacks    *self,
                                         const char       *file);

/**
 * tally_app_packs_get_menu:
 * @self: the opener
 *
 * Returns: (transfer none): the packs opened last, as items of a menu; kept up to date
 */
GMenuModel    *tally_app_packs_get_menu (TallyAppPacks    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppPacks, tally_app_packs_free)

G_END_DECLS
