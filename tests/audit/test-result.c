/* test-result.c
 *
 * One audit: findings with stable ids, known exceptions, trial.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-audit-error.h"
#include "tally-test.h"

static TallyTestAudit *
make_twins (const char *price)
{
  TallyTestAudit *audit = tally_test_audit_new ();
  g_autofree char *values = g_strdup_printf ("qty=3; price=%s", price);

  tally_test_audit_add_line (audit, values);
  tally_test_audit_add_line (audit, values);
  tally_test_audit_add_line (audit, "pole=P-2; qty=3");
  tally_test_audit_add_line (audit, "pole=; qty=3");
  tally_test_audit_add_line (audit, "pole=; qty=3");
  return audit;
}

static void
test_finds_and_counts (void)
{
  g_autoptr (TallyTestAudit) audit = make_twins ("672.18");
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "exact-duplicate");
  g_autofree char *text = tally_test_audit_dup_text (result);
  g_autofree char *scope = tally_test_audit_dup_scope (result, "exact-duplicate");

  g_assert_cmpstr (text, ==, "exact-duplicate entered-twice high 672.18 1:1,1:2 2 equal lines bill 3 × ANC-M at point P-1 on "
                             "2026-08-12: $672.18 may be billed twice\n");
  g_assert_cmpstr (scope, ==, "in-scope=3,no-point-or-unit=2");
}

/* Another price is the same finding, as long as the rows are. */
static void
test_ids_are_stable (void)
{
  g_autoptr (TallyTestAudit) audit = make_twins ("672.18");
  g_autoptr (TallyTestAudit) dearer = make_twins ("900.00");
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "exact-duplicate");
  g_autoptr (TallyAuditResult) later = tally_test_audit_run (dearer, "exact-duplicate");
  const TallyFinding *a = result->findings->pdata[0], *b = later->findings->pdata[0];

  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpuint (strlen (a->id), ==, TALLY_FINDING_ID_LENGTH);
  g_assert_cmpstr (a->judgement, !=, b->judgement);
}

static void
test_exposure_weighs (void)
{
  static const struct { const char *price; TallyRisk severity; } cases[] = {
    { "49.99", TALLY_RISK_MEDIUM }, { "50.00", TALLY_RISK_HIGH }, { "9999.99", TALLY_RISK_HIGH },
    { "10000.00", TALLY_RISK_CRITICAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_twins (cases[i].price);
      g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "exact-duplicate");
      g_assert_cmpint (((const TallyFinding *) result->findings->pdata[0])->severity, ==, cases[i].severity);
    }
}

static void
test_exceptions_hold_until_their_day (void)
{
  static const struct { TallyFindingException exception; guint n_findings; } cases[] = {
    { { .detector = "exact-duplicate" }, 1 },
    { { .detector = "exact-duplicate", .until = 1 }, 1 },
    { { .detector = "exact-duplicate", .until = 800000 }, 0 },
    { { .detector = "other", .until = 800000 }, 1 },
    { { .work_request = "90000001", .until = 800000 }, 0 },
    { { .work_request = "90000002", .until = 800000 }, 1 },
    { { .cu = "ANC-M", .until = 800000 }, 0 },
    { { .cu = "ANC-H", .until = 800000 }, 1 },
    { { .until = 800000 }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_twins ("100.00");
      g_autoptr (TallyAuditResult) result = NULL;
      audit->options.exceptions = &cases[i].exception;
      audit->options.n_exceptions = 1;
      result = tally_test_audit_run (audit, "exact-duplicate");
      g_assert_cmpuint (result->findings->len, ==, cases[i].n_findings);
      g_assert_cmpuint (((const TallyAuditScope *) result->scopes->pdata[0])->n_excepted, ==, 1 - cases[i].n_findings);
      g_assert_cmpuint (g_hash_table_size (result->excepted), ==, 1 - cases[i].n_findings);
      g_assert_cmpuint (g_hash_table_size (result->left_out), ==, 1 - cases[i].n_findings);
    }
}

static void
test_another_version_is_not_replayed (void)
{
  g_autoptr (TallyTestAudit) audit = make_twins ("100.00");
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "exact-duplicate");
  TallyFinding *finding = result->findings->pdata[0];
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  finding->detector_version++;
  g_assert_false (tally_audit_replay (finding, &json, &error));
  g_assert_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_UNKNOWN_DETECTOR);
  g_assert_null (json);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/result/finds-and-counts", test_finds_and_counts);
  g_test_add_func ("/audit/result/ids-are-stable", test_ids_are_stable);
  g_test_add_func ("/audit/result/exposure-weighs", test_exposure_weighs);
  g_test_add_func ("/audit/result/exceptions-hold-until-their-day", test_exceptions_hold_until_their_day);
  g_test_add_func ("/audit/result/another-version-is-not-replayed", test_another_version_is_not_replayed);
  return g_test_run ();
}
