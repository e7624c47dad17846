/* tally-cell-history.h
 *
 * What one cell held, when, and who wrote it: the service tells it, the store keeps it, and the
 * writer of a line's change is found in it. Plain values, one owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line-change.h"

G_BEGIN_DECLS

/* The state of a history that is all there; any other state says why there is none. */
#define TALLY_CELL_HISTORY_COMPLETE "complete"

/**
 * TallyCellRevision:
 * @written_utc_usec: when it was written, µs since 1970 UTC, 0 if not told
 * @is_matched: whether it is the writing of a change that a run noticed
 * @written_by: (owned): e-mail address of who wrote it, "" if not told
 * @value: (owned): canonical text, as in #TallyLineChange
 *
 * One value of a cell.
 */
typedef struct {
  gint64    written_utc_usec;
  gboolean  is_matched;
  char     *written_by;
  char     *value;
} TallyCellRevision;

/**
 * TallyCellHistory:
 * @sheet_id: the cell's sheet
 * @row_id: the cell's row
 * @column_id: the cell's column when it was asked for
 * @field: what the column is
 * @sheet_version: version of the sheet whose rows were read before it was asked for
 * @fetched_utc_usec: when it was asked for, µs since 1970 UTC
 * @state: (owned): %TALLY_CELL_HISTORY_COMPLETE, or a stable name of why there is none
 * @revisions: (owned) (element-type TallyCellRevision): its values, oldest first once it is sealed
 *
 * All values of a cell.
 */
typedef struct {
  gint64      sheet_id;
  gint64      row_id;
  gint64      column_id;
  TallyField  field;
  gint64      sheet_version;
  gint64      fetched_utc_usec;
  char       *state;
  GPtrArray  *revisions;
} TallyCellHistory;

/**
 * tally_cell_history_new:
 * @sheet_id: the cell's sheet
 * @row_id: the cell's row
 * @field: what it is
 * @state: %TALLY_CELL_HISTORY_COMPLETE, or why there is none
 *
 * Returns: (transfer full): a history without values
 */
TallyCellHistory *tally_cell_history_new         (gint64                  sheet_id,
                                                  gint64                  row_id,
                                                  TallyField              field,
                                                  const char             *state);

/**
 * tally_cell_history_free:
 * @self: (nullable): a history
 *
 * Frees it.
 */
void              tally_cell_history_free        (TallyCellHistory       *self);

/**
 * tally_cell_history_add:
 * @self: a history
 * @written_utc_usec: when it was written, µs since 1970 UTC, 0 if not told
 * @written_by: e-mail address of who wrote it, "" if not told
 * @value: canonical text
 *
 * Adds a value at the end.
 */
void              tally_cell_history_add         (TallyCellHistory       *self,
                                                  gint64                  written_utc_usec,
                                                  const char             *written_by,
                                                  const char             *value);

/**
 * tally_cell_history_sort:
 * @self: a history whose values were added as the service tells them: normally the newest first
 *
 * Puts the oldest first, whatever the order was; values without a time come before all others, and of
 * two of the same time that which was added later is the older one.
 */
void              tally_cell_history_sort        (TallyCellHistory       *self);

/**
 * tally_cell_history_is_complete:
 * @self: a history
 *
 * Returns: %TRUE if it is all there
 */
gboolean          tally_cell_history_is_complete (const TallyCellHistory *self);

/**
 * tally_cell_history_find_writing:
 * @self: a sorted history
 * @change: a change of that cell; its time of writing is that of its row
 * @out_index: (out): which value is the change's writing; untouched if none is
 *
 * Finds who made a change: the first of the equal values that the cell held when the row was read, so that
 * a rewriting of the same value is nobody's change. Where the times contradict, the one place where the old
 * value became the new one, if there is only one. Values without a time prove nothing.
 *
 * Returns: %TRUE if it is found
 */
gboolean          tally_cell_history_find_writing (const TallyCellHistory *self,
                                                   const TallyLineChange  *change,
                                                   guint                  *out_index) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_cell_history_get_change:
 * @self: a sorted history
 * @index: number of a value
 * @out_change: (out caller-allocates): the change that its writing was, as nobody but the service noticed it:
 *   without a run; its texts are those of @self. Untouched if there is none
 *
 * The first value is a change from "".
 *
 * Returns: %FALSE if the value has no time, is the one before once more, or is that of a noticed change
 */
gboolean          tally_cell_history_get_change  (const TallyCellHistory *self,
                                                  guint                   index,
                                                  TallyLineChange        *out_change) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyCellHistory, tally_cell_history_free)

G_END_DECLS
