/* tally-chart-thin.h
 *
 * Fewer points than values, and the same picture: of each pixel column the first, the least, the greatest
 * and the last value stay (Jugel, Jerzak, Hackenbroich, Markl, "M4: a visualization-oriented time series
 * data aggregation", VLDB 2014). Pure functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-series.h"

G_BEGIN_DECLS

/**
 * TallyChartThinPoint:
 * @i: a value of the series
 * @starts: whether a gap stands before it
 */
typedef struct {
  gsize    i;
  gboolean starts;
} TallyChartThinPoint;

/**
 * TallyChartThinBand:
 * @x: where, shift included
 * @low: least of what was expected in the column
 * @high: greatest
 * @starts: whether a gap stands before it
 */
typedef struct {
  double   x;
  double   low;
  double   high;
  gboolean starts;
} TallyChartThinBand;

/**
 * TallyChartWindow:
 * @from: least x, shift included
 * @to: greatest x, greater than @from
 * @n_columns: pixel columns, 1 …
 * @is_log: whether what is not above 0 counts as missing
 */
typedef struct {
  gint64   from;
  gint64   to;
  guint    n_columns;
  gboolean is_log;
} TallyChartWindow;

/**
 * tally_chart_thin_line:
 * @series: a series
 * @window: what is seen of it
 *
 * A gap within a pixel column that has more than four values is lost: it can't be seen.
 *
 * Returns: (transfer full) (element-type TallyChartThinPoint): four points a column at most, ascending
 */
GArray *tally_chart_thin_line (const TallyChartSeries *series,
                               const TallyChartWindow *window);

/**
 * tally_chart_thin_band:
 * @series: a series
 * @window: what is seen of it
 *
 * Returns: (transfer full) (element-type TallyChartThinBand): one range a column at most, ascending
 */
GArray *tally_chart_thin_band (const TallyChartSeries *series,
                               const TallyChartWindow *window);

G_END_DECLS
