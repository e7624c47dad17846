/* test-keyed.c
 *
 * Round amounts and repeated amounts among prices that were keyed by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* Lines of @n_units units at $12.34, $13.34, … a unit, ten of each, in a work request of their own. */
static void
add_rated (TallyTestAudit *audit,
           guint           n_units)
{
  for (guint i = 0; i < 10 * n_units; i++)
    {
      guint quantity = 1 + i % 7, unit = i % n_units;
      g_autofree char *values = g_strdup_printf ("wr=70000000; pole=R-%u; cu=U-%u; qty=%u; price=%.2f", i, unit, quantity,
                                                 quantity * (12.34 + unit));
      tally_test_audit_add_line (audit, values);
    }
}

/* @n lines with prices that no unit price explains, the first @n_round of them round. */
static void
add_keyed (TallyTestAudit *audit,
           guint           n,
           guint           n_round)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=70000001; pole=K-%u; cu=U-%u; qty=%u; price=%s%u", i, i % 20, 2 + i % 3,
                                                 i < n_round ? "" : "77.7", i < n_round ? 300 + 100 * (i % 4) : i % 10);
      tally_test_audit_add_line (audit, values);
    }
}

static void
test_round_amounts (void)
{
  static const struct { guint n, n_round; const char *expected; } cases[] = {
    { 10, 4, "round-amounts filled-in low 1647.26 1:201,1:202,1:203,1:204 4 of 10 keyed prices of work request 70000001, week "
             "2026-08-16, are whole hundreds of dollars, 1.0 % elsewhere: $1,647.26 off what those units usually cost\n" },
    { 3, 3, "round-amounts filled-in low 1077.94 1:201,1:202,1:203 3 of 3 keyed prices of work request 70000001, week 2026-08-16, "
            "are whole hundreds of dollars, 1.0 % elsewhere: $1,077.94 off what those units usually cost\n" },
    { 10, 2, "" }, /* two are too few */
    { 60, 3, "" }, /* no more than chance */
    { 10, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_rated (audit, 20);
      add_keyed (audit, cases[i].n, cases[i].n_round);
      tally_test_audit_assert (audit, "round-amounts", cases[i].expected);
    }
}

/* $100.00 a unit gives whole hundreds and no finding; elsewhere round prices make them expected. */
static void
test_round_rates_are_no_round_amounts (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *values = g_strdup_printf ("qty=%u; price=%u", 1 + i % 4, 100 * (1 + i % 4));
      tally_test_audit_add_line (audit, values);
    }
  for (guint i = 0; i < 4; i++)
    tally_test_audit_add_line (audit, "cu=FEW; price=500");
  result = tally_test_audit_run (audit, "round-amounts");
  scope = tally_test_audit_dup_scope (result, "round-amounts");
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpstr (scope, ==, "priced-by-rate=20,too-few-peers=4");
}

static void
test_round_where_all_are_round (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=%u; cu=LUMP; qty=1; price=%u", 70000000 + i / 5, 100 * (i + 1));
      tally_test_audit_add_line (audit, values);
    }
  tally_test_audit_assert (audit, "round-amounts", "");
}

/* With a rate, a price is keyed if it is not rate times quantity, however few lines the unit has. */
static void
test_a_rate_says_what_is_keyed (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  tally_test_audit_add_rate (audit, "rate=125");
  tally_test_audit_add_sheet (audit, "sheet=1; contract=standard");
  tally_test_audit_add_line (audit, "qty=3; price=400");
  tally_test_audit_add_line (audit, "qty=3; price=400");
  tally_test_audit_add_line (audit, "qty=4; price=500");
  tally_test_audit_add_line (audit, "qty=5; price=600");
  tally_test_audit_assert (audit, "round-amounts",
    "round-amounts filled-in low 75.00 1:1,1:2,1:4 3 of 3 keyed prices of work request 90000001, week 2026-08-16, are whole "
    "hundreds of dollars, 1.0 % elsewhere: $75.00 off what those units usually cost\n");
}

/* @n keyed lines of one work request, @n_same of them at $77.77, for @n_kinds different quantities. */
static void
add_repeated (TallyTestAudit *audit,
              guint           n,
              guint           n_same,
              guint           n_kinds)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=70000002; pole=K-%u; cu=U-%u; qty=%u; price=%u.77", i, n_kinds == 1 ? 0 : i % 20,
                                                 2 + i % n_kinds, i < n_same ? 77 : 501 + 17 * i);
      tally_test_audit_add_line (audit, values);
    }
}

static void
test_repeated_amounts (void)
{
  static const struct { guint n, n_same, n_kinds; const char *expected; } cases[] = {
    { 20, 10, 5, "10 of 20 keyed prices of work request 70000002 are $77.77, for different units or quantities (frequency factor 0.28): " },
    { 20, 8, 5, "" },  /* factor .19 */
    { 19, 12, 5, "" }, /* too few */
    { 40, 20, 1, "" }, /* one unit, one quantity: its price */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *text = NULL;
      add_rated (audit, 20);
      add_repeated (audit, cases[i].n, cases[i].n_same, cases[i].n_kinds);
      result = tally_test_audit_run (audit, "number-duplication");
      text = tally_test_audit_dup_text (result);
      g_assert_cmpuint (result->findings->len, ==, cases[i].expected[0] != '\0');
      g_assert_nonnull (strstr (text, cases[i].expected));
    }
}

/* A price list with a cap: a day's work pays for three hours at most, and a visit is $250 whatever is done. Whoever
 * follows it fills in nothing, though one work request has little else. */
static void
test_an_honest_price_list_is_no_filling_in (void)
{
  static const char *const detectors[] = { "number-duplication", "round-amounts" };

  for (guint d = 0; d < G_N_ELEMENTS (detectors); d++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      for (guint request = 0; request < 12; request++)
        for (guint i = 0; i < (request == 0 ? 40u : 6u); i++)
          {
            guint quantity = 1 + (i + request) % 40;
            g_autofree char *capped = g_strdup_printf ("wr=%u; pole=C-%u; cu=HOURS; qty=%u; price=%u", 70000000 + request, i,
                                                       quantity, 100 * MIN (quantity, 3));
            g_autofree char *flat = g_strdup_printf ("wr=%u; pole=F-%u; cu=VISIT; qty=%u; price=250", 70000000 + request, i,
                                                     1 + (7 * i + request) % 37);
            tally_test_audit_add_line (audit, capped);
            tally_test_audit_add_line (audit, flat);
          }
      tally_test_audit_assert (audit, detectors[d], "");
    }
}

/* Twenty other work requests have this amount too, each for a unit of its own: it is no mark of the first one. */
static void
test_an_amount_that_is_usual_elsewhere (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  add_rated (audit, 20);
  add_repeated (audit, 20, 10, 5);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=E-%u; cu=U-%u; qty=%u; price=77.77", 70000100 + i % 20, i,
                                                 i % 20, 9 + i / 20);
      tally_test_audit_add_line (audit, values);
    }
  tally_test_audit_assert (audit, "number-duplication", "");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/keyed/round-amounts", test_round_amounts);
  g_test_add_func ("/audit/keyed/round-rates-are-no-round-amounts", test_round_rates_are_no_round_amounts);
  g_test_add_func ("/audit/keyed/round-where-all-are-round", test_round_where_all_are_round);
  g_test_add_func ("/audit/keyed/a-rate-says-what-is-keyed", test_a_rate_says_what_is_keyed);
  g_test_add_func ("/audit/keyed/repeated-amounts", test_repeated_amounts);
  g_test_add_func ("/audit/keyed/an-honest-price-list-is-no-filling-in", test_an_honest_price_list_is_no_filling_in);
  g_test_add_func ("/audit/keyed/an-amount-that-is-usual-elsewhere", test_an_amount_that_is_usual_elsewhere);
  return g_test_run ();
}
