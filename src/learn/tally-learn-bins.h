/* tally-learn-bins.h
 *
 * A frame in coarse numbers: each value becomes the number of its bin, of at most 254 a column, which hold about the same
 * number of rows each. Boosted trees look for cuts between bins only. Filled once, then read by any thread. Depends on
 * GLib alone.
 *
 * Source: Ke et al. 2017, "LightGBM", section 2.1 (histograms).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

#define TALLY_LEARN_MAX_BINS 254

/* The bin of missing values. */
#define TALLY_LEARN_BIN_MISSING 255

typedef struct _TallyLearnBins TallyLearnBins;

/**
 * tally_learn_bins_new:
 * @frame: rows; not kept
 *
 * O(n log n) a column; takes a byte a value.
 *
 * Returns: (transfer full): the frame in bins
 */
TallyLearnBins *tally_learn_bins_new        (const TallyLearnFrame *frame);

/**
 * tally_learn_bins_free:
 * @self: (nullable): bins
 *
 * Frees them.
 */
void            tally_learn_bins_free       (TallyLearnBins        *self);

/**
 * tally_learn_bins_get_column:
 * @self: bins
 * @column: 0 … number of columns - 1
 *
 * Returns: (transfer none) (array): the bin of each row
 */
const guint8   *tally_learn_bins_get_column (const TallyLearnBins  *self,
                                             guint                  column);

/**
 * tally_learn_bins_get_n:
 * @self: bins
 * @column: 0 … number of columns - 1
 *
 * Returns: how many bins with values the column has, 0 … %TALLY_LEARN_MAX_BINS
 */
guint           tally_learn_bins_get_n      (const TallyLearnBins  *self,
                                             guint                  column);

/**
 * tally_learn_bins_get_cut:
 * @self: bins
 * @column: 0 … number of columns - 1
 * @bin: 0 … number of bins - 2
 *
 * Returns: what lies between @bin and the next: values up to it belong to @bin or to one before
 */
double          tally_learn_bins_get_cut    (const TallyLearnBins  *self,
                                             guint                  column,
                                             guint                  bin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnBins, tally_learn_bins_free)

G_END_DECLS
