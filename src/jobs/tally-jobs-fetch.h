/* tally-jobs-fetch.h
 *
 * Reads one source sheet whole: columns, map, typed lines. Runs on a worker thread: touches the
 * client and its own memory alone. Either a sheet is read from end to end in one version, or
 * nothing of it counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-billing-content.h"
#include "tally-column-map.h"
#include "tally-line.h"
#include "tally-smartsheet-client.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * TallyJobsFetchState:
 * @TALLY_JOBS_FETCH_READ: read anew
 * @TALLY_JOBS_FETCH_UNCHANGED: the version is the known one
 * @TALLY_JOBS_FETCH_NO_SOURCE: it has no week column, see the error
 * @TALLY_JOBS_FETCH_FAILED: could not be read, see the error
 */
typedef enum {
  TALLY_JOBS_FETCH_READ,
  TALLY_JOBS_FETCH_UNCHANGED,
  TALLY_JOBS_FETCH_NO_SOURCE,
  TALLY_JOBS_FETCH_FAILED,
} TallyJobsFetchState;

/**
 * TallyJobsFetch:
 * @sheet_id: the sheet
 * @known_version: version of the lines that the store holds, -1 = none
 * @known_map: (owned) (nullable): the map they were read with
 * @page_rows: rows to ask for at once, 0 = as many as the client likes
 * @cancellable: (borrowed) (nullable): stops it
 * @state: how it went
 * @error: (owned) (nullable): why not
 * @sheet: (owned) (nullable): the sheet's head, when it was read
 * @n_columns: columns that the sheet has, 0 = not asked
 * @map: (owned) (nullable): the map of columns, when it was read
 * @rivals: (owned) (nullable) (element-type TallyBillingRival): columns read beside the mapped ones
 * @sample: (owned) (nullable): what the columns hold
 * @lines: (owned) (element-type TallyLine): its lines in row order, when it was read
 * @strings: (owned): holds the texts of @lines
 * @n_empty: rows without a value in any mapped column
 *
 * A sheet to read, then what became of it.
 */
typedef struct {
  gint64               sheet_id;
  gint64               known_version;
  TallyColumnMap      *known_map;
  guint                page_rows;
  GCancellable        *cancellable;
  TallyJobsFetchState  state;
  GError              *error;
  TallySheet          *sheet;
  guint                n_columns;
  TallyColumnMap      *map;
  GPtrArray           *rivals;
  TallyBillingSample  *sample;
  GArray              *lines;
  GStringChunk        *strings;
  guint64              n_empty;
} TallyJobsFetch;

/**
 * tally_jobs_fetch_new:
 * @sheet_id: the sheet
 * @known_version: version of the lines that the store holds, -1 = none
 * @known_map: (nullable) (transfer full): the map they were read with
 *
 * Returns: (transfer full): a sheet to read
 */
TallyJobsFetch *tally_jobs_fetch_new  (gint64                  sheet_id,
                                       gint64                  known_version,
                                       TallyColumnMap         *known_map);

/**
 * tally_jobs_fetch_free:
 * @self: (nullable): a sheet
 *
 * Frees it.
 */
void            tally_jobs_fetch_free (TallyJobsFetch         *self);

/**
 * tally_jobs_fetch_run:
 * @self: a sheet to read
 * @client: the API
 *
 * Reads it; one call when it is unchanged, two and one a page more when it is not. Where several
 * columns fit one field, all are read, and once more if the first of them holds something else.
 */
void            tally_jobs_fetch_run  (TallyJobsFetch         *self,
                                       TallySmartsheetClient  *client);

G_END_DECLS
