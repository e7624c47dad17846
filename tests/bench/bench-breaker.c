/* bench-breaker.c
 *
 * What a call pays for being watched over: the circuit breaker's decision and report, the limit of
 * requests at once, and the bare mutex and clock that none of them can do without.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench.h"
#include "tally-resilience-breaker.h"
#include "tally-resilience-concurrency.h"

#define N_CALLS 1000000

static void
run_breaker (TallyBench *bench)
{
  TallyResilienceBreakerOptions options;
  g_autoptr (TallyClock) clock = tally_clock_new_system ();
  g_autoptr (TallyResilienceBreaker) breaker = NULL;
  guint n_allowed = 0;

  tally_resilience_breaker_options_init (&options);
  breaker = tally_resilience_breaker_new (clock, &options, NULL);
  tally_bench_start (bench);
  for (guint i = 0; i < N_CALLS; i++)
    {
      gint64 wait_usec;

      n_allowed += tally_resilience_breaker_ask (breaker, &wait_usec) ? 1 : 0;
      tally_resilience_breaker_report (breaker, i % 3 == 0 ? TALLY_RESILIENCE_TRANSIENT
                                                           : TALLY_RESILIENCE_OK);
    }
  tally_bench_stop (bench, N_CALLS, 0);
  g_assert_cmpuint (n_allowed, ==, N_CALLS);
}

static void
run_open (TallyBench *bench)
{
  TallyResilienceBreakerOptions options;
  g_autoptr (TallyClock) clock = tally_clock_new_system ();
  g_autoptr (TallyResilienceBreaker) breaker = NULL;
  guint n_allowed = 0;

  tally_resilience_breaker_options_init (&options);
  breaker = tally_resilience_breaker_new (clock, &options, NULL);
  tally_resilience_breaker_force (breaker, TALLY_RESILIENCE_BREAKER_FORCED_OPEN, 0);
  tally_bench_start (bench);
  for (guint i = 0; i < N_CALLS; i++)
    {
      gint64 wait_usec;

      n_allowed += tally_resilience_breaker_ask (breaker, &wait_usec) ? 1 : 0;
    }
  tally_bench_stop (bench, N_CALLS, 0);
  g_assert_cmpuint (n_allowed, ==, 0);
}

static void
run_concurrency (TallyBench *bench)
{
  g_autoptr (TallyResilienceConcurrency) limit = tally_resilience_concurrency_new (8);
  guint sum = 0;

  tally_bench_start (bench);
  for (guint i = 0; i < N_CALLS; i++)
    {
      TallyResilienceSample sample = {
        .kind = "get-sheet", .n_bytes = i, .duration_usec = 1000 + i % 100, .n_in_flight = 8 };

      sum += tally_resilience_concurrency_get_limit (limit);
      tally_resilience_concurrency_report (limit, &sample);
    }
  tally_bench_stop (bench, N_CALLS, 0);
  g_assert_cmpuint (sum, >=, N_CALLS);
}

static void
run_bare (TallyBench *bench)
{
  GMutex mutex;
  gint64 sum = 0;

  g_mutex_init (&mutex);
  tally_bench_start (bench);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_mutex_lock (&mutex);
      sum += g_get_monotonic_time () & 1;
      g_mutex_unlock (&mutex);
    }
  tally_bench_stop (bench, N_CALLS, 0);
  g_mutex_clear (&mutex);
  g_assert_cmpint (sum, <=, N_CALLS);
}

static const TallyBenchVariant variants[] = {
  { "breaker", run_breaker },
  { "open", run_open },
  { "concurrency", run_concurrency },
  { "mutex-clock", run_bare },
};

int
main (int    argc,
      char **argv)
{
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
