/* tally-chart-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

#define MIN_PITCH_PX 5.0
#define MAX_PITCH_EMS 1.4
#define MAX_HEIGHT_EMS 3.2
#define MIN_LEGEND_LINES 3.2

static void
draw_cross (TallyChartDrawing *self,
            TallyChartBox      box)
{
  double reach = MIN (box.width, box.height) * 0.26, x = box.x + box.width / 2, y = box.y + box.height / 2;

  if (box.width < 5)
    return;
  tally_chart_draw_begin (self);
  tally_chart_draw_point (self, x - reach, y - reach, TRUE);
  tally_chart_draw_point (self, x + reach, y + reach, FALSE);
  tally_chart_draw_point (self, x + reach, y - reach, TRUE);
  tally_chart_draw_point (self, x - reach, y + reach, FALSE);
  tally_chart_draw_end (self, TALLY_CHART_ROLE_STATE_MARK, TALLY_CHART_STATE_FAILED, MAX (1, reach * 0.6), FALSE);
}

static void
draw_halves (TallyChartDrawing *self,
             TallyChartState    state,
             TallyChartBox      box,
             gboolean           is_standing)
{
  TallyChartBox first = box, second = box;

  if (is_standing)
    {
      first.width = second.width = MAX (1, box.width * 0.34);
      second.x = box.x + box.width - second.width;
    }
  else
    {
      first.height = second.height = box.height * 0.36;
      second.y = box.y + box.height - second.height;
    }
  tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, first, 1);
  tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, second, 1);
}

static void
draw_outline (TallyChartDrawing *self,
              TallyChartState    state,
              TallyChartBox      box)
{
  TallyChartBox inner = { box.x + 0.5, box.y + 0.5, MAX (0.5, box.width - 1), MAX (0.5, box.height - 1) };

  tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, inner, 2)->line_width = 1;
}

/* A slope from below: the lower triangle of the cell. */
static void
draw_wedge (TallyChartDrawing *self,
            TallyChartState    state,
            TallyChartBox      box)
{
  tally_chart_draw_begin (self);
  tally_chart_draw_point (self, box.x, box.y + box.height, TRUE);
  tally_chart_draw_point (self, box.x + box.width, box.y + box.height, FALSE);
  tally_chart_draw_point (self, box.x + box.width, box.y, FALSE);
  tally_chart_draw_end (self, TALLY_CHART_ROLE_STATE, state, 0, TRUE);
}

/* Each state has its shape as well as its colour: whole, low, crossed, parted, two bars, wedge, hollow. */
void
tally_chart_strip_cell (TallyChartDrawing *self,
                        TallyChartState    state,
                        TallyChartBox      box)
{
  TallyChartBox low = { box.x, box.y + box.height * 0.4, box.width, box.height * 0.6 };

  switch (state)
    {
    case TALLY_CHART_STATE_FAILED:
      tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, box, 2);
      draw_cross (self, box);
      break;
    case TALLY_CHART_STATE_DEGRADED:
      tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, low, 2);
      break;
    case TALLY_CHART_STATE_LATE:
      draw_halves (self, state, box, FALSE);
      break;
    case TALLY_CHART_STATE_PAUSED:
      draw_halves (self, state, box, TRUE);
      break;
    case TALLY_CHART_STATE_MAINTENANCE:
      draw_wedge (self, state, box);
      break;
    case TALLY_CHART_STATE_UNKNOWN:
      draw_outline (self, state, box);
      break;
    case TALLY_CHART_STATE_OK:
    case TALLY_CHART_N_STATES:
    default:
      tally_chart_draw_rect (self, TALLY_CHART_ROLE_STATE, state, box, 2);
      break;
    }
}

/* The worst of some checks; the newest of equals. */
static guint
find_worst (const GArray *checks,
            guint         first,
            guint         end)
{
  guint worst = first;

  for (guint i = first; i < end; i++)
    if (g_array_index (checks, TallyChartCheck, i).state >= g_array_index (checks, TallyChartCheck, worst).state)
      worst = i;
  return worst;
}

/* When the first and the last check were, below the ends. */
static void
draw_ends (TallyChartDrawing *self,
           double             y)
{
  const TallyChartFormat *format = self->options->format;
  const GArray *checks = self->chart->checks;
  const TallyChartBox *plot = &self->layout->plot;
  g_autofree char *first = format->dup_time (format, g_array_index (checks, TallyChartCheck, 0).utc_usec, TALLY_CHART_GRAIN_DAY_MINUTE);
  g_autofree char *last = format->dup_time (format, g_array_index (checks, TallyChartCheck, checks->len - 1).utc_usec,
                                            TALLY_CHART_GRAIN_DAY_MINUTE);

  tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, last, TALLY_CHART_ANCHOR_RIGHT, plot->x + plot->width, y);
  if (checks->len > 1)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, first, TALLY_CHART_ANCHOR_LEFT, plot->x, y);
}

static void
draw_cells (TallyChartDrawing *self,
            double             height)
{
  const GArray *checks = self->chart->checks;
  double width = self->room.width, most = MAX_PITCH_EMS * self->label_px, pitch;
  guint n = checks->len, n_cells = (guint) CLAMP (width / MIN_PITCH_PX, 1, n), group = (n + n_cells - 1) / n_cells;
  TallyChartBox box = { 0, self->room.y, 0, height };

  n_cells = (n + group - 1) / group;
  pitch = MIN (width / n_cells, most);
  box.width = MAX (1, pitch - MAX (1, pitch * 0.25));
  self->layout->plot = (TallyChartBox) { self->room.x, self->room.y, pitch * n_cells, height };
  /* The newest cell is a whole group; the oldest one may be a part. */
  for (guint i = 0; i < n_cells; i++)
    {
      guint end = n - (n_cells - 1 - i) * group, worst = find_worst (checks, end > group ? end - group : 0, end);
      guint first = self->display->items->len;
      box.x = self->room.x + i * pitch + (pitch - box.width) / 2;
      tally_chart_strip_cell (self, g_array_index (checks, TallyChartCheck, worst).state, box);
      tally_chart_draw_tell (self, first, 0, worst);
    }
}

gboolean
tally_chart_strip_draw (TallyChartDrawing *self)
{
  guint counts[TALLY_CHART_N_STATES] = { 0 };
  gboolean has_legend = self->room.height >= MIN_LEGEND_LINES * self->line && self->room.width >= 12 * self->label_px;
  double rest = has_legend ? 2 * self->line + 2 * self->gap : 0, height;

  if (self->chart->checks->len == 0)
    return FALSE;
  for (guint i = 0; i < self->chart->checks->len; i++)
    counts[g_array_index (self->chart->checks, TallyChartCheck, i).state]++;
  height = MIN (self->room.height - rest, MAX_HEIGHT_EMS * self->label_px);
  draw_cells (self, MAX (1, height));
  if (!has_legend)
    return TRUE;
  draw_ends (self, self->room.y + height + self->gap);
  self->room.y += height + self->line + 2 * self->gap;
  self->room.height -= height + self->line + 2 * self->gap;
  tally_chart_frame_states (self, counts);
  return TRUE;
}
