/* tally-learn-assistant-choose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-learn-assistant-private.h"
#include "tally-learn-parallel.h"

/* Parts that labels are cut into, to be judged by what learnt from others. In the order of time, to choose a learner: each
 * but the first by those before it. By work request, to calibrate the chosen one: each by all the others, which makes the
 * model that is judged most like the one that is used. */
#define N_PARTS 5
#define ALL_PARTS N_PARTS

typedef struct {
  TallyLearnLearner    learner;
  guint                part; /* the one that is held back; ALL_PARTS = learn from all */
  TallyLearnAssistant *model; /* (owned) */
} Task;

typedef struct {
  const TallyLearnLesson *lesson;
  gboolean                is_forward;
  guint                   n_columns;
  guint8                 *parts; /* (owned): of each row */
  gint8                  *held; /* (owned): labels of the rows that are held back, -1 for the others */
  double                 *margins[TALLY_LEARN_N_LEARNERS]; /* (owned): log odds of the rows held back; 0 for the others */
  Task                    tasks[2 * N_PARTS];
  guint                   n_tasks;
} Trial;

/* --- holding back -------------------------------------------------------------------------------- */

/* Knuth's multiplicative hash: a work request is always in the same part, whatever others there are. */
static guint
hash (guint group)
{
  return (guint) ((group * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 40);
}

/* Labels of other parts, but for those of work requests that are in this one. */
static gint8 *
dup_labels_without (const Trial *trial,
                    guint        part)
{
  const TallyLearnLesson *lesson = trial->lesson;
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  gint8 *labels = g_new (gint8, lesson->n);

  for (gsize i = 0; i < lesson->n; i++)
    if (trial->parts[i] == part)
      g_hash_table_add (groups, GUINT_TO_POINTER (lesson->groups[i]));
  for (gsize i = 0; i < lesson->n; i++)
    {
      gboolean is_other = trial->is_forward ? trial->parts[i] < part : trial->parts[i] != part;
      labels[i] = is_other && !g_hash_table_contains (groups, GUINT_TO_POINTER (lesson->groups[i])) ? lesson->labels[i] : -1;
    }
  return labels;
}

static void
work (gsize    index,
      gpointer data)
{
  Trial *trial = data;
  Task *task = &trial->tasks[index];
  g_autofree gint8 *labels = task->part < ALL_PARTS ? dup_labels_without (trial, task->part) : NULL;
  g_autofree double *values = g_new (double, trial->n_columns + 1);

  tally_learn_assistant_train (task->model, trial->lesson, labels != NULL ? labels : trial->lesson->labels, task->learner);
  for (gsize i = 0; i < trial->lesson->n; i++)
    if (trial->parts[i] == task->part)
      {
        tally_learn_frame_get_row (trial->lesson->frame, i, values);
        trial->margins[task->learner][i] = tally_learn_assistant_read (task->model, values);
      }
}

static void
trial_add (Trial             *trial,
           TallyLearnLearner  learner,
           guint              part)
{
  Task *task = &trial->tasks[trial->n_tasks++];

  *task = (Task) { learner, part, g_new0 (TallyLearnAssistant, 1) };
  task->model->n_columns = trial->n_columns;
  task->model->shift = trial->lesson->shift;
  tally_learn_calibration_init (&task->model->start, TALLY_LEARN_CALIBRATION_NONE, NULL, NULL, 0);
}

static void
trial_init (Trial                  *trial,
            const TallyLearnLesson *lesson,
            gboolean                is_forward)
{
  *trial = (Trial) {
    .lesson = lesson, .is_forward = is_forward, .n_columns = tally_learn_frame_get_n_columns (lesson->frame) - 1,
  };
  trial->parts = g_new (guint8, lesson->n);
  trial->held = g_new (gint8, lesson->n);
  for (guint l = 0; l < TALLY_LEARN_N_LEARNERS; l++)
    trial->margins[l] = g_new0 (double, lesson->n);
  for (gsize i = 0; i < lesson->n; i++)
    {
      trial->parts[i] = (guint8) (is_forward ? i * N_PARTS / lesson->n : hash (lesson->groups[i]) % N_PARTS);
      trial->held[i] = is_forward && trial->parts[i] == 0 ? -1 : lesson->labels[i];
      trial->margins[TALLY_LEARN_LEARNER_PRIOR][i] = lesson->priors[i];
    }
}

static void
trial_clear (Trial *trial)
{
  g_free (trial->parts);
  g_free (trial->held);
  for (guint l = 0; l < TALLY_LEARN_N_LEARNERS; l++)
    g_free (trial->margins[l]);
  for (guint t = 0; t < trial->n_tasks; t++)
    tally_learn_assistant_free (trial->tasks[t].model);
}

/* The longest first, so that threads end together. What learns from all is needed of whichever is chosen. */
static void
trial_run_forward (Trial *trial,
                   guint  n_threads)
{
  for (guint i = 0; i < N_PARTS; i++)
    for (guint learner = TALLY_LEARN_N_LEARNERS; --learner > TALLY_LEARN_LEARNER_PRIOR;)
      trial_add (trial, learner, N_PARTS - i);
  tally_learn_parallel_tasks (trial->n_tasks, n_threads, work, trial);
}

static void
trial_run_folds (Trial             *trial,
                 TallyLearnLearner  learner,
                 guint              n_threads)
{
  for (guint part = 0; part < N_PARTS; part++)
    trial_add (trial, learner, part);
  tally_learn_parallel_tasks (trial->n_tasks, n_threads, work, trial);
}

/* --- calibration --------------------------------------------------------------------------------- */

/* Each half corrected by what the other one teaches. */
static void
correct (const Trial               *trial,
         TallyLearnLearner          learner,
         TallyLearnCalibrationKind  kind,
         double                    *out_margins)
{
  const TallyLearnLesson *lesson = trial->lesson;
  g_autofree gint8 *others = g_new (gint8, lesson->n);

  for (guint half = 0; half < 2; half++)
    {
      TallyLearnCalibration calibration;

      for (gsize i = 0; i < lesson->n; i++)
        others[i] = (hash (lesson->groups[i]) >> 8 & 1) == half ? -1 : trial->held[i];
      tally_learn_calibration_init (&calibration, kind, trial->margins[learner], others, lesson->n);
      for (gsize i = 0; i < lesson->n; i++)
        if ((hash (lesson->groups[i]) >> 8 & 1) == half)
          out_margins[i] = tally_learn_calibration_apply (&calibration, trial->margins[learner][i]);
    }
}

static void
fight (const Trial    *trial,
       const double   *ours,
       const double   *theirs,
       TallyLearnDuel *out_duel)
{
  tally_learn_duel (&(TallyLearnDuelInput) {
    .ours = ours, .theirs = theirs, .labels = trial->held, .groups = trial->lesson->groups, .n = trial->lesson->n,
  }, out_duel);
}

/* Of the ways to correct the simplest that no other one beats, and what it makes of the log odds. */
static TallyLearnCalibrationKind
calibrate (Trial             *trial,
           TallyLearnLearner  learner,
           double            *out_margins)
{
  TallyLearnCalibrationKind best = TALLY_LEARN_CALIBRATION_NONE;
  g_autofree double *tried = g_new (double, trial->lesson->n);

  for (gsize i = 0; i < trial->lesson->n; i++)
    out_margins[i] = trial->margins[learner][i];
  for (guint kind = TALLY_LEARN_CALIBRATION_LINE; kind < TALLY_LEARN_N_CALIBRATIONS; kind++)
    {
      TallyLearnDuel duel;

      correct (trial, learner, kind, tried);
      fight (trial, tried, out_margins, &duel);
      if (!duel.is_better)
        continue;
      best = kind;
      for (gsize i = 0; i < trial->lesson->n; i++)
        out_margins[i] = tried[i];
    }
  return best;
}

static void
measure (const Trial    *trial,
         const double   *margins,
         TallyLearnHeld *out_held)
{
  g_autofree double *probabilities = g_new (double, trial->lesson->n);
  double sum = 0;

  for (gsize i = 0; i < trial->lesson->n; i++)
    {
      probabilities[i] = 1 / (1 + exp (-margins[i]));
      if (trial->held[i] >= 0)
        sum += tally_learn_log_loss (margins[i], trial->held[i]);
    }
  tally_learn_measure (probabilities, trial->held, trial->lesson->n, &out_held->measures);
  out_held->is_known = out_held->measures.n > 0;
  out_held->log_loss = out_held->is_known ? sum / (double) out_held->measures.n : 0;
}

/* --- the choice ---------------------------------------------------------------------------------- */

/* What learnt from all rows is taken over, and calibrated by what other models like it said of rows held back. */
static void
settle (TallyLearnAssistant *self,
        Trial               *trial,
        TallyLearnLearner    learner,
        guint                n_threads)
{
  g_autofree double *margins = g_new (double, trial->lesson->n);
  Trial folds;

  for (guint t = 0; t < trial->n_tasks; t++)
    if (trial->tasks[t].part == ALL_PARTS && trial->tasks[t].learner == learner)
      {
        self->start = trial->tasks[t].model->start;
        self->logistic = g_steal_pointer (&trial->tasks[t].model->logistic);
        self->boost = g_steal_pointer (&trial->tasks[t].model->boost);
      }
  trial_init (&folds, trial->lesson, FALSE);
  if (learner != TALLY_LEARN_LEARNER_PRIOR)
    trial_run_folds (&folds, learner, n_threads);
  tally_learn_calibration_init (&self->calibration, calibrate (&folds, learner, margins), folds.margins[learner], folds.held,
                                folds.lesson->n);
  trial_clear (&folds);
  self->record.learner = learner;
  self->record.calibration = self->calibration.kind;
  self->record.guard = TALLY_LEARN_GUARD_BETTER;
}

static void
choose (TallyLearnAssistant *self,
        Trial               *trial,
        guint                n_threads)
{
  g_autofree double *margins = g_new (double, trial->lesson->n);
  const double *priors = trial->margins[TALLY_LEARN_LEARNER_PRIOR];
  int best = -1;

  self->record.guard = TALLY_LEARN_GUARD_FEW;
  for (guint l = 0; l < TALLY_LEARN_N_LEARNERS; l++)
    {
      TallyLearnDuel duel;

      calibrate (trial, l, margins);
      measure (trial, l == TALLY_LEARN_LEARNER_PRIOR ? priors : margins, &self->record.held[l]);
      fight (trial, margins, priors, &duel);
      if (duel.n >= TALLY_LEARN_DUEL_MIN_ROWS
          && MIN (duel.n_positive, duel.n - duel.n_positive) >= TALLY_LEARN_DUEL_MIN_CLASS && best < 0)
        self->record.guard = TALLY_LEARN_GUARD_NOT_BETTER;
      if (!duel.is_better || (best >= 0 && duel.gain <= self->record.duel.gain))
        continue;
      best = (int) l;
      self->record.duel = duel;
    }
  if (best >= 0)
    settle (self, trial, (TallyLearnLearner) best, n_threads);
}

void
tally_learn_assistant_choose (TallyLearnAssistant    *self,
                              const TallyLearnLesson *lesson,
                              guint                   n_threads)
{
  Trial trial;

  tally_learn_calibration_init (&self->start, TALLY_LEARN_CALIBRATION_NONE, NULL, NULL, 0);
  tally_learn_calibration_init (&self->calibration, TALLY_LEARN_CALIBRATION_NONE, NULL, NULL, 0);
  if (lesson->n < N_PARTS || MIN (lesson->counts[0], lesson->counts[1]) < TALLY_LEARN_DUEL_MIN_CLASS)
    return;
  trial_init (&trial, lesson, TRUE);
  trial_run_forward (&trial, n_threads);
  choose (self, &trial, n_threads);
  trial_clear (&trial);
}
