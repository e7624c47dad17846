/* test-rate-detectors.c
 *
 * Prices against the contract's rates, and why they are off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* A line, and what is found about it: "" = nothing. */
typedef struct {
  const char *line;
  const char *found;
} Case;

static TallyTestAudit *
make_world (void)
{
  static const char *const rates[] = {
    "cu=SAA-DE-20; from=2026-04-12; rate=56.84", "cu=SAA-DE-20; from=2026-04-12; work=removal; rate=17.72",
    "cu=SAA-DE-20; from=2026-04-12; work=transfer; rate=48.12", "cu=SAA-DE-20; to=2026-04-11; rate=54.10",
    "cu=SAA-DE-20; contract=subcontractor; rate=49.66", "cu=WIRE; rate=1.125", "cu=CHEAP; rate=1.99", "cu=TWO; rate=2.00",
    "cu=LARGE; rate=1234.50", "cu=DUE; rate=500", "cu=DUE; rate=500; work=removal", "cu=HUGE; rate=900000000",
    "cu=ZERO; rate=0", "cu=ZERO; work=removal; rate=20", "cu=OLD; to=2026-04-11; rate=7", "cu=SOON; from=2026-09-01; rate=7",
  };
  TallyTestAudit *audit = tally_test_audit_new ();

  tally_test_audit_add_sheet (audit, "sheet=1");
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    tally_test_audit_add_rate (audit, rates[i]);
  return audit;
}

static void
assert_cases (const Case *cases,
              guint       n,
              const char *detector)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TallyTestAudit) audit = make_world ();
      g_test_message ("%s", cases[i].line);
      tally_test_audit_add_line (audit, cases[i].line);
      tally_test_audit_assert (audit, detector, cases[i].found);
    }
}

/* Scenario 5.11/92. */
static void
test_mismatch (void)
{
  static const Case cases[] = {
    { "cu=SAA-DE-20; type=Inst; qty=3; price=341.04; snapshot=2026-08-09",
      "rate-mismatch - high 170.52 1:1 $341.04 billed, $170.52 expected: 3 × $56.84\n" },
    { "cu=SAA-DE-20; type=Inst; qty=1; price=56.84", "" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=170.53", "" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=171.00", "" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=171.37", "" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=171.38",
      "rate-mismatch - medium 0.86 1:1 $171.38 billed, $170.52 expected: 3 × $56.84\n" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=172.00",
      "rate-mismatch - medium 1.48 1:1 $172.00 billed, $170.52 expected: 3 × $56.84\n" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=169.67", "" },
    { "cu=SAA-DE-20; type=Inst; qty=3; price=169.66",
      "rate-mismatch - medium 0.86 1:1 $169.66 billed, $170.52 expected: 3 × $56.84\n" },
    { "cu=WIRE; qty=1.5; price=1.71", "" },
    { "cu=WIRE; qty=1.5; price=1.72", "rate-mismatch - medium 0.03 1:1 $1.72 billed, $1.69 expected: 1.5 × $1.125\n" },
    { "cu=HUGE; qty=2; price=1.00", "" },
    { "cu=saa-de-20 ; type=INST.; qty=1e-9; price=5.00",
      "rate-mismatch - medium 5.00 1:1 $5.00 billed, $0.00 expected: 1e-9 × $56.84\n" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-mismatch");
}

static void
test_work_type (void)
{
  static const Case cases[] = {
    { "cu=SAA-DE-20; qty=3; price=53.16",
      "rate-work-type wrong-work-type high 117.36 1:1 $53.16 billed, $170.52 expected: 3 × $56.84 for install; "
      "the price fits removal at $17.72\n" },
    { "cu=SAA-DE-20; type=Xfr; qty=1; price=56.84",
      "rate-work-type wrong-work-type medium 8.72 1:1 $56.84 billed, $48.12 expected: 1 × $48.12 for transfer; "
      "the price fits install at $56.84\n" },
    { "cu=SAA-DE-20; qty=3; price=53.42",
      "rate-work-type wrong-work-type high 117.10 1:1 $53.42 billed, $170.52 expected: 3 × $56.84 for install; "
      "the price fits removal at $17.72\n" },
    { "cu=SAA-DE-20; qty=3; price=53.43", "" },
    { "cu=DUE; qty=1; price=500.00", "" },
    { "cu=WIRE; qty=1; price=9.00", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-work-type");
}

static void
test_other_rate (void)
{
  static const Case cases[] = {
    { "cu=SAA-DE-20; qty=3; price=162.30",
      "rate-other other-era medium 8.22 1:1 $162.30 billed, $170.52 expected: 3 × $56.84; "
      "the price fits the rate of $54.10 that held until 2026-04-11\n" },
    { "cu=SAA-DE-20; qty=3; price=170.52; snapshot=2026-04-11",
      "rate-other other-era medium 8.22 1:1 $170.52 billed, $162.30 expected: 3 × $54.10; "
      "the price fits the rate of $56.84 that holds from 2026-04-12 on\n" },
    { "cu=SAA-DE-20; qty=10; price=496.60",
      "rate-other other-contract high 71.80 1:1 $496.60 billed, $568.40 expected: 10 × $56.84; "
      "the price fits the rate of $49.66 of contract subcontractor\n" },
    { "cu=SAA-DE-20; qty=10; price=568.40; variant=reduced_sub",
      "rate-other other-contract high 71.80 1:1 $568.40 billed, $496.60 expected: 10 × $49.66; "
      "the price fits the rate of $56.84 of contract standard\n" },
    { "cu=SAA-DE-20; qty=10; price=499.09", "" },
    { "cu=WIRE; qty=1; price=9.00", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-other");
}

static void
test_decimal_shift (void)
{
  static const Case cases[] = {
    { "cu=SAA-DE-20; qty=3; price=1705.20",
      "rate-decimal-shift decimal-shift high 1534.68 1:1 $1,705.20 billed, $170.52 expected: 3 × $56.84; "
      "the price is 10 times the expected one\n" },
    { "cu=SAA-DE-20; qty=30; price=170.52",
      "rate-decimal-shift decimal-shift high 1534.68 1:1 $170.52 billed, $1,705.20 expected: 30 × $56.84; "
      "the expected price is 10 times that\n" },
    { "cu=SAA-DE-20; qty=3; price=1705200.00",
      "rate-decimal-shift decimal-shift critical 1705029.48 1:1 $1,705,200.00 billed, $170.52 expected: 3 × $56.84; "
      "the price is 10000 times the expected one\n" },
    { "cu=SAA-DE-20; qty=3; price=17052000.00", "" },
    { "cu=SAA-DE-20; qty=3; price=1713.07",
      "rate-decimal-shift decimal-shift high 1542.55 1:1 $1,713.07 billed, $170.52 expected: 3 × $56.84; "
      "the price is 10 times the expected one\n" },
    { "cu=SAA-DE-20; qty=3; price=1713.08", "" },
    { "cu=SAA-DE-20; qty=3; price=1697.36", "" },
    { "cu=DUE; qty=1; price=5.00",
      "rate-decimal-shift decimal-shift high 495.00 1:1 $5.00 billed, $500.00 expected: 1 × $500.00; "
      "the expected price is 100 times that\n" },
    { "cu=DUE; qty=1; price=0.50", "" },
    { "cu=SAA-DE-20; qty=3; price=1000000000.00", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-decimal-shift");
}

static void
test_quantity (void)
{
  static const Case cases[] = {
    { "cu=SAA-DE-20; qty=3; price=341.04; snapshot=2026-08-09",
      "rate-quantity stale-quantity high 170.52 1:1 $341.04 billed, $170.52 expected: 3 × $56.84; "
      "the price fits a quantity of 6\n" },
    { "cu=SAA-DE-20; qty=3; price=113.68",
      "rate-quantity stale-quantity high 56.84 1:1 $113.68 billed, $170.52 expected: 3 × $56.84; "
      "the price fits a quantity of 2\n" },
    { "cu=SAA-DE-20; qty=3; price=397.88", "" },
    { "cu=SAA-DE-20; qty=1; price=227.36",
      "rate-quantity stale-quantity high 170.52 1:1 $227.36 billed, $56.84 expected: 1 × $56.84; "
      "the price fits a quantity of 4\n" },
    { "cu=SAA-DE-20; qty=1; price=284.20", "" },
    { "cu=SAA-DE-20; qty=3; price=113.70",
      "rate-quantity stale-quantity high 56.82 1:1 $113.70 billed, $170.52 expected: 3 × $56.84; "
      "the price fits a quantity of 2\n" },
    { "cu=SAA-DE-20; qty=3; price=113.71", "" },
    { "cu=SAA-DE-20; qty=2.5; price=85.26",
      "rate-quantity stale-quantity high 56.84 1:1 $85.26 billed, $142.10 expected: 2.5 × $56.84; "
      "the price fits a quantity of 1.5\n" },
    { "cu=SAA-DE-20; qty=1; price=0.01", "" },
    { "cu=TWO; qty=5; price=12.00",
      "rate-quantity stale-quantity medium 2.00 1:1 $12.00 billed, $10.00 expected: 5 × $2.00; the price fits a quantity of 6\n" },
    { "cu=CHEAP; qty=5; price=11.94", "" },
    { "cu=SAA-DE-20; qty=3.0000001; price=341.04", "" },
    { "cu=SAA-DE-20; qty=1; price=999999999.99", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-quantity");
}

static void
test_transposed (void)
{
  static const Case cases[] = {
    { "cu=LARGE; qty=1; price=1243.50",
      "rate-transposed transposed-digits low 9.00 1:1 $1,243.50 billed, $1,234.50 expected: 1 × $1,234.50; "
      "the price has the same digits in another order\n" },
    { "cu=SAA-DE-20; qty=3; price=107.52",
      "rate-transposed transposed-digits medium 63.00 1:1 $107.52 billed, $170.52 expected: 3 × $56.84; "
      "the price has the same digits in another order\n" },
    { "cu=SAA-DE-20; qty=3; price=107.53", "" },
    { "cu=SAA-DE-20; qty=3; price=17.52", "" },
    { "cu=DUE; qty=1; price=0.50", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-transposed");
}

/* Of the causes that fit, one is told: the most specific. */
static void
test_one_cause_a_line (void)
{
  g_autoptr (TallyTestAudit) audit = make_world ();

  tally_test_audit_add_rate (audit, "cu=TEN; rate=100");
  tally_test_audit_add_rate (audit, "cu=TEN; work=removal; rate=10");
  tally_test_audit_add_line (audit, "cu=TEN; qty=1; price=10.00; pole=P-1");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; qty=10; price=56.84; pole=P-2");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; qty=3; price=162.30; pole=P-3");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; qty=6; price=170.52; pole=P-4");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; qty=3; price=107.52; pole=P-5");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; qty=3; price=200.00; pole=P-6");
  tally_test_audit_add_line (audit, "cu=ZERO; qty=1; price=30.00; pole=P-7");
  tally_test_audit_assert (audit, NULL,
    "rate-decimal-shift decimal-shift high 511.56 1:2 $56.84 billed, $568.40 expected: 10 × $56.84; "
    "the expected price is 10 times that\n"
    "rate-quantity stale-quantity high 170.52 1:4 $170.52 billed, $341.04 expected: 6 × $56.84; the price fits a quantity of 3\n"
    "rate-work-type wrong-work-type high 90.00 1:1 $10.00 billed, $100.00 expected: 1 × $100.00 for install; "
    "the price fits removal at $10.00\n"
    "rate-transposed transposed-digits medium 63.00 1:5 $107.52 billed, $170.52 expected: 3 × $56.84; "
    "the price has the same digits in another order\n"
    "rate-unit zero-rate medium 30.00 1:7 $30.00 billed on 2026-08-12 for 1 × ZERO, for which contract standard pays nothing "
    "for install\n"
    "rate-mismatch - medium 29.48 1:6 $200.00 billed, $170.52 expected: 3 × $56.84\n"
    "rate-other other-era medium 8.22 1:3 $162.30 billed, $170.52 expected: 3 × $56.84; "
    "the price fits the rate of $54.10 that held until 2026-04-11\n");
}

/* Fifty lines of one sheet, so many of them off: from half on it is the table that does not fit. */
static void
test_rates_that_do_not_fit (void)
{
  static const struct { guint n_lines; guint n_off; guint n_found; const char *scope; } cases[] = {
    { 50, 25, 25, "in-scope=50" },
    { 50, 26, 0, "rates-do-not-fit-contract=50" },
    { 49, 49, 49, "in-scope=49" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make_world ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *scope = NULL;
      for (guint j = 0; j < cases[i].n_lines; j++)
        tally_test_audit_add_line (audit, j < cases[i].n_off ? "cu=SAA-DE-20; price=99.00" : "cu=SAA-DE-20; price=56.84");
      result = tally_test_audit_run (audit, "rate-mismatch");
      scope = tally_test_audit_dup_scope (result, "rate-mismatch");
      g_assert_cmpuint (result->findings->len, ==, cases[i].n_found);
      g_assert_cmpstr (scope, ==, cases[i].scope);
    }
}

/* One sheet that follows other rates among others that don't. */
static void
test_a_sheet_that_does_not_fit (void)
{
  g_autoptr (TallyTestAudit) audit = make_world ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  tally_test_audit_add_sheet (audit, "sheet=2");
  for (guint i = 0; i < 60; i++)
    tally_test_audit_add_line (audit, "sheet=2; cu=SAA-DE-20; price=49.66");
  for (guint i = 0; i < 70; i++)
    tally_test_audit_add_line (audit, "cu=SAA-DE-20; price=56.84");
  tally_test_audit_add_line (audit, "cu=SAA-DE-20; price=49.66");
  result = tally_test_audit_run (audit, "rate-other");
  scope = tally_test_audit_dup_scope (result, "rate-other");
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_cmpstr (scope, ==, "in-scope=71,rates-do-not-fit-sheet=60");
}

/* What a rate of 0 says, whatever the table covers. */
static void
test_units_that_are_not_paid_for (void)
{
  static const Case cases[] = {
    { "cu=zero; qty=2; price=55.00",
      "rate-unit zero-rate high 55.00 1:1 $55.00 billed on 2026-08-12 for 2 × zero, for which contract standard pays nothing for "
      "install\n" },
    { "cu=ZERO; type=Rem; qty=2; price=55.00", "" },
    { "cu=ZERO; type=Splice; qty=2; price=55.00", "" },
    { "cu=ZERO; type=Xfr; qty=2; price=55.00", "" },
    { "cu=NOBODY; qty=2; price=55.00", "" },
    { "cu=; qty=2; price=55.00", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases), "rate-unit");
}

static void
assert_unlisted (guint       n_units,
                 const char *line,
                 const char *found,
                 const char *scope)
{
  static const char *const units[] = { "SAA-DE-20", "WIRE", "DUE", "LARGE" };
  g_autoptr (TallyTestAudit) audit = make_world ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *text = NULL;
  g_autofree char *counts = NULL;

  for (guint i = 0; i < n_units; i++)
    {
      g_autofree char *listed = g_strdup_printf ("sheet=1; row=%u; cu=%s", 100 + i, units[i]);
      tally_test_audit_add_line (audit, listed);
    }
  tally_test_audit_add_line (audit, line);
  result = tally_test_audit_run (audit, "rate-unit");
  text = tally_test_audit_dup_text (result);
  counts = tally_test_audit_dup_scope (result, "rate-unit");
  g_assert_cmpstr (text, ==, found);
  g_assert_cmpstr (counts, ==, scope);
}

static void
test_units_that_are_not_listed (void)
{
  assert_unlisted (4, "row=1; cu=NOBODY; price=55.00",
                   "rate-unit unknown-unit high 55.00 1:1 $55.00 billed on 2026-08-12 for 1 × NOBODY, which contract standard does "
                   "not list\n", "in-scope=5");
  assert_unlisted (3, "row=1; cu=NOBODY; price=55.00", "", "in-scope=3,table-does-not-cover-contract=1");
  assert_unlisted (0, "row=1; cu=NOBODY; price=55.00", "", "table-does-not-cover-contract=1");
  assert_unlisted (4, "row=1; cu=OLD; price=55.00",
                   "rate-unit retired-unit high 55.00 1:1 $55.00 billed on 2026-08-12 for 1 × OLD, which contract standard lists "
                   "until 2026-04-11 only\n", "in-scope=5");
  assert_unlisted (4, "row=1; cu=SOON; type=Splice; price=55.00",
                   "rate-unit unit-not-yet-listed high 55.00 1:1 $55.00 billed on 2026-08-12 for 1 × SOON, which contract standard "
                   "lists from 2026-09-01 only\n", "in-scope=5");
  assert_unlisted (4, "row=1; cu=OLD; price=7.00; snapshot=2026-04-11", "", "in-scope=5");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/rate-detectors/mismatch", test_mismatch);
  g_test_add_func ("/audit/rate-detectors/kind-of-work", test_work_type);
  g_test_add_func ("/audit/rate-detectors/other-rate", test_other_rate);
  g_test_add_func ("/audit/rate-detectors/decimal-shift", test_decimal_shift);
  g_test_add_func ("/audit/rate-detectors/quantity", test_quantity);
  g_test_add_func ("/audit/rate-detectors/transposed", test_transposed);
  g_test_add_func ("/audit/rate-detectors/one-cause-a-line", test_one_cause_a_line);
  g_test_add_func ("/audit/rate-detectors/rates-that-do-not-fit", test_rates_that_do_not_fit);
  g_test_add_func ("/audit/rate-detectors/a-sheet-that-does-not-fit", test_a_sheet_that_does_not_fit);
  g_test_add_func ("/audit/rate-detectors/units-that-are-not-paid-for", test_units_that_are_not_paid_for);
  g_test_add_func ("/audit/rate-detectors/units-that-are-not-listed", test_units_that_are_not_listed);
  return g_test_run ();
}
