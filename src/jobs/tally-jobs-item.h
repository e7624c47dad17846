/* tally-jobs-item.h
 *
 * One workbook on its way from the plan to the target: what tasks hand on to each other. Run
 * thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"

G_BEGIN_DECLS

/**
 * TallyJobsItem:
 * @entry: (borrowed): what the plan says, in the run's plan
 * @target_row: row of the target that takes the workbook, 0 = none
 * @file_name: (owned) (nullable): name of the workbook in the output folder, once it is made
 * @sha256: (owned) (nullable): its SHA-256 in hexadecimal
 * @size_bytes: its size
 * @n_files: files of this workbook on its row when the run decided
 * @newest_file: the newest of them, 0 = there is none
 * @has_leftovers: the target holds other files of it, of which those that it supersedes go
 * @is_done: nothing is left to do for it in this run
 * @is_left: the time was up before it was begun
 * @bytes: (owned) (nullable): the workbook, %NULL = it lies in the output folder
 *
 * One workbook on its way from the plan to the target.
 */
typedef struct {
  TallyPlanEntry *entry;
  gint64          target_row;
  char           *file_name;
  char           *sha256;
  guint64         size_bytes;
  guint           n_files;
  gint64          newest_file;
  gboolean        has_leftovers;
  gboolean        is_done;
  gboolean        is_left;
  GBytes         *bytes;
} TallyJobsItem;

/**
 * tally_jobs_item_new:
 * @entry: what the plan says; must outlive the item
 *
 * Returns: (transfer full): an item that is neither made nor placed
 */
TallyJobsItem *tally_jobs_item_new       (TallyPlanEntry    *entry);

/**
 * tally_jobs_item_free:
 * @self: (nullable): an item
 *
 * Frees it.
 */
void           tally_jobs_item_free      (TallyJobsItem     *self);

G_END_DECLS
