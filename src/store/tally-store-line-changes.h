/* tally-store-line-changes.h
 *
 * What changed on the lines, with the names that the histories of cells put on it, for the audit. Thread
 * of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line-change.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreLineChangeFunc:
 * @change: (transfer none): the next change; it and its texts live during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes changes.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreLineChangeFunc) (const TallyLineChange *change, gpointer data, GError **error);

/**
 * tally_store_line_changes_foreach:
 * @store: a store
 * @since_utc_usec: only what was noticed, or written, since then, µs since 1970 UTC
 * @func: (scope call): takes the changes
 * @data: for @func
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Hands out what runs noticed on lines that are there or are known to be gone, oldest first; then what
 * the histories of cells tell beyond that: values that came and went between two readings, without a run
 * (@run_id and @noticed_utc_usec are 0). A change of a cell whose history is kept has its writer from there, and
 * is attributed; one of another cell has that of its row's last writing. What follows from other fields (why a
 * line is not billed, its kind of workbook) is not handed out.
 *
 * Errors: %G_IO_ERROR_CANCELLED - stopped; those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean tally_store_line_changes_foreach (TallyStore                *store,
                                           gint64                     since_utc_usec,
                                           TallyStoreLineChangeFunc   func,
                                           gpointer                   data,
                                           GCancellable              *cancellable,
                                           GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
