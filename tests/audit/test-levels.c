/* test-levels.c
 *
 * What few values are held against: variances drawn towards each other, kinds towards their unit and measure, and a
 * slip of a digit against chance.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-digits.h"
#include "tally-audit-levels.h"
#include "tally-audit-variances.h"

#include <math.h>

#include "tally-test.h"

/* As worked out to thirty digits from Smyth's formulas. */
static void
test_variances (void)
{
  static const struct { double variances[6]; guint degrees[6], n; double variance, draw; } cases[] = {
    { { 0.1, 0.2, 0.4, 1.6, 3.2 }, { 20, 20, 20, 20, 20 }, 5, 0.287244390526071, 1.77653809817552 },
    { { 0.5, 1, 2, 0.25, 4, 1 }, { 4, 10, 8, 30, 5, 6 }, 6, 0.880145053229846, 3.84485206265513 },
    { { 0.9, 1, 1.1, 1 }, { 10, 10, 10, 10 }, 4, 1.10053819330014, 200 }, /* they vary less than chance has it */
    { { 1e-6, 1, 1e6 }, { 50, 50, 50 }, 3, 9.33379692576311e-6, 0.145347295891457 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double variance, draw;
      tally_audit_variances_fit (cases[i].variances, cases[i].degrees, cases[i].n, &variance, &draw);
      g_assert_cmpfloat_with_epsilon (variance, cases[i].variance, 1e-9 * cases[i].variance);
      g_assert_cmpfloat_with_epsilon (draw, cases[i].draw, 1e-9 * cases[i].draw);
    }
}

/* --- levels ------------------------------------------------------------------------------------- */

#define LOWEST 5 /* no small whole number, whose spread is a floor */
#define N_UNITS 12
#define N_VALUES 9

/* Levels, and the values that they borrow. */
typedef struct {
  TallyAuditLevels *levels;
  GPtrArray        *values;
} World;

static void
world_init (World *self)
{
  self->levels = tally_audit_levels_new ();
  self->values = g_ptr_array_new_with_free_func (g_free);
}

static void
world_clear (World *self)
{
  tally_audit_levels_free (self->levels);
  g_ptr_array_unref (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

/* @n values about @centre, a tenth apart. */
static double *
add_kind (World      *self,
          const char *measure,
          gboolean    is_new_unit,
          double      centre,
          guint       n)
{
  double *sorted = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    sorted[i] = LOWEST + centre + 0.1 * (i - (n - 1) / 2.0);
  g_ptr_array_add (self->values, sorted);
  tally_audit_levels_add_kind (self->levels, measure, is_new_unit, FALSE, sorted, n);
  return sorted;
}

/* Twelve units, install and removal each, whose centres are @step apart. */
static void
add_units (World      *self,
           const char *measure,
           double      step)
{
  for (guint i = 0; i < N_UNITS; i++)
    {
      add_kind (self, measure, TRUE, step * i, N_VALUES);
      add_kind (self, measure, FALSE, step * i, N_VALUES);
    }
}

static TallyAuditForecast
forecast (const World *self,
          guint        kind,
          guint        index)
{
  TallyAuditForecast result = { 0 };

  g_assert_true (tally_audit_levels_forecast (self->levels, kind, index, &result));
  return result;
}

/* A unit of one line is expected where its measure is, its spread that of the units and of the lines. */
static void
test_a_single_value_is_held_against_its_measure (void)
{
  static const double steps[] = { 0.001, 0.1, 1 };
  double last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_auto (World) world = { 0 };
      TallyAuditForecast alone;
      double middle = LOWEST + steps[i] * (N_UNITS - 1) / 2;
      world_init (&world);
      add_units (&world, "EA", steps[i]);
      add_kind (&world, "EA", TRUE, 0, 1);
      tally_audit_levels_seal (world.levels);
      alone = forecast (&world, 2 * N_UNITS, 0);
      g_assert_cmpfloat_with_epsilon (alone.centre, middle, 1e-9 + 1e-3 * middle);
      g_assert_cmpuint (alone.n_siblings, ==, 0);
      g_assert_cmpuint (alone.n_others, ==, 2 * N_UNITS * N_VALUES);
      g_assert_cmpfloat (alone.spread, >, last);
      last = alone.spread;
    }
  g_assert_cmpfloat_with_epsilon (last, sqrt (13), 0.2); /* of 0 … 11: variance 13 */
}

/* The other kinds of work of a unit say more than the measure. */
static void
test_a_single_value_is_held_against_its_unit (void)
{
  g_auto (World) world = { 0 };
  TallyAuditForecast sibling;

  world_init (&world);
  add_units (&world, "EA", 1);
  add_kind (&world, "EA", TRUE, 9, 20);
  add_kind (&world, "EA", FALSE, 9, 1);
  tally_audit_levels_seal (world.levels);
  sibling = forecast (&world, 2 * N_UNITS + 1, 0);
  g_assert_cmpuint (sibling.n_siblings, ==, 20);
  g_assert_cmpfloat_with_epsilon (sibling.centre, LOWEST + 9, 0.02);
  g_assert_cmpfloat (sibling.spread, <, 0.8);
}

/* What is in question has no say: 2 or 2,000, the others expect the same. */
static void
test_a_value_has_no_say_about_itself (void)
{
  TallyAuditForecast before = { 0 };

  for (guint i = 0; i < 2; i++)
    {
      g_auto (World) world = { 0 };
      TallyAuditForecast last;
      double *sorted;
      world_init (&world);
      add_units (&world, "EA", 0.2);
      sorted = add_kind (&world, "EA", TRUE, 1, 30);
      sorted[29] += i == 0 ? 0 : 7;
      tally_audit_levels_seal (world.levels);
      last = forecast (&world, 2 * N_UNITS, 29);
      if (i > 0)
        {
          g_assert_cmpfloat_with_epsilon (last.centre, before.centre, 1e-3);
          g_assert_cmpfloat_with_epsilon (last.spread, before.spread, 1e-2);
        }
      before = last;
    }
}

/* A unit that is unlike its measure is judged by itself as soon as it can be. */
static void
test_a_unit_of_another_sort_is_judged_by_itself (void)
{
  static const guint sizes[] = { 2, 4, 6, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (World) world = { 0 };
      TallyAuditForecast middle = { 0 };
      world_init (&world);
      add_units (&world, "EA", 0.02);
      add_kind (&world, "EA", TRUE, 7, sizes[i]);
      tally_audit_levels_seal (world.levels);
      g_assert_cmpint (tally_audit_levels_forecast (world.levels, 2 * N_UNITS, sizes[i] / 2, &middle), ==, sizes[i] > 5);
      if (sizes[i] > 5)
        g_assert_cmpfloat_with_epsilon (middle.centre, LOWEST + 7, 0.1);
    }
}

static void
test_too_little_is_known (void)
{
  static const struct { guint n_kinds, n_values, n; gboolean is_known; } cases[] = {
    { 4, 30, 25, TRUE }, /* it is the fifth itself */
    { 3, 30, 25, FALSE }, { 4, 30, 4, FALSE }, { 5, 30, 1, TRUE }, { 5, 5, 1, FALSE }, { 6, 5, 1, TRUE }, { 0, 0, 25, FALSE },
    { 0, 0, 26, TRUE }, { 300, 4, 4, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (World) world = { 0 };
      TallyAuditForecast unused;
      world_init (&world);
      for (guint j = 0; j < cases[i].n_kinds; j++)
        add_kind (&world, "EA", TRUE, j % 5, cases[i].n_values);
      add_kind (&world, "EA", TRUE, 1, cases[i].n);
      add_units (&world, "FT", 0.1); /* says nothing about pieces */
      tally_audit_levels_seal (world.levels);
      g_assert_cmpint (tally_audit_levels_forecast (world.levels, cases[i].n_kinds, 0, &unused), ==, cases[i].is_known);
    }
}

/* --- slips -------------------------------------------------------------------------------------- */

static void
test_slips (void)
{
  static const struct { gint64 coefficient; gint32 exponent; gboolean is_slip; TallyAuditDigit digit; } cases[] = {
    { 3, 1, TRUE, TALLY_AUDIT_DIGIT_TOO_MANY },
    { 31, 0, FALSE, 0 },            /* nobody meant 3.1 */
    { 3, 0, FALSE, 0 },             /* as usual */
    { 3, -1, TRUE, TALLY_AUDIT_DIGIT_TOO_FEW },
    { 3, 2, FALSE, 0 },             /* 30 is as odd as 300 */
    { 0, 0, FALSE, 0 }, { -3, 1, FALSE, 0 }, { 3, 1000, FALSE, 0 }, { 3, -1000, FALSE, 0 },
  };
  const TallyAuditUsual usual = { .centre = log (3), .spread = 0.4, .degrees = 60 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyAuditDigit digit = TALLY_AUDIT_DIGIT_TOO_MANY;
      double ratio = tally_audit_digits_get_ratio (&usual, tally_decimal_new (cases[i].coefficient, cases[i].exponent), &digit);
      g_assert_cmpint (ratio > 1000, ==, cases[i].is_slip);
      g_assert_true (isfinite (ratio));
      if (cases[i].is_slip)
        g_assert_cmpint (digit, ==, cases[i].digit);
    }
}

/* The share of slips is what is seen, drawn towards one in a thousand. */
static void
test_share_of_slips (void)
{
  static const struct { guint n_slips; double ratio; guint64 n_all; double share; } cases[] = {
    { 0, 0, 0, 1e-3 }, { 0, 0, 999000, 1e-6 }, { 20, 1e9, 9000, 21e-4 }, { 1, 1e9, 1, 2 / 1001.0 }, { 40, 1.01, 9000, 1e-4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double ratios[40];
      for (guint j = 0; j < cases[i].n_slips; j++)
        ratios[j] = cases[i].ratio;
      g_assert_cmpfloat_with_epsilon (tally_audit_digits_fit_share (ratios, cases[i].n_slips, cases[i].n_all), cases[i].share,
                                      0.01 * cases[i].share);
    }
  g_assert_cmpfloat_with_epsilon (tally_audit_digits_get_chance (1, 0.25), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (tally_audit_digits_get_chance (27, 0.25), 0.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (tally_audit_digits_get_chance (0, 0.25), 1, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/levels/variances", test_variances);
  g_test_add_func ("/audit/levels/a-single-value-is-held-against-its-measure", test_a_single_value_is_held_against_its_measure);
  g_test_add_func ("/audit/levels/a-single-value-is-held-against-its-unit", test_a_single_value_is_held_against_its_unit);
  g_test_add_func ("/audit/levels/a-value-has-no-say-about-itself", test_a_value_has_no_say_about_itself);
  g_test_add_func ("/audit/levels/a-unit-of-another-sort-is-judged-by-itself", test_a_unit_of_another_sort_is_judged_by_itself);
  g_test_add_func ("/audit/levels/too-little-is-known", test_too_little_is_known);
  g_test_add_func ("/audit/levels/slips", test_slips);
  g_test_add_func ("/audit/levels/share-of-slips", test_share_of_slips);
  return g_test_run ();
}
