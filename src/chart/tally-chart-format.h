/* tally-chart-format.h
 *
 * How values, times and sentences of a chart are written. A face hands in its own functions for its
 * language and locale; those here are English and read no locale, so that their bytes are the same
 * everywhere. Pure functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart.h"

G_BEGIN_DECLS

/**
 * TallyChartGrain:
 * @TALLY_CHART_GRAIN_YEAR: "2026"
 * @TALLY_CHART_GRAIN_MONTH: "Nov"
 * @TALLY_CHART_GRAIN_DAY: "24 Nov"
 * @TALLY_CHART_GRAIN_MINUTE: "14:00"
 * @TALLY_CHART_GRAIN_SECOND: "14:00:05"
 * @TALLY_CHART_GRAIN_DAY_MINUTE: "24 Nov, 14:00"
 * @TALLY_CHART_GRAIN_FULL: "Tue 24 Nov, 14:00"
 * @TALLY_CHART_GRAIN_RECORD: "Tue 24 Nov 2026, 14:00:05"
 *
 * How exactly a time is told.
 */
typedef enum {
  TALLY_CHART_GRAIN_YEAR,
  TALLY_CHART_GRAIN_MONTH,
  TALLY_CHART_GRAIN_DAY,
  TALLY_CHART_GRAIN_MINUTE,
  TALLY_CHART_GRAIN_SECOND,
  TALLY_CHART_GRAIN_DAY_MINUTE,
  TALLY_CHART_GRAIN_FULL,
  TALLY_CHART_GRAIN_RECORD,
} TallyChartGrain;

/**
 * TallyChartPhrase:
 * @TALLY_CHART_PHRASE_STATE: the first of the states' names, in the order of #TallyChartState
 * @TALLY_CHART_N_PHRASES: how many there are
 *
 * Words and sentences; the table in tally-chart-phrases.c has them in English, with {1} … {4} for values.
 */
typedef enum {
  TALLY_CHART_PHRASE_EMPTY,
  TALLY_CHART_PHRASE_MORE,
  TALLY_CHART_PHRASE_EXPECTED,
  TALLY_CHART_PHRASE_RANGE,
  TALLY_CHART_PHRASE_AT,
  TALLY_CHART_PHRASE_MISSING,
  TALLY_CHART_PHRASE_TIME,
  TALLY_CHART_PHRASE_VALUE,
  TALLY_CHART_PHRASE_AT_LEAST,
  TALLY_CHART_PHRASE_AT_MOST,
  TALLY_CHART_PHRASE_CATEGORY,
  TALLY_CHART_PHRASE_STATE_TITLE,
  TALLY_CHART_PHRASE_DETAIL,
  TALLY_CHART_PHRASE_LANE,
  TALLY_CHART_PHRASE_BEGIN,
  TALLY_CHART_PHRASE_END,
  TALLY_CHART_PHRASE_SUM_VALUES,
  TALLY_CHART_PHRASE_SUM_ONE,
  TALLY_CHART_PHRASE_SUM_BARS,
  TALLY_CHART_PHRASE_SUM_CHECKS,
  TALLY_CHART_PHRASE_SUM_SPANS,
  TALLY_CHART_PHRASE_LEFT_OUT,
  TALLY_CHART_PHRASE_RISING,
  TALLY_CHART_PHRASE_FALLING,
  TALLY_CHART_PHRASE_STEADY,
  TALLY_CHART_PHRASE_GOES_ON,
  TALLY_CHART_PHRASE_BAND,
  TALLY_CHART_PHRASE_NAMED,
  TALLY_CHART_PHRASE_PLACE,
  TALLY_CHART_PHRASE_STATE,
  TALLY_CHART_N_PHRASES = TALLY_CHART_PHRASE_STATE + TALLY_CHART_N_STATES,
} TallyChartPhrase;

/**
 * TallyChartFormat:
 * @zone: (borrowed) (nullable): whose days and hours the axis shows; %NULL = UTC
 * @dup_value: writes a value; @step is the distance of two labels of an axis, 0 = not of an axis
 * @dup_time: writes a time
 * @get_phrase: gives a sentence of the reader's language
 * @currency: what stands before money, "$"
 * @data: what the functions are handed
 *
 * How a chart's text is written.
 */
typedef struct _TallyChartFormat TallyChartFormat;
struct _TallyChartFormat {
  GTimeZone  *zone;
  char     *(*dup_value)    (const TallyChartFormat *self, double value, TallyChartUnit unit, double step);
  char     *(*dup_time)     (const TallyChartFormat *self, gint64 utc_usec, TallyChartGrain grain);
  const char *(*get_phrase) (const TallyChartFormat *self, TallyChartPhrase phrase);
  const char *currency;
  gpointer    data;
};

/**
 * tally_chart_format_init:
 * @self: (out caller-allocates): the format
 * @zone: (nullable): whose days and hours are shown; kept by the caller
 *
 * English, dollars.
 */
void        tally_chart_format_init       (TallyChartFormat       *self,
                                           GTimeZone              *zone);

/**
 * tally_chart_format_dup_value:
 * @self: a format
 * @value: a value
 * @unit: its unit; %TALLY_CHART_UNIT_TIME is written as a full time
 * @step: distance of two labels of the axis, 0 = exactly enough for a person
 *
 * The default of @dup_value, in English.
 *
 * Returns: (transfer full): "312 s", "$1,234.50", "12%"
 */
char       *tally_chart_format_dup_value  (const TallyChartFormat *self,
                                           double                  value,
                                           TallyChartUnit          unit,
                                           double                  step);

/**
 * tally_chart_format_dup_range:
 * @self: a format
 * @low: a value
 * @high: another
 * @unit: their unit
 *
 * Returns: (transfer full): "212-318 s"; "212 s to 6 min" where the units differ
 */
char       *tally_chart_format_dup_range  (const TallyChartFormat *self,
                                           double                  low,
                                           double                  high,
                                           TallyChartUnit          unit);

/**
 * tally_chart_format_dup_phrase:
 * @self: a format
 * @phrase: a sentence
 * @...: (transfer none): the texts of its places, then %NULL; four at most
 *
 * Returns: (transfer full): the sentence with them
 */
char       *tally_chart_format_dup_phrase (const TallyChartFormat *self,
                                           TallyChartPhrase        phrase,
                                           ...) G_GNUC_NULL_TERMINATED;

/**
 * tally_chart_phrase_get_english:
 * @phrase: a sentence
 *
 * Returns: (transfer none): it in English, what a translator starts from
 */
const char *tally_chart_phrase_get_english (TallyChartPhrase       phrase);

G_END_DECLS
