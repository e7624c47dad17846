/* tally-smartsheet-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-error.h"

G_DEFINE_QUARK (tally-smartsheet-error-quark, tally_smartsheet_error)

gboolean
tally_smartsheet_error_is_transient (const GError *error)
{
  static const gboolean is_transient[] = {
    [TALLY_SMARTSHEET_ERROR_THROTTLED] = TRUE,
    [TALLY_SMARTSHEET_ERROR_TRANSIENT] = TRUE,
    [TALLY_SMARTSHEET_ERROR_MAINTENANCE] = TRUE,
    [TALLY_SMARTSHEET_ERROR_MALFORMED] = TRUE,
    [TALLY_SMARTSHEET_ERROR_MOVED] = TRUE,
    [TALLY_SMARTSHEET_ERROR_EXPIRED] = TRUE,
    [TALLY_SMARTSHEET_ERROR_CLOSED] = TRUE,
  };

  return error != NULL && error->domain == TALLY_SMARTSHEET_ERROR
         && error->code >= 0 && (gsize) error->code < G_N_ELEMENTS (is_transient)
         && is_transient[error->code];
}
