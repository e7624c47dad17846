/* tally-file.h
 *
 * Files that are whole or not there: written beside, synced, renamed in; names from foreign text
 * that can't leave their folder; sizes and hashes. Blocking, any thread. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_file_dup_beside:
 * @path: where a file is to stand at last
 *
 * A name in the same folder for a writer that needs a path of its own. It starts with a dot, ends
 * in ".tmp" and differs between processes and calls.
 *
 * Returns: (transfer full): the path; nothing is made
 */
char     *tally_file_dup_beside     (const char    *path);

/**
 * tally_file_is_beside:
 * @name: name of a file
 *
 * Returns: whether tally_file_dup_beside() makes such names: what a killed process was writing
 */
gboolean  tally_file_is_beside      (const char    *name);

/**
 * tally_file_commit:
 * @beside: a finished, closed file of tally_file_dup_beside()
 * @path: where it is to stand; a file that is there is replaced
 * @error: return location, or %NULL
 *
 * Syncs the file, renames it in and syncs the folder: after this returns, a power cut leaves the
 * new file. On failure @beside is removed and @path is as it was.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - the message names the file and the system's reason.
 *
 * Returns: %TRUE if it stands
 */
gboolean  tally_file_commit         (const char    *beside,
                                     const char    *path,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_write:
 * @path: where the file is to stand; a file that is there is replaced
 * @data: (array length=size): its bytes
 * @size: their number
 * @mode: its permissions, e.g. 0600
 * @error: return location, or %NULL
 *
 * Writes beside and commits.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - the message names the file and the system's reason.
 *
 * Returns: %TRUE if it stands
 */
gboolean  tally_file_write          (const char    *path,
                                     const void    *data,
                                     gsize          size,
                                     guint          mode,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_join:
 * @folder: a folder
 * @name: a file's name from foreign text
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_CORE_ERROR_PARSE - @name is empty, ".", "..", holds a slash or a control
 * character, or is longer than 255 bytes; the input is wrong.
 *
 * Returns: (transfer full): the path, which stands directly in @folder
 */
char     *tally_file_join           (const char    *folder,
                                     const char    *name,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_ensure_folder:
 * @folder: a folder
 * @error: return location, or %NULL
 *
 * Makes it, and those above it, for the owner alone (0700), unless it is there.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - it can't be made, or is no folder.
 *
 * Returns: %TRUE if it is there
 */
gboolean  tally_file_ensure_folder  (const char    *folder,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_sync_folder:
 * @folder: an existing folder
 * @error: return location, or %NULL
 *
 * Makes what was made, renamed or removed directly in it survive a power cut.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - the message names the folder and the system's reason.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean  tally_file_sync_folder    (const char    *folder,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_ensure_space:
 * @folder: an existing folder
 * @needed_bytes: what is about to be written, bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_CORE_ERROR_LIMIT - less is free; free some or choose another folder;
 * %TALLY_CORE_ERROR_FAILED - it can't be asked.
 *
 * Returns: %TRUE if that much is free
 */
gboolean  tally_file_ensure_space   (const char    *folder,
                                     guint64        needed_bytes,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_file_hash:
 * @path: a file
 * @cancellable: (nullable): stops between blocks
 * @out_size_bytes: (out) (optional): its size in bytes; untouched on failure
 * @error: return location, or %NULL
 *
 * Reads it in blocks.
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - it can't be read; %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: (transfer full): its SHA-256, 64 lower-case hexadecimal digits
 */
char     *tally_file_hash           (const char    *path,
                                     GCancellable  *cancellable,
                                     guint64       *out_size_bytes,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
