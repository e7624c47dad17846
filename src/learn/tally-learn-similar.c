/* tally-learn-similar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-similar.h"

#include <float.h>
#include <math.h>

#define MAX_DEVIATION 6.0

struct _TallyLearnSimilar {
  guint   n_columns;
  gsize   n;
  gsize  *rows;    /* (owned): their numbers in the frame */
  gint8  *labels;  /* (owned) */
  double *values;  /* (owned): row by row, brought to scale; NaN = missing */
  double *means;   /* (owned) */
  double *scales;  /* (owned): 1 / standard deviation, 0 for a column that says nothing */
};

/* Welford 1962: one pass, no cancellation. */
static void
find_scale (TallyLearnSimilar     *self,
            const TallyLearnFrame *frame,
            guint                  column)
{
  const double *values = tally_learn_frame_get_column (frame, column);
  double mean = 0;
  double squares = 0;
  double n = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      double step = values[self->rows[i]] - mean;
      if (isnan (step))
        continue;
      n++;
      mean += step / n;
      squares += step * (values[self->rows[i]] - mean);
    }
  if (!(squares > 0 && isfinite (squares) && isfinite (mean)))
    return;
  self->means[column] = mean;
  self->scales[column] = MIN (1 / sqrt (squares / n), DBL_MAX);
}

static double
bring_to_scale (const TallyLearnSimilar *self,
                guint                    column,
                double                   value)
{
  if (!isfinite (value))
    return (double) NAN;
  if (self->scales[column] <= 0)
    return 0;
  return CLAMP ((value - self->means[column]) * self->scales[column], -MAX_DEVIATION, MAX_DEVIATION);
}

TallyLearnSimilar *
tally_learn_similar_new (const TallyLearnFrame *frame,
                         const gint8           *labels)
{
  TallyLearnSimilar *self;
  gsize n_rows;

  g_return_val_if_fail (frame != NULL && (labels != NULL || tally_learn_frame_get_n_rows (frame) == 0), NULL);
  n_rows = tally_learn_frame_get_n_rows (frame);
  self = g_new0 (TallyLearnSimilar, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->rows = g_new (gsize, MAX (n_rows, 1));
  self->labels = g_new (gint8, MAX (n_rows, 1));
  for (gsize r = 0; r < n_rows; r++)
    if (labels[r] >= 0)
      {
        self->rows[self->n] = r;
        self->labels[self->n++] = labels[r];
      }
  self->means = g_new0 (double, self->n_columns);
  self->scales = g_new0 (double, self->n_columns);
  self->values = g_new (double, MAX (self->n, 1) * self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    {
      find_scale (self, frame, c);
      for (gsize i = 0; i < self->n; i++)
        self->values[i * self->n_columns + c] = bring_to_scale (self, c, tally_learn_frame_get_column (frame, c)[self->rows[i]]);
    }
  return self;
}

void
tally_learn_similar_free (TallyLearnSimilar *self)
{
  if (self == NULL)
    return;
  g_free (self->rows);
  g_free (self->labels);
  g_free (self->values);
  g_free (self->means);
  g_free (self->scales);
  g_free (self);
}

/* Sum of squares; more than @enough need not be known exactly. */
static double
find_squares (const double *a,
              const double *b,
              guint         n,
              double        enough)
{
  double sum = 0;

  for (guint c = 0; c < n && sum <= enough; c++)
    {
      gboolean is_missing[2] = { isnan (a[c]) != 0, isnan (b[c]) != 0 };

      if (is_missing[0] || is_missing[1])
        sum += is_missing[0] != is_missing[1];
      else
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
  return sum;
}

guint
tally_learn_similar_find (const TallyLearnSimilar *self,
                          const double            *values,
                          gint8                    label,
                          gsize                    ignored,
                          TallyLearnSimilarRow    *out_rows,
                          guint                    n)
{
  g_autofree double *own = NULL;
  guint n_found = 0;

  g_return_val_if_fail (self != NULL && values != NULL && out_rows != NULL, 0);
  g_return_val_if_fail (n > 0 && n <= TALLY_LEARN_SIMILAR_MAX, 0);
  own = g_new (double, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    own[c] = bring_to_scale (self, c, values[c]);
  for (gsize i = 0; i < self->n; i++)
    {
      double enough = n_found == n ? out_rows[n - 1].distance : INFINITY;
      double squares;
      guint at;

      if ((label >= 0 && self->labels[i] != label) || self->rows[i] == ignored)
        continue;
      squares = find_squares (own, self->values + i * self->n_columns, self->n_columns, enough);
      if (squares >= enough)
        continue;
      at = n_found < n ? n_found++ : n - 1;
      for (; at > 0 && out_rows[at - 1].distance > squares; at--)
        out_rows[at] = out_rows[at - 1];
      out_rows[at] = (TallyLearnSimilarRow) { self->rows[i], self->labels[i], squares };
    }
  for (guint i = 0; i < n_found; i++)
    out_rows[i].distance = sqrt (out_rows[i].distance / self->n_columns);
  return n_found;
}
