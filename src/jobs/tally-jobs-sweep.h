/* tally-jobs-sweep.h
 *
 * When it is enough to read what changed in a sheet, and when all of it has to be looked at. A
 * reading of the changes alone does not tell which rows are gone, which ones merely stand elsewhere
 * now, and which values a formula changed without anybody writing to the row. The first two are
 * found by a sweep of the row ids, which is asked for when something hints at it; the last by
 * reading the sheet whole, when nothing else explains its version, and now and then. Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-places.h"
#include "tally-table.h"

G_BEGIN_DECLS

/* Rows written so long before the last known change of a sheet are asked for once more: servers of
 * the service need not agree on the time to the second, and what is saved is not seen at once. */
#define TALLY_JOBS_SWEEP_OVERLAP_USEC (G_GINT64_CONSTANT (10) * 60 * G_USEC_PER_SEC)

/**
 * tally_jobs_sweep_is_due:
 * @sheet_id: a sheet
 * @swept_utc_usec: when it was last read whole, 0 = never
 * @now_utc_usec: the time now, of the same clock
 * @days: how many days may lie between, 0 = none: each time
 *
 * A sheet has its own day of the @days, so that not all are read whole by the same run; one that
 * missed its day is due when the time is over. A clock that went back makes it due.
 *
 * Returns: whether it is to be read whole
 */
gboolean               tally_jobs_sweep_is_due    (gint64            sheet_id,
                                                   gint64            swept_utc_usec,
                                                   gint64            now_utc_usec,
                                                   guint             days);

/**
 * tally_jobs_sweep_sort:
 * @places: (element-type TallyStorePlace): rows
 *
 * Sorts them by row id, as the functions below want them.
 */
void                   tally_jobs_sweep_sort      (GArray           *places);

/**
 * tally_jobs_sweep_find:
 * @places: (element-type TallyStorePlace): rows, ascending by row id
 * @row_id: a row
 *
 * Returns: (transfer none) (nullable): the row
 */
const TallyStorePlace *tally_jobs_sweep_find      (GArray           *places,
                                                   gint64            row_id);

/**
 * TallyJobsSweepNeed:
 * @TALLY_JOBS_SWEEP_NOTHING: what was read is all that changed
 * @TALLY_JOBS_SWEEP_IDS: rows may be gone or stand elsewhere
 * @TALLY_JOBS_SWEEP_WHOLE: nothing explains why the version moved: values may have changed through
 *   links or formulas
 *
 * What has to be looked at beside the rows that were written to.
 */
typedef enum {
  TALLY_JOBS_SWEEP_NOTHING,
  TALLY_JOBS_SWEEP_IDS,
  TALLY_JOBS_SWEEP_WHOLE,
} TallyJobsSweepNeed;

/**
 * tally_jobs_sweep_judge:
 * @known: (element-type TallyStorePlace): all rows that the store knows, ascending by row id
 * @told: (element-type TallyStorePlace): the rows that were read, likewise
 * @n_rows: how many rows the sheet has now
 *
 * Rows may be gone or stand elsewhere unless the number of rows is the known one, and each row that
 * was read is known and stands where it stood: rows that are new, moved or gone always break one of
 * these. If all that holds and none was written to since, a comment, a format or an attachment moved
 * the version, or a value that came by a link.
 *
 * Returns: what to do next
 */
TallyJobsSweepNeed     tally_jobs_sweep_judge     (GArray           *known,
                                                   GArray           *told,
                                                   gint64            n_rows);

/**
 * tally_jobs_sweep_agrees:
 * @known: (element-type TallyStorePlace): all rows that the store knows, ascending by row id
 * @told: (element-type TallyStorePlace): the rows that were read, likewise
 * @swept: (element-type TallyStorePlace): all rows of the sheet, likewise
 * @since_utc_usec: since when rows were asked for
 *
 * Whether @known and @told explain all of @swept: each row is one that was read, or a known one
 * that nobody wrote to since. A row that was restored with its old time, or that was left out by
 * mistake, is neither.
 *
 * Returns: %FALSE if the sheet is to be read whole
 */
gboolean               tally_jobs_sweep_agrees    (GArray           *known,
                                                   GArray           *told,
                                                   GArray           *swept,
                                                   gint64            since_utc_usec);

/**
 * tally_jobs_sweep_dup_columns_key:
 * @sheet: a sheet with all its columns, in their order
 *
 * Returns: (transfer full): says which columns it has: ids, types, titles and order
 */
char                  *tally_jobs_sweep_dup_columns_key (const TallySheet *sheet);

G_END_DECLS
