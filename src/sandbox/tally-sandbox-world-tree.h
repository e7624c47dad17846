/* tally-sandbox-world-tree.h
 *
 * Workspaces, folders, sheets and people of a world: finding and changing them. Handlers and the
 * generator call it under the server's lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_world_add_container:
 * @self: a world
 * @parent: (nullable): %NULL = a new workspace; else a folder in it
 * @name: its name
 * @at_utc_usec: when it was made
 *
 * Returns: (transfer none): the workspace or folder
 */
TallySandboxContainer *tally_sandbox_world_add_container (TallySandboxWorld     *self,
                                                          TallySandboxContainer *parent,
                                                          const char            *name,
                                                          gint64                 at_utc_usec);

/**
 * tally_sandbox_world_find_container:
 * @self: a world
 * @id: id of a workspace or folder
 *
 * Returns: (transfer none) (nullable): it
 */
TallySandboxContainer *tally_sandbox_world_find_container (TallySandboxWorld *self,
                                                           gint64             id);

/**
 * tally_sandbox_world_add_sheet:
 * @self: a world
 * @container: (nullable): %NULL = the home
 * @name: its name
 * @stamp: who made it, when
 *
 * Returns: (transfer none): a sheet without columns, version 1
 */
TallySandboxSheet *tally_sandbox_world_add_sheet (TallySandboxWorld       *self,
                                                  TallySandboxContainer   *container,
                                                  const char              *name,
                                                  const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_find_sheet:
 * @self: a world
 * @id: a sheet's id
 *
 * Returns: (transfer none) (nullable): the sheet
 */
TallySandboxSheet *tally_sandbox_world_find_sheet (TallySandboxWorld *self,
                                                   gint64             id);

/**
 * tally_sandbox_world_rename_sheet:
 * @self: a world
 * @sheet: a sheet
 * @name: its new name
 * @stamp: who, when
 *
 * Renames it.
 */
void tally_sandbox_world_rename_sheet (TallySandboxWorld       *self,
                                       TallySandboxSheet       *sheet,
                                       const char              *name,
                                       const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_remove_sheet:
 * @self: a world
 * @sheet: a sheet; gone afterwards
 * @stamp: who, when
 *
 * Removes it with its attachments.
 */
void tally_sandbox_world_remove_sheet (TallySandboxWorld       *self,
                                       TallySandboxSheet       *sheet,
                                       const TallySandboxStamp *stamp);

/**
 * tally_sandbox_world_ensure_user:
 * @self: a world
 * @email: an address
 * @name: (nullable): shown name; %NULL = @email
 *
 * Returns: (transfer none): the user of that address, made if there was none
 */
TallySandboxUser *tally_sandbox_world_ensure_user (TallySandboxWorld *self,
                                                   const char        *email,
                                                   const char        *name);

G_END_DECLS
