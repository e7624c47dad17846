/* tally-learn-classifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-classifier.h"

#include <math.h>

#include "tally-learn-boost.h"
#include "tally-learn-novelty.h"
#include "tally-learn-sample.h"

/* Labels that the prior weighs among those that trees learn from, and rows that stand for it. */
#define PRIOR_WEIGHT 10.0
#define MAX_PRIOR_ROWS 600

/* Weight of the prior beside the trees without labels; labels at which it has halved. */
#define PRIOR_MIX 0.6
#define PRIOR_HALF 300.0

#define MAX_BAGS 6

/* Labels from which trees may be as large as the data let them. */
#define MANY_LABELS 400

struct _TallyLearnClassifier {
  guint            n_columns;      /* without the rarity */
  guint            n_bags;         /* 0 = the prior alone */
  TallyLearnBoost *bags[MAX_BAGS]; /* (owned) */
  double           mix;            /* weight of the prior */
};

/* The frame with the rarity as its last column. */
static TallyLearnFrame *
join (const TallyLearnFrame *frame,
      const double          *rarities,
      const gsize           *rows,
      gsize                  n_rows)
{
  guint n_columns = tally_learn_frame_get_n_columns (frame);
  TallyLearnFrame *joined = tally_learn_frame_new (n_rows, n_columns + 1);

  for (guint c = 0; c < n_columns; c++)
    {
      const double *column = tally_learn_frame_get_column (frame, c);
      for (gsize r = 0; r < n_rows; r++)
        tally_learn_frame_set (joined, r, c, column[rows != NULL ? rows[r] : r]);
    }
  for (gsize r = 0; r < n_rows; r++)
    tally_learn_frame_set (joined, r, n_columns, rarities[rows != NULL ? rows[r] : r]);
  return joined;
}

/* --- learning ----------------------------------------------------------------------------------- */

/* Rows to learn from: those with a label, and twice each of those that stand for the prior, once as a hit and once as
 * none, weighed as the prior judges. */
typedef struct {
  gsize  *rows;
  gint8  *labels;
  double *weights;
  gsize   n;
} Lesson;

static void
lesson_add (Lesson *lesson,
            gsize   row,
            gint8   label,
            double  weight)
{
  lesson->rows[lesson->n] = row;
  lesson->labels[lesson->n] = label;
  lesson->weights[lesson->n++] = weight;
}

static void
add_prior (Lesson                          *lesson,
           const TallyLearnClassifierInput *input,
           const gsize                     *unknown,
           gsize                            n_unknown)
{
  g_autoptr (TallyRandom) random = tally_random_new (input->seed);
  gsize n = MIN (n_unknown, MAX_PRIOR_ROWS);
  g_autofree gsize *drawn = g_new (gsize, MAX (n, 1));

  tally_learn_sample_rows (random, n_unknown, drawn, n);
  for (gsize i = 0; i < n; i++)
    {
      gsize row = unknown[drawn[i]];
      double p = 1 / (1 + exp (-tally_learn_novelty_get_margin (input->rarities[row])));
      lesson_add (lesson, row, 1, PRIOR_WEIGHT * p / (double) n);
      lesson_add (lesson, row, 0, PRIOR_WEIGHT * (1 - p) / (double) n);
    }
}

static gsize
lesson_init (Lesson                          *lesson,
             const TallyLearnClassifierInput *input)
{
  gsize n_rows = tally_learn_frame_get_n_rows (input->frame);
  g_autofree gsize *unknown = g_new (gsize, MAX (n_rows, 1));
  gsize n_unknown = 0;
  gsize n_known;

  lesson->rows = g_new (gsize, n_rows + 2 * MAX_PRIOR_ROWS);
  lesson->labels = g_new (gint8, n_rows + 2 * MAX_PRIOR_ROWS);
  lesson->weights = g_new (double, n_rows + 2 * MAX_PRIOR_ROWS);
  lesson->n = 0;
  for (gsize r = 0; r < n_rows; r++)
    if (input->labels[r] >= 0)
      lesson_add (lesson, r, input->labels[r], 1);
    else
      unknown[n_unknown++] = r;
  n_known = lesson->n;
  add_prior (lesson, input, unknown, n_unknown);
  return n_known;
}

static void
lesson_clear (Lesson *lesson)
{
  g_free (lesson->rows);
  g_free (lesson->labels);
  g_free (lesson->weights);
}

static void
choose_options (TallyLearnBoostOptions *options,
                gsize                   n_known)
{
  tally_learn_boost_options_init (options);
  if (n_known >= MANY_LABELS)
    return;
  options->n_trees = 60;
  options->rate = 0.1;
  options->tree.max_leaves = 6;
  options->tree.min_rows = 3;
  options->tree.penalty = 1;
  options->tree.column_share = 0.5;
}

static void
learn_bags (TallyLearnClassifier            *self,
            const TallyLearnClassifierInput *input,
            const Lesson                    *lesson,
            gsize                            n_known)
{
  g_autoptr (TallyLearnFrame) frame = join (input->frame, input->rarities, lesson->rows, lesson->n);
  const TallyLearnLabels labels = { .labels = lesson->labels, .weights = lesson->weights };
  guint n_bags = n_known >= MANY_LABELS ? 2 : MAX_BAGS;
  TallyLearnBoostOptions options;

  choose_options (&options, n_known);
  for (guint bag = 0; bag < n_bags; bag++)
    {
      options.seed = input->seed * MAX_BAGS + bag;
      self->bags[self->n_bags] = tally_learn_boost_new (frame, &labels, &options, NULL);
      if (self->bags[self->n_bags] != NULL) /* NULL: one class alone, nothing to tell apart */
        self->n_bags++;
    }
}

TallyLearnClassifier *
tally_learn_classifier_new (const TallyLearnClassifierInput *input)
{
  TallyLearnClassifier *self;
  Lesson lesson;
  gsize n_known;

  g_return_val_if_fail (input != NULL && input->frame != NULL && input->rarities != NULL && input->labels != NULL, NULL);
  self = g_new0 (TallyLearnClassifier, 1);
  self->n_columns = tally_learn_frame_get_n_columns (input->frame);
  n_known = lesson_init (&lesson, input);
  if (n_known > 0)
    learn_bags (self, input, &lesson, n_known);
  lesson_clear (&lesson);
  self->mix = self->n_bags > 0 ? PRIOR_MIX * PRIOR_HALF / (PRIOR_HALF + (double) n_known) : 1;
  return self;
}

void
tally_learn_classifier_free (TallyLearnClassifier *self)
{
  if (self == NULL)
    return;
  for (guint bag = 0; bag < self->n_bags; bag++)
    tally_learn_boost_free (self->bags[bag]);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------------------ */

void
tally_learn_classifier_score (const TallyLearnClassifier *self,
                              const TallyLearnFrame      *frame,
                              const double               *rarities,
                              guint                       n_threads,
                              double                     *out_margins)
{
  g_autoptr (TallyLearnFrame) joined = NULL;
  g_autofree double *margins = NULL;
  gsize n_rows;

  g_return_if_fail (self != NULL && frame != NULL && rarities != NULL && out_margins != NULL);
  g_return_if_fail (tally_learn_frame_get_n_columns (frame) == self->n_columns);
  n_rows = tally_learn_frame_get_n_rows (frame);
  for (gsize r = 0; r < n_rows; r++)
    out_margins[r] = self->mix * tally_learn_novelty_get_margin (rarities[r]);
  if (self->n_bags == 0)
    return;
  joined = join (frame, rarities, NULL, n_rows);
  margins = g_new (double, MAX (n_rows, 1));
  for (guint bag = 0; bag < self->n_bags; bag++)
    {
      tally_learn_boost_score (self->bags[bag], joined, n_threads, margins);
      for (gsize r = 0; r < n_rows; r++)
        out_margins[r] += margins[r] / self->n_bags;
    }
}

double
tally_learn_classifier_explain (const TallyLearnClassifier *self,
                                const double               *values,
                                double                      rarity,
                                double                     *out_shares)
{
  g_autofree double *row = NULL;
  g_autofree double *shares = NULL;
  double mean = self != NULL ? self->mix * tally_learn_novelty_get_margin (0) : 0;

  g_return_val_if_fail (self != NULL && values != NULL && out_shares != NULL, 0);
  row = g_new (double, self->n_columns + 1);
  shares = g_new (double, self->n_columns + 1);
  for (guint c = 0; c <= self->n_columns; c++)
    {
      row[c] = c < self->n_columns ? values[c] : rarity;
      out_shares[c] = 0;
    }
  for (guint bag = 0; bag < self->n_bags; bag++)
    {
      mean += tally_learn_boost_explain (self->bags[bag], row, shares) / self->n_bags;
      for (guint c = 0; c <= self->n_columns; c++)
        out_shares[c] += shares[c] / self->n_bags;
    }
  out_shares[self->n_columns] += self->mix * (tally_learn_novelty_get_margin (rarity) - tally_learn_novelty_get_margin (0));
  return mean;
}
