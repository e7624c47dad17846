/* tally-audit-variances.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-variances.h"

#include <math.h>

/* Halvings after which a double is found. */
#define N_HALVINGS 100

/* Both by their recurrence up to where their series hold (DLMF 5.11.2, 5.15.8). */
static double
get_digamma (double x)
{
  double sum = 0, square;

  for (; x < 10; x++)
    sum -= 1 / x;
  square = 1 / (x * x);
  return sum + log (x) - 1 / (2 * x) - square * (1 / 12.0 - square * (1 / 120.0 - square * (1 / 252.0 - square * (1 / 240.0 - square / 132))));
}

static double
get_trigamma (double x)
{
  double sum = 0, square;

  for (; x < 10; x++)
    sum += 1 / (x * x);
  square = 1 / (x * x);
  return sum + 1 / x + square / 2
         + square / x * (1 / 6.0 - square * (1 / 30.0 - square * (1 / 42.0 - square * (1 / 30.0 - square * 5 / 66))));
}

/* Where the trigamma function, which falls, has the value @y: on the logarithmic scale between what it is at the weakest
 * and at the strongest draw. */
static double
invert_trigamma (double y)
{
  double low = -30, high = log (TALLY_AUDIT_VARIANCES_MAX_DEGREES / 2.0);

  if (y <= get_trigamma (exp (high)))
    return exp (high);
  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (low + high) / 2;
      if (get_trigamma (exp (middle)) > y)
        low = middle;
      else
        high = middle;
    }
  return exp (high);
}

void
tally_audit_variances_fit (const double *variances,
                           const guint  *degrees,
                           guint         n,
                           double       *out_variance,
                           double       *out_degrees)
{
  g_autofree double *logs = g_new (double, n);
  double mean = 0, spread = 0, chance = 0, half;

  for (guint i = 0; i < n; i++)
    {
      half = degrees[i] / 2.0;
      logs[i] = log (variances[i]) - get_digamma (half) + log (half);
      mean += logs[i] / n;
      chance += get_trigamma (half) / n;
    }
  for (guint i = 0; i < n; i++)
    spread += (logs[i] - mean) * (logs[i] - mean) / (n - 1);
  half = invert_trigamma (spread - chance);
  *out_degrees = 2 * half;
  *out_variance = exp (mean + get_digamma (half) - log (half));
}
