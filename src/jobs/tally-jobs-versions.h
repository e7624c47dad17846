/* tally-jobs-versions.h
 *
 * Looking at what was issued: whether its bytes still are in the archive, and what differs between
 * two versions, from the lines that the store keeps, else from the workbooks themselves. Reads
 * only. Thread of the store's connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-jobs-archive.h"
#include "tally-store.h"
#include "tally-version-diff.h"

G_BEGIN_DECLS

/**
 * tally_jobs_versions_look:
 * @archive: the archive
 * @version: a version; its @bytes are set
 *
 * Finds out what became of a version's bytes: reads and checks them.
 */
void        tally_jobs_versions_look       (const TallyJobsArchive *archive,
                                            TallyVersion           *version);

/**
 * tally_jobs_versions_load_group:
 * @store: a store
 * @version: a version
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): its lines as they were published, with its fingerprint and
 *   time; no lines if the store does not know them
 */
TallyGroup *tally_jobs_versions_load_group (TallyStore         *store,
                                            const TallyVersion *version,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_versions_compare:
 * @store: a store
 * @archive: the archive
 * @diff: a diff without lines; gets them
 * @error: return location, or %NULL
 *
 * Compares the lines of two versions by sheet and row; where the store does not know them, the
 * cells of both workbooks.
 *
 * Errors: %TALLY_JOBS_ERROR_NOT_KEPT, %TALLY_JOBS_ERROR_DAMAGED - the lines are not known and a
 * workbook can't be read from the archive either; those of the store and of tally_workbook_read().
 *
 * Returns: %TRUE if they were compared
 */
gboolean    tally_jobs_versions_compare    (TallyStore              *store,
                                            const TallyJobsArchive  *archive,
                                            TallyVersionDiff        *diff,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
