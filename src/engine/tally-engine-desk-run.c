/* tally-engine-desk-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-desk-run-private.h"

#include "tally-engine-error.h"
#include "tally-text.h"

struct _TallyEngineDeskRun {
  TallyEngine            *engine;   /* (borrowed) */
  TallyBatchOptions       options;  /* strings owned */
  TallyEngineDeskRunTold  told;
  TallyRun               *run;      /* (owned) (nullable) */
  GMainContext           *context;  /* (owned): of the owner */
  GMutex                  mutex;
  GSource                *telling;  /* (owned) (nullable) (mutex mutex): the newest state is on its way */
  char                   *phase;    /* (owned) (mutex mutex) */
  char                   *message;  /* (owned) (nullable) (mutex mutex) */
  guint64                 n_done;   /* (mutex mutex) */
  guint64                 n_total;  /* (mutex mutex) */
};

static void
desk_run_free (gpointer data)
{
  TallyEngineDeskRun *self = data;

  if (self->telling != NULL)
    g_source_destroy (self->telling);
  g_clear_pointer (&self->telling, g_source_unref);
  g_strfreev ((char **) self->options.jobs);
  g_strfreev ((char **) self->options.work_requests);
  g_strfreev ((char **) self->options.weeks);
  g_free ((char *) self->options.actor);
  tally_schedule_start_free ((TallyScheduleStart *) self->options.start);
  tally_run_free (self->run);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->phase);
  g_free (self->message);
  g_free (self);
}

static gboolean
tell_cb (gpointer data)
{
  TallyEngineDeskRun *self = data;
  g_autofree char *phase = NULL;
  g_autofree char *message = NULL;
  TallyProgressState state;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->telling, g_source_unref);
  phase = g_strdup (self->phase);
  message = g_strdup (self->message);
  state = (TallyProgressState) { .phase = phase, .message = message, .n_done = self->n_done, .n_total = self->n_total };
  g_mutex_unlock (&self->mutex);
  self->told.on_progress (&state, self->told.data);
  return G_SOURCE_REMOVE;
}

/* On the worker: only the newest state waits for the owner, so that a fast phase can't flood it. */
static void
progress_cb (const TallyProgressState *state,
             gpointer                  data)
{
  TallyEngineDeskRun *self = data;

  g_mutex_lock (&self->mutex);
  tally_text_set (&self->phase, state->phase);
  tally_text_set (&self->message, state->message);
  self->n_done = state->n_done;
  self->n_total = state->n_total;
  if (self->telling == NULL)
    {
      self->telling = g_idle_source_new ();
      g_source_set_callback (self->telling, tell_cb, self, NULL);
      g_source_attach (self->telling, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

static gboolean
run_worker (GCancellable  *cancellable,
            gpointer       data,
            GError       **error)
{
  TallyEngineDeskRun *self = data;
  g_autoptr (TallyProgress) progress = tally_progress_new (progress_cb, self, NULL, cancellable);

  self->run = tally_engine_run_batch (self->engine, &self->options, progress, cancellable);
  return TRUE; /* what came of it is in the run */
}

static void
done_cb (const char   *id,
         const GError *error,
         gpointer      data)
{
  TallyEngineDeskRun *self = data;

  self->told.on_end (self->run, self->told.data);
}

static const char *const *
copy_list (const char *const *list)
{
  return (const char *const *) g_strdupv ((char **) list);
}

static const TallyScheduleStart *
copy_start (const TallyScheduleStart *start)
{
  TallyScheduleStart *copy = start != NULL ? g_memdup2 (start, sizeof *start) : NULL;

  if (copy != NULL)
    copy->name = g_strdup (start->name);
  return copy;
}

TallyEngineDeskRun *
tally_engine_desk_run_start (TallyJobsQueue                *queue,
                             TallyEngine                   *engine,
                             const TallyBatchOptions       *options,
                             const TallyEngineDeskRunTold  *told,
                             GError                       **error)
{
  TallyEngineDeskRun *self = g_new0 (TallyEngineDeskRun, 1);
  const TallyJobsQueueJob job = {
    .id = TALLY_ENGINE_DESK_RUN_ID, .work = run_worker, .done = done_cb, .data = self, .data_free = desk_run_free,
  };
  g_autoptr (GError) failure = NULL;

  self->engine = engine;
  self->told = *told;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  self->options = (TallyBatchOptions) {
    .jobs = copy_list (options->jobs),
    .work_requests = copy_list (options->work_requests),
    .weeks = copy_list (options->weeks),
    .max_groups = options->max_groups,
    .force = options->force,
    .take_over = options->take_over,
    .dry_run = options->dry_run,
    .resume = options->resume,
    .resume_run = options->resume_run,
    .restore = options->restore,
    .actor = g_strdup (options->actor),
    .start = copy_start (options->start),
    .origin = options->start != NULL ? TALLY_RUN_ORIGIN_SERVICE : TALLY_RUN_ORIGIN_APP,
  };
  if (tally_jobs_queue_push (queue, &job, &failure))
    return self;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY, failure->message);
  return NULL;
}
