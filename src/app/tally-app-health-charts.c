/* tally-app-health-charts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-charts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "tally-app-health-words.h"

/* The rest is in the data that can be exported. */
#define MAX_SHEETS 12

G_STATIC_ASSERT ((int) TALLY_CHART_STATE_OK == (int) TALLY_HEALTH_STATE_OK);
G_STATIC_ASSERT ((int) TALLY_CHART_STATE_UNKNOWN == (int) TALLY_HEALTH_STATE_UNKNOWN);
G_STATIC_ASSERT ((int) TALLY_CHART_STATE_FAILED == (int) TALLY_HEALTH_STATE_FAILED);

static const struct {
  const char *metric;
  const char *title;
} trends[] = {
  { "health.latency", N_("Time of a call") },
  { "run.wait", N_("Waits for the rate limit") },
  { "run.rows", N_("Rows with a value") },
  { "run.duration", N_("Duration of runs") },
  { "run.retries", N_("Repeated calls") },
  { "run.database", N_("Time in the database") },
  { "machine.disk-free", N_("Free space") },
};

TallyChart *
tally_app_health_chart_strip (const TallyHealthPart *part)
{
  /* Translators: what a strip shows: "Smartsheet: history". */
  g_autofree char *title = g_strdup_printf (_("%s: history"), tally_app_health_get_title (part->id));
  TallyChart *chart = tally_chart_new (TALLY_CHART_STRIP, title, TALLY_CHART_UNIT_COUNT);

  for (guint i = 0; i < part->cells->len; i++)
    {
      const TallyHealthCell *cell = &g_array_index (part->cells, TallyHealthCell, i);
      tally_chart_add_check (chart, cell->from_utc_usec, (TallyChartState) cell->state, NULL);
    }
  return chart;
}

static TallyChartUnit
get_unit (const char *metric)
{
  const TallyMetric *known = tally_metric_find (metric);

  if (known != NULL && known->unit == TALLY_METRIC_UNIT_USEC)
    return TALLY_CHART_UNIT_DURATION;
  return known != NULL && known->unit == TALLY_METRIC_UNIT_BYTES ? TALLY_CHART_UNIT_BYTES : TALLY_CHART_UNIT_COUNT;
}

static const char *
get_trend_title (const char *metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (trends); i++)
    if (g_str_equal (trends[i].metric, metric))
      return _(trends[i].title);
  return metric;
}

TallyChart *
tally_app_health_chart_spark (const TallyHealthPart *part)
{
  const TallySeries *trend = part->trend;
  g_autofree gint64 *xs = NULL;
  g_autofree double *ys = NULL;
  TallyChart *chart;

  if (trend == NULL || trend->samples->len < 2)
    return NULL;
  xs = g_new (gint64, trend->samples->len);
  ys = g_new (double, trend->samples->len);
  for (guint i = 0; i < trend->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (trend->samples, TallySample, i);
      xs[i] = sample->utc_usec;
      ys[i] = (double) tally_sample_get_mean (sample);
    }
  chart = tally_chart_new (TALLY_CHART_SPARKLINE, get_trend_title (trend->metric), get_unit (trend->metric));
  tally_chart_add_series (chart, "", &(TallyChartData) { trend->samples->len, xs, ys, NULL, NULL })->has_area = TRUE;
  return chart;
}

TallyChart *
tally_app_health_chart_runs (const TallyHealthBoard *board)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_TIMELINE, _("Runs"), TALLY_CHART_UNIT_DURATION);

  tally_chart_set_empty_text (chart, _("No run in this time."));
  for (guint i = 0; i < board->runs->len; i++)
    {
      const TallyHealthRun *run = board->runs->pdata[i];
      TallyChartSpan span = {
        .lane = (char *) (run->is_open ? _("At work") : tally_app_health_state_get_title (run->state)),
        .begin_utc_usec = run->begin_utc_usec, .end_utc_usec = run->end_utc_usec,
        .state = (TallyChartState) run->state, .is_open = run->is_open,
      };
      if (run->end_utc_usec >= board->from_utc_usec)
        tally_chart_add_span (chart, &span);
    }
  chart->x_from = board->from_utc_usec;
  chart->x_to = board->now_utc_usec;
  return chart;
}

/* One that can't be read is a bar of its own series, so that it is told apart without colour. */
TallyChart *
tally_app_health_chart_sheets (const TallyHealthBoard *board)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_BAR, _("Time Since Each Sheet Was Read"), TALLY_CHART_UNIT_DURATION);
  guint n = MIN (board->sheets->len, MAX_SHEETS);
  double read[MAX_SHEETS], lost[MAX_SHEETS];
  gboolean has_lost = FALSE;

  chart->is_horizontal = TRUE;
  chart->is_stacked = TRUE;
  tally_chart_set_empty_text (chart, _("No source sheet was read yet."));
  for (guint i = 0; i < n; i++)
    {
      const TallyHealthSheet *sheet = board->sheets->pdata[i];
      double age = sheet->read_utc_usec > 0 ? (double) MAX (board->now_utc_usec - sheet->read_utc_usec, 0) : 0;
      tally_chart_add_category (chart, sheet->name);
      read[i] = sheet->is_lost ? NAN : age;
      lost[i] = sheet->is_lost ? age : NAN;
      has_lost |= sheet->is_lost;
    }
  if (n > 0)
    tally_chart_add_series (chart, _("Read"), &(TallyChartData) { n, NULL, read, NULL, NULL });
  if (has_lost)
    tally_chart_add_series (chart, _("Lost"), &(TallyChartData) { n, NULL, lost, NULL, NULL });
  return chart;
}

static const char *
get_by_title (TallyAppHealthBy by)
{
  static const char *const by_titles[TALLY_APP_HEALTH_N_BYS] = {
    N_("Open Findings by Severity"), N_("Open Findings by Category"), N_("Open Findings by Billing Week"),
    N_("Open Findings by Age"),
  };

  return _(by_titles[by]);
}

TallyChart *
tally_app_health_chart_findings (const TallyAppHealthView *view,
                                 TallyAppHealthBy          by)
{
  const GPtrArray *bars = view->bars[by];
  TallyChart *chart = tally_chart_new (TALLY_CHART_BAR, get_by_title (by), TALLY_CHART_UNIT_COUNT);
  g_autofree double *ys = g_new (double, bars->len + 1);

  chart->is_horizontal = TRUE;
  tally_chart_set_empty_text (chart, _("No finding is open."));
  if (view->n_findings == 0)
    return chart;
  for (guint i = 0; i < bars->len; i++)
    {
      const TallyAppHealthBar *bar = bars->pdata[i];
      tally_chart_add_category (chart, bar->label);
      ys[i] = bar->n;
    }
  tally_chart_add_series (chart, _("Findings"), &(TallyChartData) { bars->len, NULL, ys, NULL, NULL });
  return chart;
}
