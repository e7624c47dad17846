/* tally-chart-series.h
 *
 * Values of one name in a chart, by time or by another number. A value that is missing is a gap in the
 * drawing: no line leads through it. One owner at a time. Depends on core only.
 *
 * Values are doubles, since they are places on paper: whole cents and µs are exact up to 2^53.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The calendar's years 1 … 9999: what stands outside has no day to be shown with. */
#define TALLY_CHART_MIN_X G_GINT64_CONSTANT (-62135596800000000)
#define TALLY_CHART_MAX_X G_GINT64_CONSTANT (253402300799000000)
/* Beyond it a value counts as missing, so that differences, squares and powers of ten stay finite. */
#define TALLY_CHART_MAX_VALUE 1e100

/**
 * TallyChartUnit:
 * @TALLY_CHART_UNIT_NUMBER: a plain number
 * @TALLY_CHART_UNIT_COUNT: things, whole
 * @TALLY_CHART_UNIT_DURATION: µs
 * @TALLY_CHART_UNIT_BYTES: bytes
 * @TALLY_CHART_UNIT_MONEY: cents
 * @TALLY_CHART_UNIT_RATIO: 0 … 1, shown as percent
 * @TALLY_CHART_UNIT_TIME: UTC µs, of x only
 */
typedef enum {
  TALLY_CHART_UNIT_NUMBER,
  TALLY_CHART_UNIT_COUNT,
  TALLY_CHART_UNIT_DURATION,
  TALLY_CHART_UNIT_BYTES,
  TALLY_CHART_UNIT_MONEY,
  TALLY_CHART_UNIT_RATIO,
  TALLY_CHART_UNIT_TIME,
} TallyChartUnit;

/**
 * TallyChartTone:
 * @TALLY_CHART_TONE_SERIES: a series as others are
 * @TALLY_CHART_TONE_PREVIOUS: the period before, to compare with: dim, dashed, behind
 * @TALLY_CHART_TONE_PEERS: what others have: dim dots
 * @TALLY_CHART_TONE_OWN: what the chart is about among its peers: large, in the accent, in front
 *
 * How a series is drawn.
 */
typedef enum {
  TALLY_CHART_TONE_SERIES,
  TALLY_CHART_TONE_PREVIOUS,
  TALLY_CHART_TONE_PEERS,
  TALLY_CHART_TONE_OWN,
} TallyChartTone;

/**
 * TallyChartData:
 * @n: values
 * @xs: (array length=n) (nullable): where: UTC µs, or whole numbers of the axis' unit; %NULL = 0, 1, 2 …
 * @ys: (array length=n): values in the chart's unit; not finite = missing
 * @lows: (array length=n) (nullable): what was expected at least
 * @highs: (array length=n) (nullable): what was expected at most
 *
 * What a series is made of; borrowed.
 */
typedef struct {
  gsize         n;
  const gint64 *xs;
  const double *ys;
  const double *lows;
  const double *highs;
} TallyChartData;

/**
 * TallyChartSeries:
 * @name: (owned): what people call it, "" = it needs no name
 * @tone: how it is drawn
 * @has_area: whether the room between it and 0 is filled
 * @max_gap: values farther apart than this, in the unit of x, are not joined; 0 = they are
 * @shift: added to each x for the drawing: the length of the period for one before; 0 otherwise
 * @n: values
 * @xs: (owned) (array length=n): where, ascending
 * @ys: (owned) (array length=n): values; NaN = missing
 * @lows: (owned) (nullable): what was expected at least; NaN = unknown
 * @highs: (owned) (nullable): what was expected at most
 *
 * A series. The first five members may be set after it was added.
 */
typedef struct {
  char           *name;
  TallyChartTone  tone;
  gboolean        has_area;
  gint64          max_gap;
  gint64          shift;
  gsize           n;
  gint64         *xs;
  double         *ys;
  double         *lows;
  double         *highs;
} TallyChartSeries;

/**
 * tally_chart_series_new:
 * @name: what people call it, foreign text
 * @data: its values, copied; in any order
 *
 * What is not finite, or beyond %TALLY_CHART_MAX_VALUE, becomes missing; values outside of
 * %TALLY_CHART_MIN_X … %TALLY_CHART_MAX_X go.
 *
 * Returns: (transfer full): the series, ascending by x; equal x stay in their order
 */
TallyChartSeries *tally_chart_series_new       (const char             *name,
                                                const TallyChartData   *data);

/**
 * tally_chart_series_free:
 * @self: (nullable) (transfer full): a series
 */
void              tally_chart_series_free      (TallyChartSeries       *self);

/**
 * tally_chart_series_has_value:
 * @self: a series
 * @i: a value, 0 … n - 1
 *
 * Returns: whether it is not missing
 */
gboolean          tally_chart_series_has_value (const TallyChartSeries *self,
                                                gsize                   i);

/**
 * tally_chart_series_has_band:
 * @self: a series
 * @i: a value, 0 … n - 1
 *
 * Returns: whether it is known what was expected there
 */
gboolean          tally_chart_series_has_band  (const TallyChartSeries *self,
                                                gsize                   i);

/**
 * tally_chart_series_find:
 * @self: a series
 * @x: a place as it is drawn, @shift included
 *
 * Returns: the first value that does not stand before it; n if all do
 */
gsize             tally_chart_series_find      (const TallyChartSeries *self,
                                                gint64                  x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyChartSeries, tally_chart_series_free)

G_END_DECLS
