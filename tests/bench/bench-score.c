/* bench-score.c
 *
 * What scoring costs: "features" fills those of the findings of a made-up year of 200,000 lines, in one pass over the lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench.h"
#include "tally-jobs-features.h"
#include "tally-test-seeded.h"

#define N_LINES 200000
#define N_THREADS 2
#define SEED 1

static void
run_features (TallyBench *bench)
{
  g_autoptr (TallyTestSeeded) seeded = tally_test_seeded_new (SEED, N_LINES);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAuditResult) result = tally_audit_run (seeded->input, &seeded->policy, NULL, NULL, &error);
  g_autoptr (TallyJobsFeatures) features = NULL;

  g_assert_no_error (error);
  tally_bench_start (bench);
  features = tally_jobs_features_new (result->findings);
  for (guint i = 0; i < seeded->input->lines->len; i++)
    tally_jobs_features_add_line (features, tally_audit_input_get_line (seeded->input, i));
  tally_jobs_features_settle (features, SEED, N_THREADS);
  tally_bench_stop (bench, seeded->input->lines->len, 0);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "features", run_features },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
