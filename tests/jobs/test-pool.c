/* test-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-pool.h"

typedef struct {
  gint n_workers_made;
  gint n_workers_freed;
  gint n_results_freed;
} Counters;

static gpointer
double_input (gpointer input,
              gpointer worker_data,
              gpointer data)
{
  g_assert_nonnull (worker_data);
  return GUINT_TO_POINTER (GPOINTER_TO_UINT (input) * 2);
}

static gpointer
make_worker (gpointer data)
{
  g_atomic_int_inc (&((Counters *) data)->n_workers_made);
  return data;
}

static void
free_worker (gpointer worker_data)
{
  g_atomic_int_inc (&((Counters *) worker_data)->n_workers_freed);
}

static guint n_dropped;

static void
drop_result (gpointer result)
{
  n_dropped++;
}

static const TallyJobsPoolFuncs funcs = {
  .work = double_input,
  .worker_new = make_worker,
  .worker_free = free_worker,
  .result_free = drop_result,
};

static void
test_every_input_gives_one_result (void)
{
  Counters counters = { 0 };
  g_autoptr (TallyJobsPool) pool = tally_jobs_pool_new ("test", 3, &funcs, &counters);
  guint sum = 0;

  for (guint i = 1; i <= 1000; i++)
    tally_jobs_pool_push (pool, GUINT_TO_POINTER (i));
  g_assert_cmpuint (tally_jobs_pool_get_n_pending (pool), ==, 1000);
  while (tally_jobs_pool_get_n_pending (pool) > 0)
    sum += GPOINTER_TO_UINT (tally_jobs_pool_pop (pool));
  g_assert_cmpuint (sum, ==, 1000 * 1001);
}

static void
test_shutdown_frees_what_nobody_took (void)
{
  Counters counters = { 0 };
  TallyJobsPool *pool = tally_jobs_pool_new ("test", 2, &funcs, &counters);

  n_dropped = 0;
  for (guint i = 1; i <= 10; i++)
    tally_jobs_pool_push (pool, GUINT_TO_POINTER (i));
  g_assert_cmpuint (GPOINTER_TO_UINT (tally_jobs_pool_pop (pool)), >, 0);
  tally_jobs_pool_free (pool);
  g_assert_cmpuint (n_dropped, ==, 9);
  g_assert_cmpint (counters.n_workers_made, ==, 2);
  g_assert_cmpint (counters.n_workers_freed, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/pool/every-input-gives-one-result", test_every_input_gives_one_result);
  g_test_add_func ("/jobs/pool/shutdown-frees-what-nobody-took",
                   test_shutdown_frees_what_nobody_took);
  return g_test_run ();
}
