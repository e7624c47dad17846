/* tally-learn-measure.h
 *
 * How good scores are, held against what turned out to be true. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyLearnMeasures:
 * @n: rows with a label
 * @n_positive: of these, positive ones
 * @auc: area under the ROC curve: the chance that a positive row has more score than a negative one, ties count half;
 *   NaN with one class only
 * @average_precision: mean of the precision at each positive row, tied rows taken as one step (as the field's libraries
 *   do it); NaN without positive rows
 * @brier: mean square of score - label (Brier 1950), for probabilities
 * @ece: expected calibration error: over 10 bins of equal width, |mean score - share of positive rows| weighted by rows
 *   (Naeini 2015)
 * @review_share_95: share of the rows, highest score first, tied ones in the order of the table, that have to be looked
 *   at until 95 % of the positive ones are seen; NaN without any
 *
 * What scores are worth.
 */
typedef struct {
  gsize  n;
  gsize  n_positive;
  double auc;
  double average_precision;
  double brier;
  double ece;
  double review_share_95;
} TallyLearnMeasures;

/**
 * tally_learn_measure:
 * @scores: (array length=n_rows): finite scores
 * @labels: (array length=n_rows): 0, 1, or -1 = unknown: left out
 * @n_rows: how many
 * @out_measures: (out caller-allocates): what they are worth
 *
 * Measures scores. O(n log n).
 */
void tally_learn_measure (const double       *scores,
                          const gint8        *labels,
                          gsize               n_rows,
                          TallyLearnMeasures *out_measures);

/**
 * tally_learn_measure_review_share:
 * @labels: (array length=n_rows): labels in the order in which rows are looked at: 0 or 1, -1 = unknown
 * @n_rows: how many
 * @recall: share of the positive rows that must be seen, 0 … 1
 *
 * Returns: the share of the rows with a label that must be looked at for it; NaN if none is positive
 */
double tally_learn_measure_review_share (const gint8 *labels,
                                         gsize        n_rows,
                                         double       recall);

/**
 * tally_learn_order:
 * @scores: (array length=n_rows): finite scores
 * @n_rows: how many
 *
 * Returns: (transfer full) (array length=n_rows): numbers of rows, highest score first, tied ones in their order
 */
gsize *tally_learn_order (const double *scores,
                          gsize         n_rows);

G_END_DECLS
