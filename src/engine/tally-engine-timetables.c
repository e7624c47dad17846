/* tally-engine-timetables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-timetables-private.h"

#include "tally-engine-error.h"
#include "tally-store-starts.h"

#define GROUP "schedule"
#define MINUTE_USEC ((gint64) G_TIME_SPAN_MINUTE)

static void
timetable_free (TallyEngineTimetable *self)
{
  tally_jobs_timetable_unref (self->timetable);
  g_free (self->name);
  g_free (self);
}

void
tally_engine_timetables_free (TallyEngineTimetables *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->list, g_ptr_array_unref);
  tally_jobs_blackout_free (self->blackout);
  tally_config_unref (self->config);
  g_free (self);
}

/* What a reader of the file has to look at. */
static gboolean
fail_at (TallyConfig  *config,
         const char   *group,
         const char   *key,
         const GError *failure,
         GError      **error)
{
  const char *place = NULL;

  tally_config_get_origin (config, group, key, &place);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, "%s: [%s] %s: %s", place, group, key,
               failure->message);
  return FALSE;
}

/* Two installations seldom have both in common. */
static char *
dup_seed (TallyEngine *engine)
{
  g_autofree char *dir = g_canonicalize_filename (engine->data_dir, NULL);

  return g_strconcat (g_get_host_name (), " ", dir, NULL);
}

static gboolean
make_times (TallyEngineTimetables  *self,
            TallyEngineTimetable   *schedule,
            const char             *group,
            const char             *seed,
            GError                **error)
{
  const TallyJobsTimetableOptions options = {
    .name = schedule->name,
    .expressions = schedule->at,
    .zone = schedule->zone,
    .expected_usec = tally_config_get_int (self->config, group, "expected-minutes") * MINUTE_USEC,
    .margin_usec = tally_config_get_int (self->config, GROUP, "margin-minutes") * MINUTE_USEC,
    .jitter_usec = tally_config_get_int (self->config, GROUP, "jitter-secs") * G_USEC_PER_SEC,
    .seed = seed,
    .blackout = self->blackout,
  };
  g_autoptr (GError) failure = NULL;

  if (g_ascii_strcasecmp (schedule->at, TALLY_ENGINE_SCHEDULE_OFF) == 0)
    return TRUE;
  schedule->timetable = tally_jobs_timetable_new (&options, &failure);
  return schedule->timetable != NULL || fail_at (self->config, group, "at", failure, error);
}

static gboolean
add_schedule (TallyEngineTimetables  *self,
              const char             *group,
              const char             *seed,
              GError                **error)
{
  TallyEngineTimetable *schedule = g_new0 (TallyEngineTimetable, 1);
  g_autoptr (GError) failure = NULL;

  g_ptr_array_add (self->list, schedule);
  schedule->name = g_strdup (group + strlen (TALLY_ENGINE_SCHEDULE_GROUP));
  schedule->at = tally_config_get_text (self->config, group, "at");
  schedule->zone = tally_config_get_text (self->config, group, "time-zone");
  schedule->jobs = tally_config_get_list (self->config, group, "jobs");
  if (*schedule->zone == '\0')
    schedule->zone = tally_config_get_text (self->config, "billing", "time-zone");
  if (!tally_engine_check_jobs (schedule->jobs, &failure))
    return fail_at (self->config, group, "jobs", failure, error);
  return make_times (self, schedule, group, seed, error);
}

static gboolean
read_blackout (TallyEngineTimetables  *self,
               GError                **error)
{
  g_autoptr (GError) failure = NULL;

  self->blackout = tally_jobs_blackout_new (tally_config_get_text (self->config, GROUP, "blackout"),
                                            tally_config_get_text (self->config, "billing", "time-zone"),
                                            &failure);
  return self->blackout != NULL || fail_at (self->config, GROUP, "blackout", failure, error);
}

TallyEngineTimetables *
tally_engine_timetables_new (TallyEngine  *engine,
                             GError      **error)
{
  g_autoptr (TallyEngineTimetables) self = NULL;
  g_autofree char *seed = NULL;
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  g_return_val_if_fail (engine != NULL, NULL);
  seed = dup_seed (engine);
  self = g_new0 (TallyEngineTimetables, 1);
  self->config = tally_config_ref (engine->config);
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) timetable_free);
  if (!read_blackout (self, error))
    return NULL;
  for (gsize i = 0; i < n_keys; i++) /* each group of a schedule has one "at" */
    if (g_str_has_prefix (keys[i].group, TALLY_ENGINE_SCHEDULE_GROUP) && strcmp (keys[i].name, "at") == 0
        && !add_schedule (self, keys[i].group, seed, error))
      return NULL;
  return g_steal_pointer (&self);
}

TallyEngineTimetable *
tally_engine_timetables_find (TallyEngineTimetables *self,
                              const char            *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  for (guint i = 0; i < self->list->len; i++)
    {
      TallyEngineTimetable *schedule = self->list->pdata[i];
      if (strcmp (schedule->name, name) == 0)
        return schedule;
    }
  return NULL;
}

static void
say_not_kept (TallyRun     *run,
              const GError *error)
{
  g_autofree char *text = g_strdup_printf ("the start of the schedule was not kept: %s; the next scheduler may "
                                           "repeat it", error->message);

  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "schedule-not-kept", NULL, text);
}

void
tally_engine_note_begin (TallyEngine              *engine,
                         TallyStore               *store,
                         const TallyScheduleStart *start,
                         TallyRun                 *run)
{
  g_autoptr (TallyEngineTimetables) timetables = NULL;
  TallyEngineTimetable *schedule;
  TallyScheduleStart seen;
  g_autoptr (GError) error = NULL;

  if (start == NULL)
    return;
  timetables = tally_engine_timetables_new (engine, &error);
  schedule = timetables != NULL ? tally_engine_timetables_find (timetables, start->name) : NULL;
  if (schedule == NULL || schedule->timetable == NULL)
    return;
  seen = *start;
  seen.started_utc_usec = run->started_utc_usec;
  seen.run_id = run->run_id;
  if (!tally_store_starts_put (store, &seen, tally_jobs_timetable_get_plan (schedule->timetable), &error))
    say_not_kept (run, error);
}

void
tally_engine_note_end (TallyStore               *store,
                       const TallyScheduleStart *start,
                       TallyRun                 *run)
{
  TallyScheduleStart seen;
  g_autoptr (GError) error = NULL;

  if (start == NULL)
    return;
  seen = *start;
  seen.run_id = run->run_id;
  if (!tally_store_starts_finish (store, &seen, tally_run_get_exit_code (run), &error))
    say_not_kept (run, error);
}
