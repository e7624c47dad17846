/* tally-chart-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-layout.h"

#include <math.h>

#include "tally-chart-layout-private.h"

#define DEFAULT_FONT_PX 12.0
#define DEFAULT_LINE_WIDTH 1.75

typedef gboolean (*DrawFunc) (TallyChartDrawing *self);

static DrawFunc
get_draw_func (TallyChartKind kind)
{
  switch (kind)
    {
    case TALLY_CHART_BAR:
      return tally_chart_bars_draw;
    case TALLY_CHART_STRIP:
      return tally_chart_strip_draw;
    case TALLY_CHART_TIMELINE:
      return tally_chart_timeline_draw;
    case TALLY_CHART_LINE:
    case TALLY_CHART_DOT:
    case TALLY_CHART_SPARKLINE:
    default:
      return tally_chart_plot_draw;
    }
}

static double
get_within (double value,
            double fallback,
            double least,
            double greatest)
{
  return value > 0 ? CLAMP (value, least, greatest) : fallback;
}

static void
begin_drawing (TallyChartDrawing             *drawing,
               const TallyChartLayoutOptions *options)
{
  double pad;

  drawing->label_px = get_within (options->font_px, DEFAULT_FONT_PX, 4, 64) * get_within (options->text_scale, 1, 0.5, 4);
  drawing->title_px = drawing->label_px * 1.15;
  drawing->line = ceil (drawing->label_px * 1.35);
  drawing->gap = drawing->label_px / 3;
  drawing->line_width = get_within (options->line_width, DEFAULT_LINE_WIDTH, 0.25, 16);
  pad = MIN (2 * drawing->gap, MIN (options->width, options->height) / 12);
  if (drawing->chart->kind == TALLY_CHART_SPARKLINE)
    pad = MIN (pad, 3);
  drawing->room = (TallyChartBox) { pad, pad, MAX (1, options->width - 2 * pad), MAX (1, options->height - 2 * pad) };
}

TallyChartLayout *
tally_chart_layout_new (const TallyChart              *chart,
                        const TallyChartLayoutOptions *options)
{
  TallyChartLayoutOptions sound = *options;
  TallyChartLayout *self = g_new0 (TallyChartLayout, 1);
  TallyChartDrawing drawing = { .chart = chart, .options = &sound, .layout = self };
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (TallyChartBox));

  sound.width = get_within (options->width, 1, 1, TALLY_CHART_MAX_PX);
  sound.height = get_within (options->height, 1, 1, TALLY_CHART_MAX_PX);
  sound.device_scale = get_within (options->device_scale, 1, 1, 4);
  self->chart = chart;
  self->display = tally_chart_display_new (sound.width, sound.height);
  self->display->title = g_strdup (chart->title);
  self->display->summary = tally_chart_describe_all (chart, options->format);
  drawing.display = self->display;
  drawing.taken = taken;
  begin_drawing (&drawing, &sound);
  tally_chart_draw_rect (&drawing, TALLY_CHART_ROLE_BACKGROUND, 0,
                         (TallyChartBox) { 0, 0, sound.width, sound.height }, 0);
  tally_chart_frame_title (&drawing);
  if (!get_draw_func (chart->kind) (&drawing))
    tally_chart_frame_empty (&drawing);
  return self;
}

void
tally_chart_layout_free (TallyChartLayout *self)
{
  if (self == NULL)
    return;
  tally_chart_display_free (self->display);
  g_free (self);
}

const TallyChartDisplay *
tally_chart_layout_get_display (const TallyChartLayout *self)
{
  return self->display;
}

TallyChartBox
tally_chart_layout_get_plot (const TallyChartLayout *self)
{
  return self->plot;
}
