/* tally-chart-marks.h
 *
 * What stands in a chart beside its series: events, limits, ranges to compare with, checks of a status
 * strip, spans of a timeline. Plain values. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyChartState:
 * @TALLY_CHART_STATE_OK: it went well
 * @TALLY_CHART_STATE_MAINTENANCE: nothing was expected to go
 * @TALLY_CHART_STATE_PAUSED: someone switched it off
 * @TALLY_CHART_STATE_UNKNOWN: nothing is known
 * @TALLY_CHART_STATE_LATE: it did not come when it was due
 * @TALLY_CHART_STATE_DEGRADED: it went, with something lost
 * @TALLY_CHART_STATE_FAILED: it failed
 * @TALLY_CHART_N_STATES: how many there are
 *
 * How a check or a run ended; the worse one is the greater one.
 */
typedef enum {
  TALLY_CHART_STATE_OK,
  TALLY_CHART_STATE_MAINTENANCE,
  TALLY_CHART_STATE_PAUSED,
  TALLY_CHART_STATE_UNKNOWN,
  TALLY_CHART_STATE_LATE,
  TALLY_CHART_STATE_DEGRADED,
  TALLY_CHART_STATE_FAILED,
  TALLY_CHART_N_STATES,
} TallyChartState;

/**
 * TallyChartEvent:
 * @label: (owned): what happened
 * @x: when, UTC µs
 */
typedef struct {
  char   *label;
  gint64  x;
} TallyChartEvent;

/**
 * TallyChartThreshold:
 * @label: (owned): its name, "" = its value alone
 * @value: a value in the chart's unit
 * @is_critical: whether it is the worse one
 */
typedef struct {
  char     *label;
  double    value;
  gboolean  is_critical;
} TallyChartThreshold;

/**
 * TallyChartReference:
 * @label: (owned): what the range is, "middle half of 41 peers"
 * @low: where it begins
 * @high: where it ends
 */
typedef struct {
  char   *label;
  double  low;
  double  high;
} TallyChartReference;

/**
 * TallyChartCheck:
 * @text: (owned): what was found, "" = the state says it all
 * @utc_usec: when, UTC µs
 * @state: how it stood
 */
typedef struct {
  char            *text;
  gint64           utc_usec;
  TallyChartState  state;
} TallyChartCheck;

/**
 * TallyChartSpan:
 * @lane: (owned): whose it is; spans of one lane share a line
 * @begin_utc_usec: when it began
 * @end_utc_usec: when it ended; for what still goes on, now
 * @state: how it ended
 * @is_open: whether it still goes on
 */
typedef struct {
  char            *lane;
  gint64           begin_utc_usec;
  gint64           end_utc_usec;
  TallyChartState  state;
  gboolean         is_open;
} TallyChartSpan;

G_END_DECLS
