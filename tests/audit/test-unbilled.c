/* test-unbilled.c
 *
 * D15, D16 and D46: completed work that is not billed, billed work without a trace, sums that don't agree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-test.h"

/* Today is 2026-08-20: of the week that ended on 2026-08-02, 18 days ago; 2026-08-05 is 15 days ago. */
#define OLD "; week=2026-08-02; snapshot=2026-07-30; at=2026-07-31T12:00:00Z"
#define UNPRICED "; reason=price_missing_or_zero; price=0"
#define BILLED "published row=900; week=2026-07-26|row=900; week=2026-07-26; pole=P-900|"
#define FIVE BILLED "5 * row=90%; week=2026-08-16|"
#define FOUND "unbilled-work never-published medium 100.00 "
#define PLACE "completed work of work request 90000001, week ending 2026-08-02, is not billed after 18 days: "

static void
test_never_published (void)
{
  static const TallyTestAuditCase cases[] = {
    { "one line", BILLED "row=1" OLD, FOUND "1:1 " PLACE "1 in no workbook; $100.00\n", "in-scope=2" },
    { "two of one week are one finding", BILLED "row=1" OLD "|sheet=2; row=2; pole=P-9" OLD,
      "unbilled-work never-published medium 200.00 1:1,2:2 " PLACE "2 in no workbook; $200.00\n", "in-scope=3" },
    { "15 days", BILLED "row=1; week=2026-08-05; at=2026-08-05T12:00:00Z",
      FOUND "1:1 completed work of work request 90000001, week ending 2026-08-05, is not billed after 15 days: 1 in no workbook; $100.00\n", "in-scope=2" },
    { "14 days", BILLED "row=1; week=2026-08-06; at=2026-08-06T12:00:00Z", "", "recent=1,in-scope=1" },
    { "an old week, but written 14 days ago", BILLED "row=1" OLD "; at=2026-08-06T12:00:00Z", "", "recent=1,in-scope=1" },
    { "written 15 days ago", BILLED "row=1; week=2026-08-02; at=2026-08-05T12:00:00Z", FOUND "1:1 " PLACE "1 in no workbook; $100.00\n", "in-scope=2" },
    { "published, if no longer", BILLED "published row=1; week=2026-08-02; current=no|row=1" OLD, "", "in-scope=2" },
    { "published in another week", BILLED "published row=1; week=2026-08-16|row=1" OLD, "", "in-scope=2" },
    { "before anything was published", "published row=900; week=2026-08-09|row=900; week=2026-08-09|row=1" OLD, "", "before-first-publication=1,in-scope=1" },
    { "nothing was published yet", "row=1" OLD, "", "before-first-publication=1" },
    { "a sheet that was not read", "sheet lost=yes|" BILLED "row=1" OLD, "", "sheet-not-read=1,in-scope=1" },
    { "taken back", BILLED "row=1" OLD "|row=2; price=-100; reason=negative_price" OLD, "", "reversed=1,in-scope=1" },
    { "not completed", BILLED "row=1; reason=units_not_completed; completed=no" OLD, "", "in-scope=1" },
  };

  tally_test_audit_assert_cases ("unbilled-work", cases, G_N_ELEMENTS (cases));
}

#define PUBLISHED_FIVE "published row=901|published row=902|published row=903|published row=904|published row=905|"

static void
test_without_a_price (void)
{
  static const TallyTestAuditCase cases[] = {
    { "five of its unit have one", PUBLISHED_FIVE "5 * row=90%|row=1" UNPRICED OLD,
      "unbilled-work no-price medium 0.00 1:1 " PLACE "1 without a price; $0.00 and what has no rate\n", "in-scope=6" },
    { "four have", PUBLISHED_FIVE "4 * row=90%|row=1" UNPRICED OLD, "", "seldom-priced=1,in-scope=4" },
    { "five of the other six have", PUBLISHED_FIVE "5 * row=90%|2 * row=%" UNPRICED OLD,
      "unbilled-work no-price medium 0.00 1:1,1:2 " PLACE "2 without a price; $0.00 and what has no rate\n", "in-scope=7" },
    { "five of the other seven", PUBLISHED_FIVE "5 * row=90%|3 * row=%" UNPRICED OLD, "", "seldom-priced=3,in-scope=5" },
    { "another kind of work tells nothing", PUBLISHED_FIVE "5 * row=90%; type=Removal|row=1" UNPRICED OLD, "", "seldom-priced=1,in-scope=5" },
    { "no quantity", PUBLISHED_FIVE "5 * row=90%|row=1; qty=0" UNPRICED OLD, "", "no-quantity=1,in-scope=5" },
    { "no unit", PUBLISHED_FIVE "5 * row=90%|row=1; cu=" UNPRICED OLD, "", "no-unit=1,in-scope=5" },
    { "of this week", PUBLISHED_FIVE "5 * row=90%|row=1" UNPRICED, "", "recent=1,in-scope=5" },
    { "without a week", PUBLISHED_FIVE "5 * row=90%|row=1; week=" UNPRICED, "", "no-week=1,in-scope=5" },
    { "not completed", PUBLISHED_FIVE "5 * row=90%|row=1; completed=no" UNPRICED OLD, "", "in-scope=5" },
    { "both kinds in one week", "published row=900; week=2026-07-26|row=900; week=2026-07-26; pole=P-900|" PUBLISHED_FIVE "5 * row=90%|row=1" OLD "|row=2" UNPRICED OLD,
      FOUND "1:1,1:2 " PLACE "1 without a price and 1 in no workbook; $100.00 and what has no rate\n", "in-scope=8" },
  };

  tally_test_audit_assert_cases ("unbilled-work", cases, G_N_ELEMENTS (cases));
}

/* The rates tell what it is worth, and that it is worth nothing. */
static void
test_rates_tell_what_it_is_worth (void)
{
  static const struct { const char *script; const char *findings; const char *scope; } cases[] = {
    { "sheet sheet=1|row=1; qty=3" UNPRICED OLD, "unbilled-work no-price medium 672.18 1:1 " PLACE "1 without a price; $672.18\n", "in-scope=1" },
    { "sheet sheet=1|row=1; cu=FREE" UNPRICED OLD, "", "not-paid-for=1" },
    { "sheet sheet=1|row=1; cu=OTHER" UNPRICED OLD, "", "seldom-priced=1" },
    { "sheet contract=other|row=1" UNPRICED OLD, "", "seldom-priced=1" },
    { "row=1" UNPRICED OLD, "", "seldom-priced=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *text = NULL;
      g_autofree char *scope = NULL;
      const TallyRate rates[] = {
        { .cu = "ANC-M", .work = TALLY_WORK_INSTALL, .contract = "standard", .rate = { 22406, -2 }, .place = "test" },
        { .cu = "FREE", .work = TALLY_WORK_INSTALL, .contract = "standard", .rate = { 0, 0 }, .place = "test" },
      };
      audit->rates = tally_rate_table_new ();
      for (guint j = 0; j < G_N_ELEMENTS (rates); j++)
        g_assert_true (tally_rate_table_add (audit->rates, &rates[j]));
      g_assert_cmpuint (tally_rate_table_seal (audit->rates, NULL, NULL), ==, 0);
      tally_test_audit_add_script (audit, cases[i].script);
      result = tally_test_audit_run (audit, "unbilled-work");
      text = tally_test_audit_dup_text (result);
      scope = tally_test_audit_dup_scope (result, "unbilled-work");
      g_assert_cmpstr (text, ==, cases[i].findings);
      g_assert_cmpstr (scope, ==, cases[i].scope);
    }
}

/* One more line, one line priced, another age: the same finding. */
static void
test_finding_of_a_week_stays (void)
{
  static const char *const scripts[] = { BILLED "row=1" OLD, BILLED "row=1" OLD "|row=2; price=7" OLD, BILLED "row=7" OLD };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      tally_test_audit_add_script (audit, scripts[i]);
      audit->policy.today += i;
      result = tally_test_audit_run (audit, "unbilled-work");
      g_assert_cmpuint (result->findings->len, ==, 1);
      if (id == NULL)
        id = g_strdup (((const TallyFinding *) result->findings->pdata[0])->id);
      g_assert_cmpstr (((const TallyFinding *) result->findings->pdata[0])->id, ==, id);
    }
}

#define PEERS "sheet sheet=1|20 * row=100%; week=2026-08-09; snapshot=2026-08-05|"
#define GHOST "ghost-unit evidence-missing high 100.00 1:1 $100.00 is billed for work request 90000001, week ending 2026-08-09, without "
#define WEEK "; week=2026-08-09; snapshot=2026-08-05"

static void
test_billed_without_a_trace (void)
{
  static const TallyTestAuditCase cases[] = {
    { "no day, no point", PEERS "row=1; week=2026-08-09; snapshot=; pole=", GHOST "a day of completion in its week and without a point\n", "in-scope=21" },
    { "a day of another week, no foreman", PEERS "row=1; week=2026-08-09; snapshot=2026-08-01; foreman=", GHOST "a day of completion in its week and without a foreman\n", "in-scope=21" },
    { "no quantity, no unit", PEERS "row=1; qty=0; cu=" WEEK, GHOST "a quantity and without a unit code\n", "in-scope=21" },
    { "three", PEERS "row=1; qty=-1; pole=TBD; foreman=" WEEK, GHOST "a point and without a foreman and without a quantity\n", "in-scope=21" },
    { "one of them alone", PEERS "row=1; pole=" WEEK "|row=2; foreman=" WEEK "|row=3; qty=0" WEEK, "", "in-scope=23" },
    { "days are stamped up to three days later", PEERS "row=1; week=2026-08-17; snapshot=; pole=", "", "in-scope=21" },
    { "then they are not", PEERS "row=1; week=2026-08-16; snapshot=; pole=",
      "ghost-unit evidence-missing high 100.00 1:1 $100.00 is billed for work request 90000001, week ending 2026-08-16, without a day of completion in its week and without a point\n", "in-scope=21" },
    { "a sheet without days", "sheet snapshot=no|20 * row=100%; snapshot=; week=2026-08-09|row=1; week=2026-08-09; snapshot=; pole=", "", "in-scope=21" },
    { "a sheet that nothing is known of", "20 * row=100%; week=2026-08-09|row=1; week=2026-08-09; snapshot=; pole=", "", "in-scope=21" },
    { "too few lines", "sheet sheet=1|19 * row=100%" WEEK "|row=1; week=2026-08-09; snapshot=; pole=", "", "too-few-lines=20" },
    { "a unit that has no point", PEERS "20 * row=300%; cu=HR; pole=" WEEK "|row=1; cu=HR; week=2026-08-09; snapshot=; pole=", "", "usually-missing=1,in-scope=40" },
    { "a sheet that names no foreman", "sheet sheet=1|20 * row=100%; foreman=" WEEK "|row=1; foreman=; pole=" WEEK, "", "usually-missing=1,in-scope=20" },
    { "5 % of the others lack it", PEERS "18 * row=200%" WEEK "|2 * row=30%; pole=" WEEK "|row=1; pole=; foreman=" WEEK, GHOST "a point and without a foreman\n", "in-scope=41" },
    { "more do", PEERS "17 * row=200%" WEEK "|3 * row=30%; pole=" WEEK "|row=1; pole=; foreman=" WEEK, "", "usually-missing=1,in-scope=40" },
    { "not billed", PEERS "row=2" WEEK "|row=1; reason=units_not_completed; snapshot=; pole=", "", "in-scope=21" },
    { "huge", PEERS "row=1; price=999999999.99; qty=0; pole=\xe2\x80\x94; cu=" WEEK,
      "ghost-unit evidence-missing critical 999999999.99 1:1 $999,999,999.99 is billed for work request 90000001, week ending 2026-08-09, without a quantity and without a unit code\n", "in-scope=21" },
  };

  tally_test_audit_assert_cases ("ghost-unit", cases, G_N_ELEMENTS (cases));
}

static void
test_sums_that_must_agree (void)
{
  static const TallyTestAuditCase cases[] = {
    { "they do", "total|total name=workbooks; n-expected=0; n-actual=0; expected=0; actual=0", "", "in-scope=1" },
    { "a cent", "total actual=100.01", "reconciliation amount-too-large critical 0.01 the sum “rows” is $100.01 in 1 lines, $100.00 in 1 lines should be there\n", "in-scope=1" },
    { "a cent less", "total name=published; subject=ab12; wr=90000001; week=2026-08-16; actual=99.99",
      "reconciliation amount-too-small critical 0.01 the sum “published” of work request 90000001, week ending 2026-08-16 is $99.99 in 1 lines, $100.00 in 1 lines should be there\n", "in-scope=1" },
    { "a line", "total n-actual=0", "reconciliation lines-missing critical 0.00 the sum “rows” is $100.00 in 0 lines, $100.00 in 1 lines should be there\n", "in-scope=1" },
    { "a line more", "total week=2026-08-16; n-actual=2; actual=200", "reconciliation lines-too-many critical 100.00 the sum “rows” of the week ending 2026-08-16 is $200.00 in 2 lines, $100.00 in 1 lines should be there\n", "in-scope=1" },
    { "lines too many do not make up for cents", "total n-actual=2; actual=0", "reconciliation lines-too-many critical 100.00 the sum “rows” is $0.00 in 2 lines, $100.00 in 1 lines should be there\n", "in-scope=1" },
    { "each is a finding of its own", "total subject=a; actual=90|total subject=b; actual=95|total subject=c",
      "reconciliation amount-too-small critical 10.00 the sum “rows” is $90.00 in 1 lines, $100.00 in 1 lines should be there\n"
      "reconciliation amount-too-small critical 5.00 the sum “rows” is $95.00 in 1 lines, $100.00 in 1 lines should be there\n", "in-scope=3" },
    { "huge", "total expected=0; actual=999999999.99", "reconciliation amount-too-large critical 999999999.99 the sum “rows” is $999,999,999.99 in 1 lines, $0.00 in 1 lines should be there\n", "in-scope=1" },
  };
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  const TallyFinding *finding;

  tally_test_audit_assert_cases ("reconciliation", cases, G_N_ELEMENTS (cases));
  tally_test_audit_add_total (audit, "wr=90000001; week=2026-08-16; actual=99");
  result = tally_test_audit_run (audit, "reconciliation");
  finding = result->findings->pdata[0];
  g_assert_cmpstr (finding->work_request, ==, "90000001");
  g_assert_cmpuint (finding->week_ending, ==, tally_day_new (2026, 8, 16));
  g_assert_cmpint (finding->category, ==, TALLY_FINDING_SYSTEM);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/unbilled/never-published", test_never_published);
  g_test_add_func ("/audit/unbilled/without-a-price", test_without_a_price);
  g_test_add_func ("/audit/unbilled/rates-tell-what-it-is-worth", test_rates_tell_what_it_is_worth);
  g_test_add_func ("/audit/unbilled/finding-of-a-week-stays", test_finding_of_a_week_stays);
  g_test_add_func ("/audit/unbilled/billed-without-a-trace", test_billed_without_a_trace);
  g_test_add_func ("/audit/unbilled/sums-that-must-agree", test_sums_that_must_agree);
  return g_test_run ();
}
