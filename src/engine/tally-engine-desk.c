/* tally-engine-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-desk.h"

#include "tally-engine-desk-run-private.h"
#include "tally-engine-error.h"
#include "tally-engine-change-watch-private.h"
#include "tally-jobs-queue.h"
#include "tally-text.h"

struct _TallyEngineDesk {
  GObject              parent_instance;
  TallyEngine         *engine;      /* (owned): of questions, used by their worker alone */
  TallyEngine         *run_engine;  /* (owned): of passes */
  TallyJobsQueue      *questions;   /* (owned) */
  TallyEngineDeskRun  *run;         /* (owned) (nullable): the pass at work */
  TallyJobsQueue      *runs;        /* (owned) */
  TallyEngineChangeWatch    *watch;       /* (owned) */
  guint64              n_questions; /* each has a name of its own */
  char                *phase;       /* (owned) */
  char                *detail;      /* (owned) */
  double               fraction;
  gboolean             is_awake;
  gboolean             is_dirty;    /* changed while nobody looked */
};

enum { PROP_RUNNING = 1, PROP_PHASE, PROP_DETAIL, PROP_FRACTION, PROP_AWAKE, N_PROPS };
enum { SIGNAL_CHANGED, SIGNAL_RAN, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallyEngineDesk, tally_engine_desk, G_TYPE_OBJECT)

/* A question on its way. */
typedef struct {
  TallyEngineQuestion  question;
  TallyEngine         *engine; /* (borrowed): of the desk, which the task keeps */
  GTask               *task;   /* (owned) */
  gpointer             answer; /* (owned) (nullable) */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  if (self->question.free_input != NULL && self->question.input != NULL)
    self->question.free_input (self->question.input);
  if (self->answer != NULL && self->question.free_answer != NULL)
    self->question.free_answer (self->answer);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
answer_worker (GCancellable  *cancellable,
               gpointer       data,
               GError       **error)
{
  Asked *asked = data;
  GCancellable *own = g_task_get_cancellable (asked->task);

  if (g_cancellable_set_error_if_cancelled (own, error))
    return FALSE;
  asked->answer = asked->question.func (asked->engine, asked->question.input, own != NULL ? own : cancellable, error);
  return asked->answer != NULL;
}

static void
answered_cb (const char   *id,
             const GError *error,
             gpointer      data)
{
  Asked *asked = data;

  if (error != NULL)
    g_task_return_error (asked->task, g_error_copy (error));
  else
    g_task_return_pointer (asked->task, g_steal_pointer (&asked->answer), asked->question.free_answer);
}

void
tally_engine_desk_ask_async (TallyEngineDesk           *self,
                             const TallyEngineQuestion *question,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  TallyJobsQueueJob job = { .work = answer_worker, .done = answered_cb, .data_free = asked_free };
  Asked *asked;

  g_return_if_fail (TALLY_IS_ENGINE_DESK (self) && question != NULL && question->func != NULL);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, tally_engine_desk_ask_async);
  asked = g_new0 (Asked, 1);
  asked->question = *question;
  asked->engine = self->engine;
  asked->task = g_object_ref (task);
  id = g_strdup_printf ("question %" G_GUINT64_FORMAT, ++self->n_questions);
  job.id = id;
  job.data = asked;
  if (!tally_jobs_queue_push (self->questions, &job, &error))
    g_task_return_new_error (task, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY, "%s", error->message);
}

gpointer
tally_engine_desk_ask_finish (TallyEngineDesk  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
progress_cb (const TallyProgressState *state,
             gpointer                  data)
{
  TallyEngineDesk *self = data;
  double fraction = state->n_total > 0 ? (double) state->n_done / (double) state->n_total : -1;

  if (tally_text_set (&self->phase, state->phase))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
  if (tally_text_set (&self->detail, state->message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
ran_cb (TallyRun *run,
        gpointer  data)
{
  TallyEngineDesk *self = data;

  self->run = NULL; /* the queue frees it */
  g_clear_pointer (&self->phase, g_free);
  g_clear_pointer (&self->detail, g_free);
  self->fraction = -1;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
  g_signal_emit (self, signals[SIGNAL_RAN], 0, run);
}

gboolean
tally_engine_desk_run (TallyEngineDesk          *self,
                       const TallyBatchOptions  *options,
                       GError                  **error)
{
  const TallyEngineDeskRunTold told = { .on_progress = progress_cb, .on_end = ran_cb, .data = self };

  g_return_val_if_fail (TALLY_IS_ENGINE_DESK (self) && options != NULL, FALSE);
  if (self->run != NULL)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_BUSY, "a run is at work already");
      return FALSE;
    }
  self->run = tally_engine_desk_run_start (self->runs, self->run_engine, options, &told, error);
  if (self->run == NULL)
    return FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return TRUE;
}

void
tally_engine_desk_cancel_run (TallyEngineDesk *self)
{
  g_return_if_fail (TALLY_IS_ENGINE_DESK (self));
  if (self->run != NULL)
    tally_jobs_queue_cancel (self->runs, TALLY_ENGINE_DESK_RUN_ID);
}

gboolean
tally_engine_desk_is_running (TallyEngineDesk *self)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_DESK (self), FALSE);
  return self->run != NULL;
}

static void
changed_cb (gpointer data)
{
  TallyEngineDesk *self = data;

  self->is_dirty = !self->is_awake;
  if (self->is_awake)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tally_engine_desk_set_awake (TallyEngineDesk *self,
                             gboolean         awake)
{
  g_return_if_fail (TALLY_IS_ENGINE_DESK (self));
  if (self->is_awake == !!awake)
    return;
  self->is_awake = !!awake;
  tally_engine_change_watch_set_awake (self->watch, self->is_awake);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAKE]);
  if (self->is_awake && self->is_dirty)
    changed_cb (self);
}

const char *
tally_engine_desk_get_data_dir (TallyEngineDesk *self)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_DESK (self), NULL);
  return tally_engine_get_data_dir (self->engine);
}

static void
tally_engine_desk_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TallyEngineDesk *self = TALLY_ENGINE_DESK (object);

  switch (id)
    {
    case PROP_RUNNING: g_value_set_boolean (value, self->run != NULL); break;
    case PROP_PHASE: g_value_set_string (value, self->phase); break;
    case PROP_DETAIL: g_value_set_string (value, self->detail); break;
    case PROP_FRACTION: g_value_set_double (value, self->fraction); break;
    case PROP_AWAKE: g_value_set_boolean (value, self->is_awake); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_engine_desk_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (id == PROP_AWAKE)
    tally_engine_desk_set_awake (TALLY_ENGINE_DESK (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_engine_desk_finalize (GObject *object)
{
  TallyEngineDesk *self = TALLY_ENGINE_DESK (object);

  g_clear_pointer (&self->watch, tally_engine_change_watch_free);
  g_clear_pointer (&self->runs, tally_jobs_queue_free);
  g_clear_pointer (&self->questions, tally_jobs_queue_free);
  g_clear_pointer (&self->engine, tally_engine_free);
  g_clear_pointer (&self->run_engine, tally_engine_free);
  g_free (self->phase);
  g_free (self->detail);
  G_OBJECT_CLASS (tally_engine_desk_parent_class)->finalize (object);
}

static void
tally_engine_desk_class_init (TallyEngineDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tally_engine_desk_get_property;
  object_class->set_property = tally_engine_desk_set_property;
  object_class->finalize = tally_engine_desk_finalize;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, read_only);
  properties[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, read_only);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, read_only);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, read_only);
  properties[PROP_AWAKE] = g_param_spec_boolean ("awake", NULL, NULL, TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_RAN] = g_signal_new ("ran", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
tally_engine_desk_init (TallyEngineDesk *self)
{
  self->is_awake = TRUE;
  self->fraction = -1;
}

TallyEngineDesk *
tally_engine_desk_new (const TallyEngineOptions  *options,
                       GError                   **error)
{
  g_autoptr (TallyEngineDesk) self = g_object_new (TALLY_TYPE_ENGINE_DESK, NULL);

  g_return_val_if_fail (options != NULL, NULL);
  self->engine = tally_engine_new (options, error);
  self->run_engine = self->engine != NULL ? tally_engine_new (options, error) : NULL;
  if (self->run_engine == NULL)
    return NULL;
  self->questions = tally_jobs_queue_new ("questions", NULL);
  self->runs = tally_jobs_queue_new ("runs", NULL);
  self->watch = tally_engine_change_watch_new (self->engine, self->questions, changed_cb, self);
  return g_steal_pointer (&self);
}
