/* tally-smartsheet-look.h
 *
 * One cheap look each at the service and at a sheet: how fast it answers, what its clock says, what
 * the token's owner may do. For a check of the installation; changes nothing. Any thread. Depends on
 * the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetServer:
 * @latency_usec: µs from the question to the whole answer, repeats included
 * @server_utc_usec: what its clock said, µs since 1970 UTC, 0 = it did not say; as fine as a second
 *
 * How the service answers.
 */
typedef struct {
  gint64 latency_usec;
  gint64 server_utc_usec;
} TallySmartsheetServer;

/**
 * TallySmartsheetLook:
 * @sheet: (owned): its head with its columns and number of rows
 * @access: (owned): what the token's owner may do, "VIEWER", "" = not told
 * @may_attach: whether that is enough to attach files and to remove them
 *
 * A sheet at a glance.
 */
typedef struct {
  TallySheet *sheet;
  char       *access;
  gboolean    may_attach;
} TallySmartsheetLook;

/**
 * tally_smartsheet_look_at_server:
 * @client: a client
 * @out_server: (out caller-allocates): how it answers; untouched on failure
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks for the server's own description, which needs no permission.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if the service answers
 */
gboolean             tally_smartsheet_look_at_server (TallySmartsheetClient  *client,
                                                      TallySmartsheetServer  *out_server,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_look_at_sheet:
 * @client: a client
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks for a page of one row. One call.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the sheet at a glance
 */
TallySmartsheetLook *tally_smartsheet_look_at_sheet  (TallySmartsheetClient  *client,
                                                      gint64                  sheet_id,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_look_free:
 * @self: (nullable): a look
 *
 * Frees it.
 */
void                 tally_smartsheet_look_free      (TallySmartsheetLook    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetLook, tally_smartsheet_look_free)

G_END_DECLS
