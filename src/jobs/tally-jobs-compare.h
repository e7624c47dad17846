/* tally-jobs-compare.h
 *
 * The lines of a group against those that a workbook shows, whoever wrote it: in cents, by point,
 * unit code, work type and price. Pure function, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-takeover.h"
#include "tally-workbook-reader.h"

G_BEGIN_DECLS

/**
 * tally_jobs_compare:
 * @group: (nullable): our lines; %NULL if we have none
 * @contents: what the workbook shows
 * @entry: gets status, totals and the lines that differ
 *
 * Compares totals, then lines: equal ones first, then those of the same place with another price or
 * quantity; what is left was added or removed. A line whose labels alone differ is the same line:
 * nothing is billed by them. Lines that the total counts and that stand in no block, as the
 * predecessor does it with lines without a day of the week, are no difference either. O(lines).
 */
void tally_jobs_compare (const TallyGroup            *group,
                         const TallyWorkbookContents *contents,
                         TallyTakeoverEntry          *entry);

G_END_DECLS
