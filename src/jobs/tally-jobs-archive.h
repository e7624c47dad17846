/* tally-jobs-archive.h
 *
 * The bytes of every workbook that was issued: files named by their SHA-256, so that keeping one
 * twice keeps it once, read back only when they still are what was put there. Which workbook a
 * content belongs to stands in the store (tally-store-versions.h). They lie in a folder, or in packs
 * that are carried beside the state. Any thread without a vault, else its owner's. Depends on core
 * and store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-store-vault.h"

G_BEGIN_DECLS

/**
 * TallyJobsArchive:
 * @folder: (borrowed): plain files; may be missing
 * @vault: (borrowed) (nullable): packs that are carried with the state: what is kept goes there and
 *   @folder is only read
 *
 * Where contents are.
 */
typedef struct _TallyJobsArchive {
  const char      *folder;
  TallyStoreVault *vault;
} TallyJobsArchive;

/**
 * tally_jobs_archive_dup_name:
 * @sha256: SHA-256, 64 lower-case hexadecimal digits
 *
 * Returns: (transfer full) (nullable): where the content stands within an archive, "ab/abcd….xlsx";
 *   %NULL if @sha256 is none
 */
char     *tally_jobs_archive_dup_name (const char    *sha256);

/**
 * tally_jobs_archive_has:
 * @self: the archive
 * @sha256: SHA-256 in hexadecimal
 *
 * Looks whether there is a file, not at its content.
 *
 * Returns: whether the archive holds it
 */
gboolean  tally_jobs_archive_has      (const TallyJobsArchive *self,
                                       const char             *sha256);

/**
 * tally_jobs_archive_load:
 * @self: the archive
 * @sha256: SHA-256 in hexadecimal
 * @error: return location, or %NULL
 *
 * Reads a content and checks it.
 *
 * Errors: %TALLY_JOBS_ERROR_NOT_KEPT - it is not there; %TALLY_JOBS_ERROR_DAMAGED - its file has
 * other bytes, restore it from a backup of the archive; %TALLY_JOBS_ERROR_ARCHIVE - it can't be read.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes   *tally_jobs_archive_load     (const TallyJobsArchive *self,
                                       const char             *sha256,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_archive_keep:
 * @self: the archive; its folder is made when missing
 * @sha256: SHA-256 of @bytes in hexadecimal
 * @bytes: a workbook
 * @error: return location, or %NULL
 *
 * Writes it and waits until file and folder are on the disk. A sound file of this content is left;
 * a damaged one is replaced.
 *
 * Errors: %TALLY_JOBS_ERROR_ARCHIVE - the folder can't be written; nothing may be deleted then.
 *
 * Returns: %TRUE if it is kept
 */
gboolean  tally_jobs_archive_keep     (const TallyJobsArchive *self,
                                       const char             *sha256,
                                       GBytes                 *bytes,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_archive_keep_file:
 * @self: the archive; its folder is made when missing
 * @sha256: SHA-256 that the file must have
 * @path: the file; stays
 * @error: return location, or %NULL
 *
 * Keeps the bytes of a file, unless the archive holds them soundly already.
 *
 * Errors: %TALLY_JOBS_ERROR_NOT_KEPT - the file is missing or has another content: fetch the bytes
 * from where they are attached instead; %TALLY_JOBS_ERROR_ARCHIVE - the folder can't be written.
 *
 * Returns: %TRUE if it is kept
 */
gboolean  tally_jobs_archive_keep_file (const TallyJobsArchive *self,
                                        const char             *sha256,
                                        const char             *path,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_archive_drop:
 * @self: the archive
 * @sha256: SHA-256 in hexadecimal
 * @out_size_bytes: (out) (optional): what it took on the disk, 0 = it was not there
 * @error: return location, or %NULL
 *
 * Removes a content for good; one that is gone already counts as removed.
 *
 * Errors: %TALLY_JOBS_ERROR_ARCHIVE - it can't be removed.
 *
 * Returns: %TRUE if it is gone
 */
gboolean  tally_jobs_archive_drop     (const TallyJobsArchive *self,
                                       const char             *sha256,
                                       guint64                *out_size_bytes,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
