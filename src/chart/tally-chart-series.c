/* tally-chart-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-series.h"

#include <math.h>

#include "tally-chart-text.h"

typedef struct {
  gint64 x;
  gsize  i;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;
  return one->i < other->i ? -1 : one->i > other->i;
}

static gint64
get_x (const TallyChartData *data,
       gsize                 i)
{
  return data->xs ? data->xs[i] : (gint64) i;
}

/* What can be drawn, in order. Nearly always it comes so. */
static GArray *
sort_places (const TallyChartData *data)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), (guint) data->n);
  gboolean is_sorted = TRUE;

  for (gsize i = 0; i < data->n; i++)
    {
      Place place = { get_x (data, i), i };
      if (place.x < TALLY_CHART_MIN_X || place.x > TALLY_CHART_MAX_X)
        continue;
      if (places->len > 0 && g_array_index (places, Place, places->len - 1).x > place.x)
        is_sorted = FALSE;
      g_array_append_val (places, place);
    }
  if (!is_sorted)
    g_array_sort (places, compare_places);
  return places;
}

static double *
pick (const double *values,
      const GArray *places)
{
  double *picked;

  if (values == NULL)
    return NULL;
  picked = g_new (double, places->len + 1);
  for (guint i = 0; i < places->len; i++)
    {
      double value = values[g_array_index (places, Place, i).i];
      picked[i] = fabs (value) <= TALLY_CHART_MAX_VALUE ? value : NAN;
    }
  return picked;
}

TallyChartSeries *
tally_chart_series_new (const char           *name,
                        const TallyChartData *data)
{
  TallyChartSeries *self = g_new0 (TallyChartSeries, 1);
  g_autoptr(GArray) places = sort_places (data);

  self->name = tally_chart_text_clean (name);
  self->n = places->len;
  self->xs = g_new (gint64, places->len + 1);
  for (guint i = 0; i < places->len; i++)
    self->xs[i] = g_array_index (places, Place, i).x;
  self->ys = pick (data->ys, places);
  if (data->lows && data->highs)
    {
      self->lows = pick (data->lows, places);
      self->highs = pick (data->highs, places);
    }
  return self;
}

void
tally_chart_series_free (TallyChartSeries *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->xs);
  g_free (self->ys);
  g_free (self->lows);
  g_free (self->highs);
  g_free (self);
}

gboolean
tally_chart_series_has_value (const TallyChartSeries *self,
                              gsize                   i)
{
  return !isnan (self->ys[i]);
}

gboolean
tally_chart_series_has_band (const TallyChartSeries *self,
                             gsize                   i)
{
  return self->lows && !isnan (self->lows[i]) && !isnan (self->highs[i]) && self->lows[i] <= self->highs[i];
}

gsize
tally_chart_series_find (const TallyChartSeries *self,
                         gint64                  x)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      if (self->xs[middle] < x - self->shift)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
