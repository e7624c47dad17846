/* test-batch-exit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-runs.h"
#include "tally-test-cli.h"
#include "tally-test.h"

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

/* What --json prints after a run that must end with @exit_code. */
static JsonObject *
run_json (TallyTestEngine *engine,
          int              exit_code,
          const char      *option)
{
  g_autoptr (TallyTestProcess) process = tally_test_cli_run (engine, exit_code, "--json", option, NULL);
  JsonObject *object = tally_test_cli_parse (process);

  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, exit_code);
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  return object;
}

static void
test_done_is_0_and_text_or_json (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (JsonObject) first = run_json (engine, 0, NULL);
  g_autoptr (TallyTestProcess) second = tally_test_cli_run (engine, 0, NULL);
  g_autoptr (TallyTestProcess) quiet = tally_test_cli_run (engine, 0, "--quiet", NULL);
  g_autoptr (TallyTestProcess) verbose = tally_test_cli_run (engine, 0, "--verbose", NULL);

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (first, "counts"),
                                               "sheets_read"), ==, 3);
  g_assert_true (json_object_has_member (first, "plan"));
  assert_has (tally_test_process_get_stdout (second), " 0 new, 0 changed, ");
  g_assert_cmpstr (tally_test_process_get_stdout (quiet), ==, "");
  g_assert_cmpstr (tally_test_process_get_stderr (quiet), ==, "");
  assert_has (tally_test_process_get_stdout (verbose), "\nunchanged  ");
  assert_has (tally_test_process_get_stderr (verbose), "debug tally-engine: list-attachments, try 1: status 200");
  assert_has (tally_test_process_get_stderr (verbose), "info tally-cli: the token was found in SMARTSHEET_API_TOKEN");
}

static void
test_log_level_of_the_configuration (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) verbose = NULL;
  g_autoptr (TallyTestProcess) quiet = NULL;

  g_free (engine->settings);
  engine->settings = g_strdup ("[log]\nlevel=verbose\n");
  verbose = tally_test_cli_run (engine, 0, NULL);
  assert_has (tally_test_process_get_stderr (verbose), "debug tally-engine: get-sheet");
  quiet = tally_test_cli_run (engine, 0, "--quiet", NULL);
  g_assert_cmpstr (tally_test_process_get_stderr (quiet), ==, "");
}

/* The data directory can't be made: a file is in its place. */
static void
test_failed_is_1 (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (JsonObject) object = NULL;

  g_free (engine->data_dir);
  engine->data_dir = g_build_filename (engine->folder, "tallyman.conf", "data", NULL);
  object = run_json (engine, 1, NULL);
  g_assert_false (json_object_has_member (object, "plan"));
}

static void
test_unwritable_data_dir_is_named_with_its_remedy (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = NULL;

  g_free (engine->data_dir);
  engine->data_dir = g_build_filename (engine->folder, "tallyman.conf", "data", NULL);
  process = tally_test_cli_run (engine, 1, NULL);
  assert_has (tally_test_process_get_stderr (process), engine->data_dir);
  assert_has (tally_test_process_get_stderr (process), "use another data directory");
  g_assert_cmpstr (tally_test_process_get_stdout (process), ==, "");
}

static const struct {
  const char *option;
  const char *value; /* (nullable) */
  const char *said;
} mistakes[] = {
  { "--bogus", NULL, "--bogus" },
  { "audits", NULL, "there are recover, sync, plan, workbooks, publish" },
  { "no-such-job", NULL, "there is no job 'no-such-job' in this version" },
  { "--resume=x", NULL, "--resume takes the number of a run" },
  { "--resume=0", NULL, "--resume takes the number of a run" },
  { "--resume=-1", NULL, "--resume takes the number of a run" },
  { "--resume=", NULL, "--resume takes the number of a run" },
  { "--resume=99999999999999999999", NULL, "--resume takes the number of a run" },
  { "--resume=7", NULL, "run 7 can't be resumed: there is no such run" },
  { "--progress", "sometimes", "--progress takes auto|always|never, not 'sometimes'" },
  { "--fail-on", "huge", "--fail-on takes never|low|medium|high|critical, not 'huge'" },
  { "--max-groups", "-1", "--max-groups takes 0 (no limit) or more" },
  { "--max-groups", "many", "--max-groups" },
  { "--time-budget", "soon", "--time-budget takes minutes or hours, as in 80m or 2h" },
  { "--time-budget", "m", "--time-budget takes minutes or hours, as in 80m or 2h" },
  { "--time-budget", "-5", "--time-budget takes minutes or hours, as in 80m or 2h" },
  { "--time-budget", "169h", "--time-budget takes a week at most" },
  { "--week", "991399", "--week takes the day that a week ends on as MMDDYY" },
  { "--week", ",", "--week is empty" },
  { "--work-request", "", "--work-request is empty" },
  { "--quiet", "--verbose", "--quiet and --verbose exclude each other" },
  { "--config", "/no/such/file", "/no/such/file" },
  { "--base-url", "ftp://x", "--base-url" },
  { "--sandbox", "--token-file=x", "--sandbox has a token of its own" },
  { "--sandbox", "--base-url=http://127.0.0.1:1", "--sandbox has an address of its own" },
};

static void
test_mistakes_are_2_and_named (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (TallyTestProcess) text =
        tally_test_cli_run (engine, 2, mistakes[i].option, mistakes[i].value, NULL);
      g_autoptr (TallyTestProcess) json =
        tally_test_cli_run (engine, 2, "--json", mistakes[i].option, mistakes[i].value, NULL);
      g_autoptr (JsonObject) object = tally_test_cli_parse (json);
      assert_has (tally_test_process_get_stderr (text), mistakes[i].said);
      g_assert_cmpstr (tally_test_process_get_stdout (text), ==, "");
      g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 2);
      assert_has (tally_test_process_get_stdout (json), "\"severity\" : \"error\"");
    }
  g_assert_cmpuint (tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL),
                    ==, 0);
}

static void
test_missing_token_is_2_and_says_where_it_looked (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "SMARTSHEET_API_TOKEN=", NULL };
  g_autoptr (TallyTestProcess) process = tally_test_cli_start (engine, env, "--json", NULL);
  g_autoptr (JsonObject) object = NULL;

  tally_test_cli_finish (process, 2);
  object = tally_test_cli_parse (process);
  assert_has (tally_test_process_get_stdout (process),
              "--token-file, $CREDENTIALS_DIRECTORY/smartsheet-token, "
              "TALLYMAN_SECRET_SMARTSHEET_TOKEN, SMARTSHEET_API_TOKEN");
}

static void
test_lost_sheet_is_3 (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (JsonObject) object = NULL;
  char *sources = g_strconcat (engine->sources, ";4242", NULL);

  g_free (engine->sources);
  engine->sources = sources;
  object = run_json (engine, 3, NULL);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "counts"),
                                               "sheets_lost"), ==, 1);
}

static void
test_refused_token_is_5 (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "TALLYMAN_SECRET_SMARTSHEET_TOKEN=wrong-token", NULL };
  g_autoptr (TallyTestProcess) process = tally_test_cli_start (engine, env, "--json", NULL);
  g_autoptr (JsonObject) object = NULL;

  tally_test_cli_finish (process, 5);
  object = tally_test_cli_parse (process);
  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 5);
}

/* Another run holds the store: try again later. */
static void
test_busy_is_75 (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (JsonObject) object = NULL;

  tally_test_process_free (tally_test_cli_run (engine, 0, NULL));
  store = tally_store_open (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_store_lock (store, &error));
  g_assert_no_error (error);
  object = run_json (engine, 75, NULL);
}

static void
test_configuration_warnings_are_shown (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "RES_GROUPING_MODE=both", NULL };
  g_autoptr (TallyTestProcess) process = tally_test_cli_start (engine, env, "--json", NULL);

  tally_test_cli_finish (process, 0);
  assert_has (tally_test_process_get_stderr (process), "warning tally-cli: RES_GROUPING_MODE has no effect");
  assert_has (tally_test_process_get_stdout (process), "RES_GROUPING_MODE has no effect");
}

static void
test_help_names_jobs_and_options (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) process = tally_test_cli_run (engine, 0, "--help", NULL);

  assert_has (tally_test_process_get_stdout (process), "Jobs: recover, sync, plan, workbooks, publish");
  assert_has (tally_test_process_get_stdout (process), "--take-over");
  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), "--state"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-exit/done-is-0-and-text-or-json", test_done_is_0_and_text_or_json);
  g_test_add_func ("/cli/batch-exit/log-level-of-the-configuration", test_log_level_of_the_configuration);
  g_test_add_func ("/cli/batch-exit/failed-is-1", test_failed_is_1);
  g_test_add_func ("/cli/batch-exit/unwritable-data-dir-is-named-with-its-remedy",
                   test_unwritable_data_dir_is_named_with_its_remedy);
  g_test_add_func ("/cli/batch-exit/mistakes-are-2-and-named", test_mistakes_are_2_and_named);
  g_test_add_func ("/cli/batch-exit/missing-token-is-2-and-says-where-it-looked",
                   test_missing_token_is_2_and_says_where_it_looked);
  g_test_add_func ("/cli/batch-exit/lost-sheet-is-3", test_lost_sheet_is_3);
  g_test_add_func ("/cli/batch-exit/refused-token-is-5", test_refused_token_is_5);
  g_test_add_func ("/cli/batch-exit/busy-is-75", test_busy_is_75);
  g_test_add_func ("/cli/batch-exit/configuration-warnings-are-shown", test_configuration_warnings_are_shown);
  g_test_add_func ("/cli/batch-exit/help-names-jobs-and-options", test_help_names_jobs_and_options);
  return g_test_run ();
}
