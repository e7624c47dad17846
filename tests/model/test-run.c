/* test-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

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

/* What a listener was told. */
static void
listen_cb (const TallyNotice *notice,
           gpointer           data)
{
  g_string_append_printf (data, "%s|%s|%s|%s;", notice->code, notice->subject, notice->text, notice->detail);
}

static void
test_a_detail_stays_out_of_public_text (void)
{
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_ERROR,
    .code = "sheet-lost",
    .subject = "42",
    .text = "a sheet is lost",
    .detail = "the row of Jane Doe is odd",
  };
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *hidden = NULL;
  g_autofree char *revealed = NULL;

  tally_run_tell (run, &words);
  hidden = tally_run_to_json (run, FALSE);
  revealed = tally_run_to_json (run, TRUE);
  g_assert_null (strstr (hidden, "Jane"));
  g_assert_nonnull (strstr (hidden, "sheet-lost"));
  g_assert_nonnull (strstr (revealed, "Jane"));
}

static void
test_a_listener_is_told_at_once_and_in_order (void)
{
  const TallyNoticeWords words = { .code = "b", .subject = "1", .text = "two", .detail = "\xff" };
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (GString) told = g_string_new (NULL);

  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "before", NULL, "nobody listens");
  run->listener = listen_cb;
  run->listener_data = told;
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "a", NULL, "one");
  g_assert_cmpstr (told->str, ==, "a||one|;");
  tally_run_tell (run, &words);
  g_assert_cmpstr (told->str, ==, "a||one|;b|1|two|\357\277\275;");
  g_assert_cmpuint (run->notices->len, ==, 3);
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
  g_test_add_func ("/model/run/a-detail-stays-out-of-public-text",
                   test_a_detail_stays_out_of_public_text);
  g_test_add_func ("/model/run/a-listener-is-told-at-once-and-in-order",
                   test_a_listener_is_told_at_once_and_in_order);
  g_test_add_func ("/model/run/json-counts-every-reason", test_json_counts_every_reason);
  return g_test_run ();
}
