/* tally-chart-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-table.h"

#include <math.h>
#include <string.h>

#include "tally-chart-describe.h"

/* A walk over rows. */
typedef struct {
  const TallyChart       *chart;
  const TallyChartFormat *format;
  TallyChartCells         cells;
  TallyChartRowFunc       func;
  gpointer                user_data;
} Walk;

static gboolean
give_row (const Walk *walk,
          GPtrArray  *row,
          gboolean    is_header)
{
  g_ptr_array_add (row, NULL);
  return walk->func ((const char *const *) row->pdata, is_header, walk->user_data);
}

static GPtrArray *
new_row (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static char *
dup_iso (gint64 utc_usec)
{
  gint64 secs = utc_usec / G_USEC_PER_SEC - (utc_usec % G_USEC_PER_SEC < 0), usecs = utc_usec - secs * G_USEC_PER_SEC;
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (secs);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  if (usecs == 0)
    return g_strconcat (text, "Z", NULL);
  return g_strdup_printf ("%s.%06" G_GINT64_FORMAT "Z", text, usecs);
}

static char *
dup_time_cell (const Walk *walk,
               gint64      utc_usec)
{
  if (walk->cells == TALLY_CHART_CELLS_DATA)
    return dup_iso (utc_usec);
  return walk->format->dup_time (walk->format, utc_usec, TALLY_CHART_GRAIN_RECORD);
}

static char *
dup_value_cell (const Walk *walk,
                double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup (walk->cells == TALLY_CHART_CELLS_DATA
                         ? "" : walk->format->get_phrase (walk->format, TALLY_CHART_PHRASE_MISSING));
  if (walk->cells == TALLY_CHART_CELLS_DATA)
    return g_strdup (fabs (value) < 9e15 && fabs (value - round (value)) < 1e-12
                         ? g_ascii_formatd (buffer, sizeof buffer, "%.0f", value) : g_ascii_dtostr (buffer, sizeof buffer, value));
  return walk->format->dup_value (walk->format, value, walk->chart->unit, 0);
}

static char *
dup_x_cell (const Walk *walk,
            gint64      x)
{
  if (walk->chart->kind == TALLY_CHART_BAR)
    return tally_chart_dup_category (walk->chart, (guint) CLAMP (x, 0, TALLY_CHART_MAX_THINGS));
  if (walk->chart->x_unit == TALLY_CHART_UNIT_TIME)
    return dup_time_cell (walk, x);
  if (walk->cells == TALLY_CHART_CELLS_DATA)
    return g_strdup_printf ("%" G_GINT64_FORMAT, x);
  return tally_chart_dup_bound (walk->chart, walk->format, x, TALLY_CHART_GRAIN_RECORD);
}

static void
add_phrase (const Walk       *walk,
            GPtrArray        *row,
            TallyChartPhrase  phrase)
{
  g_ptr_array_add (row, g_strdup (walk->format->get_phrase (walk->format, phrase)));
}

static gboolean
give_series_header (const Walk *walk)
{
  g_autoptr(GPtrArray) row = new_row ();
  const TallyChart *chart = walk->chart;

  add_phrase (walk, row, chart->kind == TALLY_CHART_BAR ? TALLY_CHART_PHRASE_CATEGORY
                         : chart->x_unit == TALLY_CHART_UNIT_TIME ? TALLY_CHART_PHRASE_TIME : TALLY_CHART_PHRASE_PLACE);
  for (guint i = 0; i < chart->series->len; i++)
    {
      const TallyChartSeries *series = g_ptr_array_index (chart->series, i);
      const char *name = series->name[0] ? series->name : walk->format->get_phrase (walk->format, TALLY_CHART_PHRASE_VALUE);
      g_ptr_array_add (row, g_strdup (name));
      if (series->lows == NULL)
        continue;
      g_ptr_array_add (row, tally_chart_format_dup_phrase (walk->format, TALLY_CHART_PHRASE_AT_LEAST, name, NULL));
      g_ptr_array_add (row, tally_chart_format_dup_phrase (walk->format, TALLY_CHART_PHRASE_AT_MOST, name, NULL));
    }
  return give_row (walk, row, TRUE);
}

/* The cells of a series in the row of a place; the next value of it moves on. */
static void
add_series_cells (const Walk             *walk,
                  GPtrArray              *row,
                  const TallyChartSeries *series,
                  gint64                  x,
                  gsize                  *next)
{
  gboolean is_there = *next < series->n && series->xs[*next] + series->shift == x;
  gboolean has_band = is_there && tally_chart_series_has_band (series, *next);

  g_ptr_array_add (row, is_there ? dup_value_cell (walk, series->ys[*next]) : g_strdup (""));
  if (series->lows)
    {
      g_ptr_array_add (row, has_band ? dup_value_cell (walk, series->lows[*next]) : g_strdup (""));
      g_ptr_array_add (row, has_band ? dup_value_cell (walk, series->highs[*next]) : g_strdup (""));
    }
  if (is_there)
    (*next)++;
}

static void
give_series_rows (const Walk *walk)
{
  const GPtrArray *all = walk->chart->series;
  g_autofree gsize *next = g_new0 (gsize, all->len + 1);
  gboolean goes_on = give_series_header (walk);

  while (goes_on)
    {
      g_autoptr(GPtrArray) row = new_row ();
      gint64 x = G_MAXINT64;
      for (guint i = 0; i < all->len; i++)
        {
          const TallyChartSeries *series = g_ptr_array_index (all, i);
          if (next[i] < series->n)
            x = MIN (x, series->xs[next[i]] + series->shift);
        }
      if (x == G_MAXINT64)
        return;
      g_ptr_array_add (row, dup_x_cell (walk, x));
      for (guint i = 0; i < all->len; i++)
        add_series_cells (walk, row, g_ptr_array_index (all, i), x, &next[i]);
      goes_on = give_row (walk, row, FALSE);
    }
}

static void
give_check_rows (const Walk *walk)
{
  g_autoptr(GPtrArray) header = new_row ();

  add_phrase (walk, header, TALLY_CHART_PHRASE_TIME);
  add_phrase (walk, header, TALLY_CHART_PHRASE_STATE_TITLE);
  add_phrase (walk, header, TALLY_CHART_PHRASE_DETAIL);
  if (!give_row (walk, header, TRUE))
    return;
  for (guint i = 0; i < walk->chart->checks->len; i++)
    {
      const TallyChartCheck *check = &g_array_index (walk->chart->checks, TallyChartCheck, i);
      g_autoptr(GPtrArray) row = new_row ();
      g_ptr_array_add (row, dup_time_cell (walk, check->utc_usec));
      add_phrase (walk, row, TALLY_CHART_PHRASE_STATE + check->state);
      g_ptr_array_add (row, g_strdup (check->text));
      if (!give_row (walk, row, FALSE))
        return;
    }
}

static void
give_span_rows (const Walk *walk)
{
  g_autoptr(GPtrArray) header = new_row ();

  add_phrase (walk, header, TALLY_CHART_PHRASE_LANE);
  add_phrase (walk, header, TALLY_CHART_PHRASE_BEGIN);
  add_phrase (walk, header, TALLY_CHART_PHRASE_END);
  add_phrase (walk, header, TALLY_CHART_PHRASE_STATE_TITLE);
  if (!give_row (walk, header, TRUE))
    return;
  for (guint i = 0; i < walk->chart->spans->len; i++)
    {
      const TallyChartSpan *span = &g_array_index (walk->chart->spans, TallyChartSpan, i);
      g_autoptr(GPtrArray) row = new_row ();
      g_ptr_array_add (row, g_strdup (span->lane));
      g_ptr_array_add (row, dup_time_cell (walk, span->begin_utc_usec));
      g_ptr_array_add (row, span->is_open ? g_strdup ("") : dup_time_cell (walk, span->end_utc_usec));
      add_phrase (walk, row, span->is_open ? TALLY_CHART_PHRASE_GOES_ON : TALLY_CHART_PHRASE_STATE + span->state);
      if (!give_row (walk, row, FALSE))
        return;
    }
}

void
tally_chart_foreach_row (const TallyChart       *chart,
                         const TallyChartFormat *format,
                         TallyChartCells         cells,
                         TallyChartRowFunc       func,
                         gpointer                user_data)
{
  Walk walk = { chart, format, cells, func, user_data };

  if (chart->kind == TALLY_CHART_STRIP)
    give_check_rows (&walk);
  else if (chart->kind == TALLY_CHART_TIMELINE)
    give_span_rows (&walk);
  else
    give_series_rows (&walk);
}
