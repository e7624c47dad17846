/* test-thin.c
 *
 * Thinning: few points, the same extremes and ends in every pixel column, gaps that stay.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-thin.h"

#include <math.h>

#include "tally-random.h"
#include "tally-test.h"

static TallyChartSeries *
make_noise (guint  n,
            guint  seed)
{
  g_autoptr(TallyRandom) random = tally_random_new (seed);
  g_autofree gint64 *xs = g_new (gint64, n);
  g_autofree double *ys = g_new (double, n);
  gint64 x = 0;

  for (guint i = 0; i < n; i++)
    {
      x += (gint64) tally_random_below (random, 1000);
      xs[i] = x;
      ys[i] = tally_random_below (random, 50) == 0 ? NAN : tally_random_ratio (random) * 100;
    }
  return tally_chart_series_new ("noise", &(TallyChartData) { n, xs, ys, NULL, NULL });
}

typedef struct {
  gsize  n;
  gsize  first;
  gsize  last;
  double least;
  double greatest;
} Column;

static void
take (Column                 *column,
      const TallyChartSeries *series,
      gsize                   i)
{
  if (column->n++ == 0)
    {
      column->first = i;
      column->least = column->greatest = series->ys[i];
    }
  column->last = i;
  column->least = MIN (column->least, series->ys[i]);
  column->greatest = MAX (column->greatest, series->ys[i]);
}

static guint
find_column (const TallyChartSeries *series,
             const TallyChartWindow *window,
             gsize                   i)
{
  double share = (double) (series->xs[i] - window->from) / (double) (window->to - window->from);

  return (guint) MIN (share * window->n_columns, window->n_columns - 1);
}

static void
check_columns (const TallyChartSeries *series,
               guint                   n_columns)
{
  TallyChartWindow window = { series->xs[0], series->xs[series->n - 1], n_columns, FALSE };
  g_autoptr(GArray) points = tally_chart_thin_line (series, &window);
  g_autofree Column *all = g_new0 (Column, n_columns), *kept = g_new0 (Column, n_columns);

  for (gsize i = 0; i < series->n; i++)
    if (tally_chart_series_has_value (series, i))
      take (&all[find_column (series, &window, i)], series, i);
  for (guint i = 0; i < points->len; i++)
    {
      gsize at = g_array_index (points, TallyChartThinPoint, i).i;
      g_assert_true (i == 0 || at > g_array_index (points, TallyChartThinPoint, i - 1).i);
      take (&kept[find_column (series, &window, at)], series, at);
    }
  for (guint i = 0; i < n_columns; i++)
    {
      g_assert_cmpuint (kept[i].n, <=, 4);
      g_assert_cmpuint (kept[i].first, ==, all[i].first);
      g_assert_cmpuint (kept[i].last, ==, all[i].last);
      g_assert_cmpfloat_with_epsilon (kept[i].least, all[i].least, 1e-12);
      g_assert_cmpfloat_with_epsilon (kept[i].greatest, all[i].greatest, 1e-12);
    }
}

static void
test_columns (void)
{
  static const guint columns[] = { 1, 2, 7, 100, 640, 4000 };

  for (guint seed = 1; seed <= 20; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      {
        g_autoptr(TallyChartSeries) series = make_noise (20 + seed * 300, seed);
        check_columns (series, columns[i]);
      }
}

static void
test_a_million (void)
{
  g_autoptr(TallyChartSeries) series = make_noise (1000000, 3);

  check_columns (series, 1000);
}

static void
test_gaps (void)
{
  const gint64 xs[] = { 0, 10, 20, 30, 40, 100, 110 };
  const double ys[] = { 1, 2, NAN, 4, INFINITY, 6, -1 };
  g_autoptr(TallyChartSeries) series = tally_chart_series_new ("", &(TallyChartData) { 7, xs, ys, NULL, NULL });
  TallyChartWindow window = { 0, 110, 1000, FALSE };
  g_autoptr(GArray) points = tally_chart_thin_line (series, &window), rare = NULL, log = NULL;
  static const gboolean starts[] = { TRUE, FALSE, TRUE, TRUE, FALSE };

  g_assert_cmpuint (points->len, ==, G_N_ELEMENTS (starts));
  for (guint i = 0; i < points->len; i++)
    g_assert_cmpint (g_array_index (points, TallyChartThinPoint, i).starts, ==, starts[i]);
  series->max_gap = 9;
  rare = tally_chart_thin_line (series, &window);
  for (guint i = 0; i < rare->len; i++)
    g_assert_true (g_array_index (rare, TallyChartThinPoint, i).starts);
  window.is_log = TRUE;
  log = tally_chart_thin_line (series, &window);
  g_assert_cmpuint (log->len, ==, 4);
}

static void
test_bands_keep_their_widest (void)
{
  gint64 xs[100];
  double ys[100], lows[100], highs[100];
  g_autoptr(TallyChartSeries) series = NULL;
  g_autoptr(GArray) ranges = NULL;
  TallyChartWindow window = { 0, 99, 10, FALSE };

  for (guint i = 0; i < 100; i++)
    {
      xs[i] = i;
      ys[i] = 0;
      lows[i] = i == 33 ? -50 : -1;
      highs[i] = i == 77 ? 50 : i == 50 ? NAN : 1;
    }
  series = tally_chart_series_new ("", &(TallyChartData) { 100, xs, ys, lows, highs });
  ranges = tally_chart_thin_band (series, &window);
  g_assert_cmpuint (ranges->len, ==, 10);
  g_assert_cmpfloat_with_epsilon (g_array_index (ranges, TallyChartThinBand, 3).low, -50, 1e-12);
  g_assert_cmpfloat_with_epsilon (g_array_index (ranges, TallyChartThinBand, 7).high, 50, 1e-12);
}

static void
test_order_and_bounds (void)
{
  const gint64 xs[] = { 30, 10, G_MAXINT64, 20, G_MININT64, 10 };
  const double ys[] = { 3, 1, 9, 1e200, 9, 2 };
  g_autoptr(TallyChartSeries) series = tally_chart_series_new ("", &(TallyChartData) { 6, xs, ys, NULL, NULL });

  g_assert_cmpuint (series->n, ==, 4);
  g_assert_cmpfloat_with_epsilon (series->ys[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (series->ys[1], 2, 1e-12);
  g_assert_false (tally_chart_series_has_value (series, 2));
  g_assert_cmpint (series->xs[3], ==, 30);
  g_assert_cmpuint (tally_chart_series_find (series, 11), ==, 2);
  series->shift = 5;
  g_assert_cmpuint (tally_chart_series_find (series, 15), ==, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/thin/columns-keep-their-extremes", test_columns);
  g_test_add_func ("/chart/thin/a-million", test_a_million);
  g_test_add_func ("/chart/thin/gaps-stay", test_gaps);
  g_test_add_func ("/chart/thin/bands-keep-their-widest", test_bands_keep_their_widest);
  g_test_add_func ("/chart/thin/order-and-bounds", test_order_and_bounds);
  return g_test_run ();
}
