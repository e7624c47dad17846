/* test-digit-reports.c
 *
 * Reports on digits: what they look at, when they say nothing, what they make of good and of made-up amounts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include <math.h>

#include "tally-random.h"
#include "tally-test.h"

/* @n work requests of one line, whose totals run over five powers of ten; every @stride-th is between $4,900.00
 * and $4,999.99. Weeks run over half a year. */
static TallyTestAudit *
make_totals (guint n,
             guint stride)
{
  TallyTestAudit *audit = tally_test_audit_new ();
  g_autoptr (TallyRandom) random = tally_random_new (n + stride);

  for (guint i = 0; i < n; i++)
    {
      double price = stride > 0 && i % stride == 0 ? 4900 + 99.99 * tally_random_ratio (random) : pow (10, 1 + 5 * tally_random_ratio (random));
      TallyDay week = tally_day_new (2026, 8, 16) - 7 * (i % 26);
      char text[TALLY_DAY_BUFFER_SIZE];
      g_autofree char *values = g_strdup_printf ("wr=%u; cu=U-%u; week=%s; qty=%u; price=%.2f", 90000000 + i, i,
                                                 tally_day_format_iso (week, text, sizeof text), 10 + i % 90, price);
      tally_test_audit_add_line (audit, values);
    }
  return audit;
}

static char *
run (TallyTestAudit *audit,
     const char     *detector)
{
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, detector);

  g_assert_cmpuint (result->findings->len, ==, 0);
  return tally_test_audit_dup_text (result);
}

/* What each report says of 1,200 totals without and with a quarter of them made up; "" = no report. */
static void
test_reports (void)
{
  static const struct { const char *detector; const char *good; const char *made_up; } cases[] = {
    { "benford-first-two", "as expected", "other than expected" },
    { "benford-first", "as expected; by convention", "other than expected" },
    { "benford-more", "as expected; by convention", "other than expected" },
    { "digit-spike", "0 of 90 first two digits", "1 of 90 first two digits of 1200 totals of work requests and weeks stand out: 49 (" },
    { "benford-sums", "as expected; ", "other than expected; " },
    { "mantissa-arc", "as expected; ", "other than expected; " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) good = make_totals (1200, 0), made_up = make_totals (1200, 4), few = make_totals (299, 0);
      g_autofree char *text_good = run (good, cases[i].detector), *text_made_up = run (made_up, cases[i].detector);
      g_autofree char *text_few = run (few, cases[i].detector);
      g_test_message ("%s\n%s", text_good, text_made_up);
      g_assert_nonnull (strstr (text_good, cases[i].good));
      g_assert_nonnull (strstr (text_made_up, cases[i].made_up));
      g_assert_null (strstr (text_good, "keyed"));
      g_assert_cmpstr (text_few, ==, "");
    }
}

static void
test_own_past (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=%u; cu=U-%u; week=%s; price=%u", 90000000 + i, i, i < 400 ? "2026-06-14" : "2026-08-16",
                                                 i < 400 ? 100 + i : 500 + i % 9);
      tally_test_audit_add_line (audit, values);
    }
  text = run (audit, "benford-first");
  g_assert_cmpstr (text, ==, "report benford-first other-than-before low 0.00 first digits of 200 totals of work requests and weeks of the "
                             "last 28 days against 400 before: chance less than 0.000001, other than before\n");
}

/* Rates times quantities are no sample of digits; keyed prices are. */
static void
test_last_digits (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autoptr (TallyRandom) random = tally_random_new (5);
  g_autofree char *text = NULL, *scope = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=A-%u; cu=LUMP; qty=%u; price=%.2f", i, 10 + (guint) tally_random_below (random, 90),
                                                 pow (10, 1 + 5 * tally_random_ratio (random)));
      tally_test_audit_add_line (audit, values);
      tally_test_audit_add_line (audit, "cu=UNIT; qty=7; price=70");
    }
  result = tally_test_audit_run (audit, "last-digits");
  text = tally_test_audit_dup_text (result);
  scope = tally_test_audit_dup_scope (result, "last-digits");
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, " keyed prices: chi-square "));
  g_assert_nonnull (strstr (text, "of 1500 whole quantities of ten and more end in 0 or 5, 20 % by chance alone"));
  g_assert_null (strstr (text, "other than expected"));
  g_assert_cmpstr (scope, ==, "in-scope=3000");
}

/* Nothing at all, and amounts at both ends of what there can be. */
static void
test_hostile_values (void)
{
  g_autoptr (TallyTestAudit) empty = tally_test_audit_new (), wide = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) nothing = tally_test_audit_run (empty, NULL);
  g_autoptr (TallyAuditResult) result = NULL;

  g_assert_cmpuint (nothing->reports->len, ==, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=Ω%u; pole=; cu=; qty=%s; price=%s", i % 1500, i % 3 == 0 ? "0" : "1e15",
                                                 i % 2 == 0 ? "0.01" : "999999999.99");
      tally_test_audit_add_line (wide, values);
    }
  result = tally_test_audit_run (wide, NULL);
  g_assert_cmpuint (result->reports->len, >, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/digit-reports/reports", test_reports);
  g_test_add_func ("/audit/digit-reports/own-past", test_own_past);
  g_test_add_func ("/audit/digit-reports/last-digits", test_last_digits);
  g_test_add_func ("/audit/digit-reports/hostile-values", test_hostile_values);
  return g_test_run ();
}
