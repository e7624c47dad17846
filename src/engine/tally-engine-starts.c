/* tally-engine-starts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-starts.h"

#include "tally-engine-error.h"
#include "tally-engine-timetables-private.h"
#include "tally-jobs-calendar-format.h"
#include "tally-jobs-margin.h"
#include "tally-store-error.h"
#include "tally-store-starts.h"
#include "tally-text.h"

void
tally_engine_schedule_entry_free (TallyEngineScheduleEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->at);
  g_free (self->zone);
  g_free (self->jobs);
  tally_schedule_start_free (self->last);
  g_free (self->missed);
  g_strfreev (self->on_calendar);
  g_strfreev (self->cron);
  g_strfreev (self->cron_zones);
  g_free (self->cron_problem);
  g_free (self);
}

void
tally_engine_coming_start_free (TallyEngineComingStart *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->local);
  g_free (self->zone);
  g_free (self);
}

void
tally_engine_expression_free (TallyEngineExpression *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->on_calendar);
  g_free (self->cron);
  g_free (self->zone);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_free (self);
}

/* Sees the two times of an hour that comes twice apart: the zone's own name of it is in it. */
static char *
dup_local (gint64      utc_usec,
           const char *zone_name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = zone != NULL && utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%a %F %T %Z") : tally_clock_format_utc (utc_usec);
}

static TallyEngineComingStart *
make_coming (const char            *name,
             const char            *zone,
             const TallyJobsMoment *moment)
{
  TallyEngineComingStart *start = g_new0 (TallyEngineComingStart, 1);

  start->name = g_strdup (name);
  start->due_utc_usec = moment->due_utc_usec;
  start->planned_utc_usec = moment->planned_utc_usec;
  start->local = dup_local (moment->planned_utc_usec, zone);
  start->zone = g_strdup (zone);
  return start;
}

/* Expressions with a zone of their own are shown in it. */
static const char *
get_zone (const TallyEngineTimetable *schedule)
{
  GPtrArray *calendars = tally_jobs_timetable_list_calendars (schedule->timetable);

  return tally_jobs_calendar_get_zone (calendars->pdata[0]);
}

static void
add_formats (TallyEngineScheduleEntry   *entry,
             const TallyEngineTimetable *schedule)
{
  g_autoptr (GStrvBuilder) on_calendar = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) cron = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) zones = g_strv_builder_new ();
  GPtrArray *calendars = schedule->timetable != NULL ? tally_jobs_timetable_list_calendars (schedule->timetable) : NULL;

  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    {
      g_auto (GStrv) lines = tally_jobs_calendar_dup_systemd (calendars->pdata[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *fields = tally_jobs_calendar_dup_cron (calendars->pdata[i], &error);
      g_strv_builder_addv (on_calendar, (const char **) lines);
      if (fields == NULL)
        {
          tally_text_set (&entry->cron_problem, error->message);
          continue;
        }
      g_strv_builder_add (cron, fields);
      g_strv_builder_add (zones, tally_jobs_calendar_get_zone (calendars->pdata[i]));
    }
  entry->on_calendar = g_strv_builder_end (on_calendar);
  entry->cron = g_strv_builder_end (cron);
  entry->cron_zones = g_strv_builder_end (zones);
}

static void
add_missed_now (TallyEngineScheduleEntry *entry,
                GPtrArray                *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      if (event->kind != TALLY_SCHEDULE_EVENT_MISSED || strcmp (event->name, entry->name) != 0)
        continue;
      entry->n_missed += event->n_due;
      g_free (entry->missed);
      entry->missed = tally_schedule_event_dup_text (event);
    }
}

/* One that the scheduler has noted and that is still waited for is among the missed of now. */
static gboolean
is_missed_now (const TallyScheduleStart *start,
               GPtrArray                *events)
{
  for (guint i = 0; start->started_utc_usec == 0 && i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      if (event->kind == TALLY_SCHEDULE_EVENT_MISSED && strcmp (event->name, start->name) == 0
          && start->due_utc_usec >= event->first_due_utc_usec && start->due_utc_usec <= event->due_utc_usec)
        return TRUE;
    }
  return FALSE;
}

static void
add_history (TallyEngineScheduleEntry *entry,
             GPtrArray                *starts,
             GPtrArray                *events)
{
  for (guint i = 0; i < starts->len; i++)
    {
      const TallyScheduleStart *start = starts->pdata[i];
      if (start->was_missed && !is_missed_now (start, events))
        entry->n_missed += MAX (start->n_due, 1);
      if (start->started_utc_usec == 0)
        continue;
      entry->n_seen++;
      if (entry->last != NULL)
        continue;
      entry->last = g_memdup2 (start, sizeof *start);
      entry->last->name = g_strdup (start->name);
    }
}

static TallyEngineScheduleEntry *
make_entry (const TallyEngineTimetable *schedule,
            TallyEngineSchedule        *live,
            gint64                      now_utc_usec)
{
  TallyEngineScheduleEntry *entry = g_new0 (TallyEngineScheduleEntry, 1);
  TallyJobsMoment moment = { 0 };

  entry->name = g_strdup (schedule->name);
  entry->at = g_strdup (schedule->at);
  entry->jobs = g_strjoinv (",", (char **) schedule->jobs);
  entry->is_on = schedule->timetable != NULL;
  entry->zone = g_strdup (entry->is_on ? get_zone (schedule) : schedule->zone);
  add_formats (entry, schedule);
  if (!entry->is_on)
    return entry;
  tally_jobs_timetable_next (schedule->timetable, now_utc_usec, &moment);
  entry->next_utc_usec = moment.planned_utc_usec;
  entry->expected_usec = tally_jobs_timetable_get_expected_usec (schedule->timetable);
  entry->margin_usec = tally_engine_schedule_get_margin (live, schedule->name);
  return entry;
}

/* NULL without an error: there is no store yet. */
static TallyStore *
open_reader (TallyEngine  *engine,
             GError      **error)
{
  g_autoptr (GError) failure = NULL;
  TallyStore *store = tally_engine_open_reader (engine, &failure);

  if (store == NULL && !g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    g_propagate_error (error, g_steal_pointer (&failure));
  return store;
}

static gboolean
fill_histories (TallyEngine  *engine,
                GPtrArray    *entries,
                GPtrArray    *events,
                GError      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStore) store = open_reader (engine, &failure);

  for (guint i = 0; store != NULL && i < entries->len; i++)
    {
      TallyEngineScheduleEntry *entry = entries->pdata[i];
      g_autoptr (GPtrArray) starts = tally_store_starts_list (store, entry->name, TALLY_JOBS_MARGIN_MAX_STARTS,
                                                              &failure);
      if (starts == NULL)
        break;
      add_history (entry, starts, events);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GPtrArray *
tally_engine_starts_list (TallyEngine  *engine,
                          GError      **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (TallyEngineTimetables) timetables = NULL;
  g_autoptr (TallyEngineSchedule) live = NULL;
  g_autoptr (GPtrArray) events = NULL;

  g_return_val_if_fail (engine != NULL, NULL);
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_schedule_entry_free);
  timetables = tally_engine_timetables_new (engine, error);
  live = timetables != NULL ? tally_engine_schedule_new (engine, FALSE, error) : NULL;
  if (live == NULL)
    return NULL;
  events = tally_engine_schedule_poll (live);
  for (guint i = 0; i < timetables->list->len; i++)
    {
      g_ptr_array_add (entries, make_entry (timetables->list->pdata[i], live,
                                            tally_clock_get_utc_usec (engine->clock)));
      add_missed_now (entries->pdata[i], events);
    }
  return fill_histories (engine, entries, events, error) ? g_steal_pointer (&entries) : NULL;
}

/* Where each schedule stands while the coming starts are put in order. */
typedef struct {
  const TallyEngineTimetable *schedule; /* (borrowed) */
  TallyJobsMoment             moment;
} Stand;

static gboolean
step (Stand *stand)
{
  return tally_jobs_timetable_next (stand->schedule->timetable, stand->moment.due_utc_usec, &stand->moment);
}

static GArray *
make_stands (TallyEngineTimetables *timetables,
             gint64                 after_utc_usec)
{
  GArray *stands = g_array_new (FALSE, FALSE, sizeof (Stand));

  for (guint i = 0; i < timetables->list->len; i++)
    {
      Stand stand = { .schedule = timetables->list->pdata[i], .moment = { .due_utc_usec = after_utc_usec } };
      if (stand.schedule->timetable != NULL && step (&stand))
        g_array_append_val (stands, stand);
    }
  return stands;
}

static guint
find_first (GArray *stands)
{
  guint first = 0;

  for (guint i = 1; i < stands->len; i++)
    if (g_array_index (stands, Stand, i).moment.planned_utc_usec
        < g_array_index (stands, Stand, first).moment.planned_utc_usec)
      first = i;
  return first;
}

GPtrArray *
tally_engine_starts_next (TallyEngine  *engine,
                          gint64        after_utc_usec,
                          guint         n_starts,
                          GError      **error)
{
  g_autoptr (TallyEngineTimetables) timetables = NULL;
  g_autoptr (GArray) stands = NULL;
  GPtrArray *starts;

  g_return_val_if_fail (engine != NULL && n_starts >= 1 && n_starts <= TALLY_ENGINE_STARTS_MAX, NULL);
  timetables = tally_engine_timetables_new (engine, error);
  if (timetables == NULL)
    return NULL;
  stands = make_stands (timetables, after_utc_usec >= 0 ? after_utc_usec : tally_clock_get_utc_usec (engine->clock));
  starts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_coming_start_free);
  while (stands->len > 0 && starts->len < n_starts)
    {
      guint first = find_first (stands);
      Stand *stand = &g_array_index (stands, Stand, first);
      g_ptr_array_add (starts, make_coming (stand->schedule->name, get_zone (stand->schedule), &stand->moment));
      if (!step (stand))
        g_array_remove_index (stands, first);
    }
  return starts;
}

TallyEngineExpression *
tally_engine_starts_check (TallyEngine  *engine,
                           const char   *expression,
                           guint         n_starts,
                           GError      **error)
{
  g_autoptr (TallyJobsCalendar) calendar = NULL;
  g_autoptr (GError) failure = NULL;
  TallyEngineExpression *self;
  TallyJobsMoment moment;

  g_return_val_if_fail (engine != NULL && expression != NULL && n_starts <= TALLY_ENGINE_STARTS_MAX, NULL);
  calendar = tally_jobs_calendar_new (expression, tally_config_get_text (engine->config, "billing", "time-zone"),
                                      &failure);
  if (calendar == NULL)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, failure->message);
      return NULL;
    }
  self = g_new0 (TallyEngineExpression, 1);
  self->on_calendar = tally_jobs_calendar_dup_systemd (calendar);
  self->cron = tally_jobs_calendar_dup_cron (calendar, &failure);
  self->zone = g_strdup (tally_jobs_calendar_get_zone (calendar));
  self->follows_real_time = tally_jobs_calendar_follows_real_time (calendar);
  self->coming = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_coming_start_free);
  moment.due_utc_usec = tally_clock_get_utc_usec (engine->clock);
  while (self->coming->len < n_starts)
    {
      moment.due_utc_usec = moment.planned_utc_usec = tally_jobs_calendar_next (calendar, moment.due_utc_usec);
      if (moment.due_utc_usec < 0)
        break;
      g_ptr_array_add (self->coming, make_coming ("", self->zone, &moment));
    }
  return self;
}
