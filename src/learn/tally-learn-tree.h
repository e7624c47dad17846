/* tally-learn-tree.h
 *
 * A regression tree: grown on the bins of a frame for given slopes and curvatures of a loss, read on plain values, and
 * taken apart into the share of each column (Shapley values). A tree is read by any thread. Depends on GLib alone.
 *
 * Sources: Friedman 2001, "Greedy function approximation"; Chen, Guestrin 2016, "XGBoost" (gain of a cut, equation 7);
 * Lundberg et al. 2020, "From local explanations to global understanding for trees", algorithm 2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-bins.h"
#include "tally-random.h"

G_BEGIN_DECLS

/**
 * TallyLearnTreeNode:
 * @column: the column that is cut, -1 = a leaf
 * @left: the node of values up to @cut; the one of the others follows it
 * @missing_left: whether missing values go left
 * @cut: where the column is cut
 * @value: what a leaf adds
 * @cover: rows that came here; the weight of the node in a mean
 *
 * A node of a tree.
 */
typedef struct {
  gint32   column;
  guint32  left;
  gboolean missing_left;
  double   cut;
  double   value;
  double   cover;
} TallyLearnTreeNode;

/**
 * TallyLearnTreeOptions:
 * @max_leaves: leaves at most, 2 or more
 * @min_rows: rows of a leaf at least
 * @penalty: added to the curvature of a leaf (L2)
 * @min_gain: gain of a cut at least
 * @column_share: share of the columns that are looked at, drawn anew for each tree, 0 … 1
 *
 * How trees grow.
 */
typedef struct {
  guint  max_leaves;
  guint  min_rows;
  double penalty;
  double min_gain;
  double column_share;
} TallyLearnTreeOptions;

/**
 * TallyLearnTreeInput:
 * @frame: names no values are read from it but its size
 * @bins: its bins
 * @slopes: (array): first derivative of the loss at each row
 * @curvatures: (array): second derivative at each row
 * @rows: (array length=n_rows): the rows to grow on; reordered
 * @n_rows: how many, 1 or more
 *
 * What a tree is grown on.
 */
typedef struct {
  const TallyLearnFrame *frame;
  const TallyLearnBins  *bins;
  const double          *slopes;
  const double          *curvatures;
  gsize                 *rows;
  gsize                  n_rows;
} TallyLearnTreeInput;

/**
 * tally_learn_tree_grow:
 * @input: what it is grown on
 * @options: how
 * @random: draws columns
 *
 * Cuts the leaf whose cut gains most, until there are leaves enough. O(rows · columns · depth).
 *
 * Returns: (transfer full) (element-type TallyLearnTreeNode): the tree, its root first
 */
GArray *tally_learn_tree_grow    (const TallyLearnTreeInput   *input,
                                  const TallyLearnTreeOptions *options,
                                  TallyRandom                 *random);

/**
 * tally_learn_tree_read:
 * @tree: (element-type TallyLearnTreeNode): a tree
 * @values: (array): a value of each column
 *
 * Returns: what the tree says of them
 */
double  tally_learn_tree_read    (const GArray                *tree,
                                  const double                *values);

/**
 * tally_learn_tree_read_at:
 * @tree: (element-type TallyLearnTreeNode): a tree
 * @columns: (array): the values of each column
 * @row: the number of a row
 *
 * Returns: what the tree says of it, as tally_learn_tree_read()
 */
double  tally_learn_tree_read_at (const GArray                *tree,
                                  const double *const         *columns,
                                  gsize                        row);

/**
 * tally_learn_tree_explain:
 * @tree: (element-type TallyLearnTreeNode): a tree
 * @values: (array): a value of each column
 * @inout_shares: (inout) (array): of each column, to which its Shapley value is added
 *
 * Adds the share of each column: with the mean of the tree they sum to what it says. O(leaves · depth²).
 *
 * Returns: the mean of the tree over the rows that it was grown on
 */
double  tally_learn_tree_explain (const GArray                *tree,
                                  const double                *values,
                                  double                      *inout_shares);

G_END_DECLS
