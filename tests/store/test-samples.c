/* test-samples.c
 *
 * What was measured: tiers that come to the same whatever comes when, in whatever order, and
 * whatever was pruned meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-samples.h"
#include "tally-random.h"
#include "tally-test.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define DAY G_TIME_SPAN_DAY

/* 2026-11-24T12:00:00Z is a whole hour. */
#define NOON STORE_FIXTURE_START

static const TallyMetricKey keys[] = { STORE_SAMPLES_KEY, TALLY_METRIC_API_DURATION,
                                       TALLY_METRIC_PROCESS_MEMORY };

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TallySampleBatchEntry *left = a, *right = b;

  if (left->series != right->series)
    return left->series < right->series ? -1 : 1;
  return (left->utc_usec > right->utc_usec) - (left->utc_usec < right->utc_usec);
}

/* What a chart of this width must show: the entries of one series in order, in the simplest way. */
static GArray *
expect (GArray *entries,
        guint   series,
        gint64  width_usec)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (TallySample));

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const TallySampleBatchEntry *entry = &g_array_index (entries, TallySampleBatchEntry, i);
      gint64 begin = entry->utc_usec / width_usec * width_usec;
      TallySample *last = out->len > 0 ? &g_array_index (out, TallySample, out->len - 1) : NULL;
      if (entry->series != series)
        continue;
      if (last == NULL || last->utc_usec != begin)
        {
          TallySample fresh = { begin, 0, 0, G_MAXINT64, G_MININT64, 0 };
          g_array_append_val (out, fresh);
          last = &g_array_index (out, TallySample, out->len - 1);
        }
      last->n++;
      last->total += entry->value;
      last->lowest = MIN (last->lowest, entry->value);
      last->highest = MAX (last->highest, entry->value);
      last->last = entry->value;
    }
  return out;
}

/* The tiers against the naive sums, for each series. */
static void
assert_tiers (StoreFixture *f,
              GArray       *entries,
              gint64        from,
              gint64        to,
              gboolean      is_settled)
{
  static const struct {
    gint64 width;
    guint  max_points;
  } charts[] = { { 1, 100000 }, { MINUTE, 1500 }, { HOUR, 30 }, { 3 * HOUR, 9 }, { DAY, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint j = 0; j < G_N_ELEMENTS (charts); j++)
      {
        g_autoptr (TallySeries) series = store_samples_read (f, keys[i], from, to, charts[j].max_points);
        g_autoptr (GArray) expected = NULL;
        expected = expect (entries, i, MAX (series->step_usec, 1));
        g_assert_cmpint (series->step_usec, ==, charts[j].width == 1 ? 0 : charts[j].width);
        g_assert_cmpuint (series->samples->len, ==, expected->len);
        for (guint k = 0; k < expected->len; k++)
          store_samples_assert (store_samples_get (series, k), &g_array_index (expected, TallySample, k), is_settled);
      }
}

/* A day of samples in three series, in bursts, out of order, in batches of any size. */
static void
test_tiers_sum_up_exactly_in_any_order (StoreFixture  *f,
                                        gconstpointer  data)
{
  g_autoptr (TallyRandom) random = tally_random_new (GPOINTER_TO_UINT (data));
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (TallySampleBatchEntry));
  gint64 day = NOON - 12 * HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpuint (tally_sample_batch_find_series (batch, keys[i], NULL, TALLY_SAMPLE_FULL), ==, i);
  for (guint i = 0; i < 9000; i++)
    {
      TallySampleBatchEntry entry = {
        .series = (guint) tally_random_below (random, G_N_ELEMENTS (keys)),
        .utc_usec = day + (gint64) tally_random_below (random, (guint64) (DAY / 1000)) * 1000 + i % 1000,
        .value = (gint64) tally_random_below (random, 1 << 20) - (1 << 19),
      };
      g_array_append_val (entries, entry);
      tally_sample_batch_add (batch, entry.series, entry.utc_usec, entry.value);
      if (tally_random_below (random, 300) == 0)
        store_samples_put (f, batch);
      if (tally_random_below (random, 2000) == 0)
        store_samples_settle (f);
    }
  store_samples_put (f, batch);
  assert_tiers (f, entries, day, day + DAY, FALSE);
  store_samples_settle (f);
  assert_tiers (f, entries, day, day + DAY, TRUE);
  store_samples_settle (f);
  assert_tiers (f, entries, day, day + DAY, TRUE);
}

static void
test_values_of_one_moment_become_one_sample (StoreFixture  *f,
                                             gconstpointer  data)
{
  const TallySample both = { NOON, 3, 6, -2, 5, 3 };
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  g_autoptr (TallySeries) series = NULL;
  guint id = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);

  tally_sample_batch_add (batch, id, NOON, 5);
  tally_sample_batch_add (batch, id, NOON, -2);
  store_samples_put (f, batch);
  store_samples_settle (f);
  store_samples_write (f, NOON, 3);
  series = store_samples_chart (f, NOON, NOON + 1, 10);
  g_assert_cmpint (store_samples_get (series, 0)->total, ==, 6);
  store_samples_settle (f);
  g_clear_pointer (&series, tally_series_free);
  series = store_samples_chart (f, NOON, NOON + 1, 10);
  g_assert_cmpuint (series->samples->len, ==, 1);
  store_samples_assert (store_samples_get (series, 0), &both, TRUE);
}

static void
test_series_are_apart_by_subject_and_scope (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  g_autoptr (GPtrArray) list = NULL;
  guint full = tally_sample_batch_find_series (batch, keys[1], "get-sheet", TALLY_SAMPLE_FULL);
  guint part = tally_sample_batch_find_series (batch, keys[1], "get-sheet", TALLY_SAMPLE_PART);
  guint other = tally_sample_batch_find_series (batch, keys[1], "attach-file", TALLY_SAMPLE_FULL);

  tally_sample_batch_add (batch, full, NOON + 1, 1);
  tally_sample_batch_add (batch, part, NOON + 1, 10);
  tally_sample_batch_add (batch, other, NOON + 1, 100);
  tally_sample_batch_add (batch, full, NOON - HOUR, 7);
  store_samples_put (f, batch);
  if (data != NULL)
    store_samples_settle (f);
  list = tally_store_samples_list (f->store, NULL);
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < list->len; i++)
    {
      static const struct {
        const char       *subject;
        TallySampleScope  scope;
        gint64            last;
      } expected[] = { { "attach-file", TALLY_SAMPLE_FULL, 100 }, { "get-sheet", TALLY_SAMPLE_FULL, 1 },
                       { "get-sheet", TALLY_SAMPLE_PART, 10 } };
      TallySeries *series = list->pdata[i];
      g_assert_cmpstr (series->metric, ==, "api.duration");
      g_assert_cmpstr (series->subject, ==, expected[i].subject);
      g_assert_cmpint (series->scope, ==, expected[i].scope);
      g_assert_cmpint (store_samples_get (series, 0)->last, ==, expected[i].last);
      g_assert_cmpint (store_samples_get (series, 0)->utc_usec, ==, NOON);
    }
}

static void
test_each_tier_forgets_by_whole_hours (StoreFixture  *f,
                                       gconstpointer  data)
{
  static const gint64 kept[] = { TALLY_STORE_RAW_KEPT_USEC, TALLY_STORE_MINUTES_KEPT_USEC,
                                 TALLY_STORE_HOURS_KEPT_USEC };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      store_samples_write (f, NOON - kept[i] - 1, 1);
      store_samples_write (f, NOON - kept[i], 1);
      store_samples_write (f, NOON - kept[i] + 1, 1);
    }
  store_samples_settle (f);
  tally_clock_advance (f->clock, HOUR - 1);
  store_samples_prune (f);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 2);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_MINUTE), ==, 1 + 2);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_HOUR), ==, 1 + 2 + 2);
  tally_clock_advance (f->clock, 1);
  store_samples_prune (f);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_RAW), ==, 0);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_MINUTE), ==, 2);
  g_assert_cmpint (store_samples_count_rows (f, TALLY_TIER_HOUR), ==, 2 + 2);
}

static void
test_a_series_without_samples_is_forgotten (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autoptr (GPtrArray) list = NULL;

  store_samples_write (f, NOON, 1);
  store_samples_settle (f);
  tally_clock_advance (f->clock, TALLY_STORE_HOURS_KEPT_USEC + HOUR);
  store_samples_prune (f);
  list = tally_store_samples_list (f->store, NULL);
  g_assert_cmpuint (list->len, ==, 0);
}

/* Raw samples are gone: a late one must not sum its minute up from itself alone. */
static void
test_late_samples_count_where_a_tier_no_longer_reaches (StoreFixture  *f,
                                                        gconstpointer  data)
{
  static const TallySample sums[] = { { NOON, 3, 60, 10, 30, 20 }, { NOON, 4, 100, 10, 40, 20 } };
  static const gint64 waits[] = { TALLY_STORE_RAW_KEPT_USEC + HOUR, TALLY_STORE_MINUTES_KEPT_USEC };
  static const gint64 late[] = { 30, 40 };

  store_samples_write (f, NOON + 1, 10);
  store_samples_write (f, NOON + 2, 20);
  store_samples_settle (f);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (TallySeries) series = NULL;
      tally_clock_advance (f->clock, waits[i]);
      store_samples_prune (f);
      store_samples_write (f, NOON + 1 + MINUTE * i, late[i]);
      store_samples_settle (f);
      series = store_samples_chart (f, NOON, NOON + HOUR, 1);
      g_assert_cmpint (series->tier, ==, i == 0 ? TALLY_TIER_MINUTE : TALLY_TIER_HOUR);
      store_samples_assert (store_samples_get (series, 0), &sums[i], TRUE);
    }
}

/* Minutes still sum up to their hour after raw samples went and late ones came. */
static void
test_minutes_come_to_their_hours_after_pruning (StoreFixture  *f,
                                                gconstpointer  data)
{
  g_autoptr (TallyRandom) random = tally_random_new (11);
  gint64 hour = HOUR / 1000;
  gint64 total = 0, n = 0;

  for (guint i = 0; i < 400; i++)
    {
      gint64 value = (gint64) tally_random_below (random, 1000);
      gint64 at = NOON + (gint64) tally_random_below (random, (guint64) (10 * hour)) * 1000;
      if (i == 200)
        {
          store_samples_settle (f);
          tally_clock_advance (f->clock, TALLY_STORE_RAW_KEPT_USEC + 5 * HOUR);
          store_samples_prune (f);
        }
      store_samples_write (f, at, value);
      if (i % 7 == 0)
        store_samples_settle (f);
      total += value;
      n++;
    }
  for (guint max = 10; max <= 100000; max *= 100)
    {
      g_autoptr (TallySeries) series = store_samples_chart (f, NOON, NOON + 10 * HOUR, max);
      TallySample sum;
      tally_series_sum (series, &sum);
      g_assert_cmpint (sum.n, ==, n);
      g_assert_cmpint (sum.total, ==, total);
    }
}

/* The clock was a year ahead, was pruned by, and was set right: no hour may lose what it had. */
static void
test_a_clock_that_is_set_back_loses_no_sums (StoreFixture  *f,
                                             gconstpointer  data)
{
  g_autoptr (TallyClock) right = tally_clock_ref (f->clock);
  g_autoptr (TallySeries) series = NULL;
  TallySample sum;

  store_samples_write (f, NOON + MINUTE, 1);
  store_samples_settle (f);
  tally_clock_unref (f->clock);
  f->clock = tally_clock_new_virtual (NOON + 365 * DAY);
  g_clear_pointer (&f->store, tally_store_free);
  f->store = store_fixture_open (f, FALSE);
  store_samples_write (f, NOON + 365 * DAY, 1000);
  store_samples_settle (f);
  store_samples_prune (f);
  g_clear_pointer (&f->store, tally_store_free);
  tally_clock_unref (f->clock);
  f->clock = g_steal_pointer (&right);
  f->store = store_fixture_open (f, FALSE);
  tally_clock_advance (f->clock, 10 * MINUTE);
  store_samples_write (f, NOON + 10 * MINUTE, 2);
  store_samples_settle (f);
  tally_clock_advance (f->clock, 10 * MINUTE);
  store_samples_write (f, NOON + 20 * MINUTE, 4);
  store_samples_settle (f);
  tally_clock_advance (f->clock, 60 * MINUTE);
  store_samples_write (f, NOON + 80 * MINUTE, 8);
  store_samples_settle (f);
  store_samples_prune (f);
  series = store_samples_chart (f, NOON, NOON + 2 * HOUR, 100);
  tally_series_sum (series, &sum);
  g_assert_cmpint (sum.n, ==, 4);
  g_assert_cmpint (sum.total, ==, 15);
  g_clear_pointer (&series, tally_series_free);
  series = store_samples_chart (f, NOON + HOUR, NOON + 2 * HOUR, 100);
  g_assert_cmpint (series->tier, ==, TALLY_TIER_RAW);
}

/* The hour that a summer time repeats is two hours here, whatever zone the machine is in. */
static void
test_zones_and_summer_time_change_nothing (StoreFixture  *f,
                                           gconstpointer  data)
{
  gint64 first = 0;
  g_autoptr (TallySeries) series = NULL;
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));

  g_setenv ("TZ", "America/Chicago", TRUE);
  g_assert_true (tally_clock_parse_utc ("2026-11-01T06:30:00Z", &first));
  for (guint i = 0; i < 3; i++)
    store_samples_write (f, first + i * HOUR, 1 + i);
  series = store_samples_chart (f, first - DAY, first + DAY, 2);
  g_assert_cmpint (series->step_usec, ==, DAY * 2);
  g_clear_pointer (&series, tally_series_free);
  series = store_samples_chart (f, first - HOUR, first + 3 * HOUR, 4 + 1);
  g_assert_cmpuint (series->samples->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (store_samples_get (series, i)->total, ==, 1 + i);
  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
}

static void
test_huge_values_are_cut_and_sums_stay_whole (StoreFixture  *f,
                                              gconstpointer  data)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint id = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);
  g_autoptr (TallySeries) series = NULL;

  for (guint i = 0; i < 3600; i++)
    tally_sample_batch_add (batch, id, NOON + i * G_USEC_PER_SEC, i % 2 == 0 ? G_MAXINT64 : G_MAXINT64 - 1);
  store_samples_put (f, batch);
  series = store_samples_chart (f, NOON, NOON + HOUR, 1);
  g_assert_cmpint (store_samples_get (series, 0)->total, ==, 3600 * TALLY_SAMPLE_MAX_VALUE);
}

static void
test_nothing_measured_is_an_empty_series (StoreFixture  *f,
                                          gconstpointer  data)
{
  g_autoptr (TallySeries) series = store_samples_chart (f, 0, NOON, 10);

  g_assert_cmpuint (series->samples->len, ==, 0);
  g_clear_pointer (&series, tally_series_free);
  store_samples_write (f, NOON, 1);
  series = store_samples_chart (f, NOON + 1, NOON + 1, 10);
  g_assert_cmpuint (series->samples->len, ==, 0);
}

#define ADD(path, func, data) \
  g_test_add ("/store/samples/" path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/store/samples/tiers-sum-up-exactly-in-any-order/%u", seed);
      g_test_add (path, StoreFixture, GUINT_TO_POINTER (seed), store_fixture_set_up,
                  test_tiers_sum_up_exactly_in_any_order, store_fixture_tear_down);
    }
  ADD ("values-of-one-moment-become-one-sample", test_values_of_one_moment_become_one_sample, NULL);
  ADD ("series-are-apart-by-subject-and-scope", test_series_are_apart_by_subject_and_scope, NULL);
  ADD ("series-are-apart-once-settled", test_series_are_apart_by_subject_and_scope, "settled");
  ADD ("each-tier-forgets-by-whole-hours", test_each_tier_forgets_by_whole_hours, NULL);
  ADD ("a-series-without-samples-is-forgotten", test_a_series_without_samples_is_forgotten, NULL);
  ADD ("late-samples-count-where-a-tier-no-longer-reaches",
       test_late_samples_count_where_a_tier_no_longer_reaches, NULL);
  ADD ("minutes-come-to-their-hours-after-pruning", test_minutes_come_to_their_hours_after_pruning, NULL);
  ADD ("a-clock-that-is-set-back-loses-no-sums", test_a_clock_that_is_set_back_loses_no_sums, NULL);
  ADD ("zones-and-summer-time-change-nothing", test_zones_and_summer_time_change_nothing, NULL);
  ADD ("huge-values-are-cut-and-sums-stay-whole", test_huge_values_are_cut_and_sums_stay_whole, NULL);
  ADD ("nothing-measured-is-an-empty-series", test_nothing_measured_is_an_empty_series, NULL);
  return g_test_run ();
}
