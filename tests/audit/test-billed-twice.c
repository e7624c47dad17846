/* test-billed-twice.c
 *
 * D13 and D14: one unit under two kinds of workbook, one unit in two weeks; and honest pairs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-test.h"

#define HELPER "; variant=helper; identifier=Bo; foreman=Bo"
#define VAC "; variant=vac_crew; foreman=Cy"
#define UNIT "ANC-M at point P-1 in the week ending 2026-08-16 is billed by "

static void
test_two_variants (void)
{
  static const TallyTestAuditCase cases[] = {
    { "crew and helper", "|foreman=Bo" HELPER, "double-variant two-variants high 100.00 1:1,1:2 " UNIT "2 lines as primary and helper: $100.00 may be billed twice\n", "in-scope=2" },
    { "on two sheets, on other days, with another job", "sheet=1; job=J1|sheet=2; job=J2; snapshot=2026-08-14" HELPER,
      "double-variant two-variants high 100.00 1:1,2:2 " UNIT "2 lines as primary and helper: $100.00 may be billed twice\n", "in-scope=2" },
    { "the cheaper one stays", "price=80|price=100" HELPER, "double-variant two-variants high 100.00 1:1,1:2 " UNIT "2 lines as primary and helper: $100.00 may be billed twice\n", "in-scope=2" },
    { "a vacuum crew, whatever the quantity", "qty=2; price=3925.11|sheet=2; qty=1" VAC,
      "double-variant beside-vacuum-crew high 3925.11 1:1,2:2 " UNIT "2 lines as primary and vac_crew: $3,925.11 may be billed twice\n", "in-scope=2" },
    { "all three", "|row=2" HELPER "|row=3" VAC,
      "double-variant beside-vacuum-crew high 200.00 1:1,1:2,1:3 " UNIT "3 lines as primary and helper and vac_crew: $200.00 may be billed twice\n", "in-scope=3" },
    { "a subcontractor's and a crew's", "|variant=reduced_sub; price=80",
      "double-variant two-variants high 80.00 1:1,1:2 " UNIT "2 lines as primary and reduced_sub: $80.00 may be billed twice\n", "in-scope=2" },
    { "a subcontractor and its helper", "variant=reduced_sub|variant=reduced_sub_helper",
      "double-variant two-variants high 100.00 1:1,1:2 " UNIT "2 lines as reduced_sub and reduced_sub_helper: $100.00 may be billed twice\n", "in-scope=2" },
    { "a pair, and a helper beside it", "variant=reduced_sub; price=80|variant=aep_billable|variant=aep_billable_helper",
      "double-variant two-variants high 100.00 1:1,1:2,1:3 " UNIT "3 lines as reduced_sub and aep_billable and aep_billable_helper: $100.00 may be billed twice\n", "in-scope=3" },
    /* what happened at one other point makes four lines of a rare unit code no habit */
    { "a code with many lines at one other point", "|foreman=Bo" HELPER "|8 * pole=A-%|4 * pole=B; snapshot=2026-08-1%|300 * cu=U-%; pole=C-%",
      "double-variant two-variants high 100.00 1:1,1:2 " UNIT "2 lines as primary and helper: $100.00 may be billed twice\n", "in-scope=314" },
  };

  tally_test_audit_assert_cases ("double-variant", cases, G_N_ELEMENTS (cases));
}

static void
test_allowed_variants (void)
{
  static const TallyTestAuditCase cases[] = {
    { "a subcontractor's two prices", "variant=reduced_sub; price=87.38|variant=aep_billable", "", "in-scope=2" },
    { "its helper's two prices", "variant=reduced_sub_helper; price=87.38|variant=aep_billable_helper", "", "in-scope=2" },
    { "one kind of workbook", "|", "", "in-scope=2" },
    { "crews that share a unit", "qty=2|qty=1" HELPER, "", "in-scope=2,shared-quantity=2" },
    { "another week", "|week=2026-08-23" HELPER, "", "in-scope=2" },
    { "another point: never by the pole alone", "|pole=P-2" HELPER, "", "in-scope=2" },
    { "another unit at that point", "|cu=ANC-H" VAC, "", "in-scope=2" },
    { "another kind of work", "|type=Removal" VAC, "", "in-scope=2" },
    { "each its scope", "scope=1|scope=2" HELPER, "", "in-scope=2,other-scope=2" },
    { "each its work order", "work-order=1|work-order=2" VAC, "", "in-scope=2,other-scope=2" },
    { "a vacuum crew's unit that is not completed", "|reason=units_not_completed" VAC, "", "in-scope=1" },
    { "taken back", "|row=2" HELPER "|row=3; price=-100; reason=negative_price", "", "in-scope=1,reversed=1" },
    { "hours of both crews", "3 * cu=HR; pole=H-%|3 * cu=HR; pole=H-%" HELPER, "", "in-scope=6,repeats-are-usual=6" },
    { "no point", "pole=|pole=" HELPER, "", "no-point-or-unit=2" },
  };

  tally_test_audit_assert_cases ("double-variant", cases, G_N_ELEMENTS (cases));
}

/* Crews that always enter what their helper did as well: 20 of 4,000 lines are 0.5 %. A vacuum crew's unit is its own. */
static void
test_what_is_common_is_no_error (void)
{
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|20 * pole=B-%; cu=U-%|20 * pole=B-%; cu=U-%" HELPER, "double-variant"), ==, 20);
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|21 * pole=B-%; cu=U-%|21 * pole=B-%; cu=U-%" HELPER, "double-variant"), ==, 0);
  g_assert_cmpuint (tally_test_audit_count_findings ("4300 * cu=A-%|21 * pole=B-%; cu=U-%|21 * pole=B-%; cu=U-%" HELPER, "double-variant"), ==, 21);
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|21 * pole=B-%; cu=U-%|21 * pole=B-%; cu=U-%" VAC, "double-variant"), ==, 21);
}

#define OTHERS "20 * row=100%; cu=FILL; pole=F-%|"
#define PUBLISHED "published row=1|"
#define AGAIN "billed-again billed-before high 100.00 1:1,1:2 1 × ANC-M at point P-1 was billed in the week ending 2026-08-16 and stands in that ending 2026-08-23 again: $100.00 may be billed twice\n"

static void
test_unit_in_a_later_week (void)
{
  static const TallyTestAuditCase cases[] = {
    { "the same day's work", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23", AGAIN, "in-scope=22" },
    { "said to be another day's", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23; snapshot=2026-08-19", AGAIN, "in-scope=22" },
    { "billed there too", PUBLISHED "published row=2; week=2026-08-23|" OTHERS "row=1|row=2; week=2026-08-23", AGAIN, "in-scope=22" },
    { "on another sheet", PUBLISHED OTHERS "row=1|sheet=2; row=2; week=2026-08-23",
      "billed-again billed-before high 100.00 1:1,2:2 1 × ANC-M at point P-1 was billed in the week ending 2026-08-16 and stands in that ending 2026-08-23 again: $100.00 may be billed twice\n", "in-scope=22" },
    { "the later row is first", "published row=2|" OTHERS "row=1; week=2026-08-23|row=2",
      "billed-again billed-before high 100.00 1:1,1:2 1 × ANC-M at point P-1 was billed in the week ending 2026-08-16 and stands in that ending 2026-08-23 again: $100.00 may be billed twice\n", "in-scope=22" },
    { "twice, and the first row is of the second week", "published row=1|published row=3|" OTHERS "row=1; week=2026-08-23|row=2; week=2026-08-30|row=3",
      "billed-again billed-before high 200.00 1:1,1:2,1:3 1 × ANC-M at point P-1 was billed in the week ending 2026-08-16 and stands in that ending 2026-08-23 again: $200.00 may be billed twice\n", "in-scope=23" },
  };

  tally_test_audit_assert_cases ("billed-again", cases, G_N_ELEMENTS (cases));
}

static void
test_honest_later_weeks (void)
{
  static const TallyTestAuditCase cases[] = {
    { "not billed yet", OTHERS "row=1|row=2; week=2026-08-23", "", "in-scope=22" },
    { "its workbook no longer shows it", "published row=1; current=no|" OTHERS "row=1|row=2; week=2026-08-23", "", "in-scope=22" },
    { "the other week's shows it", "published row=1; week=2026-08-09|" OTHERS "row=1|row=2; week=2026-08-23", "", "in-scope=22" },
    { "an earlier week is not later", PUBLISHED OTHERS "row=1|row=2; week=2026-08-09", "", "in-scope=22" },
    { "the same week", PUBLISHED OTHERS "row=1|row=2; snapshot=2026-08-13", "", "in-scope=22" },
    { "another price", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23; price=99", "", "in-scope=22" },
    { "another quantity", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23; qty=2", "", "in-scope=22" },
    { "another crew: it may have done as much again", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23; foreman=Bo", "", "in-scope=22" },
    { "another scope", PUBLISHED OTHERS "row=1; scope=1|row=2; week=2026-08-23; scope=2", "", "in-scope=22" },
    { "the other party's price", PUBLISHED OTHERS "row=1; variant=reduced_sub|row=2; week=2026-08-23; variant=aep_billable", "", "in-scope=22" },
    { "taken back first", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23|row=3; price=-100; reason=negative_price", "", "in-scope=21,reversed=1" },
    { "removed since", PUBLISHED OTHERS "row=1; reason=units_not_completed|row=2; week=2026-08-23", "", "in-scope=21" },
    { "week after week", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23|row=3; week=2026-08-30|row=4; week=2026-09-06", "", "in-scope=24,series=4" },
    { "too few lines", PUBLISHED "19 * row=100%; cu=FILL; pole=F-%|row=1|row=2; week=2026-08-23", "", "in-scope=21,too-few-lines=2" },
  };

  tally_test_audit_assert_cases ("billed-again", cases, G_N_ELEMENTS (cases));
}

#define ROW " one row of work request 90000001 stands in the workbooks of the weeks ending 2026-08-09 and 2026-08-16: $100.00 is billed twice\n"

static void
test_row_in_two_workbooks (void)
{
  static const TallyTestAuditCase cases[] = {
    { "both show it", "row=1|published row=1; week=2026-08-09; at=2026-08-10T06:00:00Z|published row=1", "billed-again in-two-workbooks high 100.00 1:1" ROW, "in-scope=1" },
    { "the row is gone", "published row=1; week=2026-08-09; at=2026-08-10T06:00:00Z|published row=1", "billed-again in-two-workbooks high 100.00" ROW, "" },
    { "the older one no longer", "row=1|published row=1; week=2026-08-09; at=2026-08-10T06:00:00Z; current=no|published row=1", "", "in-scope=1" },
    { "the newer one no longer", "row=1|published row=1; week=2026-08-09; at=2026-08-10T06:00:00Z|published row=1; current=no", "", "in-scope=1" },
    { "one week, both prices", "row=1|published row=1; variant=reduced_sub|published row=1; variant=aep_billable", "", "in-scope=1" },
    { "two weeks, each its party", "row=1|published row=1; variant=reduced_sub; week=2026-08-09|published row=1; variant=aep_billable", "", "in-scope=1" },
    { "other rows", "row=1|row=2; pole=P-2|published row=1; week=2026-08-09|published row=2", "", "in-scope=2" },
    { "three weeks, the middle one gone", "row=1|published row=1; week=2026-08-09; at=2026-08-10T06:00:00Z|"
      "published row=1; week=2026-08-23; at=2026-08-11T06:00:00Z; current=no|published row=1", "billed-again in-two-workbooks high 100.00 1:1" ROW, "in-scope=1" },
  };

  tally_test_audit_assert_cases ("billed-again", cases, G_N_ELEMENTS (cases));
}

/* A unit that is entered again is one finding, before and after the first was billed. */
static void
test_finding_stays_when_billed (void)
{
  static const char *const scripts[] = { OTHERS "row=1|row=2; week=2026-08-23", PUBLISHED OTHERS "row=1|row=2; week=2026-08-23" };
  static const char *const detectors[] = { "same-but-one", "billed-again" };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      const TallyFinding *finding;
      tally_test_audit_add_script (audit, scripts[i]);
      result = tally_test_audit_run (audit, NULL);
      g_assert_cmpuint (result->findings->len, >, 0);
      finding = result->findings->pdata[0];
      g_assert_cmpstr (finding->detector, ==, detectors[i]);
      if (id == NULL)
        id = g_strdup (finding->id);
      g_assert_cmpstr (finding->id, ==, id);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/billed-twice/two-variants", test_two_variants);
  g_test_add_func ("/audit/billed-twice/allowed-variants", test_allowed_variants);
  g_test_add_func ("/audit/billed-twice/what-is-common-is-no-error", test_what_is_common_is_no_error);
  g_test_add_func ("/audit/billed-twice/unit-in-a-later-week", test_unit_in_a_later_week);
  g_test_add_func ("/audit/billed-twice/honest-later-weeks", test_honest_later_weeks);
  g_test_add_func ("/audit/billed-twice/row-in-two-workbooks", test_row_in_two_workbooks);
  g_test_add_func ("/audit/billed-twice/finding-stays-when-billed", test_finding_stays_when_billed);
  return g_test_run ();
}
