/* tally-metric.h
 *
 * What is measured: each figure's stable name, its unit and what it says. Who records names a figure by its number here,
 * the database and faces by its id. Values are whole numbers of the unit, so that sums are exact. Pure functions over a
 * constant table, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyMetricKey:
 * @TALLY_N_METRICS: how many there are
 *
 * The figures, in the order shown; tally-metric.c says what each is. Only the ids are stored.
 */
typedef enum {
  TALLY_METRIC_RUN_DURATION,
  TALLY_METRIC_RUN_CPU,
  TALLY_METRIC_RUN_MEMORY,
  TALLY_METRIC_RUN_CALLS,
  TALLY_METRIC_RUN_RETRIES,
  TALLY_METRIC_RUN_BYTES,
  TALLY_METRIC_RUN_WAIT,
  TALLY_METRIC_RUN_DATABASE,
  TALLY_METRIC_RUN_ROWS,
  TALLY_METRIC_RUN_LINES_NEW,
  TALLY_METRIC_RUN_LINES_CHANGED,
  TALLY_METRIC_RUN_LINES_GONE,
  TALLY_METRIC_RUN_SHEETS_READ,
  TALLY_METRIC_RUN_SHEETS_UNCHANGED,
  TALLY_METRIC_RUN_SHEETS_LOST,
  TALLY_METRIC_RUN_WORKBOOKS,
  TALLY_METRIC_RUN_WORKBOOK_BYTES,
  TALLY_METRIC_RUN_WORKBOOKS_FAILED,
  TALLY_METRIC_RUN_HELD,
  TALLY_METRIC_RUN_PUBLISHED,
  TALLY_METRIC_RUN_REMOVED,
  TALLY_METRIC_RUN_UPLOADS_FAILED,
  TALLY_METRIC_RUN_RECOVERED,
  TALLY_METRIC_RUN_EXIT_CODE,
  TALLY_METRIC_STAGE_DURATION,
  TALLY_METRIC_STAGE_CPU,
  TALLY_METRIC_STAGE_MEMORY,
  TALLY_METRIC_STAGE_CALLS,
  TALLY_METRIC_STAGE_BYTES,
  TALLY_METRIC_STAGE_WAIT,
  TALLY_METRIC_STAGE_DATABASE,
  TALLY_METRIC_STAGE_FAILED,
  TALLY_METRIC_API_CALLS,
  TALLY_METRIC_API_RETRIES,
  TALLY_METRIC_API_ANSWERS,
  TALLY_METRIC_API_DURATION,
  TALLY_METRIC_API_BYTES,
  TALLY_METRIC_API_WAIT,
  TALLY_METRIC_WORKBOOK_DURATION,
  TALLY_METRIC_PLAN_ROWS,
  TALLY_METRIC_SHEET_ROWS,
  TALLY_METRIC_SHEET_CELLS,
  TALLY_METRIC_SHEET_CONFIDENCE,
  TALLY_METRIC_SHEET_EXCLUDED,
  TALLY_METRIC_SHEET_REASON,
  TALLY_METRIC_SHEET_DURATION,
  TALLY_METRIC_SHEET_BYTES,
  TALLY_METRIC_MACHINE_LOAD,
  TALLY_METRIC_MACHINE_MEMORY_FREE,
  TALLY_METRIC_MACHINE_DISK_FREE,
  TALLY_METRIC_PROCESS_MEMORY,
  TALLY_METRIC_PROCESS_FILES,
  TALLY_METRIC_PROCESS_THREADS,
  TALLY_METRIC_MEASURE_DROPPED,
  TALLY_METRIC_HEALTH_STATE,
  TALLY_METRIC_HEALTH_PROBE,
  TALLY_METRIC_HEALTH_LATENCY,
  TALLY_N_METRICS,
} TallyMetricKey;

/**
 * TallyMetricUnit:
 * @TALLY_METRIC_UNIT_COUNT: things
 * @TALLY_METRIC_UNIT_USEC: µs
 * @TALLY_METRIC_UNIT_BYTES: bytes
 * @TALLY_METRIC_UNIT_PERCENT: hundredths of the whole
 * @TALLY_METRIC_UNIT_PPM: millionths of the whole
 * @TALLY_METRIC_UNIT_MILLI: thousandths of one
 *
 * What a value counts.
 */
typedef enum {
  TALLY_METRIC_UNIT_COUNT,
  TALLY_METRIC_UNIT_USEC,
  TALLY_METRIC_UNIT_BYTES,
  TALLY_METRIC_UNIT_PERCENT,
  TALLY_METRIC_UNIT_PPM,
  TALLY_METRIC_UNIT_MILLI,
} TallyMetricUnit;

/**
 * TallyMetricKind:
 * @TALLY_METRIC_GAUGE: how something stands: the last, the least and the greatest matter
 * @TALLY_METRIC_COUNTER: how much happened since the sample before: the sum matters
 * @TALLY_METRIC_DURATION: how long something took: sum, mean and greatest matter
 */
typedef enum {
  TALLY_METRIC_GAUGE,
  TALLY_METRIC_COUNTER,
  TALLY_METRIC_DURATION,
} TallyMetricKind;

/**
 * TallyMetricSubject:
 * @TALLY_METRIC_OF_NOTHING: the figure has no subject: ""
 * @TALLY_METRIC_OF_STAGE: id of a job of the pipeline
 * @TALLY_METRIC_OF_ENDPOINT: id of a call, e.g. "get-sheet"
 * @TALLY_METRIC_OF_ANSWER: "2xx", "3xx", "4xx", "429", "5xx", or "none" without an answer
 * @TALLY_METRIC_OF_SHEET: id of a sheet
 * @TALLY_METRIC_OF_REASON: id of a reason, see tally-reason.h
 * @TALLY_METRIC_OF_SHEET_REASON: id of a sheet, ":", id of a reason
 * @TALLY_METRIC_OF_PART: id of a part of the installation, or of a probe of its checkup
 *
 * What a figure is about: ids alone, never a name.
 */
typedef enum {
  TALLY_METRIC_OF_NOTHING,
  TALLY_METRIC_OF_STAGE,
  TALLY_METRIC_OF_ENDPOINT,
  TALLY_METRIC_OF_ANSWER,
  TALLY_METRIC_OF_SHEET,
  TALLY_METRIC_OF_REASON,
  TALLY_METRIC_OF_SHEET_REASON,
  TALLY_METRIC_OF_PART,
} TallyMetricSubject;

/**
 * TallyMetricWorse:
 * @TALLY_METRIC_NEITHER_IS_WORSE: a figure says nothing good or bad by itself
 * @TALLY_METRIC_HIGHER_IS_WORSE: less is better
 * @TALLY_METRIC_LOWER_IS_WORSE: more is better
 */
typedef enum {
  TALLY_METRIC_NEITHER_IS_WORSE,
  TALLY_METRIC_HIGHER_IS_WORSE,
  TALLY_METRIC_LOWER_IS_WORSE,
} TallyMetricWorse;

/**
 * TallyMetric:
 * @id: stable id, "area.noun"; stored
 * @title: what people call it, English
 * @unit: what its values count
 * @kind: how it is read
 * @subject: what it is about
 * @worse: which way is bad
 */
typedef struct {
  const char         *id;
  const char         *title;
  TallyMetricUnit     unit;
  TallyMetricKind     kind;
  TallyMetricSubject  subject;
  TallyMetricWorse    worse;
} TallyMetric;

/**
 * tally_metric_get:
 * @key: a figure
 *
 * Returns: (transfer none): what it is
 */
const TallyMetric *tally_metric_get          (TallyMetricKey   key);

/**
 * tally_metric_find:
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the figure; %NULL if this version knows none of that id
 */
const TallyMetric *tally_metric_find         (const char      *id);

/**
 * tally_metric_unit_get_id:
 * @unit: a unit
 *
 * Returns: (transfer none): its stable id: "count", "usec", "bytes", "percent", "ppm" or "milli"
 */
const char        *tally_metric_unit_get_id  (TallyMetricUnit  unit);

/**
 * tally_metric_kind_get_id:
 * @kind: a kind
 *
 * Returns: (transfer none): its stable id: "gauge", "counter" or "duration"
 */
const char        *tally_metric_kind_get_id  (TallyMetricKind  kind);

G_END_DECLS
