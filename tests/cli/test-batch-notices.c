/* test-batch-notices.c
 *
 * What a run says, when it says it, and what of it public logs show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "tally-test-cli.h"
#include "tally-test-run.h"
#include "tally-test.h"

#define LOST "a source sheet could not be read"

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
add_unknown_sheets (TallyTestEngine *engine,
                    guint            n)
{
  GString *sources = g_string_new (engine->sources);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (sources, ";%u", 4200 + i);
  g_free (engine->sources);
  engine->sources = g_string_free (sources, FALSE);
}

/* The run hangs in its upload, and what befell the sheets was said long before. */
static void
test_a_notice_is_told_when_it_comes_up (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "RES_GROUPING_MODE=both", NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  const char *warned, *lost, *stopped, *log;

  add_unknown_sheets (engine, 2);
  tally_test_engine_set_faults (engine, "[{\"method\": \"POST\", \"kind\": \"hang\", \"count\": 0}]");
  process = tally_test_cli_start (engine, env, "--json", "--progress", "always", NULL);
  tally_test_process_wait_text (process, "publish ");
  g_assert_cmpuint (count (tally_test_process_get_stderr (process), LOST), ==, 2);
  tally_test_process_signal (process, SIGTERM);
  tally_test_cli_finish (process, 3);
  log = tally_test_process_get_stderr (process);
  g_assert_cmpuint (count (log, LOST), ==, 2);
  g_assert_cmpuint (count (log, "RES_GROUPING_MODE has no effect"), ==, 1);
  g_assert_cmpuint (count (log, "the run was stopped"), ==, 1);
  warned = strstr (log, "RES_GROUPING_MODE");
  lost = strstr (log, LOST);
  stopped = strstr (log, "the run was stopped");
  g_assert_true (warned < lost && lost < stopped);
  g_assert_cmpuint (count (tally_test_process_get_stdout (process), LOST), ==, 2);
}

/* GitHub shows ten of a kind; the rest is counted, and stands in the summary. */
static void
test_annotations_keep_to_the_limits (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  g_autofree char *path = g_build_filename (engine->folder, "summary.md", NULL);
  g_autofree char *variable = g_strconcat ("GITHUB_STEP_SUMMARY=", path, NULL);
  const char *const env[] = { "GITHUB_ACTIONS=true", variable, NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  g_autofree char *summary = NULL;
  const char *log;

  add_unknown_sheets (engine, 23);
  process = tally_test_cli_start (engine, env, NULL, NULL);
  tally_test_cli_finish (process, 3);
  log = tally_test_process_get_stderr (process);
  g_assert_cmpuint (count (log, "::error title=Tallyman::"), ==, 10);
  g_assert_cmpuint (count (log, "13 more of kind error were left out"), ==, 1);
  g_assert_cmpuint (count (log, " error tally-cli: "), ==, 23);
  g_assert_true (g_file_get_contents (path, &summary, NULL, NULL));
  g_assert_cmpuint (count (summary, "- **error**: "), ==, 23);
  g_assert_cmpuint (count (summary, "| Sheets lost | 23 |"), ==, 1);
}

/* The reason and what to do are public by nature; the message of the peer is not. */
static void
test_public_errors_have_a_name_and_a_remedy (void)
{
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new (NULL);
  const char *const env[] = { "GITHUB_ACTIONS=true", NULL };
  g_autoptr (TallyTestProcess) process = NULL;
  const char *log;

  add_unknown_sheets (engine, 1);
  tally_test_engine_set_faults (engine, "[{\"operation\": \"attach\", \"kind\": \"forbid\", \"count\": 0}]");
  process = tally_test_cli_start (engine, env, NULL, NULL);
  tally_test_cli_finish (process, 3);
  log = tally_test_process_get_stderr (process);
  g_assert_nonnull (strstr (log, "4200: " LOST "; what draws on it is held (smartsheet-not-found: "
                                 "it is gone, or the token's owner may not see it"));
  g_assert_nonnull (strstr (log, "a workbook could not be attached; the next run tries again "
                                 "(smartsheet-forbidden: "));
  g_assert_null (strstr (log, "status 403"));
  g_assert_null (strstr (log, "(tally-"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/batch-notices/a-notice-is-told-when-it-comes-up",
                   test_a_notice_is_told_when_it_comes_up);
  g_test_add_func ("/cli/batch-notices/annotations-keep-to-the-limits",
                   test_annotations_keep_to_the_limits);
  g_test_add_func ("/cli/batch-notices/public-errors-have-a-name-and-a-remedy",
                   test_public_errors_have_a_name_and_a_remedy);
  return g_test_run ();
}
