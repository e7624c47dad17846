/* tally-bench-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench-fill.h"

#include <gio/gio.h>

#include "tally-finding.h"
#include "tally-random.h"
#include "tally-store-findings.h"
#include "tally-store-runs.h"
#include "tally-store-samples.h"
#include "tally-text.h"

/* A quarter of a year of minutes and more, as a pass leaves them. */
#define SPAN_USEC (90 * G_TIME_SPAN_DAY)
#define N_SERIES 100
#define FLUSH_SAMPLES 50000
#define N_WEEKS 200
#define DETECTOR "price-mismatch"

static void
fill_samples (TallyStore *store,
              gint64      end_utc_usec)
{
  g_autoptr (TallySampleBatch) batch = tally_sample_batch_new ();
  g_autoptr (TallyRandom) random = tally_random_new (7);
  guint series[N_SERIES];

  for (guint i = 0; i < N_SERIES; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%u", i);
      series[i] = tally_sample_batch_find_series (batch, TALLY_METRIC_SHEET_ROWS, subject, TALLY_SAMPLE_FULL);
    }
  for (guint i = 0; i < TALLY_BENCH_FILL_SAMPLES; i++)
    {
      gint64 at = end_utc_usec - SPAN_USEC + i * (SPAN_USEC / TALLY_BENCH_FILL_SAMPLES);
      tally_sample_batch_add (batch, series[i % N_SERIES], at, (gint64) tally_random_below (random, 1 << 20));
      if (i % FLUSH_SAMPLES != FLUSH_SAMPLES - 1)
        continue;
      g_assert_true (tally_store_samples_add (store, batch, NULL));
      tally_sample_batch_clear (batch);
    }
  g_assert_true (tally_store_samples_tend (store, NULL));
}

static TallyFinding *
make_finding (guint number)
{
  TallyFinding *finding = tally_finding_new ();
  g_autofree char *subject = g_strdup_printf ("%u", number);
  const TallyFindingLine line = { .sheet_id = 1 + number % 120, .row_id = number, .row_number = number };

  g_free (finding->id);
  finding->id = tally_finding_dup_id (DETECTOR, subject);
  tally_text_set (&finding->detector, DETECTOR);
  finding->detector_version = 1;
  finding->severity = (TallyRisk) (number % TALLY_N_RISKS);
  finding->score_micros = TALLY_FINDING_SCORE_ONE;
  finding->confidence_micros = TALLY_FINDING_SCORE_ONE;
  finding->exposure_cents = 100 + number;
  finding->week_ending = (TallyDay) (20000 + 7 * (number % N_WEEKS));
  g_free (finding->work_request);
  finding->work_request = g_strdup_printf ("%u", 89000000 + number % 5000);
  g_free (finding->sentence);
  finding->sentence = g_strdup_printf ("A price of $%u.00 where the contract says $%u.00.", number, number + 1);
  tally_text_set (&finding->facts, "{}");
  tally_text_set (&finding->judgement, "{}");
  g_array_append_val (finding->lines, line);
  return finding;
}

static void
fill_findings (TallyStore *store,
               gint64      run_id)
{
  static const char *const detectors[] = { DETECTOR, NULL };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  const TallyStoreSettlement settlement = {
    .run_id = run_id, .findings = findings, .detectors = detectors, .today = 20000 + 7 * N_WEEKS,
  };
  TallyStoreSettled settled;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < TALLY_BENCH_FILL_FINDINGS; i++)
    g_ptr_array_add (findings, make_finding (i));
  g_assert_true (tally_store_findings_settle (store, &settlement, &settled, &error));
  g_assert_no_error (error);
}

void
tally_bench_fill (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  TallyStoreRun run = { .summary = (char *) "{}" };

  g_assert_no_error (error);
  g_assert_true (tally_store_lock (store, &error));
  g_assert_true (tally_store_runs_begin (store, "batch", NULL, &run.run_id, NULL, &error));
  fill_samples (store, g_get_real_time ());
  fill_findings (store, run.run_id);
  g_assert_true (tally_store_runs_finish (store, &run, &error));
  g_assert_no_error (error);
}

char *
tally_bench_fill_elsewhere (void)
{
  g_autoptr (GError) error = NULL;
  char *data_dir = g_dir_make_tmp ("tally-bench-XXXXXX", &error);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) child = NULL;

  g_assert_no_error (error);
  g_subprocess_launcher_setenv (launcher, "TALLY_BENCH_DATA_DIR", data_dir, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "fill", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  return data_dir;
}

void
tally_bench_fill_remove (char *data_dir)
{
  g_autofree char *owned = data_dir;
  g_autoptr (GDir) dir = g_dir_open (owned, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (owned, name, NULL);
      g_unlink (path);
    }
  g_rmdir (owned);
}
