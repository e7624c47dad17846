/* test-search-verb.c
 *
 * 'tallyman search' as its users see it, after a pass of the real program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* tallyman search with these arguments. */
static TallyTestProcess *
run (TallyTestEngine   *engine,
     int                exit_code,
     const char *const *words)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  TallyTestProcess *process;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_strv_builder_add_many (out, program, "search", "--config", path, "--data-dir", engine->data_dir, NULL);
  g_strv_builder_addv (out, (const char **) words);
  argv = g_strv_builder_end (out);
  process = tally_test_process_run ((const char *const *) argv, engine->folder, NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static JsonArray *
get_hits (JsonObject *object,
          const char *kind)
{
  return json_object_get_array_member (json_object_get_object_member (object, kind), "hits");
}

/* Looks for something of a line that the store has, as one that was found says it. */
static void
test_what_a_pass_read_is_found (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyTestProcess) pass = tally_test_cli_run (engine, 0, "--json", NULL);
  g_autoptr (TallyTestProcess) all = run (engine, 0, (const char *const[]) { "--json", "--limit", "3", "install", NULL });
  g_autoptr (JsonObject) object = tally_test_cli_parse (all);
  g_autoptr (JsonObject) summary = tally_test_cli_parse (pass);
  JsonObject *counts = json_object_get_object_member (summary, "counts");
  JsonObject *line = json_array_get_object_element (get_hits (object, "lines"), 0);
  g_autofree char *request = g_strdup_printf ("request:\"%s\"", json_object_get_string_member (line, "work_request"));
  g_autoptr (TallyTestProcess) some = run (engine, 0, (const char *const[]) { "--kind", "line", request, NULL });
  g_autoptr (TallyTestProcess) none = run (engine, 0, (const char *const[]) { "--", "install", "-install", NULL });

  g_assert_cmpint (json_object_get_int_member (counts, "calls"), >, 3);
  g_assert_cmpuint (json_array_get_length (get_hits (object, "lines")), ==, 3);
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (object, "lines"), "more"));
  g_assert_cmpint (json_object_get_int_member (line, "row"), !=, 0);
  g_assert_nonnull (strstr (tally_test_process_get_stdout (some), json_object_get_string_member (line, "work_request")));
  g_assert_null (strstr (tally_test_process_get_stdout (some), "No finding"));
  g_assert_cmpstr (tally_test_process_get_stdout (none), ==, "No finding has it.\n\nNo line has it.\n\nNo note has it.\n");
}

static void
test_wrong_words_are_told_what_to_do (void)
{
  static const char *const wrong[][3] = {
    { NULL }, { "colour:red", NULL }, { "--", "-install", NULL }, { "--kind=workbook", "install", NULL },
    { "--limit=0", "install", NULL },
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyTestProcess) pass = tally_test_cli_run (engine, 0, "--dry-run", "--json", NULL);

  g_assert_cmpstr (tally_test_process_get_stdout (pass), !=, "");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TallyTestProcess) process = run (engine, 2, wrong[i]);
      g_assert_cmpstr (tally_test_process_get_stderr (process), !=, "");
    }
}

static void
test_without_a_store_it_says_so (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyTestProcess) process = run (engine, 1, (const char *const[]) { "install", NULL });

  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "first run"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/search-verb/what-a-pass-read-is-found", test_what_a_pass_read_is_found);
  g_test_add_func ("/cli/search-verb/wrong-words-are-told-what-to-do", test_wrong_words_are_told_what_to_do);
  g_test_add_func ("/cli/search-verb/without-a-store-it-says-so", test_without_a_store_it_says_so);
  return g_test_run ();
}
