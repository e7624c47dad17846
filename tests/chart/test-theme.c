/* test-theme.c
 *
 * Contrast of every colour that carries meaning, for the themes here and for any background that an
 * application hands in; cues beside colour.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-theme.h"

#include <math.h>

#include "tally-chart-marks.h"
#include "tally-random.h"
#include "tally-test.h"

static void
assert_contrast (const TallyChartTheme *theme,
                 TallyChartRole         role,
                 guint                  index,
                 double                 least)
{
  TallyChartColor color = tally_chart_theme_get_color (theme, role, index);

  g_assert_cmpfloat_with_epsilon (color.alpha, 1, 1e-9);
  g_assert_cmpfloat (tally_chart_color_get_contrast (&color, &theme->background), >=, least);
}

static void
assert_readable (const TallyChartTheme *theme)
{
  double text = theme->is_high_contrast ? 7 : 4.5, graphic = theme->is_high_contrast ? 4.5 : 3;

  assert_contrast (theme, TALLY_CHART_ROLE_TITLE, 0, text);
  assert_contrast (theme, TALLY_CHART_ROLE_LABEL, 0, text);
  assert_contrast (theme, TALLY_CHART_ROLE_VALUE, 0, text);
  assert_contrast (theme, TALLY_CHART_ROLE_EMPTY, 0, text);
  for (guint i = 0; i < 2 * TALLY_CHART_N_STYLES; i++)
    assert_contrast (theme, TALLY_CHART_ROLE_SERIES, i, graphic);
  for (guint i = 0; i < TALLY_CHART_N_STATES; i++)
    assert_contrast (theme, TALLY_CHART_ROLE_STATE, i, graphic);
  assert_contrast (theme, TALLY_CHART_ROLE_PREVIOUS, 0, graphic);
  assert_contrast (theme, TALLY_CHART_ROLE_OWN, 0, graphic);
  assert_contrast (theme, TALLY_CHART_ROLE_EVENT, 0, graphic);
  assert_contrast (theme, TALLY_CHART_ROLE_WARNING, 0, graphic);
  assert_contrast (theme, TALLY_CHART_ROLE_CRITICAL, 0, graphic);
}

static void
test_contrast (void)
{
  for (guint i = 0; i < 4; i++)
    {
      TallyChartTheme theme;
      tally_chart_theme_init (&theme, i % 2, i / 2);
      assert_readable (&theme);
    }
}

static void
test_any_background (void)
{
  g_autoptr(TallyRandom) random = tally_random_new (5);

  for (guint i = 0; i < 2000; i++)
    {
      TallyChartTheme theme;
      tally_chart_theme_init (&theme, FALSE, FALSE);
      theme.background = (TallyChartColor) { tally_random_ratio (random), tally_random_ratio (random), tally_random_ratio (random), 1 };
      theme.foreground = theme.background;
      tally_chart_theme_adjust (&theme);
      assert_readable (&theme);
    }
}

static void
test_known_contrasts (void)
{
  const TallyChartColor white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 }, grey = { 0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0, 1 };

  g_assert_cmpfloat_with_epsilon (tally_chart_color_get_contrast (&white, &black), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (tally_chart_color_get_contrast (&white, &white), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (tally_chart_color_get_contrast (&grey, &white), 4.478, 1e-3);
}

/* Seen by people without red, or without green: still apart, as Viénot, Brettel and Mollon (1999) show it. */
static TallyChartColor
see_without (const TallyChartColor *color,
             gboolean               is_protan)
{
  double red = pow (color->red, 2.2), green = pow (color->green, 2.2), blue = pow (color->blue, 2.2);
  double yellow = is_protan ? 0.11238 * red + 0.88762 * green : 0.29275 * red + 0.70725 * green;
  double rest = is_protan ? 0.00401 * red - 0.00401 * green + blue : -0.02234 * red + 0.02234 * green + blue;

  return (TallyChartColor) { pow (yellow, 1 / 2.2), pow (yellow, 1 / 2.2), pow (MAX (0, rest), 1 / 2.2), 1 };
}

static void
test_series_differ_without_red_or_green (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      TallyChartTheme theme;
      tally_chart_theme_init (&theme, dark, FALSE);
      for (guint i = 0; i < TALLY_CHART_N_STYLES; i++)
        for (guint j = i + 1; j < TALLY_CHART_N_STYLES; j++)
          for (guint protan = 0; protan < 2; protan++)
            {
              TallyChartColor one = see_without (&theme.series[i], protan), other = see_without (&theme.series[j], protan);
              guint n_one, n_other;
              double distance = hypot (hypot (one.red - other.red, one.green - other.green), one.blue - other.blue);
              g_assert_cmpfloat (distance, >, 0.06);
              g_assert_true (tally_chart_dash_get (i, &n_one) != tally_chart_dash_get (j, &n_other));
            }
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/theme/contrast", test_contrast);
  g_test_add_func ("/chart/theme/any-background", test_any_background);
  g_test_add_func ("/chart/theme/known-contrasts", test_known_contrasts);
  g_test_add_func ("/chart/theme/series-differ-without-red-or-green", test_series_differ_without_red_or_green);
  return g_test_run ();
}
