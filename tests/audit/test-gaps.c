/* test-gaps.c
 *
 * Numbers that are missing in a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* Lines numbered 1 … @n, but for those of @missing (" 7 12 13 "); FORMAT has one %u. */
static void
add_row (TallyTestAudit *audit,
         guint           n,
         const char     *missing,
         const char     *before,
         const char     *after)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *word = g_strdup_printf (" %u ", i);
      g_autofree char *values = g_strdup_printf ("%s%u%s", before, i, after);
      if (strstr (missing, word) == NULL)
        tally_test_audit_add_line (audit, values);
    }
}

static void
test_points (void)
{
  static const struct { guint n; const char *missing, *before, *after, *expected; } cases[] = {
    { 40, " 7 12 13 ", "pole=P-", "",
      "sequence-gap not-billed low 300.00 3 of 40 point numbers in a row of work request 90000001 are not billed: P-7, P-12 … P-13\n" },
    { 40, "", "pole=P-", "", "" },
    { 21, " 7 ", "pole=P-", "",
      "sequence-gap not-billed low 100.00 1 of 21 point numbers in a row of work request 90000001 are not billed: P-7\n" },
    { 20, " 7 ", "pole=P-", "", "" },                                     /* nineteen are no row */
    { 40, " 1 40 ", "pole=P-", "", "" },                                  /* what is missing at the ends nobody knows */
    { 22, " 3 6 9 ", "pole=P-", "", "" },                                 /* hardly complete */
    { 40, " 7 ", "pole=P-", "A", "" },                                    /* no number at the end */
    { 40, " 7 ", "pole=P-", "; snapshot=", "" },                          /* no day: not near in time */
    { 40, " 7 ", "pole=P-", "; reason=units_not_completed", "" },
    { 40, " 7 ", "pole=", "",
      "sequence-gap not-billed low 100.00 1 of 40 point numbers in a row of work request 90000001 are not billed: 7\n" },
    { 40, " 7 ", "pole=Ωδὶ😀", "",
      "sequence-gap not-billed low 100.00 1 of 40 point numbers in a row of work request 90000001 are not billed: Ωδὶ😀7\n" },
    { 40, " 7 ", "pole=99999999999999999", "", "" },                      /* longer than any number of ours */
    { 40, " 7 ", "pole=; scope=S", "",
      "sequence-gap not-billed low 100.00 1 of 40 scope numbers in a row of work request 90000001 are not billed: S7\n" },
    { 40, " 7 ", "pole=; customer=Power; work-order=", "",
      "sequence-gap not-billed low 100.00 1 of 40 work order numbers in a row of customer Power are not billed: 7\n" },
    { 40, " 7 ", "pole=; customer=; work-order=", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_row (audit, cases[i].n, cases[i].missing, cases[i].before, cases[i].after);
      tally_test_audit_assert (audit, "sequence-gap", cases[i].expected);
    }
}

/* A gap is one of up to fifty, between neighbours of one month; more ends the row. */
static void
test_width_and_time (void)
{
  static const struct { guint second; const char *day; const char *expected; } cases[] = {
    { 551, "2026-08-12", "sequence-gap not-billed low 5000.00 50 of 1050 point numbers in a row of work request 90000001 are not billed: "
                         "P-501 … P-550\n" },
    { 552, "2026-08-12", "" },
    { 511, "2026-09-11", "sequence-gap not-billed low 1000.00 10 of 1010 point numbers in a row of work request 90000001 are not billed: "
                         "P-501 … P-510\n" },
    { 511, "2026-09-12", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_row (audit, 500, "", "pole=P-", "");
      for (guint j = 0; j < 500; j++)
        {
          g_autofree char *values = g_strdup_printf ("pole=P-%u; snapshot=%s", cases[i].second + j, cases[i].day);
          tally_test_audit_add_line (audit, values);
        }
      tally_test_audit_assert (audit, "sequence-gap", cases[i].expected);
    }
}

/* Leading zeros are kept, and only the first gaps are shown. */
static void
test_wording (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  for (guint i = 1; i <= 99; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=A%03u", i);
      if (i % 15 != 0)
        tally_test_audit_add_line (audit, values);
    }
  tally_test_audit_assert (audit, "sequence-gap",
    "sequence-gap not-billed low 600.00 6 of 99 point numbers in a row of work request 90000001 are not billed: A015, A030, A045, "
    "A060, A075, …\n");
}

/* Lines strewn over points leave some empty, which says nothing; where each point has a dozen, one without is odd. */
static void
test_scatter_is_no_row (void)
{
  static const struct { guint n_lines; guint n_missing; guint n_findings; } cases[] = {
    { 1, 3, 1 }, { 12, 1, 1 }, { 12, 0, 0 }, { 3, 3, 0 }, { 8, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      for (guint j = 0; j < cases[i].n_lines; j++)
        add_row (audit, 60, cases[i].n_missing == 3 ? " 7 21 35 " : cases[i].n_missing == 1 ? " 7 " : "", "pole=P-", "");
      result = tally_test_audit_run (audit, "sequence-gap");
      g_assert_cmpuint (result->findings->len, ==, cases[i].n_findings);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/gaps/points", test_points);
  g_test_add_func ("/audit/gaps/width-and-time", test_width_and_time);
  g_test_add_func ("/audit/gaps/wording", test_wording);
  g_test_add_func ("/audit/gaps/scatter-is-no-row", test_scatter_is_no_row);
  return g_test_run ();
}
