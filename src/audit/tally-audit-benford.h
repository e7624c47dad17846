/* tally-audit-benford.h
 *
 * How leading digits fall where amounts spread over several powers of ten (Benford 1938), and whether a sample
 * falls otherwise than chance lets it: the mean absolute deviation against what chance alone gives for that
 * many amounts, since fixed limits call every small perfect sample wrong. Pure functions, any thread. Depends
 * on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"

G_BEGIN_DECLS

#define TALLY_AUDIT_BENFORD_MAX_CELLS 900

/**
 * TallyAuditDigits:
 * @TALLY_AUDIT_DIGITS_FIRST: 1 … 9
 * @TALLY_AUDIT_DIGITS_FIRST_TWO: 10 … 99
 * @TALLY_AUDIT_DIGITS_FIRST_THREE: 100 … 999
 * @TALLY_AUDIT_DIGITS_SECOND: 0 … 9
 */
typedef enum {
  TALLY_AUDIT_DIGITS_FIRST,
  TALLY_AUDIT_DIGITS_FIRST_TWO,
  TALLY_AUDIT_DIGITS_FIRST_THREE,
  TALLY_AUDIT_DIGITS_SECOND,
} TallyAuditDigits;

/**
 * TallyAuditBenfordFit:
 * @n: amounts
 * @mad: mean absolute deviation of the shares
 * @chance_mad: what chance alone gives on average
 * @p_mad: how likely chance gives @mad or more
 * @chi_square: Pearson's statistic
 * @p_chi_square: how likely chance gives it or more
 */
typedef struct {
  guint64 n;
  double  mad;
  double  chance_mad;
  double  p_mad;
  double  chi_square;
  double  p_chi_square;
} TallyAuditBenfordFit;

/**
 * tally_audit_benford_get_n_cells:
 * @digits: which digits
 *
 * Returns: 9, 90, 900, 10
 */
guint  tally_audit_benford_get_n_cells   (TallyAuditDigits       digits);

/**
 * tally_audit_benford_get_first:
 * @digits: which digits
 *
 * Returns: what the digits of the first cell are: 1, 10, 100, 0
 */
guint  tally_audit_benford_get_first     (TallyAuditDigits       digits);

/**
 * tally_audit_benford_find_cell:
 * @digits: which digits
 * @cents: an amount, 1 or more
 *
 * Returns: the cell that it falls into; what an amount has too few digits for are zeros behind it
 */
guint  tally_audit_benford_find_cell     (TallyAuditDigits       digits,
                                          TallyMoney             cents);

/**
 * tally_audit_benford_get_share:
 * @digits: which digits
 * @cell: a cell
 *
 * Returns: the share of amounts that falls into it
 */
double tally_audit_benford_get_share     (TallyAuditDigits       digits,
                                          guint                  cell);

/**
 * tally_audit_benford_fit:
 * @digits: which digits
 * @counts: (array): amounts in each cell
 * @out_fit: (out caller-allocates): how well they fall
 *
 * The deviation's distribution under chance: its exact mean (De Moivre), its variance with the first term of
 * the covariances, the skewness of folded normal numbers, of gamma's form.
 */
void   tally_audit_benford_fit           (TallyAuditDigits       digits,
                                          const gint64          *counts,
                                          TallyAuditBenfordFit  *out_fit);

/**
 * tally_audit_benford_get_z:
 * @count: amounts in a cell
 * @n: all amounts
 * @share: the share that should be
 *
 * Returns: how many standard errors too many (or too few, negative) there are, with the continuity correction
 *   unless that is larger than the difference (Nigrini 2011)
 */
double tally_audit_benford_get_z         (gint64                 count,
                                          gint64                 n,
                                          double                 share);

/**
 * tally_audit_benford_judge_arc:
 * @mean_cosine: mean cosine of the mantissas as angles
 * @mean_sine: mean sine
 * @n: amounts
 *
 * The mantissa arc test (Alexander 2009): Rayleigh's.
 *
 * Returns: how likely the middle of the mantissas lies so far from that of the circle
 */
double tally_audit_benford_judge_arc     (double                 mean_cosine,
                                          double                 mean_sine,
                                          gint64                 n);

/**
 * tally_audit_benford_judge_distortion:
 * @mean_collapsed: mean of the amounts, each brought to 10 ≤ x < 100
 * @n: amounts, 1 or more
 * @out_factor: (out): distortion factor: by what share amounts are too large (or too small, negative)
 *
 * Nigrini's distortion factor model (1992) with the standard deviation of collapsed amounts as it follows from
 * their density.
 *
 * Returns: how many standard errors that is
 */
double tally_audit_benford_judge_distortion (double              mean_collapsed,
                                             gint64              n,
                                             double             *out_factor);

G_END_DECLS
