/* tally-chart-ticks.h
 *
 * Where an axis is labelled: at numbers that people count in, of money, time, bytes or percent, and at the
 * beginnings of days, months and years of a time zone. Pure functions, any thread. Depends on core only.
 *
 * Steps: the smallest of 1, 2, 5 × 10^k that is not too fine (Heckbert, "Nice numbers for graph labels",
 * Graphics Gems, 1990); 60s and 1024s have ladders of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-format.h"

G_BEGIN_DECLS

#define TALLY_CHART_MAX_TICKS 64

/**
 * TallyChartScale:
 * @from: value at @px_from; above 0 if @is_log
 * @to: value at @px_to, greater than @from
 * @px_from: where the axis begins
 * @px_to: where it ends, perhaps before it begins
 * @is_log: whether equal ratios have equal length
 *
 * From values to pixels.
 */
typedef struct {
  double   from;
  double   to;
  double   px_from;
  double   px_to;
  gboolean is_log;
} TallyChartScale;

/**
 * TallyChartTicks:
 * @n: labels
 * @step: distance of two of them, 0 = they differ
 * @values: where they stand, ascending
 * @grains: of times, how each is written
 */
typedef struct {
  guint           n;
  double          step;
  double          values[TALLY_CHART_MAX_TICKS];
  TallyChartGrain grains[TALLY_CHART_MAX_TICKS];
} TallyChartTicks;

/**
 * tally_chart_scale_map:
 * @self: a scale
 * @value: a value; above 0 on a logarithmic one
 *
 * Returns: its pixel, within the axis for values within @from … @to
 */
double   tally_chart_scale_map         (const TallyChartScale *self,
                                        double                 value);

/**
 * tally_chart_ticks_find_step:
 * @least: a distance, above 0
 * @unit: unit of the values
 *
 * Returns: the smallest step that people count in and that is not less
 */
double   tally_chart_ticks_find_step   (double                 least,
                                        TallyChartUnit         unit);

/**
 * tally_chart_ticks_widen:
 * @from: (inout): least value; on a logarithmic axis above 0
 * @to: (inout): greatest value
 * @unit: their unit
 * @n_wanted: about how many steps there will be
 * @is_log: whether the axis is logarithmic
 *
 * Makes a range of values one that an axis can have: not empty, with steps at its ends.
 */
void     tally_chart_ticks_widen       (double                *from,
                                        double                *to,
                                        TallyChartUnit         unit,
                                        guint                  n_wanted,
                                        gboolean               is_log);

/**
 * tally_chart_ticks_find_values:
 * @scale: an axis of values
 * @unit: their unit
 * @n_wanted: how many labels have room, 1 …
 * @out_ticks: (out caller-allocates): where labels stand
 */
void     tally_chart_ticks_find_values (const TallyChartScale *scale,
                                        TallyChartUnit         unit,
                                        guint                  n_wanted,
                                        TallyChartTicks       *out_ticks);

/**
 * tally_chart_ticks_find_times:
 * @scale: an axis of times
 * @zone: (nullable): whose days begin there; %NULL = UTC
 * @level: which step, 0 = seconds …
 * @out_ticks: (out caller-allocates): where labels stand
 *
 * Hours of a day without them, or with two of them, stay what the clock on the wall shows.
 *
 * Returns: %FALSE if there is no such level, or more labels than %TALLY_CHART_MAX_TICKS
 */
gboolean tally_chart_ticks_find_times  (const TallyChartScale *scale,
                                        GTimeZone             *zone,
                                        guint                  level,
                                        TallyChartTicks       *out_ticks);

/**
 * tally_chart_ticks_get_n_levels:
 *
 * Returns: how many steps of time there are
 */
guint    tally_chart_ticks_get_n_levels (void);

G_END_DECLS
