/* test-metrics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-metrics.h"
#include "tally-test.h"

/* 2026-11-24T12:00:00Z */
#define NOON G_GINT64_CONSTANT (1795521600000000)

static void
add (TallySeries *series,
     gint64       utc_usec,
     gint64       value)
{
  TallySample sample;

  tally_sample_init (&sample, utc_usec, value);
  g_array_append_val (series->samples, sample);
}

static void
test_values_are_read_by_people (void)
{
  static const struct {
    TallyMetricUnit  unit;
    gint64           value;
    const char      *text;
  } rows[] = {
    { TALLY_METRIC_UNIT_COUNT, 1234567, "1234567" }, { TALLY_METRIC_UNIT_USEC, 1500000, "1.500 s" },
    { TALLY_METRIC_UNIT_BYTES, 999, "999 B" },       { TALLY_METRIC_UNIT_BYTES, 1000, "1.0 kB" },
    { TALLY_METRIC_UNIT_BYTES, 999999, "1.0 MB" },   { TALLY_METRIC_UNIT_BYTES, 12345678901, "12.3 GB" },
    { TALLY_METRIC_UNIT_PERCENT, 95, "95 %" },       { TALLY_METRIC_UNIT_PPM, 42000, "4.20 %" },
    { TALLY_METRIC_UNIT_MILLI, 520, "0.520" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tally_cli_metrics_dup_value (rows[i].unit, rows[i].value);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_times_are_days_moments_or_so_long_ago (void)
{
  static const struct {
    const char *text;
    gint64      utc_usec;
  } rows[] = {
    { "2026-11-24", NOON - 12 * G_TIME_SPAN_HOUR }, { "2026-11-24T12:00:00Z", NOON },
    { "2026-11-24T06:00:00-06:00", NOON },          { "90d", NOON - 90 * G_TIME_SPAN_DAY },
    { "12h", NOON - 12 * G_TIME_SPAN_HOUR },        { "0m", NOON },
  };
  static const char *const wrong[] = { "", "d", "-1d", "1w", "24.11.2026", "2026-13-01", "1000000d", "noon" };
  gint64 utc_usec = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (tally_cli_metrics_parse_time (rows[i].text, NOON, &utc_usec));
      g_assert_cmpint (utc_usec, ==, rows[i].utc_usec);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tally_cli_metrics_parse_time (wrong[i], NOON, &utc_usec));
}

static void
test_a_series_is_a_course_and_a_table (void)
{
  g_autoptr (TallySeries) series = tally_series_new ("api.duration", "get-sheet", TALLY_SAMPLE_FULL);
  g_autofree char *empty = tally_cli_metrics_dup_text (series, 0);
  g_autofree char *text = NULL;

  g_assert_nonnull (strstr (empty, "Nothing was recorded"));
  add (series, NOON, 1000000);
  add (series, NOON + G_TIME_SPAN_MINUTE, 2000000);
  add (series, NOON + 2 * G_TIME_SPAN_MINUTE, 8000000);
  text = tally_cli_metrics_dup_text (series, 0);
  g_assert_true (g_str_has_prefix (text, "Duration of a call: get-sheet (passes: full)\n▁▂█\nTIME (UTC)"));
  g_assert_nonnull (strstr (text, "2026-11-24 12:02  1  8.000 s"));
}

static void
test_a_long_series_shows_its_end (void)
{
  g_autoptr (TallySeries) series = tally_series_new ("run.rows", "", TALLY_SAMPLE_DRY);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 100; i++)
    add (series, NOON + i * G_TIME_SPAN_HOUR, i);
  text = tally_cli_metrics_dup_text (series, 0);
  g_assert_nonnull (strstr (text, "70 earlier ones"));
  g_assert_nonnull (strstr (text, "2026-11-28 15:00"));
  g_assert_null (strstr (text, "2026-11-24 12:00"));
}

static void
test_csv_has_whole_numbers (void)
{
  g_autoptr (TallySeries) series = tally_series_new ("api.duration", "get-sheet", TALLY_SAMPLE_FULL);
  g_autofree char *text = NULL;

  add (series, NOON, -5);
  g_array_index (series->samples, TallySample, 0).n = 2;
  text = tally_cli_metrics_dup_csv (series);
  g_assert_cmpstr (text, ==, "time,n,sum,min,max,last\n2026-11-24T12:00:00Z,2,-5,-5,-5,-5\n");
}

/* A series that a newer version recorded is shown too. */
static void
test_an_unknown_metric_has_no_unit (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_series_free);
  g_autofree char *none = tally_cli_metrics_dup_list_text (list, 0);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  g_assert_nonnull (strstr (none, "Nothing was recorded yet"));
  g_ptr_array_add (list, tally_series_new ("later.thing", "x", TALLY_SAMPLE_PART));
  g_ptr_array_add (list, tally_series_new ("later.thing", "y", TALLY_SAMPLE_PART));
  add (list->pdata[1], NOON, 7);
  text = tally_cli_metrics_dup_list_text (list, 0);
  json = tally_cli_metrics_dup_list_json (list);
  g_assert_nonnull (strstr (text, "later.thing  x        part"));
  g_assert_nonnull (strstr (text, "2026-11-24 12:00"));
  g_assert_nonnull (strstr (json, "later.thing"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/metrics/values-are-read-by-people", test_values_are_read_by_people);
  g_test_add_func ("/cli/metrics/times-are-days-moments-or-so-long-ago",
                   test_times_are_days_moments_or_so_long_ago);
  g_test_add_func ("/cli/metrics/a-series-is-a-course-and-a-table", test_a_series_is_a_course_and_a_table);
  g_test_add_func ("/cli/metrics/a-long-series-shows-its-end", test_a_long_series_shows_its_end);
  g_test_add_func ("/cli/metrics/csv-has-whole-numbers", test_csv_has_whole_numbers);
  g_test_add_func ("/cli/metrics/an-unknown-metric-has-no-unit", test_an_unknown_metric_has_no_unit);
  return g_test_run ();
}
