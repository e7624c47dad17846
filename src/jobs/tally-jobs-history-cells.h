/* tally-jobs-history-cells.h
 *
 * Of which cells it matters who wrote them: those that changed after they were billed or after their week
 * was closed, those that moved to another week, those that a finding is about. The dearest first. Pure
 * functions; one owner at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"
#include "tally-audit-policy.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * TallyJobsHistoryCell:
 * @sheet_id: its sheet
 * @row_id: its row
 * @field: what it is
 * @exposure_cents: what it may cost, 0 or more
 * @noticed_utc_usec: when a run last noticed a change of it, µs since 1970 UTC, 0 = never
 *
 * A cell whose history is wanted.
 */
typedef struct {
  gint64      sheet_id;
  gint64      row_id;
  TallyField  field;
  TallyMoney  exposure_cents;
  gint64      noticed_utc_usec;
} TallyJobsHistoryCell;

/**
 * tally_jobs_history_cells_add_changed:
 * @cells: (element-type TallyJobsHistoryCell): where to add them
 * @input: a sealed input
 * @policy: when weeks are closed
 *
 * Adds the cells of billing fields that changed after their line was billed or its week closed, and those of
 * days that moved. Of a line whose week and day moved, the day alone: the same hand moves both.
 */
void tally_jobs_history_cells_add_changed  (GArray                  *cells,
                                            const TallyAuditInput   *input,
                                            const TallyAuditPolicy  *policy);

/**
 * tally_jobs_history_cells_add_findings:
 * @cells: (element-type TallyJobsHistoryCell): where to add them
 * @input: a sealed input
 * @findings: (element-type TallyFinding): what was found
 *
 * Adds the cells of billing fields that changed on the lines of findings.
 */
void tally_jobs_history_cells_add_findings (GArray                  *cells,
                                            const TallyAuditInput   *input,
                                            GPtrArray               *findings);

/**
 * tally_jobs_history_cells_sort:
 * @cells: (element-type TallyJobsHistoryCell): cells
 *
 * Puts the dearest first, and leaves one of each cell: with the highest exposure and the last notice.
 */
void tally_jobs_history_cells_sort         (GArray                  *cells);

G_END_DECLS
