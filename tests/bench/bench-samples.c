/* bench-samples.c
 *
 * Recording and reading of what is measured. "record-calls" is a long pass: 20,000 calls to eight
 * endpoints within an hour beside 110 single figures, written at the ends of its jobs and settled;
 * "record-pass" is a week of passes that find nothing changed: 110 figures and a few calls each;
 * "settle-passes" moves these into the tiers; "record-minutes" records and settles samples of which
 * no two share a minute. "chart-90-days" and "chart-minutes" read a million samples of
 * one series among others, in 1,000 points and in every minute; "year" writes a year of twelve passes
 * a day and tells the size of the database and of its pack.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench.h"
#include "tally-random.h"
#include "tally-store-pack.h"
#include "tally-store-samples.h"

#define START G_GINT64_CONSTANT (1795521600000000)
#define N_ENDPOINTS 8
#define N_FIGURES 110
#define N_CALLS 20000
/* As tally-jobs-measure.c does it. */
#define FLUSH_SAMPLES 64
#define N_MILLION 1000000

typedef struct {
  char             *dir;
  char             *path;
  TallyClock       *clock;
  TallyStore       *store;
  TallyRandom      *random;
  TallySampleBatch *batch;
  guint             calls[N_ENDPOINTS];
  guint             figures[N_FIGURES];
} Work;

static void
work_begin (Work *work)
{
  TallyStoreOptions options = { 0 };

  work->dir = g_dir_make_tmp ("tally-bench-XXXXXX", NULL);
  work->path = g_build_filename (work->dir, "tallyman.db", NULL);
  work->clock = tally_clock_new_virtual (START);
  work->random = tally_random_new (7);
  work->batch = tally_sample_batch_new ();
  for (guint i = 0; i < N_ENDPOINTS; i++)
    {
      g_autofree char *subject = g_strdup_printf ("endpoint-%u", i);
      work->calls[i] = tally_sample_batch_find_series (work->batch, TALLY_METRIC_API_DURATION, subject,
                                                       TALLY_SAMPLE_FULL);
    }
  for (guint i = 0; i < N_FIGURES; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%u", i);
      work->figures[i] = tally_sample_batch_find_series (work->batch, TALLY_METRIC_SHEET_ROWS, subject,
                                                         TALLY_SAMPLE_FULL);
    }
  options.path = work->path;
  options.clock = work->clock;
  work->store = tally_store_open (&options, NULL);
  g_assert_nonnull (work->store);
}

static void
work_end (Work *work)
{
  tally_store_free (work->store);
  tally_clock_unref (work->clock);
  tally_random_free (work->random);
  tally_sample_batch_free (work->batch);
  g_unlink (work->path);
  g_rmdir (work->dir);
  g_free (work->path);
  g_free (work->dir);
}

static void
flush (Work *work)
{
  g_assert_true (tally_store_samples_add (work->store, work->batch, NULL));
  tally_sample_batch_clear (work->batch);
}

static void
add_call (Work   *work,
          gint64  utc_usec)
{
  tally_sample_batch_add (work->batch, work->calls[tally_random_below (work->random, N_ENDPOINTS)],
                          utc_usec, 20000 + (gint64) tally_random_below (work->random, 400000));
}

/* Figures of a pass and its calls, spread over its jobs, each job a transaction. */
static void
write_pass (Work   *work,
            gint64  begin_utc_usec,
            gint64  length_usec,
            guint   n_calls)
{
  const guint n_jobs = 8;

  for (guint job = 0; job < n_jobs; job++)
    {
      gint64 at = begin_utc_usec + length_usec * (job + 1) / n_jobs;
      for (guint i = 0; i < n_calls / n_jobs; i++)
        add_call (work, at - (gint64) tally_random_below (work->random, (guint64) length_usec / n_jobs));
      for (guint i = job; i < N_FIGURES; i += n_jobs)
        tally_sample_batch_add (work->batch, work->figures[i], at,
                                (gint64) tally_random_below (work->random, 1 << 24));
      if (job == n_jobs - 1 || tally_sample_batch_get_n_samples (work->batch) >= FLUSH_SAMPLES)
        flush (work);
    }
}

/* All that recording costs in the end: also the moving into the tiers. */
static void
settle (Work *work)
{
  g_assert_true (tally_store_samples_settle (work->store, NULL));
}

static void
run_calls (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  tally_bench_start (bench);
  write_pass (&work, START, G_TIME_SPAN_HOUR, N_CALLS);
  settle (&work);
  tally_bench_stop (bench, N_CALLS + N_FIGURES, 0);
  work_end (&work);
}

#define N_PASSES 84 /* a week of twelve a day */

static void
write_week (Work *work)
{
  for (guint i = 0; i < N_PASSES; i++)
    write_pass (work, START + i * 2 * G_TIME_SPAN_HOUR, 20 * G_USEC_PER_SEC, 24);
}

static void
run_pass (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  tally_bench_start (bench);
  write_week (&work);
  tally_bench_stop (bench, N_PASSES * (N_FIGURES + 24), 0);
  work_end (&work);
}

static void
run_settle (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  write_week (&work);
  tally_bench_start (bench);
  settle (&work);
  tally_bench_stop (bench, N_PASSES * (N_FIGURES + 24), 0);
  work_end (&work);
}

static void
run_minutes (TallyBench *bench)
{
  Work work = { 0 };

  work_begin (&work);
  tally_bench_start (bench);
  for (guint i = 0; i < 100000; i++)
    {
      tally_sample_batch_add (work.batch, work.calls[0], START + i * G_TIME_SPAN_MINUTE, i);
      if (i % 10000 == 9999)
        flush (&work);
    }
  settle (&work);
  tally_bench_stop (bench, 100000, 0);
  work_end (&work);
}

/* A million samples of one series over 90 days, and a tenth of that of others. */
static void
fill (Work *work)
{
  gint64 step = 90 * G_TIME_SPAN_DAY / N_MILLION;

  for (guint i = 0; i < N_MILLION; i++)
    {
      gint64 at = START + i * step;
      tally_sample_batch_add (work->batch, work->calls[0], at, (gint64) tally_random_below (work->random, 1 << 20));
      if (i % 10 == 0)
        tally_sample_batch_add (work->batch, work->figures[i / 10 % N_FIGURES], at, i);
      if (i % 50000 == 49999)
        flush (work);
    }
  flush (work);
  settle (work);
  for (guint i = 0; i < 5000; i++) /* as many as wait at most */
    tally_sample_batch_add (work->batch, work->figures[i % N_FIGURES], START + i, i);
  flush (work);
}

static void
chart (TallyBench *bench,
       guint       max_points)
{
  const TallyStoreSamplesQuery query = {
    .metric = tally_metric_get (TALLY_METRIC_API_DURATION)->id,
    .subject = "endpoint-0",
    .from_utc_usec = START,
    .to_utc_usec = START + 90 * G_TIME_SPAN_DAY,
    .max_points = max_points,
  };
  Work work = { 0 };
  TallySeries *series;
  TallySample sum;

  work_begin (&work);
  fill (&work);
  tally_bench_start (bench);
  series = tally_store_samples_read (work.store, &query, NULL);
  tally_series_sum (series, &sum);
  tally_bench_stop (bench, N_MILLION, 0);
  g_assert_cmpint (sum.n, ==, N_MILLION);
  g_printerr ("%u points of the tier '%s'\n", series->samples->len, tally_tier_get_id (series->tier));
  tally_series_free (series);
  work_end (&work);
}

static void
run_chart (TallyBench *bench)
{
  chart (bench, 1000);
}

static void
run_chart_minutes (TallyBench *bench)
{
  chart (bench, 150000);
}

static gint64
get_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
}

static void
run_year (TallyBench *bench)
{
  const guint n_passes = 365 * 12;
  Work work = { 0 };
  TallyStorePackFile file = { 0 };
  TallyStorePackInfo info;
  g_autofree char *path = NULL;
  gint64 before;

  work_begin (&work);
  path = g_build_filename (work.dir, "store.pack", NULL);
  file.path = path;
  before = get_size (work.path);
  tally_bench_start (bench);
  for (guint i = 0; i < n_passes; i++)
    {
      write_pass (&work, START + i * 2 * G_TIME_SPAN_HOUR, 20 * G_USEC_PER_SEC, 24);
      tally_clock_advance (work.clock, 2 * G_TIME_SPAN_HOUR);
      g_assert_true (tally_store_samples_tend (work.store, NULL));
    }
  g_assert_true (tally_store_pack_write (work.store, &file, &info, NULL));
  tally_bench_stop (bench, n_passes * (N_FIGURES + 24), (guint64) info.pack_bytes);
  g_printerr ("database grew by %" G_GINT64_FORMAT " KiB, its pack has %" G_GINT64_FORMAT " KiB\n",
              (get_size (work.path) - before) / 1024, (gint64) info.pack_bytes / 1024);
  g_unlink (path);
  work_end (&work);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "record-calls", run_calls },     { "record-pass", run_pass },
    { "settle-passes", run_settle },
    { "record-minutes", run_minutes }, { "chart-90-days", run_chart },
    { "chart-minutes", run_chart_minutes }, { "year", run_year },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
