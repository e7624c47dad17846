/* test-metrics-verb.c
 *
 * 'tallyman metrics' as its users see it, after a pass of the real program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

/* tallyman metrics with these arguments, separated by blanks. */
static TallyTestProcess *
run (TallyTestEngine *engine,
     int              exit_code,
     const char      *arguments)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *path = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autofree char *config = tally_test_engine_dup_config (engine);
  g_auto (GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  TallyTestProcess *process;

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_strv_builder_add_many (out, program, "metrics", "--config", path, "--data-dir", engine->data_dir, NULL);
  g_strv_builder_addv (out, (const char **) words);
  argv = g_strv_builder_end (out);
  process = tally_test_process_run ((const char *const *) argv, engine->folder, NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
test_what_a_pass_recorded_is_shown (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (TallyTestProcess) pass = tally_test_cli_run (engine, 0, "--json", NULL);
  g_autoptr (TallyTestProcess) list = run (engine, 0, "list");
  g_autoptr (TallyTestProcess) text = run (engine, 0, "show api.duration --subject get-sheet");
  g_autoptr (TallyTestProcess) csv = run (engine, 0, "show run.calls --from 1h --csv");
  g_autoptr (TallyTestProcess) json = run (engine, 0, "show run.calls --json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (json);
  g_autoptr (JsonObject) summary = tally_test_cli_parse (pass);
  JsonObject *counts = json_object_get_object_member (summary, "counts");
  JsonArray *samples = json_object_get_array_member (object, "samples");

  g_assert_nonnull (strstr (tally_test_process_get_stdout (list), "run.duration"));
  g_assert_nonnull (strstr (tally_test_process_get_stdout (text), "Duration of a call: get-sheet"));
  g_assert_true (g_str_has_prefix (tally_test_process_get_stdout (csv), "time,n,sum,min,max,last\n"));
  g_assert_cmpstr (json_object_get_string_member (object, "unit"), ==, "count");
  g_assert_cmpuint (json_array_get_length (samples), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (samples, 0), "sum"), ==,
                   json_object_get_int_member (counts, "calls"));
}

static void
test_wrong_words_are_told_what_to_do (void)
{
  static const char *const wrong[] = {
    "", "list now", "list --csv", "show", "show run.calls now", "show run.unheard-of", "show stage.calls",
    "show run.calls --passes half", "show run.calls --from noon", "show run.calls --to noon",
    "show run.calls --points 1000000", "show run.calls --json --csv",
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();

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
  g_autoptr (TallyTestProcess) process = run (engine, 1, "list");

  g_assert_nonnull (strstr (tally_test_process_get_stderr (process), "first run"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/metrics-verb/what-a-pass-recorded-is-shown", test_what_a_pass_recorded_is_shown);
  g_test_add_func ("/cli/metrics-verb/wrong-words-are-told-what-to-do", test_wrong_words_are_told_what_to_do);
  g_test_add_func ("/cli/metrics-verb/without-a-store-it-says-so", test_without_a_store_it_says_so);
  return g_test_run ();
}
