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

static TallyRunRequest *
make_request (void)
{
  static const char *const jobs[] = { "sync", "plan", NULL };
  static const char *const weeks[] = { "010525", NULL };
  TallyRunRequest *request = tally_run_request_new ();

  g_free (request->actor);
  request->actor = g_strdup ("jane@example.com");
  g_strfreev (request->jobs);
  request->jobs = g_strdupv ((char **) jobs);
  g_strfreev (request->weeks);
  request->weeks = g_strdupv ((char **) weeks);
  request->max_groups = 7;
  request->is_forced = TRUE;
  request->resumes = TRUE;
  request->resumed_run = 41;
  return request;
}

static void
test_a_request_comes_back_as_it_was (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *json = NULL;
  g_autofree char *hidden = NULL;
  g_autoptr (TallyJsonNode) node = NULL;
  g_autoptr (TallyRunRequest) back = NULL;
  g_autoptr (TallyRunRequest) none = tally_run_request_read_json (NULL);

  tally_run_request_free (run->request);
  run->request = make_request ();
  json = tally_run_to_json (run, TRUE);
  hidden = tally_run_to_json (run, FALSE);
  g_assert_null (strstr (hidden, "jane"));
  g_assert_null (strstr (hidden, "010525"));
  node = tally_json_node_parse (json, strlen (json), NULL);
  back = tally_run_request_read_json (tally_json_node_find (node, "request"));
  g_assert_cmpstr (back->actor, ==, "jane@example.com");
  g_assert_cmpstr (back->origin, ==, TALLY_RUN_ORIGIN_COMMAND);
  g_assert_cmpstr (back->jobs[1], ==, "plan");
  g_assert_cmpstr (back->weeks[0], ==, "010525");
  g_assert_null (back->work_requests[0]);
  g_assert_cmpuint (back->max_groups, ==, 7);
  g_assert_true (back->is_forced && back->resumes);
  g_assert_false (back->is_dry || back->takes_over);
  g_assert_cmpint (back->resumed_run, ==, 41);
  g_assert_cmpstr (none->actor, ==, "");
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
  g_test_add_func ("/model/run/a-request-comes-back-as-it-was", test_a_request_comes_back_as_it_was);
  return g_test_run ();
}
