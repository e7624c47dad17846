/* tally-app-clockwork.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-clockwork.h"

#include <glib/gi18n.h>

#include "tally-app-session-private.h"
#include "tally-engine-keeper.h"
#include "tally-engine-schedule.h"

/* The clock may be set, and a machine may sleep: it is looked at again after so long. */
#define MAX_WAIT_USEC (30 * (gint64) G_USEC_PER_SEC)

/* A pass that another run kept out: a minute later, then two, up to a quarter of an hour. */
#define FIRST_PUT_OFF_USEC ((gint64) G_TIME_SPAN_MINUTE)
#define MAX_PUT_OFF_USEC (15 * (gint64) G_TIME_SPAN_MINUTE)
#define EXIT_RETRY_LATER 75

struct _TallyAppClockwork {
  TallyAppSession     *session;   /* (borrowed) */
  TallyEngineDesk     *desk;      /* (owned) (nullable): the one it listens to */
  TallyEngine         *engine;    /* (owned) (nullable): of the schedules */
  TallyEngineKeeper   *keeper;    /* (owned) (nullable): no other process keeps the schedule meanwhile */
  TallyEngineSchedule *schedule;  /* (owned) (nullable) */
  char                *problem;   /* (owned) (nullable) */
  char                *running;   /* (owned) (nullable): schedule whose pass is at work */
  GHashTable          *n_put_off; /* (owned): schedule → how often in a row */
  guint                timer_id;
  gboolean             is_wanted;
};

static void arm_timer (TallyAppClockwork *self);

static void
put_off (TallyAppClockwork *self,
         const char        *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_put_off, name));

  tally_engine_schedule_put_off (self->schedule, name, MIN (FIRST_PUT_OFF_USEC << MIN (n, 10), MAX_PUT_OFF_USEC));
  g_hash_table_replace (self->n_put_off, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static void
start_pass (TallyAppClockwork        *self,
            const TallyScheduleEvent *event)
{
  const TallyScheduleStart start = {
    .name = event->name,
    .due_utc_usec = event->due_utc_usec,
    .planned_utc_usec = event->planned_utc_usec,
    .n_due = event->n_due,
    .is_caught_up = event->is_caught_up,
  };
  const TallyBatchOptions options = {
    .jobs = tally_engine_schedule_list_jobs (self->schedule, event->name), .start = &start,
  };

  if (self->running != NULL || !tally_engine_desk_run (self->desk, &options, NULL))
    {
      put_off (self, event->name); /* one of a person is at work */
      return;
    }
  tally_engine_schedule_begin (self->schedule, event->name);
  self->running = g_strdup (event->name);
}

static void
ran_cb (TallyAppClockwork *self,
        const TallyRun    *run)
{
  g_autofree char *name = g_steal_pointer (&self->running);

  if (name == NULL)
    return; /* a person's */
  tally_engine_schedule_end (self->schedule, name);
  if (run == NULL || tally_run_get_exit_code (run) == EXIT_RETRY_LATER)
    put_off (self, name);
  else
    g_hash_table_remove (self->n_put_off, name);
  arm_timer (self);
}

/* --- what the next process has to know ------------------------------------------------------------ */

static gpointer
write_note (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_schedule_note_write (input, engine, error) ? input : NULL;
}

static void
noted_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error) == NULL)
    g_debug ("what the schedules came to was not kept: %s", error->message); /* a start may be repeated */
}

static void
note_free (gpointer data)
{
  tally_engine_schedule_note_free (data);
}

static void
keep_note (TallyAppClockwork *self,
           GPtrArray         *events)
{
  const TallyEngineQuestion question = {
    .func = write_note, .input = tally_engine_schedule_take_note (self->schedule, events), .free_input = note_free,
  };

  if (question.input != NULL)
    tally_engine_desk_ask_async (self->desk, &question, NULL, noted_cb, NULL);
}

/* --- the timer ------------------------------------------------------------------------------------ */

static gboolean
tick_cb (gpointer data)
{
  TallyAppClockwork *self = data;
  g_autoptr (GPtrArray) events = tally_engine_schedule_poll (self->schedule);

  self->timer_id = 0;
  for (guint i = 0; i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      if (event->kind == TALLY_SCHEDULE_EVENT_DUE)
        start_pass (self, event);
    }
  keep_note (self, events);
  arm_timer (self);
  return G_SOURCE_REMOVE;
}

static void
arm_timer (TallyAppClockwork *self)
{
  gint64 wait_usec = tally_engine_schedule_get_wake (self->schedule);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (wait_usec != G_MAXINT64)
    wait_usec -= g_get_real_time ();
  self->timer_id = g_timeout_add ((guint) ((CLAMP (wait_usec, 0, MAX_WAIT_USEC) + 999) / 1000), tick_cb, self);
}

/* --- whether it is at work ------------------------------------------------------------------------ */

static void
stop (TallyAppClockwork *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->running, g_free);
  g_clear_pointer (&self->schedule, tally_engine_schedule_free);
  g_clear_pointer (&self->keeper, tally_engine_keeper_free);
  g_clear_pointer (&self->engine, tally_engine_free);
  g_clear_pointer (&self->problem, g_free);
}

static gboolean
runs_here (TallyAppClockwork *self)
{
  const char *place = tally_config_get_text (tally_app_session_get_config (self->session), "schedule", "runs-on");

  if (strcmp (place, "here") == 0)
    return TRUE;
  self->problem = g_strdup (strcmp (place, "server") == 0 ? _("The settings say that the schedule runs on a server")
                                                          : _("The settings say that the schedule runs on GitHub"));
  return FALSE;
}

static gboolean
wind_up (TallyAppClockwork  *self,
         GError            **error)
{
  self->engine = tally_app_session_new_engine (self->session, error);
  if (self->engine != NULL)
    self->keeper = tally_engine_keeper_new (self->engine, error);
  if (self->keeper != NULL)
    self->schedule = tally_engine_schedule_new (self->engine, TRUE, error);
  return self->schedule != NULL;
}

static void
settle (TallyAppClockwork *self)
{
  g_autoptr (GError) error = NULL;

  stop (self);
  if (!self->is_wanted || tally_app_session_get_desk (self->session) == NULL
      || tally_app_session_get_workspace (self->session) != TALLY_APP_WORKSPACE_OWN || !runs_here (self))
    return;
  if (!wind_up (self, &error))
    {
      stop (self);
      self->problem = g_strdup (error->message);
      return;
    }
  g_set_object (&self->desk, tally_app_session_get_desk (self->session));
  g_signal_connect_swapped (self->desk, "ran", G_CALLBACK (ran_cb), self);
  arm_timer (self);
}

void
tally_app_clockwork_set_wanted (TallyAppClockwork *self,
                                gboolean           is_wanted)
{
  g_return_if_fail (self != NULL);
  if (self->is_wanted == !!is_wanted)
    return;
  self->is_wanted = !!is_wanted;
  settle (self);
}

gboolean
tally_app_clockwork_is_running (TallyAppClockwork *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->schedule != NULL;
}

const char *
tally_app_clockwork_get_problem (TallyAppClockwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->problem;
}

TallyAppClockwork *
tally_app_clockwork_new (TallyAppSession *session)
{
  TallyAppClockwork *self = g_new0 (TallyAppClockwork, 1);

  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), NULL);
  self->session = session;
  self->n_put_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (session, "notify::desk", G_CALLBACK (settle), self);
  return self;
}

void
tally_app_clockwork_free (TallyAppClockwork *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_hash_table_unref (self->n_put_off);
  g_free (self);
}
