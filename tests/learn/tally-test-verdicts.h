/* tally-test-verdicts.h
 *
 * A made-up world of findings with verdicts, for the tests of the assistant. What is behind a verdict says the test. Main
 * thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-assistant.h"

G_BEGIN_DECLS

#define TALLY_TEST_VERDICTS_COLUMNS 5

/**
 * TallyTestVerdicts:
 * @frame: five columns over -1 … 1; the fourth is missing in a third of the rows
 * @priors: log odds over -3 … 1
 * @labels: 0 or 1, as the truth draws them
 * @times: when, in an order that is not the rows'
 * @groups: three rows a work request on average
 * @is_critical: one in twenty
 * @n: rows
 *
 * The findings.
 */
typedef struct {
  TallyLearnFrame *frame;
  double          *priors;
  gint8           *labels;
  gint64          *times;
  guint           *groups;
  gboolean        *is_critical;
  gsize            n;
} TallyTestVerdicts;

/**
 * TallyTestTruth:
 * @values: a row
 * @prior: its prior
 *
 * Returns: log odds of the row's being a hit
 */
typedef double (*TallyTestTruth) (const double *values, double prior);

/**
 * tally_test_truth_prior:
 * @values: a row
 * @prior: its prior
 *
 * Returns: the prior: columns say nothing
 */
double               tally_test_truth_prior     (const double               *values,
                                                 double                      prior);

/**
 * tally_test_truth_columns:
 * @values: a row
 * @prior: its prior
 *
 * Returns: the prior, moved by the first two columns and by the fourth's being missing
 */
double               tally_test_truth_columns   (const double               *values,
                                                 double                      prior);

/**
 * tally_test_truth_either_or:
 * @values: a row
 * @prior: its prior
 *
 * Returns: the prior, moved by the first two columns as no line can
 */
double               tally_test_truth_either_or (const double               *values,
                                                 double                      prior);

/**
 * tally_test_verdicts_new:
 * @n: rows
 * @seed: of all draws
 * @truth: what is behind the verdicts
 *
 * Returns: (transfer full): findings
 */
TallyTestVerdicts   *tally_test_verdicts_new    (gsize                       n,
                                                 guint64                     seed,
                                                 TallyTestTruth              truth);

/**
 * tally_test_verdicts_free:
 * @self: findings
 *
 * Frees them.
 */
void                 tally_test_verdicts_free   (TallyTestVerdicts          *self);

/**
 * tally_test_verdicts_learn:
 * @self: findings
 * @n_threads: threads that work
 *
 * Returns: (transfer full): a model of them
 */
TallyLearnAssistant *tally_test_verdicts_learn  (const TallyTestVerdicts    *self,
                                                 guint                       n_threads);

/**
 * tally_test_verdicts_score:
 * @self: findings
 * @model: a model
 * @n_threads: threads that work
 *
 * Returns: (transfer full): the probability of each row
 */
double              *tally_test_verdicts_score  (const TallyTestVerdicts    *self,
                                                 const TallyLearnAssistant  *model,
                                                 guint                       n_threads);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestVerdicts, tally_test_verdicts_free)

G_END_DECLS
