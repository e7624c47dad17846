/* tally-chart-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-describe.h"
#include "tally-text.h"

/* Values that the test for a trend looks at: it takes their number squared. */
#define MAX_TREND 200
#define MIN_TREND 8
/* Two-sided, one of twenty. */
#define TREND_Z 1.96

/* Evenly chosen values that are there, at most MAX_TREND. */
static guint
pick_values (const TallyChartSeries *series,
             double                 *values)
{
  gsize stride = series->n / MAX_TREND + 1;
  guint n = 0;

  for (gsize i = 0; i < series->n && n < MAX_TREND; i += stride)
    if (tally_chart_series_has_value (series, i))
      values[n++] = series->ys[i];
  return n;
}

/* Mann (1945) and Kendall (1975), with the variance as if no two values were equal: that makes the test
 * shyer where many are. */
static TallyChartPhrase
find_trend (const TallyChartSeries *series)
{
  double values[MAX_TREND], s = 0, deviation;
  guint n = pick_values (series, values);

  if (n < MIN_TREND)
    return TALLY_CHART_PHRASE_STEADY;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      s += (values[j] > values[i]) - (values[j] < values[i]);
  deviation = sqrt (n * (n - 1.0) * (2.0 * n + 5) / 18);
  if (fabs (s) - 1 < TREND_Z * deviation)
    return TALLY_CHART_PHRASE_STEADY;
  return s > 0 ? TALLY_CHART_PHRASE_RISING : TALLY_CHART_PHRASE_FALLING;
}

/* The series that the chart is about. */
static const TallyChartSeries *
find_main_series (const TallyChart *chart)
{
  const TallyChartSeries *first = NULL;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const TallyChartSeries *series = g_ptr_array_index (chart->series, i);
      if (series->tone == TALLY_CHART_TONE_OWN)
        return series;
      if (first == NULL && series->tone == TALLY_CHART_TONE_SERIES)
        first = series;
    }
  return first;
}

/* Places of the least, the greatest and the last value; how many there are. */
static gsize
find_extremes (const TallyChartSeries *series,
               gsize                  *out_least,
               gsize                  *out_greatest,
               gsize                  *out_last)
{
  gsize n = 0;

  for (gsize i = 0; i < series->n; i++)
    {
      if (!tally_chart_series_has_value (series, i))
        continue;
      if (n == 0 || series->ys[i] < series->ys[*out_least])
        *out_least = i;
      if (n == 0 || series->ys[i] > series->ys[*out_greatest])
        *out_greatest = i;
      *out_last = i;
      n++;
    }
  return n;
}

static char *
dup_at (const TallyChart       *chart,
        const TallyChartFormat *format,
        const TallyChartSeries *series,
        gsize                   i)
{
  g_autofree char *bound = tally_chart_dup_bound (chart, format, series->xs[i], TALLY_CHART_GRAIN_FULL);
  g_autofree char *value = format->dup_value (format, series->ys[i], chart->unit, 0);

  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, bound, value, NULL);
}

static char *
dup_empty (const TallyChart       *chart,
           const TallyChartFormat *format)
{
  return g_strdup (chart->empty_text[0] ? chart->empty_text : format->get_phrase (format, TALLY_CHART_PHRASE_EMPTY));
}

static char *
describe_series (const TallyChart       *chart,
                 const TallyChartFormat *format)
{
  const TallyChartSeries *series = find_main_series (chart);
  gsize least = 0, greatest = 0, last = 0;
  gsize n = series ? find_extremes (series, &least, &greatest, &last) : 0;
  g_autofree char *value = NULL, *time = NULL, *range = NULL;

  if (n == 0)
    return dup_empty (chart, format);
  if (chart->kind == TALLY_CHART_BAR)
    {
      g_autofree char *most = dup_at (chart, format, series, greatest);
      g_autofree char *fewest = dup_at (chart, format, series, least);
      return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_SUM_BARS, most, fewest, NULL);
    }
  value = format->dup_value (format, series->ys[last], chart->unit, 0);
  time = tally_chart_dup_bound (chart, format, series->xs[last], TALLY_CHART_GRAIN_FULL);
  if (n == 1)
    return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_SUM_ONE, value, time, NULL);
  range = tally_chart_format_dup_range (format, series->ys[least], series->ys[greatest], chart->unit);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_SUM_VALUES, value, time, range,
                                        format->get_phrase (format, find_trend (series)), NULL);
}

/* "87 OK, 2 Failed", the worst first. */
static char *
dup_counts (const guint            *counts,
            const TallyChartFormat *format)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = TALLY_CHART_N_STATES; i-- > 0;)
    if (counts[i] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", counts[i],
                              format->get_phrase (format, TALLY_CHART_PHRASE_STATE + i));
  return tally_text_steal (g_steal_pointer (&text));
}

static char *
describe_checks (const TallyChart       *chart,
                 const TallyChartFormat *format)
{
  guint counts[TALLY_CHART_N_STATES] = { 0 };
  g_autofree char *number = g_strdup_printf ("%u", chart->checks->len), *told = NULL, *last = NULL;

  for (guint i = 0; i < chart->checks->len; i++)
    counts[g_array_index (chart->checks, TallyChartCheck, i).state]++;
  told = dup_counts (counts, format);
  last = tally_chart_describe_check (&g_array_index (chart->checks, TallyChartCheck, chart->checks->len - 1), format);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_SUM_CHECKS, number, told, last, NULL);
}

static char *
describe_spans (const TallyChart       *chart,
                const TallyChartFormat *format)
{
  const TallyChartSpan *longest = &g_array_index (chart->spans, TallyChartSpan, 0);
  guint counts[TALLY_CHART_N_STATES] = { 0 };
  g_autofree char *number = g_strdup_printf ("%u", chart->spans->len), *told = NULL, *most = NULL;

  for (guint i = 0; i < chart->spans->len; i++)
    {
      const TallyChartSpan *span = &g_array_index (chart->spans, TallyChartSpan, i);
      counts[span->state]++;
      if (span->end_utc_usec - span->begin_utc_usec > longest->end_utc_usec - longest->begin_utc_usec)
        longest = span;
    }
  told = dup_counts (counts, format);
  most = tally_chart_describe_span (longest, format);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_SUM_SPANS, number, told, most, NULL);
}

static char *
describe_contents (const TallyChart       *chart,
                   const TallyChartFormat *format)
{
  if (chart->kind == TALLY_CHART_STRIP && chart->checks->len > 0)
    return describe_checks (chart, format);
  if (chart->kind == TALLY_CHART_TIMELINE && chart->spans->len > 0)
    return describe_spans (chart, format);
  if (chart->kind == TALLY_CHART_STRIP || chart->kind == TALLY_CHART_TIMELINE)
    return dup_empty (chart, format);
  return describe_series (chart, format);
}

char *
tally_chart_describe_all (const TallyChart       *chart,
                          const TallyChartFormat *format)
{
  g_autofree char *text = describe_contents (chart, format);
  g_autofree char *number = NULL, *rest = NULL;

  if (chart->n_left_out == 0)
    return g_steal_pointer (&text);
  number = g_strdup_printf ("%u", chart->n_left_out);
  rest = tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_LEFT_OUT, number, NULL);
  return g_strconcat (text, " ", rest, NULL);
}
