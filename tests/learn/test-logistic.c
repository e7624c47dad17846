/* test-logistic.c: logistic regression against a model that is known, and what it says of itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-error.h"
#include "tally-learn-logistic.h"
#include "tally-random.h"
#include "tally-test.h"

#define N_ROWS 20000

/* Log odds 0.5 + 2 x - y, a third column that says nothing, and a fourth whose being missing adds 1.5. */
static TallyLearnFrame *
make_frame (gint8 *out_labels)
{
  g_autoptr (TallyRandom) random = tally_random_new (1);
  TallyLearnFrame *frame = tally_learn_frame_new (N_ROWS, 4);

  for (gsize r = 0; r < N_ROWS; r++)
    {
      double x = 4 * tally_random_ratio (random) - 2;
      double y = 4 * tally_random_ratio (random) - 2;
      gboolean is_missing = tally_random_below (random, 4) == 0;
      double margin = 0.5 + 2 * x - y + (is_missing ? 1.5 : 0);

      tally_learn_frame_set (frame, r, 0, 1000 + 10 * x); /* another scale changes nothing */
      tally_learn_frame_set (frame, r, 1, y);
      tally_learn_frame_set (frame, r, 2, 7);
      if (!is_missing)
        tally_learn_frame_set (frame, r, 3, tally_random_ratio (random));
      out_labels[r] = tally_random_ratio (random) < 1 / (1 + exp (-margin));
    }
  return frame;
}

static void
test_finds_what_made_the_labels (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (labels);
  const TallyLearnLabels known = { .labels = labels };
  g_autoptr (TallyLearnLogistic) model = tally_learn_logistic_new (frame, &known, 1e-3, NULL);
  const double middle[] = { 1000, 0, 7, .5 };
  const double high[] = { 1010, 0, 7, .5 };
  const double below[] = { 1000, 1, 7, .5 };
  const double missing[] = { 1000, 0, 7, (double) NAN };
  double at_middle = tally_learn_logistic_explain (model, middle, NULL);

  g_assert_cmpfloat_with_epsilon (at_middle, 0.5, 0.1);
  g_assert_cmpfloat_with_epsilon (tally_learn_logistic_explain (model, high, NULL) - at_middle, 2, 0.1);
  g_assert_cmpfloat_with_epsilon (tally_learn_logistic_explain (model, below, NULL) - at_middle, -1, 0.1);
  g_assert_cmpfloat_with_epsilon (tally_learn_logistic_explain (model, missing, NULL) - at_middle, 1.5, 0.15);
}

static void
test_shares_make_up_the_score (void)
{
  g_autofree gint8 *labels = g_new (gint8, N_ROWS);
  g_autoptr (TallyLearnFrame) frame = make_frame (labels);
  const TallyLearnLabels known = { .labels = labels };
  g_autoptr (TallyLearnLogistic) model = tally_learn_logistic_new (frame, &known, 1, NULL);
  double first[4];
  double second[4];
  double shares[4];
  double other[4];
  double difference;

  tally_learn_frame_get_row (frame, 0, first);
  tally_learn_frame_get_row (frame, 1, second);
  difference = tally_learn_logistic_explain (model, first, shares) - tally_learn_logistic_explain (model, second, other);
  for (guint c = 0; c < 4; c++)
    difference -= shares[c] - other[c];
  g_assert_cmpfloat_with_epsilon (difference, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (shares[2], 0, 1e-12);
}

/* Labels that one column tells apart without fault, columns without a value, one class: finite answers, or an error. */
static void
test_hostile_values (void)
{
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (20, 2);
  gint8 labels[20];
  const TallyLearnLabels known = { .labels = labels };
  g_autoptr (TallyLearnLogistic) model = NULL;
  g_autoptr (GError) error = NULL;
  const double far[] = { 1e300, (double) NAN };

  for (guint r = 0; r < 20; r++)
    {
      tally_learn_frame_set (frame, r, 0, r);
      labels[r] = r >= 10;
    }
  model = tally_learn_logistic_new (frame, &known, 1e-6, NULL);
  g_assert_true (isfinite (tally_learn_logistic_explain (model, far, NULL)));
  for (guint r = 0; r < 20; r++)
    labels[r] = 1;
  g_assert_null (tally_learn_logistic_new (frame, &known, 1, &error));
  g_assert_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/logistic/finds-what-made-the-labels", test_finds_what_made_the_labels);
  g_test_add_func ("/learn/logistic/shares-make-up-the-score", test_shares_make_up_the_score);
  g_test_add_func ("/learn/logistic/hostile-values", test_hostile_values);
  return g_test_run ();
}
