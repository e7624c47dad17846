/* bench-runs.c
 *
 * What the page Runs reads: the newest fifty runs, each with the list of 1,900 workbooks that it left of itself; and the
 * same fifty searched for a word that stands nowhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-bench.h"
#include "tally-config-source.h"
#include "tally-engine-runs.h"
#include "tally-run-json.h"
#include "tally-store-runs.h"

#define N_RUNS 50
#define N_WORKBOOKS 1900

static char *
dup_summary (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();

  run->plan = tally_plan_new ();
  for (guint i = 0; i < N_WORKBOOKS; i++)
    {
      g_autofree char *work_request = g_strdup_printf ("%u", 89000000 + i);
      g_autoptr (TallyIdentity) identity = tally_identity_new (work_request, (TallyDay) (20000 + 7 * (i % 50)),
                                                               TALLY_VARIANT_PRIMARY, NULL);
      TallyPlanEntry *entry = tally_plan_entry_new (identity, TALLY_PLAN_UNCHANGED, TALLY_HOLD_NONE);
      memset (entry->fingerprint, 'a', TALLY_HASH_HEX_LENGTH);
      g_ptr_array_add (run->plan->entries, entry);
    }
  return tally_run_to_json (run, TRUE);
}

static void
fill (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  g_autofree char *summary = dup_summary ();
  const TallyStoreOptions options = { .path = path };
  g_autoptr (TallyStore) store = tally_store_open (&options, NULL);

  g_assert_true (tally_store_lock (store, NULL));
  for (guint i = 0; i < N_RUNS; i++)
    {
      TallyStoreRun run = { .summary = summary };
      g_assert_true (tally_store_runs_begin (store, "batch", NULL, &run.run_id, NULL, NULL));
      g_assert_true (tally_store_runs_finish (store, &run, NULL));
    }
}

static void
run_list (TallyBench *bench,
          const char *text)
{
  g_autofree char *data_dir = g_dir_make_tmp ("tally-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  const TallyConfigSource source = { .text = "", .text_length = -1 };
  g_autoptr (TallyConfig) config = tally_config_new (&source, NULL);
  const TallyEngineOptions options = { .config = config, .data_dir = data_dir };
  const TallyEngineRunsQuery query = { .n_max = N_RUNS, .text = text };
  g_autoptr (TallyEngine) engine = tally_engine_new (&options, NULL);
  g_autoptr (TallyEngineRunsPage) page = NULL;

  fill (data_dir);
  tally_bench_start (bench);
  page = tally_engine_runs_list (engine, &query, NULL, NULL);
  tally_bench_stop (bench, N_RUNS, 0);
  g_assert_cmpuint (page->runs->len, ==, text == NULL ? N_RUNS : 0);
  g_unlink (path);
  g_rmdir (data_dir);
}

static void
run_newest (TallyBench *bench)
{
  run_list (bench, NULL);
}

static void
run_search (TallyBench *bench)
{
  run_list (bench, "nowhere");
}

static const TallyBenchVariant variants[] = {
  { "newest", run_newest },
  { "search", run_search },
};

int
main (int    argc,
      char **argv)
{
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
