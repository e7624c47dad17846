/* test-model-verb.c
 *
 * 'tallyman model evaluate' as its users see it: the real program on tables of anybody's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define N_ROWS 400

static char *
write_table (TallyTestEngine *engine)
{
  char *path = g_build_filename (engine->folder, "table.csv", NULL);
  g_autoptr (GString) text = g_string_new ("a,b,label\n");

  for (guint r = 0; r < N_ROWS; r++)
    g_string_append_printf (text, "%u,%u,%u\n", r * 7919 % 401, r * 104729 % 397, r * 7919 % 401 > 360);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* tallyman model with these arguments, separated by blanks. */
static TallyTestProcess *
run (TallyTestEngine *engine,
     int              exit_code,
     const char      *arguments)
{
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *line = g_strdup_printf ("%s model --data-dir %s %s", program, engine->data_dir, arguments);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  TallyTestProcess *process = tally_test_process_run ((const char *const *) argv, engine->folder, NULL);

  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
test_crossval_is_told_as_json (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = write_table (engine);
  g_autofree char *words = g_strdup_printf ("evaluate %s --mode crossval --folds 3 --seed 5 --json", path);
  g_autoptr (TallyTestProcess) process = run (engine, 0, words);
  g_autoptr (TallyTestProcess) again = run (engine, 0, words);
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  g_autoptr (JsonObject) other = tally_test_cli_parse (again);
  JsonArray *scores = json_object_get_array_member (object, "scores");
  JsonArray *same = json_object_get_array_member (other, "scores");

  g_assert_cmpfloat (json_object_get_double_member (object, "auc"), >, .99);
  g_assert_cmpfloat (json_object_get_double_member (object, "review_share_95"), <, .2);
  g_assert_cmpuint (json_array_get_length (scores), ==, N_ROWS);
  for (guint r = 0; r < N_ROWS; r++)
    g_assert_cmpfloat_with_epsilon (json_array_get_double_element (scores, r), json_array_get_double_element (same, r), 1e-300);
}

static void
test_feedback_tells_its_queue (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = write_table (engine);
  g_autofree char *words = g_strdup_printf ("evaluate %s --mode feedback --verdicts 25 --json", path);
  g_autoptr (TallyTestProcess) process = run (engine, 0, words);
  g_autoptr (JsonObject) object = tally_test_cli_parse (process);
  JsonObject *shares = json_object_get_object_member (object, "review_share_95");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "queue")), ==, 25);
  g_assert_true (json_object_has_member (shares, "25"));
  g_assert_true (json_object_get_null_member (shares, "50"));
}

static void
test_people_read_figures (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = write_table (engine);
  g_autofree char *words = g_strdup_printf ("evaluate %s", path);
  g_autoptr (TallyTestProcess) process = run (engine, 0, words);

  g_assert_nonnull (strstr (tally_test_process_get_stdout (process), "400 rows, 400 with a label, 40 of these hits; unsupervised"));
}

static void
test_wrong_words_are_told_what_to_do (void)
{
  static const char *const wrong[] = {
    "", "evaluate", "train table.csv", "evaluate nowhere.csv", "evaluate table.csv --mode guess", "evaluate table.csv --folds 1",
    "evaluate table.csv --verdicts -1", "evaluate table.csv --mode crossval --group c", "evaluate table.csv other.csv",
  };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autofree char *path = write_table (engine);

  g_assert_true (g_str_has_suffix (path, "/table.csv"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TallyTestProcess) process = run (engine, 2, wrong[i]);
      g_assert_cmpstr (tally_test_process_get_stderr (process), !=, "");
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/model-verb/crossval-is-told-as-json", test_crossval_is_told_as_json);
  g_test_add_func ("/cli/model-verb/feedback-tells-its-queue", test_feedback_tells_its_queue);
  g_test_add_func ("/cli/model-verb/people-read-figures", test_people_read_figures);
  g_test_add_func ("/cli/model-verb/wrong-words-are-told-what-to-do", test_wrong_words_are_told_what_to_do);
  return g_test_run ();
}
