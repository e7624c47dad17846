/* tally-jobs-history-value.h
 *
 * What a cell held once, as the store writes down the values of lines: by the same parser, so that both
 * can be compared as text. Pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cell-history.h"
#include "tally-smartsheet-history.h"

G_BEGIN_DECLS

/**
 * tally_jobs_history_dup_value:
 * @field: what the cell is
 * @revision: what it held
 *
 * Returns: (transfer full): the canonical text of a line's field: dollars with two decimals, exact numbers,
 *   ISO days, "true" or "false", normalised texts; that of an empty cell if it can't be read
 */
char             *tally_jobs_history_dup_value (TallyField                     field,
                                                const TallySmartsheetRevision *revision);

/**
 * tally_jobs_history_make:
 * @cell: which cell
 * @field: what it is
 * @revisions: (element-type TallySmartsheetRevision): what the service told, in any order
 *
 * Returns: (transfer full): a complete, sorted history
 */
TallyCellHistory *tally_jobs_history_make      (const TallySmartsheetCellRef  *cell,
                                                TallyField                     field,
                                                GPtrArray                     *revisions);

G_END_DECLS
