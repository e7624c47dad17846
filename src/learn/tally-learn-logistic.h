/* tally-learn-logistic.h
 *
 * Logistic regression with a penalty: the floor that other learners must beat, and what explains itself. Columns are
 * centred and brought to scale; a value that is missing is the mean, and that it is missing is a column of its own where
 * some are. The same data make the same model to the bit. A model is read by any thread. Depends on GLib alone.
 *
 * Source: Hastie, Tibshirani, Friedman 2009, "The Elements of Statistical Learning", 4.4.1 (Newton's steps) and 4.4.4
 * (penalty on the squares).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-boost.h"

G_BEGIN_DECLS

/* Columns of which it learns at most; a step costs the cube. */
#define TALLY_LEARN_LOGISTIC_MAX_COLUMNS 512

typedef struct _TallyLearnLogistic TallyLearnLogistic;

/**
 * tally_learn_logistic_new:
 * @frame: rows to learn from, at most %TALLY_LEARN_LOGISTIC_MAX_COLUMNS columns; not kept
 * @labels: what is known of them
 * @penalty: on the square of each coefficient, over 0; 1 suits columns brought to scale
 * @error: return location, or %NULL
 *
 * Learns. O(steps · (rows · columns² + columns³)), some ten steps.
 *
 * Errors: %TALLY_LEARN_ERROR_DATA - labels of both classes are needed.
 *
 * Returns: (transfer full) (nullable): the model
 */
TallyLearnLogistic *tally_learn_logistic_new     (const TallyLearnFrame   *frame,
                                                  const TallyLearnLabels  *labels,
                                                  double                   penalty,
                                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_learn_logistic_free:
 * @self: (nullable): a model
 *
 * Frees it.
 */
void                tally_learn_logistic_free    (TallyLearnLogistic      *self);

/**
 * tally_learn_logistic_explain:
 * @self: a model
 * @values: (array): a row, a value of each column
 * @out_shares: (out caller-allocates) (array) (nullable): room for the share of each column in the log odds; %NULL = not
 *   wanted
 *
 * Scores a row, and says why: the log odds of the mean row and all shares sum to its own, exactly.
 *
 * Returns: the log odds of the row
 */
double              tally_learn_logistic_explain (const TallyLearnLogistic *self,
                                                  const double             *values,
                                                  double                   *out_shares);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnLogistic, tally_learn_logistic_free)

G_END_DECLS
