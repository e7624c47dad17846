/* tally-smartsheet-sheet.h
 *
 * Fetches a sheet: its columns, and its rows as a stream to a sink. What the sink got when a fetch
 * succeeds is one state of the sheet, each row once, none missing. The engine's tasks call it; any
 * thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* Rows a page, when not told: some 10 MB of JSON, read in pieces. Large pages save calls. */
#define TALLY_SMARTSHEET_PAGE_ROWS 5000

/* Below this a page that the service can't make in time is an error, not a reason for a smaller one. */
#define TALLY_SMARTSHEET_LEAST_PAGE_ROWS 100

/* How often a sheet is read from its start because it changed meanwhile. */
#define TALLY_SMARTSHEET_MAX_READS 4

/* The service holds 20,000 rows a sheet; more than this is not one of its sheets. */
#define TALLY_SMARTSHEET_MAX_ROWS 1000000

/**
 * TallySmartsheetSink:
 * @begin: (nullable): the first row is about to come; may come again: what was taken is void then
 * @row: takes a row, see #TallyRowFunc
 * @end: (nullable): all rows have come; @sheet is the sheet's head, valid during the call
 *
 * Where rows go. The calls are begin, row…, [begin, row…]…, end; after an error there is no end,
 * and what was taken is void; for an unchanged sheet there is no call at all. Each may stop the
 * fetch by returning %FALSE with its error set.
 */
typedef struct {
  gboolean   (*begin) (gpointer data, GError **error);
  TallyRowFunc row;
  gboolean   (*end)   (const TallySheet *sheet, gpointer data, GError **error);
} TallySmartsheetSink;

/**
 * TallySmartsheetQuery:
 * @sheet_id: what to fetch
 * @column_ids: (array length=n_columns): the columns wanted, in the order of a row's cells; no id twice
 * @n_columns: 1 or more
 * @version_after: answer only if the sheet's version is not this one; 0 = always answer
 * @modified_since_utc_usec: for tally_smartsheet_sheet_fetch_changed(): only rows written since then, by the
 *   service's clock, µs since 1970 UTC
 * @page_rows: rows a page; 0 = %TALLY_SMARTSHEET_PAGE_ROWS
 * @want_writer: ask for each row's last writer
 * @want_objects: ask for objectValue: for columns that hold several contacts or choices, whose value may be missing
 *
 * Which rows to fetch.
 */
typedef struct {
  gint64        sheet_id;
  const gint64 *column_ids;
  guint         n_columns;
  gint64        version_after;
  gint64        modified_since_utc_usec;
  guint         page_rows;
  gboolean      want_writer;
  gboolean      want_objects;
} TallySmartsheetQuery;

/**
 * tally_smartsheet_sheet_fetch_columns:
 * @client: a client
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Fetches a sheet's columns, in sheet order. Name, version and number of rows stay unknown.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the sheet's head, %NULL on error; never without columns
 */
TallySheet *tally_smartsheet_sheet_fetch_columns  (TallySmartsheetClient       *client,
                                                   gint64                       sheet_id,
                                                   GCancellable                *cancellable,
                                                   GError                     **error);

/**
 * tally_smartsheet_sheet_fetch_rows:
 * @client: a client
 * @query: which rows
 * @sink: takes them
 * @data: handed to @sink
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Fetches rows page by page. All pages have one version, else the sheet is read again from its
 * start; a page that the service can't make is asked for in halves; a page that breaks off is
 * asked for again without handing out a row twice.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; MOVED: it changed again and again, or lost a
 * column (read its columns, try later); MALFORMED: pages repeat, or rows are missing (retry once,
 * then report); %G_IO_ERROR_CANCELLED; what @sink set.
 *
 * Returns: (transfer full): the sheet's head; one without columns if the version is still
 * @query->version_after; %NULL on error
 */
TallySheet *tally_smartsheet_sheet_fetch_rows     (TallySmartsheetClient       *client,
                                                   const TallySmartsheetQuery  *query,
                                                   const TallySmartsheetSink   *sink,
                                                   gpointer                     data,
                                                   GCancellable                *cancellable,
                                                   GError                     **error);

/**
 * tally_smartsheet_sheet_fetch_changed:
 * @client: a client
 * @query: which rows; @version_after and @modified_since_utc_usec are needed, @page_rows is not used
 * @sink: takes them
 * @data: handed to @sink
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Fetches the rows written since a time, in one call and one page, and all of the sheet's columns
 * with them: beside the head that is all of an answer in which little changed. A call that is tried
 * again begins again. Rows that are gone, and rows whose number alone changed, are not told.
 *
 * Errors: as tally_smartsheet_sheet_fetch_rows(); LIMIT: more changed than fits into one answer (read
 * the sheet whole).
 *
 * Returns: (transfer full): the sheet's head with all its columns, in sheet order, and the number of
 * all its rows; one without columns if the version is not above @query->version_after, with the
 * version that it has; %NULL on error
 */
TallySheet *tally_smartsheet_sheet_fetch_changed  (TallySmartsheetClient       *client,
                                                   const TallySmartsheetQuery  *query,
                                                   const TallySmartsheetSink   *sink,
                                                   gpointer                     data,
                                                   GCancellable                *cancellable,
                                                   GError                     **error);

/**
 * tally_smartsheet_sheet_fetch_version:
 * @client: a client
 * @sheet_id: a sheet
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Errors: as tally_smartsheet_sheet_fetch_columns().
 *
 * Returns: its version, 0 or more; -1 on error
 */
gint64      tally_smartsheet_sheet_fetch_version  (TallySmartsheetClient       *client,
                                                   gint64                       sheet_id,
                                                   GCancellable                *cancellable,
                                                   GError                     **error);

G_END_DECLS
