/* tally-jobs-trash.h
 *
 * The output folder's trash: workbooks that may go are moved there, not deleted. With a desktop it
 * is the desktop's; else a folder ".trash" with one folder a day, whose old days are emptied.
 * Links are never followed, and what is no workbook of ours is never touched. Run thread. Depends
 * on GIO, core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cleanup.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * TallyJobsTrash:
 * @folder: (borrowed): the output folder
 * @use_desktop: whether there is a desktop whose trash to use
 * @today: the day by UTC
 */
typedef struct {
  const char *folder;
  gboolean    use_desktop;
  TallyDay    today;
} TallyJobsTrash;

/**
 * tally_jobs_trash_move:
 * @self: the trash
 * @name: a file directly in the output folder
 * @error: return location, or %NULL
 *
 * Moves a file there; one of the same name and day stays beside it.
 *
 * Errors: %TALLY_JOBS_ERROR_OUTPUT - it can't be moved; correct the folder's permissions.
 *
 * Returns: %TRUE if it is there
 */
gboolean tally_jobs_trash_move          (const TallyJobsTrash  *self,
                                         const char            *name,
                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_trash_empty:
 * @self: the trash
 * @keep_days: days that a file stays
 * @cleanup: gets what went, or would go when it is a preview
 *
 * Deletes the workbooks of days that are over, and the folders of those days when nothing else is
 * in them. What can't be deleted stays for the next time.
 */
void     tally_jobs_trash_empty         (const TallyJobsTrash  *self,
                                         guint                  keep_days,
                                         TallyCleanup          *cleanup);

/**
 * tally_jobs_trash_remove_week_folders:
 * @self: the trash
 * @cleanup: gets what went, or would go when it is a preview
 *
 * Removes empty folders in the output folder that are named as a week, "081725".
 */
void     tally_jobs_trash_remove_week_folders (const TallyJobsTrash  *self,
                                               TallyCleanup          *cleanup);

G_END_DECLS
