/* tally-engine-health-judge.c: how each part of the installation stands, but for the service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health-judge-private.h"

#include <glib/gstdio.h>

#include "tally-engine-schedule.h"
#include "tally-jobs-checkup.h"
#include "tally-jobs-space.h"
#include "tally-store-error.h"
#include "tally-text.h"

/* Exit codes that say that all was done: without findings, and with some. */
#define EXIT_DONE 0
#define EXIT_PARTIAL 3
#define EXIT_FINDINGS 4
#define EXIT_LATER 75
/* One start that did not come may be a machine that slept; so many are none. */
#define FAILED_STARTS 3

void
tally_engine_judge_set (TallyHealthPart   *part,
                        TallyHealthState   state,
                        TallyHealthReason  reason)
{
  part->was = state;
  part->reason = reason;
}

TallyHealthState
tally_engine_judge_run (int exit_code)
{
  switch (exit_code)
    {
    case EXIT_DONE:
    case EXIT_FINDINGS:
      return TALLY_HEALTH_STATE_OK;
    case EXIT_PARTIAL:
      return TALLY_HEALTH_STATE_DEGRADED;
    case EXIT_LATER:
      return TALLY_HEALTH_STATE_LATE;
    default:
      return TALLY_HEALTH_STATE_FAILED;
    }
}

static void
judge_token (TallyHealthPart *part)
{
  static const TallyHealthReason reasons[TALLY_N_HEALTH_STATES] = {
    [TALLY_HEALTH_STATE_OK] = TALLY_HEALTH_REASON_TOKEN_TAKEN,
    [TALLY_HEALTH_STATE_DEGRADED] = TALLY_HEALTH_REASON_TOKEN_DOUBTFUL,
    [TALLY_HEALTH_STATE_FAILED] = TALLY_HEALTH_REASON_TOKEN_REFUSED,
  };

  part->reason = reasons[part->was];
}

/* What the store has of the sheets; a checkup that found out more since counts too. */
static void
judge_sources (TallyEngineJudge *self,
               TallyHealthPart  *part)
{
  const GPtrArray *sheets = self->board->sheets;
  TallyHealthState recorded = part->was;

  part->total = sheets->len;
  for (guint i = 0; i < sheets->len; i++)
    part->amount += ((const TallyHealthSheet *) sheets->pdata[i])->is_lost;
  if (part->as_of_utc_usec == 0)
    return;
  if (part->amount > 0)
    tally_engine_judge_set (part, part->amount < part->total ? TALLY_HEALTH_STATE_DEGRADED : TALLY_HEALTH_STATE_FAILED,
                            TALLY_HEALTH_REASON_SHEETS_LOST);
  else
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_SHEETS_READ);
  if (recorded <= TALLY_HEALTH_STATE_UNKNOWN || recorded <= part->was)
    return;
  tally_engine_judge_set (part, recorded, TALLY_HEALTH_REASON_SHEETS_LOST);
}

static const TallyHealthRun *
find_last_run (const TallyHealthBoard *board)
{
  for (guint i = board->runs->len; i > 0; i--)
    if (!((const TallyHealthRun *) board->runs->pdata[i - 1])->is_open)
      return board->runs->pdata[i - 1];
  return NULL;
}

static void
judge_last_run (TallyEngineJudge *self,
                TallyHealthPart  *part)
{
  static const TallyHealthReason reasons[TALLY_N_HEALTH_STATES] = {
    [TALLY_HEALTH_STATE_OK] = TALLY_HEALTH_REASON_RUN_WELL,
    [TALLY_HEALTH_STATE_DEGRADED] = TALLY_HEALTH_REASON_RUN_PART,
    [TALLY_HEALTH_STATE_LATE] = TALLY_HEALTH_REASON_RUN_LATER,
    [TALLY_HEALTH_STATE_FAILED] = TALLY_HEALTH_REASON_RUN_FAILED,
  };
  const TallyHealthRun *run = find_last_run (self->board);

  if (run == NULL)
    {
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_UNKNOWN, TALLY_HEALTH_REASON_NEVER);
      part->as_of_utc_usec = 0;
      return;
    }
  tally_engine_judge_set (part, run->state, run->was_killed ? TALLY_HEALTH_REASON_RUN_KILLED : reasons[run->state]);
  part->as_of_utc_usec = run->end_utc_usec;
  part->total = run->run_id;
  part->amount = run->state == TALLY_HEALTH_STATE_FAILED ? run->exit_code : run->end_utc_usec - run->begin_utc_usec;
}

/* The schedule that missed the most starts of now. */
static const TallyScheduleEvent *
find_missed (GPtrArray *events)
{
  const TallyScheduleEvent *worst = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      if (event->kind == TALLY_SCHEDULE_EVENT_MISSED && (worst == NULL || event->n_due > worst->n_due))
        worst = event;
    }
  return worst;
}

static void
judge_starts (TallyHealthPart     *part,
              TallyEngineSchedule *schedule)
{
  g_autoptr (GPtrArray) events = tally_engine_schedule_poll (schedule);
  const TallyScheduleEvent *missed = find_missed (events);
  const char *name = "";
  gint64 next = tally_engine_schedule_get_next (schedule, &name);

  if (missed != NULL)
    {
      tally_engine_judge_set (part, missed->n_due >= FAILED_STARTS ? TALLY_HEALTH_STATE_FAILED : TALLY_HEALTH_STATE_LATE,
                              TALLY_HEALTH_REASON_MISSED);
      part->amount = missed->n_due;
      part->when_utc_usec = missed->planned_utc_usec;
      tally_text_set (&part->name, missed->name);
    }
  else if (next == G_MAXINT64)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_PAUSED, TALLY_HEALTH_REASON_NO_SCHEDULE);
  else
    {
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_NEXT);
      part->when_utc_usec = next;
      tally_text_set (&part->name, name);
    }
}

static void
judge_schedule (TallyEngineJudge *self,
                TallyHealthPart  *part)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyEngineSchedule) schedule = tally_engine_schedule_new (self->engine, FALSE, &failure);

  part->as_of_utc_usec = self->board->now_utc_usec;
  if (schedule != NULL)
    {
      judge_starts (part, schedule);
      return;
    }
  tally_engine_judge_set (part, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_SCHEDULE_BROKEN);
  tally_text_set (&part->name, failure->message);
}

static gboolean
is_missing (const GError *failure)
{
  return failure == NULL || g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
}

/* That it opens is seen at once; whether it hangs together only a checkup finds out. */
static void
judge_database (TallyEngineJudge *self,
                TallyHealthPart  *part)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  GStatBuf found;

  if (self->store == NULL && is_missing (self->store_failure))
    return;
  if (self->store == NULL)
    {
      tally_engine_judge_set (part, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_STORE_BROKEN);
      part->as_of_utc_usec = self->board->now_utc_usec;
      tally_text_set (&part->name, self->store_failure->message);
      return;
    }
  part->amount = g_stat (path, &found) == 0 ? (gint64) found.st_size : 0;
  if (part->was > TALLY_HEALTH_STATE_UNKNOWN)
    {
      part->reason = TALLY_HEALTH_REASON_STORE_DOUBTFUL;
      return;
    }
  tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_STORE_SOUND);
  part->as_of_utc_usec = self->board->now_utc_usec;
}

/* Of the data directory alone: to know what the others need takes a walk through them, which a checkup does. */
static void
judge_disk (TallyEngineJudge *self,
            TallyHealthPart  *part)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  const TallyJobsPlaces places = {
    .store_path = path, .is_private = self->engine->is_private, .state_file = self->engine->state_file,
    .output_dir = self->engine->output_dir, .archive_dir = self->engine->archive_dir,
  };
  TallyJobsSpace space;
  TallyHealthState recorded = part->was;

  if (!tally_jobs_space_measure (&places, self->engine->data_dir, &space))
    return;
  part->as_of_utc_usec = self->board->now_utc_usec;
  part->amount = (gint64) MIN (space.free_bytes, (guint64) G_MAXINT64);
  part->total = (gint64) MIN (space.need_bytes, (guint64) G_MAXINT64);
  if (tally_jobs_space_is_short (&space))
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_ROOM_SHORT);
  else if (space.free_bytes / TALLY_JOBS_SPACE_EASE < space.need_bytes || recorded == TALLY_HEALTH_STATE_DEGRADED)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_REASON_ROOM_LOW);
  else if (recorded == TALLY_HEALTH_STATE_FAILED)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_REASON_ROOM_SHORT);
  else
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_ROOM);
}

/* Of what is no part of its own: nothing is told twice. */
static void
judge_checkup (TallyEngineJudge *self,
               TallyHealthPart  *part)
{
  TallyHealthStatus worst = TALLY_HEALTH_OK;

  for (guint i = 0; i < self->board->found->len; i++)
    {
      const TallyHealthFound *found = &g_array_index (self->board->found, TallyHealthFound, i);
      part->as_of_utc_usec = MAX (part->as_of_utc_usec, found->as_of_utc_usec);
      if (found->as_of_utc_usec == 0 || found->status >= TALLY_HEALTH_SKIPPED
          || tally_jobs_checkup_find_part (found->id) != NULL)
        continue;
      part->total++;
      part->amount += found->status == TALLY_HEALTH_OK;
      if (found->status > worst)
        tally_text_set (&part->name, found->id);
      worst = MAX (worst, found->status);
    }
  if (part->total == 0)
    return;
  if (worst == TALLY_HEALTH_OK)
    tally_engine_judge_set (part, TALLY_HEALTH_STATE_OK, TALLY_HEALTH_REASON_CHECKED);
  else
    tally_engine_judge_set (part, worst == TALLY_HEALTH_WARN ? TALLY_HEALTH_STATE_DEGRADED : TALLY_HEALTH_STATE_FAILED,
                            TALLY_HEALTH_REASON_CHECKED_BAD);
}

/* What was well may not be so any more; what was not stays so until something better is seen. */
static void
go_stale (TallyEngineJudge *self,
          TallyHealthPart  *part)
{
  gint64 kept = g_str_equal (part->id, "checkup") ? TALLY_ENGINE_HEALTH_STALE_CHECKUP_USEC : self->stale_usec;

  part->state = part->was;
  part->is_stale = part->as_of_utc_usec > 0 && part->as_of_utc_usec + kept < self->board->now_utc_usec;
  if (part->is_stale && part->was == TALLY_HEALTH_STATE_OK)
    part->state = TALLY_HEALTH_STATE_UNKNOWN;
}

static gboolean
judge (TallyEngineJudge  *self,
       TallyHealthPart   *part,
       GError           **error)
{
  static const struct {
    const char *id;
    void      (*judge) (TallyEngineJudge *self, TallyHealthPart *part);
  } judges[] = {
    { "sources", judge_sources },   { "run", judge_last_run },  { "schedule", judge_schedule },
    { "database", judge_database }, { "disk", judge_disk },     { "checkup", judge_checkup },
  };

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    if (g_str_equal (judges[i].id, part->id))
      {
        judges[i].judge (self, part);
        return TRUE;
      }
  if (g_str_equal (part->id, "token"))
    judge_token (part);
  else if (self->store != NULL)
    return tally_engine_judge_service (self, part, error);
  return TRUE;
}

gboolean
tally_engine_judge_part (TallyEngineJudge  *self,
                         TallyHealthPart   *part,
                         GError           **error)
{
  if (!judge (self, part, error))
    return FALSE;
  go_stale (self, part);
  return TRUE;
}
