/* test-batch-stopped.c
 *
 * Signals while the program waits for an answer that never comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "tally-test-cli.h"
#include "tally-test.h"

/* Where a run is held, and how one sees that it has come there. */
static const struct {
  const char *fault;
  const char *seen;     /* on stderr, by --progress always and --verbose */
  const char *remains;
  int         signal_number;
} places[] = {
  { "[{\"operation\": \"get-sheet\", \"kind\": \"hang\", \"count\": 0}]", "sync ", "what remains: sync",
    SIGINT },
  { "[{\"operation\": \"get-sheet\", \"kind\": \"hang\", \"count\": 0}]", "sync ", "what remains: sync",
    SIGTERM },
  { "[{\"method\": \"POST\", \"kind\": \"hang\", \"count\": 0}]", "publish ", "what remains: publish",
    SIGINT },
  { "[{\"method\": \"POST\", \"first\": 3, \"kind\": \"hang\", \"count\": 0}]", "publish ",
    "what remains: publish", SIGTERM },
};

static void
assert_stops (guint i)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyRun) next = NULL;
  g_autoptr (JsonObject) object = NULL;

  tally_test_engine_set_faults (engine, places[i].fault);
  process = tally_test_cli_start (engine, NULL, "--json", "--verbose", "--progress", "always", NULL);
  tally_test_process_wait_text (process, places[i].seen);
  tally_test_process_signal (process, places[i].signal_number);
  tally_test_cli_finish (process, 3);
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 3);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), places[i].remains));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), places[i].remains));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "once more ends at once"));
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

static void
test_a_signal_stops_cleanly_and_the_next_run_completes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_stops (i);
}

/* The second signal doesn't wait, wherever the first one's stop has come; the store survives it. */
static void
test_a_second_signal_ends_at_once (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (TallyRun) next = NULL;
  int status;

  tally_test_engine_set_faults (engine, places[2].fault);
  process = tally_test_cli_start (engine, NULL, "--progress", "always", NULL);
  tally_test_process_wait_text (process, places[2].seen);
  tally_test_process_signal (process, SIGINT);
  tally_test_process_signal (process, SIGTERM);
  status = tally_test_process_wait (process);
  /* the clean stop may have been faster: 3, or killed while it printed its report */
  g_assert_true (status == 130 || status == 3 || status == -SIGTERM);
  tally_test_engine_set_faults (engine, "[]");
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-stopped/a-signal-stops-cleanly-and-the-next-run-completes",
                   test_a_signal_stops_cleanly_and_the_next_run_completes);
  g_test_add_func ("/cli/batch-stopped/a-second-signal-ends-at-once", test_a_second_signal_ends_at_once);
  return g_test_run ();
}
