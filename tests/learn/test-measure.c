/* test-measure.c: figures of merit against values that were reckoned by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-measure.h"
#include "tally-test.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-12)

/* .9+ .8- .7+ .6+ .5-: of six pairs of a positive and a negative row four stand right */
static void
test_by_hand (void)
{
  static const double scores[] = { .5, .9, .8, .7, .6, .99 };
  static const gint8 labels[] = { 0, 1, 0, 1, 1, -1 };
  TallyLearnMeasures measures;

  tally_learn_measure (scores, labels, G_N_ELEMENTS (labels), &measures);
  g_assert_cmpuint (measures.n, ==, 5);
  g_assert_cmpuint (measures.n_positive, ==, 3);
  assert_near (measures.auc, 4.0 / 6);
  assert_near (measures.average_precision, (1.0 / 1 + 2.0 / 3 + 3.0 / 4) / 3);
  assert_near (measures.brier, (.25 + .01 + .64 + .09 + .16) / 5);
  assert_near (measures.review_share_95, 4.0 / 5);
}

static void
test_ties_count_half (void)
{
  static const double scores[] = { .5, .5, .5, .5 };
  static const gint8 labels[] = { 0, 1, 0, 1 };
  TallyLearnMeasures measures;

  tally_learn_measure (scores, labels, G_N_ELEMENTS (labels), &measures);
  assert_near (measures.auc, .5);
  assert_near (measures.average_precision, .5);
  assert_near (measures.ece, 0);
}

static void
test_calibration (void)
{
  static const double scores[] = { .05, .05, .95, .95 };
  static const gint8 labels[] = { 0, 1, 1, 1 };
  TallyLearnMeasures measures;

  tally_learn_measure (scores, labels, G_N_ELEMENTS (labels), &measures);
  assert_near (measures.ece, (fabs (.1 - 1) + fabs (1.9 - 2)) / 4);
}

static void
test_one_class (void)
{
  static const double scores[] = { 0, 1 };
  static const gint8 negative[] = { 0, 0 };
  static const gint8 positive[] = { 1, 1 };
  TallyLearnMeasures measures;

  tally_learn_measure (scores, negative, 2, &measures);
  g_assert_true (isnan (measures.auc) && isnan (measures.average_precision) && isnan (measures.review_share_95));
  tally_learn_measure (scores, positive, 2, &measures);
  g_assert_true (isnan (measures.auc));
  assert_near (measures.average_precision, 1);
  assert_near (measures.review_share_95, 1);
}

static void
test_order_is_stable (void)
{
  static const double scores[] = { 1, 3, 2, 3 };
  g_autofree gsize *order = tally_learn_order (scores, G_N_ELEMENTS (scores));

  g_assert_cmpuint (order[0], ==, 1);
  g_assert_cmpuint (order[1], ==, 3);
  g_assert_cmpuint (order[2], ==, 2);
  g_assert_cmpuint (order[3], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/measure/by-hand", test_by_hand);
  g_test_add_func ("/learn/measure/ties-count-half", test_ties_count_half);
  g_test_add_func ("/learn/measure/calibration", test_calibration);
  g_test_add_func ("/learn/measure/one-class", test_one_class);
  g_test_add_func ("/learn/measure/order-is-stable", test_order_is_stable);
  return g_test_run ();
}
