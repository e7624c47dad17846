/* tally-engine-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-plan.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-json-node.h"
#include "tally-proposal-json.h"
#include "tally-store-error.h"
#include "tally-store-lines.h"
#include "tally-store-proposals.h"
#include "tally-store-trail.h"

/* A year of one plan a day. */
#define MAX_LISTED 366
#define MIN_ID_LENGTH 4

static void
step_free (TallyEnginePlanStep *step)
{
  g_free (step->kind);
  g_free (step->actor);
  g_free (step->reason);
  g_free (step);
}

void
tally_engine_plan_free (TallyEnginePlan *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->state);
  tally_proposal_free (self->proposal);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static TallyEnginePlan *
plan_new (const TallyStoreProposal *record)
{
  TallyEnginePlan *self = g_new0 (TallyEnginePlan, 1);

  self->id = g_strdup (record->id);
  self->state = g_strdup (tally_store_proposal_state_get_id (record->state));
  self->run_id = record->run_id;
  self->n_waiting = record->n_waiting;
  self->created_utc_usec = record->created_utc_usec;
  self->decided_utc_usec = record->decided_utc_usec;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return self;
}

/* What lower areas say means nothing to a face but its words. */
static void
take_error (GError  *failure,
            GError **error)
{
  gboolean is_missing = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);

  g_set_error_literal (error, TALLY_ENGINE_ERROR, is_missing ? TALLY_ENGINE_ERROR_NOT_FOUND : TALLY_ENGINE_ERROR_FAILED,
                       failure->message);
  g_error_free (failure);
}

static GPtrArray *
list_plans (TallyEngine  *self,
            GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *plans;

  if (store == NULL)
    return NULL;
  records = tally_store_proposals_list (store, MAX_LISTED, error);
  if (records == NULL)
    return NULL;
  plans = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_plan_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (plans, plan_new (records->pdata[i]));
  return plans;
}

GPtrArray *
tally_engine_plan_list (TallyEngine  *self,
                        GError      **error)
{
  GError *failure = NULL;
  GPtrArray *plans;

  g_return_val_if_fail (self != NULL, NULL);
  plans = list_plans (self, &failure);
  if (plans == NULL)
    take_error (failure, error);
  return plans;
}

static gboolean
add_step_cb (const TallyStoreTrailEntry  *entry,
             gpointer                     data,
             GError                     **error)
{
  TallyEnginePlan *plan = data;
  TallyEnginePlanStep *step = g_new0 (TallyEnginePlanStep, 1);
  g_autoptr (TallyJsonNode) payload = NULL;
  const char *reason;

  payload = tally_json_node_parse (entry->payload, strlen (entry->payload), NULL);
  reason = tally_json_node_get_text (tally_json_node_find (payload, "reason"));
  step->utc_usec = entry->utc_usec;
  step->kind = g_strdup (entry->kind);
  step->actor = g_strdup (entry->actor);
  step->reason = g_strdup (reason != NULL ? reason : "");
  g_ptr_array_add (plan->steps, step);
  return TRUE;
}

static TallyEnginePlan *
read_plan (TallyStore                *store,
           const TallyStoreProposal  *record,
           GError                   **error)
{
  g_autoptr (TallyEnginePlan) plan = plan_new (record);

  if (*record->body != '\0')
    {
      plan->proposal = tally_proposal_from_json (record->body, strlen (record->body), error);
      if (plan->proposal == NULL)
        return NULL;
    }
  return tally_store_trail_foreach (store, record->id, add_step_cb, plan, error)
           ? g_steal_pointer (&plan) : NULL;
}

static TallyEnginePlan *
find_plan (TallyEngine  *self,
           const char   *id,
           GError      **error)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, error);
  g_autoptr (TallyStoreProposal) record = NULL;
  g_autoptr (GError) failure = NULL;

  if (store == NULL)
    return NULL;
  if (strlen (id) >= MIN_ID_LENGTH)
    record = tally_store_proposals_find (store, id, &failure);
  if (record != NULL)
    return read_plan (store, record, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED,
                 "there is no plan %s; see 'tallyman plan list'", id);
  return NULL;
}

TallyEnginePlan *
tally_engine_plan_find (TallyEngine  *self,
                        const char   *id,
                        GError      **error)
{
  GError *failure = NULL;
  TallyEnginePlan *plan;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  plan = find_plan (self, id, &failure);
  if (plan == NULL)
    take_error (failure, error);
  return plan;
}

/* What the store's rows come to for one workbook now. */
typedef struct {
  guint      n_lines;
  TallyMoney cents;
} Sum;

static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Sum *sum = data;

  sum->n_lines++;
  if (!tally_money_add (&sum->cents, line->price_cents))
    sum->cents = G_MAXINT64;
  return TRUE;
}

static gboolean
count_moved (TallyStore           *store,
             const TallyProposal  *proposal,
             guint                *out_n_moved,
             GError              **error)
{
  for (guint i = 0; i < proposal->entries->len; i++)
    {
      const TallyPlanEntry *entry = proposal->entries->pdata[i];
      const TallyStoreLineFilter filter = { .accepted_only = TRUE, .identity = entry->identity };
      Sum sum = { 0 };
      if (entry->hold != TALLY_HOLD_APPROVAL)
        continue;
      if (!tally_store_lines_foreach (store, &filter, add_line_cb, &sum, NULL, error))
        return FALSE;
      *out_n_moved += sum.n_lines != entry->n_lines || sum.cents != entry->total_cents ? 1 : 0;
    }
  return TRUE;
}

/* Rows that a sync brought since then: said now, rather than by the run that finds them. */
static gboolean
check_inputs (TallyStore             *store,
              const TallyEnginePlan  *plan,
              GError                **error)
{
  guint n_moved = 0;

  if (plan->proposal != NULL && !count_moved (store, plan->proposal, &n_moved, error))
    return FALSE;
  if (n_moved == 0)
    return TRUE;
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED,
               "rows of %u workbooks of plan %s changed after it was made; run 'tallyman --batch' and look "
               "at the plan that waits then", n_moved, plan->id);
  return FALSE;
}

static gboolean
decide (TallyEngine                *self,
        const TallyEngineDecision  *decision,
        GError                    **error)
{
  g_autoptr (TallyEnginePlan) plan = find_plan (self, decision->id, error);
  g_autoptr (TallyStore) store = NULL;

  if (plan == NULL)
    return FALSE;
  store = tally_engine_open_store (self, error);
  return store != NULL && (!decision->approve || check_inputs (store, plan, error))
         && tally_store_proposals_decide (store, plan->id, decision->approve, decision->actor,
                                          decision->reason, error);
}

gboolean
tally_engine_plan_decide (TallyEngine                *self,
                          const TallyEngineDecision  *decision,
                          GError                    **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && decision != NULL && decision->id != NULL, FALSE);
  g_return_val_if_fail (decision->actor != NULL && *decision->actor != '\0', FALSE);
  if (decide (self, decision, &failure))
    return TRUE;
  take_error (failure, error);
  return FALSE;
}
