/* test-printer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-printer.h"
#include "tally-test.h"

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static void
test_annotations_stop_at_the_limit_and_say_so (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < 25; i++)
    tally_run_add_notice (run, TALLY_SEVERITY_ERROR, "sheet-lost", "1", "lost");
  for (guint i = 0; i < 3; i++)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "held", NULL, "held");
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "note", NULL, "never an annotation");
  text = tally_cli_dup_annotations (run, FALSE);
  g_assert_cmpuint (count (text, "::error "), ==, 10);
  g_assert_cmpuint (count (text, "::warning "), ==, 3);
  g_assert_nonnull (strstr (text, "15 more of kind error were left out"));
  g_assert_null (strstr (text, "never an annotation"));
}

/* What is told once is shown before what is told of each of many. */
static void
test_annotations_show_each_kind (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < 25; i++)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "workbook-held", "1", "held");
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "plan-waiting", NULL, "25 workbooks wait for approval");
  text = tally_cli_dup_annotations (run, FALSE);
  g_assert_cmpuint (count (text, "::warning "), ==, 10);
  g_assert_nonnull (strstr (text, "25 workbooks wait for approval"));
  g_assert_nonnull (strstr (text, "16 more of kind warning were left out"));
}

static void
test_annotations_cannot_be_forged (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *text = NULL;

  tally_run_add_notice (run, TALLY_SEVERITY_ERROR, "x", NULL, "100%\n::error::forged");
  text = tally_cli_dup_annotations (run, FALSE);
  g_assert_cmpstr (text, ==, "::error title=Tallyman::100%25%0A::error::forged\n");
}

/* A finding has id, detector and severity in public, its sentence only where somebody said so. */
static void
test_findings_are_told_by_id (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *ids = NULL;
  g_autofree char *full = NULL;
  const TallyNoticeWords words[] = {
    { TALLY_SEVERITY_ERROR, "finding", "ab12", "high finding ab12 by exact-duplicate", "$170.52 too much" },
    { TALLY_SEVERITY_WARNING, "held", "cd34", "a workbook is held", "071325_89708709" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    tally_run_tell (run, &words[i]);
  ids = tally_cli_dup_annotations (run, FALSE);
  full = tally_cli_dup_annotations (run, TRUE);
  g_assert_cmpstr (ids, ==, "::error title=Tallyman::high finding ab12 by exact-duplicate [ab12]\n"
                            "::warning title=Tallyman::a workbook is held [cd34]\n");
  g_assert_cmpstr (full, ==, "::error title=Tallyman::high finding ab12 by exact-duplicate: $170.52 too much [ab12]\n"
                             "::warning title=Tallyman::a workbook is held [cd34]\n");
}

static void
test_summary_holds_counts_and_no_details (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *text = NULL;
  const TallyNoticeWords held = {
    .severity = TALLY_SEVERITY_WARNING,
    .code = "held",
    .subject = "ab12",
    .text = "a workbook is held",
    .detail = "071325_89708709",
  };

  run->run_id = 7;
  run->plan = tally_plan_new ();
  run->plan->n_rows = 551;
  run->plan->n_by_reason[TALLY_REASON_NO_PRICE] = 13;
  tally_run_tell (run, &held);
  text = tally_cli_dup_summary (run);
  g_assert_nonnull (strstr (text, "| Rows | 551 |"));
  g_assert_nonnull (strstr (text, "| Rows: price missing or zero | 13 |"));
  g_assert_nonnull (strstr (text, "ab12: a workbook is held"));
  g_assert_null (strstr (text, "89708709"));
}

static void
test_summary_is_appended (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "summary.md", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "before\n", -1, NULL));
  g_assert_true (tally_cli_append_summary (run, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "before\n## Tallyman run 0"));
  g_assert_false (tally_cli_append_summary (run, folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/printer/annotations-stop-at-the-limit-and-say-so",
                   test_annotations_stop_at_the_limit_and_say_so);
  g_test_add_func ("/cli/printer/annotations-show-each-kind", test_annotations_show_each_kind);
  g_test_add_func ("/cli/printer/annotations-cannot-be-forged", test_annotations_cannot_be_forged);
  g_test_add_func ("/cli/printer/findings-are-told-by-id", test_findings_are_told_by_id);
  g_test_add_func ("/cli/printer/summary-holds-counts-and-no-details",
                   test_summary_holds_counts_and_no_details);
  g_test_add_func ("/cli/printer/summary-is-appended", test_summary_is_appended);
  return g_test_run ();
}
