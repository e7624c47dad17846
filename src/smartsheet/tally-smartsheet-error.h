/* tally-smartsheet-error.h
 *
 * The error domain of the area "smartsheet". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_SMARTSHEET_ERROR:
 *
 * The error domain of the area "smartsheet"; its codes are #TallySmartsheetError.
 */
#define TALLY_SMARTSHEET_ERROR (tally_smartsheet_error_quark ())

/**
 * TallySmartsheetError:
 * @TALLY_SMARTSHEET_ERROR_FAILED: anything else
 * @TALLY_SMARTSHEET_ERROR_AUTH: the token is missing, invalid or expired; stop the run
 * @TALLY_SMARTSHEET_ERROR_FORBIDDEN: no permission for this object; skip it and say so
 * @TALLY_SMARTSHEET_ERROR_NOT_FOUND: the object is gone or invisible; skip it and say so
 * @TALLY_SMARTSHEET_ERROR_THROTTLED: the rate limit was exceeded and waiting was used up; retry later
 * @TALLY_SMARTSHEET_ERROR_TRANSIENT: a passing fault outlasted the retries; retry later
 * @TALLY_SMARTSHEET_ERROR_MAINTENANCE: the service is in maintenance; retry in minutes
 * @TALLY_SMARTSHEET_ERROR_AMBIGUOUS: a write may or may not have been carried out; read back before sending again
 * @TALLY_SMARTSHEET_ERROR_REJECTED: the request is wrong; a bug or bad data
 * @TALLY_SMARTSHEET_ERROR_MALFORMED: the answer can't be understood; retry once then give up
 * @TALLY_SMARTSHEET_ERROR_MOVED: the sheet changed while its pages were read; read again
 * @TALLY_SMARTSHEET_ERROR_LIMIT: an answer is larger than a named bound
 * @TALLY_SMARTSHEET_ERROR_EXPIRED: a file's short-lived URL was refused twice; retry later
 * @TALLY_SMARTSHEET_ERROR_CLOSED: the circuit is open; nothing was sent; try later
 */
typedef enum {
  TALLY_SMARTSHEET_ERROR_FAILED,
  TALLY_SMARTSHEET_ERROR_AUTH,
  TALLY_SMARTSHEET_ERROR_FORBIDDEN,
  TALLY_SMARTSHEET_ERROR_NOT_FOUND,
  TALLY_SMARTSHEET_ERROR_THROTTLED,
  TALLY_SMARTSHEET_ERROR_TRANSIENT,
  TALLY_SMARTSHEET_ERROR_MAINTENANCE,
  TALLY_SMARTSHEET_ERROR_AMBIGUOUS,
  TALLY_SMARTSHEET_ERROR_REJECTED,
  TALLY_SMARTSHEET_ERROR_MALFORMED,
  TALLY_SMARTSHEET_ERROR_MOVED,
  TALLY_SMARTSHEET_ERROR_LIMIT,
  TALLY_SMARTSHEET_ERROR_EXPIRED,
  TALLY_SMARTSHEET_ERROR_CLOSED,
} TallySmartsheetError;

/**
 * tally_smartsheet_error_quark:
 *
 * Returns: the quark behind %TALLY_SMARTSHEET_ERROR; any thread
 */
GQuark tally_smartsheet_error_quark (void);

/**
 * tally_smartsheet_error_is_transient:
 * @error: (nullable): an error of any domain
 *
 * Returns: %TRUE if the same call may work in a later run without anybody changing anything
 */
gboolean tally_smartsheet_error_is_transient (const GError *error);

G_END_DECLS
