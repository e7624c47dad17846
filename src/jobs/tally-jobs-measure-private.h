/* tally-jobs-measure-private.h
 *
 * What the files of the measure share. Run thread but for what the mutex guards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-machine.h"
#include "tally-jobs-measure.h"

G_BEGIN_DECLS

/* Classes of answers, see %TALLY_METRIC_OF_ANSWER. */
#define TALLY_JOBS_N_ANSWERS 6

/**
 * TallyJobsMeasuredCalls:
 * @n_calls: calls sent, repeats included
 * @n_retries: of these, repeats
 * @bytes: bytes of body received
 * @wait_usec: µs waited before them
 * @usec: µs that they took
 *
 * What calls come to.
 */
typedef struct {
  gint64 n_calls;
  gint64 n_retries;
  gint64 bytes;
  gint64 wait_usec;
  gint64 usec;
} TallyJobsMeasuredCalls;

struct _TallyJobsMeasure {
  TallyClock             *clock;      /* (owned) */
  char                   *data_dir;   /* (owned) (nullable) */
  TallySampleScope        scope;
  gboolean                publishes;
  GMutex                  mutex;
  TallySampleBatch       *batch;      /* (mutex mutex) (owned) */
  gint64                  n_dropped;  /* (mutex mutex) */
  GHashTable             *endpoints;  /* (mutex mutex) (owned) operation → TallyJobsMeasuredCalls of the stage */
  gint64                  answers[TALLY_JOBS_N_ANSWERS]; /* (mutex mutex) of the stage */
  GHashTable             *sheets;     /* (mutex mutex) (owned) sheet id → TallyJobsMeasuredCalls of the stage */
  TallyJobsMeasuredCalls  stage;      /* (mutex mutex) */
  TallyJobsMeasuredCalls  run;        /* (mutex mutex) */
  GHashTable             *read;       /* (owned) ids of the sheets read anew */
  gint64                  run_begin_usec;   /* monotonic */
  gint64                  run_cpu_usec;     /* when it began */
  gint64                  stage_begin_usec; /* monotonic */
  gint64                  stage_busy_usec;  /* of the store when it began */
  TallyJobsMachine        stage_process;    /* when it began */
};

/**
 * tally_jobs_measure_add_locked:
 * @self: a measure whose mutex is held
 * @key: a figure
 * @subject: (nullable): what it is about
 * @value: the value
 *
 * Records a sample, now.
 */
void tally_jobs_measure_add_locked   (TallyJobsMeasure *self,
                                      TallyMetricKey    key,
                                      const char       *subject,
                                      gint64            value);

/**
 * tally_jobs_measure_settle_calls:
 * @self: a measure
 * @out_stage: (out caller-allocates): what the calls of the stage come to
 *
 * Records the calls of the stage by endpoint and answer, and begins to count anew.
 */
void tally_jobs_measure_settle_calls (TallyJobsMeasure       *self,
                                      TallyJobsMeasuredCalls *out_stage);

G_END_DECLS
