/* test-alike-lines.c
 *
 * D10 and D12: lines that are one bill but for a value, or but for a spelling; and honest work that looks alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-test.h"

/* Lines that tell that the units of this installation don't repeat. */
#define OTHERS "20 * row=100%; cu=FILL; pole=F-%|"
#define AGAIN "same-but-one entered-again high 100.00 1:1,1:2 2 lines that differ "
#define BILL " bill 1 × ANC-M at point P-1 (on 2026-08-12 and on "

static void
test_one_value_differs (void)
{
  static const TallyTestAuditCase cases[] = {
    { "crew", OTHERS "row=1|row=2; foreman=Bo", AGAIN "by crew alone" BILL "2026-08-12): $100.00 may be billed twice\n", "in-scope=22" },
    { "job", OTHERS "row=1; job=J1|row=2; job=J2", AGAIN "by job number alone" BILL "2026-08-12): $100.00 may be billed twice\n", "in-scope=22" },
    { "a scope that one lacks", OTHERS "row=1; scope=S1|row=2", AGAIN "in that one names no scope or work order" BILL "2026-08-12): $100.00 may be billed twice\n", "in-scope=22" },
    { "week", OTHERS "row=1|row=2; week=2026-08-23", AGAIN "by billing week alone" BILL "2026-08-12): $100.00 may be billed twice\n", "in-scope=22" },
    { "day", OTHERS "row=1|row=2; snapshot=2026-08-13", AGAIN "by day alone" BILL "2026-08-13): $100.00 may be billed twice\n", "in-scope=22" },
    { "the sheet does not matter", OTHERS "row=1|sheet=2; row=2; foreman=Bo",
      "same-but-one entered-again high 100.00 1:1,2:2 2 lines that differ by crew alone" BILL "2026-08-12): $100.00 may be billed twice\n", "in-scope=22" },
    { "three crews", OTHERS "row=1|row=2; foreman=Bo|row=3; foreman=Cy",
      "same-but-one entered-again high 200.00 1:1,1:2,1:3 3 lines that differ by crew alone" BILL "2026-08-12): $200.00 may be billed twice\n", "in-scope=23" },
  };

  tally_test_audit_assert_cases ("same-but-one", cases, G_N_ELEMENTS (cases));
}

static void
test_other_work_is_not_alike (void)
{
  static const TallyTestAuditCase cases[] = {
    { "two values differ", OTHERS "row=1|row=2; foreman=Bo; job=J", "", "in-scope=22,several=2" },
    { "crew and day differ: each did its part", OTHERS "row=1|row=2; foreman=Bo; snapshot=2026-08-13", "", "in-scope=22,several=2" },
    { "each its own scope", OTHERS "row=1; scope=1|row=2; scope=2; foreman=Bo", "", "in-scope=22,other-scope=2" },
    { "each its own work order", OTHERS "row=1; work-order=1|row=2; work-order=2; foreman=Bo", "", "in-scope=22,other-scope=2" },
    { "nothing differs: the exact duplicate's", OTHERS "row=1|row=2", "", "in-scope=22,none=2" },
    { "another price", OTHERS "row=1|row=2; price=99.99; foreman=Bo", "", "in-scope=22" },
    { "another quantity", OTHERS "row=1|row=2; qty=1.5; foreman=Bo", "", "in-scope=22" },
    { "another kind of workbook", OTHERS "row=1|row=2; variant=helper; identifier=Bo; foreman=Bo", "", "in-scope=22" },
    { "removal and installation", OTHERS "row=1|row=2; type=Removal; foreman=Bo", "", "in-scope=22" },
    { "day after day: a series", OTHERS "row=1|row=2; snapshot=2026-08-13|row=3; snapshot=2026-08-14|row=4; snapshot=2026-08-15", "", "in-scope=24,series=4" },
    { "taken back", OTHERS "row=1|row=2; foreman=Bo|row=3; foreman=Bo; price=-100; reason=negative_price", "", "in-scope=21,reversed=1" },
    { "no point", OTHERS "row=1; pole=|row=2; pole=; foreman=Bo", "", "in-scope=20,no-point-or-unit=2" },
    { "too few lines to know what is usual", "19 * row=100%; cu=FILL; pole=F-%|row=1|row=2; foreman=Bo", "", "in-scope=21,too-few-lines=2" },
  };

  tally_test_audit_assert_cases ("same-but-one", cases, G_N_ELEMENTS (cases));
}

/* Hours stand on a point day after day, whatever else does not. */
static void
test_repeats_of_a_unit_are_usual (void)
{
  static const TallyTestAuditCase cases[] = {
    { "hours", "2 * cu=HR; pole=H-1; snapshot=2026-08-1%; price=9|2 * cu=HR; pole=H-2; snapshot=2026-08-1%; price=8; qty=%|"
      "100 * row=100%; cu=FILL; pole=F-%|row=50; cu=HR|row=51; cu=HR; snapshot=2026-08-13", "", "in-scope=106,repeats-are-usual=4" },
    { "an anchor beside them", "2 * cu=HR; pole=H-1; snapshot=2026-08-1%; qty=%|2 * cu=HR; pole=H-2; snapshot=2026-08-1%; qty=%|"
      "100 * row=100%; cu=FILL; pole=F-%|row=50|row=51; snapshot=2026-08-13",
      "same-but-one entered-again high 100.00 1:50,1:51 2 lines that differ by day alone" BILL "2026-08-13): $100.00 may be billed twice\n", "in-scope=106" },
  };

  tally_test_audit_assert_cases ("same-but-one", cases, G_N_ELEMENTS (cases));
}

/* Six units that were done again on another day, of 3,000: chance. Five of them may be errors. Crews: twenty of 4,000. */
static void
test_what_is_common_is_no_error (void)
{
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|5 * pole=B-%; cu=U-%|5 * pole=B-%; cu=U-%; snapshot=2026-08-13", "same-but-one"), ==, 5);
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|6 * pole=B-%; cu=U-%|6 * pole=B-%; cu=U-%; snapshot=2026-08-13", "same-but-one"), ==, 0);
  g_assert_cmpuint (tally_test_audit_count_findings ("6000 * cu=A-%|6 * pole=B-%; cu=U-%|6 * pole=B-%; cu=U-%; snapshot=2026-08-13", "same-but-one"), ==, 6);
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|20 * pole=B-%; cu=U-%|20 * pole=B-%; cu=U-%; foreman=Bo", "same-but-one"), ==, 20);
  g_assert_cmpuint (tally_test_audit_count_findings ("3000 * cu=A-%|21 * pole=B-%; cu=U-%|21 * pole=B-%; cu=U-%; foreman=Bo", "same-but-one"), ==, 0);
}

#define SPELLED "fuzzy-duplicate spelled-otherwise medium 100.00 1:1,1:2 1 × ANC-M is billed at point "
#define WR " of work request 90000001"

static void
test_spellings (void)
{
  static const TallyTestAuditCase cases[] = {
    { "a dash", OTHERS "row=1; pole=P-101|row=2; pole=P101", SPELLED "P-101" WR " and at point P101" WR ", 0 days apart: $100.00 may be billed twice\n", "in-scope=22" },
    { "a letter for a digit", OTHERS "row=1; pole=P-101|row=2; pole=p 1O1", SPELLED "P-101" WR " and at point p 1O1" WR ", 0 days apart: $100.00 may be billed twice\n", "in-scope=22" },
    { "the kind of work", OTHERS "row=1|row=2; type=Inst", SPELLED "P-1" WR " and at point P-1" WR ", 0 days apart: $100.00 may be billed twice\n", "in-scope=22" },
    { "the unit", OTHERS "row=1|row=2; cu=ancm", SPELLED "P-1" WR " and at point P-1" WR ", 0 days apart: $100.00 may be billed twice\n", "in-scope=22" },
    { "a week later: .90", OTHERS "row=1; pole=P-101|row=2; pole=P101; snapshot=2026-08-19; week=2026-08-23", SPELLED "P-101" WR " and at point P101" WR ", 7 days apart: $100.00 may be billed twice\n", "in-scope=22" },
    { "eight days: below", OTHERS "row=1; pole=P-101|row=2; pole=P101; snapshot=2026-08-20; week=2026-08-23", "", "in-scope=22,alike-below-threshold=2" },
    { "fifteen: not looked at", OTHERS "row=1; pole=P-101|row=2; pole=P101; snapshot=2026-08-27; week=2026-08-30", "", "in-scope=22" },
    { "1.66 % dearer", OTHERS "row=1; pole=P-101; price=10000|row=2; pole=P101; price=9834",
      "fuzzy-duplicate spelled-otherwise high 9834.00 1:1,1:2 1 × ANC-M is billed at point P-101" WR " and at point P101" WR ", 0 days apart: $9,834.00 may be billed twice\n", "in-scope=22" },
    { "1.67 % dearer", OTHERS "row=1; pole=P-101; price=10000|row=2; pole=P101; price=9833", "", "in-scope=22,alike-below-threshold=2" },
  };

  tally_test_audit_assert_cases ("fuzzy-duplicate", cases, G_N_ELEMENTS (cases));
}

static void
test_neighbours_are_no_spelling (void)
{
  static const TallyTestAuditCase cases[] = {
    { "the next pole", OTHERS "row=1; pole=P-101|row=2; pole=P-102", "", "in-scope=22" },
    { "numbers parted elsewhere", OTHERS "row=1; pole=1-23|row=2; pole=12-3", "", "in-scope=22" },
    { "a unit like it", OTHERS "row=1; pole=P-101|row=2; pole=P101; cu=ANC-H", "", "in-scope=22" },
    { "another kind of work", OTHERS "row=1; pole=P-101|row=2; pole=P101; type=Rem", "", "in-scope=22" },
    { "another quantity", OTHERS "row=1; pole=P-101|row=2; pole=P101; qty=2", "", "in-scope=22" },
    { "each its scope", OTHERS "row=1; pole=P-101; scope=1|row=2; pole=P101; scope=2", "", "in-scope=22" },
    { "a subcontractor's two prices", OTHERS "row=1; pole=P-101; variant=reduced_sub|row=2; pole=P101; variant=aep_billable", "", "in-scope=22" },
    { "too few lines", "19 * row=100%; cu=FILL; pole=F-%|row=1; pole=P-101|row=2; pole=P101", "", "in-scope=21,too-few-lines=2" },
    { "the same spelling is another's", OTHERS "row=1|row=2", "", "in-scope=22" },
  };

  tally_test_audit_assert_cases ("fuzzy-duplicate", cases, G_N_ELEMENTS (cases));
}

#define MEANT "10 * row=20%; wr=89776921; cu=OWN; pole=O-%|" OTHERS "row=1; wr=89776921; pole=L77-4|"

static void
test_mistyped_work_requests (void)
{
  static const TallyTestAuditCase cases[] = {
    { "a digit is missing", MEANT "row=2; wr=8977692; pole=L77-4",
      "fuzzy-duplicate mistyped-work-request medium 100.00 1:1,1:2 1 × ANC-M is billed at point L77-4 of work request 89776921 and at "
      "point L77-4 of work request 8977692, 0 days apart: $100.00 may be billed twice\n", "in-scope=32" },
    { "filled down", MEANT "row=2; wr=89776922; pole=L77-4",
      "fuzzy-duplicate mistyped-work-request medium 100.00 1:1,1:2 1 × ANC-M is billed at point L77-4 of work request 89776921 and at "
      "point L77-4 of work request 89776922, 0 days apart: $100.00 may be billed twice\n", "in-scope=32" },
    { "two slips", MEANT "row=2; wr=89776800; pole=L77-4", "", "in-scope=32" },
    { "another day: work that followed", MEANT "row=2; wr=89776922; pole=L77-4; snapshot=2026-08-13", "", "in-scope=32" },
    { "a work request of four lines is one", MEANT "3 * row=30%; wr=89776922; cu=TWO; pole=T-%|row=2; wr=89776922; pole=L77-4", "", "in-scope=35" },
    { "of three it may be none", MEANT "2 * row=30%; wr=89776922; cu=TWO; pole=T-%|row=2; wr=89776922; pole=L77-4",
      "fuzzy-duplicate mistyped-work-request medium 100.00 1:1,1:2 1 × ANC-M is billed at point L77-4 of work request 89776921 and at "
      "point L77-4 of work request 89776922, 0 days apart: $100.00 may be billed twice\n", "in-scope=34" },
    { "two small ones: none is meant", "8 * row=20%; wr=89776921; cu=OWN; pole=O-%|" OTHERS "row=1; wr=89776921; pole=L77-4|row=2; wr=89776922; pole=L77-4", "", "in-scope=30" },
    { "a point that many have is a number", MEANT "row=2; wr=89776922; pole=L77-4|2 * row=30%; wr=7000000%; pole=L77-4", "", "in-scope=34" },
    { "but one order is one order", "10 * row=20%; wr=89776921; cu=OWN; pole=O-%|" OTHERS "row=1; wr=89776921; pole=4; work-order=W7|"
      "row=2; wr=89776922; pole=4; work-order=W7|2 * row=30%; wr=7000000%; pole=4",
      "fuzzy-duplicate mistyped-work-request medium 100.00 1:1,1:2 1 × ANC-M is billed at point 4 of work request 89776921 and at "
      "point 4 of work request 89776922, 0 days apart: $100.00 may be billed twice\n", "in-scope=34" },
    { "another order is another", "10 * row=20%; wr=89776921; cu=OWN; pole=O-%|" OTHERS "row=1; wr=89776921; pole=4; work-order=W7|"
      "row=2; wr=89776922; pole=4; work-order=W8|2 * row=30%; wr=7000000%; pole=4", "", "in-scope=34" },
  };

  tally_test_audit_assert_cases ("fuzzy-duplicate", cases, G_N_ELEMENTS (cases));
}

static void
test_blocks_are_bounded (void)
{
  static const TallyTestAuditCase cases[] = {
    { "200 lines", OTHERS "199 * row=30%; wr=7%; pole=1; snapshot=2026-01-01|row=1; wr=7; pole=01", "", "in-scope=220" },
    { "201", OTHERS "200 * row=30%; wr=7%; pole=1; snapshot=2026-01-01|row=1; wr=7; pole=01", "", "in-scope=221,block-too-large=201" },
    { "hostile texts", OTHERS "row=1; pole=\xc3\xb1-1; cu=\xe2\x84\x96|row=2; pole=\xc3\xb1" "1; cu=\xe2\x84\x96; qty=0|row=3; pole=\xc3\xb1-1-; cu=\xe2\x84\x96; qty=0",
      "fuzzy-duplicate spelled-otherwise medium 100.00 1:2,1:3 0 × \xe2\x84\x96 is billed at point \xc3\xb1" "1" WR " and at point \xc3\xb1-1-" WR
      ", 0 days apart: $100.00 may be billed twice\n", "in-scope=23" },
  };

  tally_test_audit_assert_cases ("fuzzy-duplicate", cases, G_N_ELEMENTS (cases));
}

/* What one detector of the family found, another leaves alone. */
static void
test_one_finding_a_line (void)
{
  g_assert_cmpuint (tally_test_audit_count_findings (OTHERS "row=1|row=2|row=3; foreman=Bo", NULL), ==, 1);
  g_assert_cmpuint (tally_test_audit_count_findings (OTHERS "row=1; pole=P-101|row=2; pole=P-101; foreman=Bo|row=3; pole=P101", NULL), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/alike-lines/one-value-differs", test_one_value_differs);
  g_test_add_func ("/audit/alike-lines/other-work-is-not-alike", test_other_work_is_not_alike);
  g_test_add_func ("/audit/alike-lines/repeats-of-a-unit-are-usual", test_repeats_of_a_unit_are_usual);
  g_test_add_func ("/audit/alike-lines/what-is-common-is-no-error", test_what_is_common_is_no_error);
  g_test_add_func ("/audit/alike-lines/spellings", test_spellings);
  g_test_add_func ("/audit/alike-lines/neighbours-are-no-spelling", test_neighbours_are_no_spelling);
  g_test_add_func ("/audit/alike-lines/mistyped-work-requests", test_mistyped_work_requests);
  g_test_add_func ("/audit/alike-lines/blocks-are-bounded", test_blocks_are_bounded);
  g_test_add_func ("/audit/alike-lines/one-finding-a-line", test_one_finding_a_line);
  return g_test_run ();
}
