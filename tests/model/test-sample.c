/* test-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sample-batch.h"
#include "tally-test.h"

/* Ids are stored: one that changes loses its history. */
static void
test_metrics_have_ids_of_their_own (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < TALLY_N_METRICS; i++)
    {
      const TallyMetric *metric = tally_metric_get ((TallyMetricKey) i);
      g_assert_nonnull (metric->id);
      g_assert_nonnull (strchr (metric->id, '.'));
      g_assert_cmpuint (strspn (metric->id, "abcdefghijklmnopqrstuvwxyz.-"), ==, strlen (metric->id));
      g_assert_cmpstr (metric->title, !=, "");
      g_assert_true (g_hash_table_add (seen, (gpointer) metric->id));
      g_assert_true (tally_metric_find (metric->id) == metric);
      if (metric->kind == TALLY_METRIC_DURATION)
        g_assert_cmpstr (tally_metric_unit_get_id (metric->unit), ==, "usec");
    }
  g_assert_null (tally_metric_find ("run.unheard-of"));
  g_assert_null (tally_metric_find (NULL));
  g_assert_cmpstr (tally_metric_kind_get_id (TALLY_METRIC_COUNTER), ==, "counter");
  g_assert_cmpstr (tally_tier_get_id (TALLY_TIER_HOUR), ==, "hour");
}

static void
test_scopes_are_found_by_their_ids (void)
{
  TallySampleScope scope = TALLY_SAMPLE_FULL;

  for (guint i = 0; i < TALLY_N_SAMPLE_SCOPES; i++)
    {
      g_assert_true (tally_sample_scope_find (tally_sample_scope_get_id ((TallySampleScope) i), &scope));
      g_assert_cmpint (scope, ==, i);
    }
  g_assert_false (tally_sample_scope_find ("half", &scope));
  g_assert_false (tally_sample_scope_find (NULL, &scope));
}

static void
test_merging_keeps_all_five (void)
{
  TallySample sum = { 77, 0, 0, 0, 0, 0 };
  TallySample one;
  static const gint64 values[] = { 5, -3, 9, 9, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      tally_sample_init (&one, 100 + i, values[i]);
      tally_sample_merge (&sum, &one);
    }
  tally_sample_merge (&sum, &(TallySample) { 0 });
  g_assert_cmpint (sum.utc_usec, ==, 77);
  g_assert_cmpint (sum.n, ==, 5);
  g_assert_cmpint (sum.total, ==, 24);
  g_assert_cmpint (sum.lowest, ==, -3);
  g_assert_cmpint (sum.highest, ==, 9);
  g_assert_cmpint (sum.last, ==, 4);
  g_assert_cmpint (tally_sample_get_mean (&sum), ==, 5);
  tally_sample_init (&one, 1, G_MININT64);
  g_assert_cmpint (one.total, ==, -TALLY_SAMPLE_MAX_VALUE);
}

static void
test_means_are_rounded_half_away_from_zero (void)
{
  static const gint64 rows[][3] = { { 3, 2, 2 }, { -3, 2, -2 }, { 4, 3, 1 }, { -4, 3, -1 }, { 5, 3, 2 },
                                    { 0, 1, 0 }, { 7, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TallySample sample = { .total = rows[i][0], .n = rows[i][1] };
      g_assert_cmpint (tally_sample_get_mean (&sample), ==, rows[i][2]);
    }
}

static void
test_buckets_begin_at_whole_multiples (void)
{
  g_assert_cmpint (tally_sample_get_bucket (0, 60), ==, 0);
  g_assert_cmpint (tally_sample_get_bucket (59, 60), ==, 0);
  g_assert_cmpint (tally_sample_get_bucket (60, 60), ==, 60);
  g_assert_cmpint (tally_sample_get_bucket (-1, 60), ==, -60);
  g_assert_cmpint (tally_sample_get_bucket (-60, 60), ==, -60);
}

static void
test_a_batch_finds_its_series_again (void)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint a = tally_sample_batch_find_series (batch, TALLY_METRIC_API_CALLS, "get-sheet", TALLY_SAMPLE_FULL);
  guint b = tally_sample_batch_find_series (batch, TALLY_METRIC_API_CALLS, "get-sheet", TALLY_SAMPLE_PART);
  const TallySampleBatchEntry *entries;

  g_assert_cmpuint (a, !=, b);
  tally_sample_batch_add (batch, b, 5, 50);
  tally_sample_batch_add (batch, a, 9, 90);
  tally_sample_batch_add (batch, a, 5, 51);
  tally_sample_batch_add (batch, a, 5, 49);
  g_assert_cmpuint (tally_sample_batch_find_series (batch, TALLY_METRIC_API_CALLS, "get-sheet",
                                                    TALLY_SAMPLE_FULL), ==, a);
  entries = tally_sample_batch_sort (batch);
  g_assert_cmpint (entries[0].value, ==, 51);
  g_assert_cmpint (entries[1].value, ==, 49);
  g_assert_cmpint (entries[2].value, ==, 90);
  g_assert_cmpint (entries[3].value, ==, 50);
  g_assert_cmpstr (tally_sample_batch_get_series (batch, b)->subject, ==, "get-sheet");
  tally_sample_batch_clear (batch);
  g_assert_cmpuint (tally_sample_batch_get_n_samples (batch), ==, 0);
  g_assert_cmpuint (tally_sample_batch_get_n_series (batch), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/sample/metrics-have-ids-of-their-own", test_metrics_have_ids_of_their_own);
  g_test_add_func ("/model/sample/scopes-are-found-by-their-ids", test_scopes_are_found_by_their_ids);
  g_test_add_func ("/model/sample/merging-keeps-all-five", test_merging_keeps_all_five);
  g_test_add_func ("/model/sample/means-are-rounded-half-away-from-zero",
                   test_means_are_rounded_half_away_from_zero);
  g_test_add_func ("/model/sample/buckets-begin-at-whole-multiples", test_buckets_begin_at_whole_multiples);
  g_test_add_func ("/model/sample/a-batch-finds-its-series-again", test_a_batch_finds_its_series_again);
  return g_test_run ();
}
