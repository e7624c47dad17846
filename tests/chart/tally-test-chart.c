/* tally-test-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-chart.h"

#include <math.h>

#define START TALLY_TEST_CHART_START
#define N 60

/* A daily wave with noise that every machine agrees on. */
static void
fill_wave (gint64 *xs,
           double *ys,
           gint64  step,
           double  level)
{
  guint32 state = 7;

  for (guint i = 0; i < N; i++)
    {
      state = state * 1103515245u + 12345u;
      xs[i] = START + i * step;
      ys[i] = round (level * (1 + 0.25 * sin (i * 0.35) + ((state >> 16) % 100) / 500.0));
    }
}

static TallyChart *
make_line (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Duration of runs", TALLY_CHART_UNIT_DURATION);
  gint64 xs[N];
  double ys[N], lows[N], highs[N], before[N];

  fill_wave (xs, ys, G_TIME_SPAN_HOUR, 240e6);
  for (guint i = 0; i < N; i++)
    {
      lows[i] = round (212e6 + 40e6 * sin (i * 0.35));
      highs[i] = round (318e6 + 40e6 * sin (i * 0.35));
      before[i] = round (ys[N - 1 - i] * 0.9);
    }
  ys[20] = ys[21] = NAN;
  ys[44] = 418e6;
  tally_chart_add_series (chart, "This week", &(TallyChartData) { N, xs, ys, lows, highs });
  tally_chart_add_series (chart, "Week before", &(TallyChartData) { N, xs, before, NULL, NULL })->tone = TALLY_CHART_TONE_PREVIOUS;
  tally_chart_add_threshold (chart, "Too long", 400e6, TRUE);
  tally_chart_add_threshold (chart, "Slow", 350e6, FALSE);
  tally_chart_add_event (chart, "Version 2.1", START + 10 * G_TIME_SPAN_HOUR);
  tally_chart_add_event (chart, "New token", START + 41 * G_TIME_SPAN_HOUR);
  return chart;
}

static TallyChart *
make_area (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Billed", TALLY_CHART_UNIT_MONEY);
  gint64 xs[N];
  double ys[N];

  fill_wave (xs, ys, 7 * G_TIME_SPAN_DAY, 12345678);
  tally_chart_add_series (chart, "Billed", &(TallyChartData) { N, xs, ys, NULL, NULL })->has_area = TRUE;
  return chart;
}

static TallyChart *
make_many (void)
{
  static const char *const names[] = { "get-sheet", "get-rows", "attach", "list-columns", "update-row", "get-history", "token" };
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Calls by endpoint", TALLY_CHART_UNIT_COUNT);
  gint64 xs[N];
  double ys[N];

  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      fill_wave (xs, ys, G_TIME_SPAN_MINUTE, 400 + 260 * s);
      for (guint i = 0; i < N; i++)
        ys[i] = round (ys[(i * (s + 1)) % N]);
      tally_chart_add_series (chart, names[s], &(TallyChartData) { N, xs, ys, NULL, NULL });
    }
  return chart;
}

static TallyChart *
make_log (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Bytes of answers", TALLY_CHART_UNIT_BYTES);
  gint64 xs[N];
  double ys[N];

  fill_wave (xs, ys, G_TIME_SPAN_DAY, 1000);
  for (guint i = 0; i < N; i++)
    ys[i] = round (pow (10, 1.5 + ys[i] / 250));
  ys[30] = 0;
  chart->is_log = TRUE;
  tally_chart_add_series (chart, "Bytes", &(TallyChartData) { N, xs, ys, NULL, NULL });
  return chart;
}

static TallyChart *
make_bars (gboolean is_horizontal,
           gboolean is_stacked)
{
  static const char *const names[] = { "Aerial", "Underground", "Splicing", "Restoration", "Emergency", "Traffic control" };
  static const double one[] = { 1250000, 980000, 765000, 340000, 120000, -45000 };
  static const double two[] = { 310000, 450000, 125000, 90000, NAN, 15000 };
  static const double three[] = { 95000, 120000, 260000, 40000, 30000, 22000 };
  TallyChart *chart = tally_chart_new (TALLY_CHART_BAR, "Exposure by kind of work", TALLY_CHART_UNIT_MONEY);

  chart->is_horizontal = is_horizontal;
  chart->is_stacked = is_stacked;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    tally_chart_add_category (chart, names[i]);
  tally_chart_add_series (chart, "Open", &(TallyChartData) { 6, NULL, one, NULL, NULL });
  if (is_horizontal && !is_stacked)
    return chart;
  tally_chart_add_series (chart, "Accepted", &(TallyChartData) { 6, NULL, two, NULL, NULL });
  tally_chart_add_series (chart, "Rejected", &(TallyChartData) { 6, NULL, three, NULL, NULL });
  return chart;
}

static TallyChart *
make_columns (void)
{
  return make_bars (FALSE, FALSE);
}

static TallyChart *
make_stack (void)
{
  return make_bars (FALSE, TRUE);
}

static TallyChart *
make_lying (void)
{
  return make_bars (TRUE, FALSE);
}

static TallyChart *
make_dots (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_DOT, "Price of a unit beside its peers", TALLY_CHART_UNIT_MONEY);
  gint64 xs[N], own_x = START + 30 * G_TIME_SPAN_DAY;
  double ys[N], own = 21900;

  fill_wave (xs, ys, G_TIME_SPAN_DAY, 11000);
  tally_chart_add_series (chart, "Peers", &(TallyChartData) { N, xs, ys, NULL, NULL })->tone = TALLY_CHART_TONE_PEERS;
  tally_chart_add_series (chart, "This line", &(TallyChartData) { 1, &own_x, &own, NULL, NULL })->tone = TALLY_CHART_TONE_OWN;
  tally_chart_add_reference (chart, "Middle half of 60 peers", 11500, 14500);
  tally_chart_add_threshold (chart, "Contract", 12500, FALSE);
  return chart;
}

static TallyChart *
make_sparkline (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_SPARKLINE, "Rows", TALLY_CHART_UNIT_COUNT);
  gint64 xs[N];
  double ys[N];

  fill_wave (xs, ys, G_TIME_SPAN_HOUR, 4000);
  tally_chart_add_series (chart, "Rows", &(TallyChartData) { N, xs, ys, NULL, NULL })->has_area = TRUE;
  return chart;
}

static TallyChart *
make_strip (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_STRIP, "Heartbeat", TALLY_CHART_UNIT_COUNT);

  for (guint i = 0; i < 48; i++)
    {
      TallyChartState state = i % 17 == 5 ? TALLY_CHART_STATE_FAILED : i % 13 == 4 ? TALLY_CHART_STATE_DEGRADED
                              : i % 19 == 7 ? TALLY_CHART_STATE_LATE : TALLY_CHART_STATE_OK;
      if (i >= 30 && i < 36)
        state = i < 33 ? TALLY_CHART_STATE_MAINTENANCE : i == 33 ? TALLY_CHART_STATE_UNKNOWN : TALLY_CHART_STATE_PAUSED;
      tally_chart_add_check (chart, START + i * 2 * G_TIME_SPAN_HOUR, state, state == TALLY_CHART_STATE_FAILED ? "no answer" : NULL);
    }
  return chart;
}

static TallyChart *
make_timeline (void)
{
  static const struct { const char *lane; int begin, end; TallyChartState state; gboolean is_open; } spans[] = {
    { "fetch", 0, 312, TALLY_CHART_STATE_OK, FALSE }, { "group", 312, 350, TALLY_CHART_STATE_OK, FALSE },
    { "generate", 350, 610, TALLY_CHART_STATE_DEGRADED, FALSE }, { "publish", 610, 1100, TALLY_CHART_STATE_FAILED, FALSE },
    { "publish", 1160, 1500, TALLY_CHART_STATE_OK, FALSE }, { "audit", 1500, 1790, TALLY_CHART_STATE_UNKNOWN, TRUE },
  };
  TallyChart *chart = tally_chart_new (TALLY_CHART_TIMELINE, "Last pass", TALLY_CHART_UNIT_DURATION);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      TallyChartSpan span = { (char *) spans[i].lane, START + spans[i].begin * G_USEC_PER_SEC,
                              START + spans[i].end * G_USEC_PER_SEC, spans[i].state, spans[i].is_open };
      tally_chart_add_span (chart, &span);
    }
  return chart;
}

static TallyChart *
make_empty (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Duration of runs", TALLY_CHART_UNIT_DURATION);

  tally_chart_set_empty_text (chart, "No run yet. The first one begins on Monday at 6:00.");
  return chart;
}

static const char *const names[] = {
  "line", "area", "many", "log", "columns", "stack", "lying", "dots", "sparkline", "strip", "timeline", "empty", NULL,
};
static TallyChart *(*const makers[]) (void) = {
  make_line, make_area, make_many, make_log, make_columns, make_stack, make_lying, make_dots, make_sparkline, make_strip,
  make_timeline, make_empty,
};

const char *const *
tally_test_chart_get_names (void)
{
  return names;
}

TallyChart *
tally_test_chart_make (const char *name)
{
  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], name))
      return makers[i]();
  g_assert_not_reached ();
}

static const char *
pick_name (TallyRandom *random)
{
  static const char *const all[] = {
    "", "a", "Überlänge über alles", "<script>alert(1)</script>", "a\x01\x02 b\x7f\xc2\x9b", "\xff\xfe broken", "x\xe2\x80\xae-drow",
    "مرحبا بالعالم", "現場作業の費用", "👩‍🔧 crew", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "=1+1", "a\"b',c",
  };

  return all[tally_random_below (random, G_N_ELEMENTS (all))];
}

static double
pick_value (TallyRandom *random)
{
  static const double odd[] = {
    NAN, INFINITY, -INFINITY, 0, 1e308, -1e308, 9223372036854775807.0, -9223372036854775808.0, 1e-300, 5e99, -5e99,
  };

  if (tally_random_below (random, 40) == 0)
    return odd[tally_random_below (random, G_N_ELEMENTS (odd))];
  return (tally_random_ratio (random) - 0.2) * pow (10, (double) tally_random_below (random, 12));
}

static gint64
pick_time (TallyRandom *random)
{
  static const gint64 odd[] = { G_MAXINT64, G_MININT64, 0, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X };

  if (tally_random_below (random, 200) == 0)
    return odd[tally_random_below (random, G_N_ELEMENTS (odd))];
  return START + (gint64) tally_random_below (random, (guint64) 1 << (20 + tally_random_below (random, 27)));
}

static void
add_random_series (TallyChart  *chart,
                   TallyRandom *random)
{
  gsize n = tally_random_below (random, 4) == 0 ? tally_random_below (random, 3) : tally_random_below (random, 300);
  g_autofree gint64 *xs = g_new (gint64, n + 1);
  g_autofree double *ys = g_new (double, n + 1), *lows = g_new (double, n + 1), *highs = g_new (double, n + 1);
  gboolean has_band = tally_random_below (random, 3) == 0;
  TallyChartSeries *series;

  for (gsize i = 0; i < n; i++)
    {
      xs[i] = pick_time (random);
      ys[i] = pick_value (random);
      lows[i] = ys[i] - fabs (pick_value (random));
      highs[i] = ys[i] + fabs (pick_value (random));
    }
  series = tally_chart_add_series (chart, pick_name (random), &(TallyChartData) {
    n, chart->kind == TALLY_CHART_BAR ? NULL : xs, ys, has_band ? lows : NULL, highs });
  series->tone = (TallyChartTone) tally_random_below (random, 4);
  series->has_area = tally_random_below (random, 4) == 0;
  series->max_gap = tally_random_below (random, 4) == 0 ? G_TIME_SPAN_HOUR : 0;
  series->shift = tally_random_below (random, 8) == 0 ? 7 * G_TIME_SPAN_DAY : 0;
}

static void
add_random_marks (TallyChart  *chart,
                  TallyRandom *random)
{
  for (guint i = (guint) tally_random_below (random, 6); i > 0; i--)
    {
      double value = pick_value (random);
      tally_chart_add_event (chart, pick_name (random), pick_time (random));
      tally_chart_add_threshold (chart, pick_name (random), value, i % 2);
      tally_chart_add_reference (chart, pick_name (random), value, pick_value (random));
    }
  for (guint i = (guint) tally_random_below (random, 300); i > 0; i--)
    {
      TallyChartSpan span = { (char *) pick_name (random), pick_time (random), pick_time (random),
                              (TallyChartState) tally_random_below (random, TALLY_CHART_N_STATES), FALSE };
      tally_chart_add_check (chart, pick_time (random), span.state, pick_name (random));
      tally_chart_add_span (chart, &span);
    }
}

TallyChart *
tally_test_chart_make_random (TallyRandom *random)
{
  TallyChart *chart = tally_chart_new ((TallyChartKind) tally_random_below (random, 6), pick_name (random),
                                       (TallyChartUnit) tally_random_below (random, 6));

  chart->is_log = tally_random_below (random, 3) == 0;
  chart->is_stacked = tally_random_below (random, 2) == 0;
  chart->is_horizontal = tally_random_below (random, 2) == 0;
  if (chart->kind != TALLY_CHART_BAR && tally_random_below (random, 6) == 0)
    chart->x_unit = (TallyChartUnit) tally_random_below (random, 6);
  if (tally_random_below (random, 5) == 0)
    {
      chart->x_from = pick_time (random);
      chart->x_to = pick_time (random);
    }
  for (guint i = (guint) tally_random_below (random, 30); i > 0; i--)
    tally_chart_add_category (chart, pick_name (random));
  for (guint i = (guint) tally_random_below (random, 9); i > 0; i--)
    add_random_series (chart, random);
  add_random_marks (chart, random);
  return chart;
}
