/* tally-serve-loop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-serve-loop.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

#include "tally-engine-worker.h"
#include "tally-notice-log.h"

#define EXIT_FAILED 1
#define EXIT_RETRY_LATER 75

/* The clock may be set, and a machine may sleep: it is looked at again after so long. */
#define MAX_WAIT_USEC (30 * (gint64) G_USEC_PER_SEC)

/* While something is to be done as soon as the worker is free. */
#define SOON_MSECS 50

/* A pass that another run kept out: a minute later, then two, up to a quarter of an hour. */
#define FIRST_PUT_OFF_USEC ((gint64) G_TIME_SPAN_MINUTE)
#define MAX_PUT_OFF_USEC (15 * (gint64) G_TIME_SPAN_MINUTE)

#define STATUS_USEC ((gint64) G_USEC_PER_SEC)

struct _TallyServeLoop {
  TallyServeLoopOptions  options;     /* the engine is owned */
  TallyEngineSchedule   *schedule;    /* (owned) */
  TallyEngineWorker     *worker;      /* (owned) */
  GMainContext          *context;     /* (owned) */
  GMainLoop             *loop;        /* (owned) */
  GSource               *timer;       /* (owned) (nullable) */
  GPtrArray             *sources;     /* (owned) (element-type GSource) */
  GHashTable            *n_put_off;   /* (owned) schedule → how often in a row */
  gint64                 status_usec; /* worker: when it was told last, monotonic */
  gboolean               is_stopping;
  gboolean               is_reload_wanted;
};

static void arm_timer (TallyServeLoop *self);

/* "the next start is that of weekdays at 2026-11-24T15:00:00Z" */
static char *
dup_next (TallyServeLoop *self)
{
  const char *name = "";
  gint64 next = tally_engine_schedule_get_next (self->schedule, &name);
  g_autofree char *time = NULL;

  if (next == G_MAXINT64)
    return g_strdup ("no start will come: every schedule is off, over or blacked out; set [schedule-weekdays] at");
  time = tally_clock_format_utc (next);
  return g_strdup_printf ("the next start is that of %s at %s", name, time);
}

static void
tell_idle (TallyServeLoop *self)
{
  g_autofree char *next = dup_next (self);

  tally_serve_notify_send_status (self->options.notify, "%s", next);
}

/* On the worker. */
static void
notice_cb (const TallyNotice *notice,
           gpointer           data)
{
  TallyServeLoop *self = data;

  tally_notice_write (notice, self->options.log, G_LOG_DOMAIN, self->options.reveal);
}

/* On the worker, which alone has to do with when it was told last. */
static void
progress_cb (const TallyProgressState *state,
             gpointer                  data)
{
  TallyServeLoop *self = data;
  gint64 now = g_get_monotonic_time ();

  if (now - self->status_usec < STATUS_USEC)
    return;
  self->status_usec = now;
  tally_serve_notify_send_status (self->options.notify,
                                  "a pass is at work: %s, %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT, state->phase,
                                  state->n_done, state->n_total);
}

static void
begin_cb (const TallyScheduleStart *start,
          gpointer                  data)
{
  TallyServeLoop *self = data;

  tally_engine_schedule_begin (self->schedule, start->name);
  tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "the pass of {schedule} has begun",
             TALLY_LOG_TEXT ("schedule", start->name));
}

static void
put_off (TallyServeLoop *self,
         const char     *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_put_off, name));
  gint64 wait_usec = MIN (FIRST_PUT_OFF_USEC << MIN (n, 10), MAX_PUT_OFF_USEC);
  g_autofree char *span = tally_schedule_dup_span (wait_usec);

  g_hash_table_replace (self->n_put_off, g_strdup (name), GUINT_TO_POINTER (n + 1));
  tally_engine_schedule_put_off (self->schedule, name, wait_usec);
  tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "the pass of {schedule} is put off by {span}",
             TALLY_LOG_TEXT ("schedule", name), TALLY_LOG_TEXT ("span", span));
}

static void
log_end (TallyServeLoop *self,
         const char     *name,
         const TallyRun *run)
{
  int exit_code = tally_run_get_exit_code (run);
  g_autofree char *span = tally_schedule_dup_span (run->finished_utc_usec - run->started_utc_usec);

  tally_log (self->options.log, exit_code == 0 ? TALLY_LOG_LEVEL_INFO : TALLY_LOG_LEVEL_WARNING,
             "the pass of {schedule} has ended after {span}: run {run}, exit {exit}, {published} workbooks published",
             TALLY_LOG_TEXT ("schedule", name), TALLY_LOG_TEXT ("span", span), TALLY_LOG_ID ("run", run->run_id),
             TALLY_LOG_COUNT ("exit", exit_code), TALLY_LOG_COUNT ("published", run->counts.n_published));
}

static void
end_cb (const TallyScheduleStart *start,
        const TallyRun           *run,
        gpointer                  data)
{
  TallyServeLoop *self = data;

  if (run == NULL || tally_run_get_exit_code (run) == EXIT_RETRY_LATER)
    {
      if (!self->is_stopping)
        put_off (self, start->name);
    }
  else
    {
      g_hash_table_remove (self->n_put_off, start->name);
      tally_engine_schedule_begin (self->schedule, start->name); /* also one that failed before it began */
      tally_engine_schedule_end (self->schedule, start->name);
      log_end (self, start->name, run);
    }
  tell_idle (self);
  arm_timer (self);
}

static void
note_failed_cb (const GError *error,
                gpointer      data)
{
  TallyServeLoop *self = data;

  tally_log (self->options.log, TALLY_LOG_LEVEL_WARNING,
             "what the schedules came to was not kept: {message}; the next process may repeat a start",
             TALLY_LOG_FOREIGN ("message", error->message));
}

static void
start_pass (TallyServeLoop           *self,
            const TallyScheduleEvent *event)
{
  const TallyScheduleStart start = {
    .name = event->name,
    .due_utc_usec = event->due_utc_usec,
    .planned_utc_usec = event->planned_utc_usec,
    .n_due = event->n_due,
    .is_caught_up = event->is_caught_up,
  };
  const TallyEnginePass pass = {
    .start = &start,
    .jobs = tally_engine_schedule_list_jobs (self->schedule, event->name),
    .on_begin = begin_cb,
    .on_end = end_cb,
    .on_notice = notice_cb,
    .on_progress = progress_cb,
    .data = self,
  };
  g_autoptr (GError) error = NULL;

  if (!tally_engine_worker_push_pass (self->worker, self->options.engine, &pass, &error))
    put_off (self, event->name);
}

static void
log_event (TallyServeLoop           *self,
           const TallyScheduleEvent *event)
{
  static const TallyLogLevel levels[] = {
    [TALLY_SCHEDULE_EVENT_DUE] = TALLY_LOG_LEVEL_INFO,       [TALLY_SCHEDULE_EVENT_MISSED] = TALLY_LOG_LEVEL_WARNING,
    [TALLY_SCHEDULE_EVENT_DROPPED] = TALLY_LOG_LEVEL_WARNING, [TALLY_SCHEDULE_EVENT_OVERRUN] = TALLY_LOG_LEVEL_WARNING,
    [TALLY_SCHEDULE_EVENT_CLOCK] = TALLY_LOG_LEVEL_INFO,
  };
  g_autofree char *text = tally_schedule_event_dup_text (event);

  tally_log (self->options.log, levels[event->kind], "{code}: {text}",
             TALLY_LOG_TEXT ("code", tally_schedule_event_get_code (event)), TALLY_LOG_TEXT ("text", text));
}

static void
look_at_schedule (TallyServeLoop *self)
{
  g_autoptr (GPtrArray) events = tally_engine_schedule_poll (self->schedule);
  TallyEngineScheduleNote *note;

  for (guint i = 0; i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      log_event (self, event);
      if (event->kind == TALLY_SCHEDULE_EVENT_DUE)
        start_pass (self, event);
    }
  note = tally_engine_schedule_take_note (self->schedule, events);
  if (note != NULL)
    tally_engine_worker_push_note (self->worker, self->options.engine, note, note_failed_cb, self);
}

/* The old configuration stands until the new one is proven. */
static void
reload (TallyServeLoop *self)
{
  g_autoptr (GError) error = NULL;
  TallyEngine *engine = self->options.load (self->options.load_data, &error);
  TallyEngineSchedule *schedule = engine != NULL ? tally_engine_schedule_new (engine, TRUE, &error) : NULL;

  self->is_reload_wanted = FALSE;
  if (schedule == NULL)
    {
      tally_engine_free (engine);
      tally_log (self->options.log, TALLY_LOG_LEVEL_ERROR,
                 "the configuration was not taken over, the one before stays: {message}",
                 TALLY_LOG_FOREIGN ("message", error->message));
    }
  else
    {
      tally_engine_schedule_free (self->schedule);
      tally_engine_free (self->options.engine);
      self->schedule = schedule;
      self->options.engine = engine;
      tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "the configuration was read again");
    }
  tally_serve_notify_send (self->options.notify, "READY=1");
  tell_idle (self);
}

static gboolean
tick_cb (gpointer data)
{
  TallyServeLoop *self = data;
  gboolean is_free = tally_engine_worker_get_n_jobs (self->worker) == 0;

  if (self->is_stopping && is_free)
    g_main_loop_quit (self->loop);
  if (self->is_reload_wanted && is_free && !self->is_stopping)
    reload (self);
  if (!self->is_reload_wanted && !self->is_stopping)
    look_at_schedule (self);
  arm_timer (self);
  return G_SOURCE_REMOVE;
}

static guint
choose_wait_msecs (TallyServeLoop *self)
{
  gint64 wait_usec;

  if (self->is_stopping || self->is_reload_wanted)
    return SOON_MSECS;
  wait_usec = tally_engine_schedule_get_wake (self->schedule);
  if (wait_usec != G_MAXINT64)
    wait_usec -= tally_clock_get_utc_usec (self->options.clock);
  return (guint) ((CLAMP (wait_usec, 0, MAX_WAIT_USEC) + 999) / 1000);
}

static void
arm_timer (TallyServeLoop *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  self->timer = g_timeout_source_new (choose_wait_msecs (self));
  g_source_set_callback (self->timer, tick_cb, self, NULL);
  g_source_attach (self->timer, self->context);
}

static gboolean
give_up_cb (gpointer data)
{
  TallyServeLoop *self = data;

  tally_log (self->options.log, TALLY_LOG_LEVEL_ERROR,
             "the pass at work did not stop in time; the process ends, the next pass repairs what is left");
  _exit (EXIT_FAILED);
  return G_SOURCE_REMOVE;
}

static void
add_source (TallyServeLoop *self,
            GSource        *source,
            GSourceFunc     func)
{
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  g_ptr_array_add (self->sources, source);
}

static gboolean
stop_cb (gpointer data)
{
  TallyServeLoop *self = data;

  if (self->is_stopping)
    _exit (128 + SIGINT);
  self->is_stopping = TRUE;
  tally_serve_notify_send (self->options.notify, "STOPPING=1\nSTATUS=stopping");
  tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "stopping; once more ends at once");
  tally_engine_worker_stop (self->worker);
  add_source (self, g_timeout_source_new_seconds (TALLY_SERVE_STOP_SECS), give_up_cb);
  arm_timer (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
reload_cb (gpointer data)
{
  TallyServeLoop *self = data;
  g_autofree char *state = g_strdup_printf ("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time ());

  if (self->is_stopping)
    return G_SOURCE_CONTINUE;
  tally_serve_notify_send (self->options.notify, state);
  self->is_reload_wanted = TRUE;
  if (tally_engine_worker_get_n_jobs (self->worker) > 0)
    tally_log (self->options.log, TALLY_LOG_LEVEL_INFO,
               "the configuration will be read again when the pass at work has ended");
  arm_timer (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
watchdog_cb (gpointer data)
{
  TallyServeLoop *self = data;

  tally_serve_notify_send (self->options.notify, "WATCHDOG=1");
  return G_SOURCE_CONTINUE;
}

static void
source_free (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

TallyServeLoop *
tally_serve_loop_new (const TallyServeLoopOptions  *options,
                      GError                      **error)
{
  g_autoptr (TallyServeLoop) self = NULL;

  g_return_val_if_fail (options != NULL && options->engine != NULL && options->load != NULL, NULL);
  self = g_new0 (TallyServeLoop, 1);
  self->options = *options;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->n_put_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->worker = tally_engine_worker_new (self->context);
  self->schedule = tally_engine_schedule_new (options->engine, TRUE, error);
  return self->schedule != NULL ? g_steal_pointer (&self) : NULL;
}

void
tally_serve_loop_free (TallyServeLoop *self)
{
  if (self == NULL)
    return;
  tally_engine_worker_free (self->worker);
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_ptr_array_unref (self->sources);
  tally_engine_schedule_free (self->schedule);
  tally_engine_free (self->options.engine);
  g_hash_table_unref (self->n_put_off);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

void
tally_serve_loop_run (TallyServeLoop *self)
{
  gint64 watchdog_usec;
  g_autofree char *next = NULL;

  g_return_if_fail (self != NULL);
  watchdog_usec = tally_serve_notify_get_watchdog_usec (self->options.notify);
  add_source (self, g_unix_signal_source_new (SIGTERM), stop_cb);
  add_source (self, g_unix_signal_source_new (SIGINT), stop_cb);
  add_source (self, g_unix_signal_source_new (SIGHUP), reload_cb);
  if (watchdog_usec > 0) /* twice within the time, as sd_watchdog_enabled(3) advises */
    add_source (self, g_timeout_source_new ((guint) CLAMP (watchdog_usec / 2000, 1, G_MAXINT)), watchdog_cb);
  next = dup_next (self);
  tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "ready: {next}", TALLY_LOG_TEXT ("next", next));
  tally_serve_notify_send (self->options.notify, "READY=1");
  tell_idle (self);
  look_at_schedule (self);
  arm_timer (self);
  g_main_loop_run (self->loop);
  tally_log (self->options.log, TALLY_LOG_LEVEL_INFO, "stopped");
}
