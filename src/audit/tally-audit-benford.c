/* tally-audit-benford.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-benford.h"

#include <math.h>

#include "tally-audit-stats.h"

static const struct { guint n_cells, first; TallyMoney below; } shapes[] = {
  [TALLY_AUDIT_DIGITS_FIRST] = { 9, 1, 10 },
  [TALLY_AUDIT_DIGITS_FIRST_TWO] = { 90, 10, 100 },
  [TALLY_AUDIT_DIGITS_FIRST_THREE] = { 900, 100, 1000 },
  [TALLY_AUDIT_DIGITS_SECOND] = { 10, 0, 100 },
};

guint
tally_audit_benford_get_n_cells (TallyAuditDigits digits)
{
  return shapes[digits].n_cells;
}

guint
tally_audit_benford_get_first (TallyAuditDigits digits)
{
  return shapes[digits].first;
}

guint
tally_audit_benford_find_cell (TallyAuditDigits digits,
                               TallyMoney       cents)
{
  TallyMoney below = shapes[digits].below;

  g_return_val_if_fail (cents > 0 && cents <= G_MAXINT64 / 1000, 0);
  while (cents < below / 10)
    cents *= 10;
  while (cents >= below)
    cents /= 10;
  return (guint) (digits == TALLY_AUDIT_DIGITS_SECOND ? cents % 10 : cents - shapes[digits].first);
}

double
tally_audit_benford_get_share (TallyAuditDigits digits,
                               guint            cell)
{
  double share = 0;

  if (digits != TALLY_AUDIT_DIGITS_SECOND)
    return log10 (1 + 1.0 / (shapes[digits].first + cell));
  for (guint first = 1; first <= 9; first++)
    share += log10 (1 + 1.0 / (10 * first + cell));
  return share;
}

/* Third central moment of a half-normal number of standard deviation 1 before it was folded. */
#define HALF_NORMAL_THIRD (sqrt (2 / G_PI) * (4 / G_PI - 1))

/* What the sum of the absolute deviations of all cells has under chance. */
typedef struct {
  double mean;
  double variance;
  double third;
} Chance;

static Chance
get_chance (TallyAuditDigits digits,
            guint64          n)
{
  double roots = 0, squares = 0;
  Chance chance = { 0 };

  for (guint i = 0; i < shapes[digits].n_cells; i++)
    {
      double p = tally_audit_benford_get_share (digits, i);
      double deviation = tally_audit_stats_binomial_deviation (n, p), root = p * sqrt (p / (1 - p));
      double variance = (double) n * p * (1 - p);
      chance.mean += deviation;
      chance.variance += variance - deviation * deviation;
      chance.third += variance * sqrt (variance) * HALF_NORMAL_THIRD;
      roots += root;
      squares += root * root;
    }
  chance.variance += (double) n / G_PI * (roots * roots - squares);
  return chance;
}

/* Of a gamma distribution with the same three moments (Pearson's type III). */
static double
get_tail (const Chance *chance,
          double        sum)
{
  double skew = chance->third / (chance->variance * sqrt (chance->variance)), root = 2 / skew;

  return tally_audit_stats_gamma_tail (root * root, root * root + root * (sum - chance->mean) / sqrt (chance->variance));
}

void
tally_audit_benford_fit (TallyAuditDigits      digits,
                         const gint64         *counts,
                         TallyAuditBenfordFit *out_fit)
{
  guint n_cells = shapes[digits].n_cells;
  double sum = 0;
  Chance chance;

  *out_fit = (TallyAuditBenfordFit) { .p_mad = 1, .p_chi_square = 1 };
  for (guint i = 0; i < n_cells; i++)
    out_fit->n += (guint64) MAX (counts[i], 0);
  if (out_fit->n == 0)
    return;
  for (guint i = 0; i < n_cells; i++)
    {
      double expected = (double) out_fit->n * tally_audit_benford_get_share (digits, i), off = (double) counts[i] - expected;
      sum += fabs (off);
      out_fit->chi_square += off * off / expected;
    }
  chance = get_chance (digits, out_fit->n);
  out_fit->mad = sum / (double) out_fit->n / n_cells;
  out_fit->chance_mad = chance.mean / (double) out_fit->n / n_cells;
  out_fit->p_mad = get_tail (&chance, sum);
  out_fit->p_chi_square = tally_audit_stats_chi_square_tail (out_fit->chi_square, n_cells - 1);
}

double
tally_audit_benford_get_z (gint64 count,
                           gint64 n,
                           double share)
{
  double difference = (double) count / (double) n - share, correction = 0.5 / (double) n;

  if (correction <= fabs (difference))
    difference -= copysign (correction, difference);
  return difference / sqrt (share * (1 - share) / (double) n);
}

double
tally_audit_benford_judge_arc (double mean_cosine,
                               double mean_sine,
                               gint64 n)
{
  return exp (-(mean_cosine * mean_cosine + mean_sine * mean_sine) * (double) n);
}

/* A collapsed amount x has the density 1 / (x ln 10) on 10 ≤ x < 100: mean 90 / ln 10 = 39.0865, mean square
 * (100² - 10²) / (2 ln 10); the mean of n such that fill the range evenly is 90 / (n (10^(1/n) - 1)). */
double
tally_audit_benford_judge_distortion (double  mean_collapsed,
                                      gint64  n,
                                      double *out_factor)
{
  double expected = 90 / ((double) n * expm1 (G_LN10 / (double) n)), mean = 90 / G_LN10;
  double deviation = sqrt (9900 / (2 * G_LN10) - mean * mean);

  *out_factor = (mean_collapsed - expected) / expected;
  return *out_factor * mean / deviation * sqrt ((double) n);
}
