/* test-boost.c: boosted trees learn what no straight line can, are the same each time, and say why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-boost.h"
#include "tally-learn-error.h"
#include "tally-learn-measure.h"
#include "tally-test.h"

#define N_ROWS 2000
#define N_COLUMNS 4

/* Labels of an "either or" of the first two columns; the third is noise, the fourth is missing half of the time and says
 * something by that. */
static TallyLearnFrame *
make_frame (guint64 seed,
            gint8  *out_labels)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);
  TallyLearnFrame *frame = tally_learn_frame_new (N_ROWS, N_COLUMNS);

  for (gsize r = 0; r < N_ROWS; r++)
    {
      double a = tally_random_ratio (random);
      double b = tally_random_ratio (random);
      gboolean is_missing = tally_random_below (random, 2) == 0;

      tally_learn_frame_set (frame, r, 0, a);
      tally_learn_frame_set (frame, r, 1, b);
      tally_learn_frame_set (frame, r, 2, tally_random_ratio (random));
      if (!is_missing)
        tally_learn_frame_set (frame, r, 3, tally_random_ratio (random));
      out_labels[r] = ((a > .5) != (b > .5)) || (is_missing && tally_random_below (random, 10) == 0);
    }
  return frame;
}

static TallyLearnBoost *
learn (const TallyLearnFrame *frame,
       const gint8           *labels,
       guint                  n_trees)
{
  const TallyLearnLabels known = { .labels = labels };
  TallyLearnBoostOptions options;
  g_autoptr (GError) error = NULL;
  TallyLearnBoost *model;

  tally_learn_boost_options_init (&options);
  options.n_trees = n_trees;
  options.seed = 5;
  model = tally_learn_boost_new (frame, &known, &options, &error);
  g_assert_no_error (error);
  return model;
}

static void
test_learns_either_or (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autofree gint8 *fresh_labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (1, labels);
  g_autoptr (TallyLearnFrame) fresh = make_frame (2, fresh_labels);
  g_autoptr (TallyLearnBoost) model = learn (frame, labels, 100);
  g_autofree double *margins = g_new (double, N_ROWS);
  TallyLearnMeasures measures;

  tally_learn_boost_score (model, fresh, 1, margins);
  tally_learn_measure (margins, fresh_labels, N_ROWS, &measures);
  g_assert_cmpfloat (measures.auc, >, .95);
}

static void
test_same_each_time (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (3, labels);
  g_autoptr (TallyLearnBoost) model = learn (frame, labels, 30);
  g_autoptr (TallyLearnBoost) again = learn (frame, labels, 30);
  g_autofree double *one = g_new (double, N_ROWS);
  g_autofree double *two = g_new (double, N_ROWS);

  tally_learn_boost_score (model, frame, 1, one);
  tally_learn_boost_score (again, frame, 2, two);
  g_assert_cmpmem (one, N_ROWS * sizeof *one, two, N_ROWS * sizeof *two);
}

static void
test_shares_make_up_the_score (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (4, labels);
  g_autoptr (TallyLearnBoost) model = learn (frame, labels, 60);
  g_autofree double *margins = g_new (double, N_ROWS);

  tally_learn_boost_score (model, frame, 2, margins);
  for (gsize r = 0; r < 200; r++)
    {
      double values[N_COLUMNS];
      double shares[N_COLUMNS];
      double sum;

      tally_learn_frame_get_row (frame, r, values);
      sum = tally_learn_boost_explain (model, values, shares);
      for (guint c = 0; c < N_COLUMNS; c++)
        sum += shares[c];
      g_assert_cmpfloat_with_epsilon (sum, margins[r], 1e-9);
      g_assert_cmpfloat (fabs (shares[2]), <, MAX (fabs (shares[0]), fabs (shares[1])));
    }
}

/* --- Shapley values by their definition ----------------------------------------------------------- */

/* What a tree says if only the columns of @set are known: the others follow the rows that it was grown on. */
static double
expect (const GArray *tree,
        guint         index,
        const double *values,
        guint         set)
{
  const TallyLearnTreeNode *node = &g_array_index (tree, TallyLearnTreeNode, index);
  const TallyLearnTreeNode *left;
  const TallyLearnTreeNode *right;
  double value;

  if (node->column < 0)
    return node->value;
  value = values[node->column];
  if (set & (1u << node->column))
    return expect (tree, node->left + !(isnan (value) ? node->missing_left : value <= node->cut), values, set);
  left = &g_array_index (tree, TallyLearnTreeNode, node->left);
  right = &g_array_index (tree, TallyLearnTreeNode, node->left + 1);
  return (expect (tree, node->left, values, set) * left->cover + expect (tree, node->left + 1, values, set) * right->cover)
         / (left->cover + right->cover);
}

static double
find_share (const GArray *tree,
            const double *values,
            guint         column)
{
  static const double weights[] = { 1.0 / 4, 1.0 / 12, 1.0 / 12, 1.0 / 4 }; /* |S|! (4 - |S| - 1)! / 4! */
  double share = 0;

  for (guint set = 0; set < 1u << N_COLUMNS; set++)
    if (!(set & (1u << column)))
      share += weights[__builtin_popcount (set)]
               * (expect (tree, 0, values, set | (1u << column)) - expect (tree, 0, values, set));
  return share;
}

static void
test_shares_are_shapley_values (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (5, labels);
  g_autoptr (TallyLearnBins) bins = tally_learn_bins_new (frame);
  g_autoptr (TallyRandom) random = tally_random_new (1);
  g_autofree double *slopes = g_new (double, N_ROWS);
  g_autofree double *curvatures = g_new (double, N_ROWS);
  g_autofree gsize *rows = g_new (gsize, N_ROWS);
  const TallyLearnTreeOptions options = { .max_leaves = 40, .min_rows = 5, .penalty = 1, .column_share = 1 };
  const TallyLearnTreeInput input = {
    .frame = frame, .bins = bins, .slopes = slopes, .curvatures = curvatures, .rows = rows, .n_rows = N_ROWS,
  };
  g_autoptr (GArray) tree = NULL;

  for (gsize r = 0; r < N_ROWS; r++)
    {
      slopes[r] = .5 - labels[r];
      curvatures[r] = .25;
      rows[r] = r;
    }
  tree = tally_learn_tree_grow (&input, &options, random);
  g_assert_cmpuint (tree->len, >, 20);
  for (gsize r = 0; r < 100; r++)
    {
      double values[N_COLUMNS];
      double shares[N_COLUMNS] = { 0 };

      tally_learn_frame_get_row (frame, r, values);
      tally_learn_tree_explain (tree, values, shares);
      for (guint c = 0; c < N_COLUMNS; c++)
        g_assert_cmpfloat_with_epsilon (shares[c], find_share (tree, values, c), 1e-9);
    }
}

static void
test_one_class (void)
{
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (3, 1);
  static const gint8 labels[] = { 1, -1, 1 };
  const TallyLearnLabels known = { .labels = labels };
  TallyLearnBoostOptions options;
  g_autoptr (GError) error = NULL;

  tally_learn_boost_options_init (&options);
  g_assert_null (tally_learn_boost_new (frame, &known, &options, &error));
  g_assert_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "positive"));
}

/* Nothing to learn from: the share of positive rows is all that can be said. */
static void
test_nothing_but_missing_values (void)
{
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (100, 2);
  gint8 labels[100];
  double margins[100];
  g_autoptr (TallyLearnBoost) model = NULL;

  for (guint r = 0; r < 100; r++)
    {
      labels[r] = r % 4 == 0;
      tally_learn_frame_set (frame, r, 1, 7);
    }
  model = learn (frame, labels, 50);
  tally_learn_boost_score (model, frame, 1, margins);
  for (guint r = 0; r < 100; r++)
    g_assert_cmpfloat_with_epsilon (1 / (1 + exp (-margins[r])), .25, .06);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/boost/learns-either-or", test_learns_either_or);
  g_test_add_func ("/learn/boost/same-each-time", test_same_each_time);
  g_test_add_func ("/learn/boost/shares-make-up-the-score", test_shares_make_up_the_score);
  g_test_add_func ("/learn/boost/shares-are-shapley-values", test_shares_are_shapley_values);
  g_test_add_func ("/learn/boost/one-class", test_one_class);
  g_test_add_func ("/learn/boost/nothing-but-missing-values", test_nothing_but_missing_values);
  return g_test_run ();
}
