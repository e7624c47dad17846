/* test-journal.c
 *
 * Every try that failed stands in the journal of attempts: as many of a run as the sandbox answered
 * badly, each with its kind, its wait, what was done about it and what became of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-random.h"
#include "tally-sandbox-calls.h"
#include "tally-test-calls.h"
#include "tally-test-run.h"
#include "tally-test.h"
#include "tally-text.h"

/* Faults that the sandbox counts as such; those of a body that is broken leave it with a status 200. */
static const char *const faults[] = {
  "\"kind\":\"throttle\"",
  "\"kind\":\"throttle\",\"retryAfter\":\"7\"",
  "\"kind\":\"maintenance\"",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4000",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4002",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4004",
  "\"kind\":\"status\",\"status\":500,\"errorCode\":4000,\"stored\":true",
  "\"kind\":\"status\",\"status\":502,\"body\":\"html\"",
  "\"kind\":\"status\",\"status\":504,\"body\":\"empty\"",
  "\"kind\":\"vanish\"",
  "\"kind\":\"forbid\"",
};

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 3;
  seed.rows_per_sheet = 20;
  seed.n_weeks = 1;
  seed.n_work_requests = 6;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new_timed (&seed, 0);
  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nmax-change-share=100%\n");
  return engine;
}

static char *
mix (guint64 seed)
{
  g_autoptr (TallyRandom) random = tally_random_new (seed);
  GString *rules = g_string_new (NULL);

  g_string_append_printf (rules, "{\"seed\":%" G_GUINT64_FORMAT ",\"rules\":[", seed);
  for (guint i = 0; i < 5; i++)
    {
      guint percent = 5 + (guint) tally_random_below (random, 30);
      const char *fault = faults[tally_random_below (random, G_N_ELEMENTS (faults))];
      g_string_append_printf (rules, "%s{\"count\":0,\"probability\":0.%02u,%s}", i > 0 ? "," : "", percent,
                              fault);
    }
  g_string_append (rules, "]}");
  return tally_text_steal (rules);
}

static gboolean
is_one_of (const char        *text,
           const char *const *known)
{
  return g_strv_contains (known, text);
}

/* One try of it: nothing is left blank that must not be. */
static void
assert_attempt (const TallyRecoveryAttempt *attempt)
{
  static const char *const classes[] = {
    "transient", "throttled", "conflict", "ambiguous", "auth", "permanent", "maintenance", NULL,
  };
  static const char *const outcomes[] = {
    TALLY_RECOVERY_REPEATED, TALLY_RECOVERY_FAILED, TALLY_RECOVERY_REFUSED, TALLY_RECOVERY_RECOVERED, NULL,
  };

  g_assert_true (is_one_of (attempt->outcome, outcomes));
  g_assert_true (is_one_of (attempt->error_class, classes));
  g_assert_cmpint (attempt->utc_usec, >, 0);
  g_assert_cmpstr (attempt->operation, !=, "");
  g_assert_cmpuint (attempt->attempt, >=, 1);
  if (strcmp (attempt->outcome, TALLY_RECOVERY_RECOVERED) != 0)
    g_assert_cmpstr (attempt->strategy, !=, "");
  if (strcmp (attempt->outcome, TALLY_RECOVERY_REPEATED) != 0)
    g_assert_cmpint (attempt->wait_usec, ==, 0);
}

static gboolean
is_bad (const TallyRecoveryAttempt *attempt)
{
  return strcmp (attempt->outcome, TALLY_RECOVERY_REPEATED) == 0
         || strcmp (attempt->outcome, TALLY_RECOVERY_FAILED) == 0;
}

/* By status, so that none stands in for another. */
static void
assert_same (GPtrArray           *calls,
             const TallyRecovery *recovery)
{
  guint told[600] = { 0 };
  guint noted[600] = { 0 };

  for (guint i = 0; i < calls->len; i++)
    {
      const TallySandboxRecord *call = calls->pdata[i];
      g_assert_cmpuint (call->status, <, G_N_ELEMENTS (told));
      told[call->status] += call->status == 0 || call->status >= 400 ? 1 : 0;
    }
  for (guint i = 0; i < recovery->attempts->len; i++)
    {
      const TallyRecoveryAttempt *attempt = recovery->attempts->pdata[i];
      assert_attempt (attempt);
      noted[attempt->status] += is_bad (attempt) ? 1 : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      if (told[i] != noted[i])
        g_test_message ("status %u: %u answers, %u in the journal", i, told[i], noted[i]);
      g_assert_cmpuint (told[i], ==, noted[i]);
    }
}

/* One run under a mixture. Returns: how many bad answers it got. */
static guint
run_mixture (TallyTestEngine *engine,
             guint64          seed)
{
  g_autofree char *rules = mix (seed);
  guint n_before = tally_test_calls_count (engine);
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (TallyRecovery) recovery = NULL;

  g_test_message ("mixture %" G_GUINT64_FORMAT " %s", seed, rules);
  tally_test_engine_set_faults (engine, rules);
  run = tally_test_engine_run (engine, NULL);
  tally_test_engine_set_faults (engine, "[]");
  calls = tally_test_calls_list (engine, n_before);
  g_assert_cmpuint (run->counts.n_calls, ==, calls->len);
  recovery = tally_test_calls_list_recovery (engine, run->run_id);
  g_assert_cmpuint (recovery->n_cut, ==, 0);
  assert_same (calls, recovery);
  return tally_test_calls_count_bad (calls, 0);
}

static void
test_every_bad_answer_is_there (void)
{
  guint64 seed = (guint64) g_test_rand_int_range (1, G_MAXINT32);
  guint n = g_test_slow () ? 200 : 20;
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  guint n_bad = 0;

  tally_test_run_assert_exit (first, 0);
  for (guint i = 0; i < n; i++)
    {
      tally_test_engine_change_prices (engine, 30, 100);
      n_bad += run_mixture (engine, seed + i);
      tally_clock_advance (engine->clock, 2 * G_TIME_SPAN_HOUR);
    }
  g_test_message ("%u bad answers in %u runs, all of them in the journal", n_bad, n);
  g_assert_cmpuint (n_bad, >, n);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/journal/every-bad-answer-is-there", test_every_bad_answer_is_there);
  return g_test_run ();
}
