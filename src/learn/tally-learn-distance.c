/* tally-learn-distance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-distance.h"

#include <math.h>

#include "tally-learn-parallel.h"
#include "tally-learn-sample.h"

#define MAX_NEIGHBOURS 64

struct _TallyLearnDistance {
  guint   n_columns;
  guint   n_neighbours;
  gsize   n_samples;
  gsize  *rows;    /* (owned): of the frame that they were drawn from */
  float  *values;  /* (owned): row by row, brought to scale */
  double *means;   /* (owned) */
  double *scales;  /* (owned): 1 / standard deviation, 0 for a column that says nothing */
};

/* Welford 1962: one pass, no cancellation. */
static void
find_scale (const double *column,
            gsize         n_rows,
            double       *out_mean,
            double       *out_scale)
{
  double mean = 0;
  double squares = 0;
  double n = 0;
  double deviation;

  for (gsize r = 0; r < n_rows; r++)
    {
      double step;
      if (isnan (column[r]))
        continue;
      n++;
      step = column[r] - mean;
      mean += step / n;
      squares += step * (column[r] - mean);
    }
  deviation = n > 1 ? sqrt (squares / n) : 0;
  *out_mean = mean;
  *out_scale = deviation > 0 && isfinite (deviation) ? 1 / deviation : 0;
}

static void
fill_row (const TallyLearnDistance *self,
          const TallyLearnFrame    *frame,
          gsize                     row,
          float                    *out_values)
{
  for (guint c = 0; c < self->n_columns; c++)
    {
      double value = tally_learn_frame_get_column (frame, c)[row];
      out_values[c] = isnan (value) ? 0 : (float) ((value - self->means[c]) * self->scales[c]);
    }
}

TallyLearnDistance *
tally_learn_distance_new (const TallyLearnFrame           *frame,
                          const TallyLearnDistanceOptions *options)
{
  g_autoptr (TallyRandom) random = NULL;
  TallyLearnDistance *self;
  gsize n_rows;

  g_return_val_if_fail (frame != NULL && options != NULL && tally_learn_frame_get_n_rows (frame) > 0, NULL);
  g_return_val_if_fail (options->n_samples > 0 && options->n_neighbours > 0 && options->n_neighbours <= MAX_NEIGHBOURS, NULL);
  n_rows = tally_learn_frame_get_n_rows (frame);
  random = tally_random_new (options->seed);
  self = g_new0 (TallyLearnDistance, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->n_neighbours = options->n_neighbours;
  self->n_samples = MIN (options->n_samples, n_rows);
  self->rows = g_new (gsize, self->n_samples);
  self->values = g_new (float, self->n_samples * self->n_columns);
  self->means = g_new (double, self->n_columns);
  self->scales = g_new (double, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    find_scale (tally_learn_frame_get_column (frame, c), n_rows, &self->means[c], &self->scales[c]);
  tally_learn_sample_rows (random, n_rows, self->rows, self->n_samples);
  for (gsize s = 0; s < self->n_samples; s++)
    fill_row (self, frame, self->rows[s], self->values + s * self->n_columns);
  return self;
}

void
tally_learn_distance_free (TallyLearnDistance *self)
{
  if (self == NULL)
    return;
  g_free (self->rows);
  g_free (self->values);
  g_free (self->means);
  g_free (self->scales);
  g_free (self);
}

/* --- scoring ------------------------------------------------------------------------------------ */

typedef struct {
  const TallyLearnDistance *sample;
  const TallyLearnFrame    *frame;
  gboolean                  is_own;
  double                   *scores;
} Scoring;

static float
find_square (const float *a,
             const float *b,
             guint        n)
{
  float sum = 0;

  for (guint c = 0; c < n; c++)
    sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

/* Keeps the smallest ones in order; k is small. */
static void
insert (float *nearest,
        guint *n,
        guint  k,
        float  square)
{
  guint at;

  if (*n == k && square >= nearest[k - 1])
    return;
  at = *n < k ? (*n)++ : k - 1;
  for (; at > 0 && nearest[at - 1] > square; at--)
    nearest[at] = nearest[at - 1];
  nearest[at] = square;
}

static double
score_row (const Scoring *scoring,
           gsize          row,
           const float   *values)
{
  const TallyLearnDistance *self = scoring->sample;
  float nearest[MAX_NEIGHBOURS];
  guint n = 0;
  double sum = 0;

  for (gsize s = 0; s < self->n_samples; s++)
    if (!scoring->is_own || self->rows[s] != row)
      insert (nearest, &n, self->n_neighbours, find_square (values, self->values + s * self->n_columns, self->n_columns));
  for (guint i = 0; i < n; i++)
    sum += sqrt (nearest[i]);
  return n > 0 ? sum / n : 0;
}

static void
score_block (gsize    first,
             gsize    n_rows,
             gpointer data)
{
  const Scoring *scoring = data;
  g_autofree float *values = g_new (float, scoring->sample->n_columns);

  for (gsize r = first; r < first + n_rows; r++)
    {
      fill_row (scoring->sample, scoring->frame, r, values);
      scoring->scores[r] = score_row (scoring, r, values);
    }
}

void
tally_learn_distance_score (const TallyLearnDistance *self,
                            const TallyLearnFrame    *frame,
                            gboolean                  is_own,
                            guint                     n_threads,
                            double                   *out_scores)
{
  Scoring scoring = { self, frame, is_own, out_scores };

  g_return_if_fail (self != NULL && frame != NULL && out_scores != NULL);
  g_return_if_fail (tally_learn_frame_get_n_columns (frame) == self->n_columns);
  tally_learn_parallel_rows (tally_learn_frame_get_n_rows (frame), n_threads, score_block, &scoring);
}
