/* tally-learn-forest.h
 *
 * Isolation forest: rows that random cuts set apart early are unusual. Without labels, for the first day.
 *
 * Source: Liu, Ting, Zhou 2008, "Isolation Forest" (score 2^(-E[h]/c(n))). A value that is missing goes to the side that
 * the tree drew for missing ones. The same seed and data give the same scores to the bit, on any number of threads.
 * A forest is read by any thread. Depends on GLib and core's random numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

typedef struct _TallyLearnForest TallyLearnForest;

/**
 * TallyLearnForestOptions:
 * @n_trees: trees, 1 … 10,000; 0 = 100
 * @n_samples: rows that a tree sees, 2 … 65,536; 0 = 256
 * @seed: decides about all draws
 *
 * How a forest grows; all 0 is what the paper uses.
 */
typedef struct {
  guint   n_trees;
  guint   n_samples;
  guint64 seed;
} TallyLearnForestOptions;

/**
 * tally_learn_forest_new:
 * @frame: rows to learn from, 1 or more; not kept
 * @options: how
 *
 * Grows a forest: O(trees · samples · log samples), whatever the number of rows.
 *
 * Returns: (transfer full): the forest
 */
TallyLearnForest *tally_learn_forest_new           (const TallyLearnFrame         *frame,
                                                    const TallyLearnForestOptions *options);

/**
 * tally_learn_forest_free:
 * @self: (nullable): a forest
 *
 * Frees it.
 */
void              tally_learn_forest_free          (TallyLearnForest              *self);

/**
 * tally_learn_forest_score:
 * @self: a forest
 * @frame: rows with the columns that it has learnt
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_scores: (out caller-allocates) (array): room for a score of each row: 0 … 1, from .5 on unusual
 *
 * Scores rows. O(rows · trees · log samples).
 */
void              tally_learn_forest_score         (const TallyLearnForest        *self,
                                                    const TallyLearnFrame         *frame,
                                                    guint                          n_threads,
                                                    double                        *out_scores);

/**
 * tally_learn_forest_explain:
 * @self: a forest
 * @values: (array): a row, a value of each column
 * @out_shares: (out caller-allocates) (array): room for a number of each column: how much earlier (positive) or later
 *   than the usual row this one was set apart by cuts of that column, in cuts
 *
 * Says why a row has its score: the mean depth of all rows less the sum of @out_shares is the mean depth of this one
 * exactly, and the score follows from that. A cut's share is how much the depth expected below it changes with it.
 *
 * Returns: the mean depth of the rows that the trees saw
 */
double            tally_learn_forest_explain       (const TallyLearnForest        *self,
                                                    const double                  *values,
                                                    double                        *out_shares);

/**
 * tally_learn_forest_score_depth:
 * @self: a forest
 * @depth: a mean depth
 *
 * Returns: the score of a row that lies so deep
 */
double            tally_learn_forest_score_depth   (const TallyLearnForest        *self,
                                                    double                         depth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnForest, tally_learn_forest_free)

G_END_DECLS
