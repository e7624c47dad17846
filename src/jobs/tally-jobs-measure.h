/* tally-jobs-measure.h
 *
 * Measures a pass and its jobs, and keeps the samples in memory until a job ends: calls by endpoint
 * and answer, waits, bytes, processor time, memory, time in the database, facts about the sheets
 * read anew, machine and process. Every function takes %NULL for a measure and then does nothing.
 * Calls are told by any thread; the rest is the run thread's. Subjects are ids alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-column-map.h"
#include "tally-run.h"
#include "tally-sample-batch.h"
#include "tally-smartsheet-client.h"
#include "tally-store.h"

G_BEGIN_DECLS

typedef struct _TallyJobsMeasure TallyJobsMeasure;

/**
 * TallyJobsMeasureOptions:
 * @clock: time
 * @data_dir: (nullable): folder whose disk is watched
 * @scope: what kind of pass it is
 * @publishes: whether the target may be changed: figures of publishing are recorded only then
 *
 * What is measured.
 */
typedef struct {
  TallyClock       *clock;
  const char       *data_dir;
  TallySampleScope  scope;
  gboolean          publishes;
} TallyJobsMeasureOptions;

/**
 * TallyJobsMeasuredStage:
 * @id: id of the job
 * @has_calls: whether it talks to Smartsheet
 * @is_done: whether it did its work
 */
typedef struct {
  const char *id;
  gboolean    has_calls;
  gboolean    is_done;
} TallyJobsMeasuredStage;

/**
 * TallyJobsMeasuredSheet:
 * @sheet_id: the sheet
 * @n_rows: rows that it has, -1 = not known
 * @n_columns: columns that it has, 0 = not known
 * @map: (nullable): which of them hold what
 *
 * A sheet that was read anew.
 */
typedef struct {
  gint64                sheet_id;
  gint64                n_rows;
  guint                 n_columns;
  const TallyColumnMap *map;
} TallyJobsMeasuredSheet;

/**
 * tally_jobs_measure_new:
 * @options: what is measured; everything is copied or referenced
 *
 * Begins to measure a pass: now.
 *
 * Returns: (transfer full): a measure
 */
TallyJobsMeasure *tally_jobs_measure_new         (const TallyJobsMeasureOptions *options);

/**
 * tally_jobs_measure_free:
 * @self: (nullable): a measure
 *
 * Frees it, and drops what was not flushed.
 */
void              tally_jobs_measure_free        (TallyJobsMeasure              *self);

/**
 * tally_jobs_measure_add:
 * @self: (nullable): a measure
 * @key: a figure
 * @subject: (nullable): what it is about, an id; %NULL = nothing
 * @value: the value, in the figure's unit
 *
 * Records a sample, now. Beyond 200,000 that wait samples are dropped and counted.
 */
void              tally_jobs_measure_add         (TallyJobsMeasure              *self,
                                                  TallyMetricKey                 key,
                                                  const char                    *subject,
                                                  gint64                         value);

/**
 * tally_jobs_measure_call:
 * @self: (nullable): a measure
 * @call: a finished try
 *
 * Records a call. Any thread.
 */
void              tally_jobs_measure_call        (TallyJobsMeasure              *self,
                                                  const TallySmartsheetCall     *call);

/**
 * tally_jobs_measure_machine:
 * @self: (nullable): a measure
 *
 * Records how machine and process stand.
 */
void              tally_jobs_measure_machine     (TallyJobsMeasure              *self);

/**
 * tally_jobs_measure_begin_stage:
 * @self: (nullable): a measure
 * @store: the store of the run
 *
 * What comes now belongs to a job.
 */
void              tally_jobs_measure_begin_stage (TallyJobsMeasure              *self,
                                                  TallyStore                    *store);

/**
 * tally_jobs_measure_end_stage:
 * @self: (nullable): a measure
 * @store: the store of the run
 * @stage: the job that has ended
 *
 * Records what the job took, and flushes when it is worth a transaction. Its memory is exact where
 * it raised the peak of the process; else the greater of what it was before and after.
 */
void              tally_jobs_measure_end_stage   (TallyJobsMeasure              *self,
                                                  TallyStore                    *store,
                                                  const TallyJobsMeasuredStage  *stage);

/**
 * tally_jobs_measure_sheet:
 * @self: (nullable): a measure
 * @sheet: a sheet that was read anew
 *
 * Records what is known of it, and what its calls took in this job.
 */
void              tally_jobs_measure_sheet       (TallyJobsMeasure              *self,
                                                  const TallyJobsMeasuredSheet  *sheet);

/**
 * tally_jobs_measure_exclusions:
 * @self: (nullable): a measure
 * @sheets: (element-type gint64 TallyJobsSheetCounts): rows by sheet
 *
 * Records which share of the rows is not billed, for the sheets that were read anew in this pass.
 */
void              tally_jobs_measure_exclusions  (TallyJobsMeasure              *self,
                                                  GHashTable                    *sheets);

/**
 * tally_jobs_measure_run:
 * @self: (nullable): a measure
 * @store: the store of the run
 * @run: what the pass did
 *
 * Records what the pass came to.
 */
void              tally_jobs_measure_run         (TallyJobsMeasure              *self,
                                                  TallyStore                    *store,
                                                  const TallyRun                *run);

/**
 * tally_jobs_measure_flush:
 * @self: (nullable): a measure
 * @store: a store opened for writing
 * @error: return location, or %NULL
 *
 * Writes what waits in one transaction. What could not be written waits for the next time.
 *
 * Errors: those of the store - say so once and go on: %TALLY_STORE_ERROR_BUSY passes by itself.
 *
 * Returns: %TRUE if nothing waits
 */
gboolean          tally_jobs_measure_flush       (TallyJobsMeasure              *self,
                                                  TallyStore                    *store,
                                                  GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsMeasure, tally_jobs_measure_free)

G_END_DECLS
