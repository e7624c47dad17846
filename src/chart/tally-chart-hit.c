/* tally-chart-hit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "tally-chart-layout-private.h"

/* Values looked at on each side of the pointer: a million of them stand within a few pixels. */
#define MAX_LOOKED_AT 20000

static gboolean
has_points (const TallyChart *chart)
{
  return chart->kind == TALLY_CHART_LINE || chart->kind == TALLY_CHART_DOT || chart->kind == TALLY_CHART_SPARKLINE;
}

static gboolean
locate_point (const TallyChartLayout *self,
              guint                   index,
              gsize                   i,
              TallyChartHit          *out_hit)
{
  const TallyChartSeries *series = g_ptr_array_index (self->chart->series, index);
  gint64 x;

  if (i >= series->n || !tally_chart_series_has_value (series, i) || (self->chart->is_log && !(series->ys[i] > 0)))
    return FALSE;
  x = series->xs[i] + series->shift;
  if (x < self->from || x > self->to)
    return FALSE;
  *out_hit = (TallyChartHit) {
    { index, i }, tally_chart_scale_map (&self->x, (double) x), tally_chart_scale_map (&self->y, series->ys[i]),
  };
  return TRUE;
}

static double
get_weight (const TallyChartLayout *self)
{
  return self->chart->kind == TALLY_CHART_DOT ? 1 : 4;
}

/* Of lines what is nearest in time counts most: the pointer's height only decides among equals. */
static double
get_distance (const TallyChartLayout *self,
              const TallyChartHit    *hit,
              double                  x,
              double                  y)
{
  return hypot ((hit->x - x) * get_weight (self), hit->y - y);
}

static void
look_at (const TallyChartLayout *self,
         guint                   index,
         TallyChartBox           pointer,
         TallyChartHit          *best,
         double                 *best_distance)
{
  const TallyChartSeries *series = g_ptr_array_index (self->chart->series, index);
  double share = (pointer.x - self->plot.x) / self->plot.width;
  gint64 time = self->from + (gint64) (share * (double) (self->to - self->from));
  gsize middle = tally_chart_series_find (series, CLAMP (time, self->from, self->to));

  for (int direction = -1; direction <= 1; direction += 2)
    {
      gsize i = direction > 0 ? middle : middle - 1;
      for (guint n = 0; i < series->n && n < MAX_LOOKED_AT; n++, i += (gsize) direction)
        {
          TallyChartHit hit;
          double distance;
          if (!locate_point (self, index, i, &hit))
            continue;
          distance = get_distance (self, &hit, pointer.x, pointer.y);
          if (distance < *best_distance)
            {
              *best = hit;
              *best_distance = distance;
            }
          if (fabs (hit.x - pointer.x) * get_weight (self) > *best_distance)
            break;
        }
    }
}

static gboolean
find_point (const TallyChartLayout *self,
            double                  x,
            double                  y,
            TallyChartHit          *out_hit)
{
  double distance = G_MAXDOUBLE;
  TallyChartHit hit;

  for (guint i = 0; i < self->chart->series->len; i++)
    look_at (self, i, (TallyChartBox) { x, y, 0, 0 }, &hit, &distance);
  if (!(distance < G_MAXDOUBLE) || (self->chart->kind == TALLY_CHART_DOT && distance > TALLY_CHART_REACH))
    return FALSE;
  *out_hit = hit;
  return TRUE;
}

static double
get_box_distance (const TallyChartBox *box,
                  double               x,
                  double               y)
{
  double across = MAX (0, MAX (box->x - x, x - box->x - box->width)), down = MAX (0, MAX (box->y - y, y - box->y - box->height));

  return hypot (across, down);
}

static void
fill_hit (const TallyChartItem *item,
          TallyChartHit        *out_hit)
{
  *out_hit = (TallyChartHit) {
    { (guint) item->series, (gsize) item->point }, item->box.x + item->box.width / 2, item->box.y + item->box.height / 2,
  };
}

static gboolean
find_item (const TallyChartLayout *self,
           double                  x,
           double                  y,
           TallyChartHit          *out_hit)
{
  double best = TALLY_CHART_REACH;
  gboolean is_found = FALSE;

  for (guint i = self->display->items->len; i-- > 0;)
    {
      const TallyChartItem *item = &g_array_index (self->display->items, TallyChartItem, i);
      double distance = item->point >= 0 ? get_box_distance (&item->box, x, y) : G_MAXDOUBLE;
      if (distance >= best)
        continue;
      best = distance;
      fill_hit (item, out_hit);
      is_found = TRUE;
    }
  return is_found;
}

gboolean
tally_chart_layout_find (const TallyChartLayout *self,
                         double                  x,
                         double                  y,
                         TallyChartHit          *out_hit)
{
  if (!(self->plot.width > 0) || !isfinite (x) || !isfinite (y))
    return FALSE;
  return has_points (self->chart) ? find_point (self, x, y, out_hit) : find_item (self, x, y, out_hit);
}

gboolean
tally_chart_layout_locate (const TallyChartLayout *self,
                           const TallyChartCursor *cursor,
                           TallyChartHit          *out_hit)
{
  if (!(self->plot.width > 0))
    return FALSE;
  if (has_points (self->chart))
    return cursor->series < self->chart->series->len && locate_point (self, cursor->series, cursor->point, out_hit);
  for (guint i = 0; i < self->display->items->len; i++)
    {
      const TallyChartItem *item = &g_array_index (self->display->items, TallyChartItem, i);
      if (item->point < 0 || (gsize) item->point != cursor->point || (guint) item->series != cursor->series)
        continue;
      fill_hit (item, out_hit);
      return TRUE;
    }
  return FALSE;
}
