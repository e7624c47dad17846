/* test-throttled.c
 *
 * The sandbox enforces a limit of 300 units in a minute, and there is work for three minutes: passes
 * that know the limit are never told of it, and one that is configured wrong is done all the same.
 * Runs and sandbox have one virtual clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"
#include "tally-test-calls.h"
#include "tally-test-database.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define UNITS_PER_MINUTE 300
#define TOO_MANY_UNITS 100000

static TallyTestEngine *
make_engine (guint rate_limit)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 4;
  seed.rows_per_sheet = 60;
  seed.n_weeks = 1;
  seed.n_work_requests = 100;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new_timed (&seed, UNITS_PER_MINUTE);
  engine->rate_limit = rate_limit;
  g_free (engine->settings);
  /* One call after the other, so that each arrives at the time that it was sent. */
  engine->settings = g_strdup ("[smartsheet]\nmax-in-flight=1\n[publish]\nmax-change-share=100%\n");
  return engine;
}

static guint
count_units (GPtrArray *calls)
{
  guint n = 0;

  for (guint i = 0; i < calls->len; i++)
    n += ((const TallySandboxRecord *) calls->pdata[i])->units;
  return n;
}

/* A pass that is done with everything. */
static void
run_all (TallyTestEngine *engine,
         guint            n_least)
{
  g_autoptr (TallyRun) run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, >=, n_least);
  tally_test_engine_assert_exactly_once (engine, run);
}

static void
assert_never_told (TallyTestEngine *engine,
                   const char      *what)
{
  g_autoptr (GPtrArray) calls = tally_test_calls_list (engine, 0);
  guint n_most = tally_test_calls_count_busiest_minute (calls);

  g_test_message ("%s: %u calls, %u units, %u in the busiest minute", what, calls->len,
                  count_units (calls), n_most);
  g_assert_cmpuint (count_units (calls), >, 3 * UNITS_PER_MINUTE);
  g_assert_cmpuint (tally_test_calls_count_bad (calls, 0), ==, 0);
  g_assert_cmpuint (n_most, <=, UNITS_PER_MINUTE);
  g_assert_cmpuint (n_most, >, UNITS_PER_MINUTE / 2);
}

static void
test_who_knows_the_limit_is_never_told (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (UNITS_PER_MINUTE);

  run_all (engine, 80);
  assert_never_told (engine, "one pass");
}

/* Each pass is an engine of its own, as another process would be; none waits for the last minute of
 * the one before it to be over. */
static void
test_passes_share_the_limit (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (UNITS_PER_MINUTE);

  run_all (engine, 80);
  for (guint i = 0; i < 3; i++)
    {
      tally_test_engine_change_prices (engine, 30, 100);
      run_all (engine, 20);
    }
  assert_never_told (engine, "four passes, one right after the other");
}

static guint
get_pace (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "limits.db", NULL);
  g_autofree char *text = tally_test_database_query (path, "SELECT limit_units FROM pace");
  const char *number = strrchr (text, ':');

  g_assert_nonnull (number);
  return (guint) g_ascii_strtoull (number + 1, NULL, 10);
}

static void
test_who_does_not_know_it_learns (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (TOO_MANY_UNITS);
  gint64 start = tally_clock_get_monotonic_usec (engine->clock);
  g_autoptr (GPtrArray) calls = NULL;
  guint n_told;

  run_all (engine, 80);
  calls = tally_test_calls_list (engine, 0);
  n_told = tally_test_calls_count_bad (calls, 429);
  g_test_message ("%u calls, %u of them answered 429, in %" G_GINT64_FORMAT " s; the limit of %d has become %u",
                  calls->len, n_told,
                  (tally_clock_get_monotonic_usec (engine->clock) - start) / G_USEC_PER_SEC,
                  TOO_MANY_UNITS, get_pace (engine));
  g_assert_cmpuint (n_told, >, 1);
  g_assert_cmpuint (tally_test_calls_count_bad (calls, 0), ==, n_told);
  g_assert_cmpuint (get_pace (engine), <=, TOO_MANY_UNITS / 2);
  g_assert_cmpuint (count_units (calls), >, 3 * UNITS_PER_MINUTE);
  tally_test_engine_assert_settled (engine);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/throttled/who-knows-the-limit-is-never-told",
                   test_who_knows_the_limit_is_never_told);
  g_test_add_func ("/engine/throttled/passes-share-the-limit", test_passes_share_the_limit);
  g_test_add_func ("/engine/throttled/who-does-not-know-it-learns", test_who_does_not_know_it_learns);
  return g_test_run ();
}
