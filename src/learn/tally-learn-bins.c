/* tally-learn-bins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-bins.h"

#include <math.h>
#include <stdlib.h>

/* Rows that a bin should have at least, and bins that few rows have all the same: a cut between two of some hundred rows
 * says nothing, and each bin costs time. */
#define ROWS_A_BIN 16
#define MIN_BINS 32

typedef struct {
  guint   n;    /* bins with values */
  double *cuts; /* (owned) (array length=n - 1) */
  guint8 *bins; /* (owned): of each row */
} Column;

struct _TallyLearnBins {
  guint   n_columns;
  Column *columns; /* (owned) */
};

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Halfway, but never so that rounding makes it the upper value. */
static double
find_middle (double low,
             double high)
{
  double middle = low / 2 + high / 2;

  return middle < high && middle >= low ? middle : low;
}

/* Cuts where values differ, each after at least a fair share of the rows that are left. */
static void
find_cuts (Column *column,
           double *sorted,
           gsize   n)
{
  gsize n_distinct = n > 0;
  guint max_bins = (guint) CLAMP (n / ROWS_A_BIN, MIN_BINS, TALLY_LEARN_MAX_BINS);
  double share;
  gsize taken = 0;

  for (gsize i = 1; i < n; i++)
    n_distinct += sorted[i] > sorted[i - 1];
  column->cuts = g_new (double, TALLY_LEARN_MAX_BINS);
  column->n = n > 0;
  share = n_distinct <= max_bins ? 0 : (double) n / max_bins;
  for (gsize i = 1; i < n && column->n < max_bins; i++)
    {
      if (!(sorted[i] > sorted[i - 1]) || (double) (i - taken) < share)
        continue;
      column->cuts[column->n - 1] = find_middle (sorted[i - 1], sorted[i]);
      column->n++;
      taken = i;
    }
}

static guint8
find_bin (const Column *column,
          double        value)
{
  guint low = 0;
  guint high = column->n - 1;

  while (low < high) /* the first cut that is not below the value */
    {
      guint middle = (low + high) / 2;
      if (value <= column->cuts[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return (guint8) low;
}

static void
fill_column (Column       *column,
             const double *values,
             gsize         n_rows)
{
  g_autofree double *sorted = g_new (double, MAX (n_rows, 1));
  gsize n = 0;

  for (gsize r = 0; r < n_rows; r++)
    if (!isnan (values[r]))
      sorted[n++] = values[r];
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  find_cuts (column, sorted, n);
  column->bins = g_new (guint8, MAX (n_rows, 1));
  for (gsize r = 0; r < n_rows; r++)
    column->bins[r] = isnan (values[r]) ? TALLY_LEARN_BIN_MISSING : find_bin (column, values[r]);
}

TallyLearnBins *
tally_learn_bins_new (const TallyLearnFrame *frame)
{
  TallyLearnBins *self;

  g_return_val_if_fail (frame != NULL, NULL);
  self = g_new0 (TallyLearnBins, 1);
  self->n_columns = tally_learn_frame_get_n_columns (frame);
  self->columns = g_new0 (Column, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    fill_column (&self->columns[c], tally_learn_frame_get_column (frame, c), tally_learn_frame_get_n_rows (frame));
  return self;
}

void
tally_learn_bins_free (TallyLearnBins *self)
{
  if (self == NULL)
    return;
  for (guint c = 0; c < self->n_columns; c++)
    {
      g_free (self->columns[c].cuts);
      g_free (self->columns[c].bins);
    }
  g_free (self->columns);
  g_free (self);
}

const guint8 *
tally_learn_bins_get_column (const TallyLearnBins *self,
                             guint                 column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  return self->columns[column].bins;
}

guint
tally_learn_bins_get_n (const TallyLearnBins *self,
                        guint                 column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, 0);
  return self->columns[column].n;
}

double
tally_learn_bins_get_cut (const TallyLearnBins *self,
                          guint                 column,
                          guint                 bin)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns && bin + 1 < self->columns[column].n, 0);
  return self->columns[column].cuts[bin];
}
