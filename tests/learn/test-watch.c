/* test-watch.c: drift is noticed where there is some, contradicting and thoughtless verdicts are found, and agreement of two
 * reviewers is what it is in the textbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-similar.h"
#include "tally-learn-watch.h"
#include "tally-random.h"
#include "tally-test.h"

#define N 2000

static void
draw (double  *values,
      guint64  seed,
      double   shift,
      guint    missing_percent)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);

  for (gsize i = 0; i < N; i++)
    {
      double sum = tally_random_ratio (random) + tally_random_ratio (random) + tally_random_ratio (random);
      values[i] = tally_random_below (random, 100) < missing_percent ? (double) NAN : sum + shift;
    }
}

static void
test_drift (void)
{
  g_autofree double *before = g_new (double, N);
  g_autofree double *now = g_new (double, N);

  draw (before, 1, 0, 10);
  draw (now, 2, 0, 10);
  g_assert_cmpfloat (tally_learn_watch_find_drift (before, N, now, N), <, .03);
  g_assert_cmpfloat (tally_learn_watch_find_drift (before, N, before, N), <, 1e-12);
  draw (now, 3, .25, 10);
  g_assert_cmpfloat (tally_learn_watch_find_drift (before, N, now, N), >, TALLY_LEARN_WATCH_DRIFT_SOME);
  draw (now, 3, .5, 10);
  g_assert_cmpfloat (tally_learn_watch_find_drift (before, N, now, N), >, TALLY_LEARN_WATCH_DRIFT_MUCH);
  draw (now, 4, 0, 45);
  g_assert_cmpfloat (tally_learn_watch_find_drift (before, N, now, N), >, TALLY_LEARN_WATCH_DRIFT_MUCH);
}

/* Two halves of a yes or no: (.9 - .5) ln (.9 / .5) + (.1 - .5) ln (.1 / .5), by hand. */
static void
test_drift_by_hand (void)
{
  g_autofree double *before = g_new (double, 100000);
  g_autofree double *now = g_new (double, 100000);

  for (gsize i = 0; i < 100000; i++)
    {
      before[i] = i % 2;
      now[i] = i % 10 > 0;
    }
  g_assert_cmpfloat_with_epsilon (tally_learn_watch_find_drift (before, 100000, now, 100000), .8789, 1e-3);
}

static void
test_drift_of_nothing (void)
{
  static const double missing[] = { (double) NAN, (double) NAN };
  static const double values[] = { 1, 1 };

  g_assert_cmpfloat (tally_learn_watch_find_drift (NULL, 0, values, 2), <=, 0);
  g_assert_cmpfloat (tally_learn_watch_find_drift (values, 2, NULL, 0), <=, 0);
  g_assert_cmpfloat (tally_learn_watch_find_drift (missing, 2, missing, 2), <=, 0);
  g_assert_cmpfloat (tally_learn_watch_find_drift (missing, 2, values, 2), >, TALLY_LEARN_WATCH_DRIFT_MUCH);
}

/* --- similar rows -------------------------------------------------------------------------------- */

static TallyLearnFrame *
make_frame (const double (*values)[2],
            gsize          n)
{
  TallyLearnFrame *frame = tally_learn_frame_new (n, 2);

  for (gsize r = 0; r < n; r++)
    for (guint c = 0; c < 2; c++)
      tally_learn_frame_set (frame, r, c, values[r][c]);
  return frame;
}

static void
test_similar (void)
{
  static const double values[][2] = { { 0, 100 }, { 1, 100 }, { 1, 100 }, { 0, 0 }, { 9, 200 }, { 1, (double) NAN } };
  static const gint8 labels[] = { 1, 0, 1, 0, 1, -1 };
  g_autoptr (TallyLearnFrame) frame = make_frame (values, 6);
  g_autoptr (TallyLearnSimilar) similar = tally_learn_similar_new (frame, labels);
  TallyLearnSimilarRow rows[5];

  g_assert_cmpuint (tally_learn_similar_find (similar, values[2], -1, 2, rows, 5), ==, 4);
  g_assert_cmpuint (rows[0].row, ==, 1);
  g_assert_cmpfloat (rows[0].distance, <=, 0);
  g_assert_cmpint (rows[0].label, ==, 0);
  g_assert_cmpuint (rows[1].row, ==, 0);
  g_assert_cmpuint (rows[3].row, ==, 4);
  g_assert_cmpuint (tally_learn_similar_find (similar, values[2], -1, G_MAXSIZE, rows, 2), ==, 2);
  g_assert_cmpuint (rows[0].row, ==, 1); /* the first of two that are as near */
  g_assert_cmpuint (rows[1].row, ==, 2);
  g_assert_cmpuint (tally_learn_similar_find (similar, values[2], 1, 2, rows, 5), ==, 2);
  g_assert_cmpuint (tally_learn_similar_find (similar, values[5], 0, G_MAXSIZE, rows, 1), ==, 1);
  g_assert_cmpuint (rows[0].row, ==, 1);
  g_assert_cmpfloat_with_epsilon (rows[0].distance, sqrt (.5), 1e-12); /* one column of two is missing */
}

static void
test_similar_hostile (void)
{
  static const double values[][2] = { { 1e308, (double) NAN }, { -1e308, (double) NAN }, { 5e-324, 1 }, { 0, 1 } };
  static const gint8 labels[] = { 1, 0, 1, -1 };
  static const gint8 none[] = { -1, -1, -1, -1 };
  g_autoptr (TallyLearnFrame) frame = make_frame (values, 4);
  g_autoptr (TallyLearnSimilar) similar = tally_learn_similar_new (frame, labels);
  g_autoptr (TallyLearnSimilar) nothing = tally_learn_similar_new (frame, none);
  TallyLearnSimilarRow rows[4];

  g_assert_cmpuint (tally_learn_similar_find (similar, (const double[]) { INFINITY, 1e308 }, -1, G_MAXSIZE, rows, 4), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (isfinite (rows[i].distance));
  g_assert_cmpuint (tally_learn_similar_find (nothing, values[0], -1, G_MAXSIZE, rows, 4), ==, 0);
}

static void
test_contradictions (void)
{
  g_autoptr (TallyRandom) random = tally_random_new (3);
  g_autoptr (TallyLearnFrame) frame = tally_learn_frame_new (200, 6);
  g_autoptr (GArray) found = NULL;
  gint8 labels[200];

  for (gsize r = 0; r < 200; r++)
    {
      for (guint c = 0; c < 6; c++)
        tally_learn_frame_set (frame, r, c, tally_random_ratio (random));
      labels[r] = r % 3 == 0;
    }
  for (guint c = 0; c < 6; c++)
    {
      tally_learn_frame_set (frame, 31, c, tally_learn_frame_get_column (frame, c)[30]);
      tally_learn_frame_set (frame, 40, c, tally_learn_frame_get_column (frame, c)[60] + .01);
      tally_learn_frame_set (frame, 99, c, tally_learn_frame_get_column (frame, c)[90]); /* both are hits */
    }
  found = tally_learn_watch_find_contradictions (frame, labels);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, TallyLearnContradiction, 0).positive, ==, 30);
  g_assert_cmpuint (g_array_index (found, TallyLearnContradiction, 0).negative, ==, 31);
  g_assert_cmpuint (g_array_index (found, TallyLearnContradiction, 1).positive, ==, 60);
  g_assert_cmpuint (g_array_index (found, TallyLearnContradiction, 1).negative, ==, 40);
  g_assert_cmpfloat (g_array_index (found, TallyLearnContradiction, 1).distance, >, 0);
}

/* --- reviewers ----------------------------------------------------------------------------------- */

static void
add_verdicts (GArray *verdicts,
              guint   n,
              guint   reviewer,
              gint8   label,
              gint64  from_usec,
              gint64  gap_usec)
{
  for (guint i = 0; i < n; i++)
    g_array_append_val (verdicts, ((TallyLearnVerdict) { from_usec + i * gap_usec, reviewer, label }));
}

static void
test_bulks (void)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (TallyLearnVerdict));
  g_autoptr (GArray) found = NULL;
  const TallyLearnBulk *bulk;

  add_verdicts (verdicts, 30, 2, 0, 1000 * G_USEC_PER_SEC, G_USEC_PER_SEC);
  add_verdicts (verdicts, 200, 1, 1, 0, 20 * G_USEC_PER_SEC); /* read one by one */
  add_verdicts (verdicts, 9, 3, 1, 0, 0);                     /* too few */
  add_verdicts (verdicts, 9, 3, 0, 0, 0);                     /* another label between them */
  add_verdicts (verdicts, 10, 4, 1, 50, TALLY_LEARN_WATCH_BULK_GAP_USEC);
  add_verdicts (verdicts, 10, 5, 1, 50, TALLY_LEARN_WATCH_BULK_GAP_USEC + 1);
  found = tally_learn_watch_find_bulks ((const TallyLearnVerdict *) (gconstpointer) verdicts->data, verdicts->len);
  g_assert_cmpuint (found->len, ==, 2);
  bulk = &g_array_index (found, TallyLearnBulk, 0);
  g_assert_cmpuint (bulk->reviewer, ==, 2);
  g_assert_cmpuint (bulk->n, ==, 30);
  g_assert_cmpint (bulk->from_utc_usec, ==, 1000 * G_USEC_PER_SEC);
  g_assert_cmpint (bulk->to_utc_usec, ==, 1029 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_array_index (found, TallyLearnBulk, 1).reviewer, ==, 4);
}

/* Cohen's own kind of table: 20 and 15 agreed, 5 and 10 not: agreed .7, by chance .5. */
static void
test_kappa (void)
{
  gint8 ours[60];
  gint8 theirs[60];
  gsize n_both;

  for (gsize i = 0; i < 60; i++)
    {
      ours[i] = i < 25;
      theirs[i] = i < 20 || (i >= 25 && i < 35);
      if (i >= 50)
        theirs[i] = -1;
    }
  g_assert_cmpfloat_with_epsilon (tally_learn_watch_find_kappa (ours, theirs, 60, &n_both), .4, 1e-12);
  g_assert_cmpuint (n_both, ==, 50);
  g_assert_cmpfloat_with_epsilon (tally_learn_watch_find_kappa (ours, ours, 60, NULL), 1, 1e-12);
  g_assert_true (isnan (tally_learn_watch_find_kappa (ours, theirs, 20, NULL)));
  g_assert_true (isnan (tally_learn_watch_find_kappa (NULL, NULL, 0, &n_both)));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/learn/watch/drift", test_drift);
  g_test_add_func ("/learn/watch/drift-by-hand", test_drift_by_hand);
  g_test_add_func ("/learn/watch/drift-of-nothing", test_drift_of_nothing);
  g_test_add_func ("/learn/watch/similar", test_similar);
  g_test_add_func ("/learn/watch/similar-hostile", test_similar_hostile);
  g_test_add_func ("/learn/watch/contradictions", test_contradictions);
  g_test_add_func ("/learn/watch/verdicts-in-bulk", test_bulks);
  g_test_add_func ("/learn/watch/kappa", test_kappa);
  return g_test_run ();
}
