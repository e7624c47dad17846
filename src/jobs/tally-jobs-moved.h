/* tally-jobs-moved.h
 *
 * Which rows of the plan stood in another published workbook before: money that moved, and new
 * workbooks that are not new money. Reads published lines of workbooks that change, and the lines
 * of now of those that are to be made: what a small change costs is small. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * TallyJobsMoved:
 * @cents: what the moved rows cost when they were published
 * @entries: (owned) (element-type TallyPlanEntry): new and changed entries that show such rows
 */
typedef struct {
  TallyMoney  cents;
  GHashTable *entries;
} TallyJobsMoved;

/**
 * tally_jobs_moved_find:
 * @context: a run with a plan
 * @out_moved: (out caller-allocates): what moved; clear it with tally_jobs_moved_clear()
 * @error: return location, or %NULL
 *
 * Compares rows, by sheet and row id, with those of published workbooks that change, vanish or are
 * held. O(their lines).
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is known; else @out_moved is empty
 */
gboolean tally_jobs_moved_find  (TallyJobsContext  *context,
                                 TallyJobsMoved    *out_moved,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_moved_clear:
 * @self: what moved, or zeroed
 *
 * Frees what it holds.
 */
void     tally_jobs_moved_clear (TallyJobsMoved    *self);

G_END_DECLS
