/* tally-chart-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "tally-chart-layout-private.h"

/* Below it a picture keeps its data and gives up what stands around. */
#define MIN_TITLE_LINES 4
#define MIN_LEGEND_LINES 8
#define MAX_LEGEND_LINES 3
#define SWATCH_EMS 1.8

static void
take_from_top (TallyChartDrawing *self,
               double             height)
{
  height = MIN (height, self->room.height - 1);
  self->room.y += height;
  self->room.height -= height;
}

void
tally_chart_frame_title (TallyChartDrawing *self)
{
  g_autofree char *text = NULL;
  TallyChartAnchor anchor = self->options->is_rtl ? TALLY_CHART_ANCHOR_RIGHT : TALLY_CHART_ANCHOR_LEFT;
  double x = self->options->is_rtl ? self->room.x + self->room.width : self->room.x;

  if (self->chart->kind == TALLY_CHART_SPARKLINE || self->room.height < MIN_TITLE_LINES * self->line
      || self->chart->title[0] == '\0')
    return;
  text = tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_TITLE, self->chart->title, self->room.width);
  if (text && tally_chart_draw_text (self, TALLY_CHART_ROLE_TITLE, text, anchor, x, self->room.y))
    take_from_top (self, self->title_px * 1.35 + self->gap);
}

/* Whether series have to be told from each other by more than their colour. */
gboolean
tally_chart_frame_has_cues (const TallyChart *chart)
{
  guint n = 0;

  for (guint i = 0; i < chart->series->len; i++)
    n += ((const TallyChartSeries *) g_ptr_array_index (chart->series, i))->tone == TALLY_CHART_TONE_SERIES;
  return n > 1;
}

/* Where the next entry of a legend comes, and how many lines are left. */
typedef struct {
  TallyChartDrawing *drawing;
  double             x;
  double             y;
  guint              n_lines;
  guint              n_left_out;
  double             swatch;
} Flow;

/* The place of an entry that is so wide; FALSE if it has none. The place is that of a language read from the left. */
static gboolean
flow_on (Flow   *flow,
         double  width)
{
  const TallyChartBox *room = &flow->drawing->room;

  if (flow->x > room->x && flow->x + width > room->x + room->width)
    {
      if (flow->n_lines + 1 > MIN (MAX_LEGEND_LINES, room->height / flow->drawing->line))
        return FALSE;
      flow->n_lines++;
      flow->x = room->x;
      flow->y += flow->drawing->line;
    }
  return TRUE;
}

/* Puts the entry's name; gives the box of its swatch. */
static gboolean
add_entry (Flow          *flow,
           const char    *name,
           TallyChartBox *out_swatch)
{
  TallyChartDrawing *self = flow->drawing;
  g_autofree char *text = tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_LABEL, name,
                                                       MIN (self->room.width - flow->swatch, 18 * self->label_px));
  double width = text ? flow->swatch + tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, text) : 0, x;

  if (text == NULL || flow->n_left_out > 0 || !flow_on (flow, width))
    {
      flow->n_left_out++;
      return FALSE;
    }
  x = tally_chart_draw_start (self, flow->x, width);
  if (!tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_LEFT,
                              self->options->is_rtl ? x : x + flow->swatch, flow->y))
    {
      flow->n_left_out++;
      return FALSE;
    }
  *out_swatch = (TallyChartBox) {
    self->options->is_rtl ? x + width - flow->swatch + self->gap : x, flow->y, flow->swatch - self->gap, self->line * 0.9,
  };
  flow->x += width + 4 * self->gap;
  return TRUE;
}

static void
end_flow (Flow *flow)
{
  TallyChartDrawing *self = flow->drawing;
  g_autofree char *number = g_strdup_printf ("%u", flow->n_left_out), *more = NULL;
  double width;

  if (flow->n_left_out > 0)
    {
      more = tally_chart_format_dup_phrase (self->options->format, TALLY_CHART_PHRASE_MORE, number, NULL);
      width = tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, more);
      tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, more, TALLY_CHART_ANCHOR_LEFT,
                             tally_chart_draw_start (self, MIN (flow->x, self->room.x + self->room.width - width), width),
                             flow->y);
    }
  take_from_top (self, flow->n_lines * self->line + self->gap);
}

static void
draw_line_swatch (TallyChartDrawing      *self,
                  const TallyChartSeries *series,
                  guint                   index,
                  TallyChartBox           box)
{
  gboolean is_previous = series->tone == TALLY_CHART_TONE_PREVIOUS;
  TallyChartRole role = is_previous ? TALLY_CHART_ROLE_PREVIOUS : TALLY_CHART_ROLE_SERIES;
  double y = box.y + box.height / 2;
  TallyChartItem *item = tally_chart_draw_line (self, role, (TallyChartBox) { box.x, y, box.width, 0 }, self->line_width);

  item->index = index;
  item->dash = is_previous ? 2 : index;
  if (!is_previous && tally_chart_frame_has_cues (self->chart))
    tally_chart_draw_marker (self, role, index, box.x + box.width / 2, y, MIN (3.5, box.height / 3));
}

static void
draw_swatch (TallyChartDrawing      *self,
             const TallyChartSeries *series,
             guint                   index,
             TallyChartBox           box)
{
  TallyChartBox square = { box.x + (box.width - box.height * 0.8) / 2, box.y + box.height * 0.12, box.height * 0.8, box.height * 0.8 };
  gboolean is_dots = self->chart->kind == TALLY_CHART_DOT || series->tone == TALLY_CHART_TONE_PEERS
                     || series->tone == TALLY_CHART_TONE_OWN;
  TallyChartRole role = series->tone == TALLY_CHART_TONE_PEERS ? TALLY_CHART_ROLE_PEERS
                        : series->tone == TALLY_CHART_TONE_OWN ? TALLY_CHART_ROLE_OWN : TALLY_CHART_ROLE_SERIES;

  if (self->chart->kind == TALLY_CHART_BAR)
    {
      tally_chart_draw_rect (self, TALLY_CHART_ROLE_SERIES, index, square, 2);
      tally_chart_draw_hatch (self, index, square);
    }
  else if (is_dots)
    tally_chart_draw_marker (self, role, index, box.x + box.width / 2, box.y + box.height / 2, MIN (4, box.height / 3));
  else
    draw_line_swatch (self, series, index, box);
}

static gboolean
has_band (const TallyChart *chart)
{
  for (guint i = 0; i < chart->series->len; i++)
    if (((const TallyChartSeries *) g_ptr_array_index (chart->series, i))->lows)
      return TRUE;
  return FALSE;
}

static gboolean
wants_legend (const TallyChartDrawing *self)
{
  const TallyChart *chart = self->chart;

  if (self->room.height < MIN_LEGEND_LINES * self->line || chart->kind == TALLY_CHART_SPARKLINE)
    return FALSE;
  return chart->series->len > 1 || has_band (chart) || chart->references->len > 0;
}

void
tally_chart_frame_legend (TallyChartDrawing *self)
{
  Flow flow = { self, self->room.x, self->room.y, 1, 0, SWATCH_EMS * self->label_px + self->gap };
  TallyChartBox box;

  if (!wants_legend (self))
    return;
  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const TallyChartSeries *series = g_ptr_array_index (self->chart->series, i);
      if (series->name[0] && add_entry (&flow, series->name, &box))
        draw_swatch (self, series, i, box);
    }
  if (has_band (self->chart) && self->chart->kind == TALLY_CHART_LINE
      && add_entry (&flow, self->options->format->get_phrase (self->options->format, TALLY_CHART_PHRASE_BAND), &box))
    tally_chart_draw_rect (self, TALLY_CHART_ROLE_BAND, 0, box, 2);
  for (guint i = 0; i < self->chart->references->len; i++)
    {
      const TallyChartReference *reference = &g_array_index (self->chart->references, TallyChartReference, i);
      if (reference->label[0] && add_entry (&flow, reference->label, &box))
        tally_chart_draw_rect (self, TALLY_CHART_ROLE_REFERENCE, i, box, 2);
    }
  end_flow (&flow);
}

void
tally_chart_frame_states (TallyChartDrawing *self,
                          const guint       *counts)
{
  Flow flow = { self, self->room.x, self->room.y, 1, 0, self->label_px + self->gap };
  TallyChartBox box;

  /* The worst ones first: what has no room is what went well. */
  for (guint i = TALLY_CHART_N_STATES; i-- > 0;)
    {
      const char *name = self->options->format->get_phrase (self->options->format, TALLY_CHART_PHRASE_STATE + i);
      g_autofree char *text = g_strdup_printf ("%s %u", name, counts[i]);
      if (counts[i] > 0 && add_entry (&flow, text, &box))
        tally_chart_strip_cell (self, (TallyChartState) i, (TallyChartBox) { box.x, box.y + 1, box.width, box.height });
    }
  end_flow (&flow);
}

/* As many words as have room on a line; at least a part of the first one. */
static char *
dup_line (TallyChartDrawing  *self,
          const char        **text)
{
  g_autofree char *line = NULL;
  const char *at = *text, *end;

  do
    {
      g_autofree char *longer = NULL;
      end = strchr (at, ' ');
      longer = g_strndup (*text, end ? (gsize) (end - *text) : strlen (*text));
      if (line && tally_chart_draw_measure (self, TALLY_CHART_ROLE_EMPTY, longer) > self->room.width)
        break;
      g_free (line);
      line = g_steal_pointer (&longer);
      at = end ? end + 1 : *text + strlen (*text);
    }
  while (end);
  *text = at;
  return tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_EMPTY, line, self->room.width);
}

void
tally_chart_frame_empty (TallyChartDrawing *self)
{
  const char *text = self->chart->empty_text;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint max_lines = (guint) MAX (1, self->room.height / self->line);
  double y;

  if (text[0] == '\0')
    text = self->options->format->get_phrase (self->options->format, TALLY_CHART_PHRASE_EMPTY);
  while (*text && lines->len < max_lines)
    {
      char *line = dup_line (self, &text);
      if (line == NULL)
        break;
      g_ptr_array_add (lines, line);
    }
  y = self->room.y + MAX (0, (self->room.height - lines->len * self->line) / 2);
  for (guint i = 0; i < lines->len; i++)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_EMPTY, g_ptr_array_index (lines, i), TALLY_CHART_ANCHOR_MIDDLE,
                           self->room.x + self->room.width / 2, y + i * self->line);
}
