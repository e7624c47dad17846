/* tally-learn-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-measure.h"

#include <math.h>

#define N_BINS 10

static int
compare_scores (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const double *scores = data;
  gsize left = *(const gsize *) a;
  gsize right = *(const gsize *) b;

  if (scores[left] > scores[right])
    return -1;
  if (scores[left] < scores[right])
    return 1;
  return left < right ? -1 : left > right;
}

gsize *
tally_learn_order (const double *scores,
                   gsize         n_rows)
{
  gsize *order;

  g_return_val_if_fail (scores != NULL && n_rows <= G_MAXINT, NULL);
  order = g_new (gsize, MAX (n_rows, 1));
  for (gsize i = 0; i < n_rows; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n_rows, sizeof *order, compare_scores, (gpointer) scores);
  return order;
}

double
tally_learn_measure_review_share (const gint8 *labels,
                                  gsize        n_rows,
                                  double       recall)
{
  gsize n_known = 0;
  gsize n_positive = 0;
  gsize n_seen = 0;
  gsize n_found = 0;
  gsize n_wanted;

  g_return_val_if_fail (labels != NULL && recall >= 0 && recall <= 1, (double) NAN);
  for (gsize i = 0; i < n_rows; i++)
    {
      n_known += labels[i] >= 0;
      n_positive += labels[i] == 1;
    }
  if (n_positive == 0)
    return (double) NAN;
  n_wanted = (gsize) ceil (recall * (double) n_positive - 1e-9);
  for (gsize i = 0; i < n_rows && n_found < n_wanted; i++)
    {
      n_seen += labels[i] >= 0;
      n_found += labels[i] == 1;
    }
  return (double) n_seen / (double) n_known;
}

/* Rows with a label, best first; ties are taken together, so that their order does not matter. */
static void
measure_order (const double       *scores,
               const gint8        *labels,
               const gsize        *order,
               gsize               n_rows,
               TallyLearnMeasures *measures)
{
  double n_positive = 0; /* above, and then including, the tie */
  double n_above = 0;
  double pairs = 0; /* of a positive row above a negative one, ties half */
  double precision = 0;

  for (gsize first = 0, end; first < n_rows; first = end)
    {
      double n_hits = 0;
      double n_misses = 0;

      for (end = first; end < n_rows && scores[order[end]] >= scores[order[first]]; end++)
        {
          n_hits += labels[order[end]] == 1;
          n_misses += labels[order[end]] == 0;
        }
      pairs += n_misses * (n_positive + n_hits / 2);
      n_positive += n_hits;
      n_above += n_hits + n_misses;
      if (n_hits > 0)
        precision += n_hits * n_positive / n_above;
    }
  measures->n = (gsize) n_above;
  measures->n_positive = (gsize) n_positive;
  measures->auc = n_positive > 0 && n_above > n_positive ? pairs / (n_positive * (n_above - n_positive)) : (double) NAN;
  measures->average_precision = n_positive > 0 ? precision / n_positive : (double) NAN;
}

static void
measure_calibration (const double       *scores,
                     const gint8        *labels,
                     gsize               n_rows,
                     TallyLearnMeasures *measures)
{
  double sums[N_BINS] = { 0 };
  double hits[N_BINS] = { 0 };
  double squares = 0;
  double off = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      guint bin = (guint) CLAMP (scores[i] * N_BINS, 0, N_BINS - 1);

      if (labels[i] < 0)
        continue;
      sums[bin] += scores[i];
      hits[bin] += labels[i];
      squares += (scores[i] - labels[i]) * (scores[i] - labels[i]);
    }
  for (guint bin = 0; bin < N_BINS; bin++)
    off += fabs (sums[bin] - hits[bin]);
  measures->brier = measures->n > 0 ? squares / (double) measures->n : (double) NAN;
  measures->ece = measures->n > 0 ? off / (double) measures->n : (double) NAN;
}

void
tally_learn_measure (const double       *scores,
                     const gint8        *labels,
                     gsize               n_rows,
                     TallyLearnMeasures *out_measures)
{
  g_autofree gsize *order = NULL;
  g_autofree gint8 *ordered = NULL;

  g_return_if_fail (scores != NULL && labels != NULL && out_measures != NULL && n_rows > 0);
  order = tally_learn_order (scores, n_rows);
  ordered = g_new (gint8, n_rows);
  for (gsize i = 0; i < n_rows; i++)
    ordered[i] = labels[order[i]];
  measure_order (scores, labels, order, n_rows, out_measures);
  measure_calibration (scores, labels, n_rows, out_measures);
  out_measures->review_share_95 = tally_learn_measure_review_share (ordered, n_rows, 0.95);
}
