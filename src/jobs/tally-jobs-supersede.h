/* tally-jobs-supersede.h
 *
 * What a workbook replaces on the target: found, its bytes kept in the archive, then deleted, each
 * step journalled. Only older files of the same identity on the same row, what we published
 * ourselves, and what a take-over overruled; never a file whose name says nothing, never one that
 * came after ours and was not looked at. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-target.h"
#include "tally-store-publications.h"

G_BEGIN_DECLS

/**
 * tally_jobs_supersede_overrule:
 * @context: the run
 * @files: (element-type TallyJobsFile): the files of one workbook on its row, as the run found them
 *
 * Notes that a take-over may replace what hangs there, even what is newer than ours: the newest was
 * looked at and is not larger beyond the guard's share.
 */
void       tally_jobs_supersede_overrule (TallyJobsContext           *context,
                                          GPtrArray                  *files);

/**
 * tally_jobs_supersede_list:
 * @context: the run; it has a target
 * @identity: a workbook's identity
 * @row_id: the row that holds the current one
 * @attachment_id: the current one
 * @previous: (nullable): what was published before, wherever it hangs
 *
 * Returns: (transfer container) (element-type TallyJobsFile): what @attachment_id supersedes
 */
GPtrArray *tally_jobs_supersede_list   (TallyJobsContext            *context,
                                        const TallyIdentity         *identity,
                                        gint64                       row_id,
                                        gint64                       attachment_id,
                                        const TallyStorePublication *previous);

/**
 * tally_jobs_supersede_remove:
 * @context: the run; it has a gateway and a target
 * @identity: the identity of the workbook that takes its place
 * @file: a file of tally_jobs_supersede_list(); gone from the target afterwards
 * @error: return location, or %NULL
 *
 * Keeps its bytes, then deletes it. When they can't be kept it is not deleted.
 *
 * Errors: %TALLY_JOBS_ERROR_FAILED - the bytes can't be kept; those of the client and the store.
 *
 * Returns: %TRUE if it is gone
 */
gboolean   tally_jobs_supersede_remove (TallyJobsContext            *context,
                                        const TallyIdentity         *identity,
                                        const TallyJobsFile         *file,
                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
