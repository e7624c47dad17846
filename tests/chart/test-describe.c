/* test-describe.c
 *
 * A chart without eyes: what values say, the keyboard, what stands at a point, rows of text, files of values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-describe.h"

#include <math.h>
#include <string.h>

#include "tally-chart-error.h"
#include "tally-chart-export.h"
#include "tally-chart-layout.h"
#include "tally-chart-table.h"
#include "tally-chart-text.h"
#include "tally-test-chart.h"
#include "tally-test.h"
#include "tally-text.h"

#define START TALLY_TEST_CHART_START

static TallyChart *
make_series (void)
{
  TallyChart *chart = tally_chart_new (TALLY_CHART_LINE, "Duration", TALLY_CHART_UNIT_DURATION);
  const gint64 xs[] = { START, START + G_TIME_SPAN_HOUR, START + 2 * G_TIME_SPAN_HOUR, START + 3 * G_TIME_SPAN_HOUR };
  const double ys[] = { 312e6, NAN, 745e6, 290e6 }, lows[] = { 212e6, 212e6, NAN, 212e6 }, highs[] = { 318e6, 318e6, NAN, 800e6 };

  tally_chart_add_series (chart, "Pass", &(TallyChartData) { 4, xs, ys, lows, highs });
  return chart;
}

static void
test_sentences (void)
{
  static const char *const said[] = {
    "Tue 24 Nov, 14:00: 312 s (expected 212-318 s)", "Tue 24 Nov, 15:00: no value (expected 212-318 s)",
    "Tue 24 Nov, 16:00: 12 min 25 s", "Tue 24 Nov, 17:00: 290 s (expected 212 s to 13 min 20 s)", "",
  };
  g_autoptr(TallyChart) chart = make_series ();
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *text = tally_chart_describe (chart, &format, &(TallyChartCursor) { 0, i });
      g_assert_cmpstr (text, ==, said[i]);
    }
}

static void
test_values (void)
{
  static const struct { double value; TallyChartUnit unit; const char *text; } cases[] = {
    { 1234567, TALLY_CHART_UNIT_MONEY, "$12,345.67" }, { -5, TALLY_CHART_UNIT_MONEY, "-$0.05" }, { 0.125, TALLY_CHART_UNIT_RATIO, "12.5%" },
    { 1536, TALLY_CHART_UNIT_BYTES, "1.5 KiB" }, { 1234567, TALLY_CHART_UNIT_COUNT, "1,234,567" }, { 250, TALLY_CHART_UNIT_DURATION, "250 µs" },
    { 1500, TALLY_CHART_UNIT_DURATION, "1.5 ms" }, { 3600e6 * 3 + 300e6, TALLY_CHART_UNIT_DURATION, "3 h 5 min" },
    { 86400e6 * 2, TALLY_CHART_UNIT_DURATION, "2 d" }, { 0, TALLY_CHART_UNIT_DURATION, "0 µs" }, { 0.0001234, TALLY_CHART_UNIT_NUMBER, "0.000123" },
    { -0.0000000001, TALLY_CHART_UNIT_NUMBER, "0" }, { 1e20, TALLY_CHART_UNIT_NUMBER, "1e+20" }, { 599.6e6, TALLY_CHART_UNIT_DURATION, "600 s" },
  };
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tally_chart_format_dup_value (&format, cases[i].value, cases[i].unit, 0);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_zones (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("America/Chicago");
  g_autoptr(TallyChart) chart = make_series ();
  g_autofree char *text = NULL;
  TallyChartFormat format;

  tally_chart_format_init (&format, zone);
  text = tally_chart_describe (chart, &format, &(TallyChartCursor) { 0, 0 });
  g_assert_cmpstr (text, ==, "Tue 24 Nov, 08:00: 312 s (expected 212-318 s)");
}

static void
test_summaries (void)
{
  static const struct { const char *name, *text; } cases[] = {
    { "lying", "Largest Aerial: $12,500.00; smallest Traffic control: -$450.00." },
    { "strip", "48 checks: 3 Failed, 3 Degraded, 3 Late, 1 Unknown, 2 Paused, 3 Maintenance, 33 OK. Last: Sat 28 Nov, 12:00: OK." },
    { "timeline", "6 runs: 1 Failed, 1 Degraded, 1 Unknown, 3 OK. Longest: publish, Tue 24 Nov, 14:10: 490 s, Failed." },
    { "dots", "One value, $219.00 (Thu 24 Dec, 14:00)." },
    { "empty", "No run yet. The first one begins on Monday at 6:00." },
  };
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TallyChart) chart = tally_test_chart_make (cases[i].name);
      g_autofree char *text = tally_chart_describe_all (chart, &format);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_trends (void)
{
  static const char *const ends[] = { "; falling.", "; no clear trend.", "; rising." };
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  for (int slope = -1; slope <= 1; slope++)
    {
      g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_LINE, "", TALLY_CHART_UNIT_COUNT);
      g_autoptr(TallyRandom) random = tally_random_new (11);
      g_autofree char *text = NULL;
      double ys[1000];
      for (guint i = 0; i < G_N_ELEMENTS (ys); i++)
        ys[i] = (double) tally_random_below (random, 100) + slope * (double) i / 10;
      tally_chart_add_series (chart, "", &(TallyChartData) { G_N_ELEMENTS (ys), NULL, ys, NULL, NULL });
      text = tally_chart_describe_all (chart, &format);
      g_assert_true (g_str_has_suffix (text, ends[slope + 1]));
    }
}

static void
test_keyboard (void)
{
  g_autoptr(TallyChart) chart = make_series (), strip = tally_test_chart_make ("strip"), empty = tally_test_chart_make ("empty");
  const gint64 x = START + 3 * G_TIME_SPAN_HOUR;
  const double y = 1;
  TallyChartCursor cursor = { 0, 0 };

  tally_chart_add_series (chart, "Other", &(TallyChartData) { 1, &x, &y, NULL, NULL });
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT));
  g_assert_cmpuint (cursor.point, ==, 2);
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT));
  g_assert_false (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT));
  g_assert_cmpuint (cursor.point, ==, 3);
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT_SERIES));
  g_assert_cmpuint (cursor.series, ==, 1);
  g_assert_cmpuint (cursor.point, ==, 0);
  g_assert_false (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT_SERIES));
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_PREVIOUS_SERIES));
  g_assert_cmpuint (cursor.point, ==, 3);
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_FIRST));
  g_assert_false (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_PREVIOUS));
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_LAST));
  g_assert_true (tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_PREVIOUS));
  g_assert_cmpuint (cursor.point, ==, 2);
  cursor = (TallyChartCursor) { 0, 0 };
  g_assert_true (tally_chart_move (strip, &cursor, TALLY_CHART_MOVE_LAST));
  g_assert_cmpuint (cursor.point, ==, 47);
  g_assert_false (tally_chart_move (strip, &cursor, TALLY_CHART_MOVE_NEXT_SERIES));
  for (guint move = 0; move <= TALLY_CHART_MOVE_PREVIOUS_SERIES; move++)
    g_assert_false (tally_chart_move (empty, &cursor, (TallyChartMove) move));
}

static TallyChartLayout *
lay_out (const TallyChart *chart)
{
  TallyChartFormat format;
  TallyChartMeasurer measurer;
  TallyChartLayoutOptions options = { .width = 600, .height = 300, .format = &format, .measurer = &measurer };

  tally_chart_format_init (&format, NULL);
  tally_chart_measurer_init_plain (&measurer);
  return tally_chart_layout_new (chart, &options);
}

/* Where the keyboard says that a value is, the pointer finds it. */
static void
test_points_are_found (void)
{
  const char *const *names = tally_test_chart_get_names ();

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr(TallyChart) chart = tally_test_chart_make (names[i]);
      g_autoptr(TallyChartLayout) layout = lay_out (chart);
      TallyChartCursor cursor = { 0, 0 };
      TallyChartHit hit, found;
      guint n = 0;
      for (gboolean goes_on = tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_FIRST); goes_on;
           goes_on = tally_chart_move (chart, &cursor, TALLY_CHART_MOVE_NEXT))
        {
          if (!tally_chart_layout_locate (layout, &cursor, &hit))
            continue;
          g_assert_true (tally_chart_layout_find (layout, hit.x, hit.y, &found));
          g_assert_cmpfloat_with_epsilon (found.x, hit.x, 1e-6);
          g_assert_cmpfloat_with_epsilon (found.y, hit.y, 1e-6);
          n++;
        }
      g_assert_cmpint (n > 0, ==, !g_str_equal (names[i], "empty"));
      g_assert_false (tally_chart_layout_find (layout, NAN, 5, &found));
    }
}

static gboolean
join_cb (const char *const *cells,
         gboolean           is_header,
         gpointer           user_data)
{
  GString *text = user_data;
  g_autofree char *row = g_strjoinv (" | ", (char **) cells);

  g_string_append_printf (text, "%s%s\n", is_header ? "# " : "", row);
  return text->len < 4000;
}

static void
test_tables (void)
{
  g_autoptr(TallyChart) chart = make_series ();
  g_autoptr(GString) text = g_string_new (NULL);
  const gint64 x = START;
  const double y = 1e6;
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  tally_chart_add_series (chart, "Before", &(TallyChartData) { 1, &x, &y, NULL, NULL })->shift = G_TIME_SPAN_HOUR;
  tally_chart_foreach_row (chart, &format, TALLY_CHART_CELLS_PEOPLE, join_cb, text);
  g_assert_cmpstr (text->str, ==,
                   "# Time | Pass | Pass, expected at least | Pass, expected at most | Before\n"
                   "Tue 24 Nov 2026, 14:00:00 | 312 s | 212 s | 318 s | \n"
                   "Tue 24 Nov 2026, 15:00:00 | no value | 212 s | 318 s | 1 s\n"
                   "Tue 24 Nov 2026, 16:00:00 | 12 min 25 s |  |  | \n"
                   "Tue 24 Nov 2026, 17:00:00 | 290 s | 212 s | 13 min 20 s | \n");
}

static void
test_csv (void)
{
  const char *const *names = tally_test_chart_get_names ();
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *file = g_strdup_printf ("chart/%s.csv", names[i]);
      g_autoptr(TallyChart) chart = tally_test_chart_make (names[i]);
      g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      g_assert_true (tally_chart_write_csv (chart, &format, stream, NULL, NULL));
      g_assert_true (g_output_stream_close (stream, NULL, NULL));
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      tally_test_assert_golden (file, text);
    }
}

static void
test_formulas_are_text (void)
{
  g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_BAR, "", TALLY_CHART_UNIT_COUNT);
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *text = NULL;
  const double ys[] = { -1, 2, 3 };
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  tally_chart_add_category (chart, "=HYPERLINK(\"x\",1)");
  tally_chart_add_category (chart, "@SUM");
  tally_chart_add_category (chart, "a, \"b\"");
  tally_chart_add_series (chart, "+1+1", &(TallyChartData) { 3, NULL, ys, NULL, NULL });
  g_assert_true (tally_chart_write_csv (chart, &format, stream, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
  g_assert_cmpstr (text, ==, "Category,'+1+1\r\n\"'=HYPERLINK(\"\"x\"\",1)\",-1\r\n'@SUM,2\r\n\"a, \"\"b\"\"\",3\r\n");
}

typedef gboolean (*ExportFunc) (const TallyChart *chart, const TallyChartExport *how, GOutputStream *stream,
                                GCancellable *cancellable, GError **error);

static void
test_failures (void)
{
  static const ExportFunc funcs[] = { tally_chart_export_png, tally_chart_export_pdf, tally_chart_export_svg };
  g_autoptr(TallyChart) chart = tally_test_chart_make ("line");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  TallyChartTheme theme;
  TallyChartFormat format;
  char room[16];

  tally_chart_theme_init (&theme, FALSE, FALSE);
  tally_chart_format_init (&format, NULL);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      TallyChartExport how = { .width = 300, .height = 200, .format = &format, .theme = &theme };
      g_autoptr(GOutputStream) small = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
      g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr(GError) full = NULL, stopped = NULL, size = NULL;
      g_assert_false (funcs[i] (chart, &how, small, NULL, &full));
      g_assert_error (full, TALLY_CHART_ERROR, TALLY_CHART_ERROR_FAILED);
      g_assert_nonnull (strstr (full->message, "Duration of runs"));
      g_assert_false (funcs[i] (chart, &how, stream, cancellable, &stopped));
      g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      how.width = 20000;
      g_assert_false (funcs[i] (chart, &how, stream, NULL, &size));
      g_assert_error (size, TALLY_CHART_ERROR, TALLY_CHART_ERROR_SIZE);
    }
}

static void
test_values_that_cannot_be_written (void)
{
  g_autoptr(TallyChart) chart = tally_test_chart_make ("line");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  char room[16];
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr(GError) full = NULL, stopped = NULL;
  TallyChartFormat format;

  tally_chart_format_init (&format, NULL);
  g_assert_false (tally_chart_write_csv (chart, &format, stream, NULL, &full));
  g_assert_error (full, TALLY_CHART_ERROR, TALLY_CHART_ERROR_FAILED);
  g_cancellable_cancel (cancellable);
  g_assert_false (tally_chart_write_csv (chart, &format, stream, cancellable, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_texts (void)
{
  g_autofree char *clean = tally_chart_text_clean ("a\x01" "b\xe2\x80\xae" "c\xe2\x81\xa6\xff \t d");
  g_autofree char *filled = tally_chart_text_fill ("{1} {2} {3}", (const char *const[]) { "{2}", "x" }, 2);
  g_autofree char *cut = tally_chart_text_cut ("e\xcc\x81o", 1), *long_text = g_strnfill (5000, 'x'), *bounded = tally_chart_text_clean (long_text);

  g_assert_cmpstr (clean, ==, "abc\xef\xbf\xbd d");
  g_assert_cmpstr (filled, ==, "{2} x {3}");
  g_assert_cmpstr (cut, ==, "…");
  g_assert_cmpuint (strlen (bounded), ==, TALLY_CHART_TEXT_MAX_CHARS);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/describe/sentences", test_sentences);
  g_test_add_func ("/chart/describe/values", test_values);
  g_test_add_func ("/chart/describe/zones", test_zones);
  g_test_add_func ("/chart/describe/summaries", test_summaries);
  g_test_add_func ("/chart/describe/trends", test_trends);
  g_test_add_func ("/chart/describe/keyboard", test_keyboard);
  g_test_add_func ("/chart/describe/points-are-found", test_points_are_found);
  g_test_add_func ("/chart/describe/tables", test_tables);
  g_test_add_func ("/chart/describe/csv", test_csv);
  g_test_add_func ("/chart/describe/formulas-are-text", test_formulas_are_text);
  g_test_add_func ("/chart/describe/failures", test_failures);
  g_test_add_func ("/chart/describe/values-that-cannot-be-written", test_values_that_cannot_be_written);
  g_test_add_func ("/chart/describe/texts", test_texts);
  return g_test_run ();
}
