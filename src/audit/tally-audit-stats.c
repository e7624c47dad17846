/* tally-audit-stats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-stats.h"

#include <float.h>
#include <math.h>

/* What makes the median distance of a normal sample its standard deviation: its third quartile. */
#define NORMAL_QUARTILE 0.6745

/* Steps after which a sum has converged for any arguments that a store can give; a bound, never a result. */
#define MAX_STEPS 10000000

/* Bounds of what a distribution of Student's is asked, so that every answer is a number; beyond the degrees of freedom it
 * is the normal distribution. */
#define MIN_DEGREES 1e-6
#define MAX_DEGREES 1e9
#define MAX_SQUARE 1e200

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
tally_audit_stats_sort (double *values,
                        guint   n_values)
{
  if (n_values > 1) /* an empty array may be NULL, which qsort() does not take */
    qsort (values, n_values, sizeof *values, compare_doubles);
}

double
tally_audit_stats_get_median (const double *sorted,
                              guint         n_values)
{
  g_return_val_if_fail (n_values > 0, 0);
  return (sorted[(n_values - 1) / 2] + sorted[n_values / 2]) / 2;
}

/* Distances grow from the middle outwards: they are taken from both ends, the largest first, until only
 * those up to the median distance are left. */
double
tally_audit_stats_get_mad (const double *sorted,
                           guint         n_values)
{
  double median = tally_audit_stats_get_median (sorted, n_values);
  guint low = 0, high = n_values - 1;
  double above = 0, last = 0;

  for (guint taken = 0; taken < n_values - (n_values - 1) / 2; taken++)
    {
      above = last;
      if (median - sorted[low] > sorted[high] - median)
        last = median - sorted[low++];
      else
        last = sorted[high--] - median;
    }
  return n_values % 2 == 1 ? last : (above + last) / 2;
}

double
tally_audit_stats_get_modified_z (double value,
                                  double median,
                                  double mad,
                                  double floor)
{
  return NORMAL_QUARTILE * (value - median) / MAX (mad, floor);
}

double
tally_audit_stats_normal_tail (double z)
{
  return erfc (z * G_SQRT2 / 2) / 2;
}

/* What Stirling's formula leaves of ln n!: by its series, or by what it was made from (Loader 2000, "Fast
 * and accurate computation of binomial probabilities"). */
static double
get_stirling_error (double n)
{
  double n2 = n * n;

  if (n > 15)
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / n2) / n2) / n2) / n2) / n;
  return lgamma (n + 1) - (n + 0.5) * log (n) + n - log (2 * G_PI) / 2;
}

/* x ln (x / mean) + mean - x, without the loss of digits where both are near (the same). */
static double
get_deviance (double x,
              double mean)
{
  double ratio = (x - mean) / (x + mean), sum = (x - mean) * ratio, term = 2 * x * ratio, next;

  if (fabs (ratio) >= 0.1)
    return x * log (x / mean) + mean - x;
  for (guint i = 1; i < 1000; i++)
    {
      term *= ratio * ratio;
      next = sum + term / (2 * i + 1);
      if (fabs (next - sum) <= fabs (sum) * DBL_EPSILON / 8)
        break;
      sum = next;
    }
  return sum;
}

/* mean^x e^-mean / x!, for any x > 0. */
static double
get_poisson_density (double x,
                     double mean)
{
  return x <= 0 ? exp (-mean) : exp (-get_stirling_error (x) - get_deviance (x, mean)) / sqrt (2 * G_PI * x);
}

/* n! / (x! (n-x)!) p^x q^(n-x), for any 0 < x < n. */
static double
get_binomial_density (double x,
                      double n,
                      double p)
{
  double q = 1 - p, error;

  if (x <= 0 || x >= n)
    return x <= 0 ? exp (n * log1p (-p)) : exp (n * log (p));
  error = get_stirling_error (n) - get_stirling_error (x) - get_stirling_error (n - x);
  return exp (error - get_deviance (x, n * p) - get_deviance (n - x, n * q)) * sqrt (n / (2 * G_PI * x * (n - x)));
}

/* P (X ≥ k) from P (X = k) where the terms fall. */
static double
sum_binomial_up (guint64 k,
                 guint64 n,
                 double  p)
{
  double term = 1, sum = 1;

  for (guint64 i = k; i < MIN (n, k + MAX_STEPS) && term > sum * DBL_EPSILON / 8; i++)
    {
      term *= (double) (n - i) / (double) (i + 1) * p / (1 - p);
      sum += term;
    }
  return sum * get_binomial_density ((double) k, (double) n, p);
}

double
tally_audit_stats_binomial_tail (guint64 k,
                                 guint64 n,
                                 double  p)
{
  if (k == 0 || p >= 1)
    return k <= n ? 1 : 0;
  if (k > n || p <= 0)
    return 0;
  if ((double) k >= (double) n * p)
    return MIN (sum_binomial_up (k, n, p), 1);
  return MAX (1 - sum_binomial_up (n - k + 1, n, 1 - p), 0);
}

double
tally_audit_stats_binomial_deviation (guint64 n,
                                      double  p)
{
  double next = floor ((double) n * p) + 1;

  if (p <= 0 || p >= 1)
    return 0;
  return next > (double) n ? 2 * (double) n * (1 - p) * exp ((double) n * log (p))
                           : 2 * next * (1 - p) * get_binomial_density (next, (double) n, p);
}

/* The same of Poisson's; the ratio of a negative binomial's terms is that of Poisson's with a mean that grows. */
static double
sum_counts_up (guint64 k,
               double  base,
               double  growth)
{
  double term = 1, sum = 1;

  for (guint64 i = k; i < k + MAX_STEPS && term > sum * DBL_EPSILON / 8; i++)
    {
      term *= (base + growth * (double) i) / (double) (i + 1);
      sum += term;
    }
  return sum;
}

static double
sum_counts_down (guint64 k,
                 double  base,
                 double  growth)
{
  double term = 1, sum = 1;

  for (guint64 i = k; i > 0 && k - i < MAX_STEPS && term > sum * DBL_EPSILON / 8; i--)
    {
      term *= (double) i / (base + growth * (double) (i - 1));
      sum += term;
    }
  return sum;
}

double
tally_audit_stats_poisson_tail (guint64 k,
                                double  mean)
{
  if (k == 0 || mean <= 0)
    return k == 0 ? 1 : 0;
  if ((double) k >= mean)
    return MIN (sum_counts_up (k, mean, 0) * get_poisson_density ((double) k, mean), 1);
  return MAX (1 - tally_audit_stats_poisson_head (k - 1, mean), 0);
}

double
tally_audit_stats_poisson_head (guint64 k,
                                double  mean)
{
  if (mean <= 0)
    return 1;
  if ((double) k >= mean)
    return MAX (1 - tally_audit_stats_poisson_tail (k + 1, mean), 0);
  return MIN (sum_counts_down (k, mean, 0) * get_poisson_density ((double) k, mean), 1);
}

double
tally_audit_stats_count_tail (guint64 k,
                              double  mean,
                              double  variance)
{
  double size, p, density;

  if (k == 0 || mean <= 0 || variance <= mean * (1 + 1e-9))
    return tally_audit_stats_poisson_tail (k, mean);
  size = mean * mean / (variance - mean);
  p = mean / variance;
  density = size / (size + (double) k) * get_binomial_density (size, size + (double) k, p);
  if ((double) k >= mean)
    return MIN (sum_counts_up (k, size * (1 - p), 1 - p) * density, 1);
  density *= (double) k / ((1 - p) * (size + (double) k - 1));
  return MAX (1 - sum_counts_down (k - 1, size * (1 - p), 1 - p) * density, 0);
}

/* Lentz's way through the continued fraction of the upper function (DLMF 8.9.2). */
static double
get_gamma_fraction (double shape,
                    double x)
{
  double b = x + 1 - shape, c = 1 / DBL_MIN, d = 1 / b, h = d;

  for (guint i = 1; i < MAX_STEPS; i++)
    {
      double a = -(double) i * (i - shape), step;
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      step = c * d;
      h *= step;
      if (fabs (step - 1) < DBL_EPSILON)
        break;
    }
  return h;
}

double
tally_audit_stats_gamma_tail (double shape,
                              double x)
{
  double density, term = 1, sum = 1;

  if (x <= 0)
    return 1;
  density = get_poisson_density (shape, x);
  if (x >= shape + 1)
    return MIN (density * shape * get_gamma_fraction (shape, x), 1);
  for (guint i = 1; i < MAX_STEPS && term > sum * DBL_EPSILON / 8; i++)
    {
      term *= x / (shape + i);
      sum += term;
    }
  return MAX (1 - density * sum, 0);
}

double
tally_audit_stats_chi_square_tail (double x,
                                   guint  degrees)
{
  return tally_audit_stats_gamma_tail (degrees / 2.0, x / 2);
}

/* Lentz's way through the continued fraction of the incomplete beta function (DLMF 8.17.22). */
static double
get_beta_fraction (double a,
                   double b,
                   double x)
{
  double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d;

  for (guint i = 1; i < MAX_STEPS; i++)
    {
      double even = i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i));
      double odd = -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1)), step;
      d = 1 / (1 + even * d);
      c = 1 + even / c;
      h *= c * d;
      d = 1 / (1 + odd * d);
      c = 1 + odd / c;
      step = c * d;
      h *= step;
      if (fabs (step - 1) < DBL_EPSILON)
        break;
    }
  return h;
}

/* ln of Γ (a + 1/2) / Γ (a): by its series where the difference of two large logarithms would lose digits (DLMF 5.11.13). */
static double
get_log_gamma_step (double a)
{
  if (a >= 50)
    return log (a) / 2 - 1 / (8 * a) + 1 / (192 * a * a * a) - 1 / (640 * pow (a, 5));
  return lgamma (a + 0.5) - lgamma (a);
}

double
tally_audit_stats_student_tail (double t,
                                double degrees)
{
  double n = CLAMP (degrees, MIN_DEGREES, MAX_DEGREES), a = n / 2, square = CLAMP (t * t, 0, MAX_SQUARE);
  double near_one = square / (n + square), scale, tail;

  if (!(square > 0))
    return 0.5;
  scale = exp (get_log_gamma_step (a) - a * log1p (square / n)) * sqrt (near_one / G_PI);
  if (1 - near_one < (a + 1) / (a + 2.5))
    tail = scale / a * get_beta_fraction (a, 0.5, 1 - near_one) / 2;
  else
    tail = 0.5 - scale * get_beta_fraction (0.5, a, near_one);
  tail = CLAMP (tail, 0, 0.5);
  return t > 0 ? tail : 1 - tail;
}

const char *
tally_audit_stats_format (double  value,
                          guint   places,
                          char   *buffer)
{
  const char format[] = { '%', '.', (char) ('0' + MIN (places, 9)), 'f', '\0' };

  return g_ascii_formatd (buffer, TALLY_AUDIT_STATS_BUFFER_SIZE, format, CLAMP (value, -1e15, 1e15));
}

const char *
tally_audit_stats_format_chance (double  p_value,
                                 char   *buffer)
{
  if (p_value < 1e-6)
    g_strlcpy (buffer, "less than 0.000001", TALLY_AUDIT_STATS_BUFFER_SIZE);
  else
    tally_audit_stats_format (p_value, p_value < 0.001 ? 6 : 3, buffer);
  return buffer;
}
