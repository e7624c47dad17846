/* test-unusual.c
 *
 * Unusual quantities and prices, relative size, rare combinations: golden cases, and how many planted errors
 * are found in data of a known kind, with how many false ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include <math.h>

#include "tally-random.h"
#include "tally-test.h"

/* @n lines of one unit whose quantities run over 1 … 5 and whose prices are $10.00 a unit. */
static void
add_peers (TallyTestAudit *audit,
           guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=P-%u; cu=WIRE; qty=%u; price=%u", i, 1 + i % 5, 10 * (1 + i % 5));
      tally_test_audit_add_line (audit, values);
    }
}

static void
test_quantities (void)
{
  static const struct { guint n_peers; const char *line; const char *expected; } cases[] = {
    { 40, "cu=WIRE; qty=300; price=3000",
      "quantity-outlier - high 2970.00 1:41 quantity 300 of WIRE (Install), usually 3.0 on 41 lines of that unit: the "
      "difference is worth $2,970.00\n" },
    { 40, "cu=WIRE; qty=30; price=300",
      "quantity-outlier digit-too-many medium 270.00 1:41 quantity 30 of WIRE (Install), usually 3.0 on 41 lines of that unit: the "
      "difference is worth $270.00\n" },
    { 40, "cu=WIRE; qty=9; price=90", "" },   /* z below the limit */
    { 24, "cu=WIRE; qty=300; price=3000", "" }, /* 25 peers */
    { 25, "cu=WIRE; qty=300; price=3000",
      "quantity-outlier - high 2970.00 1:26 quantity 300 of WIRE (Install), usually 3.0 on 26 lines of that unit: the "
      "difference is worth $2,970.00\n" },
    { 40, "cu=WIRE; type=Removal; qty=300; price=3000", "" },
    { 40, "cu=WIRE; qty=300; price=3000; reason=units_not_completed", "" },
    { 40, "cu=WIRE; qty=0; price=3000", "" },
    { 40, "cu=WIRE; qty=-300; price=3000", "" },
    { 40, "cu=WIRE; qty=1e-400; price=900", "" },
    { 40, "cu=WIRE; qty=1e400; price=900000000",
      "quantity-outlier - critical 900000000.00 1:41 quantity 1e400 of WIRE (Install), usually 3.0 on 41 lines of that unit: the "
      "difference is worth $900,000,000.00\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_peers (audit, cases[i].n_peers);
      tally_test_audit_add_line (audit, cases[i].line);
      tally_test_audit_assert (audit, "quantity-outlier", cases[i].expected);
    }
}

/* Ten units of twelve lines each, whose quantities run over 1 … 5, install and removal by turns; $10.00 a unit. */
static void
add_family (TallyTestAudit *audit)
{
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=P-%u; cu=U-%u; type=%s; qty=%u; price=%u", i, i % 10,
                                                 i % 4 < 2 ? "Install" : "Removal", 1 + i / 10 % 5, 10 * (1 + i / 10 % 5));
      tally_test_audit_add_line (audit, values);
    }
}

/* A unit with few lines is held against its other kinds of work and its measure. */
static void
test_quantities_of_units_with_few_lines (void)
{
  static const struct { const char *lines; const char *expected; } cases[] = {
    { "cu=U-1; qty=40; price=400",
      "quantity-outlier digit-too-many medium 376.10 1:121 quantity 40 of U-1 (Install), usually 2.4 by 6 other lines of that unit "
      "and work, 6 of its other kinds of work and 121 of its measure: the difference is worth $376.10\n" },
    { "cu=NEW; qty=40; price=400",
      "quantity-outlier digit-too-many medium 376.47 1:121 quantity 40 of NEW (Install), usually 2.4 by 0 other lines of that unit "
      "and work, 0 of its other kinds of work and 120 of its measure: the difference is worth $376.47\n" },
    { "cu=NEW; qty=4", "" },
    { "cu=NEW; qty=9; price=90", "" },             /* less than a factor of four */
    { "cu=NEW; qty=1000; price=10000",             /* no slip of one digit */
      "quantity-outlier - high 9976.47 1:121 quantity 1000 of NEW (Install), usually 2.4 by 0 other lines of that unit and work, 0 "
      "of its other kinds of work and 120 of its measure: the difference is worth $9,976.47\n" },
    { "cu=NEW; uom=FT; qty=40; price=400", "" },   /* nothing is known of feet */
    { "cu=U-1; qty=40; price=400\ncu=U-1; qty=41; price=400\ncu=U-1; qty=42; price=400", "" }, /* three of them are a habit */
    { "cu=U-1; qty=40; price=400\ncu=U-1; qty=40; price=-400; reason=negative_price", "" }, /* taken back */
    { "cu=NEW; qty=0.02; price=0.20",
      "quantity-outlier - low 23.33 1:121 quantity 0.02 of NEW (Install), usually 2.4 by 0 other lines of that unit and work, 0 of "
      "its other kinds of work and 120 of its measure: the difference is worth $23.33\n" },
    { "cu=NEW; qty=0; price=10", "" }, { "cu=NEW; qty=-40; price=10", "" }, { "cu=NEW; qty=1e-400; price=900", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_auto (GStrv) lines = g_strsplit (cases[i].lines, "\n", -1);
      add_family (audit);
      for (guint j = 0; lines[j] != NULL; j++)
        tally_test_audit_add_line (audit, lines[j]);
      tally_test_audit_assert (audit, "quantity-outlier", cases[i].expected);
    }
}

/* Where nearly all have one, two and three are no outliers, ten are, unless others have ten too. */
static void
test_quantities_that_are_mostly_one (void)
{
  static const struct { const char *quantity; guint n_lines; guint n_findings; } cases[] = {
    { "2", 1, 0 }, { "3", 1, 0 }, { "5", 1, 0 }, { "10", 1, 1 }, { "10", 2, 2 }, { "10", 3, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *values = g_strdup_printf ("qty=%s", cases[i].quantity);
      for (guint j = 0; j < 100; j++)
        tally_test_audit_add_line (audit, j % 10 == 0 ? "qty=2" : "qty=1");
      for (guint j = 0; j < cases[i].n_lines; j++)
        tally_test_audit_add_line (audit, values);
      result = tally_test_audit_run (audit, "quantity-outlier");
      g_assert_cmpuint (result->findings->len, ==, cases[i].n_findings);
    }
}

static void
test_prices (void)
{
  static const struct { const char *line; const char *expected; } cases[] = {
    { "cu=WIRE; qty=3; price=300",
      "price-outlier decimal-shift medium 270.00 1:41 $300.00 billed, $30.00 expected: 3 × $10.00 of WIRE (Install), the middle of "
      "41 lines\n" },
    { "cu=WIRE; qty=3; price=24",
      "price-outlier - low 6.00 1:41 $24.00 billed, $30.00 expected: 3 × $10.00 of WIRE (Install), the middle of 41 lines\n" },
    { "cu=WIRE; qty=3; price=26", "" },
    { "cu=WIRE; qty=3; price=34", "" },
    { "cu=WIRE; qty=0; price=300", "" },
    { "cu=wire; qty=3; price=300", "" },
    { "cu=Ωδὶ😀; qty=3; price=300", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_peers (audit, 40);
      tally_test_audit_add_line (audit, cases[i].line);
      tally_test_audit_assert (audit, "price-outlier", cases[i].expected);
    }
}

/* What a rate table knows is not asked of the peers. */
static void
test_prices_with_a_rate_are_left_alone (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  tally_test_audit_add_rate (audit, "cu=WIRE; rate=10");
  tally_test_audit_add_sheet (audit, "sheet=1; contract=standard");
  add_peers (audit, 40);
  tally_test_audit_add_line (audit, "cu=WIRE; qty=3; price=300");
  result = tally_test_audit_run (audit, "price-outlier");
  scope = tally_test_audit_dup_scope (result, "price-outlier");
  g_assert_cmpuint (result->findings->len, ==, 0);
  g_assert_cmpstr (scope, ==, "has-a-rate=41");
}

static void
test_scope_says_why_not (void)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *scope = NULL;

  add_peers (audit, 30);
  tally_test_audit_add_line (audit, "cu=ANCHOR; qty=1");
  tally_test_audit_add_line (audit, "cu=WIRE; qty=0");
  result = tally_test_audit_run (audit, "price-outlier");
  scope = tally_test_audit_dup_scope (result, "price-outlier");
  g_assert_cmpstr (scope, ==, "no-quantity=1,too-few-peers=1,in-scope=30");
}

/* Lines without a unit code are no peers of each other, however many there are. */
static void
test_what_has_no_unit_has_no_peers (void)
{
  static const char *const detectors[] = { "quantity-outlier", "price-outlier" };

  for (guint d = 0; d < G_N_ELEMENTS (detectors); d++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyAuditResult) result = NULL;
      g_autofree char *scope = NULL;
      for (guint i = 0; i < 40; i++)
        tally_test_audit_add_line (audit, "cu=; qty=3; price=30");
      tally_test_audit_add_line (audit, "cu=; qty=3000; price=30000000");
      result = tally_test_audit_run (audit, detectors[d]);
      scope = tally_test_audit_dup_scope (result, detectors[d]);
      g_assert_cmpuint (result->findings->len, ==, 0);
      g_assert_cmpstr (scope, ==, "no-unit=41");
    }
}

static void
test_relative_size (void)
{
  static const struct { const char *prices; const char *expected; } cases[] = {
    { "10 20 30 40 401", "relative-size - medium 361.00 1:5 $401.00 billed for ANC-M (Install), 10.0 times the next of 5 lines of that "
                         "unit, $40.00\n" },
    { "10 20 30 40 400", "" },
    { "10 20 30 401", "" },
    { "401 401 10 20 30 40", "" },
    { "0.01 0.01 0.01 0.01 999999999", "relative-size - critical 999999998.99 1:5 $999,999,999.00 billed for ANC-M (Install), "
                                       "99999999900.0 times the next of 5 lines of that unit, $0.01\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_auto (GStrv) prices = g_strsplit (cases[i].prices, " ", -1);
      for (guint j = 0; prices[j] != NULL; j++)
        {
          g_autofree char *values = g_strdup_printf ("price=%s", prices[j]);
          tally_test_audit_add_line (audit, values);
        }
      tally_test_audit_assert (audit, "relative-size", cases[i].expected);
    }
}

/* Department 10 has 300 lines with hardly a TRF, department 20 has 300 with mostly that. */
static void
add_departments (TallyTestAudit *audit,
                 guint           n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      tally_test_audit_add_line (audit, "cu=WIRE; dept=10; customer=Power");
      tally_test_audit_add_line (audit, i % 3 == 0 ? "cu=WIRE; dept=20; customer=Power" : "cu=TRF; dept=20; customer=Power");
    }
}

static void
test_rare_combinations (void)
{
  static const struct { guint n_lines; const char *line; guint n_same; const char *expected; } cases[] = {
    { 300, "cu=TRF; dept=10; customer=Power; price=1000", 1,
      "rare-combination - low 1000.00 1:601 TRF (Install) on 1 of 301 lines of department 10, customer Power; 101 expected by its "
      "share of all lines\n" },
    { 300, "cu=TRF; dept=10; customer=Power; price=50", 1, "" },  /* trivial: 5 % of the materiality */
    { 300, "cu=TRF; dept=10; customer=Power; price=1000", 3, "" }, /* no longer rare */
    { 300, "cu=NEW; dept=10; customer=Power; price=1000", 1, "" }, /* rare everywhere */
    { 300, "cu=TRF; dept=30; customer=Power; price=1000", 1, "" }, /* the department itself is rare */
    { 300, "cu=TRF; dept=; customer=; price=1000", 1, "" },
    { 20, "cu=TRF; dept=10; customer=Power; price=1000", 1, "" },  /* 7 expected */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      add_departments (audit, cases[i].n_lines);
      for (guint j = 0; j < cases[i].n_same; j++)
        tally_test_audit_add_line (audit, cases[i].line);
      tally_test_audit_assert (audit, "rare-combination", cases[i].expected);
    }
}

static double
draw_normal (TallyRandom *random)
{
  return sqrt (-2 * log (1 - tally_random_ratio (random))) * cos (2 * G_PI * tally_random_ratio (random));
}

/* @n_units units, each with its own usual quantity, spread and price; a planted line has ten times its quantity. */
static void
add_market (TallyTestAudit *audit,
            TallyRandom    *random,
            guint           n_units,
            guint           n_lines,
            guint           n_planted)
{
  g_autofree double *middles = g_new (double, n_units), *spreads = g_new (double, n_units);

  for (guint i = 0; i < n_units; i++)
    {
      middles[i] = 2 * draw_normal (random) + 2;
      spreads[i] = 0.1 + 0.4 * tally_random_ratio (random);
    }
  for (guint i = 0; i < n_lines; i++)
    {
      guint unit = tally_random_below (random, n_units), factor = i % (n_lines / n_planted) == 0 ? 10 : 1;
      double quantity = MAX (1, round (exp (middles[unit] + spreads[unit] * draw_normal (random)))) * factor;
      g_autofree char *values = g_strdup_printf ("row=%u; pole=P-%u; cu=U-%u; qty=%.0f; price=%.2f", i + 1, i, unit, quantity,
                                                 quantity * (3 + unit));
      tally_test_audit_add_line (audit, values);
    }
}

/* Goal of the audit: of the planted errors at least .8 are found, and of what is found at least .8 was planted.
 * (An error on an unusually small quantity may land on a usual one: nobody can see it.) */
static void
test_finds_planted_quantities (void)
{
  static const struct { guint64 seed; guint n_units; } cases[] = { { 1, 40 }, { 2, 120 }, { 3, 400 }, { 4, 400 } };
  const guint n_lines = 20000, n_planted = 30;
  guint n_all_right = 0, n_all_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      g_autoptr (TallyRandom) random = tally_random_new (cases[i].seed);
      g_autoptr (TallyAuditResult) result = NULL;
      guint n_right = 0;
      add_market (audit, random, cases[i].n_units, n_lines, n_planted);
      result = tally_test_audit_run (audit, "quantity-outlier");
      for (guint j = 0; j < result->findings->len; j++)
        {
          const TallyFinding *finding = result->findings->pdata[j];
          n_right += (g_array_index (finding->lines, TallyFindingLine, 0).row_id - 1) % (n_lines / n_planted) == 0;
        }
      g_test_message ("%u units: recall %.3f, precision %.3f", cases[i].n_units, n_right / (double) n_planted,
                      n_right / (double) MAX (result->findings->len, 1));
      n_all_right += n_right;
      n_all_found += result->findings->len;
    }
  g_assert_cmpuint (10 * n_all_right, >=, 8 * n_planted * G_N_ELEMENTS (cases));
  g_assert_cmpuint (10 * n_all_right, >=, 8 * n_all_found);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/unusual/quantities", test_quantities);
  g_test_add_func ("/audit/unusual/quantities-of-units-with-few-lines", test_quantities_of_units_with_few_lines);
  g_test_add_func ("/audit/unusual/quantities-that-are-mostly-one", test_quantities_that_are_mostly_one);
  g_test_add_func ("/audit/unusual/prices", test_prices);
  g_test_add_func ("/audit/unusual/prices-with-a-rate-are-left-alone", test_prices_with_a_rate_are_left_alone);
  g_test_add_func ("/audit/unusual/scope-says-why-not", test_scope_says_why_not);
  g_test_add_func ("/audit/unusual/what-has-no-unit-has-no-peers", test_what_has_no_unit_has_no_peers);
  g_test_add_func ("/audit/unusual/relative-size", test_relative_size);
  g_test_add_func ("/audit/unusual/rare-combinations", test_rare_combinations);
  g_test_add_func ("/audit/unusual/finds-planted-quantities", test_finds_planted_quantities);
  return g_test_run ();
}
