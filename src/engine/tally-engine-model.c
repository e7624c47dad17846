/* tally-engine-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-model.h"

#include "tally-engine-error.h"
#include "tally-learn-evaluate.h"

G_STATIC_ASSERT (TALLY_ENGINE_MODEL_N_MARKS == TALLY_LEARN_N_MARKS);

static gboolean
find_mode (const char      *name,
           TallyLearnMode  *out_mode,
           GError         **error)
{
  static const char *const modes[] = {
    [TALLY_LEARN_MODE_UNSUPERVISED] = "unsupervised",
    [TALLY_LEARN_MODE_CROSSVAL] = "crossval",
    [TALLY_LEARN_MODE_FEEDBACK] = "feedback",
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (modes[i], name) == 0)
      {
        *out_mode = (TallyLearnMode) i;
        return TRUE;
      }
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
               "there is no mode '%s'; say unsupervised, crossval or feedback", name);
  return FALSE;
}

static TallyEngineModelTrial *
tell (TallyLearnEvaluation *evaluation)
{
  TallyEngineModelTrial *self = g_new0 (TallyEngineModelTrial, 1);

  self->n_rows = evaluation->n_rows;
  self->n_labelled = evaluation->measures.n;
  self->n_positive = evaluation->measures.n_positive;
  self->auc = evaluation->measures.auc;
  self->average_precision = evaluation->measures.average_precision;
  self->brier = evaluation->measures.brier;
  self->ece = evaluation->measures.ece;
  self->review_share_95 = evaluation->measures.review_share_95;
  self->marks = tally_learn_marks;
  for (guint i = 0; i < TALLY_ENGINE_MODEL_N_MARKS; i++)
    self->shares[i] = evaluation->shares[i];
  self->scores = g_steal_pointer (&evaluation->scores);
  self->queue = g_steal_pointer (&evaluation->queue);
  return self;
}

/* The area's errors are about the table: the file's name belongs to them. */
static TallyEngineModelTrial *
fail (const char  *path,
      GError      *failure,
      GError     **error)
{
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, "%s: %s", path, failure->message);
  g_error_free (failure);
  return NULL;
}

TallyEngineModelTrial *
tally_engine_model_try (const char                          *path,
                        const TallyEngineModelTrialOptions  *options,
                        GError                             **error)
{
  gint64 began_usec = g_get_monotonic_time ();
  TallyLearnEvaluateOptions wanted = { 0 };
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (TallyLearnTable) table = NULL;
  g_autoptr (TallyLearnEvaluation) evaluation = NULL;
  GError *failure = NULL;
  TallyEngineModelTrial *trial;

  g_return_val_if_fail (path != NULL && options != NULL, NULL);
  if (!find_mode (options->mode, &wanted.mode, error))
    return NULL;
  file = g_mapped_file_new (path, FALSE, error);
  if (file == NULL)
    return NULL;
  table = tally_learn_table_read (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), &failure);
  if (table == NULL)
    return fail (path, failure, error);
  wanted.group = options->group;
  wanted.n_folds = options->n_folds;
  wanted.n_verdicts = options->n_verdicts;
  wanted.seed = options->seed;
  evaluation = tally_learn_evaluate (table, &wanted, &failure);
  if (evaluation == NULL)
    return fail (path, failure, error);
  trial = tell (evaluation);
  trial->seconds = (double) (g_get_monotonic_time () - began_usec) / G_USEC_PER_SEC;
  return trial;
}

void
tally_engine_model_trial_free (TallyEngineModelTrial *self)
{
  if (self == NULL)
    return;
  g_free (self->scores);
  g_clear_pointer (&self->queue, g_array_unref);
  g_free (self);
}
