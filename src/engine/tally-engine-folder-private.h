/* tally-engine-folder-private.h
 *
 * A folder that holds an unpacked store for as long as its process lives: named at random, for its owner alone, held
 * by a lock, so that what a killed process left is told apart and swept. Inside the engine. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyEngineFolder TallyEngineFolder;

/**
 * tally_engine_folder_new:
 * @parent: an existing folder
 * @prefix: how all such folders begin
 * @error: return location, or %NULL
 *
 * Sweeps those of dead processes, then makes one.
 *
 * Errors: those of mkdtemp() as #GFileError; %TALLY_CORE_ERROR_FAILED - it can't be locked.
 *
 * Returns: (transfer full) (nullable): a folder, empty but for its lock
 */
TallyEngineFolder *tally_engine_folder_new      (const char         *parent,
                                                 const char         *prefix,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_folder_free:
 * @self: (nullable): a folder
 *
 * Lets go of it: what is in it stays, and no sweep takes it.
 */
void               tally_engine_folder_free     (TallyEngineFolder  *self);

/**
 * tally_engine_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): where it is
 */
const char        *tally_engine_folder_get_path (TallyEngineFolder  *self);

/**
 * tally_engine_folder_remove:
 * @self: a folder
 * @error: return location, or %NULL
 *
 * Removes it with all that is in it.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - something is left; remove it by hand.
 *
 * Returns: %TRUE if it is gone
 */
gboolean           tally_engine_folder_remove   (TallyEngineFolder  *self,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineFolder, tally_engine_folder_free)

G_END_DECLS
