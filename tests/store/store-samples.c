/* store-samples.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-samples.h"

#include "tally-test.h"

void
store_samples_put (StoreFixture     *f,
                   TallySampleBatch *batch)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_samples_add (f->store, batch, &error));
  g_assert_no_error (error);
  tally_sample_batch_clear (batch);
}

void
store_samples_write (StoreFixture *f,
                     gint64        utc_usec,
                     gint64        value)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  guint series = tally_sample_batch_find_series (batch, STORE_SAMPLES_KEY, NULL, TALLY_SAMPLE_FULL);

  tally_sample_batch_add (batch, series, utc_usec, value);
  store_samples_put (f, batch);
}

void
store_samples_settle (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_samples_settle (f->store, &error));
  g_assert_no_error (error);
}

void
store_samples_prune (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_samples_prune (f->store, &error));
  g_assert_no_error (error);
}

TallySeries *
store_samples_read (StoreFixture   *f,
                    TallyMetricKey  key,
                    gint64          from,
                    gint64          to,
                    guint           max_points)
{
  const TallyStoreSamplesQuery query = {
    .metric = tally_metric_get (key)->id,
    .from_utc_usec = from,
    .to_utc_usec = to,
    .max_points = max_points,
  };
  g_autoptr (GError) error = NULL;
  TallySeries *series = tally_store_samples_read (f->store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (series->samples->len, <=, max_points);
  return series;
}

TallySeries *
store_samples_chart (StoreFixture *f,
                     gint64        from,
                     gint64        to,
                     guint         max_points)
{
  return store_samples_read (f, STORE_SAMPLES_KEY, from, to, max_points);
}

const TallySample *
store_samples_get (TallySeries *series,
                   guint        index)
{
  g_assert_cmpuint (index, <, series->samples->len);
  return &g_array_index (series->samples, TallySample, index);
}

void
store_samples_assert (const TallySample *actual,
                      const TallySample *expected,
                      gboolean           is_settled)
{
  g_assert_cmpint (actual->utc_usec, ==, expected->utc_usec);
  g_assert_cmpint (actual->n, ==, expected->n);
  g_assert_cmpint (actual->total, ==, expected->total);
  g_assert_cmpint (actual->lowest, ==, expected->lowest);
  g_assert_cmpint (actual->highest, ==, expected->highest);
  if (is_settled) /* what waits counts as the later, though here it came out of order */
    g_assert_cmpint (actual->last, ==, expected->last);
}

TallyDb *
store_samples_open_db (StoreFixture *f)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
}

/* Rows of a tier, of the first series that there are. */
gint64
store_samples_count_rows (StoreFixture *f,
                          TallyTier     tier)
{
  static const char *const names[] = { "count-raw-samples", "count-minute-samples", "count-hour-samples" };
  g_autoptr (TallyDb) db = store_samples_open_db (f);
  g_autoptr (TallyDbStatement) count = tally_db_prepare (db, names[tier], NULL);
  gboolean has_row = FALSE;
  gint64 n = 0;

  for (gint64 id = 1; id <= 3; id++)
    {
      tally_db_bind_int64 (count, 1, id);
      tally_db_bind_int64 (count, 2, 0);
      tally_db_bind_int64 (count, 3, G_MAXINT64);
      tally_db_bind_int64 (count, 4, G_MAXINT32);
      g_assert_true (tally_db_step (count, &has_row, NULL));
      n += tally_db_column_int64 (count, 0);
      tally_db_reset (count);
    }
  return n;
}
