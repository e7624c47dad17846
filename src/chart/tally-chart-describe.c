/* tally-chart-describe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-describe.h"

#include <math.h>

#include "tally-text.h"

guint
tally_chart_get_n_categories (const TallyChart *chart)
{
  gint64 n = chart->categories->len;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const TallyChartSeries *series = g_ptr_array_index (chart->series, i);
      if (series->n > 0)
        n = MAX (n, series->xs[series->n - 1] + 1);
    }
  return (guint) CLAMP (n, 0, TALLY_CHART_MAX_THINGS);
}

char *
tally_chart_dup_category (const TallyChart *chart,
                          guint             i)
{
  if (i < chart->categories->len)
    return g_strdup (g_ptr_array_index (chart->categories, i));
  return g_strdup_printf ("%u", i + 1);
}

char *
tally_chart_dup_bound (const TallyChart       *chart,
                       const TallyChartFormat *format,
                       gint64                  x,
                       TallyChartGrain         grain)
{
  if (chart->kind == TALLY_CHART_BAR)
    return tally_chart_dup_category (chart, (guint) CLAMP (x, 0, TALLY_CHART_MAX_THINGS));
  if (chart->x_unit == TALLY_CHART_UNIT_TIME)
    return format->dup_time (format, x, grain);
  return format->dup_value (format, (double) x, chart->x_unit, 0);
}

static char *
describe_value (const TallyChart       *chart,
                const TallyChartFormat *format,
                const TallyChartSeries *series,
                gsize                   i)
{
  g_autofree char *value = NULL, *range = NULL;

  if (!tally_chart_series_has_value (series, i))
    value = g_strdup (format->get_phrase (format, TALLY_CHART_PHRASE_MISSING));
  else
    value = format->dup_value (format, series->ys[i], chart->unit, 0);
  if (!tally_chart_series_has_band (series, i))
    return g_steal_pointer (&value);
  range = tally_chart_format_dup_range (format, series->lows[i], series->highs[i], chart->unit);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_EXPECTED, value, range, NULL);
}

static char *
describe_point (const TallyChart       *chart,
                const TallyChartFormat *format,
                const TallyChartSeries *series,
                gsize                   i)
{
  g_autofree char *bound = tally_chart_dup_bound (chart, format, series->xs[i], TALLY_CHART_GRAIN_FULL);
  g_autofree char *value = describe_value (chart, format, series, i), *where = NULL;

  if (chart->series->len < 2 || series->name[0] == '\0')
    return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, bound, value, NULL);
  where = tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_NAMED, series->name, bound, NULL);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, where, value, NULL);
}

char *
tally_chart_describe_check (const TallyChartCheck  *check,
                            const TallyChartFormat *format)
{
  g_autofree char *time = format->dup_time (format, check->utc_usec, TALLY_CHART_GRAIN_FULL), *told = NULL;
  const char *state = format->get_phrase (format, TALLY_CHART_PHRASE_STATE + check->state);

  if (check->text[0] == '\0')
    return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, time, state, NULL);
  told = tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_NAMED, state, check->text, NULL);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, time, told, NULL);
}

char *
tally_chart_describe_span (const TallyChartSpan   *span,
                           const TallyChartFormat *format)
{
  g_autofree char *time = format->dup_time (format, span->begin_utc_usec, TALLY_CHART_GRAIN_FULL);
  g_autofree char *length = format->dup_value (format, (double) (span->end_utc_usec - span->begin_utc_usec),
                                               TALLY_CHART_UNIT_DURATION, 0);
  TallyChartPhrase phrase = span->is_open ? TALLY_CHART_PHRASE_GOES_ON : TALLY_CHART_PHRASE_STATE + span->state;
  g_autofree char *where = NULL, *told = NULL;

  told = tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_NAMED, length, format->get_phrase (format, phrase), NULL);
  where = tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_NAMED, span->lane, time, NULL);
  return tally_chart_format_dup_phrase (format, TALLY_CHART_PHRASE_AT, span->lane[0] ? where : time, told, NULL);
}

/* How many things a series has; of strips and timelines, which have none, their own. */
static gsize
get_n (const TallyChart *chart,
       guint             series)
{
  if (chart->kind == TALLY_CHART_STRIP)
    return chart->checks->len;
  if (chart->kind == TALLY_CHART_TIMELINE)
    return chart->spans->len;
  if (series >= chart->series->len)
    return 0;
  return ((const TallyChartSeries *) g_ptr_array_index (chart->series, series))->n;
}

static gboolean
has_value (const TallyChart *chart,
           guint             series,
           gsize             i)
{
  if (chart->kind == TALLY_CHART_STRIP || chart->kind == TALLY_CHART_TIMELINE)
    return TRUE;
  return tally_chart_series_has_value (g_ptr_array_index (chart->series, series), i);
}

char *
tally_chart_describe (const TallyChart       *chart,
                      const TallyChartFormat *format,
                      const TallyChartCursor *cursor)
{
  if (cursor->point >= get_n (chart, cursor->series))
    return g_strdup ("");
  if (chart->kind == TALLY_CHART_STRIP)
    return tally_chart_describe_check (&g_array_index (chart->checks, TallyChartCheck, cursor->point), format);
  if (chart->kind == TALLY_CHART_TIMELINE)
    return tally_chart_describe_span (&g_array_index (chart->spans, TallyChartSpan, cursor->point), format);
  return describe_point (chart, format, g_ptr_array_index (chart->series, cursor->series), cursor->point);
}

/* The first value from a place on, in a direction; n = none. */
static gsize
find_value (const TallyChart *chart,
            guint             series,
            gsize             from,
            int               direction)
{
  gsize n = get_n (chart, series);

  for (gsize i = from; i < n; i += (gsize) direction)
    if (has_value (chart, series, i))
      return i;
  return n;
}

/* The value of another series that stands nearest to a place. */
static gsize
find_nearest (const TallyChart *chart,
              guint             series,
              gint64            x)
{
  const TallyChartSeries *other = g_ptr_array_index (chart->series, series);
  gsize behind = find_value (chart, series, tally_chart_series_find (other, x), 1);
  gsize at = tally_chart_series_find (other, x), before = at > 0 ? find_value (chart, series, at - 1, -1) : other->n;

  if (before >= other->n || behind >= other->n)
    return MIN (before, behind);
  return x - other->xs[before] - other->shift <= other->xs[behind] + other->shift - x ? before : behind;
}

static gboolean
move_to_series (const TallyChart *chart,
                TallyChartCursor *cursor,
                int               direction)
{
  const TallyChartSeries *series;
  gint64 x;

  if (cursor->series >= chart->series->len)
    return FALSE;
  series = g_ptr_array_index (chart->series, cursor->series);
  if (series->n == 0)
    return FALSE;
  x = series->xs[MIN (cursor->point, series->n - 1)] + series->shift;
  for (guint other = cursor->series + (guint) direction; other < chart->series->len; other += (guint) direction)
    {
      gsize point = find_nearest (chart, other, x);
      if (point >= get_n (chart, other))
        continue;
      *cursor = (TallyChartCursor) { other, point };
      return TRUE;
    }
  return FALSE;
}

gboolean
tally_chart_move (const TallyChart *chart,
                  TallyChartCursor *cursor,
                  TallyChartMove    move)
{
  gsize n = get_n (chart, cursor->series), at = MIN (cursor->point, n), found;

  switch (move)
    {
    case TALLY_CHART_MOVE_NEXT_SERIES:
      return move_to_series (chart, cursor, 1);
    case TALLY_CHART_MOVE_PREVIOUS_SERIES:
      return move_to_series (chart, cursor, -1);
    case TALLY_CHART_MOVE_FIRST:
      found = find_value (chart, cursor->series, 0, 1);
      break;
    case TALLY_CHART_MOVE_LAST:
      found = find_value (chart, cursor->series, n - 1, -1);
      break;
    case TALLY_CHART_MOVE_PREVIOUS:
      found = find_value (chart, cursor->series, at - 1, -1);
      break;
    case TALLY_CHART_MOVE_NEXT:
    default:
      found = find_value (chart, cursor->series, at + 1, 1);
      break;
    }
  if (found >= n)
    return FALSE;
  cursor->point = found;
  return TRUE;
}
