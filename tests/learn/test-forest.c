/* test-forest.c: the isolation forest finds what lies apart, is the same each time, and says why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-forest.h"
#include "tally-learn-measure.h"
#include "tally-random.h"
#include "tally-test.h"

#define N_ROWS 5000
#define N_COLUMNS 6
#define N_ODD 50 /* the first rows; each is odd in the column of its number */

static TallyLearnFrame *
make_frame (guint64 seed)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);
  TallyLearnFrame *frame = tally_learn_frame_new (N_ROWS, N_COLUMNS);

  for (gsize r = 0; r < N_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      {
        double sum = 0;
        for (guint i = 0; i < 12; i++)
          sum += tally_random_ratio (random);
        tally_learn_frame_set (frame, r, c, sum - 6 + (r < N_ODD && c == r % N_COLUMNS ? 12 : 0));
      }
  return frame;
}

static void
test_finds_what_lies_apart (void)
{
  g_autoptr (TallyLearnFrame) frame = make_frame (1);
  const TallyLearnForestOptions options = { .seed = 7 };
  g_autoptr (TallyLearnForest) forest = tally_learn_forest_new (frame, &options);
  g_autofree double *scores = g_new (double, N_ROWS);
  g_autofree gint8 *labels = g_new0 (gint8, N_ROWS);
  TallyLearnMeasures measures;

  tally_learn_forest_score (forest, frame, 1, scores);
  for (gsize r = 0; r < N_ODD; r++)
    labels[r] = 1;
  tally_learn_measure (scores, labels, N_ROWS, &measures);
  g_assert_cmpfloat (measures.auc, >, .95);
}

static void
test_same_on_any_number_of_threads (void)
{
  g_autoptr (TallyLearnFrame) frame = make_frame (2);
  const TallyLearnForestOptions options = { .seed = 7 };
  const TallyLearnForestOptions other = { .seed = 8 };
  g_autoptr (TallyLearnForest) forest = tally_learn_forest_new (frame, &options);
  g_autoptr (TallyLearnForest) again = tally_learn_forest_new (frame, &options);
  g_autoptr (TallyLearnForest) another = tally_learn_forest_new (frame, &other);
  g_autofree double *one = g_new (double, N_ROWS);
  g_autofree double *two = g_new (double, N_ROWS);

  tally_learn_forest_score (forest, frame, 1, one);
  tally_learn_forest_score (again, frame, 2, two);
  g_assert_cmpmem (one, N_ROWS * sizeof *one, two, N_ROWS * sizeof *two);
  tally_learn_forest_score (another, frame, 2, two);
  g_assert_cmpint (memcmp (one, two, N_ROWS * sizeof *two), !=, 0);
}

/* The column that was made odd has the greatest share, and the shares make up the score. */
static void
test_says_why (void)
{
  g_autoptr (TallyLearnFrame) frame = make_frame (3);
  const TallyLearnForestOptions options = { .seed = 7 };
  g_autoptr (TallyLearnForest) forest = tally_learn_forest_new (frame, &options);
  g_autofree double *scores = g_new (double, N_ROWS);

  tally_learn_forest_score (forest, frame, 2, scores);
  for (gsize r = 0; r < N_ODD; r++)
    {
      double values[N_COLUMNS];
      double shares[N_COLUMNS];
      double depth;
      guint top = 0;

      tally_learn_frame_get_row (frame, r, values);
      depth = tally_learn_forest_explain (forest, values, shares);
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          depth -= shares[c];
          top = shares[c] > shares[top] ? c : top;
        }
      g_assert_cmpuint (top, ==, r % N_COLUMNS);
      g_assert_cmpfloat_with_epsilon (tally_learn_forest_score_depth (forest, depth), scores[r], 1e-6);
    }
}

/* Columns without a value or with one alone, rows without any value, one row: scores all the same. */
static void
test_hostile_values (void)
{
  const TallyLearnForestOptions options = { .n_trees = 10, .seed = 1 };
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (100, 4);
  g_autoptr (TallyLearnFrame) single = tally_learn_frame_new (1, 1);
  g_autoptr (TallyLearnForest) forest = NULL;
  g_autoptr (TallyLearnForest) alone = tally_learn_forest_new (single, &options);
  double scores[100];

  for (gsize r = 0; r < 100; r++)
    {
      tally_learn_frame_set (frame, r, 1, 42);
      tally_learn_frame_set (frame, r, 2, r % 2 == 0 ? (double) INFINITY : 1e300 * (double) r);
      if (r % 3 != 0)
        tally_learn_frame_set (frame, r, 3, r);
    }
  g_assert_true (isnan (tally_learn_frame_get_column (frame, 2)[0]));
  forest = tally_learn_forest_new (frame, &options);
  tally_learn_forest_score (forest, frame, 2, scores);
  for (gsize r = 0; r < 100; r++)
    g_assert_true (scores[r] > 0 && scores[r] < 1);
  tally_learn_forest_score (alone, single, 1, scores);
  g_assert_cmpfloat_with_epsilon (scores[0], .5, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/forest/finds-what-lies-apart", test_finds_what_lies_apart);
  g_test_add_func ("/learn/forest/same-on-any-number-of-threads", test_same_on_any_number_of_threads);
  g_test_add_func ("/learn/forest/says-why", test_says_why);
  g_test_add_func ("/learn/forest/hostile-values", test_hostile_values);
  return g_test_run ();
}
