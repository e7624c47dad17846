/* tally-chart-plot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

/* Markers stand at each value while these are so far apart, else so far apart on the line. */
#define MARKER_EACH_PX 18
#define MARKER_PX 90

static gboolean
find_window (TallyChartDrawing *self)
{
  const TallyChart *chart = self->chart;
  TallyChartLayout *layout = self->layout;
  gint64 least_length = chart->x_unit == TALLY_CHART_UNIT_TIME ? G_TIME_SPAN_MINUTE : 1;

  layout->from = G_MAXINT64;
  layout->to = G_MININT64;
  for (guint i = 0; i < chart->series->len; i++)
    {
      const TallyChartSeries *series = g_ptr_array_index (chart->series, i);
      if (series->n == 0)
        continue;
      layout->from = MIN (layout->from, series->xs[0] + series->shift);
      layout->to = MAX (layout->to, series->xs[series->n - 1] + series->shift);
    }
  if (chart->x_from < chart->x_to)
    {
      layout->from = CLAMP (chart->x_from, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X - 1);
      layout->to = CLAMP (chart->x_to, layout->from + 1, TALLY_CHART_MAX_X);
    }
  if (layout->from > layout->to)
    return FALSE;
  layout->from = CLAMP (layout->from, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X);
  layout->to = CLAMP (layout->to, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X);
  /* One value stands in the middle. */
  if (layout->to - layout->from < 1)
    {
      layout->from -= least_length;
      layout->to += least_length;
    }
  else if (chart->kind == TALLY_CHART_DOT && chart->x_from >= chart->x_to)
    {
      gint64 margin = (layout->to - layout->from) / 40 + 1;
      layout->from -= margin;
      layout->to += margin;
    }
  return TRUE;
}

/* Divides the room: names of events above, labels below and beside, the plot. */
static void
place_plot (TallyChartDrawing *self,
            double             from,
            double             to,
            TallyChartTicks   *ticks)
{
  TallyChartLayout *layout = self->layout;
  gboolean has_labels = tally_chart_axes_has_labels (self), is_small = self->chart->kind == TALLY_CHART_SPARKLINE;
  double top = has_labels ? (self->chart->events->len > 0 ? self->line : self->line / 2) : 0;
  double bottom = has_labels ? self->line + self->gap : 0, side = has_labels ? 2 * self->gap : 0, gutter;
  TallyChartBox plot = { self->room.x, self->room.y + top, self->room.width, MAX (1, self->room.height - top - bottom) };
  guint n_ticks = tally_chart_axes_count_ticks (self, plot.height);

  if (is_small && !(to - from > MAX (fabs (from), fabs (to)) * 1e-9))
    is_small = FALSE;
  if (!is_small)
    tally_chart_ticks_widen (&from, &to, self->chart->unit, n_ticks, self->chart->is_log);
  layout->y = (TallyChartScale) { from, to, plot.y + plot.height, plot.y, self->chart->is_log };
  tally_chart_ticks_find_values (&layout->y, self->chart->unit, n_ticks, ticks);
  gutter = has_labels ? tally_chart_axes_gutter (self, ticks) : 0;
  plot.x += self->options->is_rtl ? side : gutter;
  plot.width = MAX (1, plot.width - gutter - side);
  if (self->chart->kind == TALLY_CHART_SPARKLINE)
    {
      plot.x += 1;
      plot.width = MAX (1, plot.width - 4);
    }
  layout->plot = plot;
  layout->x = (TallyChartScale) { (double) layout->from, (double) layout->to, plot.x, plot.x + plot.width, FALSE };
}

static TallyChartWindow
get_window (const TallyChartDrawing *self)
{
  return (TallyChartWindow) {
    self->layout->from, self->layout->to,
    (guint) MAX (1, self->layout->plot.width * self->options->device_scale), self->chart->is_log,
  };
}

static double
map_x (const TallyChartDrawing *self,
       double                   x)
{
  return tally_chart_scale_map (&self->layout->x, x);
}

static double
map_y (const TallyChartDrawing *self,
       double                   y)
{
  return tally_chart_scale_map (&self->layout->y, y);
}

/* One stroke of what was expected: there on its upper side, back on its lower one. */
static void
draw_range (TallyChartDrawing *self,
            guint              index,
            const GArray      *ranges,
            guint              first,
            guint              end)
{
  tally_chart_draw_begin (self);
  for (guint i = first; i < end; i++)
    {
      const TallyChartThinBand *range = &g_array_index (ranges, TallyChartThinBand, i);
      tally_chart_draw_point (self, map_x (self, range->x), map_y (self, range->high), FALSE);
    }
  for (guint i = end; i-- > first;)
    {
      const TallyChartThinBand *range = &g_array_index (ranges, TallyChartThinBand, i);
      tally_chart_draw_point (self, map_x (self, range->x), map_y (self, range->low), FALSE);
    }
  if (end - first == 1)
    tally_chart_draw_end (self, TALLY_CHART_ROLE_BAND, index, 4, FALSE);
  else
    tally_chart_draw_end (self, TALLY_CHART_ROLE_BAND, index, 0, TRUE);
}

static void
draw_band (TallyChartDrawing      *self,
           const TallyChartSeries *series,
           guint                   index)
{
  TallyChartWindow window = get_window (self);
  g_autoptr(GArray) ranges = tally_chart_thin_band (series, &window);
  guint first = 0;

  for (guint i = 1; i <= ranges->len; i++)
    if (i == ranges->len || g_array_index (ranges, TallyChartThinBand, i).starts)
      {
        draw_range (self, index, ranges, first, i);
        first = i;
      }
}

static double
get_base (const TallyChartDrawing *self)
{
  const TallyChartScale *y = &self->layout->y;

  return y->is_log ? y->px_from : tally_chart_scale_map (y, CLAMP (0, y->from, y->to));
}

static void
draw_area (TallyChartDrawing      *self,
           const TallyChartSeries *series,
           const GArray           *points,
           guint                   index)
{
  double base = get_base (self), x = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const TallyChartThinPoint *point = &g_array_index (points, TallyChartThinPoint, i);
      gboolean is_end = i + 1 == points->len || g_array_index (points, TallyChartThinPoint, i + 1).starts;
      x = map_x (self, (double) (series->xs[point->i] + series->shift));
      if (i == 0 || point->starts)
        {
          tally_chart_draw_begin (self);
          tally_chart_draw_point (self, x, base, TRUE);
        }
      tally_chart_draw_point (self, x, map_y (self, series->ys[point->i]), FALSE);
      if (!is_end)
        continue;
      tally_chart_draw_point (self, x, base, FALSE);
      tally_chart_draw_end (self, TALLY_CHART_ROLE_AREA, index, 0, TRUE);
    }
}

static TallyChartRole
get_role (const TallyChartSeries *series)
{
  static const TallyChartRole roles[] = {
    [TALLY_CHART_TONE_SERIES] = TALLY_CHART_ROLE_SERIES,
    [TALLY_CHART_TONE_PREVIOUS] = TALLY_CHART_ROLE_PREVIOUS,
    [TALLY_CHART_TONE_PEERS] = TALLY_CHART_ROLE_PEERS,
    [TALLY_CHART_TONE_OWN] = TALLY_CHART_ROLE_OWN,
  };

  return roles[series->tone];
}

static void
draw_stroke (TallyChartDrawing      *self,
             const TallyChartSeries *series,
             const GArray           *points,
             guint                   index)
{
  gboolean is_previous = series->tone == TALLY_CHART_TONE_PREVIOUS;
  TallyChartItem *item;

  tally_chart_draw_begin (self);
  for (guint i = 0; i < points->len; i++)
    {
      const TallyChartThinPoint *point = &g_array_index (points, TallyChartThinPoint, i);
      tally_chart_draw_point (self, map_x (self, (double) (series->xs[point->i] + series->shift)),
                              map_y (self, series->ys[point->i]), point->starts);
    }
  item = tally_chart_draw_end (self, get_role (series), index, is_previous ? self->line_width * 0.8 : self->line_width, FALSE);
  if (item == NULL)
    return;
  item->series = (gint) index;
  item->dash = is_previous ? 2 : index;
  if (self->options->has_values && series->name[0])
    item->value = g_strdup (series->name);
}

/* A value between two gaps has no line: without a marker it would not be seen. */
static gboolean
is_alone (const GArray *points,
          guint         i)
{
  return g_array_index (points, TallyChartThinPoint, i).starts
         && (i + 1 == points->len || g_array_index (points, TallyChartThinPoint, i + 1).starts);
}

static double
get_radius (const TallyChartDrawing *self,
            const TallyChartSeries  *series)
{
  double radius = self->line_width * (series->tone == TALLY_CHART_TONE_OWN ? 3.4 : series->tone == TALLY_CHART_TONE_PEERS ? 1.5 : 1.9);

  return MIN (radius, MAX (1, self->layout->plot.height / 6));
}

static gboolean
is_dots (const TallyChart       *chart,
         const TallyChartSeries *series)
{
  return chart->kind == TALLY_CHART_DOT || series->tone == TALLY_CHART_TONE_PEERS || series->tone == TALLY_CHART_TONE_OWN;
}

static void
draw_markers (TallyChartDrawing      *self,
              const TallyChartSeries *series,
              const GArray           *points,
              guint                   index)
{
  gboolean is_small = self->chart->kind == TALLY_CHART_SPARKLINE, has_cue = tally_chart_frame_has_cues (self->chart) && !is_small;
  gboolean has_each = is_dots (self->chart, series)
                      || (!is_small && points->len * MARKER_EACH_PX <= self->layout->plot.width);
  double radius = get_radius (self, series), next = self->layout->plot.x + MARKER_PX * (1 + index % 4) / 4.0;

  for (guint i = 0; i < points->len; i++)
    {
      gsize at = g_array_index (points, TallyChartThinPoint, i).i;
      double x = map_x (self, (double) (series->xs[at] + series->shift)), y = map_y (self, series->ys[at]);
      gboolean is_last = is_small && i + 1 == points->len && series->tone == TALLY_CHART_TONE_SERIES;
      gboolean is_cue = has_cue && series->tone == TALLY_CHART_TONE_SERIES && x >= next;
      if (!has_each && !is_cue && !is_last && !is_alone (points, i))
        continue;
      next = x + MARKER_PX;
      tally_chart_draw_marker (self, get_role (series), index, x, y, radius);
      tally_chart_draw_tell (self, self->display->items->len - 1, index, at);
    }
}

static void
draw_series (TallyChartDrawing *self,
             guint              index)
{
  const TallyChartSeries *series = g_ptr_array_index (self->chart->series, index);
  TallyChartWindow window = get_window (self);
  g_autoptr(GArray) points = tally_chart_thin_line (series, &window);

  if (series->has_area)
    draw_area (self, series, points, index);
  if (!is_dots (self->chart, series))
    draw_stroke (self, series, points, index);
  if (series->tone != TALLY_CHART_TONE_PREVIOUS || points->len == 1)
    draw_markers (self, series, points, index);
}

/* Others behind, the period before, series, and what it is about in front. */
static void
draw_all_series (TallyChartDrawing *self)
{
  static const TallyChartTone order[] = {
    TALLY_CHART_TONE_PEERS, TALLY_CHART_TONE_PREVIOUS, TALLY_CHART_TONE_SERIES, TALLY_CHART_TONE_OWN,
  };

  for (guint i = 0; i < self->chart->series->len; i++)
    draw_band (self, g_ptr_array_index (self->chart->series, i), i);
  for (guint tone = 0; tone < G_N_ELEMENTS (order); tone++)
    for (guint i = 0; i < self->chart->series->len; i++)
      if (((const TallyChartSeries *) g_ptr_array_index (self->chart->series, i))->tone == order[tone])
        draw_series (self, i);
}

gboolean
tally_chart_plot_draw (TallyChartDrawing *self)
{
  TallyChartTicks ticks;
  double from, to;
  gboolean has_labels;

  if (!find_window (self) || !tally_chart_axes_find_range (self, &from, &to))
    return FALSE;
  tally_chart_frame_legend (self);
  has_labels = tally_chart_axes_has_labels (self);
  place_plot (self, from, to, &ticks);
  if (has_labels)
    {
      tally_chart_axes_values (self, &ticks, FALSE);
      tally_chart_axes_x (self, self->layout->plot.y + self->layout->plot.height + self->gap);
    }
  if (self->chart->kind != TALLY_CHART_SPARKLINE)
    tally_chart_axes_events (self, has_labels ? self->room.y : G_MAXDOUBLE);
  draw_all_series (self);
  tally_chart_axes_limits (self, FALSE);
  return TRUE;
}
