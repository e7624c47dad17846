/* tally-file-lines.h
 *
 * A file of lines that only grows: each line is whole and on the disk, or not there. What a killed process left of a
 * line is cut before the next one. Blocking, any thread; one process at a time. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_file_lines_append:
 * @path: the file; made for its owner alone if it is not there yet, its folder must be
 * @lines: a line, or several with line ends between them, without one at the end
 * @error: return location, or %NULL
 *
 * Adds them behind all others, for good: all of them or none.
 *
 * Errors: %TALLY_CORE_ERROR_BUSY - another process is writing to it: try again;
 * %TALLY_CORE_ERROR_FAILED - the message names the file and the system's reason; the file is as it was.
 *
 * Returns: %TRUE if they are on the disk
 */
gboolean  tally_file_lines_append (const char  *path,
                                   const char  *lines,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_lines_read:
 * @path: the file
 * @max_bytes: how large it may be
 * @error: return location, or %NULL
 *
 * Reads the whole lines; one without an end was never finished, and is left out.
 *
 * Errors: %TALLY_CORE_ERROR_LIMIT - it is larger; those of #GIOErrorEnum, %G_IO_ERROR_NOT_FOUND among them.
 *
 * Returns: (transfer full) (nullable): its lines with their ends
 */
GBytes   *tally_file_lines_read   (const char  *path,
                                   gsize        max_bytes,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
