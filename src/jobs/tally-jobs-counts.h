/* tally-jobs-counts.h
 *
 * What the plan counts by source sheet and the workbooks' provenance shows. Plain values of the run
 * thread; workers only read them. Depends on the model alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-reason.h"

G_BEGIN_DECLS

/**
 * TallyJobsSheetCounts:
 * @n_accepted: rows of a sheet that are billed
 * @n_excluded: rows of a sheet that are not billed, by #TallyReason
 */
typedef struct {
  guint n_accepted;
  guint n_excluded[TALLY_N_REASONS];
} TallyJobsSheetCounts;

G_END_DECLS
