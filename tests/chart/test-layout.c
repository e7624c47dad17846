/* test-layout.c
 *
 * Layouts: golden lists of every kind, and what holds for any chart: text stays in the picture and apart,
 * shapes stay in it, the same input gives the same list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-layout.h"

#include <math.h>

#include "tally-chart-cairo.h"
#include "tally-test-chart.h"
#include "tally-test.h"

static TallyChartLayoutOptions
get_options (TallyChartFormat   *format,
             TallyChartMeasurer *measurer,
             double              width,
             double              height)
{
  tally_chart_format_init (format, NULL);
  tally_chart_measurer_init_plain (measurer);
  return (TallyChartLayoutOptions) { .width = width, .height = height, .format = format, .measurer = measurer };
}

static void
test_golden (void)
{
  const char *const *names = tally_test_chart_get_names ();

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *file = g_strdup_printf ("chart/%s.list", names[i]), *dump = NULL;
      g_autoptr(TallyChart) chart = tally_test_chart_make (names[i]);
      gboolean is_small = g_str_equal (names[i], "sparkline");
      TallyChartFormat format;
      TallyChartMeasurer measurer;
      TallyChartLayoutOptions options = get_options (&format, &measurer, is_small ? 120 : 480, is_small ? 24 : 240);
      g_autoptr(TallyChartLayout) layout = NULL;
      options.has_values = TRUE;
      layout = tally_chart_layout_new (chart, &options);
      dump = tally_chart_display_dump (tally_chart_layout_get_display (layout));
      tally_test_assert_golden (file, dump);
    }
}

static gboolean
overlaps (const TallyChartBox *a,
          const TallyChartBox *b)
{
  const double slack = 1e-6;

  return a->x + slack < b->x + b->width && b->x + slack < a->x + a->width && a->y + slack < b->y + b->height
         && b->y + slack < a->y + a->height;
}

static void
assert_apart (const TallyChartDisplay *display)
{
  for (guint i = 0; i < display->items->len; i++)
    {
      const TallyChartItem *item = &g_array_index (display->items, TallyChartItem, i);
      if (item->kind != TALLY_CHART_ITEM_TEXT)
        continue;
      g_assert_cmpfloat (item->box.x, >=, -1e-6);
      g_assert_cmpfloat (item->box.y, >=, -1e-6);
      g_assert_cmpfloat (item->box.x + item->box.width, <=, display->width + 1e-6);
      g_assert_cmpfloat (item->box.y + item->box.height, <=, display->height + 1e-6);
      g_assert_true (g_utf8_validate (item->text, -1, NULL));
      for (guint j = i + 1; j < display->items->len; j++)
        {
          const TallyChartItem *other = &g_array_index (display->items, TallyChartItem, j);
          g_assert_false (other->kind == TALLY_CHART_ITEM_TEXT && overlaps (&item->box, &other->box));
        }
    }
}

/* Shapes stand in the picture, but for half a marker or a line's width. */
static void
assert_within (const TallyChartDisplay *display)
{
  const double slack = 20;

  for (guint i = 0; i < display->items->len; i++)
    {
      const TallyChartBox *box = &g_array_index (display->items, TallyChartItem, i).box;
      g_assert_true (isfinite (box->x) && isfinite (box->y) && isfinite (box->width) && isfinite (box->height));
      g_assert_cmpfloat (box->width, >=, 0);
      g_assert_cmpfloat (box->height, >=, 0);
      g_assert_cmpfloat (box->x, >=, -slack);
      g_assert_cmpfloat (box->y, >=, -slack);
      g_assert_cmpfloat (box->x + box->width, <=, display->width + slack);
      g_assert_cmpfloat (box->y + box->height, <=, display->height + slack);
    }
}

static void
check_random (TallyRandom              *random,
              const TallyChartMeasurer *fonts)
{
  static const double sizes[][2] = { { 1, 1 }, { 120, 24 }, { 60, 300 }, { 300, 40 }, { 200, 120 }, { 640, 320 }, { 2000, 1200 } };
  const double *size = sizes[tally_random_below (random, G_N_ELEMENTS (sizes))];
  g_autoptr(TallyChart) chart = tally_test_chart_make_random (random);
  g_autoptr(TallyChartLayout) layout = NULL, again = NULL;
  g_autofree char *first = NULL, *second = NULL;
  TallyChartFormat format;
  TallyChartMeasurer plain;
  TallyChartLayoutOptions options = get_options (&format, &plain, size[0], size[1]);

  options.text_scale = tally_random_below (random, 3) == 0 ? 2 : 1;
  options.is_rtl = tally_random_below (random, 2) == 0;
  options.has_values = tally_random_below (random, 4) == 0;
  if (tally_random_below (random, 2) == 0)
    options.measurer = fonts;
  layout = tally_chart_layout_new (chart, &options);
  again = tally_chart_layout_new (chart, &options);
  assert_apart (tally_chart_layout_get_display (layout));
  assert_within (tally_chart_layout_get_display (layout));
  first = tally_chart_display_dump (tally_chart_layout_get_display (layout));
  second = tally_chart_display_dump (tally_chart_layout_get_display (again));
  g_assert_cmpstr (first, ==, second);
}

static void
test_text_stays_apart (void)
{
  TallyChartTheme theme;
  TallyChartMeasurer *fonts;

  tally_chart_theme_init (&theme, FALSE, FALSE);
  fonts = tally_chart_cairo_measurer_new (&theme);
  for (guint seed = 1; seed <= (TALLY_TEST_IS_SANITIZED ? 300 : 1500); seed++)
    {
      g_autoptr(TallyRandom) random = tally_random_new (seed);
      check_random (random, fonts);
    }
  tally_chart_cairo_measurer_free (fonts);
}

static gboolean
has_role (const TallyChartLayout *layout,
          TallyChartRole          role)
{
  const TallyChartDisplay *display = tally_chart_layout_get_display (layout);

  for (guint i = 0; i < display->items->len; i++)
    if (g_array_index (display->items, TallyChartItem, i).role == role)
      return TRUE;
  return FALSE;
}

static TallyChartLayout *
lay_out_values (TallyChart   *chart,
                const double *ys,
                gsize         n)
{
  TallyChartFormat format;
  TallyChartMeasurer measurer;
  TallyChartLayoutOptions options = get_options (&format, &measurer, 400, 200);

  tally_chart_add_series (chart, "one", &(TallyChartData) { n, NULL, ys, NULL, NULL });
  return tally_chart_layout_new (chart, &options);
}

static void
test_hostile_values (void)
{
  static const struct { double ys[3]; gsize n; gboolean is_log, is_shown; } cases[] = {
    { { 0 }, 0, FALSE, FALSE }, { { NAN, INFINITY, -INFINITY }, 3, FALSE, FALSE }, { { 0, -1, -2 }, 3, TRUE, FALSE },
    { { 5 }, 1, FALSE, TRUE }, { { 5, 5, 5 }, 3, FALSE, TRUE }, { { 0, 0, 0 }, 3, FALSE, TRUE }, { { 3, 3, 3 }, 3, TRUE, TRUE },
    { { 9223372036854775807.0, 9223372036854775807.0, 0 }, 2, FALSE, TRUE }, { { -1e100, 1e100, 0 }, 3, FALSE, TRUE },
    { { 1e-300, 1e100, 5 }, 3, TRUE, TRUE }, { { -3, -2, -1 }, 3, FALSE, TRUE }, { { NAN, 1, NAN }, 3, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_LINE, "Hostile", TALLY_CHART_UNIT_COUNT);
      g_autoptr(TallyChartLayout) layout = NULL;
      chart->is_log = cases[i].is_log;
      layout = lay_out_values (chart, cases[i].ys, cases[i].n);
      g_assert_cmpint (has_role (layout, TALLY_CHART_ROLE_SERIES), ==, cases[i].is_shown);
      g_assert_cmpint (has_role (layout, TALLY_CHART_ROLE_EMPTY), ==, !cases[i].is_shown);
      assert_within (tally_chart_layout_get_display (layout));
    }
}

static void
test_lists_are_bounded (void)
{
  g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_LINE, "", TALLY_CHART_UNIT_COUNT);
  double y = 1;

  for (guint i = 0; i < TALLY_CHART_MAX_SERIES; i++)
    g_assert_nonnull (tally_chart_add_series (chart, "", &(TallyChartData) { 1, NULL, &y, NULL, NULL }));
  g_assert_null (tally_chart_add_series (chart, "", &(TallyChartData) { 1, NULL, &y, NULL, NULL }));
  for (guint i = 0; i <= TALLY_CHART_MAX_MARKS; i++)
    tally_chart_add_event (chart, "", 0);
  tally_chart_add_event (chart, "", G_MAXINT64);
  tally_chart_add_span (chart, &(TallyChartSpan) { NULL, 10, 5, TALLY_CHART_STATE_OK, FALSE });
  tally_chart_add_threshold (chart, "", NAN, FALSE);
  g_assert_cmpuint (chart->events->len, ==, TALLY_CHART_MAX_MARKS);
  g_assert_cmpuint (chart->thresholds->len, ==, 0);
  g_assert_cmpuint (chart->n_left_out, ==, 4);
}

static void
test_a_million_values_are_few_points (void)
{
  const guint n = 1000000;
  g_autofree double *ys = g_new (double, n);
  g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_LINE, "Million", TALLY_CHART_UNIT_COUNT);
  g_autoptr(TallyChartLayout) layout = NULL;

  for (guint i = 0; i < n; i++)
    ys[i] = (i * 7919u) % 10007u;
  chart->x_unit = TALLY_CHART_UNIT_COUNT;
  layout = lay_out_values (chart, ys, n);
  g_assert_cmpuint (tally_chart_layout_get_display (layout)->points->len, <, 4 * 400 + 200);
}

static void
test_languages_from_the_right (void)
{
  g_autoptr(TallyChart) chart = tally_test_chart_make ("area");
  TallyChartFormat format;
  TallyChartMeasurer measurer;
  TallyChartLayoutOptions options = get_options (&format, &measurer, 400, 200);
  g_autoptr(TallyChartLayout) left = tally_chart_layout_new (chart, &options), right = NULL;
  TallyChartBox one = tally_chart_layout_get_plot (left), other;

  options.is_rtl = TRUE;
  right = tally_chart_layout_new (chart, &options);
  other = tally_chart_layout_get_plot (right);
  g_assert_cmpfloat_with_epsilon (one.width, other.width, 1e-9);
  g_assert_cmpfloat_with_epsilon (one.x, 400 - other.x - other.width, 1e-9);
  g_assert_cmpfloat (one.x, >, other.x);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/layout/golden", test_golden);
  g_test_add_func ("/chart/layout/text-stays-apart", test_text_stays_apart);
  g_test_add_func ("/chart/layout/hostile-values", test_hostile_values);
  g_test_add_func ("/chart/layout/lists-are-bounded", test_lists_are_bounded);
  g_test_add_func ("/chart/layout/a-million-values-are-few-points", test_a_million_values_are_few_points);
  g_test_add_func ("/chart/layout/languages-from-the-right", test_languages_from_the_right);
  return g_test_run ();
}
