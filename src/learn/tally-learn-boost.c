/* tally-learn-boost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-boost.h"

#include <math.h>

#include "tally-learn-boost-private.h"
#include "tally-learn-error.h"
#include "tally-learn-parallel.h"

/* Newton's steps to the constant that known margins want. */
#define BASE_STEPS 20

void
tally_learn_boost_options_init (TallyLearnBoostOptions *options)
{
  g_return_if_fail (options != NULL);
  *options = (TallyLearnBoostOptions) {
    .n_trees = 200,
    .rate = 0.06,
    .row_share = 0.7,
    .tree = { .max_leaves = 24, .min_rows = 12, .penalty = 2, .min_gain = 1e-6, .column_share = 0.7 },
  };
}

/* --- learning ----------------------------------------------------------------------------------- */

typedef struct {
  const TallyLearnFrame        *frame;
  const TallyLearnLabels       *labels;
  const TallyLearnBoostOptions *options;
  const TallyLearnBins         *bins;
  gsize                        *known;      /* rows with a label and a weight */
  gsize                         n_known;
  double                       *margins;    /* of each row, so far */
  double                       *slopes;
  double                       *curvatures;
} Learner;

static double
get_weight (const TallyLearnLabels *labels,
            gsize                   row)
{
  return labels->weights != NULL ? labels->weights[row] : 1;
}

/* The constant that known margins want to be right on the whole; half a row more of either class keeps it finite. */
static double
find_offset (const Learner *learner)
{
  double offset = 0;

  for (guint i = 0; i < BASE_STEPS; i++)
    {
      double slope = 1 / (1 + exp (-offset)) - 0.5;
      double curvature = 0.25;

      for (gsize k = 0; k < learner->n_known; k++)
        {
          gsize row = learner->known[k];
          double p = 1 / (1 + exp (-(learner->labels->margins[row] + offset)));
          double weight = get_weight (learner->labels, row);
          slope += weight * (p - learner->labels->labels[row]);
          curvature += weight * p * (1 - p);
        }
      offset -= CLAMP (slope / curvature, -2, 2);
      if (fabs (slope / curvature) < 1e-9)
        break;
    }
  return offset;
}

/* Half a row more of either class keeps the odds finite. */
static gboolean
find_base (Learner *learner,
           double  *out_base,
           GError **error)
{
  double sums[2] = { 0, 0 };

  for (gsize i = 0; i < learner->n_known; i++)
    sums[learner->labels->labels[learner->known[i]]] += get_weight (learner->labels, learner->known[i]);
  if (!(sums[0] > 0 && sums[1] > 0))
    {
      g_set_error (error, TALLY_LEARN_ERROR, TALLY_LEARN_ERROR_DATA,
                   "there are %s labels only: rows of both classes are needed", sums[1] > 0 ? "positive" : "negative");
      return FALSE;
    }
  *out_base = learner->labels->margins != NULL ? find_offset (learner) : log ((sums[1] + 0.5) / (sums[0] + 0.5));
  return TRUE;
}

static void
derive (Learner *learner)
{
  for (gsize i = 0; i < learner->n_known; i++)
    {
      gsize row = learner->known[i];
      double p = 1 / (1 + exp (-learner->margins[row]));
      double weight = get_weight (learner->labels, row);
      learner->slopes[row] = weight * (p - learner->labels->labels[row]);
      learner->curvatures[row] = weight * MAX (p * (1 - p), 1e-12);
    }
}

/* Draws the first so many of the known rows. */
static gsize
draw_rows (Learner     *learner,
           gsize       *rows,
           TallyRandom *random)
{
  gsize n = (gsize) CLAMP (learner->options->row_share * (double) learner->n_known + 0.5, 1, (double) learner->n_known);

  for (gsize i = 0; i < learner->n_known; i++)
    rows[i] = learner->known[i];
  for (gsize i = 0; i < n && n < learner->n_known; i++)
    {
      gsize j = i + (gsize) tally_random_below (random, learner->n_known - i);
      gsize row = rows[j];
      rows[j] = rows[i];
      rows[i] = row;
    }
  return n;
}

static void
learn_tree (TallyLearnBoost *self,
            Learner         *learner,
            TallyRandom     *random)
{
  const double *const *columns = tally_learn_frame_get_columns (learner->frame);
  g_autofree gsize *rows = g_new (gsize, learner->n_known);
  TallyLearnTreeInput input = {
    .frame = learner->frame, .bins = learner->bins, .slopes = learner->slopes, .curvatures = learner->curvatures, .rows = rows,
  };
  GArray *tree;

  derive (learner);
  input.n_rows = draw_rows (learner, rows, random);
  tree = tally_learn_tree_grow (&input, &learner->options->tree, random);
  g_ptr_array_add (self->trees, tree);
  for (gsize i = 0; i < learner->n_known; i++)
    learner->margins[learner->known[i]] += self->rate * tally_learn_tree_read_at (tree, columns, learner->known[i]);
}

static void
learner_init (Learner *learner)
{
  gsize n_rows = tally_learn_frame_get_n_rows (learner->frame);

  learner->known = g_new (gsize, MAX (n_rows, 1));
  for (gsize r = 0; r < n_rows; r++)
    if (learner->labels->labels[r] >= 0 && get_weight (learner->labels, r) > 0)
      learner->known[learner->n_known++] = r;
  learner->margins = g_new0 (double, MAX (n_rows, 1));
  learner->slopes = g_new0 (double, MAX (n_rows, 1));
  learner->curvatures = g_new0 (double, MAX (n_rows, 1));
}

static void
learner_clear (Learner *learner)
{
  g_free (learner->known);
  g_free (learner->margins);
  g_free (learner->slopes);
  g_free (learner->curvatures);
}

static void
learn (TallyLearnBoost *self,
       Learner         *learner)
{
  g_autoptr (TallyRandom) random = tally_random_new (learner->options->seed);

  for (gsize i = 0; i < learner->n_known; i++)
    {
      gsize row = learner->known[i];
      learner->margins[row] = self->base + (learner->labels->margins != NULL ? learner->labels->margins[row] : 0);
    }
  for (guint t = 0; t < learner->options->n_trees; t++)
    learn_tree (self, learner, random);
}

TallyLearnBoost *
tally_learn_boost_new (const TallyLearnFrame         *frame,
                       const TallyLearnLabels        *labels,
                       const TallyLearnBoostOptions  *options,
                       GError                       **error)
{
  g_autoptr (TallyLearnBins) bins = NULL;

  g_return_val_if_fail (frame != NULL && labels != NULL && labels->labels != NULL && options != NULL, NULL);
  bins = tally_learn_bins_new (frame);
  return tally_learn_boost_new_of_bins (frame, bins, labels, options, error);
}

TallyLearnBoost *
tally_learn_boost_new_of_bins (const TallyLearnFrame         *frame,
                               const TallyLearnBins          *bins,
                               const TallyLearnLabels        *labels,
                               const TallyLearnBoostOptions  *options,
                               GError                       **error)
{
  g_autoptr (TallyLearnBoost) self = NULL;
  Learner learner = { .frame = frame, .labels = labels, .options = options, .bins = bins };

  g_return_val_if_fail (frame != NULL && bins != NULL && labels != NULL && labels->labels != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->n_trees >= 1 && options->n_trees <= TALLY_LEARN_BOOST_MAX_TREES && options->rate > 0, NULL);
  self = g_new0 (TallyLearnBoost, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->rate = options->rate;
  self->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  learner_init (&learner);
  if (find_base (&learner, &self->base, error))
    learn (self, &learner);
  else
    g_clear_pointer (&self, tally_learn_boost_free);
  learner_clear (&learner);
  return g_steal_pointer (&self);
}

void
tally_learn_boost_free (TallyLearnBoost *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->trees);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------ */

typedef struct {
  const TallyLearnBoost *model;
  const TallyLearnFrame *frame;
  double                *margins;
} Scoring;

static void
score_block (gsize    first,
             gsize    n_rows,
             gpointer data)
{
  const Scoring *scoring = data;
  const TallyLearnBoost *self = scoring->model;
  g_autofree double *values = g_new (double, self->n_columns);

  for (gsize r = first; r < first + n_rows; r++)
    {
      tally_learn_frame_get_row (scoring->frame, r, values);
      scoring->margins[r] = tally_learn_boost_read (self, values);
    }
}

void
tally_learn_boost_score (const TallyLearnBoost *self,
                         const TallyLearnFrame *frame,
                         guint                  n_threads,
                         double                *out_margins)
{
  Scoring scoring = { self, frame, out_margins };

  g_return_if_fail (self != NULL && frame != NULL && out_margins != NULL);
  g_return_if_fail (tally_learn_frame_get_n_columns (frame) == self->n_columns);
  tally_learn_parallel_rows (tally_learn_frame_get_n_rows (frame), n_threads, score_block, &scoring);
}

double
tally_learn_boost_read (const TallyLearnBoost *self,
                        const double          *values)
{
  double sum = 0;

  g_return_val_if_fail (self != NULL && values != NULL, 0);
  for (guint t = 0; t < self->trees->len; t++)
    sum += tally_learn_tree_read (self->trees->pdata[t], values);
  return self->base + self->rate * sum;
}

double
tally_learn_boost_explain (const TallyLearnBoost *self,
                           const double          *values,
                           double                *out_shares)
{
  double mean = 0;

  g_return_val_if_fail (self != NULL && values != NULL && out_shares != NULL, 0);
  for (guint c = 0; c < self->n_columns; c++)
    out_shares[c] = 0;
  for (guint t = 0; t < self->trees->len; t++)
    mean += tally_learn_tree_explain (self->trees->pdata[t], values, out_shares);
  for (guint c = 0; c < self->n_columns; c++)
    out_shares[c] *= self->rate;
  return self->base + self->rate * mean;
}
