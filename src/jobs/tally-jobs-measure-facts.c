/* tally-jobs-measure-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-counts.h"
#include "tally-jobs-measure-private.h"

#define PPM 1000000

/* How sure the least sure of the mapped columns is, percent; -1 if none is mapped. */
static gint64
get_confidence (const TallyColumnMap *map)
{
  gint64 least = -1;

  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (map->matches[i].column_id != 0
        && (least < 0 || map->matches[i].confidence_percent < (guint64) least))
      least = map->matches[i].confidence_percent;
  return least;
}

static void
add_sheet_calls (TallyJobsMeasure *self,
                 gint64            sheet_id,
                 const char       *subject)
{
  const TallyJobsMeasuredCalls *calls;

  g_mutex_lock (&self->mutex);
  calls = g_hash_table_lookup (self->sheets, &sheet_id);
  if (calls != NULL)
    {
      tally_jobs_measure_add_locked (self, TALLY_METRIC_SHEET_DURATION, subject, calls->usec);
      tally_jobs_measure_add_locked (self, TALLY_METRIC_SHEET_BYTES, subject, calls->bytes);
    }
  g_mutex_unlock (&self->mutex);
}

void
tally_jobs_measure_sheet (TallyJobsMeasure             *self,
                          const TallyJobsMeasuredSheet *sheet)
{
  g_autofree char *subject = NULL;
  gint64 confidence;

  if (self == NULL)
    return;
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->sheet_id);
  g_hash_table_add (self->read, g_memdup2 (&sheet->sheet_id, sizeof sheet->sheet_id));
  if (sheet->n_rows >= 0)
    tally_jobs_measure_add (self, TALLY_METRIC_SHEET_ROWS, subject, sheet->n_rows);
  if (sheet->n_rows >= 0 && sheet->n_columns > 0)
    tally_jobs_measure_add (self, TALLY_METRIC_SHEET_CELLS, subject,
                            sheet->n_rows * (gint64) sheet->n_columns);
  confidence = sheet->map != NULL ? get_confidence (sheet->map) : -1;
  if (confidence >= 0)
    tally_jobs_measure_add (self, TALLY_METRIC_SHEET_CONFIDENCE, subject, confidence);
  add_sheet_calls (self, sheet->sheet_id, subject);
}

static void
add_exclusions (TallyJobsMeasure           *self,
                gint64                      sheet_id,
                const TallyJobsSheetCounts *counts)
{
  g_autofree char *sheet = g_strdup_printf ("%" G_GINT64_FORMAT, sheet_id);
  gint64 n_excluded = 0, n_rows;

  for (guint i = 0; i < TALLY_N_REASONS; i++)
    n_excluded += counts->n_excluded[i];
  n_rows = n_excluded + counts->n_accepted;
  if (n_rows == 0)
    return;
  tally_jobs_measure_add (self, TALLY_METRIC_SHEET_EXCLUDED, sheet, n_excluded * PPM / n_rows);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      g_autofree char *subject = NULL;
      if (counts->n_excluded[i] == 0)
        continue;
      subject = g_strdup_printf ("%s:%s", sheet, tally_reason_get_id ((TallyReason) i));
      tally_jobs_measure_add (self, TALLY_METRIC_SHEET_REASON, subject,
                              (gint64) counts->n_excluded[i] * PPM / n_rows);
    }
}

void
tally_jobs_measure_exclusions (TallyJobsMeasure *self,
                               GHashTable       *sheets)
{
  GHashTableIter iter;
  gpointer id;

  if (self == NULL)
    return;
  g_hash_table_iter_init (&iter, self->read);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const TallyJobsSheetCounts *counts = g_hash_table_lookup (sheets, id);
      if (counts != NULL)
        add_exclusions (self, *(const gint64 *) id, counts);
    }
}

static void
add_counts (TallyJobsMeasure     *self,
            const TallyRunCounts *counts)
{
  const struct {
    TallyMetricKey key;
    guint64        value;
    gboolean       is_publishing;
  } figures[] = {
    { TALLY_METRIC_RUN_LINES_NEW, counts->n_lines_new, FALSE },
    { TALLY_METRIC_RUN_LINES_CHANGED, counts->n_lines_changed, FALSE },
    { TALLY_METRIC_RUN_LINES_GONE, counts->n_lines_gone, FALSE },
    { TALLY_METRIC_RUN_SHEETS_READ, counts->n_sheets_read, FALSE },
    { TALLY_METRIC_RUN_SHEETS_UNCHANGED, counts->n_sheets_unchanged, FALSE },
    { TALLY_METRIC_RUN_SHEETS_LOST, counts->n_sheets_lost, FALSE },
    { TALLY_METRIC_RUN_WORKBOOKS, counts->n_workbooks_written, FALSE },
    { TALLY_METRIC_RUN_WORKBOOK_BYTES, counts->workbook_bytes, FALSE },
    { TALLY_METRIC_RUN_WORKBOOKS_FAILED, counts->n_workbooks_failed, FALSE },
    { TALLY_METRIC_RUN_PUBLISHED, counts->n_published, TRUE },
    { TALLY_METRIC_RUN_REMOVED, counts->n_removed, TRUE },
    { TALLY_METRIC_RUN_UPLOADS_FAILED, counts->n_upload_failed, TRUE },
    { TALLY_METRIC_RUN_RECOVERED, counts->n_recovered, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (self->publishes || !figures[i].is_publishing)
      tally_jobs_measure_add (self, figures[i].key, NULL, (gint64) MIN (figures[i].value, G_MAXINT64));
}

static void
add_plan (TallyJobsMeasure *self,
          const TallyPlan  *plan)
{
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_ROWS, NULL, (gint64) plan->n_rows);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_HELD, NULL, tally_plan_count (plan, TALLY_PLAN_HELD));
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (plan->n_by_reason[i] > 0)
      tally_jobs_measure_add (self, TALLY_METRIC_PLAN_ROWS, tally_reason_get_id ((TallyReason) i),
                              (gint64) plan->n_by_reason[i]);
}

void
tally_jobs_measure_run (TallyJobsMeasure *self,
                        TallyStore       *store,
                        const TallyRun   *run)
{
  TallyJobsMeasuredCalls calls;
  TallyJobsMachine process;
  gint64 now;

  if (self == NULL)
    return;
  tally_jobs_measure_settle_calls (self, &calls); /* what came between two jobs */
  now = tally_clock_get_monotonic_usec (self->clock);
  tally_jobs_machine_read_process (&process);
  g_mutex_lock (&self->mutex);
  calls = self->run;
  g_mutex_unlock (&self->mutex);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_DURATION, NULL, now - self->run_begin_usec);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_CPU, NULL, process.cpu_usec - self->run_cpu_usec);
  if (process.peak_bytes >= 0)
    tally_jobs_measure_add (self, TALLY_METRIC_RUN_MEMORY, NULL, process.peak_bytes);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_CALLS, NULL, calls.n_calls);
  if (calls.n_calls > 0)
    tally_jobs_measure_add (self, TALLY_METRIC_HEALTH_LATENCY, NULL, calls.usec / calls.n_calls);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_RETRIES, NULL, calls.n_retries);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_BYTES, NULL, calls.bytes);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_WAIT, NULL, calls.wait_usec);
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_DATABASE, NULL, tally_store_get_busy_usec (store));
  tally_jobs_measure_add (self, TALLY_METRIC_RUN_EXIT_CODE, NULL, tally_run_get_exit_code (run));
  add_counts (self, &run->counts);
  if (run->plan != NULL)
    add_plan (self, run->plan);
}
