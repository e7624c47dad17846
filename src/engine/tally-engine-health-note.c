/* tally-engine-health-note.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health-note-private.h"

#include "tally-engine-health-judge-private.h"
#include "tally-store-samples.h"

/* One call in so many may be repeated before that counts as a service in trouble. */
#define CALLS_PER_RETRY 10

static void
note (TallyJobsMeasure *measure,
      const char       *part,
      TallyHealthState  state)
{
  if (state != TALLY_HEALTH_STATE_UNKNOWN)
    tally_jobs_measure_add (measure, TALLY_METRIC_HEALTH_STATE, part, state);
}

static gboolean
has_notice (const TallyRun *run,
            const char     *code)
{
  for (guint i = 0; i < run->notices->len; i++)
    if (g_strcmp0 (((const TallyNotice *) run->notices->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

static TallyHealthState
judge_service (const TallyRun *run)
{
  if (has_notice (run, "smartsheet-maintenance"))
    return TALLY_HEALTH_STATE_MAINTENANCE;
  if ((run->outcome & TALLY_OUTCOME_RETRY_LATER) != 0)
    return TALLY_HEALTH_STATE_FAILED;
  return run->counts.n_retries * CALLS_PER_RETRY > run->counts.n_calls ? TALLY_HEALTH_STATE_DEGRADED : TALLY_HEALTH_STATE_OK;
}

static TallyHealthState
judge_sources (const TallyRunCounts *counts)
{
  if (counts->n_sheets == 0)
    return TALLY_HEALTH_STATE_UNKNOWN;
  if (counts->n_sheets_lost == 0)
    return TALLY_HEALTH_STATE_OK;
  return counts->n_sheets_lost < counts->n_sheets ? TALLY_HEALTH_STATE_DEGRADED : TALLY_HEALTH_STATE_FAILED;
}

/* What needs no call and no judgement of times. */
static void
note_rest (TallyEngine      *engine,
           TallyJobsMeasure *measure,
           TallyStore       *store)
{
  static const char *const ids[] = { "rate", "guards", "database", "disk" };
  g_autoptr (TallyHealthBoard) board = tally_health_board_new ();
  TallyEngineJudge judge = { .engine = engine, .store = store, .board = board };

  board->now_utc_usec = tally_clock_get_utc_usec (engine->clock);
  judge.stale_usec = TALLY_ENGINE_HEALTH_STALE_USEC;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      TallyHealthPart *part = tally_health_part_new (ids[i], FALSE);
      g_ptr_array_add (board->parts, part);
      if (tally_engine_judge_part (&judge, part, &error))
        note (measure, ids[i], part->state);
      else
        g_debug ("how %s stands is not noted: %s", ids[i], error->message);
    }
}

void
tally_engine_health_note_run (TallyEngine      *engine,
                              TallyJobsMeasure *measure,
                              TallyStore       *store,
                              const TallyRun   *run)
{
  g_return_if_fail (engine != NULL && store != NULL && run != NULL);
  if (measure == NULL)
    return;
  if (run->counts.n_calls > 0)
    {
      note (measure, "service", judge_service (run));
      note (measure, "token", (run->outcome & TALLY_OUTCOME_AUTH) != 0 ? TALLY_HEALTH_STATE_FAILED : TALLY_HEALTH_STATE_OK);
    }
  note (measure, "sources", judge_sources (&run->counts));
  note (measure, "run", tally_engine_judge_run (tally_run_get_exit_code (run)));
  note_rest (engine, measure, store);
}

void
tally_engine_health_note_checkup (TallyEngine      *engine,
                                  TallyJobsMeasure *measure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = NULL;

  g_return_if_fail (engine != NULL);
  store = tally_engine_open_store (engine, &error);
  if (store == NULL || !tally_jobs_measure_flush (measure, store, &error) || !tally_store_samples_tend (store, &error))
    g_debug ("the checkup is not remembered: %s", error->message);
}
