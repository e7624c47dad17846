/* tally-learn-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-evaluate.h"

#include <math.h>
#include <string.h>

#include "tally-learn-classifier.h"
#include "tally-learn-encode.h"
#include "tally-learn-error.h"
#include "tally-learn-novelty.h"
#include "tally-learn-queue.h"

const guint tally_learn_marks[TALLY_LEARN_N_MARKS] = { 0, 10, 25, 50, 100 };

typedef struct {
  const TallyLearnTable           *table;
  const TallyLearnEvaluateOptions *options;
  const gint8                     *labels;
  gsize                            n_rows;
  int                              group;    /* column, or -1 */
  double                          *rarities; /* (owned) */
  TallyLearnEvaluation            *result;
} Evaluator;

static double
get_probability (double margin)
{
  return 1 / (1 + exp (-margin));
}

/* Margins in the place of the scores become probabilities. */
static void
settle_scores (Evaluator *self)
{
  for (gsize r = 0; r < self->n_rows; r++)
    self->result->scores[r] = get_probability (self->result->scores[r]);
}

static void
find_rarities (Evaluator *self)
{
  g_autoptr (TallyLearnFrame) frame = tally_learn_encode (self->table, NULL, self->group);

  tally_learn_novelty_find (frame, self->options->seed, self->options->n_threads, self->rarities);
}

static void
evaluate_unsupervised (Evaluator *self)
{
  for (gsize r = 0; r < self->n_rows; r++)
    self->result->scores[r] = tally_learn_novelty_get_margin (self->rarities[r]);
  settle_scores (self);
}

/* --- folds -------------------------------------------------------------------------------------- */

/* Rows that stay together: those of the same text or number of the group's column. */
static guint32 *
find_groups (Evaluator *self,
             guint32   *out_n)
{
  guint32 *groups = g_new (guint32, self->n_rows);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  TallyLearnTableColumn column;

  tally_learn_table_get_column (self->table, (guint) self->group, &column);
  for (gsize r = 0; r < self->n_rows; r++)
    {
      gint64 key = 0;
      gpointer group;

      if (column.numbers != NULL)
        memcpy (&key, &column.numbers[r], sizeof key);
      else
        key = column.codes[r];
      if (!g_hash_table_lookup_extended (known, &key, NULL, &group))
        {
          group = GUINT_TO_POINTER (g_hash_table_size (known));
          g_hash_table_insert (known, g_memdup2 (&key, sizeof key), group);
        }
      groups[r] = GPOINTER_TO_UINT (group);
    }
  *out_n = g_hash_table_size (known);
  return groups;
}

static void
deal_groups (Evaluator   *self,
             TallyRandom *random,
             guint       *folds)
{
  guint32 n;
  g_autofree guint32 *groups = find_groups (self, &n);
  g_autofree guint *dealt = g_new (guint, MAX (n, 1));

  for (guint32 g = 0; g < n; g++)
    dealt[g] = g % self->options->n_folds;
  for (guint32 g = n; g-- > 1;)
    {
      guint32 other = (guint32) tally_random_below (random, g + 1);
      guint fold = dealt[g];
      dealt[g] = dealt[other];
      dealt[other] = fold;
    }
  for (gsize r = 0; r < self->n_rows; r++)
    folds[r] = dealt[groups[r]];
}

/* Class by class, so that each fold has its share of the hits. */
static void
deal_rows (Evaluator   *self,
           TallyRandom *random,
           guint       *folds)
{
  for (gint8 label = -1; label <= 1; label++)
    {
      g_autofree gsize *rows = g_new (gsize, self->n_rows);
      gsize n = 0;

      for (gsize r = 0; r < self->n_rows; r++)
        if (self->labels[r] == label)
          rows[n++] = r;
      for (gsize i = n; i-- > 1;)
        {
          gsize other = (gsize) tally_random_below (random, i + 1);
          gsize row = rows[i];
          rows[i] = rows[other];
          rows[other] = row;
        }
      for (gsize i = 0; i < n; i++)
        folds[rows[i]] = (guint) ((i + (label == 1 ? 1 : 0)) % self->options->n_folds);
    }
}

static void
score_fold (Evaluator   *self,
            const guint *folds,
            guint        fold)
{
  g_autofree gint8 *seen = g_new (gint8, self->n_rows);
  g_autofree double *margins = g_new (double, self->n_rows);
  g_autoptr (TallyLearnFrame) frame = NULL;
  g_autoptr (TallyLearnClassifier) model = NULL;

  for (gsize r = 0; r < self->n_rows; r++)
    seen[r] = folds[r] == fold ? -1 : self->labels[r];
  frame = tally_learn_encode (self->table, seen, self->group);
  model = tally_learn_classifier_new (&(TallyLearnClassifierInput) {
    .frame = frame, .rarities = self->rarities, .labels = seen, .seed = self->options->seed,
  });
  tally_learn_classifier_score (model, frame, self->rarities, self->options->n_threads, margins);
  for (gsize r = 0; r < self->n_rows; r++)
    if (self->labels[r] < 0)
      self->result->scores[r] += margins[r] / self->options->n_folds;
    else if (folds[r] == fold)
      self->result->scores[r] = margins[r];
}

static void
evaluate_crossval (Evaluator *self)
{
  g_autoptr (TallyRandom) random = tally_random_new (self->options->seed);
  g_autofree guint *folds = g_new (guint, self->n_rows);

  if (self->group >= 0)
    deal_groups (self, random, folds);
  else
    deal_rows (self, random, folds);
  memset (self->result->scores, 0, self->n_rows * sizeof *self->result->scores);
  for (guint fold = 0; fold < self->options->n_folds; fold++)
    score_fold (self, folds, fold);
  settle_scores (self);
}

/* --- a reviewer's answers ------------------------------------------------------------------------ */

/* Share of the list until 95 % are seen: first what was shown, then the rest by its score. */
static double
find_share (const Evaluator *self,
            const gint8     *seen,
            const double    *margins)
{
  g_autofree gsize *order = tally_learn_order (margins, self->n_rows);
  g_autofree gint8 *labels = g_new (gint8, self->n_rows);
  gsize n = 0;

  for (guint i = 0; i < self->result->queue->len; i++)
    labels[n++] = self->labels[g_array_index (self->result->queue, gsize, i)];
  for (gsize i = 0; i < self->n_rows; i++)
    if (seen[order[i]] < 0 && self->labels[order[i]] >= 0)
      labels[n++] = self->labels[order[i]];
  return tally_learn_measure_review_share (labels, n, 0.95);
}

static void
mark_share (Evaluator    *self,
            const gint8  *seen,
            const double *margins,
            guint        *inout_mark)
{
  for (; *inout_mark < TALLY_LEARN_N_MARKS && self->result->queue->len >= tally_learn_marks[*inout_mark]; (*inout_mark)++)
    self->result->shares[*inout_mark] = find_share (self, seen, margins);
}

/* The reviewer answers one batch of the queue. */
static gboolean
answer (Evaluator    *self,
        const double *margins,
        TallyRandom  *random,
        gboolean     *is_done,
        gint8        *seen)
{
  gsize rows[TALLY_LEARN_QUEUE_BATCH];
  guint n = tally_learn_queue_next (margins, is_done, self->n_rows, random, rows);

  for (guint i = 0; i < n && self->result->queue->len < self->options->n_verdicts; i++)
    {
      is_done[rows[i]] = TRUE;
      seen[rows[i]] = self->labels[rows[i]];
      g_array_append_val (self->result->queue, rows[i]);
    }
  return n > 0;
}

static void
relearn (Evaluator   *self,
         const gint8 *seen,
         double      *out_margins)
{
  g_autoptr (TallyLearnFrame) frame = tally_learn_encode (self->table, seen, self->group);
  g_autoptr (TallyLearnClassifier) model = tally_learn_classifier_new (&(TallyLearnClassifierInput) {
    .frame = frame, .rarities = self->rarities, .labels = seen, .seed = self->options->seed,
  });

  tally_learn_classifier_score (model, frame, self->rarities, self->options->n_threads, out_margins);
}

/* Only rows with a label can be answered; the others stay in the table. */
static void
evaluate_feedback (Evaluator *self)
{
  g_autoptr (TallyRandom) random = tally_random_new (self->options->seed);
  g_autofree gboolean *is_done = g_new (gboolean, self->n_rows);
  g_autofree gint8 *seen = g_new (gint8, self->n_rows);
  double *margins = self->result->scores;
  guint mark = 0;

  for (gsize r = 0; r < self->n_rows; r++)
    {
      is_done[r] = self->labels[r] < 0;
      seen[r] = -1;
      margins[r] = tally_learn_novelty_get_margin (self->rarities[r]);
    }
  mark_share (self, seen, margins, &mark);
  while (self->result->queue->len < self->options->n_verdicts && answer (self, margins, random, is_done, seen))
    {
      relearn (self, seen, margins);
      mark_share (self, seen, margins, &mark);
    }
  settle_scores (self);
}

/* --- all of it ---------------------------------------------------------------------------------- */

static gboolean
check (Evaluator  *self,
       GError    **error)
{
  gboolean has[2] = { FALSE, FALSE };

  self->group = -1;
  if (self->options->group != NULL)
    self->group = tally_learn_table_find_column (self->table, self->options->group);
  if (self->options->group != NULL && self->group < 0)
    {
      g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA, "the table has no column '%s' to group by", self->options->group);
      return FALSE;
    }
  for (gsize r = 0; r < self->n_rows; r++)
    if (self->labels[r] >= 0)
      has[self->labels[r]] = TRUE;
  if (self->options->mode == TALLY_LEARN_MODE_UNSUPERVISED || (has[0] && has[1]))
    return TRUE;
  g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA, "the table has no label %d; both are needed", has[0] ? 1 : 0);
  return FALSE;
}

TallyLearnEvaluation *
tally_learn_evaluate (const TallyLearnTable            *table,
                      const TallyLearnEvaluateOptions  *options,
                      GError                          **error)
{
  static void (*const modes[]) (Evaluator *) = {
    [TALLY_LEARN_MODE_UNSUPERVISED] = evaluate_unsupervised,
    [TALLY_LEARN_MODE_CROSSVAL] = evaluate_crossval,
    [TALLY_LEARN_MODE_FEEDBACK] = evaluate_feedback,
  };
  Evaluator self = { .table = table, .options = options };

  g_return_val_if_fail (table != NULL && options != NULL && options->mode < G_N_ELEMENTS (modes), NULL);
  g_return_val_if_fail (options->n_folds >= 2 && options->n_folds <= 100, NULL);
  self.labels = tally_learn_table_get_labels (table);
  self.n_rows = tally_learn_table_get_n_rows (table);
  if (!check (&self, error))
    return NULL;
  self.rarities = g_new (double, self.n_rows);
  self.result = g_new0 (TallyLearnEvaluation, 1);
  self.result->n_rows = self.n_rows;
  self.result->scores = g_new0 (double, self.n_rows);
  self.result->queue = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < TALLY_LEARN_N_MARKS; i++)
    self.result->shares[i] = (double) NAN;
  find_rarities (&self);
  modes[options->mode] (&self);
  tally_learn_measure (self.result->scores, self.labels, self.n_rows, &self.result->measures);
  g_free (self.rarities);
  return self.result;
}

void
tally_learn_evaluation_free (TallyLearnEvaluation *self)
{
  if (self == NULL)
    return;
  g_free (self->scores);
  g_clear_pointer (&self->queue, g_array_unref);
  g_free (self);
}
