/* test-plan-verb.c
 *
 * "tallyman plan" as people and workflows use it: what is shown, what is refused, who is named
 * where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-test-changes.h"
#include "tally-test-cli.h"
#include "tally-test.h"

#define ACTOR "octo-ann"

/* tallyman plan ARGUMENT…, in a workflow or not. */
static TallyTestProcess *
run_plan (TallyTestEngine *engine,
          int              exit_code,
          gboolean         in_ci,
          const char      *first,
          ...)
{
  static const char *const ci[] = { "GITHUB_ACTIONS=true", "GITHUB_ACTOR=" ACTOR, NULL };
  g_autofree char *program = tally_test_program_path ();
  g_autofree char *config = g_build_filename (engine->folder, "tallyman.conf", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  TallyTestProcess *process;
  va_list more;

  g_ptr_array_add (argv, program);
  g_ptr_array_add (argv, (gpointer) "plan");
  va_start (more, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (argv, (gpointer) "--config");
  g_ptr_array_add (argv, config);
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, engine->data_dir);
  g_ptr_array_add (argv, NULL);
  process = tally_test_process_run ((const char *const *) argv->pdata, engine->folder, in_ci ? ci : NULL);
  tally_test_cli_finish (process, exit_code);
  return process;
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static TallyTestEngine *
make_waiting (char **out_id)
{
  TallyTestEngine *engine = tally_test_engine_new (NULL);
  g_autoptr (TallyTestProcess) first = tally_test_cli_run (engine, 0, "--quiet", NULL);
  g_autoptr (TallyTestProcess) second = NULL;
  g_autoptr (TallyTestProcess) list = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *plan;

  g_assert_nonnull (first);
  tally_test_engine_change_prices (engine, 50, 100);
  second = tally_test_cli_run (engine, 3, "--quiet", NULL);
  g_assert_nonnull (second);
  list = run_plan (engine, 0, FALSE, "list", "--json", NULL);
  object = tally_test_cli_parse (list);
  g_assert_cmpint (json_object_get_int_member (object, "schema"), ==, 1);
  plan = json_array_get_object_element (json_object_get_array_member (object, "plans"), 0);
  g_assert_cmpstr (json_object_get_string_member (plan, "state"), ==, "waiting");
  *out_id = g_strdup (json_object_get_string_member (plan, "id"));
  g_assert_cmpuint (strlen (*out_id), ==, 16);
  return engine;
}

static void
test_a_plan_is_listed_shown_and_approved (void)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyTestEngine) engine = make_waiting (&id);
  g_autoptr (TallyTestProcess) list = run_plan (engine, 0, FALSE, "list", NULL);
  g_autoptr (TallyTestProcess) show = run_plan (engine, 0, FALSE, "show", id, NULL);
  g_autoptr (TallyTestProcess) approve = NULL;
  g_autoptr (TallyTestProcess) run = NULL;
  g_autoptr (TallyTestProcess) after = NULL;
  g_autoptr (TallyTestProcess) again = NULL;

  assert_has (tally_test_process_get_stdout (list), id);
  assert_has (tally_test_process_get_stdout (show), "too many published workbooks would change");
  assert_has (tally_test_process_get_stdout (show), " -> $");
  approve = run_plan (engine, 0, FALSE, "approve", id, "--by", "Ann Lee", "--reason", "new price list", NULL);
  assert_has (tally_test_process_get_stdout (approve), "is approved: the next run publishes");
  again = run_plan (engine, 1, FALSE, "reject", id, NULL);
  assert_has (tally_test_process_get_stderr (again), "was approved already");
  run = tally_test_cli_run (engine, 0, "--verbose", NULL);
  tally_test_cli_assert_absent (tally_test_process_get_stdout (run), -1, "Ann Lee", "stdout");
  tally_test_cli_assert_absent (tally_test_process_get_stderr (run), -1, "Ann Lee", "the log");
  after = run_plan (engine, 0, FALSE, "show", id, NULL);
  assert_has (tally_test_process_get_stdout (after), "released");
  assert_has (tally_test_process_get_stdout (after), "plan-approved by Ann Lee: new price list");
}

static void
test_a_workflow_decides_as_its_actor_and_shows_no_names (void)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyTestEngine) engine = make_waiting (&id);
  g_autoptr (TallyTestProcess) reject = run_plan (engine, 0, TRUE, "reject", id, "--reason", "wrong list", NULL);
  g_autoptr (TallyTestProcess) hidden = run_plan (engine, 0, TRUE, "show", id, NULL);
  g_autoptr (TallyTestProcess) json = run_plan (engine, 0, TRUE, "show", id, "--json", NULL);
  g_autoptr (TallyTestProcess) revealed = run_plan (engine, 0, TRUE, "show", id, "--reveal", NULL);
  g_autoptr (TallyTestProcess) run = tally_test_cli_run (engine, 3, NULL);

  assert_has (tally_test_process_get_stdout (reject), "is rejected");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (hidden), -1, ACTOR, "plan show in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (hidden), -1, "$", "plan show in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (json), -1, ACTOR, "plan show --json in CI");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (json), -1, "cents", "plan show --json in CI");
  assert_has (tally_test_process_get_stdout (revealed), "plan-rejected by " ACTOR ": wrong list");
  assert_has (tally_test_process_get_stderr (run), "was rejected");
}

static void
test_what_can_not_be_decided_is_refused (void)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyTestEngine) engine = make_waiting (&id);
  g_autoptr (TallyTestProcess) unknown = run_plan (engine, 1, FALSE, "approve", "0123456789abcdef", "--json", NULL);
  g_autoptr (TallyTestProcess) outdated = NULL;
  g_autoptr (TallyTestProcess) newer = NULL;
  g_autoptr (TallyTestProcess) none = run_plan (engine, 2, FALSE, "approve", NULL);
  g_autoptr (TallyTestProcess) odd = run_plan (engine, 2, FALSE, "burn", id, NULL);
  g_autoptr (JsonObject) object = tally_test_cli_parse (unknown);

  g_assert_cmpint (json_object_get_int_member (object, "exit_code"), ==, 1);
  assert_has (json_object_get_string_member (object, "error"), "there is no plan");
  assert_has (tally_test_process_get_stderr (none), "plan takes: list");
  assert_has (tally_test_process_get_stderr (odd), "plan takes: list");
  tally_test_engine_change_prices (engine, 100, 200);
  newer = tally_test_cli_run (engine, 3, NULL);
  assert_has (tally_test_process_get_stderr (newer), "wait for approval");
  outdated = run_plan (engine, 1, FALSE, "approve", id, NULL);
  assert_has (tally_test_process_get_stderr (outdated), "is outdated");
}

/* plan.json may be looked at without its store, and is not believed when it was altered. */
static void
test_a_file_is_shown_if_it_is_whole (void)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyTestEngine) engine = make_waiting (&id);
  g_autofree char *path = g_build_filename (engine->output_dir, "plan.json", NULL);
  g_autoptr (TallyTestProcess) show = run_plan (engine, 0, FALSE, "show", path, NULL);
  g_autoptr (TallyTestProcess) altered = NULL;
  g_autoptr (TallyTestProcess) missing = NULL;
  g_autofree char *text = NULL;
  char *at;

  assert_has (tally_test_process_get_stdout (show), id);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, "\"cents\" : ");
  g_assert_nonnull (at);
  at += strlen ("\"cents\" : ");
  *at = *at == '1' ? '2' : '1';
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  altered = run_plan (engine, 1, FALSE, "show", path, NULL);
  assert_has (tally_test_process_get_stderr (altered), "the digest of its entries");
  g_assert_cmpint (g_unlink (path), ==, 0);
  missing = run_plan (engine, 1, FALSE, "show", path, NULL);
  assert_has (tally_test_process_get_stderr (missing), "plan.json");
}

static void
test_annotation_and_summary_name_the_command (void)
{
  g_autofree char *id = NULL;
  g_autoptr (TallyTestEngine) engine = make_waiting (&id);
  g_autofree char *summary = g_build_filename (engine->folder, "summary.md", NULL);
  g_autofree char *variable = g_strconcat ("GITHUB_STEP_SUMMARY=", summary, NULL);
  const char *const ci[] = { "GITHUB_ACTIONS=true", variable, NULL };
  g_autofree char *command = g_strconcat ("tallyman plan approve ", id, NULL);
  g_autofree char *annotation = g_strdup ("::warning title=Tallyman::");
  g_autoptr (TallyTestProcess) run = tally_test_cli_start (engine, ci, NULL);
  g_autofree char *text = NULL;

  tally_test_cli_finish (run, 3);
  assert_has (tally_test_process_get_stderr (run), annotation);
  assert_has (tally_test_process_get_stderr (run), command);
  g_assert_true (g_file_get_contents (summary, &text, NULL, NULL));
  assert_has (text, command);
  assert_has (text, "Head of the trail: `");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/plan-verb/a-plan-is-listed-shown-and-approved", test_a_plan_is_listed_shown_and_approved);
  g_test_add_func ("/cli/plan-verb/a-workflow-decides-as-its-actor-and-shows-no-names",
                   test_a_workflow_decides_as_its_actor_and_shows_no_names);
  g_test_add_func ("/cli/plan-verb/what-can-not-be-decided-is-refused", test_what_can_not_be_decided_is_refused);
  g_test_add_func ("/cli/plan-verb/a-file-is-shown-if-it-is-whole", test_a_file_is_shown_if_it_is_whole);
  g_test_add_func ("/cli/plan-verb/annotation-and-summary-name-the-command",
                   test_annotation_and_summary_name_the_command);
  return g_test_run ();
}
