/* test-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"
#include "tally-run-json.h"
#include "tally-run.h"

static void
test_exit_codes_follow_their_precedence (void)
{
  static const struct {
    guint outcome;
    int   code;
  } cases[] = {
    { 0, 0 },
    { TALLY_OUTCOME_FAILED, 1 },
    { TALLY_OUTCOME_USAGE, 2 },
    { TALLY_OUTCOME_PARTIAL, 3 },
    { TALLY_OUTCOME_FINDINGS, 4 },
    { TALLY_OUTCOME_AUTH, 5 },
    { TALLY_OUTCOME_RETRY_LATER, 75 },
    { TALLY_OUTCOME_AUTH | TALLY_OUTCOME_RETRY_LATER | TALLY_OUTCOME_FAILED, 5 },
    { TALLY_OUTCOME_RETRY_LATER | TALLY_OUTCOME_USAGE, 75 },
    { TALLY_OUTCOME_USAGE | TALLY_OUTCOME_FAILED, 2 },
    { TALLY_OUTCOME_FAILED | TALLY_OUTCOME_PARTIAL, 1 },
    { TALLY_OUTCOME_PARTIAL | TALLY_OUTCOME_FINDINGS, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyRun) run = tally_run_new ();
      run->outcome = cases[i].outcome;
      g_assert_cmpint (tally_run_get_exit_code (run), ==, cases[i].code);
    }
}

static void
test_an_error_keeps_its_message_out_of_the_public_text (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (GError) error = g_error_new (TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE,
                                          "the row of Jane Doe is odd");
  g_autofree char *hidden = NULL;
  g_autofree char *revealed = NULL;

  tally_run_add_error (run, TALLY_OUTCOME_PARTIAL, "sheet-lost", "42", error);
  hidden = tally_run_to_json (run, FALSE);
  revealed = tally_run_to_json (run, TRUE);
  g_assert_null (strstr (hidden, "Jane"));
  g_assert_nonnull (strstr (hidden, "sheet-lost"));
  g_assert_nonnull (strstr (revealed, "Jane"));
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
}

static void
test_json_counts_every_reason (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *json = NULL;

  run->plan = tally_plan_new ();
  run->plan->n_by_reason[TALLY_REASON_NO_PRICE] = 7;
  json = tally_run_to_json (run, FALSE);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    g_assert_nonnull (strstr (json, tally_reason_get_id ((TallyReason) i)));
  g_assert_nonnull (strstr (json, "\"price_missing_or_zero\" : 7"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/run/exit-codes-follow-their-precedence",
                   test_exit_codes_follow_their_precedence);
  g_test_add_func ("/model/run/an-error-keeps-its-message-out-of-the-public-text",
                   test_an_error_keeps_its_message_out_of_the_public_text);
  g_test_add_func ("/model/run/json-counts-every-reason", test_json_counts_every_reason);
  return g_test_run ();
}
