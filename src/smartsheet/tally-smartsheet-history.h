/* tally-smartsheet-history.h
 *
 * What a cell held before, when, and by whom. Dear: each call counts as ten requests, so ask only
 * for cells that matter. The audit task calls it; any thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* Values a cell ever had; nobody edits one cell more often. */
#define TALLY_SMARTSHEET_MAX_REVISIONS 10000

/**
 * TallySmartsheetCellRef:
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @column_id: a column of it
 *
 * Which cell.
 */
typedef struct {
  gint64 sheet_id;
  gint64 row_id;
  gint64 column_id;
} TallySmartsheetCellRef;

/**
 * TallySmartsheetRevision:
 * @kind: what the value was
 * @is_display: there was no value, the text is what was shown
 * @text: (owned): the value, "" when empty; a number in the shortest decimal form that is exact to 17 digits
 * @modified_utc_usec: µs since 1970 UTC when it was set, 0 if not told
 * @modified_by: (owned): e-mail address of who set it, "" if not told
 *
 * One value of a cell.
 */
typedef struct {
  TallyCellKind  kind;
  gboolean       is_display;
  char          *text;
  gint64         modified_utc_usec;
  char          *modified_by;
} TallySmartsheetRevision;

/**
 * tally_smartsheet_history_fetch:
 * @client: a client
 * @cell: which cell
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Fetches all values that a cell had, the newest first; its present value is the first one.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallySmartsheetRevision): the values; empty for a cell
 * that was never edited; %NULL on error
 */
GPtrArray *tally_smartsheet_history_fetch (TallySmartsheetClient         *client,
                                           const TallySmartsheetCellRef  *cell,
                                           GCancellable                  *cancellable,
                                           GError                       **error);

G_END_DECLS
