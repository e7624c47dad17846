/* bench-audit.c
 *
 * What an audit costs a line, in a made-up year of billing with planted errors: 200,000 lines, a half and a
 * quarter of them, whose cost a line tells how it grows; and the bare sort of the same lines by eight of their
 * values, of which the detectors need some ten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-groups.h"
#include "tally-bench.h"
#include "tally-test-seeded.h"

#define N_LINES 200000
#define SEED 1

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_POLE) \
            | TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE) \
            | TALLY_AUDIT_BY (TALLY_FIELD_QUANTITY) | TALLY_AUDIT_BY (TALLY_FIELD_SNAPSHOT) \
            | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING) | TALLY_AUDIT_BY (TALLY_FIELD_FOREMAN))

static void
audit (TallyBench *bench,
       guint       n_lines)
{
  g_autoptr (TallyTestSeeded) seeded = tally_test_seeded_new (SEED, n_lines);
  g_autoptr (TallyAuditResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tally_bench_start (bench);
  result = tally_audit_run (seeded->input, &seeded->policy, NULL, NULL, &error);
  tally_bench_stop (bench, seeded->input->lines->len, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (result->findings->len, >, 0);
}

static void
run_whole (TallyBench *bench)
{
  audit (bench, N_LINES);
}

static void
run_half (TallyBench *bench)
{
  audit (bench, N_LINES / 2);
}

static void
run_quarter (TallyBench *bench)
{
  audit (bench, N_LINES / 4);
}

static void
run_sort (TallyBench *bench)
{
  g_autoptr (TallyTestSeeded) seeded = tally_test_seeded_new (SEED, N_LINES);
  g_autoptr (TallyAuditGroups) groups = NULL;

  tally_bench_start (bench);
  groups = tally_audit_groups_new (seeded->input, BY, NULL, NULL);
  tally_bench_stop (bench, seeded->input->lines->len, 0);
  g_assert_cmpuint (tally_audit_groups_get_n_groups (groups), >, 0);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "whole", run_whole },
    { "half", run_half },
    { "quarter", run_quarter },
    { "bare-sort", run_sort },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
