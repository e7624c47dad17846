/* tally-jobs-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-measure.h"

#include "tally-jobs-measure-private.h"
#include "tally-store-samples.h"

/* Samples that may wait: what an hour of publishing makes, 5 MB. */
#define MAX_SAMPLES 200000
/* A transaction at the end of a job is worth so many; the rest waits for the next job's end. */
#define FLUSH_SAMPLES 64

TallyJobsMeasure *
tally_jobs_measure_new (const TallyJobsMeasureOptions *options)
{
  TallyJobsMeasure *self;
  TallyJobsMachine process;

  g_return_val_if_fail (options != NULL && options->clock != NULL, NULL);
  self = g_new0 (TallyJobsMeasure, 1);
  g_mutex_init (&self->mutex);
  self->clock = tally_clock_ref (options->clock);
  self->data_dir = g_strdup (options->data_dir);
  self->scope = options->scope;
  self->publishes = options->publishes;
  self->batch = tally_sample_batch_new ();
  self->endpoints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->read = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->run_begin_usec = tally_clock_get_monotonic_usec (self->clock);
  tally_jobs_machine_read_process (&process);
  self->run_cpu_usec = process.cpu_usec;
  return self;
}

void
tally_jobs_measure_free (TallyJobsMeasure *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->endpoints);
  g_hash_table_unref (self->sheets);
  g_hash_table_unref (self->read);
  tally_sample_batch_free (self->batch);
  tally_clock_unref (self->clock);
  g_mutex_clear (&self->mutex);
  g_free (self->data_dir);
  g_free (self);
}

/* Sheets and the machine are what they are, whatever a pass leaves out. */
static TallySampleScope
choose_scope (const TallyJobsMeasure *self,
              TallyMetricKey          key)
{
  return key >= TALLY_METRIC_SHEET_ROWS ? TALLY_SAMPLE_FULL : self->scope;
}

void
tally_jobs_measure_add_locked (TallyJobsMeasure *self,
                               TallyMetricKey    key,
                               const char       *subject,
                               gint64            value)
{
  guint series;

  if (tally_sample_batch_get_n_samples (self->batch) >= MAX_SAMPLES)
    {
      self->n_dropped++;
      return;
    }
  series = tally_sample_batch_find_series (self->batch, key, subject, choose_scope (self, key));
  tally_sample_batch_add (self->batch, series, tally_clock_get_utc_usec (self->clock), value);
}

void
tally_jobs_measure_add (TallyJobsMeasure *self,
                        TallyMetricKey    key,
                        const char       *subject,
                        gint64            value)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  tally_jobs_measure_add_locked (self, key, subject, value);
  g_mutex_unlock (&self->mutex);
}

static void
add_known (TallyJobsMeasure *self,
           TallyMetricKey    key,
           gint64            value)
{
  if (value >= 0)
    tally_jobs_measure_add (self, key, NULL, value);
}

void
tally_jobs_measure_machine (TallyJobsMeasure *self)
{
  TallyJobsMachine machine;

  if (self == NULL)
    return;
  tally_jobs_machine_read (&machine, self->data_dir);
  add_known (self, TALLY_METRIC_MACHINE_LOAD, machine.load_milli);
  add_known (self, TALLY_METRIC_MACHINE_MEMORY_FREE, machine.memory_free_bytes);
  add_known (self, TALLY_METRIC_MACHINE_DISK_FREE, machine.disk_free_bytes);
  add_known (self, TALLY_METRIC_PROCESS_MEMORY, machine.process_bytes);
  add_known (self, TALLY_METRIC_PROCESS_FILES, machine.n_files);
  add_known (self, TALLY_METRIC_PROCESS_THREADS, machine.n_threads);
}

void
tally_jobs_measure_begin_stage (TallyJobsMeasure *self,
                                TallyStore       *store)
{
  if (self == NULL)
    return;
  self->stage_begin_usec = tally_clock_get_monotonic_usec (self->clock);
  self->stage_busy_usec = tally_store_get_busy_usec (store);
  tally_jobs_machine_read_process (&self->stage_process);
}

/* The kernel keeps one peak for the whole process: where a stage did not raise it, what it began and
 * ended with is the best that is known. */
static gint64
get_stage_memory (const TallyJobsMachine *before,
                  const TallyJobsMachine *after)
{
  return after->peak_bytes > before->peak_bytes ? after->peak_bytes
                                                : MAX (before->process_bytes, after->process_bytes);
}

static void
add_stage (TallyJobsMeasure             *self,
           TallyStore                   *store,
           const TallyJobsMeasuredStage *stage,
           const TallyJobsMeasuredCalls *calls)
{
  TallyJobsMachine process;
  gint64 now = tally_clock_get_monotonic_usec (self->clock);

  tally_jobs_machine_read_process (&process);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_DURATION, stage->id, now - self->stage_begin_usec);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_CPU, stage->id,
                          process.cpu_usec - self->stage_process.cpu_usec);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_MEMORY, stage->id,
                          get_stage_memory (&self->stage_process, &process));
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_DATABASE, stage->id,
                          tally_store_get_busy_usec (store) - self->stage_busy_usec);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_FAILED, stage->id, stage->is_done ? 0 : 1);
  if (!stage->has_calls && calls->n_calls == 0)
    return;
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_CALLS, stage->id, calls->n_calls);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_BYTES, stage->id, calls->bytes);
  tally_jobs_measure_add (self, TALLY_METRIC_STAGE_WAIT, stage->id, calls->wait_usec);
}

void
tally_jobs_measure_end_stage (TallyJobsMeasure             *self,
                              TallyStore                   *store,
                              const TallyJobsMeasuredStage *stage)
{
  TallyJobsMeasuredCalls calls;

  if (self == NULL)
    return;
  tally_jobs_measure_settle_calls (self, &calls);
  if (self->publishes || strcmp (stage->id, "publish") != 0)
    add_stage (self, store, stage, &calls);
  /* What could not be written now is written at the end, and said then. */
  if (tally_sample_batch_get_n_samples (self->batch) >= FLUSH_SAMPLES
      && !tally_jobs_measure_flush (self, store, NULL))
    return;
}

gboolean
tally_jobs_measure_flush (TallyJobsMeasure  *self,
                          TallyStore        *store,
                          GError           **error)
{
  gboolean written;

  if (self == NULL)
    return TRUE;
  g_mutex_lock (&self->mutex);
  written = tally_store_samples_add (store, self->batch, error);
  if (written)
    tally_sample_batch_clear (self->batch);
  if (written && self->n_dropped > 0)
    {
      tally_jobs_measure_add_locked (self, TALLY_METRIC_MEASURE_DROPPED, NULL, self->n_dropped);
      self->n_dropped = 0;
    }
  g_mutex_unlock (&self->mutex);
  return written;
}
