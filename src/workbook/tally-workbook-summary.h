/* tally-workbook-summary.h
 *
 * The summary workbook of a run: one sheet a week, one row a work request's workbook, with totals
 * and links to the files beside it. Called by the tasks of jobs. Any thread. Depends on core and
 * model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-money.h"

G_BEGIN_DECLS

/**
 * TallyWorkbookSummaryRow:
 * @identity: (borrowed): which workbook
 * @n_lines: number of its lines
 * @total_cents: its total
 * @action: (borrowed): what was done with it, "new", "unchanged", "held: sheet missing" …
 * @file_name: (borrowed) (nullable): its file in the summary's folder, %NULL = not there
 *
 * A workbook of the run.
 */
typedef struct {
  const TallyIdentity *identity;
  guint                n_lines;
  TallyMoney           total_cents;
  const char          *action;
  const char          *file_name;
} TallyWorkbookSummaryRow;

/**
 * TallyWorkbookSummaryStale:
 * @sheet_id: a source sheet that could not be read
 * @as_of_utc_usec: when the lines that stand in for it were read, µs since 1970 UTC
 */
typedef struct {
  gint64 sheet_id;
  gint64 as_of_utc_usec;
} TallyWorkbookSummaryStale;

/**
 * TallyWorkbookSummary:
 * @rows: (array length=n_rows): by tally_identity_compare()
 * @n_rows: their number
 * @created_utc_usec: the document's date, and what ages are counted from
 * @stale: (array length=n_stale): sources that are older; they stand on a sheet before all others
 * @n_stale: their number
 *
 * What to sum up.
 */
typedef struct {
  const TallyWorkbookSummaryRow *rows;
  guint                          n_rows;
  gint64                         created_utc_usec;
  const TallyWorkbookSummaryStale *stale;
  guint                          n_stale;
} TallyWorkbookSummary;

/**
 * tally_workbook_summary_write:
 * @self: what to sum up
 * @path: where the file is to stand; replaced if it is there
 * @error: return location, or %NULL
 *
 * Writes the summary; a failure leaves what was there.
 *
 * Errors: %TALLY_WORKBOOK_ERROR_MISMATCH - a week's rows are not together, or its total is beyond 64
 * bits (bug); %TALLY_WORKBOOK_ERROR_IO - free space or fix permissions.
 *
 * Returns: %TRUE if it stands at @path
 */
gboolean tally_workbook_summary_write (const TallyWorkbookSummary  *self,
                                       const char                  *path,
                                       GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
