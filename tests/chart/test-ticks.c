/* test-ticks.c
 *
 * Labels of axes: steps that people count in, powers, days and hours of a zone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-ticks.h"

#include <math.h>

#include "tally-test-chart.h"
#include "tally-test.h"
#include "tally-text.h"

static char *
join_values (TallyChartScale scale,
             TallyChartUnit  unit,
             guint           n_wanted)
{
  g_autoptr(GString) text = g_string_new (NULL);
  TallyChartFormat format;
  TallyChartTicks ticks;

  tally_chart_format_init (&format, NULL);
  tally_chart_ticks_find_values (&scale, unit, n_wanted, &ticks);
  for (guint i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = tally_chart_format_dup_value (&format, ticks.values[i], unit, ticks.step > 0 ? ticks.step : ticks.values[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", label);
    }
  return tally_text_steal (g_steal_pointer (&text));
}

static void
test_steps (void)
{
  static const struct { TallyChartUnit unit; double least, step; } cases[] = {
    { TALLY_CHART_UNIT_NUMBER, 0.013, 0.02 }, { TALLY_CHART_UNIT_NUMBER, 1, 1 }, { TALLY_CHART_UNIT_NUMBER, 2.0001, 5 },
    { TALLY_CHART_UNIT_COUNT, 0.2, 1 }, { TALLY_CHART_UNIT_COUNT, 600, 1000 }, { TALLY_CHART_UNIT_MONEY, 0.5, 1 },
    { TALLY_CHART_UNIT_DURATION, 0.1, 1 }, { TALLY_CHART_UNIT_DURATION, 300, 500 }, { TALLY_CHART_UNIT_DURATION, 12e6, 15e6 },
    { TALLY_CHART_UNIT_DURATION, 40e6, 60e6 }, { TALLY_CHART_UNIT_DURATION, 4 * 3600e6, 6 * 3600e6 },
    { TALLY_CHART_UNIT_DURATION, 3 * 86400e6, 5 * 86400e6 }, { TALLY_CHART_UNIT_BYTES, 1000, 1024 },
    { TALLY_CHART_UNIT_BYTES, 1025, 2048 }, { TALLY_CHART_UNIT_RATIO, 0.03, 0.05 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (tally_chart_ticks_find_step (cases[i].least, cases[i].unit) / cases[i].step, 1, 1e-9);
}

static void
test_labels (void)
{
  static const struct { double from, to; gboolean is_log; TallyChartUnit unit; guint n; const char *labels; } cases[] = {
    { 0, 100, FALSE, TALLY_CHART_UNIT_COUNT, 5, "0 | 20 | 40 | 60 | 80 | 100" },
    { -0.2, 0.2, FALSE, TALLY_CHART_UNIT_RATIO, 4, "-20% | -10% | 0% | 10% | 20%" },
    { 0, 480e6, FALSE, TALLY_CHART_UNIT_DURATION, 4, "0 s | 2 min | 4 min | 6 min | 8 min" },
    { 0, 500000, FALSE, TALLY_CHART_UNIT_MONEY, 5, "$0 | $1k | $2k | $3k | $4k | $5k" },
    { 0, 100, FALSE, TALLY_CHART_UNIT_MONEY, 4, "$0.00 | $0.50 | $1.00" },
    { 0, 4096, FALSE, TALLY_CHART_UNIT_BYTES, 4, "0 B | 1 KiB | 2 KiB | 3 KiB | 4 KiB" },
    { 0.5, 20000, TRUE, TALLY_CHART_UNIT_COUNT, 6, "1 | 10 | 100 | 1k | 10k" },
    { 1, 20, TRUE, TALLY_CHART_UNIT_COUNT, 8, "1 | 2 | 5 | 10 | 20" },
    { 500, 4e9, TRUE, TALLY_CHART_UNIT_DURATION, 9, "1 ms | 10 ms | 100 ms | 1 s | 10 s | 1 min | 10 min | 1 h" },
    { 1, 4096, TRUE, TALLY_CHART_UNIT_BYTES, 6, "1 B | 4 B | 16 B | 64 B | 256 B | 1 KiB | 4 KiB" },
    { 0, 1e18, FALSE, TALLY_CHART_UNIT_NUMBER, 2, "0 | 500,000T | 1,000,000T" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TallyChartScale scale = { cases[i].from, cases[i].to, 0, 100, cases[i].is_log };
      g_autofree char *labels = join_values (scale, cases[i].unit, cases[i].n);
      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

static void
test_ranges_are_never_empty (void)
{
  static const double values[] = { 0, 1, -1, 9223372036854775807.0, -9223372036854775808.0, 1e100, -1e100, 1e-300 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint unit = 0; unit < TALLY_CHART_UNIT_TIME; unit++)
      {
        double from = values[i], to = values[i];
        TallyChartTicks ticks;
        TallyChartScale scale = { 0, 0, 0, 100, FALSE };
        tally_chart_ticks_widen (&from, &to, unit, 5, FALSE);
        g_assert_true (isfinite (from) && isfinite (to));
        g_assert_cmpfloat (from, <, to);
        g_assert_cmpfloat (from, <=, values[i] + fabs (values[i]) * 1e-9);
        g_assert_cmpfloat (to, >=, values[i] - fabs (values[i]) * 1e-9);
        scale.from = from;
        scale.to = to;
        tally_chart_ticks_find_values (&scale, unit, 5, &ticks);
        g_assert_cmpuint (ticks.n, >=, 1);
        g_assert_cmpuint (ticks.n, <=, 12);
      }
}

/* The finest step with at most so many labels, as text. */
static char *
join_times (gint64      from,
            gint64      to,
            const char *zone_name,
            guint       max)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr(GString) text = g_string_new (NULL);
  TallyChartScale scale = { (double) from, (double) to, 0, 1000, FALSE };
  TallyChartFormat format;
  TallyChartTicks ticks = { 0 };

  g_assert_nonnull (zone);
  tally_chart_format_init (&format, zone);
  for (guint level = 0; level < tally_chart_ticks_get_n_levels (); level++)
    if (tally_chart_ticks_find_times (&scale, zone, level, &ticks) && ticks.n <= max)
      break;
  for (guint i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = format.dup_time (&format, (gint64) ticks.values[i], ticks.grains[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", label);
    }
  return tally_text_steal (g_steal_pointer (&text));
}

#define UTC(y, m, d, h) utc_usec (y, m, d, h)

static gint64
utc_usec (int year,
          int month,
          int day,
          int hour)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_times (void)
{
  struct { gint64 from, to; const char *zone; guint max; const char *labels; } cases[] = {
    { UTC (2026, 11, 24, 14), UTC (2026, 11, 24, 14) + 20 * G_USEC_PER_SEC, "UTC", 6, "14:00:00 | 14:00:05 | 14:00:10 | 14:00:15 | 14:00:20" },
    { UTC (2026, 11, 24, 14), UTC (2026, 11, 24, 16), "UTC", 5, "14:00 | 14:30 | 15:00 | 15:30 | 16:00" },
    { UTC (2026, 11, 24, 14), UTC (2026, 11, 25, 14), "America/Chicago", 6, "12:00 | 18:00 | 25 Nov | 06:00" },
    { UTC (2026, 11, 20, 0), UTC (2026, 11, 27, 0), "UTC", 8, "20 Nov | 21 Nov | 22 Nov | 23 Nov | 24 Nov | 25 Nov | 26 Nov | 27 Nov" },
    { UTC (2026, 11, 1, 0), UTC (2026, 12, 5, 0), "UTC", 5, "2 Nov | 9 Nov | 16 Nov | 23 Nov | 30 Nov" },
    { UTC (2026, 1, 1, 0), UTC (2026, 12, 31, 0), "UTC", 6, "2026 | Apr | Jul | Oct" },
    { UTC (1990, 1, 1, 0), UTC (2026, 12, 31, 0), "UTC", 5, "1990 | 2000 | 2010 | 2020" },
    /* The night in which the clock goes forward has no 2:00, the one in which it goes back has it once. */
    { UTC (2026, 3, 8, 6), UTC (2026, 3, 8, 10), "America/Chicago", 6, "8 Mar | 01:00 | 03:00 | 04:00 | 05:00" },
    { UTC (2026, 11, 1, 5), UTC (2026, 11, 1, 9), "America/Chicago", 5, "1 Nov | 01:00 | 02:00 | 03:00" },
    { UTC (2026, 3, 7, 0), UTC (2026, 3, 10, 12), "America/Chicago", 4, "7 Mar | 8 Mar | 9 Mar | 10 Mar" },
    { UTC (2026, 11, 24, 14), UTC (2026, 11, 24, 16), "Asia/Kathmandu", 3, "20:00 | 21:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *labels = join_times (cases[i].from, cases[i].to, cases[i].zone, cases[i].max);
      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

static void
test_the_whole_calendar (void)
{
  g_autofree char *labels = join_times (TALLY_CHART_MIN_X, TALLY_CHART_MAX_X, "UTC", 8);
  g_autofree char *west = join_times (TALLY_CHART_MIN_X, TALLY_CHART_MIN_X + G_TIME_SPAN_HOUR, "America/Chicago", 8);
  g_autofree char *east = join_times (TALLY_CHART_MAX_X - G_TIME_SPAN_HOUR, TALLY_CHART_MAX_X, "Asia/Tokyo", 8);

  g_assert_cmpstr (labels, ==, "1 | 2000 | 4000 | 6000 | 8000");
  g_assert_nonnull (west);
  g_assert_nonnull (east);
}

static void
test_ascending_in_every_zone (void)
{
  static const char *const zones[] = { "UTC", "America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zones[z]);
      for (guint day = 0; day < 366; day++)
        {
          TallyChartScale scale = { (double) (UTC (2011, 1, 1, 7) + day * G_TIME_SPAN_DAY), 0, 0, 100, FALSE };
          TallyChartTicks ticks;
          scale.to = scale.from + 36 * 3600e6;
          for (guint level = 0; level < tally_chart_ticks_get_n_levels (); level++)
            {
              if (!tally_chart_ticks_find_times (&scale, zone, level, &ticks))
                continue;
              for (guint i = 0; i < ticks.n; i++)
                {
                  g_assert_cmpfloat (ticks.values[i], >=, scale.from);
                  g_assert_cmpfloat (ticks.values[i], <=, scale.to);
                  g_assert_true (i == 0 || ticks.values[i] > ticks.values[i - 1]);
                }
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/ticks/steps", test_steps);
  g_test_add_func ("/chart/ticks/labels", test_labels);
  g_test_add_func ("/chart/ticks/ranges-are-never-empty", test_ranges_are_never_empty);
  g_test_add_func ("/chart/ticks/times", test_times);
  g_test_add_func ("/chart/ticks/the-whole-calendar", test_the_whole_calendar);
  g_test_add_func ("/chart/ticks/ascending-in-every-zone", test_ascending_in_every_zone);
  return g_test_run ();
}
