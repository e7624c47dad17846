/* tally-learn-assistant.h
 *
 * What judges findings: it starts from what is known of a finding before anybody looked (the prior), and learns from
 * reviewers' verdicts. Of three learners - the prior alone, a regularised logistic regression, boosted trees, both of which
 * start from the prior - it takes what did best on verdicts held back: later than those it learnt from, and of other work
 * requests. Unless that beat the prior there, the prior stays: it is never worse than without feedback. The same input
 * makes the same model to the bit on any number of threads, and rows without a label leave no trace in it: a verdict that
 * is taken back was never given. A model is read by any thread. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-assistant-record.h"
#include "tally-learn-frame.h"

G_BEGIN_DECLS

/* The line: a finding that is as likely wrong as right. A critical deterministic one is never scored below it. */
#define TALLY_LEARN_ASSISTANT_LINE 0.5

/* Log odds that a prior may have; beyond, and where it is none, it is brought back. */
#define TALLY_LEARN_ASSISTANT_MAX_PRIOR 12.0

/* Bytes of a stored model: some ten times those of the largest that is ever learnt. */
#define TALLY_LEARN_ASSISTANT_MAX_BYTES (32 * 1024 * 1024)

typedef struct _TallyLearnAssistant TallyLearnAssistant;

/**
 * TallyLearnAssistantRows:
 * @frame: a row a finding, a column a feature, at most %TALLY_LEARN_MAX_COLUMNS - 1
 * @priors: (array): log odds of each row before anything is learnt
 * @is_critical: (array) (nullable): of each row whether it is a critical finding of a deterministic detector; %NULL = none
 *
 * Findings.
 */
typedef struct {
  const TallyLearnFrame *frame;
  const double          *priors;
  const gboolean        *is_critical;
} TallyLearnAssistantRows;

/**
 * TallyLearnAssistantInput:
 * @rows: the findings, labelled or not
 * @labels: (array): of each row 0, 1, or -1 = none
 * @times_utc_usec: (array) (nullable): of each row when it was labelled, or first seen, in µs; %NULL = in the order of the
 *   rows
 * @groups: (array) (nullable): of each row the number of its work request; %NULL = each its own
 * @seed: decides about all draws
 * @n_threads: threads that work; 0 = as many as there are processors
 *
 * What is learnt from.
 */
typedef struct {
  TallyLearnAssistantRows  rows;
  const gint8             *labels;
  const gint64            *times_utc_usec;
  const guint             *groups;
  guint64                  seed;
  guint                    n_threads;
} TallyLearnAssistantInput;

/**
 * TallyLearnAssistantReason:
 * @base: log odds of what is usual among the labelled rows, corrected by calibration
 * @log_odds: log odds of the row: @base and all shares, in any order, sum to it to the last bit. All are multiples of 2^-32;
 *   what rounding takes is in @base. Shares are scaled by how much calibration stretches the way from @base to @log_odds
 * @probability: what the row is scored: that of @log_odds, or the line
 * @is_held: whether it is held at the line, being critical and below it otherwise
 *
 * Why a row has its probability.
 */
typedef struct {
  double   base;
  double   log_odds;
  double   probability;
  gboolean is_held;
} TallyLearnAssistantReason;

/**
 * tally_learn_assistant_new:
 * @input: what is learnt from; not kept
 *
 * Learns. Never fails: what nothing can be learnt from leaves the prior. Less than 200 ms for 5,000 labels of 30 columns on
 * two threads; of more than 20,000 labels those of the commoner class are drawn from, and weigh the more.
 *
 * Returns: (transfer full): the model
 */
TallyLearnAssistant             *tally_learn_assistant_new        (const TallyLearnAssistantInput   *input);

/**
 * tally_learn_assistant_free:
 * @self: (nullable): a model
 *
 * Frees it.
 */
void                             tally_learn_assistant_free       (TallyLearnAssistant              *self);

/**
 * tally_learn_assistant_get_record:
 * @self: a model
 *
 * Returns: (transfer none): what is on record of it
 */
const TallyLearnAssistantRecord *tally_learn_assistant_get_record (const TallyLearnAssistant        *self);

/**
 * tally_learn_assistant_fits:
 * @self: a model
 * @frame: rows
 *
 * Returns: %TRUE if @frame has the columns that the model has learnt, by number, name and order
 */
gboolean                         tally_learn_assistant_fits       (const TallyLearnAssistant        *self,
                                                                   const TallyLearnFrame            *frame);

/**
 * tally_learn_assistant_score:
 * @self: a model
 * @rows: findings with the columns that it has learnt
 * @n_threads: threads that work; 0 = as many as there are processors
 * @out_probabilities: (out caller-allocates) (array): room for the probability of each row, over 0 and under 1
 *
 * Scores rows.
 */
void                             tally_learn_assistant_score      (const TallyLearnAssistant        *self,
                                                                   const TallyLearnAssistantRows    *rows,
                                                                   guint                             n_threads,
                                                                   double                           *out_probabilities);

/**
 * tally_learn_assistant_explain:
 * @self: a model
 * @rows: findings with the columns that it has learnt
 * @row: the number of one
 * @out_reason: (out caller-allocates): its log odds and probability, the same to the bit as when it is scored
 * @out_shares: (out caller-allocates) (array): room for the share of each column, and last that of the prior
 *
 * Says why a row has its probability: exact for the prior and the logistic regression, Shapley values for trees.
 */
void                             tally_learn_assistant_explain    (const TallyLearnAssistant        *self,
                                                                   const TallyLearnAssistantRows    *rows,
                                                                   gsize                             row,
                                                                   TallyLearnAssistantReason        *out_reason,
                                                                   double                           *out_shares);

/**
 * tally_learn_assistant_beats:
 * @challenger: a model
 * @champion: (nullable): the one in use; %NULL = the prior as it is given
 * @rows: findings that neither has learnt from
 * @labels: (array): of each row 0, 1, or -1 = none
 * @groups: (array) (nullable): of each row the number of its work request; %NULL = each its own
 * @out_duel: (out caller-allocates) (nullable): how it went out
 *
 * Whether the challenger may replace the champion: at least %TALLY_LEARN_DUEL_MIN_ROWS verdicts, a mean log loss that is
 * lower by more than its standard error (paired, a work request counts as one), and no loss in order
 * (tally-learn-duel.h). In doubt the champion stays.
 *
 * Returns: %TRUE if it may
 */
gboolean                         tally_learn_assistant_beats      (const TallyLearnAssistant        *challenger,
                                                                   const TallyLearnAssistant        *champion,
                                                                   const TallyLearnAssistantRows    *rows,
                                                                   const gint8                      *labels,
                                                                   const guint                      *groups,
                                                                   TallyLearnDuel                   *out_duel);

/**
 * tally_learn_assistant_save:
 * @self: a model
 *
 * Returns: (transfer full): it as canonical JSON, which scores the same to the bit when it is read again
 */
char                            *tally_learn_assistant_save       (const TallyLearnAssistant        *self);

/**
 * tally_learn_assistant_load:
 * @text: (array length=length): a stored model
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Reads a model. What it can't be is refused.
 *
 * Errors: %TALLY_LEARN_ERROR_MODEL - it is damaged, changed or of another version; the message says where. Learn anew.
 *
 * Returns: (transfer full) (nullable): the model
 */
TallyLearnAssistant             *tally_learn_assistant_load       (const char                       *text,
                                                                   gsize                             length,
                                                                   GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLearnAssistant, tally_learn_assistant_free)

G_END_DECLS
