/* test-ledger.c: intervals hold what they promise, and the effort that is foretold is the effort it takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-ledger.h"
#include "tally-learn-measure.h"
#include "tally-random.h"
#include "tally-test.h"

/* Wilson 1927 by hand, and at the ends. */
static void
test_interval (void)
{
  TallyLearnInterval interval;

  tally_learn_ledger_find_interval (8, 10, &interval);
  g_assert_cmpfloat_with_epsilon (interval.estimate, .8, 1e-12);
  g_assert_cmpfloat_with_epsilon (interval.low, .4902, 1e-4);
  g_assert_cmpfloat_with_epsilon (interval.high, .9433, 1e-4);
  tally_learn_ledger_find_interval (0, 10, &interval);
  g_assert_cmpfloat (interval.low, <=, 0);
  g_assert_cmpfloat_with_epsilon (interval.high, .2775, 1e-4);
  tally_learn_ledger_find_interval (10, 10, &interval);
  g_assert_cmpfloat (interval.high, >=, 1);
  tally_learn_ledger_find_interval (0, 0, &interval);
  g_assert_true (isnan (interval.estimate));
  g_assert_cmpfloat (interval.high - interval.low, >=, 1);
}

static void
test_interval_holds (void)
{
  g_autoptr (TallyRandom) random = tally_random_new (1);
  guint n_held = 0;

  for (guint i = 0; i < 2000; i++)
    {
      TallyLearnInterval interval;
      double share = tally_random_ratio (random);
      gsize n_hits = 0;

      for (guint k = 0; k < 40; k++)
        n_hits += tally_random_ratio (random) < share;
      tally_learn_ledger_find_interval (n_hits, 40, &interval);
      n_held += share >= interval.low && share <= interval.high;
    }
  g_assert_cmpuint (n_held, >=, 1860);
  g_assert_cmpuint (n_held, <=, 1950);
}

static void
test_confusion (void)
{
  static const double probabilities[] = { .9, .5, .49, .1, .7, .2 };
  static const gint8 labels[] = { 1, 0, 1, 0, -1, 0 };
  TallyLearnConfusion confusion;

  tally_learn_ledger_confuse (probabilities, labels, 6, .5, &confusion);
  g_assert_cmpuint (confusion.n[1][1], ==, 1);
  g_assert_cmpuint (confusion.n[0][1], ==, 1);
  g_assert_cmpuint (confusion.n[1][0], ==, 1);
  g_assert_cmpuint (confusion.n[0][0], ==, 2);
  g_assert_cmpfloat_with_epsilon (confusion.precision.estimate, .5, 1e-12);
  g_assert_cmpfloat_with_epsilon (confusion.recall.estimate, .5, 1e-12);
}

static void
test_bins (void)
{
  static const double probabilities[] = { 0, .05, .99, 1, .55, .5 };
  static const gint8 labels[] = { 0, 1, 1, 1, -1, 0 };
  TallyLearnCalibrationBin bins[TALLY_LEARN_LEDGER_BINS];

  tally_learn_ledger_fill_bins (probabilities, labels, 6, bins);
  g_assert_cmpuint (bins[0].n, ==, 2);
  g_assert_cmpfloat_with_epsilon (bins[0].mean_probability, .025, 1e-12);
  g_assert_cmpfloat_with_epsilon (bins[0].share.estimate, .5, 1e-12);
  g_assert_cmpuint (bins[5].n, ==, 1);
  g_assert_cmpuint (bins[9].n, ==, 2);
  g_assert_cmpuint (bins[3].n, ==, 0);
  g_assert_true (isnan (bins[3].mean_probability));
}

static void
test_recall (void)
{
  TallyLearnInterval recall;

  /* 90 found; 2 hits in 100 drawn stand for 10 in the 500 that are left */
  tally_learn_ledger_find_recall (90, 100, 2, 500, &recall);
  g_assert_cmpfloat_with_epsilon (recall.estimate, .9, 1e-12);
  g_assert_cmpfloat (recall.low, >, .7);
  g_assert_cmpfloat (recall.low, <, .8);
  g_assert_cmpfloat (recall.high, >, .95);
  tally_learn_ledger_find_recall (90, 100, 2, 0, &recall);
  g_assert_cmpfloat (recall.low, >=, 1);
  tally_learn_ledger_find_recall (90, 0, 0, 500, &recall);
  g_assert_true (isnan (recall.estimate));
}

/* Hits are dealt a thousand times as probabilities say: the recall at the share that was foretold lies in the interval. */
static void
test_effort (void)
{
  g_autoptr (TallyRandom) random = tally_random_new (9);
  double probabilities[800];
  gint8 labels[800];
  TallyLearnEffort effort;
  gsize n_read;
  guint n_held = 0;
  double sum = 0;

  for (gsize i = 0; i < 800; i++)
    {
      double ratio = 1 - (double) i / 800;
      probabilities[i] = .001 + .9 * ratio * ratio * ratio * ratio * ratio * ratio;
    }
  tally_learn_ledger_find_effort (probabilities, NULL, 800, .9, &effort);
  n_read = (gsize) (effort.share * 800 + .5);
  g_assert_cmpfloat (effort.share, <, .5);
  g_assert_cmpfloat (effort.recall.estimate, >=, .9);
  for (guint i = 0; i < 1000; i++)
    {
      double found = 0;
      double all = 0;

      for (gsize r = 0; r < 800; r++)
        {
          gboolean is_hit = tally_random_ratio (random) < probabilities[r];
          all += is_hit;
          found += is_hit && r < n_read;
        }
      n_held += found / all >= effort.recall.low && found / all <= effort.recall.high;
      sum += found / all;
    }
  g_assert_cmpfloat_with_epsilon (sum / 1000, effort.recall.estimate, .01);
  g_assert_cmpuint (n_held, >=, 920);
  g_assert_cmpuint (n_held, <=, 980);
  for (gsize r = 0; r < 800; r++) /* all are known: nothing is left to chance */
    labels[r] = r < 40;
  tally_learn_ledger_find_effort (probabilities, labels, 800, .95, &effort);
  g_assert_cmpfloat_with_epsilon (effort.share, 38. / 800, 1e-12);
  g_assert_cmpfloat_with_epsilon (effort.recall.low, effort.recall.high, 1e-12);
}

static void
test_curve (void)
{
  static const double probabilities[] = { .1, .9, .5, .3, .01 };
  TallyLearnEffort points[5];

  tally_learn_ledger_trace_effort (probabilities, NULL, 5, points, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpfloat_with_epsilon (points[i].share, (i + 1) / 5., 1e-12);
      g_assert_cmpfloat (points[i].recall.low, <=, points[i].recall.estimate);
      g_assert_cmpfloat (points[i].recall.high, >=, points[i].recall.estimate);
      g_assert_cmpfloat (points[i].recall.estimate, >, i > 0 ? points[i - 1].recall.estimate : 0);
    }
  g_assert_cmpfloat_with_epsilon (points[0].recall.estimate, .9 / 1.81, 1e-12);
  g_assert_cmpfloat (points[4].recall.low, >=, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/ledger/interval", test_interval);
  g_test_add_func ("/learn/ledger/interval-holds", test_interval_holds);
  g_test_add_func ("/learn/ledger/confusion", test_confusion);
  g_test_add_func ("/learn/ledger/calibration-bins", test_bins);
  g_test_add_func ("/learn/ledger/recall-from-a-random-sample", test_recall);
  g_test_add_func ("/learn/ledger/effort-is-what-it-takes", test_effort);
  g_test_add_func ("/learn/ledger/curve", test_curve);
  return g_test_run ();
}
