/* tally-audit-digits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-digits.h"

#include <float.h>
#include <math.h>

/* Numbers so near are alike: how people round says nothing. */
#define ALIKE 1.1

/* One slip in a thousand quantities is believed before any is seen; a thousand quantities weigh as much. */
#define PRIOR_SLIPS 1
#define PRIOR_QUANTITIES 1000

/* What was meant must itself be usual: a slip is no better word for what nothing explains. */
#define MIN_MEANT 0.01

#define N_STEPS 50

/* How likely a quantity is one of those that are like @value. Of the tails, the smaller ones are subtracted: they are
 * exact. */
static double
get_likelihood (const TallyAuditUsual *usual,
                double                 value)
{
  double half = usual->is_whole ? 0.5 : 0, middle = exp (usual->centre);
  double low = MIN (value - half, value / ALIKE), high = MAX (value + half, value * ALIKE), below;

  if (low >= middle)
    return MAX (tally_audit_usual_get_tail (usual, low, FALSE) - tally_audit_usual_get_tail (usual, high, FALSE), 0);
  below = low > 0 ? tally_audit_usual_get_tail (usual, low, TRUE) : 0;
  if (high <= middle)
    return MAX (tally_audit_usual_get_tail (usual, high, TRUE) - below, 0);
  return MAX (1 - tally_audit_usual_get_tail (usual, high, FALSE) - below, 0);
}

double
tally_audit_digits_get_ratio (const TallyAuditUsual *usual,
                              TallyDecimal           quantity,
                              TallyAuditDigit       *out_digit)
{
  double value = MIN (tally_decimal_to_double (quantity), DBL_MAX / 100), meant;

  if (!(value > 0))
    return 0;
  *out_digit = log (value) > usual->centre ? TALLY_AUDIT_DIGIT_TOO_MANY : TALLY_AUDIT_DIGIT_TOO_FEW;
  if (*out_digit == TALLY_AUDIT_DIGIT_TOO_MANY && quantity.exponent < 1)
    return 0;
  meant = *out_digit == TALLY_AUDIT_DIGIT_TOO_MANY ? value / 10 : value * 10;
  if (tally_audit_usual_get_p_value (usual, meant) < MIN_MEANT)
    return 0;
  return get_likelihood (usual, meant) / MAX (get_likelihood (usual, value), DBL_MIN);
}

double
tally_audit_digits_get_chance (double ratio,
                               double share)
{
  return (1 - share) / (share * ratio + 1 - share);
}

double
tally_audit_digits_fit_share (const double *ratios,
                              guint         n_ratios,
                              guint64       n_all)
{
  double share = (double) PRIOR_SLIPS / PRIOR_QUANTITIES;

  for (guint step = 0; step < N_STEPS; step++)
    {
      double n_slips = PRIOR_SLIPS;
      for (guint i = 0; i < n_ratios; i++)
        n_slips += 1 - tally_audit_digits_get_chance (ratios[i], share);
      share = n_slips / ((double) n_all + PRIOR_QUANTITIES);
    }
  return share;
}
