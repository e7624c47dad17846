/* tally-chart-bars.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

/* A place narrower than this shows nothing that could be pointed at. */
#define MIN_PLACE_PX 3.0
#define BAR_SHARE 0.76
#define MAX_BAR_EMS 5

/* Bars of one layout: where places are along the axis of names, whatever its direction. */
typedef struct {
  TallyChartDrawing *drawing;
  gboolean           is_lying;
  guint              n;       /* places that have room */
  guint              n_all;
  double             start;   /* of the axis of names, px */
  double             place;   /* width of a place, px */
  double            *above;   /* (owned) what stands above 0 at each place */
  double            *below;   /* (owned) */
} Bars;

static void
clear_bars (Bars *bars)
{
  g_free (bars->above);
  g_free (bars->below);
}

/* From 0 to what is least and greatest, of stacks their sums. */
static gboolean
find_range (const TallyChart *chart,
            guint             n,
            double           *out_from,
            double           *out_to)
{
  g_autofree double *above = g_new0 (double, n + 1), *below = g_new0 (double, n + 1);
  gboolean is_some = FALSE;

  *out_from = *out_to = 0;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const TallyChartSeries *series = g_ptr_array_index (chart->series, s);
      for (gsize i = 0; i < series->n; i++)
        {
          double *sum;
          if (!tally_chart_series_has_value (series, i) || series->xs[i] < 0 || series->xs[i] >= n)
            continue;
          is_some = TRUE;
          sum = series->ys[i] < 0 ? &below[series->xs[i]] : &above[series->xs[i]];
          *sum = series->ys[i] + (chart->is_stacked ? *sum : 0);
          *out_from = MIN (*out_from, *sum);
          *out_to = MAX (*out_to, *sum);
        }
    }
  for (guint i = 0; i < chart->thresholds->len; i++)
    {
      double value = g_array_index (chart->thresholds, TallyChartThreshold, i).value;
      if (value <= 2 * *out_to && value >= 2 * *out_from)
        {
          *out_from = MIN (*out_from, value);
          *out_to = MAX (*out_to, value);
        }
    }
  return is_some;
}

/* Room for names beside lying bars. */
static double
find_name_width (const Bars *bars)
{
  const TallyChartDrawing *self = bars->drawing;
  double width = 0, most = MIN (0.35 * self->room.width, 20 * self->label_px);

  for (guint i = 0; i < bars->n && width < most; i++)
    {
      g_autofree char *name = tally_chart_dup_category (self->chart, i);
      width = MAX (width, tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, name));
    }
  return MIN (width, most) + 1.5 * self->gap;
}

static void
count_places (Bars   *bars,
              double  length)
{
  bars->n = (guint) MIN (bars->n_all, MAX (1, length / MIN_PLACE_PX));
  bars->place = length / MAX (bars->n, 1);
}

static void
place_standing (Bars            *bars,
                double           from,
                double           to,
                TallyChartTicks *ticks)
{
  TallyChartDrawing *self = bars->drawing;
  TallyChartLayout *layout = self->layout;
  gboolean has_labels = tally_chart_axes_has_labels (self);
  double bottom = has_labels ? self->line + self->gap : 0, top = has_labels ? self->line / 2 : 0, gutter;
  TallyChartBox plot = { self->room.x, self->room.y + top, self->room.width, MAX (1, self->room.height - top - bottom) };
  guint n_ticks = tally_chart_axes_count_ticks (self, plot.height);

  tally_chart_ticks_widen (&from, &to, self->chart->unit, n_ticks, FALSE);
  layout->y = (TallyChartScale) { from, to, plot.y + plot.height, plot.y, FALSE };
  tally_chart_ticks_find_values (&layout->y, self->chart->unit, n_ticks, ticks);
  gutter = has_labels ? tally_chart_axes_gutter (self, ticks) : 0;
  plot.x += self->options->is_rtl ? 0 : gutter;
  plot.width = MAX (1, plot.width - gutter);
  layout->plot = plot;
  count_places (bars, plot.width);
  bars->start = plot.x;
}

static void
place_lying (Bars            *bars,
             double           from,
             double           to,
             TallyChartTicks *ticks)
{
  TallyChartDrawing *self = bars->drawing;
  TallyChartLayout *layout = self->layout;
  gboolean has_labels = tally_chart_axes_has_labels (self), is_rtl = self->options->is_rtl;
  double bottom = has_labels ? self->line + self->gap : 0, top = has_labels && self->chart->thresholds->len > 0 ? self->line : 0;
  double names, side = has_labels ? 4 * self->gap : 0;
  TallyChartBox plot = { self->room.x, self->room.y + top, self->room.width, MAX (1, self->room.height - top - bottom) };
  guint n_ticks;

  count_places (bars, plot.height);
  names = has_labels ? find_name_width (bars) : 0;
  plot.x += is_rtl ? side : names;
  plot.width = MAX (1, plot.width - names - side);
  n_ticks = (guint) CLAMP (plot.width / (7 * self->label_px), 1, 10);
  tally_chart_ticks_widen (&from, &to, self->chart->unit, n_ticks, FALSE);
  layout->y = (TallyChartScale) { from, to, is_rtl ? plot.x + plot.width : plot.x, is_rtl ? plot.x : plot.x + plot.width, FALSE };
  tally_chart_ticks_find_values (&layout->y, self->chart->unit, n_ticks, ticks);
  layout->plot = plot;
  bars->start = plot.y;
}

/* A bar between two values, at a part of a place. */
static TallyChartBox
get_bar (const Bars *bars,
         double      offset,
         double      width,
         double      from,
         double      to)
{
  const TallyChartScale *scale = &bars->drawing->layout->y;
  double a = tally_chart_scale_map (scale, from), b = tally_chart_scale_map (scale, to);

  if (bars->is_lying)
    return (TallyChartBox) { MIN (a, b), bars->start + offset, fabs (b - a), width };
  return (TallyChartBox) { bars->start + offset, MIN (a, b), width, fabs (b - a) };
}

/* The value at a bar's end, if it has room: in the plot, and for lone series. */
static void
draw_bar_value (const Bars          *bars,
                const TallyChartBox *box,
                double               value)
{
  TallyChartDrawing *self = bars->drawing;
  const TallyChartBox *plot = &self->layout->plot;
  g_autofree char *text = self->options->format->dup_value (self->options->format, value, self->chart->unit, 0);
  double width = tally_chart_draw_measure (self, TALLY_CHART_ROLE_VALUE, text);
  gboolean is_left = self->options->is_rtl != (value < 0);
  double x = is_left ? box->x - self->gap - width : box->x + box->width + self->gap, y = box->y - self->line;

  if (bars->is_lying && box->height >= self->line * 0.8 && x >= self->room.x
      && x + width <= self->room.x + self->room.width)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_VALUE, text, TALLY_CHART_ANCHOR_LEFT, x,
                           box->y + (box->height - self->line) / 2);
  else if (!bars->is_lying && width <= bars->place - self->gap && (value < 0 || y >= plot->y - self->line / 2))
    tally_chart_draw_text (self, TALLY_CHART_ROLE_VALUE, text, TALLY_CHART_ANCHOR_MIDDLE, box->x + box->width / 2,
                           value < 0 ? box->y + box->height + 1 : y);
}

static void
draw_bar (Bars                   *bars,
          const TallyChartSeries *series,
          guint                   index,
          gsize                   i)
{
  TallyChartDrawing *self = bars->drawing;
  guint place = (guint) series->xs[i], n = self->chart->is_stacked ? 1 : self->chart->series->len;
  double value = series->ys[i], width = MIN (bars->place * BAR_SHARE / n, MAX_BAR_EMS * self->label_px), from = 0;
  double offset = place * bars->place + (bars->place - width * n) / 2;
  gboolean is_gapless = width < 3;
  guint first = self->display->items->len;
  TallyChartBox box;

  if (self->chart->is_stacked)
    {
      double *sum = value < 0 ? &bars->below[place] : &bars->above[place];
      from = *sum;
      *sum += value;
    }
  else
    offset += (self->options->is_rtl && !bars->is_lying ? n - 1 - index : index) * width;
  box = get_bar (bars, offset + (is_gapless ? 0 : 0.5), width - (is_gapless ? 0 : 1), from, from + value);
  tally_chart_draw_rect (self, TALLY_CHART_ROLE_SERIES, index, box, self->chart->is_stacked ? 0 : 2);
  tally_chart_draw_hatch (self, index, box);
  tally_chart_draw_tell (self, first, index, i);
  if (self->chart->series->len == 1 && tally_chart_axes_has_labels (self))
    draw_bar_value (bars, &box, value);
}

/* Every place, or each second, third … one, so that names stand apart. */
static guint
find_stride (const Bars *bars)
{
  const TallyChartDrawing *self = bars->drawing;
  double widest = bars->is_lying ? self->line : 0;

  for (guint i = 0; !bars->is_lying && i < bars->n; i++)
    {
      g_autofree char *name = tally_chart_dup_category (self->chart, i);
      widest = MAX (widest, tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, name) + self->label_px / 2);
    }
  widest = MIN (widest, MAX (bars->place, 10 * self->label_px));
  return (guint) MAX (1, ceil (widest / bars->place));
}

static void
draw_names (const Bars *bars)
{
  TallyChartDrawing *self = bars->drawing;
  const TallyChartBox *plot = &self->layout->plot;
  guint stride = find_stride (bars);
  double room = bars->is_lying ? (self->options->is_rtl ? self->room.x + self->room.width - plot->x - plot->width : plot->x - self->room.x) - self->gap
                               : bars->place * stride - self->label_px / 2;

  for (guint i = 0; i < bars->n; i += stride)
    {
      g_autofree char *name = tally_chart_dup_category (self->chart, i), *text = NULL;
      double middle = bars->start + (i + 0.5) * bars->place;
      text = tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_LABEL, name, room);
      if (!bars->is_lying)
        tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_MIDDLE, middle, plot->y + plot->height + self->gap);
      else if (self->options->is_rtl)
        tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_LEFT, plot->x + plot->width + self->gap, middle - self->line / 2);
      else
        tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_RIGHT, plot->x - self->gap, middle - self->line / 2);
    }
}

/* Places beyond the last that has room are told by their number. */
static void
draw_rest (const Bars *bars)
{
  TallyChartDrawing *self = bars->drawing;
  const TallyChartBox *plot = &self->layout->plot;
  g_autofree char *number = g_strdup_printf ("%u", bars->n_all - bars->n), *text = NULL;

  if (bars->n == bars->n_all)
    return;
  text = tally_chart_format_dup_phrase (self->options->format, TALLY_CHART_PHRASE_MORE, number, NULL);
  tally_chart_draw_text (self, TALLY_CHART_ROLE_VALUE, text, TALLY_CHART_ANCHOR_RIGHT, plot->x + plot->width,
                         bars->is_lying ? plot->y + plot->height - self->line : plot->y);
}

gboolean
tally_chart_bars_draw (TallyChartDrawing *self)
{
  Bars bars = { .drawing = self, .is_lying = self->chart->is_horizontal, .n_all = tally_chart_get_n_categories (self->chart) };
  TallyChartTicks ticks;
  double from, to;

  if (!find_range (self->chart, bars.n_all, &from, &to))
    return FALSE;
  tally_chart_frame_legend (self);
  if (bars.is_lying)
    place_lying (&bars, from, to, &ticks);
  else
    place_standing (&bars, from, to, &ticks);
  bars.above = g_new0 (double, bars.n_all);
  bars.below = g_new0 (double, bars.n_all);
  if (tally_chart_axes_has_labels (self))
    {
      tally_chart_axes_values (self, &ticks, bars.is_lying);
      draw_names (&bars);
    }
  for (guint s = 0; s < self->chart->series->len; s++)
    {
      const TallyChartSeries *series = g_ptr_array_index (self->chart->series, s);
      for (gsize i = 0; i < series->n; i++)
        if (tally_chart_series_has_value (series, i) && series->xs[i] >= 0 && series->xs[i] < bars.n)
          draw_bar (&bars, series, s, i);
    }
  tally_chart_axes_limits (self, bars.is_lying);
  draw_rest (&bars);
  clear_bars (&bars);
  return TRUE;
}
