/* tally-engine-needs-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-needs-private.h"

#include "tally-engine-schedule.h"
#include "tally-json-node.h"
#include "tally-store-breakers.h"
#include "tally-store-pauses.h"
#include "tally-store-quarantine.h"
#include "tally-store-runs.h"
#include "tally-text.h"

/* The last one that ended, and the one at work beside it. */
#define N_RUNS 2

/* What a run ends with that did its work in part: tally_run_get_exit_code(). */
#define EXIT_PARTIAL 3

/* One that failed: in its work, by its configuration, or because it was refused. */
static gboolean
is_failure (int exit_code)
{
  return exit_code == 1 || exit_code == 2 || exit_code == 5;
}

/* The first error, or else the first warning, of what it left. A summary that can't be read says nothing. */
static void
take_worst_notice (TallyEngineNeed *need,
                   const char      *summary)
{
  g_autoptr (TallyJsonNode) root = tally_json_node_parse (summary, strlen (summary), NULL);
  const TallyJsonNode *notices = tally_json_node_find (root, "notices");

  for (guint i = 0; i < tally_json_node_get_n_children (notices); i++)
    {
      const TallyJsonNode *notice = tally_json_node_get_child (notices, i);
      const char *severity = tally_json_node_get_text (tally_json_node_find (notice, "severity"));
      const char *text = tally_json_node_get_text (tally_json_node_find (notice, "text"));
      gboolean is_error = g_strcmp0 (severity, "error") == 0;
      if (text == NULL || (!is_error && (g_strcmp0 (severity, "warning") != 0 || *need->text != '\0')))
        continue;
      tally_text_set (&need->text, text);
      if (is_error)
        return;
    }
}

static const TallyStoreRun *
find_last (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (((const TallyStoreRun *) runs->pdata[i])->state != TALLY_STORE_RUN_OPEN)
      return runs->pdata[i];
  return NULL;
}

/* A plan that waits, what is held or set aside, or a circuit: each is a reason to do the work in part. */
static gboolean
is_explained (TallyEngineNeeds *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const TallyEngineNeed *need = self->list->pdata[i];
      if (need->kind != TALLY_ENGINE_NEED_FINDINGS)
        return TRUE;
    }
  return FALSE;
}

static void
add_run (TallyEngineNeeds    *self,
         const TallyStoreRun *run,
         TallyEngineNeedKind  kind,
         TallyEngineUrgency   urgency)
{
  TallyEngineNeed *need = tally_engine_needs_add (self, kind, urgency, NULL);

  need->run_id = run->run_id;
  need->exit_code = run->exit_code;
  need->since_utc_usec = run->finished_utc_usec != 0 ? run->finished_utc_usec : run->started_utc_usec;
  take_worst_notice (need, run->summary);
}

gboolean
tally_engine_needs_add_run (TallyEngineNeeds  *self,
                            TallyStore        *store,
                            GError           **error)
{
  g_autoptr (GPtrArray) runs = tally_store_runs_list (store, N_RUNS, error);
  const TallyStoreRun *last;

  if (runs == NULL)
    return FALSE;
  last = find_last (runs);
  if (last == NULL)
    return TRUE;
  self->last_run_id = last->run_id;
  self->last_run_utc_usec = last->finished_utc_usec;
  self->last_exit_code = last->exit_code;
  if (last->state == TALLY_STORE_RUN_INTERRUPTED)
    add_run (self, last, TALLY_ENGINE_NEED_RUN_INTERRUPTED, TALLY_ENGINE_URGENCY_SOON);
  else if (is_failure (last->exit_code))
    add_run (self, last, TALLY_ENGINE_NEED_RUN_FAILED, TALLY_ENGINE_URGENCY_NOW);
  else if (last->exit_code == EXIT_PARTIAL && !is_explained (self))
    add_run (self, last, TALLY_ENGINE_NEED_RUN_PARTIAL, TALLY_ENGINE_URGENCY_SOON);
  return TRUE;
}

/* What a person wanted ends by itself at its time; what opened by itself is open until a call succeeds. */
static gboolean
lets_calls_through (const TallyRecoveryBreaker *breaker,
                    gint64                      now_utc_usec)
{
  gboolean is_over = breaker->until_utc_usec != 0 && breaker->until_utc_usec <= now_utc_usec;

  return g_str_has_suffix (breaker->state, "closed") || (*breaker->actor != '\0' && is_over);
}

static gboolean
add_circuits (TallyEngineNeeds  *self,
              TallyStore        *store,
              GError           **error)
{
  g_autoptr (GPtrArray) breakers = tally_store_breakers_list (store, error);

  for (guint i = 0; breakers != NULL && i < breakers->len; i++)
    {
      const TallyRecoveryBreaker *breaker = breakers->pdata[i];
      gboolean by_person = *breaker->actor != '\0';
      TallyEngineNeed *need;
      if (lets_calls_through (breaker, self->as_of_utc_usec))
        continue;
      need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_CIRCUIT,
                                     by_person ? TALLY_ENGINE_URGENCY_LATER : TALLY_ENGINE_URGENCY_SOON,
                                     breaker->dependency);
      need->by_person = by_person;
      need->since_utc_usec = breaker->since_utc_usec;
      need->until_utc_usec = breaker->until_utc_usec;
    }
  return breakers != NULL;
}

static gboolean
add_pauses (TallyEngineNeeds  *self,
            TallyStore        *store,
            GError           **error)
{
  g_autoptr (GPtrArray) pauses = tally_store_pauses_list (store, error);

  for (guint i = 0; pauses != NULL && i < pauses->len; i++)
    {
      const TallyRecoveryPause *pause = pauses->pdata[i];
      TallyEngineNeed *need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_PAUSE, TALLY_ENGINE_URGENCY_LATER, pause->what);
      need->by_person = TRUE;
      need->since_utc_usec = pause->since_utc_usec;
      need->until_utc_usec = pause->until_utc_usec;
    }
  return pauses != NULL;
}

static void
add_aside (TallyEngineNeeds  *self,
           GPtrArray         *quarantine,
           const char        *kind)
{
  TallyEngineNeed *need = NULL;

  for (guint i = 0; i < quarantine->len; i++)
    {
      const TallyRecoveryQuarantine *one = quarantine->pdata[i];
      if (strcmp (one->kind, kind) != 0 || one->until_utc_usec <= self->as_of_utc_usec)
        continue;
      if (need == NULL)
        {
          need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_ASIDE, TALLY_ENGINE_URGENCY_SOON, kind);
          need->n = 0;
          need->since_utc_usec = one->since_utc_usec;
        }
      need->n++;
      need->since_utc_usec = MIN (need->since_utc_usec, one->since_utc_usec);
    }
}

gboolean
tally_engine_needs_add_recovery (TallyEngineNeeds  *self,
                                 TallyStore        *store,
                                 GError           **error)
{
  g_autoptr (GPtrArray) quarantine = tally_store_quarantine_list (store, error);

  if (quarantine == NULL)
    return FALSE;
  add_aside (self, quarantine, TALLY_RECOVERY_SHEET);
  add_aside (self, quarantine, TALLY_RECOVERY_GROUP);
  return add_circuits (self, store, error) && add_pauses (self, store, error);
}

gboolean
tally_engine_needs_add_schedules (TallyEngineNeeds  *self,
                                  TallyEngine       *engine,
                                  GError           **error)
{
  g_autoptr (TallyEngineSchedule) schedule = tally_engine_schedule_new (engine, FALSE, error);
  g_autoptr (GPtrArray) events = NULL;
  const char *name = NULL;
  gint64 next_utc_usec;

  if (schedule == NULL)
    return FALSE;
  events = tally_engine_schedule_poll (schedule);
  for (guint i = 0; i < events->len; i++)
    {
      const TallyScheduleEvent *event = events->pdata[i];
      TallyEngineNeed *need;
      if (event->kind != TALLY_SCHEDULE_EVENT_MISSED)
        continue;
      need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_MISSED, TALLY_ENGINE_URGENCY_NOW, event->name);
      need->n = event->n_due;
      need->since_utc_usec = event->first_due_utc_usec;
    }
  next_utc_usec = tally_engine_schedule_get_next (schedule, &name);
  self->next_run_utc_usec = next_utc_usec != G_MAXINT64 ? next_utc_usec : 0;
  return TRUE;
}
