/* tally-test-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"

#include "tally-test-database.h"

static char **
collect_arguments (TallyTestEngine *engine,
                   const char      *first,
                   va_list         *more)
{
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_strv_builder_add_many (out, program, "--batch", "--config", path, "--data-dir", engine->data_dir,
                           NULL);
  for (const char *argument = first; argument != NULL; argument = va_arg (*more, const char *))
    g_strv_builder_add (out, argument);
  return g_strv_builder_end (out);
}

static TallyTestProcess *
start (TallyTestEngine   *engine,
       const char *const *argv,
       const char *const *extra_env)
{
  g_autoptr (GStrvBuilder) env = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (env, TALLY_TEST_CLI_TOKEN);
  if (extra_env != NULL)
    g_strv_builder_addv (env, (const char **) extra_env);
  all = g_strv_builder_end (env);
  return tally_test_process_start (argv, engine->folder, (const char *const *) all);
}

TallyTestProcess *
tally_test_cli_start (TallyTestEngine   *engine,
                      const char *const *extra_env,
                      const char        *first,
                      ...)
{
  g_auto (GStrv) argv = NULL;
  va_list more;

  va_start (more, first);
  argv = collect_arguments (engine, first, &more);
  va_end (more);
  return start (engine, (const char *const *) argv, extra_env);
}

void
tally_test_cli_finish (TallyTestProcess *process,
                       int               exit_code)
{
  int status = tally_test_process_wait (process);

  if (status != exit_code)
    g_test_message ("stdout: %s\nstderr: %s", tally_test_process_get_stdout (process),
                    tally_test_process_get_stderr (process));
  g_assert_cmpint (status, ==, exit_code);
}

TallyTestProcess *
tally_test_cli_run (TallyTestEngine *engine,
                    int              exit_code,
                    const char      *first,
                    ...)
{
  g_auto (GStrv) argv = NULL;
  TallyTestProcess *process;
  va_list more;

  va_start (more, first);
  argv = collect_arguments (engine, first, &more);
  va_end (more);
  process = start (engine, (const char *const *) argv, NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

void
tally_test_cli_assert_status (TallyTestEngine  *engine,
                              TallyTestProcess *process,
                              int               status)
{
  g_autofree char *store = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  g_autofree char *runs = NULL;

  if (tally_test_process_get_status (process) != status && g_file_test (store, G_FILE_TEST_EXISTS))
    runs = tally_test_database_query (store, "SELECT run_id, summary FROM run ORDER BY run_id");
  if (tally_test_process_get_status (process) != status)
    g_test_message ("stdout: %s\nstderr: %s\nruns: %s", tally_test_process_get_stdout (process),
                    tally_test_process_get_stderr (process), runs != NULL ? runs : "no store");
  g_assert_cmpint (tally_test_process_get_status (process), ==, status);
}

JsonObject *
tally_test_cli_parse (TallyTestProcess *process)
{
  const char *text = tally_test_process_get_stdout (process);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (json_parser_load_from_data (parser, text, -1, &error));
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  g_assert_cmpint (text[0], ==, '{');
  g_assert_true (g_str_has_suffix (text, "}\n"));
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

void
tally_test_cli_assert_absent (const char *text,
                              gssize      length,
                              const char *needle,
                              const char *place)
{
  gsize size = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;

  if (size == 0 || memmem (text, size, needle, strlen (needle)) == NULL)
    return;
  g_test_message ("'%s' stands in %s", needle, place);
  g_test_fail ();
}
