/* tally-engine-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-schedule.h"

#include "tally-engine-error.h"
#include "tally-engine-timetables-private.h"
#include "tally-jobs-margin.h"
#include "tally-jobs-schedule.h"
#include "tally-store-error.h"
#include "tally-store-starts.h"

struct _TallyEngineSchedule {
  TallyEngine           *engine;     /* (borrowed) */
  TallyEngineTimetables *timetables; /* (owned) */
  TallyJobsSchedule     *schedule;   /* (owned) */
  GHashTable            *noted;      /* (owned) name → the mark that was noted last */
};

/* Until when a schedule is settled. */
typedef struct {
  char   *name; /* (owned) */
  char   *plan; /* (owned) */
  gint64  settled_utc_usec;
} Mark;

struct _TallyEngineScheduleNote {
  GPtrArray *marks;  /* (owned) (element-type Mark) */
  GPtrArray *missed; /* (owned) (element-type TallyScheduleStart) */
};

static void
mark_free (Mark *self)
{
  g_free (self->name);
  g_free (self->plan);
  g_free (self);
}

/* Oldest first; what was missed or made up for says nothing of lateness. */
static GArray *
collect_lateness (GPtrArray *starts)
{
  GArray *lateness = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = starts->len; i > 0; i--)
    {
      const TallyScheduleStart *start = starts->pdata[i - 1];
      gint64 usec = start->started_utc_usec - start->planned_utc_usec;
      if (start->started_utc_usec != 0 && !start->is_caught_up)
        g_array_append_val (lateness, usec);
    }
  return lateness;
}

static gboolean
read_one (TallyEngineSchedule  *self,
          TallyEngineTimetable *schedule,
          TallyStore           *store,
          gint64               *out_settled_utc_usec,
          GArray              **out_lateness_usec,
          GError              **error)
{
  g_autoptr (GPtrArray) starts = NULL;

  if (!tally_store_starts_find_mark (store, schedule->name, tally_jobs_timetable_get_plan (schedule->timetable),
                                     out_settled_utc_usec, error))
    return FALSE;
  starts = tally_store_starts_list (store, schedule->name, TALLY_JOBS_MARGIN_MAX_STARTS, error);
  if (starts == NULL)
    return FALSE;
  *out_lateness_usec = collect_lateness (starts);
  return TRUE;
}

static gboolean
add_one (TallyEngineSchedule   *self,
         TallyEngineTimetable  *schedule,
         TallyStore            *store,
         GError               **error)
{
  GArray *lateness = NULL;
  gint64 settled = -1;

  if (schedule->timetable == NULL)
    return TRUE;
  if (store != NULL && !read_one (self, schedule, store, &settled, &lateness, error))
    return FALSE;
  if (lateness == NULL)
    lateness = g_array_new (FALSE, FALSE, sizeof (gint64));
  tally_jobs_schedule_add (self->schedule, tally_jobs_timetable_ref (schedule->timetable), settled, lateness);
  return TRUE;
}

/* A looker-on makes no store, and one that is older than this program has no starts yet. */
static gboolean
open_store (TallyEngine  *engine,
            gboolean      is_writer,
            TallyStore  **out_store,
            GError      **error)
{
  g_autoptr (GError) failure = NULL;

  *out_store = is_writer ? tally_engine_open_store (engine, &failure)
                         : tally_engine_open_reader (engine, &failure);
  if (*out_store != NULL)
    return TRUE;
  if (!is_writer && (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING)
                     || g_error_matches (failure, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

TallyEngineSchedule *
tally_engine_schedule_new (TallyEngine  *engine,
                           gboolean      is_writer,
                           GError      **error)
{
  g_autoptr (TallyEngineSchedule) self = NULL;
  g_autoptr (TallyStore) store = NULL;

  g_return_val_if_fail (engine != NULL, NULL);
  self = g_new0 (TallyEngineSchedule, 1);
  self->engine = engine;
  self->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->timetables = tally_engine_timetables_new (engine, error);
  if (self->timetables == NULL || !open_store (engine, is_writer, &store, error))
    return NULL;
  self->schedule = tally_jobs_schedule_new (engine->clock, tally_config_get_bool (engine->config, "schedule",
                                                                                  "catch-up"));
  for (guint i = 0; i < self->timetables->list->len; i++)
    if (!add_one (self, self->timetables->list->pdata[i], store, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
tally_engine_schedule_free (TallyEngineSchedule *self)
{
  if (self == NULL)
    return;
  tally_jobs_schedule_free (self->schedule);
  tally_engine_timetables_free (self->timetables);
  g_hash_table_unref (self->noted);
  g_free (self);
}

GPtrArray *
tally_engine_schedule_poll (TallyEngineSchedule *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tally_jobs_schedule_poll (self->schedule);
}

gint64
tally_engine_schedule_get_wake (TallyEngineSchedule *self)
{
  g_return_val_if_fail (self != NULL, G_MAXINT64);
  return tally_jobs_schedule_get_wake (self->schedule);
}

gint64
tally_engine_schedule_get_next (TallyEngineSchedule  *self,
                                const char          **out_name)
{
  g_return_val_if_fail (self != NULL, G_MAXINT64);
  return tally_jobs_schedule_get_next (self->schedule, out_name);
}

gint64
tally_engine_schedule_get_margin (TallyEngineSchedule *self,
                                  const char          *name)
{
  g_return_val_if_fail (self != NULL, 0);
  return tally_jobs_schedule_get_margin (self->schedule, name);
}

const char *const *
tally_engine_schedule_list_jobs (TallyEngineSchedule *self,
                                 const char          *name)
{
  static const char *const all[] = { NULL };
  TallyEngineTimetable *schedule;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  schedule = tally_engine_timetables_find (self->timetables, name);
  return schedule != NULL ? schedule->jobs : all;
}

void
tally_engine_schedule_begin (TallyEngineSchedule *self,
                             const char          *name)
{
  TallyScheduleStart *start;

  g_return_if_fail (self != NULL && name != NULL);
  start = tally_jobs_schedule_begin (self->schedule, name);
  tally_schedule_start_free (start); /* the run keeps it */
}

void
tally_engine_schedule_end (TallyEngineSchedule *self,
                           const char          *name)
{
  g_return_if_fail (self != NULL && name != NULL);
  tally_jobs_schedule_end (self->schedule, name);
}

void
tally_engine_schedule_put_off (TallyEngineSchedule *self,
                               const char          *name,
                               gint64               wait_usec)
{
  g_return_if_fail (self != NULL && name != NULL);
  tally_jobs_schedule_put_off (self->schedule, name, wait_usec);
}

static void
add_mark (TallyEngineSchedule     *self,
          TallyEngineScheduleNote *note,
          TallyEngineTimetable    *schedule)
{
  gint64 settled = tally_jobs_schedule_get_settled (self->schedule, schedule->name);
  const gint64 *noted = g_hash_table_lookup (self->noted, schedule->name);
  Mark *mark;

  if (schedule->timetable == NULL || (noted != NULL && *noted == settled))
    return;
  mark = g_new0 (Mark, 1);
  mark->name = g_strdup (schedule->name);
  mark->plan = g_strdup (tally_jobs_timetable_get_plan (schedule->timetable));
  mark->settled_utc_usec = settled;
  g_ptr_array_add (note->marks, mark);
  g_hash_table_replace (self->noted, g_strdup (schedule->name), g_memdup2 (&settled, sizeof settled));
}

static void
add_missed (TallyEngineScheduleNote  *note,
            const TallyScheduleEvent *event)
{
  TallyScheduleStart *start;

  if (event->kind != TALLY_SCHEDULE_EVENT_MISSED)
    return;
  start = g_new0 (TallyScheduleStart, 1);
  start->name = g_strdup (event->name);
  start->due_utc_usec = event->due_utc_usec;
  start->planned_utc_usec = event->planned_utc_usec;
  start->n_due = event->n_due;
  start->was_missed = TRUE;
  g_ptr_array_add (note->missed, start);
}

TallyEngineScheduleNote *
tally_engine_schedule_take_note (TallyEngineSchedule *self,
                                 GPtrArray           *events)
{
  g_autoptr (TallyEngineScheduleNote) note = g_new0 (TallyEngineScheduleNote, 1);

  g_return_val_if_fail (self != NULL, NULL);
  note->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  note->missed = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_schedule_start_free);
  for (guint i = 0; i < self->timetables->list->len; i++)
    add_mark (self, note, self->timetables->list->pdata[i]);
  for (guint i = 0; events != NULL && i < events->len; i++)
    add_missed (note, events->pdata[i]);
  return note->marks->len + note->missed->len > 0 ? g_steal_pointer (&note) : NULL;
}

void
tally_engine_schedule_note_free (TallyEngineScheduleNote *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->missed);
  g_free (self);
}

gboolean
tally_engine_schedule_note_write (const TallyEngineScheduleNote  *note,
                                  TallyEngine                    *engine,
                                  GError                        **error)
{
  g_autoptr (TallyStore) store = NULL;

  g_return_val_if_fail (note != NULL && engine != NULL, FALSE);
  store = tally_engine_open_store (engine, error);
  if (store == NULL)
    return FALSE;
  for (guint i = 0; i < note->missed->len; i++)
    if (!tally_store_starts_put (store, note->missed->pdata[i], "", error))
      return FALSE;
  for (guint i = 0; i < note->marks->len; i++)
    {
      const Mark *mark = note->marks->pdata[i];
      if (!tally_store_starts_put_mark (store, mark->name, mark->plan, mark->settled_utc_usec, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fail_unknown (TallyEngineTimetables  *timetables,
              const char             *name,
              GError                **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < timetables->list->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((TallyEngineTimetable *) timetables->list->pdata[i])->name);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
               "there is no schedule '%s'; there are %s", name, names->str);
  return FALSE;
}

static TallyEngineTimetable *
find_schedule (TallyEngineTimetables  *timetables,
               const char             *name,
               GError                **error)
{
  TallyEngineTimetable *schedule = tally_engine_timetables_find (timetables, name);

  if (schedule == NULL && !fail_unknown (timetables, name, error))
    return NULL;
  if (schedule->timetable != NULL)
    return schedule;
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
               "the schedule %s is off; set [schedule-%s] at", name, name);
  return NULL;
}

TallyScheduleStart *
tally_engine_schedule_find_start (TallyEngine  *engine,
                                  const char   *name,
                                  GError      **error)
{
  g_autoptr (TallyEngineTimetables) timetables = NULL;
  TallyEngineTimetable *schedule;
  TallyScheduleStart *start;
  TallyJobsMoment moment;

  g_return_val_if_fail (engine != NULL && name != NULL, NULL);
  timetables = tally_engine_timetables_new (engine, error);
  schedule = timetables != NULL ? find_schedule (timetables, name, error) : NULL;
  if (schedule == NULL)
    return NULL;
  moment.due_utc_usec = tally_clock_get_utc_usec (engine->clock); /* before its first day: now */
  tally_jobs_timetable_previous (schedule->timetable, moment.due_utc_usec, FALSE, &moment);
  start = g_new0 (TallyScheduleStart, 1);
  start->name = g_strdup (name);
  start->due_utc_usec = start->planned_utc_usec = moment.due_utc_usec;
  start->n_due = 1;
  return start;
}
