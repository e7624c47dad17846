/* tally-jobs-fetch.h
 *
 * Reads one source sheet: whole, that is columns, map, typed lines, or only what changed since it
 * was last read. Runs on a worker thread: touches the client and its own memory alone. Either a
 * sheet is read in one version, or nothing of it counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-billing-content.h"
#include "tally-column-map.h"
#include "tally-line.h"
#include "tally-smartsheet-client.h"
#include "tally-store-places.h"
#include "tally-store-sheets.h"
#include "tally-table.h"

G_BEGIN_DECLS

/**
 * TallyJobsFetchState:
 * @TALLY_JOBS_FETCH_READ: read whole
 * @TALLY_JOBS_FETCH_CHANGED: what changed was read; the owner of the store decides whether that is
 *   all there is to know
 * @TALLY_JOBS_FETCH_UNCHANGED: the version is the known one
 * @TALLY_JOBS_FETCH_NO_SOURCE: it has no week column, see the error
 * @TALLY_JOBS_FETCH_FAILED: could not be read, see the error
 */
typedef enum {
  TALLY_JOBS_FETCH_READ,
  TALLY_JOBS_FETCH_CHANGED,
  TALLY_JOBS_FETCH_UNCHANGED,
  TALLY_JOBS_FETCH_NO_SOURCE,
  TALLY_JOBS_FETCH_FAILED,
} TallyJobsFetchState;

/**
 * TallyJobsFetch:
 * @sheet_id: the sheet
 * @head: (owned) (nullable): what the store knows of it
 * @known_map: (owned) (nullable): the map that its lines were read with
 * @is_whole: read it whole, whether it changed or not
 * @page_rows: rows to ask for at once, 0 = as many as the client likes
 * @cancellable: (borrowed) (nullable): stops it
 * @known: (owned) (nullable) (element-type TallyStorePlace): all rows that the store knows; when it
 *   is set, and there is no doubt, the ids of the rows are swept
 * @state: how it went
 * @error: (owned) (nullable): why not
 * @doubt: (nullable): why it was read whole although its changes were asked for, a static text
 * @sheet: (owned) (nullable): the sheet's head, when it was read
 * @columns_key: (owned) (nullable): says which columns it has, when it was read
 * @n_columns: columns that the sheet has, 0 = not asked
 * @map: (owned) (nullable): the map of columns, when it was read whole
 * @rivals: (owned) (nullable) (element-type TallyBillingRival): columns read beside the mapped ones
 * @sample: (owned) (nullable): what the columns hold
 * @lines: (owned) (element-type TallyLine): its lines in row order, when it was read; of changes
 *   only the lines of the rows written since
 * @strings: (owned): holds the texts of @lines
 * @blanks: (owned) (element-type TallyStorePlace): rows without a value in any mapped column, likewise
 * @told: (owned) (nullable) (element-type TallyStorePlace): of changes, the rows of @lines and @blanks,
 *   ascending by row id
 * @swept: (owned) (nullable) (element-type TallyStorePlace): all its rows, ascending by row id, when
 *   they were swept
 *
 * A sheet to read, then what became of it.
 */
typedef struct {
  gint64               sheet_id;
  TallyStoreSheet     *head;
  TallyColumnMap      *known_map;
  gboolean             is_whole;
  guint                page_rows;
  GCancellable        *cancellable;
  GArray              *known;
  TallyJobsFetchState  state;
  GError              *error;
  const char          *doubt;
  TallySheet          *sheet;
  char                *columns_key;
  guint                n_columns;
  TallyColumnMap      *map;
  GPtrArray           *rivals;
  TallyBillingSample  *sample;
  GArray              *lines;
  GStringChunk        *strings;
  GArray              *blanks;
  GArray              *told;
  GArray              *swept;
} TallyJobsFetch;

/**
 * tally_jobs_fetch_new:
 * @sheet_id: the sheet
 * @head: (nullable) (transfer full): what the store knows of it
 * @known_map: (nullable) (transfer full): the map that its lines were read with
 *
 * Returns: (transfer full): a sheet to read
 */
TallyJobsFetch *tally_jobs_fetch_new  (gint64                  sheet_id,
                                       TallyStoreSheet        *head,
                                       TallyColumnMap         *known_map);

/**
 * tally_jobs_fetch_free:
 * @self: (nullable): a sheet
 *
 * Frees it.
 */
void            tally_jobs_fetch_free (TallyJobsFetch         *self);

/**
 * tally_jobs_fetch_doubt:
 * @self: a sheet of which the changes were read
 * @doubt: why they are not to be relied on, a static text
 *
 * Makes the next run of it read it whole.
 */
void            tally_jobs_fetch_doubt (TallyJobsFetch        *self,
                                        const char            *doubt);

/**
 * tally_jobs_fetch_run:
 * @self: a sheet to read
 * @client: the API
 *
 * Reads it. One call when it is unchanged, or when rows were written to and that is all. Run again
 * with @known it sweeps the ids of its rows: one call more. Whole it takes one call and one a page:
 * where several columns fit one field, all are read, and once more if the first of them holds
 * something else. It is read whole when that is asked for, when too little is known of it, when its
 * columns changed, and when its changes leave a doubt.
 */
void            tally_jobs_fetch_run  (TallyJobsFetch         *self,
                                       TallySmartsheetClient  *client);

G_END_DECLS
