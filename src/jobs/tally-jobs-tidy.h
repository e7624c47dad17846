/* tally-jobs-tidy.h
 *
 * Which workbooks of the output folder may go: those that a newer one of the same identity took
 * the place of, long enough ago. Never one that is current, nor one of a workbook that is held or
 * was skipped, nor a file that is not ours by name, store and content. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cleanup.h"
#include "tally-jobs-context.h"
#include "tally-jobs-trash.h"

G_BEGIN_DECLS

/**
 * tally_jobs_tidy_output:
 * @context: the run
 * @trash: where they go
 * @cleanup: gets what went, or would go when it is a preview
 * @error: return location, or %NULL
 *
 * Moves them to the trash; what was issued is kept in the archive before. Without a plan of this or
 * an earlier run nothing goes.
 *
 * Errors: those of the store; a file that can't be moved is told in the run and stays.
 *
 * Returns: %TRUE if all were looked at
 */
gboolean tally_jobs_tidy_output  (TallyJobsContext      *context,
                                  const TallyJobsTrash  *trash,
                                  TallyCleanup          *cleanup,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_tidy_target:
 * @context: the run
 * @cleanup: gets what went, or would go when it is a preview
 * @error: return location, or %NULL
 *
 * Deletes superseded attachments that a killed run archived and did not come to delete: only those
 * of the journal, whose bytes are soundly in the archive and whose successor hangs there.
 *
 * Errors: those of the lease and of the store, and of the client that concern all; what concerns one
 * attachment is told in the run.
 *
 * Returns: %TRUE if all were looked at
 */
gboolean tally_jobs_tidy_target  (TallyJobsContext      *context,
                                  TallyCleanup          *cleanup,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_tidy_archive:
 * @context: the run
 * @cleanup: gets what went, or would go when it is a preview
 * @error: return location, or %NULL
 *
 * Keeps what hangs on the target and is not in the archive yet but lies in the output folder, and
 * drops the contents that no version had for [archive] keep-years years; each in the trail.
 *
 * Errors: those of the store; a file that can't be removed is told in the run and stays.
 *
 * Returns: %TRUE if all were looked at
 */
gboolean tally_jobs_tidy_archive (TallyJobsContext      *context,
                                  TallyCleanup          *cleanup,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
