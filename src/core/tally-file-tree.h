/* tally-file-tree.h
 *
 * A folder of our own with all that is in it, removed. Blocking, any thread. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_file_tree_remove:
 * @folder: a folder that this program made
 * @error: return location, or %NULL
 *
 * Removes it and all below; links are removed, never followed. What can't be removed is left, the
 * rest goes all the same.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - something is left; remove it by hand.
 *
 * Returns: %TRUE if it is gone
 */
gboolean tally_file_tree_remove (const char  *folder,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
