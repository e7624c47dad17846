/* test-approval-limit.c
 *
 * The approval limit: work split into lines below it, and amounts that crowd just below it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

#define LIMIT 500000

/* Lines separated by "|". */
static TallyTestAudit *
make (TallyMoney  limit,
      const char *lines)
{
  TallyTestAudit *audit = tally_test_audit_new ();
  g_auto (GStrv) parts = g_strsplit (lines, "|", -1);

  audit->policy.approval_limit_cents = limit;
  for (guint i = 0; parts[i] != NULL; i++)
    tally_test_audit_add_line (audit, parts[i]);
  return audit;
}

static void
test_split (void)
{
  static const char two[] = "split-under-limit split high 5000.00 1:1,1:2 2 lines of ANC-M (Install) at point P-1 from 2026-08-12 to "
                            "2026-08-12, each below the limit of $5,000.00, together $5,000.00\n";
  static const struct { TallyMoney limit; const char *lines; const char *expected; } cases[] = {
    { LIMIT, "qty=3; price=3000 | qty=2; price=2000", two },
    { LIMIT, "qty=3; price=3000 | qty=2; price=1999.99", "" },   /* together below */
    { LIMIT, "qty=5; price=5000 | qty=2; price=2000", "" },      /* one is not below */
    { LIMIT, "price=2499 | price=2499 | price=2499", "" },       /* none is half of it */
    { LIMIT, "price=2500 | price=1500; snapshot=2026-08-17 | price=1000; snapshot=2026-08-18",
      "split-under-limit split high 5000.00 1:1,1:2,1:3 3 lines of ANC-M (Install) at point P-1 from 2026-08-12 to 2026-08-18, each "
      "below the limit of $5,000.00, together $5,000.00\n" },
    { LIMIT, "price=3000 | price=2000; snapshot=2026-08-19", "" }, /* the sixth business day */
    { LIMIT, "price=3000; snapshot=2026-09-03 | price=2000; snapshot=2026-09-11", "" },
    { LIMIT, "price=3000; snapshot=2026-09-03 | price=2000; snapshot=2026-09-10", /* labor day does not count */
      "split-under-limit split high 5000.00 1:1,1:2 2 lines of ANC-M (Install) at point P-1 from 2026-09-03 to 2026-09-10, each "
      "below the limit of $5,000.00, together $5,000.00\n" },
    { LIMIT, "price=3000 | price=3000 | price=3000 | price=3000 | price=3000 | price=3000", "" }, /* more than five: ordinary */
    { LIMIT, "price=3000 | price=2000; pole=P-2", "" },
    { LIMIT, "price=3000 | price=2000; cu=ANC-H", "" },
    { LIMIT, "price=3000 | price=2000; type=Removal", "" },
    { LIMIT, "price=3000 | price=2000; foreman=Bob", "" },
    { LIMIT, "price=3000 | price=2000; wr=90000002", "" },
    { LIMIT, "price=3000 | price=2000; job=7", "" },
    { LIMIT, "price=3000; pole= | price=2000; pole=", "" },
    { LIMIT, "price=3000; snapshot= | price=2000; snapshot=", "" },
    { LIMIT, "price=3000 | price=2000; reason=units_not_completed", "" },
    { 0, "price=3000 | price=2000", "" },
    { TALLY_MONEY_MAX, "price=999999999.99 | price=999999999.99",
      "split-under-limit split critical 1999999999.98 1:1,1:2 2 lines of ANC-M (Install) at point P-1 from 2026-08-12 to 2026-08-12, "
      "each below the limit of $1,000,000,000.00, together $1,999,999,999.98\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make (cases[i].limit, cases[i].lines);
      tally_test_audit_assert (audit, "split-under-limit", cases[i].expected);
    }
}

static void
test_no_limit_is_said (void)
{
  static const char *const detectors[] = { "split-under-limit", "threshold-hugging" };

  for (guint i = 0; i < G_N_ELEMENTS (detectors); i++)
    {
      g_autoptr (TallyTestAudit) audit = make (0, "price=3000 | price=2000 | price=10; reason=units_not_completed");
      g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, detectors[i]);
      g_autofree char *scope = tally_test_audit_dup_scope (result, detectors[i]);
      g_assert_cmpuint (result->findings->len, ==, 0);
      g_assert_cmpstr (scope, ==, "no-approval-limit=2");
    }
}

/* What is an exact duplicate is not told a second time as a split. */
static void
test_duplicates_are_no_splits (void)
{
  g_autoptr (TallyTestAudit) audit = make (LIMIT, "price=3000 | price=3000");
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, NULL);
  g_autofree char *text = tally_test_audit_dup_text (result);

  g_assert_nonnull (strstr (text, "exact-duplicate"));
  g_assert_null (strstr (text, "split-under-limit"));
}

/* @n lines, a dollar apart, from @from_dollars on, of units of their own. */
static void
add_run (TallyTestAudit *audit,
         guint           n,
         guint           from_dollars,
         const char     *more)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=Q-%u; cu=U-%u; price=%u; %s", audit->n_lines, audit->n_lines, from_dollars + i,
                                                 more);
      tally_test_audit_add_line (audit, values);
    }
}

static void
test_hugging (void)
{
  static const struct { guint n_below, n_above, n_far_below, n_far_above; const char *expected; } cases[] = {
    { 12, 1, 0, 0, "12 amounts of one work request within 5 % below the limit of $5,000.00, 1 within 5 % above: chance 0.002\n" },
    { 10, 0, 0, 0, "10 amounts of one work request within 5 % below the limit of $5,000.00, 0 within 5 % above: chance 0.000977\n" },
    { 9, 0, 0, 0, "" },    /* too few */
    { 12, 4, 0, 0, "" },   /* chance .038 */
    { 60, 31, 0, 0, "" },  /* less than twice as many */
    { 60, 30, 0, 0, "60 amounts of one work request within 5 % below the limit of $5,000.00, 30 within 5 % above: chance 0.001\n" },
    { 60, 30, 40, 10, "" }, /* prices fall off steeply anyway */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make (LIMIT, "price=1");
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *text = NULL;
      add_run (audit, cases[i].n_below, 4800, "");
      add_run (audit, cases[i].n_above, 5000, "");
      add_run (audit, cases[i].n_far_below, 4600, "");
      add_run (audit, cases[i].n_far_above, 5300, "");
      result = tally_test_audit_run (audit, "threshold-hugging");
      text = tally_test_audit_dup_text (result);
      g_assert_cmpuint (result->findings->len, ==, cases[i].expected[0] != '\0');
      g_assert_true (g_str_has_suffix (text, cases[i].expected));
    }
}

/* One crew over many work requests is found as such; one unit's price below the limit is no crowd. */
static void
test_hugging_by_crew_and_by_price (void)
{
  g_autoptr (TallyTestAudit) audit = make (LIMIT, "price=1");
  g_autoptr (TallyTestAudit) same = make (LIMIT, "price=1");
  g_autoptr (TallyAuditResult) result = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *wr = g_strdup_printf ("wr=%u", 80000000 + i);
      add_run (audit, 1, 4900 + i, wr);
      tally_test_audit_add_line (same, "cu=TRF; price=4900");
    }
  result = tally_test_audit_run (audit, "threshold-hugging");
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_true (g_str_has_prefix (((const TallyFinding *) result->findings->pdata[0])->sentence, "30 amounts of one crew within"));
  tally_test_audit_assert (same, "threshold-hugging", "");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/approval-limit/split", test_split);
  g_test_add_func ("/audit/approval-limit/no-limit-is-said", test_no_limit_is_said);
  g_test_add_func ("/audit/approval-limit/duplicates-are-no-splits", test_duplicates_are_no_splits);
  g_test_add_func ("/audit/approval-limit/hugging", test_hugging);
  g_test_add_func ("/audit/approval-limit/hugging-by-crew-and-by-price", test_hugging_by_crew_and_by_price);
  return g_test_run ();
}
