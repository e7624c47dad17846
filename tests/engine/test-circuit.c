/* test-circuit.c
 *
 * What one process learns of the service's health and the next one keeps to: the circuit breaker, a
 * person's word over it, and the journal of attempts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-engine-recovery.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define OUTAGE "[{\"path\": \"*\", \"kind\": \"status\", \"status\": 503, \"errorCode\": 4000, \"count\": 0}]"
#define HICCUP "[{\"operation\": \"get-sheet\", \"kind\": \"status\", \"status\": 503, \"count\": 2}]"

#define ENV_CONFIG "TALLY_TEST_CONFIG"
#define ENV_DATA "TALLY_TEST_DATA"
#define ENV_TOKEN "TALLY_TEST_TOKEN"

/* The longest that an open circuit waits for its probe. */
#define LONGEST_USEC (10 * G_TIME_SPAN_MINUTE)

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 3;
  seed.rows_per_sheet = 12;
  seed.n_weeks = 1;
  seed.n_work_requests = 4;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

static guint
count_calls (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL);
}

/* One pass that must end so, and send nothing if it is not to. */
static TallyRun *
run (TallyTestEngine *engine,
     int              exit_code,
     gboolean         may_call)
{
  guint n_calls = count_calls (engine);
  TallyRun *run = tally_test_engine_run (engine, NULL);

  tally_test_run_assert_exit (run, exit_code);
  if (!may_call)
    {
      g_assert_cmpuint (count_calls (engine), ==, n_calls);
      g_assert_cmpuint (run->counts.n_calls, ==, 0);
      g_assert_nonnull (tally_test_run_find_notice (run, "circuit-open"));
    }
  return run;
}

static TallyRecovery *
list (TallyTestEngine *engine)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyRecovery *recovery = tally_engine_recovery_list (door, 0, 10000, &error);

  g_assert_no_error (error);
  return recovery;
}

static void
assert_state (TallyTestEngine *engine,
              const char      *state)
{
  g_autoptr (TallyRecovery) recovery = list (engine);

  g_assert_cmpuint (recovery->breakers->len, ==, 1);
  g_assert_cmpstr (((TallyRecoveryBreaker *) recovery->breakers->pdata[0])->state, ==, state);
}

static void
decide (TallyTestEngine *engine,
        const char      *verb,
        gint64           for_usec)
{
  const TallyEngineRecoveryAct act = {
    .verb = verb, .actor = "Ann", .reason = "the service desk says so", .for_usec = for_usec,
  };
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_recovery_act (door, &act, &said, &error));
  g_assert_no_error (error);
}

static void
test_an_outage_outlives_the_process (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) second = NULL;
  g_autoptr (TallyRun) third = NULL;
  g_autoptr (TallyRun) last = NULL;

  tally_test_engine_set_faults (engine, OUTAGE);
  first = run (engine, 75, TRUE);
  assert_state (engine, "open");
  second = run (engine, 75, FALSE);
  g_assert_nonnull (strstr (tally_test_run_find_notice (second, "circuit-open")->text, "until 20"));
  /* The probe fails: it stays open, longer. */
  tally_clock_advance (engine->clock, 31 * G_USEC_PER_SEC);
  third = run (engine, 75, TRUE);
  g_assert_cmpuint (third->counts.n_calls, <=, 2);
  assert_state (engine, "open");
  tally_run_free (run (engine, 75, FALSE));
  /* The next probe works. */
  tally_clock_advance (engine->clock, LONGEST_USEC);
  tally_test_engine_set_faults (engine, "[]");
  last = run (engine, 0, TRUE);
  assert_state (engine, "closed");
  tally_test_engine_assert_exactly_once (engine, last);
}

static void
test_a_person_opens_it_for_a_time (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) held = NULL;
  const TallyNotice *notice;

  decide (engine, "open", 2 * G_TIME_SPAN_HOUR);
  held = run (engine, 75, FALSE);
  notice = tally_test_run_find_notice (held, "circuit-open");
  g_assert_nonnull (strstr (notice->text, "a person opened the circuit"));
  g_assert_null (strstr (notice->text, "Ann"));
  g_assert_nonnull (strstr (notice->detail, "Ann: the service desk says so"));
  assert_state (engine, "forced-open");
  tally_clock_advance (engine->clock, 2 * G_TIME_SPAN_HOUR);
  tally_run_free (run (engine, 0, TRUE));
  assert_state (engine, "closed");
}

static void
test_a_person_allows_a_probe_or_closes_it (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();

  tally_test_engine_set_faults (engine, OUTAGE);
  tally_run_free (run (engine, 75, TRUE));
  tally_test_engine_set_faults (engine, "[]");
  decide (engine, "probe", 0);
  tally_run_free (run (engine, 0, TRUE));
  assert_state (engine, "closed");
  tally_test_engine_set_faults (engine, OUTAGE);
  tally_run_free (run (engine, 75, TRUE));
  tally_test_engine_set_faults (engine, "[]");
  decide (engine, "close", 0);
  tally_run_free (run (engine, 0, TRUE));
}

/* Kept closed, it is called whatever happens; the run says at its end what it met. */
static void
test_a_person_keeps_it_closed (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();

  decide (engine, "close", G_TIME_SPAN_HOUR);
  tally_test_engine_set_faults (engine, OUTAGE);
  tally_run_free (run (engine, 75, TRUE));
  assert_state (engine, "forced-closed");
  tally_test_engine_set_faults (engine, "[]");
  tally_run_free (run (engine, 0, TRUE));
}

/* A pass that merely works leaves nothing behind. */
static void
test_a_normal_pass_costs_nothing (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRecovery) recovery = NULL;

  tally_run_free (run (engine, 0, TRUE));
  recovery = list (engine);
  g_assert_cmpuint (recovery->breakers->len, ==, 0);
  g_assert_cmpuint (recovery->budgets->len, ==, 0);
  g_assert_cmpuint (recovery->attempts->len, ==, 0);
  g_assert_cmpuint (recovery->quarantine->len, ==, 0);
  g_assert_cmpuint (recovery->n_cut, ==, 0);
}

static guint
count_outcomes (const TallyRecovery *recovery,
                const char          *outcome)
{
  guint n = 0;

  for (guint i = 0; i < recovery->attempts->len; i++)
    n += strcmp (((TallyRecoveryAttempt *) recovery->attempts->pdata[i])->outcome, outcome) == 0 ? 1 : 0;
  return n;
}

static void
test_each_failed_try_is_in_the_journal (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) done = NULL;
  g_autoptr (TallyRecovery) recovery = NULL;
  const TallyRecoveryAttempt *newest;
  const TallyRecoveryTime *time;

  tally_test_engine_set_faults (engine, HICCUP);
  done = run (engine, 0, TRUE);
  recovery = list (engine);
  g_assert_cmpuint (count_outcomes (recovery, "repeated"), ==, 2);
  g_assert_cmpuint (count_outcomes (recovery, "recovered"), >=, 1);
  newest = recovery->attempts->pdata[0];
  g_assert_cmpint (newest->run_id, ==, done->run_id);
  g_assert_cmpstr (newest->operation, ==, "get-sheet");
  g_assert_cmpint (newest->subject_id, !=, 0);
  time = recovery->times->pdata[0];
  g_assert_cmpstr (time->error_class, ==, "transient");
  g_assert_cmpint (time->total_usec, >, 0);
}

/* Each try of a failed run too, and what was refused unsent. */
static void
test_a_failed_run_leaves_its_journal (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) failed = NULL;
  g_autoptr (TallyRecovery) recovery = NULL;
  guint n_sent;

  tally_test_engine_set_faults (engine, OUTAGE);
  failed = run (engine, 75, TRUE);
  recovery = list (engine);
  n_sent = count_outcomes (recovery, "repeated") + count_outcomes (recovery, "failed");
  g_assert_cmpuint (n_sent, ==, failed->counts.n_calls);
  g_assert_cmpuint (recovery->budgets->len, ==, 1);
  g_assert_cmpuint (((TallyRecoveryBudget *) recovery->budgets->pdata[0])->n_tokens, <, 100);
}

static void
kill_cb (const TallyNotice *notice,
         gpointer           data)
{
  if (strcmp (notice->code, "sync") == 0)
    kill (getpid (), SIGKILL);
}

/* The child: a pass that dies in the moment in which it says that the service is away. */
static int
run_child (void)
{
  const TallyBatchOptions options = { .on_notice = kill_cb };
  const TallyConfigSource source = { .path = g_getenv (ENV_CONFIG), .path_required = TRUE };
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (g_get_real_time ());
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions engine_options = {
    .config = config, .data_dir = g_getenv (ENV_DATA), .token = g_getenv (ENV_TOKEN), .clock = clock,
  };
  g_autoptr (TallyEngine) engine = NULL;
  g_autoptr (TallyRun) run = NULL;

  g_assert_no_error (error);
  engine = tally_engine_new (&engine_options, &error);
  g_assert_no_error (error);
  run = tally_engine_run_batch (engine, &options, NULL, NULL);
  return tally_run_get_exit_code (run);
}

static void
kill_a_run (TallyTestEngine *engine)
{
  g_autofree char *config = g_build_filename (engine->folder, "child.conf", NULL);
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (config, text, -1, &error));
  g_subprocess_launcher_setenv (launcher, ENV_CONFIG, config, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_DATA, engine->data_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, ENV_TOKEN, tally_sandbox_server_get_token (engine->server), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}

static void
test_a_killed_run_leaves_it_open (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();

  tally_test_engine_set_faults (engine, OUTAGE);
  kill_a_run (engine);
  assert_state (engine, "open");
  tally_test_engine_set_faults (engine, "[]");
  tally_run_free (run (engine, 75, FALSE));
  tally_clock_advance (engine->clock, LONGEST_USEC);
  tally_run_free (run (engine, 0, TRUE));
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (ENV_CONFIG) != NULL)
    return run_child ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/circuit/an-outage-outlives-the-process", test_an_outage_outlives_the_process);
  g_test_add_func ("/engine/circuit/a-person-opens-it-for-a-time", test_a_person_opens_it_for_a_time);
  g_test_add_func ("/engine/circuit/a-person-allows-a-probe-or-closes-it",
                   test_a_person_allows_a_probe_or_closes_it);
  g_test_add_func ("/engine/circuit/a-person-keeps-it-closed", test_a_person_keeps_it_closed);
  g_test_add_func ("/engine/circuit/a-normal-pass-costs-nothing", test_a_normal_pass_costs_nothing);
  g_test_add_func ("/engine/circuit/each-failed-try-is-in-the-journal", test_each_failed_try_is_in_the_journal);
  g_test_add_func ("/engine/circuit/a-failed-run-leaves-its-journal", test_a_failed_run_leaves_its_journal);
  g_test_add_func ("/engine/circuit/a-killed-run-leaves-it-open", test_a_killed_run_leaves_it_open);
  return g_test_run ();
}
