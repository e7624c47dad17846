/* tally-learn-duel.h
 *
 * Which of two lists of probabilities is better on rows that neither learnt from: log loss row by row, and how sure the
 * difference is. Rows of one group stand and fall together, so that they count as one. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Labels, and labels of the rarer class, without which nothing is decided. */
#define TALLY_LEARN_DUEL_MIN_ROWS 20
#define TALLY_LEARN_DUEL_MIN_CLASS 3

/* How much of the area under the ROC curve the winner may lose. */
#define TALLY_LEARN_DUEL_AUC_LOSS 0.002

/**
 * TallyLearnDuelInput:
 * @ours: (array length=n): log odds of the side that must prove itself
 * @theirs: (array length=n): log odds of the side that stays in doubt
 * @labels: (array length=n): 0, 1, or -1 = unknown: left out
 * @groups: (array length=n) (nullable): of each row the number of its group; %NULL = each its own
 * @n: how many rows
 *
 * What is compared.
 */
typedef struct {
  const double *ours;
  const double *theirs;
  const gint8  *labels;
  const guint  *groups;
  gsize         n;
} TallyLearnDuelInput;

/**
 * TallyLearnDuel:
 * @n: rows with a label
 * @n_positive: of these, positive ones
 * @gain: mean log loss of theirs - ours, in nats
 * @gain_error: standard error of @gain over groups
 * @our_auc: area under the ROC curve of ours; NaN with one class only
 * @their_auc: of theirs
 * @is_better: whether ours proved itself: rows enough, @gain over @gain_error, and no loss of the area under the ROC curve
 *   over %TALLY_LEARN_DUEL_AUC_LOSS
 *
 * How it went out.
 */
typedef struct {
  gsize    n;
  gsize    n_positive;
  double   gain;
  double   gain_error;
  double   our_auc;
  double   their_auc;
  gboolean is_better;
} TallyLearnDuel;

/**
 * tally_learn_duel:
 * @input: what is compared
 * @out_duel: (out caller-allocates): how it went out
 *
 * Compares. O(n log n).
 */
void   tally_learn_duel        (const TallyLearnDuelInput *input,
                                TallyLearnDuel            *out_duel);

/**
 * tally_learn_log_loss:
 * @margin: log odds
 * @label: 0 or 1
 *
 * Returns: how much the label surprises, in nats; finite also where log odds are great
 */
double tally_learn_log_loss    (double                     margin,
                                gint8                      label);

G_END_DECLS
