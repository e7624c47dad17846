/* test-measured.c
 *
 * What a pass leaves of figures: as many calls as the sandbox counted, every job, every sheet read
 * anew, and of filtered and dry passes nothing that could count as a full one's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-error.h"
#include "tally-engine-metrics.h"
#include "tally-jobs-machine.h"
#include "tally-sandbox-calls.h"
#include "tally-store.h"
#include "tally-test-engine.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* What all samples of a series come to; no values if there is none. */
static TallySample
sum_of (TallyTestEngine  *engine,
        TallyMetricKey    key,
        const char       *subject,
        TallySampleScope  scope)
{
  g_autoptr (TallyEngine) reader = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySeries) series = NULL;
  TallySample sum;
  const TallyMetricsQuery query = {
    .metric = tally_metric_get (key)->id,
    .subject = subject,
    .scope = scope,
    .max_points = TALLY_ENGINE_MAX_POINTS,
  };

  series = tally_engine_read_metric (reader, &query, &error);
  g_assert_no_error (error);
  tally_series_sum (series, &sum);
  return sum;
}

/* The sum over all subjects of a metric. */
static gint64
total_of (TallyTestEngine *engine,
          TallyMetricKey   key)
{
  g_autoptr (TallyEngine) reader = tally_test_engine_open (engine);
  g_autoptr (GPtrArray) list = tally_engine_list_metrics (reader, NULL);
  gint64 total = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const TallySeries *series = list->pdata[i];
      if (strcmp (series->metric, tally_metric_get (key)->id) == 0)
        total += sum_of (engine, key, series->subject, series->scope).total;
    }
  return total;
}

static gint64
full (TallyTestEngine *engine,
      TallyMetricKey   key,
      const char      *subject)
{
  TallySample sum = sum_of (engine, key, subject, TALLY_SAMPLE_FULL);

  g_assert_cmpint (sum.n, >, 0);
  return sum.total;
}

static guint
count_calls (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL);
}

static void
assert_jobs_measured (TallyTestEngine *engine)
{
  static const char *const jobs[] = { "recover", "sync", "plan", "workbooks", "publish", "summary" };

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_assert_cmpint (full (engine, TALLY_METRIC_STAGE_DURATION, jobs[i]), >=, 0);
      g_assert_cmpint (full (engine, TALLY_METRIC_STAGE_MEMORY, jobs[i]), >, 1000000);
      g_assert_cmpint (full (engine, TALLY_METRIC_STAGE_FAILED, jobs[i]), ==, 0);
    }
  g_assert_cmpint (full (engine, TALLY_METRIC_STAGE_DATABASE, "sync"), >, 0);
}

static void
test_calls_are_those_that_the_service_counted (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  gint64 n_calls = count_calls (engine);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_CALLS, NULL), ==, n_calls);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_RETRIES, NULL), ==, 0);
  g_assert_cmpint (total_of (engine, TALLY_METRIC_API_CALLS), ==, n_calls);
  /* The lease on the target is given back after the last job. */
  g_assert_cmpint (total_of (engine, TALLY_METRIC_STAGE_CALLS), ==, n_calls - 1);
  g_assert_cmpint (full (engine, TALLY_METRIC_API_ANSWERS, "2xx"), ==, n_calls);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_API_DURATION, "get-sheet", TALLY_SAMPLE_FULL).n, ==,
                   full (engine, TALLY_METRIC_API_CALLS, "get-sheet"));
  g_assert_cmpint (total_of (engine, TALLY_METRIC_API_BYTES), ==, full (engine, TALLY_METRIC_RUN_BYTES, NULL));
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_PUBLISHED, NULL), ==, run->counts.n_published);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_LINES_NEW, NULL), ==, run->counts.n_lines_new);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_ROWS, NULL), ==, run->plan->n_rows);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_WORKBOOK_DURATION, NULL, TALLY_SAMPLE_FULL).n, ==,
                   run->counts.n_workbooks_written);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_MACHINE_LOAD, NULL, TALLY_SAMPLE_FULL).n, ==, 2);
  g_assert_cmpint (full (engine, TALLY_METRIC_MACHINE_DISK_FREE, NULL), >, 0);
  assert_jobs_measured (engine);
}

static void
assert_shares (TallyTestEngine *engine,
               const char      *sheet)
{
  gint64 excluded = full (engine, TALLY_METRIC_SHEET_EXCLUDED, sheet);
  gint64 reasons = 0;
  gint64 n_reasons = 0;

  for (guint i = 1; i < TALLY_N_REASONS; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%s:%s", sheet, tally_reason_get_id ((TallyReason) i));
      TallySample share = sum_of (engine, TALLY_METRIC_SHEET_REASON, subject, TALLY_SAMPLE_FULL);
      reasons += share.total;
      n_reasons += share.n;
    }
  g_assert_cmpint (excluded, >, 0);
  g_assert_cmpint (excluded, <, 1000000);
  g_assert_cmpint (ABS (excluded - reasons), <=, n_reasons); /* each is cut to a millionth */
}

static void
test_sheets_are_measured_when_they_are_read_anew (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyRun) second = tally_test_engine_run (engine, NULL);
  g_auto (GStrv) sheets = g_strsplit (engine->sources, ";", -1);
  gint64 bytes = 0;

  tally_test_run_assert_exit (first, 0);
  tally_test_run_assert_exit (second, 0);
  g_assert_cmpuint (second->counts.n_sheets_read, ==, 0);
  for (guint i = 0; sheets[i] != NULL; i++)
    {
      TallySample rows = sum_of (engine, TALLY_METRIC_SHEET_ROWS, sheets[i], TALLY_SAMPLE_FULL);
      g_assert_cmpint (rows.n, ==, 1);
      g_assert_cmpint (rows.total, >=, engine->seed.rows_per_sheet);
      g_assert_cmpint (full (engine, TALLY_METRIC_SHEET_CELLS, sheets[i]) % rows.total, ==, 0);
      g_assert_cmpint (full (engine, TALLY_METRIC_SHEET_CONFIDENCE, sheets[i]), >, 0);
      g_assert_cmpint (full (engine, TALLY_METRIC_SHEET_DURATION, sheets[i]), >, 0);
      bytes += full (engine, TALLY_METRIC_SHEET_BYTES, sheets[i]);
      assert_shares (engine, sheets[i]);
    }
  g_assert_cmpint (bytes, >, 0);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_FULL).n, ==, 2);
}

static void
test_a_dry_pass_says_nothing_of_publishing (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const TallyBatchOptions options = { .dry_run = TRUE };
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, &options);
  static const TallyMetricKey silent[] = { TALLY_METRIC_RUN_PUBLISHED, TALLY_METRIC_RUN_REMOVED,
                                           TALLY_METRIC_RUN_UPLOADS_FAILED, TALLY_METRIC_RUN_RECOVERED };

  tally_test_run_assert_exit (run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    for (guint scope = 0; scope < TALLY_N_SAMPLE_SCOPES; scope++)
      g_assert_cmpint (sum_of (engine, silent[i], NULL, (TallySampleScope) scope).n, ==, 0);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_STAGE_DURATION, "publish", TALLY_SAMPLE_DRY).n, ==, 0);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_STAGE_DURATION, "plan", TALLY_SAMPLE_DRY).n, ==, 1);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_FULL).n, ==, 0);
  g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_DRY).n, ==, 1);
}

static void
test_passes_in_part_are_told_apart (void)
{
  static const char *const jobs[] = { "sync", NULL };
  static const char *const work_requests[] = { "no-such-request", NULL };
  const TallyBatchOptions parts[] = {
    { .work_requests = work_requests }, { .max_groups = 1 }, { .jobs = jobs }, { .force = TRUE },
    { .dry_run = TRUE, .max_groups = 1 },
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_published ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (TallyRun) run = tally_test_engine_run (engine, &parts[i]);
      tally_test_run_assert_exit (run, 0);
      g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_PART).n, ==, i + 1);
      g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_FULL).n, ==, 1);
      g_assert_cmpint (sum_of (engine, TALLY_METRIC_RUN_DURATION, NULL, TALLY_SAMPLE_DRY).n, ==, 0);
    }
}

static void
test_throttling_and_waits_are_counted (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  g_clear_pointer (&engine->clock, tally_clock_unref);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"kind\": \"throttle\", \"count\": 2}]");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpint (full (engine, TALLY_METRIC_API_ANSWERS, "429"), ==, 2);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_RETRIES, NULL), ==, 2);
  g_assert_cmpint (full (engine, TALLY_METRIC_API_RETRIES, "get-sheet"), ==, 2);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_WAIT, NULL), >, G_USEC_PER_SEC);
  g_assert_cmpint (full (engine, TALLY_METRIC_API_WAIT, "get-sheet"), >, G_USEC_PER_SEC);
}

static void
test_a_failed_job_is_measured_too (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyRun) run = NULL;

  tally_test_engine_set_faults (engine, "[{\"kind\": \"revoke-token\", \"count\": 0}]");
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 5);
  g_assert_cmpint (total_of (engine, TALLY_METRIC_STAGE_FAILED), ==, 1);
  g_assert_cmpint (full (engine, TALLY_METRIC_RUN_EXIT_CODE, NULL), ==, 5);
  g_assert_cmpint (full (engine, TALLY_METRIC_API_ANSWERS, "4xx"), >, 0);
}

static void
test_subjects_are_ids_alone (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);
  g_autoptr (TallyEngine) reader = tally_test_engine_open (engine);
  g_autoptr (GPtrArray) list = tally_engine_list_metrics (reader, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (list->len, >, 50);
  for (guint i = 0; i < list->len; i++)
    {
      const TallySeries *series = list->pdata[i];
      g_assert_nonnull (tally_metric_find (series->metric));
      g_assert_cmpuint (strspn (series->subject, "0123456789abcdefghijklmnopqrstuvwxyz:-_"), ==,
                        strlen (series->subject));
    }
}

static void
test_an_unknown_figure_is_an_error (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyEngine) reader = tally_test_engine_open (engine);
  const TallyMetricsQuery unknown = { .metric = "run.unheard-of", .max_points = 1 };
  const TallyMetricsQuery early = { .metric = "run.duration", .max_points = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_engine_read_metric (reader, &unknown, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tally_engine_read_metric (reader, &early, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (tally_engine_list_metrics (reader, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED);
}

/* A watch goes on beside a run, and what it could not write comes with the next look. */
static void
test_a_watch_loses_nothing_while_a_run_writes (void)
{
  g_autoptr (TallyTestEngine) test = tally_test_engine_new_published ();
  g_autoptr (TallyEngine) engine = tally_test_engine_open (test);
  g_autoptr (TallyEngineWatch) watch = tally_engine_watch_new (engine);
  g_autoptr (GError) error = NULL;
  TallySample before = sum_of (test, TALLY_METRIC_PROCESS_FILES, NULL, TALLY_SAMPLE_FULL);
  g_autofree char *path = g_build_filename (test->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (TallyStore) run = tally_store_open (&options, NULL);

  g_assert_true (tally_store_lock (run, NULL));
  g_assert_true (tally_engine_watch_look (watch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_true (tally_engine_watch_look (watch, &error) || error != NULL);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_clear_error (&error);
  g_assert_true (tally_engine_watch_look (watch, &error));
  g_assert_cmpint (sum_of (test, TALLY_METRIC_PROCESS_FILES, NULL, TALLY_SAMPLE_FULL).n, ==, before.n + 3);
}

static void
test_the_kernel_is_understood (void)
{
  static const char text[] = "Name:\ttallyman\nVmHWM:\t   2048 kB\nVmRSS:\t     17 kB\nThreads:\t9\nOdd:\tx\n";
  TallyJobsMachine machine;

  g_assert_cmpint (tally_jobs_machine_find_number (text, "VmHWM"), ==, 2048 * 1024);
  g_assert_cmpint (tally_jobs_machine_find_number (text, "Threads"), ==, 9);
  g_assert_cmpint (tally_jobs_machine_find_number (text, "Thread"), ==, -1);
  g_assert_cmpint (tally_jobs_machine_find_number (text, "Odd"), ==, -1);
  g_assert_cmpint (tally_jobs_machine_find_number ("", "VmHWM"), ==, -1);
  tally_jobs_machine_read (&machine, "/");
  g_assert_cmpint (machine.peak_bytes, >=, machine.process_bytes);
  g_assert_cmpint (machine.process_bytes, >, 100000);
  g_assert_cmpint (machine.n_files, >=, 3);
  g_assert_cmpint (machine.n_threads, >=, 1);
  g_assert_cmpint (machine.memory_free_bytes, >, 0);
  g_assert_cmpint (machine.disk_free_bytes, >=, 0);
  tally_jobs_machine_read (&machine, "/no/such/folder");
  g_assert_cmpint (machine.disk_free_bytes, ==, -1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/measured/calls-are-those-that-the-service-counted",
                   test_calls_are_those_that_the_service_counted);
  g_test_add_func ("/engine/measured/sheets-are-measured-when-they-are-read-anew",
                   test_sheets_are_measured_when_they_are_read_anew);
  g_test_add_func ("/engine/measured/a-dry-pass-says-nothing-of-publishing",
                   test_a_dry_pass_says_nothing_of_publishing);
  g_test_add_func ("/engine/measured/passes-in-part-are-told-apart", test_passes_in_part_are_told_apart);
  g_test_add_func ("/engine/measured/throttling-and-waits-are-counted",
                   test_throttling_and_waits_are_counted);
  g_test_add_func ("/engine/measured/a-failed-job-is-measured-too", test_a_failed_job_is_measured_too);
  g_test_add_func ("/engine/measured/subjects-are-ids-alone", test_subjects_are_ids_alone);
  g_test_add_func ("/engine/measured/an-unknown-figure-is-an-error", test_an_unknown_figure_is_an_error);
  g_test_add_func ("/engine/measured/a-watch-loses-nothing-while-a-run-writes",
                   test_a_watch_loses_nothing_while_a_run_writes);
  g_test_add_func ("/engine/measured/the-kernel-is-understood", test_the_kernel_is_understood);
  return g_test_run ();
}
