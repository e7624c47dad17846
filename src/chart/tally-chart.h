/* tally-chart.h
 *
 * What a chart shows, as plain values: how it looks is tally-chart-layout.h, as text tally-chart-table.h. A
 * face fills it from the engine's answers and throws it away. One owner at a time. Depends on core only.
 *
 * Lists are bounded: what is added beyond counts as left out, and the chart's sentence says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-marks.h"
#include "tally-chart-series.h"

G_BEGIN_DECLS

#define TALLY_CHART_MAX_SERIES 50  /* more lines can't be told apart, nor drawn in time */
#define TALLY_CHART_MAX_MARKS 200  /* events, limits and ranges, each */
#define TALLY_CHART_MAX_THINGS 20000 /* categories, checks, spans, each: more than the widest picture has pixels */

/**
 * TallyChartKind:
 * @TALLY_CHART_LINE: values by time or number, with areas and bands
 * @TALLY_CHART_BAR: a bar for each category and series
 * @TALLY_CHART_DOT: single values, not joined
 * @TALLY_CHART_SPARKLINE: a line without axes, as small as a word
 * @TALLY_CHART_STRIP: the last checks, a cell each
 * @TALLY_CHART_TIMELINE: runs, from when to when
 */
typedef enum {
  TALLY_CHART_LINE,
  TALLY_CHART_BAR,
  TALLY_CHART_DOT,
  TALLY_CHART_SPARKLINE,
  TALLY_CHART_STRIP,
  TALLY_CHART_TIMELINE,
} TallyChartKind;

/**
 * TallyChart:
 * @kind: what it is
 * @title: (owned): its title, "" = none
 * @empty_text: (owned): what stands there while nothing can be shown, "" = a general sentence
 * @unit: unit of values
 * @x_unit: unit of x; %TALLY_CHART_UNIT_TIME unless it is changed
 * @is_log: whether the value axis is logarithmic; what is not above 0 is a gap then. Bars stay linear.
 * @is_stacked: whether bars of one category stand on each other
 * @is_horizontal: whether bars lie
 * @x_from: where x begins; equal to @x_to = where its values do
 * @x_to: where x ends
 * @series: (owned) (element-type TallyChartSeries): its series
 * @categories: (owned) (element-type utf8): names of the places of bars
 * @events: (owned) (element-type TallyChartEvent): what happened
 * @thresholds: (owned) (element-type TallyChartThreshold): limits
 * @references: (owned) (element-type TallyChartReference): ranges to compare with
 * @checks: (owned) (element-type TallyChartCheck): cells of a strip, the oldest first
 * @spans: (owned) (element-type TallyChartSpan): of a timeline
 * @n_left_out: what was added beyond a bound
 *
 * A chart. Numbers and flags may be set at any time before it is laid out, lists by the functions below.
 */
typedef struct {
  TallyChartKind  kind;
  char           *title;
  char           *empty_text;
  TallyChartUnit  unit;
  TallyChartUnit  x_unit;
  gboolean        is_log;
  gboolean        is_stacked;
  gboolean        is_horizontal;
  gint64          x_from;
  gint64          x_to;
  GPtrArray      *series;
  GPtrArray      *categories;
  GArray         *events;
  GArray         *thresholds;
  GArray         *references;
  GArray         *checks;
  GArray         *spans;
  guint           n_left_out;
} TallyChart;

/**
 * tally_chart_new:
 * @kind: what it is
 * @title: (nullable): its title, foreign text
 * @unit: unit of its values
 *
 * Returns: (transfer full): a chart of nothing
 */
TallyChart       *tally_chart_new            (TallyChartKind         kind,
                                              const char            *title,
                                              TallyChartUnit         unit);

/**
 * tally_chart_free:
 * @self: (nullable) (transfer full): a chart
 */
void              tally_chart_free           (TallyChart            *self);

/**
 * tally_chart_set_empty_text:
 * @self: a chart
 * @text: what stands there while nothing can be shown
 */
void              tally_chart_set_empty_text (TallyChart            *self,
                                              const char            *text);

/**
 * tally_chart_add_series:
 * @self: a chart
 * @name: what people call it
 * @data: its values, copied; for bars one a category
 *
 * Returns: (transfer none) (nullable): the series; %NULL if the chart has %TALLY_CHART_MAX_SERIES
 */
TallyChartSeries *tally_chart_add_series     (TallyChart            *self,
                                              const char            *name,
                                              const TallyChartData  *data);

/**
 * tally_chart_add_category:
 * @self: a chart of bars
 * @name: name of the next place
 */
void              tally_chart_add_category   (TallyChart            *self,
                                              const char            *name);

/**
 * tally_chart_add_event:
 * @self: a chart over time
 * @label: what happened
 * @utc_usec: when
 */
void              tally_chart_add_event      (TallyChart            *self,
                                              const char            *label,
                                              gint64                 utc_usec);

/**
 * tally_chart_add_threshold:
 * @self: a chart
 * @label: its name
 * @value: the limit; ignored unless it is finite
 * @is_critical: whether it is the worse one
 */
void              tally_chart_add_threshold  (TallyChart            *self,
                                              const char            *label,
                                              double                 value,
                                              gboolean               is_critical);

/**
 * tally_chart_add_reference:
 * @self: a chart
 * @label: what the range is
 * @low: where it begins; ignored unless both are finite
 * @high: where it ends
 */
void              tally_chart_add_reference  (TallyChart            *self,
                                              const char            *label,
                                              double                 low,
                                              double                 high);

/**
 * tally_chart_add_check:
 * @self: a strip
 * @utc_usec: when; checks come in their order
 * @state: how it stood
 * @text: (nullable): what was found
 */
void              tally_chart_add_check      (TallyChart            *self,
                                              gint64                 utc_usec,
                                              TallyChartState        state,
                                              const char            *text);

/**
 * tally_chart_add_span:
 * @self: a timeline
 * @span: what is copied; one that ends before it begins, or outside of the calendar, counts as left out
 */
void              tally_chart_add_span       (TallyChart            *self,
                                              const TallyChartSpan  *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyChart, tally_chart_free)

G_END_DECLS
