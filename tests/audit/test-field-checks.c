/* test-field-checks.c
 *
 * What is missing or can't be read, and the predecessor's price check.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-test.h"

/* Lines separated by "|". */
static TallyTestAudit *
make (const char *lines)
{
  TallyTestAudit *audit = tally_test_audit_new ();
  g_auto (GStrv) parts = g_strsplit (lines, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    tally_test_audit_add_line (audit, parts[i]);
  return audit;
}

/* Scenario 89: what the predecessor said twice of a quantity is said once, for all lines of a week together. */
static void
test_fields (void)
{
  static const struct { const char *lines; const char *expected; } cases[] = {
    { "qty=1", "" },
    { "issues=no_quantity; qty=0 | issues=no_quantity; qty=0 | qty=1",
      "data-consistency no-quantity medium 200.00 1:1,1:2 2 lines of work request 90000001, week 2026-08-16, of $200.00: the quantity "
      "is missing\n" },
    { "issues=bad_quantity", "data-consistency bad-quantity low 100.00 1:1 1 line of work request 90000001, week 2026-08-16, of $100.00: "
                             "the quantity is no number\n" },
    { "issues=not_positive_quantity; price=3333.34",
      "data-consistency not-positive medium 3333.34 1:1 1 line of work request 90000001, week 2026-08-16, of $3,333.34: the quantity is "
      "zero or negative\n" },
    { "issues=not_positive_quantity; price=3333.33",
      "data-consistency not-positive medium 3333.33 1:1 1 line of work request 90000001, week 2026-08-16, of $3,333.33: the quantity is "
      "zero or negative\n" },
    { "issues=no_cu,no_foreman",
      "data-consistency no-foreman low 100.00 1:1 1 line of work request 90000001, week 2026-08-16, of $100.00: the foreman is missing\n"
      "data-consistency no-unit low 100.00 1:1 1 line of work request 90000001, week 2026-08-16, of $100.00: the unit code is missing\n" },
    { "issues=no_quantity | issues=no_quantity; week=2026-08-23",
      "data-consistency no-quantity low 100.00 1:1 1 line of work request 90000001, week 2026-08-16, of $100.00: the quantity is missing\n"
      "data-consistency no-quantity low 100.00 1:2 1 line of work request 90000001, week 2026-08-23, of $100.00: the quantity is missing\n" },
    { "issues=display_value,no_snapshot,out_of_week", "" },
    { "issues=no_quantity; reason=units_not_completed", "" },
    { "reason=price_missing_or_zero; price=0", "" },
    { "reason=negative_price; price=-250",
      "data-consistency negative-price medium 250.00 1:1 1 line of work request 90000001, week 2026-08-16, of $250.00: not billed, the "
      "price is negative\n" },
    { "price=250; qty=2 | reason=negative_price; price=-250; qty=-2", "" }, /* takes the first one back */
    { "reason=invalid_week_ending; week=; wr=",
      "data-consistency bad-week medium 100.00 1:1 1 line of work request (none), week (none), of $100.00: not billed, the week is no day\n" },
    { "reason=foreign_price_format; price=0",
      "data-consistency foreign-price medium 0.00 1:1 1 line of work request 90000001, week 2026-08-16, of $0.00: not billed, the price "
      "is in a form that is not guessed\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make (cases[i].lines);
      g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "data-consistency");
      g_autofree char *text = tally_test_audit_dup_text (result);
      g_auto (GStrv) actual = g_strsplit (text, "\n", -1), expected = g_strsplit (cases[i].expected, "\n", -1);
      g_assert_cmpuint (g_strv_length (actual), ==, g_strv_length (expected));
      for (guint j = 0; expected[j] != NULL; j++)
        if (!g_strv_contains ((const char *const *) actual, expected[j]))
          g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_scope (void)
{
  g_autoptr (TallyTestAudit) audit = make ("qty=1 | reason=units_not_completed | reason=negative_price; price=-1 | issues=no_cu");
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (audit, "data-consistency");
  g_autofree char *scope = tally_test_audit_dup_scope (result, "data-consistency");

  g_assert_cmpstr (scope, ==, "in-scope=3,not-billed=1");
}

/* Scenario 88. */
static void
test_former_price_check (void)
{
  static const struct { const char *lines; const char *expected; } cases[] = {
    { "price=100 | price=151", "" },
    { "price=100 | price=170", "report price-variance - low 0.00 1 of 1 work requests have prices further apart than half of their mean: "
                               "90000001 ($100.00 … $170.00)\n" },
    { "price=100", "" },
    { "price=75 | price=125", "" },
    { "price=75 | price=125.01", "report price-variance - low 0.00 1 of 1 work requests have prices further apart than half of their mean: "
                                 "90000001 ($75.00 … $125.01)\n" },
    { "price=1 | price=9 | wr=2; price=1 | wr=3; price=5 | wr=3; price=5",
      "report price-variance - low 0.00 1 of 2 work requests have prices further apart than half of their mean: 90000001 ($1.00 … $9.00)\n" },
    { "price=999999999.99 | price=0.01",
      "report price-variance - low 0.00 1 of 1 work requests have prices further apart than half of their mean: 90000001 ($0.01 … "
      "$999,999,999.99)\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = make (cases[i].lines);
      tally_test_audit_assert (audit, "price-variance", cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/field-checks/fields", test_fields);
  g_test_add_func ("/audit/field-checks/scope", test_scope);
  g_test_add_func ("/audit/field-checks/former-price-check", test_former_price_check);
  return g_test_run ();
}
