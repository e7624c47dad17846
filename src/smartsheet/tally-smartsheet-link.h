/* tally-smartsheet-link.h
 *
 * Where people see a row in their browser. The engine's doors call it; any thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/**
 * tally_smartsheet_link_fetch_row:
 * @client: a client
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks the service for the address of a row.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_MALFORMED - it told none that can be opened; any other #TallySmartsheetError
 * but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): an address that begins with "https://", %NULL on error
 */
char *tally_smartsheet_link_fetch_row (TallySmartsheetClient  *client,
                                       gint64                  sheet_id,
                                       gint64                  row_id,
                                       GCancellable           *cancellable,
                                       GError                **error);

G_END_DECLS
