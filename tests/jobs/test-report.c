/* test-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-billing-error.h"
#include "tally-core-error.h"
#include "tally-jobs-error.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-store-error.h"
#include "tally-test.h"
#include "tally-workbook-error.h"

/* Every code of every domain that a task meets, last one first. */
static const struct {
  GQuark    (*quark) (void);
  int         last;
  const char *prefix;
} domains[] = {
  { tally_jobs_error_quark, TALLY_JOBS_ERROR_NO_RUN, "jobs-" },
  { tally_smartsheet_error_quark, TALLY_SMARTSHEET_ERROR_EXPIRED, "smartsheet-" },
  { tally_store_error_quark, TALLY_STORE_ERROR_MISSING, "store-" },
  { tally_billing_error_quark, TALLY_BILLING_ERROR_ORDER, "billing-" },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_IO, "workbook-" },
  { tally_core_error_quark, TALLY_CORE_ERROR_SECRET, "core-" },
};

static void
assert_public (GQuark      domain,
               int         code,
               const char *prefix,
               GHashTable *names)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "the row of Jane Doe is odd");
  g_autofree char *reason = tally_jobs_dup_reason (error);
  const char *colon = strchr (reason, ':');

  g_test_message ("%s", reason);
  g_assert_true (g_str_has_prefix (reason, prefix));
  g_assert_nonnull (colon);
  g_assert_cmpuint (strlen (colon), >, 10);
  g_assert_null (strstr (reason, "Jane"));
  g_assert_true (g_ascii_isalpha (colon[-1]));
  g_assert_true (g_hash_table_add (names, g_strndup (reason, (gsize) (colon - reason))));
}

static void
test_every_code_has_a_name_and_a_remedy (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code <= domains[i].last; code++)
      assert_public (domains[i].quark (), code, domains[i].prefix, names);
  assert_public (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "io-", names);
}

static void
test_a_foreign_domain_goes_by_its_number (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "Jane");
  g_autofree char *reason = tally_jobs_dup_reason (error);

  g_assert_true (g_str_has_prefix (reason, "g-io-error-quark-26: "));
}

static const TallyNotice *
report (TallyRun   *run,
        GQuark      domain,
        int         code,
        const char *notice)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "see /srv/Jane.xlsx");

  tally_jobs_report_error (run, TALLY_OUTCOME_PARTIAL, notice, "42", error);
  return run->notices->pdata[run->notices->len - 1];
}

static void
test_the_message_is_the_detail (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  const TallyNotice *notice = report (run, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FORBIDDEN,
                                      "sheet-lost");

  g_assert_cmpstr (notice->text, ==, "a source sheet could not be read; what draws on it is held "
                                     "(smartsheet-forbidden: the token's owner has no permission; "
                                     "share it with that user)");
  g_assert_cmpstr (notice->detail, ==, "see /srv/Jane.xlsx");
  g_assert_cmpstr (notice->subject, ==, "42");
  g_assert_cmpint (notice->severity, ==, TALLY_SEVERITY_ERROR);
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 3);
}

static void
test_a_task_has_its_own_sentence (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  const TallyNotice *notice = report (run, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FULL, "sync");

  g_assert_true (g_str_has_prefix (notice->text, "the job 'sync' failed (store-full: "));
}

/* Where the user alone is quoted, public logs tell it in full. */
static void
test_a_setting_is_named (void)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (GError) error = g_error_new_literal (TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                                                  "[run] force-weeks takes days as MMDDYY, not 'x'");
  const TallyNotice *notice;

  tally_jobs_report_error (run, TALLY_OUTCOME_FAILED, "plan", NULL, error);
  notice = run->notices->pdata[0];
  g_assert_nonnull (strstr (notice->text, "[run] force-weeks takes days"));
  g_assert_cmpint (tally_run_get_exit_code (run), ==, 1);
}

/* Whoever is only kept out by another run, or waits, has made no mistake: no error in any log. */
static void
test_being_kept_out_is_no_error (void)
{
  const struct {
    GQuark        domain;
    int           code;
    guint         outcome;
    TallySeverity severity;
  } kinds[] = {
    { TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY, TALLY_OUTCOME_RETRY_LATER, TALLY_SEVERITY_WARNING },
    { TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY, TALLY_OUTCOME_RETRY_LATER, TALLY_SEVERITY_WARNING },
    { TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY, TALLY_OUTCOME_FAILED, TALLY_SEVERITY_ERROR },
    { TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED, TALLY_OUTCOME_RETRY_LATER, TALLY_SEVERITY_ERROR },
    { TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_STALE, TALLY_OUTCOME_FAILED, TALLY_SEVERITY_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (TallyRun) run = tally_run_new ();
      g_autoptr (GError) error = g_error_new_literal (kinds[i].domain, kinds[i].code, "another run is at work");

      tally_jobs_report_error (run, kinds[i].outcome, "publish", NULL, error);
      g_assert_cmpint (((const TallyNotice *) run->notices->pdata[0])->severity, ==, kinds[i].severity);
      g_assert_cmpuint (run->outcome, ==, kinds[i].outcome);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/report/every-code-has-a-name-and-a-remedy",
                   test_every_code_has_a_name_and_a_remedy);
  g_test_add_func ("/jobs/report/a-foreign-domain-goes-by-its-number",
                   test_a_foreign_domain_goes_by_its_number);
  g_test_add_func ("/jobs/report/the-message-is-the-detail", test_the_message_is_the_detail);
  g_test_add_func ("/jobs/report/a-task-has-its-own-sentence", test_a_task_has_its_own_sentence);
  g_test_add_func ("/jobs/report/a-setting-is-named", test_a_setting_is_named);
  g_test_add_func ("/jobs/report/being-kept-out-is-no-error", test_being_kept_out_is_no_error);
  return g_test_run ();
}
