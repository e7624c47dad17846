/* tally-learn-boost.h
 *
 * Boosted trees for labels of two classes: each tree mends what the ones before still get wrong. The same data and seed
 * make the same model to the bit, on any number of threads. A model is read by any thread. Depends on GLib alone.
 *
 * Sources: Friedman 2001, "Greedy function approximation: a gradient boosting machine"; Friedman 2002, "Stochastic
 * gradient boosting" (rows drawn for each tree); Ke et al. 2017, "LightGBM" (histograms, best leaf first).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-tree.h"

G_BEGIN_DECLS

typedef struct _TallyLearnBoost TallyLearnBoost;

/**
 * TallyLearnBoostOptions:
 * @n_trees: trees, 1 … 10,000
 * @rate: how much of each tree counts, over 0 … 1
 * @row_share: share of the rows that a tree sees, over 0 … 1
 * @tree: how trees grow
 * @seed: decides about all draws
 *
 * How a model learns.
 */
typedef struct {
  guint                 n_trees;
  double                rate;
  double                row_share;
  TallyLearnTreeOptions tree;
  guint64               seed;
} TallyLearnBoostOptions;

/**
 * TallyLearnLabels:
 * @labels: (array): of each row 0, 1, or -1 = unknown: the row is not learnt from
 * @weights: (array) (nullable): how much each row counts, 0 and up; %NULL = all the same
 * @margins: (array) (nullable): log odds that are known of each row before anything is learnt, to which a constant is
 *   learnt first; %NULL = the share of positive rows
 *
 * What is known of rows.
 */
typedef struct {
  const gint8  *labels;
  const double *weights;
  const double *margins;
} TallyLearnLabels;

/**
 * tally_learn_boost_options_init:
 * @options: (out caller-allocates): options
 *
 * Sets what serves most tables of some hundred to some ten thousand labels.
 */
void             tally_learn_boost_options_init (TallyLearnBoostOptions        *options);

/**
 * tally_learn_boost_new:
 * @frame: rows to learn from; not kept
 * @labels: what is known of them
 * @options: how
 * @error: return location, or %NULL
 *
 * Learns. O(trees · rows · columns · depth).
 *
 * Errors: %TALLY_LEARN_ERROR_DATA - labels of both classes are needed.
 *
 * Returns: (transfer full) (nullable): the model
 */
TallyLearnBoost *tally_learn_boost_new          (const TallyLearnFrame         *frame,
                                                 const TallyLearnLabels        *labels,
                                                 const TallyLearnBoostOptions  *options,
                                                 GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_learn_boost_new_of_bins:
 * @frame: rows to learn from; not kept
 * @bins: its bins, which several models of the same frame may share; not kept
 * @labels: what is known of them
 * @options: how
 * @error: return location, or %NULL
 *
 * As tally_learn_boost_new().
 *
 * Errors: %TALLY_LEARN_ERROR_DATA - labels of both classes are needed.
 *
 * Returns: (transfer full) (nullable): the model
 */
TallyLearnBoost *tally_learn_boost_new_of_bins  (const TallyLearnFrame         *frame,
                                                 const TallyLearnBins          *bins,
                                                 const TallyLearnLabels        *labels,
                                                 const TallyLearnBoostOptions  *options,
                                                 GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_learn_boost_free:
 * @self: (nullable): a model
 *
 * Frees it.
 */
void             tally_learn_boost_free         (TallyLearnBoost               *self);

/**
 * tally_learn_boost_score:
 * @self: a model
 * @frame: rows with the columns that it has learnt
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_margins: (out caller-allocates) (array): room for the log odds of each row; margins known before are the
 *   caller's to add
 *
 * Scores rows. O(rows · trees · depth).
 */
void             tally_learn_boost_score        (const TallyLearnBoost         *self,
                                                 const TallyLearnFrame         *frame,
                                                 guint                          n_threads,
                                                 double                        *out_margins);

/**
 * tally_learn_boost_read:
 * @self: a model
 * @values: (array): a row, a value of each column
 *
 * Returns: the log odds of the row, as tally_learn_boost_score() has them
 */
double           tally_learn_boost_read         (const TallyLearnBoost         *self,
                                                 const double                  *values);

/**
 * tally_learn_boost_explain:
 * @self: a model
 * @values: (array): a row, a value of each column
 * @out_shares: (out caller-allocates) (array): room for the share of each column in the log odds (Shapley values)
 *
 * Says why a row has its log odds: what is returned and all shares sum to them.
 *
 * Returns: the mean log odds
 */
double           tally_learn_boost_explain      (const TallyLearnBoost         *self,
                                                 const double                  *values,
                                                 double                        *out_shares);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnBoost, tally_learn_boost_free)

G_END_DECLS
