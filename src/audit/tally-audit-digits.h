/* tally-audit-digits.h
 *
 * A digit too many or too few: how much better a quantity is explained by a slip of the hand than by chance, and
 * how often such slips are made (a mixture of two groups: Efron, Tibshirani, Storey and Tusher 2001). Pure functions,
 * any thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-usual.h"
#include "tally-number.h"

G_BEGIN_DECLS

/**
 * TallyAuditDigit:
 * @TALLY_AUDIT_DIGIT_TOO_MANY: a tenth of it was meant
 * @TALLY_AUDIT_DIGIT_TOO_FEW: ten times as much was meant
 */
typedef enum {
  TALLY_AUDIT_DIGIT_TOO_MANY,
  TALLY_AUDIT_DIGIT_TOO_FEW,
} TallyAuditDigit;

/**
 * tally_audit_digits_get_ratio:
 * @usual: what is usual
 * @quantity: a quantity, more than 0
 * @out_digit: (out): what the slip would be
 *
 * Of numbers within a tenth (and half a whole) of what was meant and of what was written: how likely the first ones
 * are, by how likely the second ones. People like round numbers: that 10 is written oftener than 9 or 11 is no
 * evidence, so that no single number is compared. A digit too many leaves a whole number that ends in 0; what was meant
 * must be usual.
 *
 * Returns: the likelihood ratio of the slip; 0 = it can be none
 */
double tally_audit_digits_get_ratio  (const TallyAuditUsual  *usual,
                                      TallyDecimal            quantity,
                                      TallyAuditDigit        *out_digit);

/**
 * tally_audit_digits_fit_share:
 * @ratios: (array length=n_ratios): the ratios of all that may be slips
 * @n_ratios: how many
 * @n_all: how many quantities there are in all
 *
 * The mode of the share under a belief of one in a thousand that a thousand quantities outweigh, by a fixed number of
 * steps of expectation and maximisation: the same input gives the same share. O(@n_ratios).
 *
 * Returns: the share of quantities that are slips, above 0 and below 1
 */
double tally_audit_digits_fit_share  (const double           *ratios,
                                      guint                   n_ratios,
                                      guint64                 n_all);

/**
 * tally_audit_digits_get_chance:
 * @ratio: likelihood ratio of a slip
 * @share: share of quantities that are slips, 0 … 1
 *
 * Returns: how likely the quantity is none after all (the local false discovery rate)
 */
double tally_audit_digits_get_chance (double                  ratio,
                                      double                  share);

G_END_DECLS
