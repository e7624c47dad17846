/* tally-jobs-error.h
 *
 * The error domain of the area "jobs". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_JOBS_ERROR:
 *
 * The error domain of the area "jobs"; its codes are #TallyJobsError.
 */
#define TALLY_JOBS_ERROR (tally_jobs_error_quark ())

/**
 * TallyJobsError:
 * @TALLY_JOBS_ERROR_FAILED: anything else
 * @TALLY_JOBS_ERROR_CONSERVATION: rows or cents don't add up; nothing was published
 * @TALLY_JOBS_ERROR_SETTING: a value of the configuration can't be used; the message names it
 * @TALLY_JOBS_ERROR_NO_SOURCES: no source sheet is configured or found; correct [sources]
 * @TALLY_JOBS_ERROR_NO_COLUMN: the target sheet has no column for work requests; correct it
 * @TALLY_JOBS_ERROR_NOT_ARRIVED: an upload did not arrive, or not as it was sent; the next run
 *   tries again
 * @TALLY_JOBS_ERROR_FILE_CHANGED: a workbook in the output folder is not the one that was made;
 *   the next run makes it anew
 * @TALLY_JOBS_ERROR_NO_RUN: the run to go on with is unknown, complete or was never planned; the
 *   message lists those that can be resumed
 * @TALLY_JOBS_ERROR_ARCHIVE: the archive can't be read or written; correct its folder
 * @TALLY_JOBS_ERROR_NOT_KEPT: the archive does not hold that content
 * @TALLY_JOBS_ERROR_DAMAGED: a file of the archive no longer is what was put there
 * @TALLY_JOBS_ERROR_BUSY: another publisher is at work on the target; run again later
 * @TALLY_JOBS_ERROR_STALE: the store is an older copy of one that has published meanwhile; use the
 *   newer one, or an empty data directory
 * @TALLY_JOBS_ERROR_OUTPUT: the output folder can't be changed; correct its permissions
 * @TALLY_JOBS_ERROR_NO_VERSION: there is no such version of a workbook, or it can't be restored
 */
typedef enum {
  TALLY_JOBS_ERROR_FAILED,
  TALLY_JOBS_ERROR_CONSERVATION,
  TALLY_JOBS_ERROR_SETTING,
  TALLY_JOBS_ERROR_NO_SOURCES,
  TALLY_JOBS_ERROR_NO_COLUMN,
  TALLY_JOBS_ERROR_NOT_ARRIVED,
  TALLY_JOBS_ERROR_FILE_CHANGED,
  TALLY_JOBS_ERROR_NO_RUN,
  TALLY_JOBS_ERROR_ARCHIVE,
  TALLY_JOBS_ERROR_NOT_KEPT,
  TALLY_JOBS_ERROR_DAMAGED,
  TALLY_JOBS_ERROR_BUSY,
  TALLY_JOBS_ERROR_STALE,
  TALLY_JOBS_ERROR_OUTPUT,
  TALLY_JOBS_ERROR_NO_VERSION,
} TallyJobsError;

/**
 * tally_jobs_error_quark:
 *
 * Returns: the quark behind %TALLY_JOBS_ERROR; any thread
 */
GQuark tally_jobs_error_quark (void);

G_END_DECLS
