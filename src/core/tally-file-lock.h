/* tally-file-lock.h
 *
 * One process at a time for a file that is replaced as a whole: the lock stands in "<file>.lock"
 * beside it and goes with the process that holds it, however that ends. Any thread. Depends on GIO
 * alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyFileLock TallyFileLock;

/**
 * tally_file_lock_new:
 * @path: the file, which need not be there; its folder must be
 * @error: return location, or %NULL
 *
 * Takes the lock or fails; never waits.
 *
 * Errors: %TALLY_CORE_ERROR_BUSY - another process, or another lock of this one, holds it: try
 * again later; %TALLY_CORE_ERROR_FAILED - the folder can't be written.
 *
 * Returns: (transfer full) (nullable): the lock
 */
TallyFileLock *tally_file_lock_new  (const char     *path,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_lock_free:
 * @self: (nullable): a lock
 *
 * Gives it back; nothing is left beside the file.
 */
void           tally_file_lock_free (TallyFileLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFileLock, tally_file_lock_free)

G_END_DECLS
