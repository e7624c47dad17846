/* tally-chart-axes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

/* Axes in less room would leave none for the data. */
#define MIN_AXIS_LINES 4.5
#define MIN_AXIS_EMS 12
#define MAX_GUTTER_SHARE 0.4
#define MIN_TICK_LINES 2.4
#define MAX_VALUE_TICKS 8

gboolean
tally_chart_axes_has_labels (const TallyChartDrawing *self)
{
  return self->chart->kind != TALLY_CHART_SPARKLINE && self->room.height >= MIN_AXIS_LINES * self->line
         && self->room.width >= MIN_AXIS_EMS * self->label_px;
}

/* How many labels a standing axis of so many pixels has; without labels, how fine its ends are. */
guint
tally_chart_axes_count_ticks (const TallyChartDrawing *self,
                              double                   px)
{
  if (!tally_chart_axes_has_labels (self))
    return MAX_VALUE_TICKS;
  return (guint) CLAMP (px / (MIN_TICK_LINES * self->line), 1, MAX_VALUE_TICKS);
}

char *
tally_chart_axes_dup_tick (const TallyChartDrawing *self,
                           const TallyChartTicks   *ticks,
                           guint                    i)
{
  const TallyChartFormat *format = self->options->format;
  double step = ticks->step > 0 ? ticks->step : ticks->values[i];

  return format->dup_value (format, ticks->values[i], self->chart->unit, step);
}

/* Room beside the plot for labels of values, with their distance. */
double
tally_chart_axes_gutter (const TallyChartDrawing *self,
                         const TallyChartTicks   *ticks)
{
  double width = 0;

  for (guint i = 0; i < ticks->n; i++)
    {
      g_autofree char *text = tally_chart_axes_dup_tick (self, ticks, i);
      width = MAX (width, tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, text));
    }
  return MIN (ceil (width), self->room.width * MAX_GUTTER_SHARE) + 1.5 * self->gap;
}

static void
widen_by (double  value,
          double *from,
          double *to)
{
  *from = MIN (*from, value);
  *to = MAX (*to, value);
}

static gboolean
scan_series (const TallyChartDrawing *self,
             const TallyChartSeries  *series,
             double                  *from,
             double                  *to)
{
  gsize first = tally_chart_series_find (series, self->layout->from);
  double least = self->chart->is_log ? 0 : -G_MAXDOUBLE, low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

  for (gsize i = first; i < series->n && series->xs[i] + series->shift <= self->layout->to; i++)
    {
      double y = series->ys[i];
      if (y > least && y < low)
        low = y;
      if (y > least && y > high)
        high = y;
      if (tally_chart_series_has_band (series, i) && series->lows[i] > least)
        {
          low = MIN (low, series->lows[i]);
          high = MAX (high, series->highs[i]);
        }
    }
  if (low > high)
    return FALSE;
  widen_by (low, from, to);
  widen_by (high, from, to);
  return TRUE;
}

/* A limit far beyond the values is left out: it would press them flat. */
static void
widen_for_limits (const TallyChartDrawing *self,
                  double                  *from,
                  double                  *to)
{
  double reach = 2 * (*to - *from) + 0.5 * MAX (fabs (*from), fabs (*to)), low = *from - reach, high = *to + reach;
  double least = self->chart->is_log ? 0 : -G_MAXDOUBLE;

  for (guint i = 0; i < self->chart->thresholds->len; i++)
    {
      double value = g_array_index (self->chart->thresholds, TallyChartThreshold, i).value;
      if (value > least && value >= low && value <= high)
        widen_by (value, from, to);
    }
  for (guint i = 0; i < self->chart->references->len; i++)
    {
      const TallyChartReference *reference = &g_array_index (self->chart->references, TallyChartReference, i);
      if (reference->low > least && reference->low >= low && reference->high <= high)
        {
          widen_by (reference->low, from, to);
          widen_by (reference->high, from, to);
        }
    }
}

static gboolean
wants_zero (const TallyChart *chart,
            double            from,
            double            to)
{
  for (guint i = 0; i < chart->series->len; i++)
    if (((const TallyChartSeries *) g_ptr_array_index (chart->series, i))->has_area)
      return TRUE;
  return from > 0 && from <= 0.5 * to && chart->kind != TALLY_CHART_SPARKLINE;
}

/* Of all values in sight; FALSE if there is none. */
gboolean
tally_chart_axes_find_range (const TallyChartDrawing *self,
                             double                  *out_from,
                             double                  *out_to)
{
  double from = G_MAXDOUBLE, to = -G_MAXDOUBLE;
  gboolean is_some = FALSE;

  for (guint i = 0; i < self->chart->series->len; i++)
    is_some |= scan_series (self, g_ptr_array_index (self->chart->series, i), &from, &to);
  if (!is_some)
    return FALSE;
  widen_for_limits (self, &from, &to);
  if (!self->chart->is_log && wants_zero (self->chart, from, to))
    widen_by (0, &from, &to);
  *out_from = from;
  *out_to = to;
  return TRUE;
}

static double
snap (double px)
{
  return floor (px) + 0.5;
}

static void
draw_references (TallyChartDrawing *self,
                 gboolean           is_lying)
{
  const TallyChartScale *scale = &self->layout->y;
  const TallyChartBox *plot = &self->layout->plot;

  for (guint i = 0; i < self->chart->references->len; i++)
    {
      const TallyChartReference *reference = &g_array_index (self->chart->references, TallyChartReference, i);
      double low = MAX (reference->low, scale->from), high = MIN (reference->high, scale->to), a, b;
      if (!(low <= high))
        continue;
      a = tally_chart_scale_map (scale, low);
      b = tally_chart_scale_map (scale, high);
      if (is_lying)
        tally_chart_draw_rect (self, TALLY_CHART_ROLE_REFERENCE, i,
                               (TallyChartBox) { MIN (a, b), plot->y, fabs (b - a), plot->height }, 0);
      else
        tally_chart_draw_rect (self, TALLY_CHART_ROLE_REFERENCE, i,
                               (TallyChartBox) { plot->x, MIN (a, b), plot->width, fabs (b - a) }, 0);
    }
}

static void
draw_value_label (TallyChartDrawing *self,
                  const char        *text,
                  double             px,
                  gboolean           is_lying)
{
  const TallyChartBox *plot = &self->layout->plot;

  if (is_lying)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_MIDDLE, px, plot->y + plot->height + self->gap);
  else if (self->options->is_rtl)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_LEFT, plot->x + plot->width + self->gap,
                           px - self->line / 2);
  else
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_RIGHT, plot->x - self->gap,
                           px - self->line / 2);
}

/* Grid and labels of values, behind the data. */
void
tally_chart_axes_values (TallyChartDrawing     *self,
                         const TallyChartTicks *ticks,
                         gboolean               is_lying)
{
  const TallyChartBox *plot = &self->layout->plot;

  draw_references (self, is_lying);
  for (guint i = 0; i < ticks->n; i++)
    {
      g_autofree char *text = tally_chart_axes_dup_tick (self, ticks, i);
      double px = snap (tally_chart_scale_map (&self->layout->y, ticks->values[i]));
      gboolean is_zero = fabs (ticks->values[i]) < ticks->step * 1e-6;
      TallyChartBox line = is_lying ? (TallyChartBox) { px, plot->y, 0, plot->height }
                                    : (TallyChartBox) { plot->x, px, plot->width, 0 };
      tally_chart_draw_line (self, is_zero ? TALLY_CHART_ROLE_AXIS : TALLY_CHART_ROLE_GRID, line, 1);
      draw_value_label (self, text, px, is_lying);
    }
}

/* A limit's line and its name at the end that is far from the axis. */
static void
draw_threshold (TallyChartDrawing         *self,
                const TallyChartThreshold *threshold,
                gboolean                   is_lying)
{
  const TallyChartBox *plot = &self->layout->plot;
  TallyChartRole role = threshold->is_critical ? TALLY_CHART_ROLE_CRITICAL : TALLY_CHART_ROLE_WARNING;
  double px = snap (tally_chart_scale_map (&self->layout->y, threshold->value));
  double end = self->options->is_rtl ? plot->x + self->gap : plot->x + plot->width - self->gap;
  g_autofree char *value = self->options->format->dup_value (self->options->format, threshold->value, self->chart->unit, 0);
  g_autofree char *text = NULL;
  TallyChartItem *item;

  if (is_lying)
    item = tally_chart_draw_line (self, role, (TallyChartBox) { px, plot->y, 0, plot->height }, self->line_width);
  else
    item = tally_chart_draw_line (self, role, (TallyChartBox) { plot->x, px, plot->width, 0 }, self->line_width);
  item->dash = threshold->is_critical ? 4 : 1;
  if (!tally_chart_axes_has_labels (self))
    return;
  text = threshold->label[0] ? tally_chart_format_dup_phrase (self->options->format, TALLY_CHART_PHRASE_AT, threshold->label, value, NULL)
                             : g_steal_pointer (&value);
  if (is_lying)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_MIDDLE, px, plot->y - self->line);
  else
    tally_chart_draw_plated (self, TALLY_CHART_ROLE_LABEL, text,
                             self->options->is_rtl ? TALLY_CHART_ANCHOR_LEFT : TALLY_CHART_ANCHOR_RIGHT, end,
                             px - self->line - 1 >= plot->y ? px - self->line - 1 : px + 2);
}

void
tally_chart_axes_limits (TallyChartDrawing *self,
                         gboolean           is_lying)
{
  const TallyChartScale *scale = &self->layout->y;

  for (guint i = 0; i < self->chart->thresholds->len; i++)
    {
      const TallyChartThreshold *threshold = &g_array_index (self->chart->thresholds, TallyChartThreshold, i);
      if (threshold->value >= scale->from && threshold->value <= scale->to)
        draw_threshold (self, threshold, is_lying);
    }
}

/* Lines through the plot at what happened, with names in the row above it. */
void
tally_chart_axes_events (TallyChartDrawing *self,
                         double             top)
{
  const TallyChartBox *plot = &self->layout->plot;

  for (guint i = 0; i < self->chart->events->len; i++)
    {
      const TallyChartEvent *event = &g_array_index (self->chart->events, TallyChartEvent, i);
      g_autofree char *text = tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_LABEL, event->label, 14 * self->label_px);
      double px;
      if (event->x < self->layout->from || event->x > self->layout->to)
        continue;
      px = snap (tally_chart_scale_map (&self->layout->x, (double) event->x));
      tally_chart_draw_line (self, TALLY_CHART_ROLE_EVENT, (TallyChartBox) { px, plot->y, 0, plot->height }, 1)->dash = 2;
      if (top < plot->y)
        tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_MIDDLE, px, top);
    }
}

/* Labels of an axis under way. */
typedef struct {
  char  *texts[TALLY_CHART_MAX_TICKS];
  double widths[TALLY_CHART_MAX_TICKS];
} Labels;

static void
clear_labels (Labels                *labels,
              const TallyChartTicks *ticks)
{
  for (guint i = 0; i < ticks->n; i++)
    g_free (labels->texts[i]);
}

static char *
dup_x_label (const TallyChartDrawing *self,
             const TallyChartTicks   *ticks,
             guint                    i,
             gboolean                 wants_day)
{
  const TallyChartFormat *format = self->options->format;

  if (self->chart->x_unit != TALLY_CHART_UNIT_TIME)
    return format->dup_value (format, ticks->values[i], self->chart->x_unit, ticks->step);
  return format->dup_time (format, (gint64) ticks->values[i], wants_day && i == 0 ? TALLY_CHART_GRAIN_DAY_MINUTE : ticks->grains[i]);
}

/* Hours without a day in sight say nothing: then the first label has one. */
static gboolean
wants_day (const TallyChartTicks *ticks)
{
  for (guint i = 0; i < ticks->n; i++)
    if (ticks->grains[i] != TALLY_CHART_GRAIN_MINUTE && ticks->grains[i] != TALLY_CHART_GRAIN_SECOND)
      return FALSE;
  return TRUE;
}

/* Whether all of them stand apart, in the order in which they come. */
static gboolean
fits (const TallyChartDrawing *self,
      const TallyChartTicks   *ticks,
      Labels                  *labels)
{
  gboolean has_day = wants_day (ticks), is_apart = TRUE;
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < ticks->n; i++)
    {
      double px = tally_chart_scale_map (&self->layout->x, ticks->values[i]), left;
      labels->texts[i] = dup_x_label (self, ticks, i, has_day);
      labels->widths[i] = tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, labels->texts[i]);
      left = CLAMP (px - labels->widths[i] / 2, 0, MAX (0, self->options->width - labels->widths[i]));
      is_apart &= left >= end;
      end = left + labels->widths[i] + self->label_px;
    }
  return is_apart && ticks->n > 0;
}

/* The finest labels that have room. */
static gboolean
find_labels (const TallyChartDrawing *self,
             TallyChartTicks         *ticks,
             Labels                  *labels)
{
  gboolean is_time = self->chart->x_unit == TALLY_CHART_UNIT_TIME;
  guint n = is_time ? tally_chart_ticks_get_n_levels () : 16;

  for (guint i = 0; i < n; i++)
    {
      if (!is_time)
        tally_chart_ticks_find_values (&self->layout->x, self->chart->x_unit, n - i, ticks);
      else if (!tally_chart_ticks_find_times (&self->layout->x, self->options->format->zone, i, ticks))
        continue;
      if (fits (self, ticks, labels))
        return TRUE;
      clear_labels (labels, ticks);
    }
  return FALSE;
}

/* Labels below the plot, their tops at y. */
void
tally_chart_axes_x (TallyChartDrawing *self,
                    double             y)
{
  const TallyChartBox *plot = &self->layout->plot;
  TallyChartTicks ticks;
  Labels labels = { { NULL } };

  tally_chart_draw_line (self, TALLY_CHART_ROLE_AXIS, (TallyChartBox) { plot->x, snap (plot->y + plot->height), plot->width, 0 }, 1);
  if (!find_labels (self, &ticks, &labels))
    return;
  for (guint i = 0; i < ticks.n; i++)
    {
      double px = tally_chart_scale_map (&self->layout->x, ticks.values[i]);
      if (tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, labels.texts[i], TALLY_CHART_ANCHOR_MIDDLE, px, y))
        tally_chart_draw_line (self, TALLY_CHART_ROLE_AXIS, (TallyChartBox) { snap (px), plot->y + plot->height, 0, self->gap * 0.7 }, 1);
    }
  clear_labels (&labels, &ticks);
}
