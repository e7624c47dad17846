/* tally-store-changes.h
 *
 * What changed on lines between two readings of a sheet: field by field, old and new, when it was
 * noticed and by which run, and who wrote the row when. Written by tally-store-lines.h alone; this
 * is for reading. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreChangeKind:
 * @TALLY_STORE_CHANGE_FIELD: a field got another value
 * @TALLY_STORE_CHANGE_GONE: the row is gone
 * @TALLY_STORE_CHANGE_BACK: the row, once gone, is there again
 */
typedef enum {
  TALLY_STORE_CHANGE_FIELD = 1,
  TALLY_STORE_CHANGE_GONE = 2,
  TALLY_STORE_CHANGE_BACK = 3,
} TallyStoreChangeKind;

/**
 * TallyStoreChange:
 * @change_id: rises with each change
 * @kind: what happened
 * @sheet_id: the line's sheet
 * @row_id: the line's row
 * @run_id: the run that noticed it
 * @noticed_utc_usec: when, µs since 1970 UTC
 * @modified_utc_usec: when the row was last written, 0 if not told
 * @modified_by: who wrote it, "" if not told
 * @field: id of the field; also "reason", "issues", "variant", "identifier", "detail"; "" for the
 *   whole line
 * @old_value: canonical text: ISO days, dollars with two decimals, exact numbers
 * @new_value: likewise
 */
typedef struct {
  gint64                change_id;
  TallyStoreChangeKind  kind;
  gint64                sheet_id;
  gint64                row_id;
  gint64                run_id;
  gint64                noticed_utc_usec;
  gint64                modified_utc_usec;
  const char           *modified_by;
  const char           *field;
  const char           *old_value;
  const char           *new_value;
} TallyStoreChange;

/**
 * TallyStoreChangeFilter:
 * @sheet_id: only changes of this sheet, 0 = of all
 * @row_id: only changes of this row of @sheet_id, 0 = of all
 * @run_id: only changes that this run noticed, 0 = all
 * @after_id: only changes with a higher id, 0 = all
 */
typedef struct {
  gint64 sheet_id;
  gint64 row_id;
  gint64 run_id;
  gint64 after_id;
} TallyStoreChangeFilter;

/**
 * TallyStoreChangeFunc:
 * @change: (transfer none): the next change; it and its texts live during the call only
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes changes.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyStoreChangeFunc) (const TallyStoreChange *change, gpointer data,
                                          GError **error);

/**
 * tally_store_changes_foreach:
 * @store: a store
 * @filter: which changes
 * @func: (scope call): takes them
 * @data: for @func
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Hands out changes, oldest first.
 *
 * Errors: %G_IO_ERROR_CANCELLED - stopped; those of @func.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean tally_store_changes_foreach (TallyStore                    *store,
                                      const TallyStoreChangeFilter  *filter,
                                      TallyStoreChangeFunc           func,
                                      gpointer                       data,
                                      GCancellable                  *cancellable,
                                      GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
