/* tally-chart-thin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-thin.h"

#include <math.h>

#define N_KEPT 4

/* A pixel column while its values go by. */
typedef struct {
  guint64             column;
  guint               n; /* values, counted up to N_KEPT + 1 */
  TallyChartThinPoint kept[N_KEPT];
  gsize               least;
  gsize               greatest;
  gsize               last;
} Column;

static void
add_point (GArray  *points,
           gsize    i,
           gboolean starts)
{
  TallyChartThinPoint point = { i, starts };

  if (points->len > 0 && g_array_index (points, TallyChartThinPoint, points->len - 1).i == i)
    return;
  g_array_append_val (points, point);
}

static void
flush_column (const Column *column,
              GArray       *points)
{
  if (column->n <= N_KEPT)
    {
      g_array_append_vals (points, column->kept, column->n);
      return;
    }
  add_point (points, column->kept[0].i, column->kept[0].starts);
  add_point (points, MIN (column->least, column->greatest), FALSE);
  add_point (points, MAX (column->least, column->greatest), FALSE);
  add_point (points, column->last, FALSE);
}

static inline void
begin_column (Column *column,
              guint64 number,
              gsize   i)
{
  column->column = number;
  column->n = 0;
  column->least = column->greatest = i;
}

static inline void
take_value (Column       *column,
            const double *ys,
            gsize         i,
            gboolean      starts)
{
  if (column->n < N_KEPT)
    column->kept[column->n] = (TallyChartThinPoint) { i, starts };
  if (column->n <= N_KEPT)
    column->n++;
  if (ys[i] < ys[column->least])
    column->least = i;
  else if (ys[i] > ys[column->greatest])
    column->greatest = i;
  column->last = i;
}

static inline guint64
find_column (const TallyChartSeries *series,
             const TallyChartWindow *window,
             double                  columns_per_x,
             gsize                   i)
{
  guint64 column = (guint64) ((double) (series->xs[i] + series->shift - window->from) * columns_per_x);

  return MIN (column, window->n_columns - 1);
}

GArray *
tally_chart_thin_line (const TallyChartSeries *series,
                       const TallyChartWindow *window)
{
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (TallyChartThinPoint), 1024);
  double columns_per_x = window->n_columns / (double) (window->to - window->from);
  gsize first = tally_chart_series_find (series, window->from);
  Column column = { .column = G_MAXUINT64 };
  gboolean starts = TRUE;

  for (gsize i = first; i < series->n && series->xs[i] + series->shift <= window->to; i++)
    {
      double y = series->ys[i];
      guint64 number;
      if (isnan (y) || (window->is_log && !(y > 0)))
        {
          starts = TRUE;
          continue;
        }
      number = find_column (series, window, columns_per_x, i);
      if (column.n > 0 && series->max_gap > 0 && series->xs[i] - series->xs[column.last] > series->max_gap)
        starts = TRUE;
      if (number != column.column)
        {
          flush_column (&column, points);
          begin_column (&column, number, i);
        }
      take_value (&column, series->ys, i, starts);
      starts = FALSE;
    }
  flush_column (&column, points);
  return points;
}

GArray *
tally_chart_thin_band (const TallyChartSeries *series,
                       const TallyChartWindow *window)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TallyChartThinBand));
  double columns_per_x = window->n_columns / (double) (window->to - window->from);
  TallyChartThinBand range = { 0 };
  guint64 column = G_MAXUINT64;
  gint64 first_x = 0, x = 0;
  gboolean starts = TRUE;

  for (gsize i = tally_chart_series_find (series, window->from);
       series->lows && i < series->n && series->xs[i] + series->shift <= window->to; i++)
    {
      guint64 number = find_column (series, window, columns_per_x, i);
      if (!tally_chart_series_has_band (series, i) || (window->is_log && !(series->lows[i] > 0)))
        {
          starts = TRUE;
          continue;
        }
      if (number != column)
        {
          if (column != G_MAXUINT64)
            g_array_append_val (ranges, range);
          column = number;
          first_x = series->xs[i] + series->shift;
          range = (TallyChartThinBand) { .low = series->lows[i], .high = series->highs[i], .starts = starts };
          starts = FALSE;
        }
      x = series->xs[i] + series->shift;
      range.x = ((double) first_x + (double) x) / 2;
      range.low = MIN (range.low, series->lows[i]);
      range.high = MAX (range.high, series->highs[i]);
    }
  if (column != G_MAXUINT64)
    g_array_append_val (ranges, range);
  return ranges;
}
