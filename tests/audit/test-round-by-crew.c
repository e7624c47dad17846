/* test-round-by-crew.c
 *
 * A crew that fills in round amounts for a unit that other crews work out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* What two other crews bill for hours: @n lines of about $95 each, the first @n_round of them round. */
static void
add_others (TallyTestAudit *audit,
            guint           n,
            guint           n_round)
{
  for (guint i = 0; i < n; i++)
    {
      guint quantity = 1 + i % 3, cents = i < n_round ? 40000 : quantity * 9513 + 37 * i + 1;
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=O-%u; cu=HR; foreman=%s; qty=%u; price=%u.%02u", 70000000 + i, i,
                                                 i % 2 == 0 ? "Bo" : "Cy", quantity, cents / 100, cents % 100);
      tally_test_audit_add_line (audit, values);
    }
}

/* What the crew bills: a line a work request, the first @n_round of them $500.00 for one hour, two or three. */
static void
add_crew (TallyTestAudit *audit,
          guint           n,
          guint           n_round)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=K-%u; cu=HR; foreman=Ann; qty=%u; price=%s", 80000000 + i, i, 1 + i % 3,
                                                 i < n_round ? "500" : "190.77");
      tally_test_audit_add_line (audit, values);
    }
}

static void
assert_found (TallyTestAudit *audit,
              const char     *expected)
{
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "round-by-crew");
  g_autofree char *text = tally_test_audit_dup_text (result);

  g_test_message ("%s", text);
  g_assert_cmpuint (result->findings->len, ==, expected[0] != '\0');
  g_assert_nonnull (strstr (text, expected));
}

static void
test_limits (void)
{
  static const struct { guint n_others, n_others_round, n, n_round; const char *expected; } cases[] = {
    { 40, 0, 12, 12, "12 of 12 prices of HR, Install, by one crew are whole hundreds of dollars whatever the quantity, 1.2 % by others: " },
    { 40, 0, 12, 3, "3 of 12 prices of HR, Install, by one crew" },
    { 40, 0, 12, 2, "" },  /* two are too few */
    { 20, 0, 4, 4, "4 of 4 prices" },
    { 19, 0, 4, 4, "" },   /* too few of others */
    { 40, 8, 6, 6, "6 of 6 prices" },
    { 40, 8, 6, 4, "" },   /* no more than chance, where others are round too */
    { 40, 20, 6, 6, "" },
    { 40, 0, 60, 3, "" },  /* nor among many of its own */
    { 40, 0, 12, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_others (audit, cases[i].n_others, cases[i].n_others_round);
      add_crew (audit, cases[i].n, cases[i].n_round);
      assert_found (audit, cases[i].expected);
    }
}

/* @n lines of a crew at $100.00 an hour, the first @n_off of them at $300.00 an hour. */
static void
add_own_rate (TallyTestAudit *audit,
              guint           n,
              guint           n_off)
{
  for (guint i = 0; i < n; i++)
    {
      guint quantity = 1 + i % 4;
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=K-%u; cu=HR; foreman=Ann; qty=%u; price=%u", 80000000 + i, i, quantity,
                                                 quantity * (i < n_off ? 300 : 100));
      tally_test_audit_add_line (audit, values);
    }
}

/* Three quarters at one price an hour are a rate of the crew's own. */
static void
test_a_rate_of_its_own (void)
{
  static const struct { guint n_off; const char *expected; } cases[] = {
    { 0, "" },
    { 2, "" },
    { 3, "12 of 12 prices" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_others (audit, 40, 0);
      add_own_rate (audit, 12, cases[i].n_off);
      assert_found (audit, cases[i].expected);
    }
}

/* What only one other crew bills may have a price of its own. */
static void
test_one_other_crew (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *values = g_strdup_printf ("wr=%u; pole=O-%u; cu=HR; foreman=Bo; qty=%u; price=%u.13", 70000000 + i, i, 1 + i % 3,
                                                 95 * (1 + i % 3) + i);
      tally_test_audit_add_line (audit, values);
    }
  add_crew (audit, 12, 12);
  assert_found (audit, "");
}

/* What a rate table covers is audited by it; what has no crew is nobody's habit; a few lines tell no price. */
static void
test_scope (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  tally_test_audit_add_rate (audit, "cu=GUY; rate=95.13");
  tally_test_audit_add_sheet (audit, "sheet=1; contract=standard");
  for (guint i = 0; i < 8; i++)
    tally_test_audit_add_line (audit, "cu=GUY; qty=3; price=500");
  for (guint i = 0; i < 6; i++)
    tally_test_audit_add_line (audit, "cu=HR; foreman=; qty=3; price=500");
  for (guint i = 0; i < 6; i++)
    tally_test_audit_add_line (audit, "cu=; qty=3; price=500");
  tally_test_audit_add_line (audit, "cu=FEW; price=500");
  add_others (audit, 30, 0);
  result = tally_test_audit_run (audit, "round-by-crew");
  scope = tally_test_audit_dup_scope (result, "round-by-crew");
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpstr (scope, ==, "priced-by-rate=8,no-crew=6,no-unit=6,too-few-peers=1,in-scope=30");
}

/* Amounts at the end of what there can be, quantities of nothing and next to nothing. */
static void
test_hostile_values (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();

  add_others (audit, 40, 0);
  for (guint i = 0; i < 12; i++)
    {
      static const char *const quantities[] = { "0", "-1", "0.000001", "1e15", "3", "7" };
      g_autofree char *values = g_strdup_printf ("wr=%u; cu=HR; foreman=\xce\xa9; qty=%s; price=999999900", 80000000 + i,
                                                 quantities[i % G_N_ELEMENTS (quantities)]);
      tally_test_audit_add_line (audit, values);
    }
  assert_found (audit, "8 of 8 prices of HR, Install");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/round-by-crew/limits", test_limits);
  g_test_add_func ("/audit/round-by-crew/a-rate-of-its-own", test_a_rate_of_its_own);
  g_test_add_func ("/audit/round-by-crew/one-other-crew", test_one_other_crew);
  g_test_add_func ("/audit/round-by-crew/scope", test_scope);
  g_test_add_func ("/audit/round-by-crew/hostile-values", test_hostile_values);
  return g_test_run ();
}
