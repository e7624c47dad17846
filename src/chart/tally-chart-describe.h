/* tally-chart-describe.h
 *
 * A chart's values as sentences: what a person hears who steps through it by keyboard, reads who points
 * at it, and the one sentence for all of it. Pure functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-format.h"

G_BEGIN_DECLS

/**
 * TallyChartCursor:
 * @series: which series; 0 of strips and timelines
 * @point: which value, check or span
 *
 * Where a person is in a chart.
 */
typedef struct {
  guint series;
  gsize point;
} TallyChartCursor;

/**
 * TallyChartMove:
 * @TALLY_CHART_MOVE_NEXT: the value behind
 * @TALLY_CHART_MOVE_PREVIOUS: the value before
 * @TALLY_CHART_MOVE_FIRST: the first one
 * @TALLY_CHART_MOVE_LAST: the last one
 * @TALLY_CHART_MOVE_NEXT_SERIES: the nearest value of the series behind
 * @TALLY_CHART_MOVE_PREVIOUS_SERIES: of the one before
 *
 * A key.
 */
typedef enum {
  TALLY_CHART_MOVE_NEXT,
  TALLY_CHART_MOVE_PREVIOUS,
  TALLY_CHART_MOVE_FIRST,
  TALLY_CHART_MOVE_LAST,
  TALLY_CHART_MOVE_NEXT_SERIES,
  TALLY_CHART_MOVE_PREVIOUS_SERIES,
} TallyChartMove;

/**
 * tally_chart_describe:
 * @chart: a chart
 * @format: how texts are written
 * @cursor: where; beyond the end of something = ""
 *
 * Returns: (transfer full): "Tue 24 Nov, 14:00: 312 s (expected 212-318 s)"
 */
char     *tally_chart_describe         (const TallyChart       *chart,
                                        const TallyChartFormat *format,
                                        const TallyChartCursor *cursor);

/**
 * tally_chart_describe_span:
 * @span: a run
 * @format: how texts are written
 *
 * Returns: (transfer full): "fetch, Tue 24 Nov, 14:00: 312 s, OK"
 */
char     *tally_chart_describe_span    (const TallyChartSpan   *span,
                                        const TallyChartFormat *format);

/**
 * tally_chart_describe_check:
 * @check: a check
 * @format: how texts are written
 *
 * Returns: (transfer full): "Tue 24 Nov, 14:00: Failed, no answer"
 */
char     *tally_chart_describe_check   (const TallyChartCheck  *check,
                                        const TallyChartFormat *format);

/**
 * tally_chart_describe_all:
 * @chart: a chart
 * @format: how texts are written
 *
 * The last value, the range and the trend of its first series of its own; how many checks or runs ended
 * how. A trend is told if Mann and Kendall's test says that chance gives it in less than one of twenty.
 *
 * Returns: (transfer full): one sentence, or a few short ones
 */
char     *tally_chart_describe_all     (const TallyChart       *chart,
                                        const TallyChartFormat *format);

/**
 * tally_chart_move:
 * @chart: a chart
 * @cursor: (inout): where; what is beyond an end counts as the end
 * @move: where to
 *
 * Steps over what is missing.
 *
 * Returns: %FALSE if there is nothing that way; @cursor stays
 */
gboolean  tally_chart_move             (const TallyChart       *chart,
                                        TallyChartCursor       *cursor,
                                        TallyChartMove          move);

/**
 * tally_chart_get_n_categories:
 * @chart: a chart of bars
 *
 * Returns: how many places it has: names, or values if there are more of them
 */
guint     tally_chart_get_n_categories (const TallyChart       *chart);

/**
 * tally_chart_dup_category:
 * @chart: a chart of bars
 * @i: a place
 *
 * Returns: (transfer full): its name, its number counted from 1 if it has none
 */
char     *tally_chart_dup_category     (const TallyChart       *chart,
                                        guint                   i);

/**
 * tally_chart_dup_bound:
 * @chart: a chart
 * @format: how texts are written
 * @x: a place of its x axis
 * @grain: how exactly a time is told
 *
 * Returns: (transfer full): it as text: a time, a number or a category's name
 */
char     *tally_chart_dup_bound        (const TallyChart       *chart,
                                        const TallyChartFormat *format,
                                        gint64                  x,
                                        TallyChartGrain         grain);

G_END_DECLS
