/* tally-engine-model.h
 *
 * The learner of the audit assistant, tried on a table of anybody's. Needs no store. Blocking; any thread. Shows only core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places of the review curve. */
#define TALLY_ENGINE_MODEL_N_MARKS 5

/**
 * TallyEngineModelTrialOptions:
 * @mode: "unsupervised" (no label is seen), "crossval" (each labelled row is scored by a model that has not seen it) or
 *   "feedback" (labels answer row by row, in the order of the queue)
 * @group: (nullable): title of a column whose rows stay together in a fold
 * @n_folds: folds, 2 … 100
 * @n_verdicts: answers, 0 … 100,000
 * @seed: decides about all draws
 *
 * How the learner is tried.
 */
typedef struct {
  const char *mode;
  const char *group;
  guint       n_folds;
  guint       n_verdicts;
  guint64     seed;
} TallyEngineModelTrialOptions;

/**
 * TallyEngineModelTrial:
 * @n_rows: rows of the table
 * @n_labelled: of these, with a label
 * @n_positive: of these, hits
 * @auc: area under the ROC curve, NaN if the labels are of one class
 * @average_precision: average precision, NaN without hits
 * @brier: Brier score
 * @ece: expected calibration error, ten bins of equal width
 * @review_share_95: share of the labelled rows, highest score first, until 95 % of the hits are seen
 * @marks: verdicts after which a share was told
 * @shares: the share of the list for 95 % then, rows shown before included; NaN if it did not come to that
 * @scores: (owned) (array length=n_rows): probability of each row
 * @queue: (owned) (element-type gsize): rows, from 0, in the order in which they were shown
 * @seconds: time that it took, reading included
 *
 * What came out.
 */
typedef struct {
  gsize       n_rows;
  gsize       n_labelled;
  gsize       n_positive;
  double      auc;
  double      average_precision;
  double      brier;
  double      ece;
  double      review_share_95;
  const guint *marks;
  double      shares[TALLY_ENGINE_MODEL_N_MARKS];
  double     *scores;
  GArray     *queue;
  double      seconds;
} TallyEngineModelTrial;

/**
 * tally_engine_model_try:
 * @path: a file of comma-separated values: a header, columns of numbers or text, the last one "label" with 0, 1 or nothing
 * @options: how
 * @error: return location, or %NULL
 *
 * Errors: those of #GFileError; %TALLY_ENGINE_ERROR_CONFIG - the file is no such table, or there is no such mode or column:
 * the message says where and what to do.
 *
 * Returns: (transfer full) (nullable): what came out
 */
TallyEngineModelTrial *tally_engine_model_try        (const char                          *path,
                                                      const TallyEngineModelTrialOptions  *options,
                                                      GError                             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_model_trial_free:
 * @self: (nullable): what came out
 *
 * Frees it.
 */
void                   tally_engine_model_trial_free (TallyEngineModelTrial               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineModelTrial, tally_engine_model_trial_free)

G_END_DECLS
