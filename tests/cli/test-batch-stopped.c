/* test-batch-stopped.c
 *
 * Signals while the program waits for an answer that never comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define HANG_LIST "[{\"operation\": \"list-attachments\", \"kind\": \"hang\", \"count\": 0}]"
#define HANG_SHEET "[{\"operation\": \"get-sheet\", \"kind\": \"hang\", \"count\": 0}]"

/* Upload arrives, its answer is lost, and nobody can look: the next run has something to recover. */
#define LEFT_OPEN \
  "[{\"operation\": \"attach\", \"kind\": \"reset\", \"stored\": true}, " \
  "{\"operation\": \"list-attachments\", \"path\": \"*/rows/*\", \"kind\": \"forbid\", \"count\": 0}]"

/* Where a run is held, and how one sees that it has come there. */
static const struct {
  const char *fault;
  const char *seen;     /* on stderr, by --progress always and --verbose */
  const char *remains;
  int         signal_number;
  const char *before;   /* (nullable) faults of a run before it */
} places[] = {
  { HANG_SHEET, "sync ", "what remains: sync", SIGINT, NULL },
  { HANG_SHEET, "sync ", "what remains: sync", SIGTERM, NULL },
  { "[{\"method\": \"POST\", \"kind\": \"hang\", \"count\": 0}]", "publish ", "what remains: publish",
    SIGINT, NULL },
  { "[{\"method\": \"POST\", \"first\": 3, \"kind\": \"hang\", \"count\": 0}]", "publish ",
    "what remains: publish", SIGTERM, NULL },
  { HANG_LIST, "plan ", "what remains: plan", SIGINT, NULL },
  { HANG_LIST, "plan ", "what remains: plan", SIGTERM, NULL },
  { HANG_LIST, "get-sheet, try 1: status 200", "what remains: recover", SIGINT, LEFT_OPEN },
  { HANG_LIST, "get-sheet, try 1: status 200", "what remains: recover", SIGTERM, LEFT_OPEN },
};

static void
run_before (TallyTestEngine *engine,
            const char      *faults)
{
  g_autoptr (TallyTestProcess) process = NULL;

  if (faults == NULL)
    return;
  tally_test_engine_set_faults (engine, faults);
  process = tally_test_cli_run (engine, 3, NULL);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "a workbook could not be attached"));
}

static void
assert_next_completes (TallyTestEngine *engine)
{
  g_autoptr (TallyRun) next = NULL;

  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

/* Stops a run that has come so far, and returns what it printed. */
static TallyTestProcess *
stop_at (TallyTestEngine *engine,
         const char      *seen,
         int              signal_number)
{
  TallyTestProcess *process = tally_test_cli_start (engine, NULL, "--json", "--verbose", "--progress",
                                                    "always", NULL);
  g_autoptr (JsonObject) object = NULL;

  tally_test_process_wait_text (process, seen);
  tally_test_process_signal (process, signal_number);
  tally_test_cli_finish (process, 3);
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 3);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "once more ends at once"));
  return process;
}

static void
assert_stops (guint i)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;

  run_before (engine, places[i].before);
  tally_test_engine_set_faults (engine, places[i].fault);
  process = stop_at (engine, places[i].seen, places[i].signal_number);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), places[i].remains));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), places[i].remains));
  assert_next_completes (engine);
}

static void
test_a_signal_stops_cleanly_and_the_next_run_completes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_stops (i);
}

/* Many workbooks take their time; the uploads behind them never end. */
static void
test_a_signal_stops_the_making_of_workbooks (void)
{
  static const int signals[] = { SIGINT, SIGTERM };
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  seed.rows_per_sheet = 100;
  seed.n_work_requests = 400;
  seed.mess_ratio = 0;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (TallyTestEngine) engine = tally_test_engine_new (&seed);
      g_autoptr (TallyTestProcess) process = NULL;
      const char *remains;
      tally_test_engine_set_faults (engine, places[2].fault);
      process = stop_at (engine, "workbooks ", signals[i]);
      remains = strstr (tally_test_process_get_stderr (process), "what remains: ");
      g_assert_nonnull (remains);
      g_test_message ("%.60s", remains);
      g_assert_nonnull (strstr (remains, "publish"));
      g_assert_nonnull (strstr (remains, " workbooks)"));
      g_assert_cmpuint (tally_test_engine_count_writes (engine), <=, 1);
      assert_next_completes (engine);
    }
}

/* Both signals lie there when the program wakes: the clean stop has no time to be faster. */
static void
test_a_second_signal_ends_at_once (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;

  tally_test_engine_set_faults (engine, places[2].fault);
  process = tally_test_cli_start (engine, NULL, "--json", "--progress", "always", NULL);
  tally_test_process_wait_text (process, places[2].seen);
  tally_test_process_signal (process, SIGSTOP);
  tally_test_process_signal (process, SIGINT);
  tally_test_process_signal (process, SIGTERM);
  tally_test_process_signal (process, SIGCONT);
  tally_test_cli_finish (process, 130);
  g_assert_cmpstr (tally_test_process_get_stdout (process), ==, "");
  assert_next_completes (engine);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-stopped/a-signal-stops-cleanly-and-the-next-run-completes",
                   test_a_signal_stops_cleanly_and_the_next_run_completes);
  g_test_add_func ("/cli/batch-stopped/a-signal-stops-the-making-of-workbooks",
                   test_a_signal_stops_the_making_of_workbooks);
  g_test_add_func ("/cli/batch-stopped/a-second-signal-ends-at-once", test_a_second_signal_ends_at_once);
  return g_test_run ();
}
