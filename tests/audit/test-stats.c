/* test-stats.c
 *
 * Robust statistics and tails of distributions, held against values of printed tables and exact sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-stats.h"

#include <float.h>
#include <math.h>

#include "tally-test.h"

/* What a tail must be exact to. */
#define RELATIVE 1e-9

static void
assert_near (double actual,
             double expected)
{
  g_assert_cmpfloat_with_epsilon (actual, expected, RELATIVE * fabs (expected) + DBL_MIN);
}

static void
test_robust (void)
{
  static const struct { double values[6]; guint n; double median, mad; } cases[] = {
    { { 7 }, 1, 7, 0 },
    { { 1, 3 }, 2, 2, 1 },
    { { 9, 1, 3, 2 }, 4, 2.5, 1 },
    { { 100, 1, 4, 2, 3 }, 5, 3, 1 },
    { { 5, 5, 5, 5, 5, 900 }, 6, 5, 0 },
    { { -4, 0, 1, 2, 3, 50 }, 6, 1.5, 1.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double values[6];
      memcpy (values, cases[i].values, sizeof values);
      tally_audit_stats_sort (values, cases[i].n);
      assert_near (tally_audit_stats_get_median (values, cases[i].n), cases[i].median);
      assert_near (tally_audit_stats_get_mad (values, cases[i].n), cases[i].mad);
    }
  assert_near (tally_audit_stats_get_modified_z (10, 3, 2, 0.5), 0.6745 * 3.5);
  assert_near (tally_audit_stats_get_modified_z (1, 3, 0, 0.5), -0.6745 * 4);
}

/* The two-pointer way finds what sorting all distances finds. */
static void
test_mad_is_the_median_distance (void)
{
  double values[101], distances[101];

  for (guint n = 1; n <= 101; n++)
    {
      double median;
      for (guint i = 0; i < n; i++)
        values[i] = sin (i * 12.9898 + n) * 1000;
      tally_audit_stats_sort (values, n);
      median = tally_audit_stats_get_median (values, n);
      for (guint i = 0; i < n; i++)
        distances[i] = fabs (values[i] - median);
      tally_audit_stats_sort (distances, n);
      assert_near (tally_audit_stats_get_mad (values, n), tally_audit_stats_get_median (distances, n));
    }
}

static void
test_normal (void)
{
  static const struct { double z, tail; } cases[] = {
    { 0, 0.5 }, { 1.959963984540054, 0.025 }, { 2.575829303548901, 0.005 }, { 3.5, 2.3262907903552504e-4 },
    { 10, 7.619853024160525e-24 }, { -1.959963984540054, 0.975 }, { 37, 5.725571222524577e-300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (tally_audit_stats_normal_tail (cases[i].z), cases[i].tail);
  assert_near (tally_audit_stats_normal_tail (1e6), 0);
}

static void
test_chi_square (void)
{
  static const struct { double x; guint degrees; double tail; } cases[] = {
    { 3.841458820694124, 1, 0.05 }, { 15.507313055865453, 8, 0.05 }, { 20.090235029663233, 8, 0.01 },
    { 16.918977604620448, 9, 0.05 }, { 112.02198574980785, 89, 0.05 }, { 123.2252214533618, 99, 0.05 },
    { 134.64161685578915, 99, 0.01 }, { 0, 5, 1 }, { -3, 5, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (tally_audit_stats_chi_square_tail (cases[i].x, cases[i].degrees), cases[i].tail);
  assert_near (tally_audit_stats_chi_square_tail (50, 2), exp (-25));
  assert_near (tally_audit_stats_gamma_tail (1, 700), exp (-700));
  assert_near (tally_audit_stats_chi_square_tail (1e18, 899), 0);
}

/* C(n, k) p^k q^(n-k), added up as it stands. */
static double
sum_binomial (guint  k,
              guint  n,
              double p)
{
  double sum = 0;

  for (guint i = n; i + 1 > k; i--)
    {
      double term = 1;
      for (guint j = 0; j < i; j++)
        term *= (double) (n - j) / (double) (i - j) * p;
      for (guint j = i; j < n; j++)
        term *= 1 - p;
      sum += term;
      if (i == 0)
        break;
    }
  return sum;
}

static void
test_binomial (void)
{
  static const double shares[] = { 0.001, 0.01, 0.2, 0.5, 0.83, 0.999 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    for (guint k = 0; k <= 40; k++)
      assert_near (tally_audit_stats_binomial_tail (k, 40, shares[i]), sum_binomial (k, 40, shares[i]));
  assert_near (tally_audit_stats_binomial_tail (5, 10, 0.5), 0.623046875);
  assert_near (tally_audit_stats_binomial_tail (60, 100, 0.5), 0.028443966820490395);
  assert_near (tally_audit_stats_binomial_tail (1000, 1000, 0.5), pow (0.5, 1000));
  assert_near (tally_audit_stats_binomial_tail (11, 10, 0.5), 0);
  assert_near (tally_audit_stats_binomial_tail (1, 10, 0), 0);
  assert_near (tally_audit_stats_binomial_tail (10, 10, 1), 1);
  assert_near (tally_audit_stats_binomial_tail (0, 0, 0.5), 1);
}

/* The mean distance, added up over all outcomes. */
static void
test_binomial_deviation (void)
{
  static const struct { guint n; double p; } cases[] = { { 1, 0.3 }, { 7, 0.5 }, { 300, 0.0044 }, { 1000, 0.301 }, { 40, 0.99 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double mean = cases[i].n * cases[i].p, sum = 0, tail = 1;
      for (guint k = 0; k <= cases[i].n; k++)
        {
          double next = tally_audit_stats_binomial_tail (k + 1, cases[i].n, cases[i].p);
          sum += fabs (k - mean) * (tail - next);
          tail = next;
        }
      g_assert_cmpfloat_with_epsilon (tally_audit_stats_binomial_deviation (cases[i].n, cases[i].p), sum, 1e-9);
    }
  assert_near (tally_audit_stats_binomial_deviation (10, 0), 0);
}

static void
test_counts (void)
{
  assert_near (tally_audit_stats_poisson_tail (1, 1), 1 - exp (-1));
  assert_near (tally_audit_stats_poisson_tail (10, 1), 1.1142547833872067e-7);
  assert_near (tally_audit_stats_poisson_head (0, 20), exp (-20));
  assert_near (tally_audit_stats_poisson_head (2, 20), 221 * exp (-20));
  assert_near (tally_audit_stats_poisson_head (4, 3) + tally_audit_stats_poisson_tail (5, 3), 1);
  assert_near (tally_audit_stats_poisson_tail (3, 0), 0);
  assert_near (tally_audit_stats_poisson_head (3, 0), 1);
  /* A geometric distribution is the negative binomial of size 1: mean 4, variance 20, p = 1/5. */
  for (guint k = 0; k < 60; k += 7)
    assert_near (tally_audit_stats_count_tail (k, 4, 20), pow (0.8, k));
  assert_near (tally_audit_stats_count_tail (10, 1, 1), tally_audit_stats_poisson_tail (10, 1));
  assert_near (tally_audit_stats_count_tail (10, 1, 0), tally_audit_stats_poisson_tail (10, 1));
}

static void
test_student (void)
{
  static const struct { double t, degrees, tail; } cases[] = {
    { 3.0776835371752527, 1, 0.1 }, { 4.5, 3, 0.010245206172226705 }, { 5, 7.5, 0.00063811140175849058 },
    { 0.1, 2, 0.46473271920707009 }, { 4, 25, 0.00024772183526604395 }, { 6, 1000, 1.3776845866887346e-9 },
    { 5, 1e6, 2.8669989354453708e-7 }, { 40, 4, 1.1670081613006343e-6 }, { -2, 10, 0.96330598261462982 },
    { 0.001, 3, 0.49963244748473047 }, { 2.5, 100, 0.0070228945620385887 }, { 1.5, 0.5, 0.25395089532405422 }, { 0, 5, 0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (tally_audit_stats_student_tail (cases[i].t, cases[i].degrees), cases[i].tail);
  for (double t = 0.25; t < 8; t += 0.25)
    g_assert_cmpfloat_with_epsilon (tally_audit_stats_student_tail (t, 1e9), tally_audit_stats_normal_tail (t),
                                    1e-6 * tally_audit_stats_normal_tail (t));
}

/* Nothing that a store can hold stops or breaks a tail. */
static void
test_hostile_arguments_give_chances (void)
{
  static const guint64 counts[] = { 0, 1, 26, 1000, 1000000, 1000000000 };
  static const double reals[] = { 1e-300, 1e-9, 0.5, 1, 300, 1e6, 1e9 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (reals); j++)
      {
        const double tails[] = {
          tally_audit_stats_binomial_tail (counts[i], 2 * counts[i], MIN (reals[j], 1)),
          tally_audit_stats_poisson_tail (counts[i], reals[j]),
          tally_audit_stats_poisson_head (counts[i], reals[j]),
          tally_audit_stats_count_tail (counts[i], reals[j], 3 * reals[j]),
          tally_audit_stats_gamma_tail (reals[j], (double) counts[i]),
          tally_audit_stats_student_tail ((double) counts[i] - 1, reals[j]),
          tally_audit_stats_student_tail (reals[j], (double) counts[i]),
          tally_audit_stats_student_tail (-INFINITY, reals[j]),
          tally_audit_stats_student_tail (NAN, reals[j]),
        };
        for (guint k = 0; k < G_N_ELEMENTS (tails); k++)
          g_assert_true (tails[k] >= 0 && tails[k] <= 1);
      }
}

static void
test_numbers_for_people (void)
{
  char text[TALLY_AUDIT_STATS_BUFFER_SIZE];

  g_assert_cmpstr (tally_audit_stats_format (3.14159, 2, text), ==, "3.14");
  g_assert_cmpstr (tally_audit_stats_format (-0.5, 0, text), ==, "-0");
  g_assert_cmpstr (tally_audit_stats_format (1e300, 0, text), ==, "1000000000000000");
  g_assert_cmpstr (tally_audit_stats_format_chance (0.0345, text), ==, "0.035");
  g_assert_cmpstr (tally_audit_stats_format_chance (0.0000123, text), ==, "0.000012");
  g_assert_cmpstr (tally_audit_stats_format_chance (1e-80, text), ==, "less than 0.000001");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/audit/stats/robust", test_robust);
  g_test_add_func ("/audit/stats/mad-is-the-median-distance", test_mad_is_the_median_distance);
  g_test_add_func ("/audit/stats/normal", test_normal);
  g_test_add_func ("/audit/stats/chi-square", test_chi_square);
  g_test_add_func ("/audit/stats/binomial", test_binomial);
  g_test_add_func ("/audit/stats/binomial-deviation", test_binomial_deviation);
  g_test_add_func ("/audit/stats/counts", test_counts);
  g_test_add_func ("/audit/stats/student", test_student);
  g_test_add_func ("/audit/stats/hostile-arguments-give-chances", test_hostile_arguments_give_chances);
  g_test_add_func ("/audit/stats/numbers-for-people", test_numbers_for_people);
  return g_test_run ();
}
