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
 */
typedef enum {
  TALLY_JOBS_ERROR_FAILED,
  TALLY_JOBS_ERROR_CONSERVATION,
} TallyJobsError;

/**
 * tally_jobs_error_quark:
 *
 * Returns: the quark behind %TALLY_JOBS_ERROR; any thread
 */
GQuark tally_jobs_error_quark (void);

G_END_DECLS
