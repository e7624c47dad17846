/* tally-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart.h"

#include <math.h>

#include "tally-chart-text.h"

/* Each of the structs of tally-chart-marks.h begins with its text. */
static void
clear_text_cb (gpointer data)
{
  g_free (*(char **) data);
}

static GArray *
new_list (guint size)
{
  GArray *list = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (list, clear_text_cb);
  return list;
}

TallyChart *
tally_chart_new (TallyChartKind  kind,
                 const char     *title,
                 TallyChartUnit  unit)
{
  TallyChart *self = g_new0 (TallyChart, 1);

  self->kind = kind;
  self->title = tally_chart_text_clean (title);
  self->empty_text = g_strdup ("");
  self->unit = unit;
  self->x_unit = kind == TALLY_CHART_BAR ? TALLY_CHART_UNIT_COUNT : TALLY_CHART_UNIT_TIME;
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_chart_series_free);
  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->events = new_list (sizeof (TallyChartEvent));
  self->thresholds = new_list (sizeof (TallyChartThreshold));
  self->references = new_list (sizeof (TallyChartReference));
  self->checks = new_list (sizeof (TallyChartCheck));
  self->spans = new_list (sizeof (TallyChartSpan));
  return self;
}

void
tally_chart_free (TallyChart *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->empty_text);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->categories);
  g_array_unref (self->events);
  g_array_unref (self->thresholds);
  g_array_unref (self->references);
  g_array_unref (self->checks);
  g_array_unref (self->spans);
  g_free (self);
}

void
tally_chart_set_empty_text (TallyChart *self,
                            const char *text)
{
  g_free (self->empty_text);
  self->empty_text = tally_chart_text_clean (text);
}

/* Whether there is room for one more; counts it as left out otherwise. */
static gboolean
has_room (TallyChart *self,
          guint       n,
          guint       max)
{
  if (n < max)
    return TRUE;
  self->n_left_out++;
  return FALSE;
}

static gboolean
is_day (gint64 utc_usec)
{
  return utc_usec >= TALLY_CHART_MIN_X && utc_usec <= TALLY_CHART_MAX_X;
}

TallyChartSeries *
tally_chart_add_series (TallyChart           *self,
                        const char           *name,
                        const TallyChartData *data)
{
  TallyChartSeries *series;

  if (!has_room (self, self->series->len, TALLY_CHART_MAX_SERIES))
    return NULL;
  series = tally_chart_series_new (name, data);
  g_ptr_array_add (self->series, series);
  return series;
}

void
tally_chart_add_category (TallyChart *self,
                          const char *name)
{
  if (has_room (self, self->categories->len, TALLY_CHART_MAX_THINGS))
    g_ptr_array_add (self->categories, tally_chart_text_clean (name));
}

void
tally_chart_add_event (TallyChart *self,
                       const char *label,
                       gint64      utc_usec)
{
  TallyChartEvent event = { NULL, utc_usec };

  if (!has_room (self, is_day (utc_usec) ? self->events->len : TALLY_CHART_MAX_MARKS, TALLY_CHART_MAX_MARKS))
    return;
  event.label = tally_chart_text_clean (label);
  g_array_append_val (self->events, event);
}

void
tally_chart_add_threshold (TallyChart *self,
                           const char *label,
                           double      value,
                           gboolean    is_critical)
{
  TallyChartThreshold threshold = { NULL, value, is_critical };

  if (!(fabs (value) <= TALLY_CHART_MAX_VALUE)
      || !has_room (self, self->thresholds->len, TALLY_CHART_MAX_MARKS))
    return;
  threshold.label = tally_chart_text_clean (label);
  g_array_append_val (self->thresholds, threshold);
}

void
tally_chart_add_reference (TallyChart *self,
                           const char *label,
                           double      low,
                           double      high)
{
  TallyChartReference reference = { NULL, MIN (low, high), MAX (low, high) };

  if (!(fabs (low) <= TALLY_CHART_MAX_VALUE && fabs (high) <= TALLY_CHART_MAX_VALUE)
      || !has_room (self, self->references->len, TALLY_CHART_MAX_MARKS))
    return;
  reference.label = tally_chart_text_clean (label);
  g_array_append_val (self->references, reference);
}

void
tally_chart_add_check (TallyChart      *self,
                       gint64           utc_usec,
                       TallyChartState  state,
                       const char      *text)
{
  TallyChartCheck check = { NULL, utc_usec, state };

  g_return_if_fail (state < TALLY_CHART_N_STATES);
  if (!has_room (self, is_day (utc_usec) ? self->checks->len : TALLY_CHART_MAX_THINGS, TALLY_CHART_MAX_THINGS))
    return;
  check.text = tally_chart_text_clean (text);
  g_array_append_val (self->checks, check);
}

void
tally_chart_add_span (TallyChart           *self,
                      const TallyChartSpan *span)
{
  TallyChartSpan copy = *span;
  gboolean is_sound = is_day (span->begin_utc_usec) && is_day (span->end_utc_usec)
                      && span->begin_utc_usec <= span->end_utc_usec;

  g_return_if_fail (span->state < TALLY_CHART_N_STATES);
  if (!has_room (self, is_sound ? self->spans->len : TALLY_CHART_MAX_THINGS, TALLY_CHART_MAX_THINGS))
    return;
  copy.lane = tally_chart_text_clean (span->lane);
  g_array_append_val (self->spans, copy);
}
