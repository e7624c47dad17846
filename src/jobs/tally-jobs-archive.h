/* tally-jobs-archive.h
 *
 * Where superseded workbooks go before they are deleted: files named by their content, so that
 * keeping one twice keeps it once. Nothing here deletes. Run thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_jobs_archive_find:
 * @folder: the archive
 * @sha256: SHA-256 in hexadecimal
 * @name: the file's name
 *
 * Returns: (transfer full) (nullable): path of the kept file, %NULL if it is not there
 */
char     *tally_jobs_archive_find       (const char  *folder,
                                         const char  *sha256,
                                         const char  *name);

/**
 * tally_jobs_archive_keep_bytes:
 * @folder: the archive; made when missing
 * @sha256: SHA-256 of @bytes in hexadecimal
 * @name: the file's name; a foreign one may not lead out of the folder
 * @bytes: its content
 * @error: return location, or %NULL
 *
 * Writes a file and waits until it is on the disk.
 *
 * Errors: %TALLY_JOBS_ERROR_FAILED - the folder can't be written; nothing may be deleted then.
 *
 * Returns: (transfer full) (nullable): path of the kept file
 */
char     *tally_jobs_archive_keep_bytes (const char  *folder,
                                         const char  *sha256,
                                         const char  *name,
                                         GBytes      *bytes,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_archive_move_file:
 * @folder: the archive; made when missing
 * @sha256: SHA-256 that the file must have
 * @path: the file
 * @error: return location, or %NULL
 *
 * Moves a file into the archive, after a look at its content.
 *
 * Errors: %TALLY_JOBS_ERROR_FAILED - the file is missing, has another content, or the folder can't
 * be written: fetch the bytes from where they are attached instead.
 *
 * Returns: (transfer full) (nullable): path of the kept file
 */
char     *tally_jobs_archive_move_file  (const char  *folder,
                                         const char  *sha256,
                                         const char  *path,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
