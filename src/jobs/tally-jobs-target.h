/* tally-jobs-target.h
 *
 * The target sheet as one run sees it: which row takes which work request, and which files hang
 * on each row. Read once, kept up to date with what the run itself attaches and deletes. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-attachment.h"
#include "tally-identity.h"
#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

typedef struct _TallyJobsTarget TallyJobsTarget;

/**
 * TallyJobsFile:
 * @attachment: (owned): the attachment
 * @name: (owned) (nullable): its name taken apart, %NULL if it is no workbook's
 *
 * A file on a row of the target.
 */
typedef struct {
  TallyAttachment *attachment;
  TallyFileName   *name;
} TallyJobsFile;

/**
 * tally_jobs_target_new:
 * @sheet_id: the target sheet
 *
 * Returns: (transfer full): a target that was not read
 */
TallyJobsTarget *tally_jobs_target_new             (gint64                  sheet_id);

/**
 * tally_jobs_target_free:
 * @self: (nullable): a target
 *
 * Frees it.
 */
void             tally_jobs_target_free            (TallyJobsTarget        *self);

/**
 * tally_jobs_target_find_column:
 * @sheet: the target sheet's head, with its columns
 *
 * Returns: id of the column of work requests, 0 if there is none
 */
gint64           tally_jobs_target_find_column (const TallySheet       *sheet);

/**
 * tally_jobs_target_read_rows:
 * @self: a target
 * @client: the API
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Reads which row has which work request.
 *
 * Errors: those of the client; %TALLY_JOBS_ERROR_NO_COLUMN - no column "Work Request #".
 *
 * Returns: %TRUE if all rows were read
 */
gboolean         tally_jobs_target_read_rows       (TallyJobsTarget        *self,
                                                    TallySmartsheetClient  *client,
                                                    GCancellable           *cancellable,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_target_read_files:
 * @self: a target
 * @client: the API
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Reads which files hang on the rows, all pages; forgets what it knew before.
 *
 * Errors: those of the client.
 *
 * Returns: %TRUE if all files were read
 */
gboolean         tally_jobs_target_read_files      (TallyJobsTarget        *self,
                                                    TallySmartsheetClient  *client,
                                                    GCancellable           *cancellable,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_target_read_row_files:
 * @self: a target
 * @client: the API
 * @row_id: a row
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Returns: as tally_jobs_target_read_files(), for one row
 */
gboolean         tally_jobs_target_read_row_files  (TallyJobsTarget        *self,
                                                    TallySmartsheetClient  *client,
                                                    gint64                  row_id,
                                                    GCancellable           *cancellable,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_target_list_rows:
 * @self: a target
 * @work_request: a normalised work request
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the rows that have it, in sheet order
 */
GArray          *tally_jobs_target_list_rows       (TallyJobsTarget        *self,
                                                    const char             *work_request);

/**
 * tally_jobs_target_choose_row:
 * @self: a target
 * @identity: a workbook's identity
 * @published_row: row on which it was published, 0 = never
 *
 * Returns: the one row that takes a workbook: the one on which it was published while that row
 *   still has the work request; else one that holds a workbook of @identity; else the last one, as
 *   the predecessor did; 0 if no row has the work request
 */
gint64           tally_jobs_target_choose_row      (TallyJobsTarget        *self,
                                                    const TallyIdentity    *identity,
                                                    gint64                  published_row);

/**
 * tally_jobs_target_list_files:
 * @self: a target
 * @row_id: a row
 * @identity: a workbook's identity
 *
 * Returns: (transfer container) (element-type TallyJobsFile): the files on the row that are
 *   workbooks of @identity, newest first
 */
GPtrArray       *tally_jobs_target_list_files      (TallyJobsTarget        *self,
                                                    gint64                  row_id,
                                                    const TallyIdentity    *identity);

/**
 * tally_jobs_target_list_strays:
 * @self: a target
 * @row_id: the row that takes the workbook, 0 = none
 * @identity: (nullable): a workbook's identity, %NULL = whatever it is
 *
 * Looks at every file of the sheet: for recoveries.
 *
 * Returns: (transfer container) (element-type TallyJobsFile): the files on other rows that are
 *   workbooks of @identity, in no order
 */
GPtrArray       *tally_jobs_target_list_strays     (TallyJobsTarget        *self,
                                                    gint64                  row_id,
                                                    const TallyIdentity    *identity);

/**
 * tally_jobs_target_find_file:
 * @self: a target
 * @attachment_id: an attachment
 *
 * Returns: (transfer none) (nullable): the file, %NULL if no row holds it
 */
const TallyJobsFile *tally_jobs_target_find_file   (TallyJobsTarget        *self,
                                                    gint64                  attachment_id);

/**
 * tally_jobs_target_add_file:
 * @self: a target
 * @attachment: what was attached; copied
 *
 * Notes what the run attached.
 */
void             tally_jobs_target_add_file        (TallyJobsTarget        *self,
                                                    const TallyAttachment  *attachment);

/**
 * tally_jobs_target_remove_file:
 * @self: a target
 * @attachment_id: an attachment
 *
 * Notes what the run deleted.
 */
void             tally_jobs_target_remove_file     (TallyJobsTarget        *self,
                                                    gint64                  attachment_id);

G_END_DECLS
