/* test-rate-scope.c
 *
 * Which lines can be held against rates: scope comes before any tolerance, and every line left out is counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* Two sheets that follow contracts by name, one that nothing is known of, one without the column of days. */
static TallyTestAudit *
make_world (void)
{
  static const char *const rates[] = {
    "from=2026-04-12; rate=50", "from=2026-04-12; work=removal; rate=5", "from=2026-04-12; cu=BOTH; rate=60",
    "from=2026-08-13; cu=CHANGED; rate=70", "from=2026-04-12; to=2026-08-12; cu=CHANGED; rate=60",
    "from=2026-04-12; cu=DOUBT; rate=1; doubtful=yes", "from=2026-04-12; cu=NOTHING; rate=0",
  };
  TallyTestAudit *audit = tally_test_audit_new ();

  tally_test_audit_add_sheet (audit, "sheet=1");
  tally_test_audit_add_sheet (audit, "sheet=2; contract=subcontractor");
  tally_test_audit_add_sheet (audit, "sheet=3; contract=original");
  tally_test_audit_add_sheet (audit, "sheet=4; contract=");
  tally_test_audit_add_sheet (audit, "sheet=5; snapshot=no");
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    tally_test_audit_add_rate (audit, rates[i]);
  return audit;
}

static void
assert_scope (TallyTestAudit *audit,
              const char     *line,
              const char     *detector,
              const char     *expected)
{
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  g_test_message ("%s", line);
  tally_test_audit_add_line (audit, line);
  result = tally_test_audit_run (audit, detector);
  scope = tally_test_audit_dup_scope (result, detector);
  g_assert_cmpstr (scope, ==, expected);
  g_assert_cmpuint (result->findings->len, ==, strcmp (expected, "in-scope=1") == 0);
}

/* Scenarios 5.11/92 and 5.11/93: each line would be off if it were in scope. */
static void
test_reasons (void)
{
  static const struct { const char *line; const char *scope; } cases[] = {
    { "snapshot=2026-08-09", "in-scope=1" },
    { "snapshot=2026-04-12", "in-scope=1" },
    { "snapshot=2026-04-11; week=2026-08-09", "other-era=1" },
    { "snapshot=2026-03-01; week=2026-08-09", "other-era=1" },
    { "snapshot=; week=2026-08-09", "in-scope=1" },
    { "snapshot=; week=2026-04-11", "other-era=1" },
    { "snapshot=; week=2026-04-18", "in-scope=1" },
    { "snapshot=; week=2026-04-12", "era-not-known=1" },
    { "snapshot=; week=2026-08-16; cu=CHANGED", "era-not-known=1" },
    { "snapshot=; week=2026-08-12; cu=CHANGED", "in-scope=1" },
    { "snapshot=; week=", "undated=1" },
    { "sheet=5; snapshot=; week=2026-08-09", "no-day-column=1" },
    { "sheet=5; snapshot=2026-08-09", "in-scope=1" },
    { "sheet=9; snapshot=; week=2026-08-09", "unknown-contract=1" },
    { "sheet=9", "unknown-contract=1" },
    { "sheet=4", "unknown-contract=1" },
    { "sheet=2", "subcontractor-without-rates=1" },
    { "sheet=2; variant=helper; identifier=Bo", "subcontractor-without-rates=1" },
    { "sheet=2; variant=reduced_sub; identifier=Bo", "subcontractor-without-rates=1" },
    { "sheet=2; variant=aep_billable; identifier=Bo", "in-scope=1" },
    { "sheet=2; variant=aep_billable_helper; identifier=Bo; snapshot=2026-04-11", "other-era=1" },
    { "variant=aep_billable; identifier=Bo; cu=CHANGED; snapshot=2026-08-01", "other-era=1" },
    { "cu=CHANGED; snapshot=2026-08-01", "in-scope=1" },
    { "variant=vac_crew", "in-scope=1" },
    { "sheet=3", "contract-without-rates=1" },
    { "cu=", "no-unit=1" },
    { "cu=NOBODY; qty=0", "unit-not-listed=1" },
    { "type=Splice", "unknown-work-type=1" },
    { "type=", "unknown-work-type=1" },
    { "type=Transfer", "no-rate-for-work=1" },
    { "cu=DOUBT", "rate-in-doubt=1" },
    { "cu=NOTHING", "not-paid-for=1" },
    { "qty=0", "no-quantity=1" },
    { "qty=-1", "no-quantity=1" },
    { "qty=1e300", "too-large=1" },
    { "reason=price_missing_or_zero", "" },
    { "sheet=2; qty=0; cu=NOBODY; type=Splice; snapshot=2026-03-01", "subcontractor-without-rates=1" },
    { "snapshot=2026-03-01; qty=0; cu=NOBODY; type=Splice", "other-era=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_world ();
      assert_scope (audit, cases[i].line, "rate-mismatch", cases[i].scope);
    }
}

/* A subcontractor's own lines are held against its rates once there are any. */
static void
test_subcontractor_with_rates (void)
{
  static const char *const lines[] = { "sheet=2", "sheet=2; variant=reduced_sub; identifier=Bo" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_world ();
      tally_test_audit_add_rate (audit, "contract=subcontractor; rate=45.95");
      assert_scope (audit, lines[i], "rate-mismatch", "in-scope=1");
    }
}

/* Without a table nothing is clean: all of it is counted, by each detector. */
static void
test_no_table (void)
{
  static const char *const detectors[] = { "rate-mismatch", "rate-work-type", "rate-unit" };

  for (guint i = 0; i < G_N_ELEMENTS (detectors); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      const TallyAuditScope *scope;
      const TallyAuditCount *count;
      tally_test_audit_add_sheet (audit, "sheet=1");
      tally_test_audit_add_line (audit, "price=10.00");
      tally_test_audit_add_line (audit, "price=20.50");
      tally_test_audit_add_line (audit, "price=99.00; reason=units_not_completed");
      result = tally_test_audit_run (audit, detectors[i]);
      scope = result->scopes->pdata[0];
      g_assert_cmpuint (scope->counts->len, ==, 1);
      count = &g_array_index (scope->counts, TallyAuditCount, 0);
      g_assert_cmpstr (count->reason, ==, "no-rate-table");
      g_assert_cmpuint (count->n_lines, ==, 2);
      g_assert_cmpint (count->cents, ==, 3050);
      g_assert_cmpuint (result->findings->len, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/rate-scope/reasons", test_reasons);
  g_test_add_func ("/audit/rate-scope/subcontractor-with-rates", test_subcontractor_with_rates);
  g_test_add_func ("/audit/rate-scope/no-table", test_no_table);
  return g_test_run ();
}
