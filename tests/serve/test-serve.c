/* test-serve.c
 *
 * The real program on its schedule against a sandbox in this process: passes that start by
 * themselves, signals, a second process, downtime.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <signal.h>

#include "tally-sandbox-calls.h"
#include "tally-store-starts.h"
#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"
#include "tally-text.h"

#define OTHERS_OFF \
  "[schedule]\njitter-secs=0\n[schedule-weekdays]\nat=never\n[schedule-weekend]\nat=never\n[schedule-weekly]\nat=never\n"
#define EACH_SECOND OTHERS_OFF "[schedule-extra]\nat=*-*-* *:*:*\n"
#define EACH_HOUR OTHERS_OFF "[schedule-extra]\nat=*-*-* *:00:00\n"
#define HOURLY_PLAN "*-*-* *:00:00 in America/Chicago"
/* How long a call may take to come on a busy machine. */
#define PATIENCE_SECONDS 120
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

static TallyTestEngine *
make_engine (const char *settings)
{
  TallyTestEngine *engine = tally_test_engine_new (NULL);

  tally_text_set (&engine->settings, settings);
  return engine;
}

static char *
write_config (TallyTestEngine *engine)
{
  char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  return path;
}

static TallyTestProcess *
serve (TallyTestEngine *engine,
       const char      *variable)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = write_config (engine);
  const char *const argv[] = { program, "--serve", "--config", config, "--data-dir", engine->data_dir, NULL };
  const char *const env[] = { TALLY_TEST_CLI_TOKEN, variable, NULL };

  return tally_test_process_start (argv, engine->folder, env);
}

static void
stop (TallyTestProcess *process)
{
  tally_test_process_signal (process, SIGTERM);
  tally_test_cli_finish (process, 0);
  g_assert_true (g_str_has_suffix (tally_test_process_get_stderr (process), "stopped\n"));
}

static TallyStore *
open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static GPtrArray *
list_starts (TallyTestEngine *engine)
{
  g_autoptr (TallyStore) store = open_store (engine);
  g_autoptr (GError) error = NULL;
  GPtrArray *starts = tally_store_starts_list (store, "extra", 100, &error);

  g_assert_no_error (error);
  return starts;
}

static void
test_passes_start_by_themselves (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_SECOND);
  g_autoptr (TallyTestProcess) process = serve (engine, NULL);
  g_autoptr (TallyRun) next = NULL;
  g_autoptr (GPtrArray) starts = NULL;
  const TallyScheduleStart *first;

  tally_test_process_wait_text (process, "run 2, exit 0");
  stop (process);
  starts = list_starts (engine);
  g_assert_cmpuint (starts->len, >=, 2);
  first = starts->pdata[starts->len - 1];
  g_assert_cmpint (first->run_id, ==, 1);
  g_assert_cmpint (first->exit_code, ==, 0);
  g_assert_cmpint (first->started_utc_usec, >=, first->planned_utc_usec);
  g_assert_cmpint (first->finished_utc_usec, >=, first->started_utc_usec);
  next = tally_test_engine_run (engine, NULL);
  g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
  g_assert_cmpuint (next->counts.n_published, ==, 0);
  tally_test_engine_assert_exactly_once (engine, next);
}

/* A pass that has begun is not reading yet. */
static void
wait_for_call (TallyTestEngine *engine,
               const char      *operation)
{
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);

  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;

  while (tally_sandbox_calls_count (calls, operation) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

static void
test_a_signal_cancels_the_pass_at_work (void)
{
  static const int signals[] = { SIGTERM, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (TallyTestEngine) engine = make_engine (EACH_SECOND);
      g_autoptr (TallyTestProcess) process = NULL;
      g_autoptr (TallyRun) next = NULL;

      tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"kind\": \"hang\", \"count\": 0}]");
      process = serve (engine, NULL);
      tally_test_process_wait_text (process, "the pass of extra has begun");
      wait_for_call (engine, "get-sheet");
      tally_test_process_signal (process, signals[i]);
      tally_test_cli_finish (process, 0);
      g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "what remains: sync"));
      g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "exit 3"));
      tally_test_engine_set_faults (engine, "[]");
      next = tally_test_engine_run (engine, NULL);
      g_assert_cmpint (tally_run_get_exit_code (next), ==, 0);
      tally_test_engine_assert_exactly_once (engine, next);
    }
}

/* Both signals are there before it looks. */
static void
test_a_second_signal_ends_at_once (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_SECOND);
  g_autoptr (TallyTestProcess) process = NULL;

  tally_test_engine_set_faults (engine, "[{\"operation\": \"get-sheet\", \"kind\": \"hang\", \"count\": 0}]");
  process = serve (engine, NULL);
  tally_test_process_wait_text (process, "the pass of extra has begun");
  tally_test_process_signal (process, SIGSTOP);
  tally_test_process_signal (process, SIGTERM);
  tally_test_process_signal (process, SIGINT);
  tally_test_process_signal (process, SIGCONT);
  tally_test_cli_finish (process, 130);
}

static void
test_one_process_a_data_directory (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_HOUR);
  g_autoptr (TallyTestProcess) first = serve (engine, NULL);
  g_autoptr (TallyTestProcess) second = NULL;
  g_autoptr (TallyTestProcess) third = NULL;

  tally_test_process_wait_text (first, "ready: the next start is that of extra at ");
  second = serve (engine, NULL);
  tally_test_cli_finish (second, 75);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (second), "keeps this data directory on its schedule: process "));
  tally_test_process_signal (first, SIGKILL);
  tally_test_process_wait (first);
  third = serve (engine, NULL);
  tally_test_process_wait_text (third, "ready: ");
  stop (third);
}

/* A person's run holds the lease: the pass waits for its turn and is no failure. */
static void
test_a_run_beside_it_puts_the_pass_off (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_SECOND);
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyTestProcess) process = NULL;
  g_autoptr (GPtrArray) starts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (engine->data_dir, 0700), ==, 0);
  store = open_store (engine);
  g_assert_true (tally_store_lock (store, &error));
  process = serve (engine, NULL);
  tally_test_process_wait_text (process, "the pass of extra is put off by 1 min");
  g_assert_null (strstr (tally_test_process_get_stderr (process), "has ended"));
  stop (process);
  g_clear_pointer (&store, tally_store_free);
  starts = list_starts (engine);
  g_assert_cmpuint (starts->len, ==, 0);
}

/* Nobody was there for five hours: one pass makes up for them, and only one. */
static void
test_downtime_is_made_up_for_once_whoever_comes (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_HOUR);
  const gint64 hour = g_get_real_time () / HOUR * HOUR;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (TallyTestProcess) first = NULL;
  g_autoptr (TallyTestProcess) second = NULL;
  g_autoptr (GPtrArray) starts = NULL;
  const TallyScheduleStart *newest;

  g_assert_cmpint (g_mkdir_with_parents (engine->data_dir, 0700), ==, 0);
  store = open_store (engine);
  g_assert_true (tally_store_starts_put_mark (store, "extra", HOURLY_PLAN, hour - 5 * HOUR, NULL));
  g_clear_pointer (&store, tally_store_free);
  first = serve (engine, NULL);
  tally_test_process_wait_text (first, "schedule-missed: ");
  tally_test_process_wait_text (first, "run 1, exit 0");
  stop (first);
  second = serve (engine, NULL);
  tally_test_process_wait_text (second, "ready: ");
  stop (second);
  g_assert_null (strstr (tally_test_process_get_stderr (second), "schedule-missed"));
  starts = list_starts (engine);
  newest = starts->pdata[0];
  if (newest->due_utc_usec > hour) /* the hour struck meanwhile */
    return;
  g_assert_null (strstr (tally_test_process_get_stderr (second), "schedule-due"));
  g_assert_cmpint (newest->run_id, ==, 1);
  g_assert_cmpuint (newest->n_due, ==, 5);
  g_assert_true (newest->is_caught_up);
}

static void
test_a_hangup_reads_the_configuration_again (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_HOUR);
  g_autoptr (TallyTestProcess) process = serve (engine, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  tally_test_process_wait_text (process, "ready: the next start is that of extra");
  tally_text_set (&engine->settings, OTHERS_OFF "[schedule-extra]\nat=0 25 * * *\n");
  first = write_config (engine);
  tally_test_process_signal (process, SIGHUP);
  tally_test_process_wait_text (process, "[schedule-extra] at: schedule \"0 25 * * *\": '25' is no hour");
  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "the one before stays"));
  tally_text_set (&engine->settings, EACH_SECOND);
  second = write_config (engine);
  tally_test_process_signal (process, SIGHUP);
  tally_test_process_wait_text (process, "the configuration was read again");
  tally_test_process_wait_text (process, "run 1, exit 0");
  stop (process);
}

static void
assert_hears (GSocket    *socket,
              const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char buffer[512];
  gssize n = 0;

  for (buffer[0] = '\0'; strstr (buffer, wanted) == NULL; buffer[MAX (n, 0)] = '\0')
    {
      n = g_socket_receive (socket, buffer, sizeof buffer - 1, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_the_service_manager_is_told (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (EACH_SECOND);
  g_autofree char *path = g_build_filename (engine->folder, "notify", NULL);
  g_autofree char *variable = g_strconcat ("NOTIFY_SOCKET=", path, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM,
                                             G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (TallyTestProcess) process = NULL;

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_socket_set_timeout (socket, 30);
  process = serve (engine, variable);
  assert_hears (socket, "READY=1");
  assert_hears (socket, "STATUS=the next start is that of extra at ");
  assert_hears (socket, "STATUS=a pass is at work: sync");
  tally_test_process_signal (process, SIGHUP);
  assert_hears (socket, "RELOADING=1\nMONOTONIC_USEC=");
  assert_hears (socket, "READY=1");
  tally_test_process_signal (process, SIGTERM);
  assert_hears (socket, "STOPPING=1");
  tally_test_cli_finish (process, 0);
}

static void
test_refusals (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine (OTHERS_OFF "[schedule-extra]\nat=hourly\njobs=dance\n");
  g_autofree char *program = tally_test_program_path ();
  const char *const argv[] = { program, "--serve", "sync", NULL };
  g_autoptr (TallyTestProcess) job = serve (engine, NULL);
  g_autoptr (TallyTestProcess) argument = tally_test_process_start (argv, engine->folder, NULL);

  tally_test_cli_finish (job, 2);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (job), "tallyman.conf:"));
  g_assert_nonnull (strstr (tally_test_process_get_stderr (job), "[schedule-extra] jobs: there is no job 'dance'"));
  tally_test_cli_finish (argument, 2);
  g_assert_nonnull (strstr (tally_test_process_get_stderr (argument), "--serve takes no 'sync'"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/serve/serve/passes-start-by-themselves", test_passes_start_by_themselves);
  g_test_add_func ("/serve/serve/a-signal-cancels-the-pass-at-work", test_a_signal_cancels_the_pass_at_work);
  g_test_add_func ("/serve/serve/a-second-signal-ends-at-once", test_a_second_signal_ends_at_once);
  g_test_add_func ("/serve/serve/one-process-a-data-directory", test_one_process_a_data_directory);
  g_test_add_func ("/serve/serve/a-run-beside-it-puts-the-pass-off", test_a_run_beside_it_puts_the_pass_off);
  g_test_add_func ("/serve/serve/downtime-is-made-up-for-once-whoever-comes",
                   test_downtime_is_made_up_for_once_whoever_comes);
  g_test_add_func ("/serve/serve/a-hangup-reads-the-configuration-again",
                   test_a_hangup_reads_the_configuration_again);
  g_test_add_func ("/serve/serve/the-service-manager-is-told", test_the_service_manager_is_told);
  g_test_add_func ("/serve/serve/refusals", test_refusals);
  return g_test_run ();
}
