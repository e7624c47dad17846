/* tally-cli-metrics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-metrics.h"

#include <math.h>

#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-json.h"
#include "tally-text.h"

#define JSON_SCHEMA 1
/* "2026-11-24T18:00" of "2026-11-24T18:00:00Z". */
#define TIME_LENGTH 16
#define NUMBER_SIZE 24
/* Blocks in a row, and rows of the table: the latest ones. */
#define SPARK_WIDTH 60
#define MAX_TABLE_ROWS 30

static const TallyCliColumn list_columns[] = {
  { "METRIC", FALSE, FALSE }, { "SUBJECT", FALSE, TRUE }, { "PASSES", FALSE, FALSE },
  { "LAST", TRUE, FALSE },    { "LEAST", TRUE, FALSE },   { "MOST", TRUE, FALSE },
  { "N", TRUE, FALSE },       { "HOUR (UTC)", FALSE, FALSE },
};

static const TallyCliColumn sample_columns[] = {
  { "TIME (UTC)", FALSE, FALSE }, { "N", TRUE, FALSE },   { "SUM", TRUE, FALSE },  { "MEAN", TRUE, FALSE },
  { "LEAST", TRUE, FALSE },       { "MOST", TRUE, FALSE }, { "LAST", TRUE, FALSE },
};

static char *
dup_bytes (gint64 value)
{
  static const char *const units[] = { "kB", "MB", "GB", "TB" };
  double number = (double) value / 1000;
  guint unit = 0;

  if (ABS (value) < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT " B", value);
  for (; fabs (number) >= 999.95 && unit + 1 < G_N_ELEMENTS (units); unit++)
    number /= 1000;
  return g_strdup_printf ("%.1f %s", number, units[unit]);
}

char *
tally_cli_metrics_dup_value (TallyMetricUnit unit,
                             gint64          value)
{
  switch (unit)
    {
    case TALLY_METRIC_UNIT_USEC:
      return g_strdup_printf ("%.3f s", (double) value / G_USEC_PER_SEC);
    case TALLY_METRIC_UNIT_BYTES:
      return dup_bytes (value);
    case TALLY_METRIC_UNIT_PERCENT:
      return g_strdup_printf ("%" G_GINT64_FORMAT " %%", value);
    case TALLY_METRIC_UNIT_PPM:
      return g_strdup_printf ("%.2f %%", (double) value / 10000);
    case TALLY_METRIC_UNIT_MILLI:
      return g_strdup_printf ("%.3f", (double) value / 1000);
    case TALLY_METRIC_UNIT_COUNT:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value);
    }
}

/* A series of another version has values without a unit. */
static TallyMetricUnit
get_unit (const TallySeries *series)
{
  const TallyMetric *metric = tally_metric_find (series->metric);

  return metric != NULL ? metric->unit : TALLY_METRIC_UNIT_COUNT;
}

static void
add_value (TallyCliTable   *table,
           TallyMetricUnit  unit,
           gint64           value)
{
  g_autofree char *text = tally_cli_metrics_dup_value (unit, value);

  tally_cli_table_add (table, text);
}

static void
add_time (TallyCliTable *table,
          gint64         utc_usec)
{
  g_autofree char *text = tally_clock_format_utc (utc_usec);
  g_autofree char *cut = g_strndup (text, TIME_LENGTH);

  tally_cli_table_add (table, g_strdelimit (cut, "T", ' '));
}

static void
add_listed (TallyCliTable     *table,
            const TallySeries *series)
{
  const TallySample *sample = series->samples->len > 0
                                ? &g_array_index (series->samples, TallySample, 0) : NULL;
  TallyMetricUnit unit = get_unit (series);

  tally_cli_table_add (table, series->metric);
  tally_cli_table_add (table, series->subject);
  tally_cli_table_add (table, tally_sample_scope_get_id (series->scope));
  if (sample == NULL)
    {
      for (guint i = 3; i < G_N_ELEMENTS (list_columns); i++)
        tally_cli_table_add (table, "");
      return;
    }
  add_value (table, unit, sample->last);
  add_value (table, unit, sample->lowest);
  add_value (table, unit, sample->highest);
  add_value (table, TALLY_METRIC_UNIT_COUNT, sample->n);
  add_time (table, sample->utc_usec);
}

char *
tally_cli_metrics_dup_list_text (GPtrArray *list,
                                 guint      max_width)
{
  g_autoptr (TallyCliTable) table = NULL;

  if (list->len == 0)
    return g_strdup ("Nothing was recorded yet; each run does.\n");
  table = tally_cli_table_new (list_columns, G_N_ELEMENTS (list_columns));
  for (guint i = 0; i < list->len; i++)
    add_listed (table, list->pdata[i]);
  return tally_cli_table_dup_text (table, max_width);
}

static void
write_head (TallyJsonWriter   *json,
            const TallySeries *series)
{
  const TallyMetric *metric = tally_metric_find (series->metric);

  tally_json_writer_add_text (json, "metric", series->metric);
  tally_json_writer_add_text (json, "title", metric != NULL ? metric->title : "");
  tally_json_writer_add_text (json, "unit", tally_metric_unit_get_id (get_unit (series)));
  tally_json_writer_add_text (json, "kind", metric != NULL ? tally_metric_kind_get_id (metric->kind) : "");
  tally_json_writer_add_text (json, "subject", series->subject);
  tally_json_writer_add_text (json, "scope", tally_sample_scope_get_id (series->scope));
  tally_json_writer_add_text (json, "tier", tally_tier_get_id (series->tier));
  tally_json_writer_add_int64 (json, "step_secs", series->step_usec / G_USEC_PER_SEC);
}

static void
write_samples (TallyJsonWriter   *json,
               const TallySeries *series)
{
  tally_json_writer_begin_array (json, "samples");
  for (guint i = 0; i < series->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (series->samples, TallySample, i);
      g_autofree char *time = tally_clock_format_utc (sample->utc_usec);
      tally_json_writer_begin_object (json, NULL);
      tally_json_writer_add_text (json, "time", time);
      tally_json_writer_add_int64 (json, "n", sample->n);
      tally_json_writer_add_int64 (json, "sum", sample->total);
      tally_json_writer_add_int64 (json, "min", sample->lowest);
      tally_json_writer_add_int64 (json, "max", sample->highest);
      tally_json_writer_add_int64 (json, "last", sample->last);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
}

char *
tally_cli_metrics_dup_list_json (GPtrArray *list)
{
  g_autoptr (TallyJsonWriter) json = tally_json_writer_new ();

  tally_json_writer_begin_object (json, NULL);
  tally_json_writer_add_int64 (json, "schema", JSON_SCHEMA);
  tally_json_writer_begin_array (json, "series");
  for (guint i = 0; i < list->len; i++)
    {
      tally_json_writer_begin_object (json, NULL);
      write_head (json, list->pdata[i]);
      write_samples (json, list->pdata[i]);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
  tally_json_writer_end_object (json);
  return tally_json_writer_finish (json, TRUE);
}

char *
tally_cli_metrics_dup_json (const TallySeries *series)
{
  g_autoptr (TallyJsonWriter) json = tally_json_writer_new ();

  tally_json_writer_begin_object (json, NULL);
  tally_json_writer_add_int64 (json, "schema", JSON_SCHEMA);
  write_head (json, series);
  write_samples (json, series);
  tally_json_writer_end_object (json);
  return tally_json_writer_finish (json, TRUE);
}

char *
tally_cli_metrics_dup_csv (const TallySeries *series)
{
  GString *out = g_string_new ("time,n,sum,min,max,last\n");

  for (guint i = 0; i < series->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (series->samples, TallySample, i);
      g_autofree char *time = tally_clock_format_utc (sample->utc_usec);
      g_string_append_printf (out,
                              "%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                              ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "\n",
                              time, sample->n, sample->total, sample->lowest, sample->highest, sample->last);
    }
  return tally_text_steal (out);
}

/* What a sample shows in a course: of a counter the sum, of a duration the mean, else the last. */
static gint64
get_shown (const TallySeries *series,
           const TallySample *sample)
{
  const TallyMetric *metric = tally_metric_find (series->metric);

  if (metric != NULL && metric->kind == TALLY_METRIC_COUNTER)
    return sample->total;
  if (metric != NULL && metric->kind == TALLY_METRIC_DURATION)
    return tally_sample_get_mean (sample);
  return sample->last;
}

/* The latest samples, each as a block between the least and the greatest of them. */
static void
append_course (GString           *out,
               const TallySeries *series)
{
  static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
  guint first = series->samples->len > SPARK_WIDTH ? series->samples->len - SPARK_WIDTH : 0;
  gint64 lowest = G_MAXINT64, highest = G_MININT64;

  for (guint i = first; i < series->samples->len; i++)
    {
      gint64 shown = get_shown (series, &g_array_index (series->samples, TallySample, i));
      lowest = MIN (lowest, shown);
      highest = MAX (highest, shown);
    }
  for (guint i = first; i < series->samples->len; i++)
    {
      gint64 shown = get_shown (series, &g_array_index (series->samples, TallySample, i));
      double share = highest > lowest ? (double) (shown - lowest) / (double) (highest - lowest) : 0;
      g_string_append (out, blocks[(guint) (share * (G_N_ELEMENTS (blocks) - 1) + 0.5)]);
    }
  g_string_append_c (out, '\n');
}

static void
append_table (GString           *out,
              const TallySeries *series,
              guint              max_width)
{
  g_autoptr (TallyCliTable) table = tally_cli_table_new (sample_columns, G_N_ELEMENTS (sample_columns));
  guint first = series->samples->len > MAX_TABLE_ROWS ? series->samples->len - MAX_TABLE_ROWS : 0;
  TallyMetricUnit unit = get_unit (series);
  g_autofree char *text = NULL;

  for (guint i = first; i < series->samples->len; i++)
    {
      const TallySample *sample = &g_array_index (series->samples, TallySample, i);
      add_time (table, sample->utc_usec);
      add_value (table, TALLY_METRIC_UNIT_COUNT, sample->n);
      add_value (table, unit, sample->total);
      add_value (table, unit, tally_sample_get_mean (sample));
      add_value (table, unit, sample->lowest);
      add_value (table, unit, sample->highest);
      add_value (table, unit, sample->last);
    }
  text = tally_cli_table_dup_text (table, max_width);
  g_string_append (out, text);
  if (first > 0)
    g_string_append_printf (out, "%u earlier ones are shown by --json and --csv.\n", first);
}

char *
tally_cli_metrics_dup_text (const TallySeries *series,
                            guint              max_width)
{
  const TallyMetric *metric = tally_metric_find (series->metric);
  GString *out = g_string_new (metric != NULL ? metric->title : series->metric);

  if (*series->subject != '\0')
    g_string_append_printf (out, ": %s", series->subject);
  g_string_append_printf (out, " (passes: %s)\n", tally_sample_scope_get_id (series->scope));
  if (series->samples->len == 0)
    {
      g_string_append (out, "Nothing was recorded in this time.\n");
      return tally_text_steal (out);
    }
  append_course (out, series);
  append_table (out, series, max_width);
  return tally_text_steal (out);
}

static gboolean
parse_ago (const char *text,
           gint64      now_utc_usec,
           gint64     *out_utc_usec)
{
  static const struct {
    char   letter;
    gint64 usec;
  } units[] = { { 'd', G_TIME_SPAN_DAY }, { 'h', G_TIME_SPAN_HOUR }, { 'm', G_TIME_SPAN_MINUTE } };
  gsize length = strlen (text);
  g_autofree char *digits = length > 1 ? g_strndup (text, length - 1) : NULL;
  guint64 number;

  for (guint i = 0; digits != NULL && i < G_N_ELEMENTS (units); i++)
    if (text[length - 1] == units[i].letter
        && g_ascii_string_to_unsigned (digits, 10, 0, 100000, &number, NULL))
      {
        *out_utc_usec = now_utc_usec - (gint64) number * units[i].usec;
        return TRUE;
      }
  return FALSE;
}

gboolean
tally_cli_metrics_parse_time (const char *text,
                              gint64      now_utc_usec,
                              gint64     *out_utc_usec)
{
  g_autofree char *midnight = NULL;

  g_return_val_if_fail (text != NULL && out_utc_usec != NULL, FALSE);
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  return parse_ago (text, now_utc_usec, out_utc_usec) || tally_clock_parse_utc (text, out_utc_usec)
         || tally_clock_parse_utc (midnight, out_utc_usec);
}
