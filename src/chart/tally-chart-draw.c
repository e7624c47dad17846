/* tally-chart-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"
#include "tally-chart-text.h"
#include "tally-chart-theme.h"

#define MIN_MARGIN 2.0

static TallyChartItem *
add_item (TallyChartDrawing  *self,
          TallyChartItemKind  kind,
          TallyChartRole      role,
          guint               index)
{
  TallyChartItem item = { .kind = kind, .role = role, .index = index, .series = -1, .point = -1 };

  g_array_append_val (self->display->items, item);
  return &g_array_index (self->display->items, TallyChartItem, self->display->items->len - 1);
}

TallyChartItem *
tally_chart_draw_rect (TallyChartDrawing *self,
                       TallyChartRole     role,
                       guint              index,
                       TallyChartBox      box,
                       double             radius)
{
  TallyChartItem *item = add_item (self, TALLY_CHART_ITEM_RECT, role, index);

  item->box = box;
  item->radius = MAX (0, MIN (radius, MIN (box.width, box.height) / 2));
  return item;
}

void
tally_chart_draw_begin (TallyChartDrawing *self)
{
  self->path_first = self->display->points->len;
}

void
tally_chart_draw_point (TallyChartDrawing *self,
                        double             x,
                        double             y,
                        gboolean           moves)
{
  TallyChartPoint point = { x, y, moves || self->display->points->len == self->path_first };

  g_array_append_val (self->display->points, point);
}

/* NULL if it has no point. */
TallyChartItem *
tally_chart_draw_end (TallyChartDrawing *self,
                      TallyChartRole     role,
                      guint              index,
                      double             line_width,
                      gboolean           is_closed)
{
  guint n = self->display->points->len - self->path_first;
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  TallyChartItem *item;

  if (n == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const TallyChartPoint *point = &g_array_index (self->display->points, TallyChartPoint, self->path_first + i);
      left = MIN (left, point->x);
      right = MAX (right, point->x);
      top = MIN (top, point->y);
      bottom = MAX (bottom, point->y);
    }
  item = add_item (self, TALLY_CHART_ITEM_PATH, role, index);
  item->box = (TallyChartBox) { left, top, right - left, bottom - top };
  item->first = self->path_first;
  item->n = n;
  item->line_width = line_width;
  item->is_closed = is_closed;
  return item;
}

/* From the box's corner to the opposite one. */
TallyChartItem *
tally_chart_draw_line (TallyChartDrawing *self,
                       TallyChartRole     role,
                       TallyChartBox      line,
                       double             line_width)
{
  tally_chart_draw_begin (self);
  tally_chart_draw_point (self, line.x, line.y, TRUE);
  tally_chart_draw_point (self, line.x + line.width, line.y + line.height, FALSE);
  return tally_chart_draw_end (self, role, 0, line_width, FALSE);
}

static double
get_size (const TallyChartDrawing *self,
          TallyChartRole           role)
{
  return role == TALLY_CHART_ROLE_TITLE ? self->title_px : self->label_px;
}

static void
measure (const TallyChartDrawing *self,
         TallyChartRole           role,
         const char              *text,
         TallyChartExtents       *extents)
{
  self->options->measurer->measure (self->options->measurer, text, get_size (self, role), role == TALLY_CHART_ROLE_TITLE,
                                    extents);
}

double
tally_chart_draw_measure (const TallyChartDrawing *self,
                          TallyChartRole           role,
                          const char              *text)
{
  TallyChartExtents extents;

  measure (self, role, text, &extents);
  return extents.width;
}

static gboolean
is_free (const TallyChartDrawing *self,
         const TallyChartBox     *box)
{
  if (box->x < 0 || box->y < 0 || box->x + box->width > self->options->width
      || box->y + box->height > self->options->height)
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    {
      const TallyChartBox *other = &g_array_index (self->taken, TallyChartBox, i);
      if (box->x < other->x + other->width && other->x < box->x + box->width && box->y < other->y + other->height
          && other->y < box->y + box->height)
        return FALSE;
    }
  return TRUE;
}

/* The one way in which text comes into a picture: FALSE if it would overlap another one or leave. */
gboolean
tally_chart_draw_text (TallyChartDrawing *self,
                       TallyChartRole     role,
                       const char        *text,
                       TallyChartAnchor   anchor,
                       double             x,
                       double             y)
{
  static const double shares[] = { 0, 0.5, 1 };
  TallyChartExtents extents;
  TallyChartItem *item;
  TallyChartBox box;

  if (text == NULL || text[0] == '\0')
    return FALSE;
  measure (self, role, text, &extents);
  box = (TallyChartBox) { x - extents.width * shares[anchor], y, extents.width, extents.height };
  /* A label at the edge moves in by as much as it would stand out. */
  if (anchor == TALLY_CHART_ANCHOR_MIDDLE)
    box.x = CLAMP (box.x, MIN_MARGIN, MAX (MIN_MARGIN, self->options->width - MIN_MARGIN - box.width));
  if (!is_free (self, &box))
    return FALSE;
  g_array_append_val (self->taken, box);
  item = add_item (self, TALLY_CHART_ITEM_TEXT, role, 0);
  item->box = box;
  item->text = g_strdup (text);
  item->anchor = anchor;
  item->size = get_size (self, role);
  item->is_bold = role == TALLY_CHART_ROLE_TITLE;
  item->baseline = extents.baseline;
  return TRUE;
}

/* Text on top of data, on a plate that keeps them apart. */
void
tally_chart_draw_plated (TallyChartDrawing *self,
                         TallyChartRole     role,
                         const char        *text,
                         TallyChartAnchor   anchor,
                         double             x,
                         double             y)
{
  TallyChartItem plate = { .kind = TALLY_CHART_ITEM_RECT, .role = TALLY_CHART_ROLE_PLATE, .series = -1, .point = -1, .radius = 2 };
  guint last = self->display->items->len;

  if (!tally_chart_draw_text (self, role, text, anchor, x, y))
    return;
  plate.box = g_array_index (self->display->items, TallyChartItem, last).box;
  g_array_insert_val (self->display->items, last, plate);
}

/* As much of a text as has room, with "…" behind what was cut; NULL if that says nothing any more. */
char *
tally_chart_draw_dup_fitted (const TallyChartDrawing *self,
                             TallyChartRole           role,
                             const char              *text,
                             double                   max_width)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  if (tally_chart_draw_measure (self, role, text) <= max_width)
    return g_strdup (text);
  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      g_autofree char *cut = tally_chart_text_cut (text, middle);
      if (tally_chart_draw_measure (self, role, cut) <= max_width)
        low = middle;
      else
        high = middle - 1;
    }
  return low >= 2 ? tally_chart_text_cut (text, low) : NULL;
}

/* Corners of the markers in the order of the series, in radii around the middle; a circle has none. */
static const struct { guint n; double corners[12][2]; } markers[TALLY_CHART_N_STYLES] = {
  { 0, { { 0 } } },
  { 4, { { -0.9, -0.9 }, { 0.9, -0.9 }, { 0.9, 0.9 }, { -0.9, 0.9 } } },
  { 3, { { 0, -1.25 }, { 1.15, 0.8 }, { -1.15, 0.8 } } },
  { 4, { { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } } },
  { 3, { { 0, 1.25 }, { 1.15, -0.8 }, { -1.15, -0.8 } } },
  { 12, { { -0.4, -1.2 }, { 0.4, -1.2 }, { 0.4, -0.4 }, { 1.2, -0.4 }, { 1.2, 0.4 }, { 0.4, 0.4 }, { 0.4, 1.2 },
          { -0.4, 1.2 }, { -0.4, 0.4 }, { -1.2, 0.4 }, { -1.2, -0.4 }, { -0.4, -0.4 } } },
  { 6, { { -1.2, 0 }, { -0.6, -1.05 }, { 0.6, -1.05 }, { 1.2, 0 }, { 0.6, 1.05 }, { -0.6, 1.05 } } },
};

void
tally_chart_draw_marker (TallyChartDrawing *self,
                         TallyChartRole     role,
                         guint              index,
                         double             x,
                         double             y,
                         double             radius)
{
  guint shape = role == TALLY_CHART_ROLE_OWN ? 3 : role == TALLY_CHART_ROLE_SERIES ? index % TALLY_CHART_N_STYLES : 0;

  if (markers[shape].n == 0)
    {
      tally_chart_draw_rect (self, role, index, (TallyChartBox) { x - radius, y - radius, 2 * radius, 2 * radius }, radius);
      return;
    }
  tally_chart_draw_begin (self);
  for (guint i = 0; i < markers[shape].n; i++)
    tally_chart_draw_point (self, x + markers[shape].corners[i][0] * radius, y + markers[shape].corners[i][1] * radius, FALSE);
  tally_chart_draw_end (self, role, index, 0, TRUE);
}

/* Where the line x + slope × y = c is within the box. */
static void
add_slash (TallyChartDrawing   *self,
           const TallyChartBox *box,
           double               slope,
           double               c)
{
  double end = c - slope * box->height;
  double x_from = MAX (box->x, MIN (c, end)), x_to = MIN (box->x + box->width, MAX (c, end));

  if (x_to - x_from < 0.5)
    return;
  tally_chart_draw_point (self, x_from, box->y + slope * (c - x_from), TRUE);
  tally_chart_draw_point (self, x_to, box->y + slope * (c - x_to), FALSE);
}

/* The second cue of bars: none, then rising, falling, lying lines, then closer ones. */
void
tally_chart_draw_hatch (TallyChartDrawing *self,
                        guint              index,
                        TallyChartBox      box)
{
  guint kind = index % TALLY_CHART_N_STYLES;
  double distance = kind > 3 ? 4 : 7, reach = box.width + box.height;

  if (kind == 0 || box.width < 3 || box.height < 3)
    return;
  tally_chart_draw_begin (self);
  if (kind % 3 == 0)
    for (double y = distance / 2; y < box.height; y += distance)
      {
        tally_chart_draw_point (self, box.x, box.y + y, TRUE);
        tally_chart_draw_point (self, box.x + box.width, box.y + y, FALSE);
      }
  else
    for (double c = distance / 2; c < reach; c += distance)
      add_slash (self, &box, kind % 3 == 1 ? 1 : -1, kind % 3 == 1 ? box.x + c : box.x - box.height + c);
  tally_chart_draw_end (self, TALLY_CHART_ROLE_HATCH, index, 1, FALSE);
}

/* Binds the shapes from one on to a value. */
void
tally_chart_draw_tell (TallyChartDrawing *self,
                       guint              first,
                       guint              series,
                       gsize              point)
{
  TallyChartCursor cursor = { series, point };

  for (guint i = first; i < self->display->items->len; i++)
    {
      TallyChartItem *item = &g_array_index (self->display->items, TallyChartItem, i);
      item->series = (gint) series;
      item->point = (gint64) point;
      if (self->options->has_values)
        item->value = tally_chart_describe (self->chart, self->options->format, &cursor);
    }
}

/* Left edge of something so wide that stands so far from where reading begins. */
double
tally_chart_draw_start (const TallyChartDrawing *self,
                        double                   left,
                        double                   width)
{
  return self->options->is_rtl ? 2 * self->room.x + self->room.width - left - width : left;
}
