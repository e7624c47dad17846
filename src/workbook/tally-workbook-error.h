/* tally-workbook-error.h
 *
 * The error domain of the area "workbook". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_WORKBOOK_ERROR:
 *
 * The error domain of the area "workbook"; its codes are #TallyWorkbookError.
 */
#define TALLY_WORKBOOK_ERROR (tally_workbook_error_quark ())

/**
 * TallyWorkbookError:
 * @TALLY_WORKBOOK_ERROR_FAILED: anything else
 * @TALLY_WORKBOOK_ERROR_INVALID: the file is no workbook or is damaged
 * @TALLY_WORKBOOK_ERROR_LIMIT: the file is larger than a named bound
 * @TALLY_WORKBOOK_ERROR_MISMATCH: the file does not hold what was to be written; write it again
 * @TALLY_WORKBOOK_ERROR_NAME: a name can't be made from this identity
 * @TALLY_WORKBOOK_ERROR_IO: the folder can't be written; free space or fix permissions
 */
typedef enum {
  TALLY_WORKBOOK_ERROR_FAILED,
  TALLY_WORKBOOK_ERROR_INVALID,
  TALLY_WORKBOOK_ERROR_LIMIT,
  TALLY_WORKBOOK_ERROR_MISMATCH,
  TALLY_WORKBOOK_ERROR_NAME,
  TALLY_WORKBOOK_ERROR_IO,
} TallyWorkbookError;

/**
 * tally_workbook_error_quark:
 *
 * Returns: the quark behind %TALLY_WORKBOOK_ERROR; any thread
 */
GQuark tally_workbook_error_quark (void);

G_END_DECLS
