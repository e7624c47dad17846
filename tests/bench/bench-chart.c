/* bench-chart.c
 *
 * A million values: laid out with a band, as a line alone, and as SVG; then hit by a pointer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "tally-bench.h"
#include "tally-chart-layout.h"
#include "tally-chart-svg.h"
#include "tally-random.h"

#define N_VALUES 1000000
#define N_HITS 1000

typedef struct {
  TallyChart              *chart;
  TallyChartFormat         format;
  TallyChartMeasurer       measurer;
  TallyChartLayoutOptions  options;
} Work;

static void
work_begin (Work     *work,
            gboolean  has_band)
{
  g_autoptr(TallyRandom) random = tally_random_new (1);
  g_autofree gint64 *xs = g_new (gint64, N_VALUES);
  g_autofree double *ys = g_new (double, N_VALUES), *lows = g_new (double, N_VALUES), *highs = g_new (double, N_VALUES);

  for (guint i = 0; i < N_VALUES; i++)
    {
      xs[i] = G_GINT64_CONSTANT (1795528800000000) + i * 8 * G_USEC_PER_SEC;
      ys[i] = 3e8 + 1e8 * sin (i / 20000.0) + 1e8 * tally_random_ratio (random);
      lows[i] = 2e8 + 1e8 * sin (i / 20000.0);
      highs[i] = lows[i] + 3e8;
    }
  work->chart = tally_chart_new (TALLY_CHART_LINE, "Duration", TALLY_CHART_UNIT_DURATION);
  tally_chart_add_series (work->chart, "Passes", &(TallyChartData) { N_VALUES, xs, ys, has_band ? lows : NULL, has_band ? highs : NULL });
  tally_chart_format_init (&work->format, NULL);
  tally_chart_measurer_init_plain (&work->measurer);
  work->options = (TallyChartLayoutOptions) { .width = 1200, .height = 400, .format = &work->format, .measurer = &work->measurer };
}

static void
measure_layout (TallyBench *bench,
                gboolean    has_band)
{
  Work work = { 0 };

  work_begin (&work, has_band);
  tally_bench_start (bench);
  tally_chart_layout_free (tally_chart_layout_new (work.chart, &work.options));
  tally_bench_stop (bench, N_VALUES, 0);
  tally_chart_free (work.chart);
}

static void
run_line (TallyBench *bench)
{
  measure_layout (bench, FALSE);
}

static void
run_band (TallyBench *bench)
{
  measure_layout (bench, TRUE);
}

static void
run_svg (TallyBench *bench)
{
  Work work = { 0 };
  TallyChartTheme theme;
  g_autoptr(TallyChartLayout) layout = NULL;
  g_autofree char *svg = NULL;

  work_begin (&work, TRUE);
  tally_chart_theme_init (&theme, FALSE, FALSE);
  layout = tally_chart_layout_new (work.chart, &work.options);
  tally_bench_start (bench);
  svg = tally_chart_svg_write (tally_chart_layout_get_display (layout), &theme, "x");
  tally_bench_stop (bench, 1, strlen (svg));
  tally_chart_free (work.chart);
}

static void
run_hits (TallyBench *bench)
{
  Work work = { 0 };
  g_autoptr(TallyChartLayout) layout = NULL;
  TallyChartHit hit;

  work_begin (&work, FALSE);
  layout = tally_chart_layout_new (work.chart, &work.options);
  tally_bench_start (bench);
  for (guint i = 0; i < N_HITS; i++)
    g_assert_true (tally_chart_layout_find (layout, 100 + i, 200, &hit));
  tally_bench_stop (bench, N_HITS, 0);
  tally_chart_free (work.chart);
}

int
main (int    argc,
      char **argv)
{
  static const TallyBenchVariant variants[] = {
    { "line", run_line }, { "line-and-band", run_band }, { "svg", run_svg }, { "hits", run_hits },
  };

  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
