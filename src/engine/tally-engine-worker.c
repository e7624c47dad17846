/* tally-engine-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-worker.h"

#include "tally-engine-error.h"
#include "tally-jobs-queue.h"

#define NOTE_PRIORITY 10

struct _TallyEngineWorker {
  TallyJobsQueue *queue;       /* (owned) */
  GMainContext   *context;     /* (owned) */
  guint64         n_notes;     /* each has a name of its own: none may be lost among equal ones */
};

/* A pass on its way: made and freed on the owner's thread. */
typedef struct {
  TallyEngineWorker  *worker;  /* (borrowed) */
  TallyEngine        *engine;  /* (borrowed) */
  TallyEnginePass     pass;
  TallyScheduleStart  start;   /* name owned */
  char              **jobs;    /* (owned) */
  TallyRun           *run;     /* (owned) (nullable) */
  GSource            *beginning; /* (owned) (nullable) */
} Pass;

typedef struct {
  TallyEngine             *engine; /* (borrowed) */
  TallyEngineScheduleNote *note;   /* (owned) */
  void                   (*on_failure) (const GError *error, gpointer data);
  gpointer                 data;
} Note;

static void
pass_free (gpointer data)
{
  Pass *self = data;

  if (self->beginning != NULL)
    g_source_destroy (self->beginning);
  g_clear_pointer (&self->beginning, g_source_unref);
  tally_run_free (self->run);
  g_strfreev (self->jobs);
  g_free (self->start.name);
  g_free (self);
}

static void
note_free (gpointer data)
{
  Note *self = data;

  tally_engine_schedule_note_free (self->note);
  g_free (self);
}

TallyEngineWorker *
tally_engine_worker_new (GMainContext *context)
{
  TallyEngineWorker *self = g_new0 (TallyEngineWorker, 1);

  self->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  self->queue = tally_jobs_queue_new ("engine", self->context);
  return self;
}

void
tally_engine_worker_free (TallyEngineWorker *self)
{
  if (self == NULL)
    return;
  tally_jobs_queue_free (self->queue);
  g_main_context_unref (self->context);
  g_free (self);
}

static gboolean
begin_cb (gpointer data)
{
  Pass *pass = data;

  pass->pass.on_begin (&pass->start, pass->pass.data);
  return G_SOURCE_REMOVE;
}

/* The worker says so to the owner: its source stands before the one that tells the end. */
static void
run_begun_cb (gpointer data)
{
  Pass *pass = data;

  g_assert (tally_jobs_queue_is_worker (pass->worker->queue));
  pass->beginning = g_idle_source_new ();
  g_source_set_priority (pass->beginning, G_PRIORITY_DEFAULT);
  g_source_set_callback (pass->beginning, begin_cb, pass, NULL);
  g_source_attach (pass->beginning, pass->worker->context);
}

static gboolean
run_pass_worker (GCancellable  *cancellable,
                 gpointer       data,
                 GError       **error)
{
  Pass *pass = data;
  g_autoptr (TallyProgress) progress = tally_progress_new (pass->pass.on_progress, pass->pass.data, NULL,
                                                           cancellable);
  const TallyBatchOptions options = {
    .jobs = (const char *const *) pass->jobs,
    .start = &pass->start,
    .origin = TALLY_RUN_ORIGIN_SERVICE,
    .on_begin = run_begun_cb,
    .on_begin_data = pass,
    .on_notice = pass->pass.on_notice,
    .on_notice_data = pass->pass.data,
  };

  pass->run = tally_engine_run_batch (pass->engine, &options, progress, cancellable);
  return TRUE; /* what came of it is in the run */
}

static void
pass_done_cb (const char   *id,
              const GError *error,
              gpointer      data)
{
  Pass *pass = data;

  if (pass->beginning != NULL && !g_source_is_destroyed (pass->beginning))
    begin_cb (pass); /* what told an earlier end came before it */
  pass->pass.on_end (&pass->start, pass->run, pass->pass.data);
}

gboolean
tally_engine_worker_push_pass (TallyEngineWorker      *self,
                               TallyEngine            *engine,
                               const TallyEnginePass  *pass,
                               GError                **error)
{
  g_autoptr (GError) failure = NULL;
  TallyJobsQueueJob job = { .work = run_pass_worker, .done = pass_done_cb, .data_free = pass_free };
  Pass *copy;

  g_return_val_if_fail (self != NULL && engine != NULL && pass != NULL && pass->start != NULL, FALSE);
  copy = g_new0 (Pass, 1);
  copy->worker = self;
  copy->engine = engine;
  copy->pass = *pass;
  copy->start = *pass->start;
  copy->start.name = g_strdup (pass->start->name);
  copy->jobs = g_strdupv ((char **) pass->jobs);
  job.id = copy->start.name;
  job.data = copy;
  if (tally_jobs_queue_push (self->queue, &job, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY, failure->message);
  return FALSE;
}

static gboolean
write_note_worker (GCancellable  *cancellable,
                   gpointer       data,
                   GError       **error)
{
  Note *note = data;

  return tally_engine_schedule_note_write (note->note, note->engine, error);
}

static void
note_done_cb (const char   *id,
              const GError *error,
              gpointer      data)
{
  Note *note = data;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note->on_failure (error, note->data);
}

void
tally_engine_worker_push_note (TallyEngineWorker       *self,
                               TallyEngine             *engine,
                               TallyEngineScheduleNote *note,
                               void                   (*on_failure) (const GError *error, gpointer data),
                               gpointer                 data)
{
  TallyJobsQueueJob job = {
    .priority = NOTE_PRIORITY, .work = write_note_worker, .done = note_done_cb, .data_free = note_free,
  };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  Note *copy;

  g_return_if_fail (self != NULL && engine != NULL && note != NULL && on_failure != NULL);
  copy = g_new0 (Note, 1);
  copy->engine = engine;
  copy->note = note;
  copy->on_failure = on_failure;
  copy->data = data;
  id = g_strdup_printf ("note %" G_GUINT64_FORMAT, ++self->n_notes);
  job.id = id;
  job.data = copy;
  if (!tally_jobs_queue_push (self->queue, &job, &error))
    g_debug ("%s", error->message);
}

void
tally_engine_worker_stop (TallyEngineWorker *self)
{
  g_return_if_fail (self != NULL);
  tally_jobs_queue_stop (self->queue);
}

guint
tally_engine_worker_get_n_jobs (TallyEngineWorker *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return tally_jobs_queue_get_n_jobs (self->queue);
}
