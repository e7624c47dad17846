/* tally-learn-evaluate.h
 *
 * How good the product's own learner is on a table of anybody's, measured as it would be used: without labels, with most
 * of them, or with the answers of a reviewer who works through a queue. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-measure.h"
#include "tally-learn-table.h"

G_BEGIN_DECLS

/* Places of the review curve: shares after 0, 10, 25, 50 and 100 verdicts. */
#define TALLY_LEARN_N_MARKS 5

/**
 * TallyLearnMode:
 * @TALLY_LEARN_MODE_UNSUPERVISED: no label is seen
 * @TALLY_LEARN_MODE_CROSSVAL: each labelled row is scored by a model that has not seen it; rows without a label by all
 *   models together
 * @TALLY_LEARN_MODE_FEEDBACK: the labels answer row by row, in the order of the queue
 *
 * What the learner may see.
 */
typedef enum {
  TALLY_LEARN_MODE_UNSUPERVISED,
  TALLY_LEARN_MODE_CROSSVAL,
  TALLY_LEARN_MODE_FEEDBACK,
} TallyLearnMode;

/**
 * TallyLearnEvaluateOptions:
 * @mode: what the learner may see
 * @group: (nullable): title of a column whose rows stay together in a fold; it is no value then
 * @n_folds: folds, 2 … 100
 * @n_verdicts: answers of the reviewer, 0 … 100,000
 * @seed: decides about all draws
 * @n_threads: threads that work; 0 = as many as there are processors
 *
 * How it is measured.
 */
typedef struct {
  TallyLearnMode  mode;
  const char     *group;
  guint           n_folds;
  guint           n_verdicts;
  guint64         seed;
  guint           n_threads;
} TallyLearnEvaluateOptions;

/**
 * TallyLearnEvaluation:
 * @measures: what the scores are worth against the labels
 * @n_rows: rows of the table
 * @scores: (owned) (array length=n_rows): probability of each row
 * @queue: (owned) (element-type gsize): rows in the order in which they were shown, with FEEDBACK
 * @shares: review share for 95 % after 0, 10, 25, 50 and 100 verdicts, rows shown before included; NaN after the last
 *   verdict, and for the other modes
 *
 * What came out.
 */
typedef struct {
  TallyLearnMeasures  measures;
  gsize               n_rows;
  double             *scores;
  GArray             *queue;
  double              shares[TALLY_LEARN_N_MARKS];
} TallyLearnEvaluation;

/**
 * tally_learn_marks:
 *
 * Verdicts after which the review share is told.
 */
extern const guint tally_learn_marks[TALLY_LEARN_N_MARKS];

/**
 * tally_learn_evaluate:
 * @table: a table
 * @options: how
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_LEARN_ERROR_DATA - there is no column of the group's title; labels of both classes are needed.
 *
 * Returns: (transfer full) (nullable): what came out
 */
TallyLearnEvaluation *tally_learn_evaluate        (const TallyLearnTable            *table,
                                                   const TallyLearnEvaluateOptions  *options,
                                                   GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_learn_evaluation_free:
 * @self: (nullable): what came out
 *
 * Frees it.
 */
void                  tally_learn_evaluation_free (TallyLearnEvaluation             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnEvaluation, tally_learn_evaluation_free)

G_END_DECLS
