/* tally-engine-trash-private.h
 *
 * The desktop's trash: puts something there, says where it lies, and takes it out again. Inside the engine. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_engine_trash_put:
 * @path: a file or folder
 * @out_place: (out) (transfer full) (nullable): where it lies now; %NULL = in a trash that can't be looked into
 * @error: return location, or %NULL
 *
 * Errors: those of g_file_trash(), %G_IO_ERROR_NOT_SUPPORTED among them: it is where it was.
 *
 * Returns: %TRUE if it is in the trash
 */
gboolean tally_engine_trash_put  (const char  *path,
                                  char       **out_place,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_trash_take:
 * @place: what tally_engine_trash_put() said
 * @path: where it is to be; nothing may stand there
 * @error: return location, or %NULL
 *
 * Errors: %G_IO_ERROR_NOT_FOUND - the trash was emptied; %G_IO_ERROR_EXISTS - something stands there;
 * %G_IO_ERROR_FAILED - the message says why not.
 *
 * Returns: %TRUE if it is back
 */
gboolean tally_engine_trash_take (const char  *place,
                                  const char  *path,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
