/* tally-learn-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-assistant.h"

#include <math.h>
#include <string.h>

#include "tally-digest.h"
#include "tally-learn-assistant-private.h"
#include "tally-learn-parallel.h"

/* Log odds are multiples of 2^-32 and within what a double holds of these exactly, so that sums have no order. */
#define GRID 4294967296.0
#define MAX_LOG_ODDS 30.0

/* Without rows the arrays may be missing. */
static gboolean
are_rows (const TallyLearnAssistantRows *rows)
{
  return rows->frame != NULL && (rows->priors != NULL || tally_learn_frame_get_n_rows (rows->frame) == 0);
}

static double
round_to_grid (double value)
{
  return nearbyint (value * GRID) / GRID;
}

/* --- learning ------------------------------------------------------------------------------------ */

/* Trees begin where the prior is right on the whole; logistic regression finds its own constant. */
static void
train_trees (TallyLearnAssistant    *self,
             const TallyLearnLesson *lesson,
             const TallyLearnLabels *labels)
{
  g_autofree double *margins = g_new (double, lesson->n);
  TallyLearnBoostOptions options;
  TallyLearnLabels known = *labels;

  tally_learn_calibration_init (&self->start, TALLY_LEARN_CALIBRATION_LINE, lesson->priors, labels->labels, lesson->n);
  for (gsize i = 0; i < lesson->n; i++)
    margins[i] = tally_learn_calibration_apply (&self->start, lesson->priors[i]);
  known.margins = margins;
  tally_learn_boost_options_init (&options);
  options.n_trees = 60;
  options.rate = 0.1;
  options.row_share = 0.7;
  options.tree = (TallyLearnTreeOptions) {
    .max_leaves = 8, .min_rows = 5, .penalty = 2, .min_gain = 1e-6, .column_share = 0.5,
  };
  options.seed = lesson->seed;
  self->boost = tally_learn_boost_new_of_bins (lesson->frame, lesson->bins, &known, &options, NULL);
}

void
tally_learn_assistant_train (TallyLearnAssistant    *self,
                             const TallyLearnLesson *lesson,
                             const gint8            *labels,
                             TallyLearnLearner       learner)
{
  TallyLearnLabels known = { .labels = labels };

  g_clear_pointer (&self->logistic, tally_learn_logistic_free);
  g_clear_pointer (&self->boost, tally_learn_boost_free);
  if (learner == TALLY_LEARN_LEARNER_TREES)
    train_trees (self, lesson, &known);
  known.margins = lesson->priors;
  if (learner == TALLY_LEARN_LEARNER_LOGISTIC
      && tally_learn_frame_get_n_columns (lesson->frame) <= TALLY_LEARN_LOGISTIC_MAX_COLUMNS)
    self->logistic = tally_learn_logistic_new (lesson->frame, &known, 3, NULL);
}

static double
find_mean (const double *values,
           gsize         n)
{
  double mean = 0;

  for (gsize i = 0; i < n; i++)
    mean += (values[i] - mean) / (double) (i + 1);
  return mean;
}

void
tally_learn_assistant_seal (TallyLearnAssistant *self)
{
  g_autofree char *text = tally_learn_assistant_write (self, NULL);
  g_autofree char *digest = tally_digest_dup_hex (text, strlen (text));

  g_strlcpy (self->record.digest, digest, sizeof self->record.digest);
}

TallyLearnAssistant *
tally_learn_assistant_new (const TallyLearnAssistantInput *input)
{
  TallyLearnAssistant *self;
  TallyLearnLesson lesson;

  g_return_val_if_fail (input != NULL && are_rows (&input->rows), NULL);
  g_return_val_if_fail (input->labels != NULL || tally_learn_frame_get_n_rows (input->rows.frame) == 0, NULL);
  g_return_val_if_fail (tally_learn_frame_get_n_columns (input->rows.frame) < TALLY_LEARN_MAX_COLUMNS, NULL);
  self = g_new0 (TallyLearnAssistant, 1);
  self->n_columns = tally_learn_frame_get_n_columns (input->rows.frame);
  self->names = g_new0 (char *, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    self->names[c] = g_strdup (tally_learn_frame_get_name (input->rows.frame, c));
  tally_learn_lesson_init (&lesson, input);
  self->usual_prior = find_mean (lesson.priors, lesson.n);
  self->shift = lesson.shift;
  self->record.n_negative = lesson.counts[0];
  self->record.n_positive = lesson.counts[1];
  self->record.seed = input->seed;
  tally_learn_assistant_choose (self, &lesson, input->n_threads);
  tally_learn_lesson_clear (&lesson);
  tally_learn_assistant_seal (self);
  return self;
}

void
tally_learn_assistant_free (TallyLearnAssistant *self)
{
  if (self == NULL)
    return;
  for (guint c = 0; self->names != NULL && c < self->n_columns; c++)
    g_free (self->names[c]);
  g_free (self->names);
  tally_learn_logistic_free (self->logistic);
  tally_learn_boost_free (self->boost);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------- */

const TallyLearnAssistantRecord *
tally_learn_assistant_get_record (const TallyLearnAssistant *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->record;
}

gboolean
tally_learn_assistant_fits (const TallyLearnAssistant *self,
                            const TallyLearnFrame     *frame)
{
  g_return_val_if_fail (self != NULL && frame != NULL, FALSE);
  if (tally_learn_frame_get_n_columns (frame) != self->n_columns)
    return FALSE;
  for (guint c = 0; c < self->n_columns; c++)
    if (strcmp (tally_learn_frame_get_name (frame, c), self->names[c]) != 0)
      return FALSE;
  return TRUE;
}

double
tally_learn_assistant_read (const TallyLearnAssistant *self,
                            const double              *values)
{
  double prior = values[self->n_columns] + self->shift;

  if (self->boost != NULL)
    return tally_learn_calibration_apply (&self->start, prior) + tally_learn_boost_read (self->boost, values);
  if (self->logistic != NULL)
    return prior + tally_learn_logistic_explain (self->logistic, values, NULL);
  return prior;
}

static double
find_log_odds (const TallyLearnAssistant *self,
               const double              *values)
{
  double margin = tally_learn_calibration_apply (&self->calibration, tally_learn_assistant_read (self, values));

  return round_to_grid (CLAMP (margin - self->shift, -MAX_LOG_ODDS, MAX_LOG_ODDS));
}

static double
find_probability (const TallyLearnAssistantRows *rows,
                  gsize                          row,
                  double                         log_odds)
{
  double probability = 1 / (1 + exp (-log_odds));

  return rows->is_critical != NULL && rows->is_critical[row] ? MAX (probability, TALLY_LEARN_ASSISTANT_LINE) : probability;
}

static void
fill_values (const TallyLearnAssistant     *self,
             const TallyLearnAssistantRows *rows,
             gsize                          row,
             double                        *out_values)
{
  tally_learn_frame_get_row (rows->frame, row, out_values);
  out_values[self->n_columns] = tally_learn_assistant_limit_prior (rows->priors[row]);
}

typedef struct {
  const TallyLearnAssistant     *model;
  const TallyLearnAssistantRows *rows;
  double                        *log_odds;
} Scoring;

static void
score_block (gsize    first,
             gsize    n_rows,
             gpointer data)
{
  const Scoring *scoring = data;
  g_autofree double *values = g_new (double, scoring->model->n_columns + 1);

  for (gsize r = first; r < first + n_rows; r++)
    {
      fill_values (scoring->model, scoring->rows, r, values);
      scoring->log_odds[r] = find_log_odds (scoring->model, values);
    }
}

void
tally_learn_assistant_score (const TallyLearnAssistant     *self,
                             const TallyLearnAssistantRows *rows,
                             guint                          n_threads,
                             double                        *out_probabilities)
{
  Scoring scoring = { self, rows, out_probabilities };
  gsize n_rows;

  g_return_if_fail (self != NULL && rows != NULL && are_rows (rows));
  g_return_if_fail (tally_learn_frame_get_n_columns (rows->frame) == self->n_columns);
  n_rows = tally_learn_frame_get_n_rows (rows->frame);
  tally_learn_parallel_rows (n_rows, n_threads, score_block, &scoring);
  for (gsize r = 0; r < n_rows; r++)
    out_probabilities[r] = find_probability (rows, r, out_probabilities[r]);
}

/* --- reasons ------------------------------------------------------------------------------------- */

/* Shares before calibration; what is returned and they sum to the log odds before it. */
static double
explain_margin (const TallyLearnAssistant *self,
                const double              *values,
                double                    *out_shares)
{
  double prior = values[self->n_columns] + self->shift;
  double base;

  for (guint c = 0; c <= self->n_columns; c++)
    out_shares[c] = 0;
  if (self->boost != NULL)
    {
      base = tally_learn_boost_explain (self->boost, values, out_shares);
      out_shares[self->n_columns] += tally_learn_calibration_apply (&self->start, prior)
                                     - tally_learn_calibration_apply (&self->start, self->usual_prior);
      return base + tally_learn_calibration_apply (&self->start, self->usual_prior);
    }
  base = self->usual_prior;
  if (self->logistic != NULL)
    {
      base += tally_learn_logistic_explain (self->logistic, values, out_shares);
      for (guint c = 0; c <= self->n_columns; c++)
        base -= out_shares[c];
    }
  out_shares[self->n_columns] += prior - self->usual_prior;
  return base;
}

void
tally_learn_assistant_explain (const TallyLearnAssistant     *self,
                               const TallyLearnAssistantRows *rows,
                               gsize                          row,
                               TallyLearnAssistantReason     *out_reason,
                               double                        *out_shares)
{
  g_autofree double *values = NULL;
  double base;
  double usual;
  double way;
  double stretch;

  g_return_if_fail (self != NULL && rows != NULL && are_rows (rows));
  g_return_if_fail (out_reason != NULL && out_shares != NULL);
  g_return_if_fail (tally_learn_frame_get_n_columns (rows->frame) == self->n_columns);
  values = g_new (double, self->n_columns + 1);
  fill_values (self, rows, row, values);
  base = explain_margin (self, values, out_shares);
  way = tally_learn_assistant_read (self, values) - base;
  out_reason->log_odds = find_log_odds (self, values);
  usual = tally_learn_calibration_apply (&self->calibration, base) - self->shift;
  stretch = fabs (way) > 1e-6 ? (out_reason->log_odds - usual) / way : 1;
  out_reason->base = out_reason->log_odds;
  for (guint c = 0; c <= self->n_columns; c++)
    {
      out_shares[c] = round_to_grid (out_shares[c] * stretch);
      out_reason->base -= out_shares[c];
    }
  out_reason->probability = find_probability (rows, row, out_reason->log_odds);
  out_reason->is_held = out_reason->probability > 1 / (1 + exp (-out_reason->log_odds));
}

/* --- champion and challenger ---------------------------------------------------------------------- */

static double *
dup_log_odds (const TallyLearnAssistant     *self,
              const TallyLearnAssistantRows *rows)
{
  gsize n_rows = tally_learn_frame_get_n_rows (rows->frame);
  double *log_odds = g_new (double, MAX (n_rows, 1));
  Scoring scoring = { self, rows, log_odds };

  if (self != NULL)
    tally_learn_parallel_rows (n_rows, 1, score_block, &scoring);
  else
    for (gsize r = 0; r < n_rows; r++)
      log_odds[r] = tally_learn_assistant_limit_prior (rows->priors[r]);
  return log_odds;
}

gboolean
tally_learn_assistant_beats (const TallyLearnAssistant     *challenger,
                             const TallyLearnAssistant     *champion,
                             const TallyLearnAssistantRows *rows,
                             const gint8                   *labels,
                             const guint                   *groups,
                             TallyLearnDuel                *out_duel)
{
  g_autofree double *ours = NULL;
  g_autofree double *theirs = NULL;
  TallyLearnDuel duel;

  g_return_val_if_fail (challenger != NULL && rows != NULL && are_rows (rows), FALSE);
  g_return_val_if_fail (labels != NULL || tally_learn_frame_get_n_rows (rows->frame) == 0, FALSE);
  ours = dup_log_odds (challenger, rows);
  theirs = dup_log_odds (champion, rows);
  tally_learn_duel (&(TallyLearnDuelInput) {
    .ours = ours, .theirs = theirs, .labels = labels, .groups = groups, .n = tally_learn_frame_get_n_rows (rows->frame),
  }, &duel);
  if (out_duel != NULL)
    *out_duel = duel;
  return duel.is_better;
}
