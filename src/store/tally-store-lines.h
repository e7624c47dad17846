/* tally-store-lines.h
 *
 * The billing lines of all source sheets, excluded ones too, as they stood when each sheet was
 * last read. Written one sheet and one transaction at a time; each difference to what was there
 * becomes a line change (tally-store-changes.h). Read in the order of the workbooks, one line at a
 * time, with memory that does not grow. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-line.h"
#include "tally-plan.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreLineStats:
 * @n_new: lines not there before
 * @n_changed: lines of which something billed, or why not, changed
 * @n_same: the others
 * @n_gone: lines that were there before and were not put
 * @n_back: of @n_new, lines that had been gone
 * @n_duplicate: lines put although their row id was put before; not kept
 */
typedef struct {
  guint64 n_new;
  guint64 n_changed;
  guint64 n_same;
  guint64 n_gone;
  guint64 n_back;
  guint64 n_duplicate;
} TallyStoreLineStats;

/**
 * TallyStoreLineFilter:
 * @accepted_only: only lines that are billed
 * @identity: (nullable): only lines of this workbook
 * @sheet_id: only lines of this sheet, 0 = of all
 */
typedef struct {
  gboolean             accepted_only;
  const TallyIdentity *identity;
  gint64               sheet_id;
} TallyStoreLineFilter;

/**
 * TallyStoreLineFunc:
 * @line: (transfer none): the next line; it and its texts live during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes lines. It may read from the store, but not write lines.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreLineFunc) (const TallyLine *line, gpointer data, GError **error);

/**
 * tally_store_lines_begin_sheet:
 * @store: a store that holds the lease
 * @run_id: the run that notices the changes
 * @sheet_id: the sheet that was read whole
 * @error: return location, or %NULL
 *
 * Begins the transaction that brings the lines of one sheet, and its blank rows, up to date.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - a sheet is open already, a bug in the caller.
 *
 * Returns: %TRUE if lines may be put
 */
gboolean   tally_store_lines_begin_sheet     (TallyStore            *store,
                                              gint64                 run_id,
                                              gint64                 sheet_id,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_begin_part:
 * @store: a store that holds the lease
 * @run_id: the run that notices the changes
 * @sheet_id: the sheet of which only what changed was read
 * @error: return location, or %NULL
 *
 * As tally_store_lines_begin_sheet(), but rows that are not put stay (tally-store-places.h).
 *
 * Returns: %TRUE if lines may be put
 */
gboolean   tally_store_lines_begin_part      (TallyStore            *store,
                                              gint64                 run_id,
                                              gint64                 sheet_id,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_put:
 * @store: a store with an open sheet
 * @line: a line of that sheet, in any order
 * @error: return location, or %NULL
 *
 * Records a line. An unchanged one costs a look; when only row number, time or writer differ,
 * those are updated and no change is noted. A row id put twice keeps the first.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - the line is of another sheet, a bug in the caller.
 *
 * Returns: %TRUE if it is recorded; after %FALSE call tally_store_lines_abort_sheet()
 */
gboolean   tally_store_lines_put             (TallyStore            *store,
                                              const TallyLine       *line,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_end_sheet:
 * @store: a store with an open sheet
 * @out_stats: (out): what changed
 * @error: return location, or %NULL
 *
 * Takes away the lines that were not put, remembering them as gone, and commits; of a part nothing
 * is taken away. A sheet that was begun and ended without a line is empty afterwards.
 *
 * Returns: %TRUE if all is committed; after %FALSE nothing is
 */
gboolean   tally_store_lines_end_sheet       (TallyStore            *store,
                                              TallyStoreLineStats   *out_stats,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_abort_sheet:
 * @store: a store
 *
 * Leaves the open sheet as it was before; nothing if none is open.
 */
void       tally_store_lines_abort_sheet     (TallyStore            *store);

/**
 * tally_store_lines_foreach:
 * @store: a store
 * @filter: which lines
 * @func: (scope call): takes them
 * @data: for @func
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Hands out lines by week ending, work request, variant, identifier, sheet id, row number, row id
 * (texts by their bytes): the lines of a workbook stand together and in its order.
 *
 * Errors: %G_IO_ERROR_CANCELLED - stopped; those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean   tally_store_lines_foreach         (TallyStore                  *store,
                                              const TallyStoreLineFilter  *filter,
                                              TallyStoreLineFunc           func,
                                              gpointer                     data,
                                              GCancellable                *cancellable,
                                              GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_count:
 * @store: a store
 * @plan: where to count: @n_rows, @n_by_reason, @cents_by_reason and @n_by_issue are replaced
 * @error: return location, or %NULL
 *
 * Counts all lines by reason and issue.
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - a sum does not fit into 64 bits.
 *
 * Returns: %TRUE if it is counted
 */
gboolean   tally_store_lines_count           (TallyStore            *store,
                                              TallyPlan             *plan,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_list_sheets:
 * @store: a store
 * @identity: a workbook
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the sheets that its billed lines come
 *   from, by id
 */
GArray    *tally_store_lines_list_sheets     (TallyStore            *store,
                                              const TallyIdentity   *identity,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_lines_list_identities:
 * @store: a store
 * @sheet_id: a sheet
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyIdentity) (nullable): the workbooks that show billed
 *   lines of it, by tally_identity_compare()
 */
GPtrArray *tally_store_lines_list_identities (TallyStore            *store,
                                              gint64                 sheet_id,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
