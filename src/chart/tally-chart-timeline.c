/* tally-chart-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

#define MIN_LANE_PX 4.0
#define MAX_LANE_LINES 1.9
#define MAX_NAME_SHARE 0.3
#define MIN_LEGEND_LINES 8
/* Bars whose length is written beside them: each is held against each. */
#define MAX_LENGTHS 300

/* Lanes of a timeline in the order in which they first come. */
typedef struct {
  GPtrArray  *names;  /* (owned) (element-type utf8): borrowed from the chart */
  GHashTable *places; /* (owned): name → place + 1 */
  double      height;
  guint       n;      /* lanes that have room */
} Lanes;

static void
collect_lanes (const TallyChart *chart,
               Lanes            *lanes)
{
  lanes->names = g_ptr_array_new ();
  lanes->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < chart->spans->len; i++)
    {
      const TallyChartSpan *span = &g_array_index (chart->spans, TallyChartSpan, i);
      if (g_hash_table_contains (lanes->places, span->lane))
        continue;
      g_ptr_array_add (lanes->names, span->lane);
      g_hash_table_insert (lanes->places, span->lane, GUINT_TO_POINTER (lanes->names->len));
    }
}

static void
clear_lanes (Lanes *lanes)
{
  g_ptr_array_unref (lanes->names);
  g_hash_table_unref (lanes->places);
}

static void
find_window (TallyChartDrawing *self)
{
  const TallyChart *chart = self->chart;
  gint64 from = G_MAXINT64, to = G_MININT64;

  for (guint i = 0; i < chart->spans->len; i++)
    {
      const TallyChartSpan *span = &g_array_index (chart->spans, TallyChartSpan, i);
      from = MIN (from, span->begin_utc_usec);
      to = MAX (to, span->end_utc_usec);
    }
  if (chart->x_from < chart->x_to)
    {
      from = CLAMP (chart->x_from, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X - 1);
      to = CLAMP (chart->x_to, from + 1, TALLY_CHART_MAX_X);
    }
  self->layout->from = from;
  self->layout->to = MAX (to, from + G_USEC_PER_SEC);
}

static double
find_name_width (const TallyChartDrawing *self,
                 const Lanes             *lanes)
{
  double width = 0, most = MAX_NAME_SHARE * self->room.width;

  for (guint i = 0; i < lanes->n && width < most; i++)
    width = MAX (width, tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, g_ptr_array_index (lanes->names, i)));
  return width > 0 ? MIN (ceil (width), most) + 2 * self->gap : 0;
}

static void
place_plot (TallyChartDrawing *self,
            Lanes             *lanes)
{
  gboolean has_labels = tally_chart_axes_has_labels (self);
  double bottom = has_labels ? self->line + self->gap : 0, top = has_labels && self->chart->events->len > 0 ? self->line : 0, names;
  TallyChartBox plot = { self->room.x, self->room.y + top, self->room.width, MAX (1, self->room.height - top - bottom) };

  lanes->n = (guint) CLAMP (plot.height / MIN_LANE_PX, 1, lanes->names->len);
  lanes->height = MIN (plot.height / lanes->n, MAX_LANE_LINES * self->line);
  plot.height = lanes->height * lanes->n;
  names = has_labels ? find_name_width (self, lanes) : 0;
  plot.x += self->options->is_rtl ? 0 : names;
  plot.width = MAX (1, plot.width - names);
  self->layout->plot = plot;
  self->layout->x = (TallyChartScale) { (double) self->layout->from, (double) self->layout->to, plot.x, plot.x + plot.width, FALSE };
}

static void
draw_names (TallyChartDrawing *self,
            const Lanes       *lanes)
{
  const TallyChartBox *plot = &self->layout->plot;
  gboolean is_rtl = self->options->is_rtl;
  double room = (is_rtl ? self->room.x + self->room.width - plot->x - plot->width : plot->x - self->room.x) - self->gap;
  guint n_hidden = lanes->names->len - lanes->n;

  for (guint i = 0; i < lanes->n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n_hidden + 1), *text = NULL;
      double y = plot->y + (i + 0.5) * lanes->height;
      if (n_hidden > 0 && i + 1 == lanes->n)
        text = tally_chart_format_dup_phrase (self->options->format, TALLY_CHART_PHRASE_MORE, number, NULL);
      else
        text = tally_chart_draw_dup_fitted (self, TALLY_CHART_ROLE_LABEL, g_ptr_array_index (lanes->names, i), room);
      tally_chart_draw_line (self, TALLY_CHART_ROLE_GRID, (TallyChartBox) { plot->x, floor (plot->y + (i + 1) * lanes->height) + 0.5, plot->width, 0 }, 1);
      tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, is_rtl ? TALLY_CHART_ANCHOR_LEFT : TALLY_CHART_ANCHOR_RIGHT,
                             is_rtl ? plot->x + plot->width + self->gap : plot->x - self->gap, y - self->line / 2);
    }
}

/* The run's length beside its bar: behind it, or in front of it at the end of the plot. */
static void
draw_length (TallyChartDrawing    *self,
             const TallyChartSpan *span,
             const TallyChartBox  *box)
{
  const TallyChartFormat *format = self->options->format;
  g_autofree char *text = format->dup_value (format, (double) (span->end_utc_usec - span->begin_utc_usec), TALLY_CHART_UNIT_DURATION, 0);
  double width = tally_chart_draw_measure (self, TALLY_CHART_ROLE_LABEL, text), right = self->layout->plot.x + self->layout->plot.width;
  double x = box->x + box->width + self->gap, y = box->y + (box->height - self->line) / 2;

  if (x + width > right)
    x = box->x - self->gap - width;
  if (box->height >= self->line * 0.7 && x >= self->layout->plot.x)
    tally_chart_draw_text (self, TALLY_CHART_ROLE_LABEL, text, TALLY_CHART_ANCHOR_LEFT, x, y);
}

/* Where a run's bar is; FALSE if it is not in sight. */
static gboolean
find_box (const TallyChartDrawing *self,
          const Lanes             *lanes,
          guint                    i,
          TallyChartBox           *out_box)
{
  const TallyChartSpan *span = &g_array_index (self->chart->spans, TallyChartSpan, i);
  const TallyChartBox *plot = &self->layout->plot;
  guint lane = GPOINTER_TO_UINT (g_hash_table_lookup (lanes->places, span->lane)) - 1;
  gint64 begin = MAX (span->begin_utc_usec, self->layout->from), end = MIN (span->end_utc_usec, self->layout->to);
  double left, right, height = lanes->height * 0.62;

  if (lane >= lanes->n || begin > end)
    return FALSE;
  left = tally_chart_scale_map (&self->layout->x, (double) begin);
  right = tally_chart_scale_map (&self->layout->x, (double) end);
  *out_box = (TallyChartBox) { left, plot->y + lane * lanes->height + (lanes->height - height) / 2, MAX (2, right - left), height };
  out_box->x = MIN (out_box->x, plot->x + plot->width - out_box->width);
  return TRUE;
}

static void
draw_span (TallyChartDrawing *self,
           guint              i,
           TallyChartBox      box)
{
  guint first = self->display->items->len;

  tally_chart_strip_cell (self, g_array_index (self->chart->spans, TallyChartSpan, i).state, box);
  tally_chart_draw_tell (self, first, 0, i);
}

/* Bars first, then what has room between them. */
static void
draw_spans (TallyChartDrawing *self,
            const Lanes       *lanes)
{
  gboolean has_lengths = self->chart->spans->len <= MAX_LENGTHS && tally_chart_axes_has_labels (self);
  TallyChartBox box;

  for (guint i = 0; i < self->chart->spans->len; i++)
    {
      if (!find_box (self, lanes, i, &box))
        continue;
      draw_span (self, i, box);
      if (has_lengths)
        g_array_append_val (self->taken, box);
    }
  for (guint i = 0; has_lengths && i < self->chart->spans->len; i++)
    if (find_box (self, lanes, i, &box))
      draw_length (self, &g_array_index (self->chart->spans, TallyChartSpan, i), &box);
}

static void
draw_legend (TallyChartDrawing *self)
{
  guint counts[TALLY_CHART_N_STATES] = { 0 };

  if (self->room.height < MIN_LEGEND_LINES * self->line)
    return;
  for (guint i = 0; i < self->chart->spans->len; i++)
    counts[g_array_index (self->chart->spans, TallyChartSpan, i).state]++;
  tally_chart_frame_states (self, counts);
}

gboolean
tally_chart_timeline_draw (TallyChartDrawing *self)
{
  Lanes lanes = { NULL };
  gboolean has_labels;

  if (self->chart->spans->len == 0)
    return FALSE;
  collect_lanes (self->chart, &lanes);
  find_window (self);
  draw_legend (self);
  has_labels = tally_chart_axes_has_labels (self);
  place_plot (self, &lanes);
  if (has_labels)
    {
      draw_names (self, &lanes);
      tally_chart_axes_x (self, self->layout->plot.y + self->layout->plot.height + self->gap);
    }
  tally_chart_axes_events (self, has_labels ? self->room.y : G_MAXDOUBLE);
  draw_spans (self, &lanes);
  clear_lanes (&lanes);
  return TRUE;
}
