/* tally-file-stream.h
 *
 * Files as streams without GFile, whose first use loads GIO's modules and may look for a session
 * bus. Blocking, any thread. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_file_stream_read:
 * @path: a file
 * @error: return location, or %NULL
 *
 * Opens it.
 *
 * Errors: those of #GIOErrorEnum, as the system's reason says; the caller names the file.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GInputStream  *tally_file_stream_read   (const char    *path,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_stream_read_bytes:
 * @path: a file, also a pipe or a device
 * @max_bytes: how large it may be
 * @error: return location, or %NULL
 *
 * Reads it. Of a larger one it takes a byte more than it may have, so that who reads them refuses it as such.
 *
 * Errors: those of #GIOErrorEnum, as the system's reason says; the caller names the file.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes        *tally_file_stream_read_bytes (const char  *path,
                                             gsize        max_bytes,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_stream_create:
 * @path: a file that is not there yet
 * @error: return location, or %NULL
 *
 * Makes it, for its owner alone. Close it and look whether that failed.
 *
 * Errors: those of #GIOErrorEnum, as the system's reason says; the caller names the file.
 *
 * Returns: (transfer full) (nullable): where its bytes go
 */
GOutputStream *tally_file_stream_create (const char    *path,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_stream_sync:
 * @stream: a stream of tally_file_stream_create()
 * @error: return location, or %NULL
 *
 * Makes what was written so far survive a power cut, while the file stays open.
 *
 * Errors: those of #GIOErrorEnum, as the system's reason says; the caller names the file.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean       tally_file_stream_sync   (GOutputStream *stream,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
