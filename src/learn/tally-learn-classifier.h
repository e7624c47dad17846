/* tally-learn-classifier.h
 *
 * What tells true hits from others: it starts from how unusual rows are, and learns from labels as they come, from the
 * first one on. With few labels the prior carries it, with many the labels do. The same rows, labels and seed make the
 * same model to the bit, on any number of threads, so that a label that is taken back leaves no trace. A model is read by
 * any thread. Depends on GLib alone.
 *
 * How: bagged boosted trees (tally-learn-boost.h) over the columns and the rarity, learnt on the labelled rows and, with a
 * weight of PRIOR_WEIGHT labels in all, on a sample of the others as the prior judges them; to what they say the prior is
 * added with a weight that falls as labels come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-frame.h"

G_BEGIN_DECLS

typedef struct _TallyLearnClassifier TallyLearnClassifier;

/**
 * TallyLearnClassifierInput:
 * @frame: rows, labelled or not
 * @rarities: (array): how unusual each is (tally-learn-novelty.h)
 * @labels: (array): of each row 0, 1, or -1 = none
 * @seed: decides about all draws
 *
 * What is learnt from.
 */
typedef struct {
  const TallyLearnFrame *frame;
  const double          *rarities;
  const gint8           *labels;
  guint64                seed;
} TallyLearnClassifierInput;

/**
 * tally_learn_classifier_new:
 * @input: what is learnt from; not kept
 *
 * Learns. Without labels of both classes the prior is all there is, and the model says just that.
 *
 * Returns: (transfer full): the model
 */
TallyLearnClassifier *tally_learn_classifier_new     (const TallyLearnClassifierInput *input);

/**
 * tally_learn_classifier_free:
 * @self: (nullable): a model
 *
 * Frees it.
 */
void                  tally_learn_classifier_free    (TallyLearnClassifier            *self);

/**
 * tally_learn_classifier_score:
 * @self: a model
 * @frame: rows with the columns that it has learnt
 * @rarities: (array): how unusual each is
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_margins: (out caller-allocates) (array): room for the log odds of each row
 *
 * Scores rows.
 */
void                  tally_learn_classifier_score   (const TallyLearnClassifier      *self,
                                                      const TallyLearnFrame           *frame,
                                                      const double                    *rarities,
                                                      guint                            n_threads,
                                                      double                          *out_margins);

/**
 * tally_learn_classifier_explain:
 * @self: a model
 * @values: (array): a row, a value of each column
 * @rarity: how unusual it is
 * @out_shares: (out caller-allocates) (array): room for the share of each column in the log odds, and after them for that
 *   of the rarity
 *
 * Says why a row has its log odds: what is returned and all shares sum to them.
 *
 * Returns: the log odds of the usual row
 */
double                tally_learn_classifier_explain (const TallyLearnClassifier      *self,
                                                      const double                    *values,
                                                      double                           rarity,
                                                      double                          *out_shares);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnClassifier, tally_learn_classifier_free)

G_END_DECLS
