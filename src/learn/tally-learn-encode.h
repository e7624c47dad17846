/* tally-learn-encode.h
 *
 * From a table of anybody's to the frame that learners read: numbers as they are, text by how often it occurs and by the
 * labels seen with it, and numbers against what is usual for their text (a price against the product's median), alone and
 * by pairs (price over quantity); where there are labels also in multiples of how widely these scatter. Depends on GLib
 * alone.
 *
 * Sources: Micci-Barreca 2001, "A preprocessing scheme for high-cardinality categorical attributes" (labels seen with a
 * text, drawn towards the mean of all); Torgo 2010, "Data Mining with R", chapter 4 (a unit price against its product's).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"
#include "tally-learn-table.h"

G_BEGIN_DECLS

/**
 * tally_learn_encode:
 * @table: a table
 * @labels: (array) (nullable): labels that may be seen: of each row 0, 1, or -1 = none; %NULL = nothing is known
 * @ignored: number of a column that is no value, as the one that rows are grouped by, or -1
 *
 * A row with a label never meets its own: what its text says is reckoned from the other four fifths of the labels. Each
 * column of the frame is named in words. O(rows · columns · log rows).
 *
 * Returns: (transfer full): the frame, one column or more
 */
TallyLearnFrame *tally_learn_encode (const TallyLearnTable *table,
                                     const gint8           *labels,
                                     int                    ignored);

G_END_DECLS
