/* tally-metric.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-metric.h"

#define COUNT TALLY_METRIC_UNIT_COUNT
#define USEC TALLY_METRIC_UNIT_USEC
#define BYTES TALLY_METRIC_UNIT_BYTES
#define PPM TALLY_METRIC_UNIT_PPM
#define MILLI TALLY_METRIC_UNIT_MILLI
#define GAUGE TALLY_METRIC_GAUGE
#define COUNTER TALLY_METRIC_COUNTER
#define DURATION TALLY_METRIC_DURATION
#define ALL TALLY_METRIC_OF_NOTHING
#define STAGE TALLY_METRIC_OF_STAGE
#define ENDPOINT TALLY_METRIC_OF_ENDPOINT
#define SHEET TALLY_METRIC_OF_SHEET
#define NEITHER TALLY_METRIC_NEITHER_IS_WORSE
#define HIGHER TALLY_METRIC_HIGHER_IS_WORSE
#define LOWER TALLY_METRIC_LOWER_IS_WORSE

static const TallyMetric metrics[TALLY_N_METRICS] = {
  [TALLY_METRIC_RUN_DURATION] = { "run.duration", "Duration of a pass", USEC, DURATION, ALL, HIGHER },
  [TALLY_METRIC_RUN_CPU] = { "run.cpu", "Processor time of a pass", USEC, DURATION, ALL, HIGHER },
  [TALLY_METRIC_RUN_MEMORY] = { "run.memory", "Peak memory of a pass", BYTES, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_RUN_CALLS] = { "run.calls", "Calls of a pass", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_RETRIES] = { "run.retries", "Repeated calls of a pass", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_BYTES] = { "run.bytes", "Bytes received in a pass", BYTES, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_WAIT] = { "run.wait", "Waits before calls in a pass", USEC, DURATION, ALL, HIGHER },
  [TALLY_METRIC_RUN_DATABASE]
    = { "run.database", "Time in database transactions of a pass", USEC, DURATION, ALL, HIGHER },
  [TALLY_METRIC_RUN_ROWS] = { "run.rows", "Rows with a value", COUNT, GAUGE, ALL, NEITHER },
  [TALLY_METRIC_RUN_LINES_NEW] = { "run.lines-new", "New lines", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_LINES_CHANGED]
    = { "run.lines-changed", "Changed lines", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_LINES_GONE] = { "run.lines-gone", "Lines that are gone", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_SHEETS_READ] = { "run.sheets-read", "Sheets read anew", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_SHEETS_UNCHANGED]
    = { "run.sheets-unchanged", "Unchanged sheets", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_SHEETS_LOST]
    = { "run.sheets-lost", "Sheets that could not be read", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_WORKBOOKS] = { "run.workbooks", "Workbooks made", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_WORKBOOK_BYTES]
    = { "run.workbook-bytes", "Size of the workbooks made", BYTES, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_WORKBOOKS_FAILED]
    = { "run.workbooks-failed", "Workbooks that could not be made", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_HELD] = { "run.held", "Workbooks held", COUNT, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_RUN_PUBLISHED] = { "run.published", "Workbooks published", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_REMOVED] = { "run.removed", "Superseded workbooks removed", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_UPLOADS_FAILED]
    = { "run.uploads-failed", "Workbooks that could not be attached", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_RUN_RECOVERED]
    = { "run.recovered", "Interrupted publications completed", COUNT, COUNTER, ALL, NEITHER },
  [TALLY_METRIC_RUN_EXIT_CODE] = { "run.exit-code", "Exit code of a pass", COUNT, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_STAGE_DURATION] = { "stage.duration", "Duration of a job", USEC, DURATION, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_CPU] = { "stage.cpu", "Processor time of a job", USEC, DURATION, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_MEMORY] = { "stage.memory", "Memory of a job", BYTES, GAUGE, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_CALLS] = { "stage.calls", "Calls of a job", COUNT, COUNTER, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_BYTES] = { "stage.bytes", "Bytes received in a job", BYTES, COUNTER, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_WAIT] = { "stage.wait", "Waits before calls in a job", USEC, DURATION, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_DATABASE]
    = { "stage.database", "Time in database transactions of a job", USEC, DURATION, STAGE, HIGHER },
  [TALLY_METRIC_STAGE_FAILED] = { "stage.failed", "Jobs that failed", COUNT, COUNTER, STAGE, HIGHER },
  [TALLY_METRIC_API_CALLS] = { "api.calls", "Calls by endpoint", COUNT, COUNTER, ENDPOINT, HIGHER },
  [TALLY_METRIC_API_RETRIES] = { "api.retries", "Repeats by endpoint", COUNT, COUNTER, ENDPOINT, HIGHER },
  [TALLY_METRIC_API_ANSWERS]
    = { "api.answers", "Answers by class of status", COUNT, COUNTER, TALLY_METRIC_OF_ANSWER, NEITHER },
  [TALLY_METRIC_API_DURATION] = { "api.duration", "Duration of a call", USEC, DURATION, ENDPOINT, HIGHER },
  [TALLY_METRIC_API_BYTES] = { "api.bytes", "Bytes received by endpoint", BYTES, COUNTER, ENDPOINT, HIGHER },
  [TALLY_METRIC_API_WAIT] = { "api.wait", "Waits before calls by endpoint", USEC, DURATION, ENDPOINT, HIGHER },
  [TALLY_METRIC_WORKBOOK_DURATION]
    = { "workbook.duration", "Making of a workbook", USEC, DURATION, ALL, HIGHER },
  [TALLY_METRIC_PLAN_ROWS]
    = { "plan.rows", "Rows of the plan by reason", COUNT, GAUGE, TALLY_METRIC_OF_REASON, NEITHER },
  [TALLY_METRIC_SHEET_ROWS] = { "sheet.rows", "Rows of a sheet", COUNT, GAUGE, SHEET, NEITHER },
  [TALLY_METRIC_SHEET_CELLS]
    = { "sheet.cells", "Cells of a sheet, of 500,000 that it may have", COUNT, GAUGE, SHEET, HIGHER },
  [TALLY_METRIC_SHEET_CONFIDENCE]
    = { "sheet.confidence", "Confidence in the columns of a sheet", TALLY_METRIC_UNIT_PERCENT, GAUGE, SHEET,
        LOWER },
  [TALLY_METRIC_SHEET_EXCLUDED]
    = { "sheet.excluded", "Share of a sheet's rows that are not billed", PPM, GAUGE, SHEET, HIGHER },
  [TALLY_METRIC_SHEET_REASON]
    = { "sheet.reason", "Share of a sheet's rows by why they are not billed", PPM, GAUGE,
        TALLY_METRIC_OF_SHEET_REASON, HIGHER },
  [TALLY_METRIC_SHEET_DURATION]
    = { "sheet.duration", "Calls for a sheet read anew", USEC, DURATION, SHEET, HIGHER },
  [TALLY_METRIC_SHEET_BYTES]
    = { "sheet.bytes", "Bytes received for a sheet read anew", BYTES, COUNTER, SHEET, HIGHER },
  [TALLY_METRIC_MACHINE_LOAD] = { "machine.load", "Load over a minute", MILLI, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_MACHINE_MEMORY_FREE]
    = { "machine.memory-free", "Memory that is available", BYTES, GAUGE, ALL, LOWER },
  [TALLY_METRIC_MACHINE_DISK_FREE]
    = { "machine.disk-free", "Room left for the data directory", BYTES, GAUGE, ALL, LOWER },
  [TALLY_METRIC_PROCESS_MEMORY] = { "process.memory", "Memory of the process", BYTES, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_PROCESS_FILES] = { "process.files", "Open files of the process", COUNT, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_PROCESS_THREADS] = { "process.threads", "Threads of the process", COUNT, GAUGE, ALL, HIGHER },
  [TALLY_METRIC_MEASURE_DROPPED]
    = { "measure.dropped", "Samples there was no room for", COUNT, COUNTER, ALL, HIGHER },
  [TALLY_METRIC_HEALTH_STATE]
    = { "health.state", "State of a part, 0 = ok … 6 = failed", COUNT, GAUGE, TALLY_METRIC_OF_PART, HIGHER },
  [TALLY_METRIC_HEALTH_PROBE]
    = { "health.probe", "What a probe of the checkup found, 0 = ok … 3 = skipped", COUNT, GAUGE, TALLY_METRIC_OF_PART,
        NEITHER },
  [TALLY_METRIC_HEALTH_LATENCY] = { "health.latency", "Mean time of a call", USEC, DURATION, ALL, HIGHER },
};

const TallyMetric *
tally_metric_get (TallyMetricKey key)
{
  g_return_val_if_fail (key < TALLY_N_METRICS, &metrics[0]);
  return &metrics[key];
}

const TallyMetric *
tally_metric_find (const char *id)
{
  for (guint i = 0; i < TALLY_N_METRICS; i++)
    if (g_strcmp0 (metrics[i].id, id) == 0)
      return &metrics[i];
  return NULL;
}

const char *
tally_metric_unit_get_id (TallyMetricUnit unit)
{
  static const char *const ids[] = { "count", "usec", "bytes", "percent", "ppm", "milli" };

  g_return_val_if_fail (unit < G_N_ELEMENTS (ids), "");
  return ids[unit];
}

const char *
tally_metric_kind_get_id (TallyMetricKind kind)
{
  static const char *const ids[] = { "gauge", "counter", "duration" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (ids), "");
  return ids[kind];
}
