/* tally-learn-assistant-record.h
 *
 * What is on record of a model of tally-learn-assistant.h: which learner it is, why, and what each was worth on verdicts
 * held back. Plain values. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-calibration.h"
#include "tally-learn-duel.h"
#include "tally-learn-measure.h"

G_BEGIN_DECLS

/**
 * TallyLearnLearner:
 * @TALLY_LEARN_LEARNER_PRIOR: the prior alone
 * @TALLY_LEARN_LEARNER_LOGISTIC: logistic regression on top of the prior
 * @TALLY_LEARN_LEARNER_TREES: boosted trees on top of the prior
 * @TALLY_LEARN_N_LEARNERS: how many there are
 *
 * What learns.
 */
typedef enum {
  TALLY_LEARN_LEARNER_PRIOR,
  TALLY_LEARN_LEARNER_LOGISTIC,
  TALLY_LEARN_LEARNER_TREES,
  TALLY_LEARN_N_LEARNERS,
} TallyLearnLearner;

/**
 * TallyLearnGuard:
 * @TALLY_LEARN_GUARD_FEW: too few labels to hold some back, or to tell anything from them: the prior stays
 * @TALLY_LEARN_GUARD_NOT_BETTER: nothing learnt beat the prior on what was held back: the prior stays
 * @TALLY_LEARN_GUARD_BETTER: what is used beat the prior there
 * @TALLY_LEARN_N_GUARDS: how many there are
 *
 * Why the model is what it is.
 */
typedef enum {
  TALLY_LEARN_GUARD_FEW,
  TALLY_LEARN_GUARD_NOT_BETTER,
  TALLY_LEARN_GUARD_BETTER,
  TALLY_LEARN_N_GUARDS,
} TallyLearnGuard;

/**
 * TallyLearnHeld:
 * @is_known: whether there was something to hold back; else the rest is 0
 * @log_loss: mean log loss, in nats
 * @measures: the other figures
 *
 * What a learner was worth on labels held back. That of the prior is as it was given, the others' are corrected by
 * calibration, for which the rows in question were held back once more.
 */
typedef struct {
  gboolean           is_known;
  double             log_loss;
  TallyLearnMeasures measures;
} TallyLearnHeld;

/**
 * TallyLearnAssistantRecord:
 * @learner: what is used
 * @calibration: how its log odds are corrected
 * @guard: why
 * @n_negative: labels 0 that it learnt from
 * @n_positive: labels 1
 * @held: what each learner was worth
 * @duel: the one in use against the prior, on labels held back; all 0 where there was none
 * @seed: as given
 * @digest: (array fixed-size=65): SHA-256 of the model in its canonical form, in hexadecimal: equal models, equal digests
 *
 * What is on record of a model.
 */
typedef struct {
  TallyLearnLearner         learner;
  TallyLearnCalibrationKind calibration;
  TallyLearnGuard           guard;
  guint                     n_negative;
  guint                     n_positive;
  TallyLearnHeld            held[TALLY_LEARN_N_LEARNERS];
  TallyLearnDuel            duel;
  guint64                   seed;
  char                      digest[65];
} TallyLearnAssistantRecord;

/**
 * tally_learn_learner_get_id:
 * @learner: what learns
 *
 * Returns: (transfer none): its stable id: "prior", "logistic", "trees"
 */
const char *tally_learn_learner_get_id (TallyLearnLearner learner);

/**
 * tally_learn_guard_get_id:
 * @guard: why a model is what it is
 *
 * Returns: (transfer none): its stable id: "few-labels", "not-better", "better"
 */
const char *tally_learn_guard_get_id   (TallyLearnGuard   guard);

G_END_DECLS
