/* tally-engine-plan.h
 *
 * Plans that wait for a person: what faces show of them and what a person decides. Each call opens
 * the store for itself; a run at work does not stop it. One thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-proposal.h"

G_BEGIN_DECLS

/**
 * TallyEnginePlanStep:
 * @utc_usec: when, µs since 1970 UTC
 * @kind: (owned): "plan-waiting", "plan-approved", "plan-rejected", "plan-superseded" or
 *   "plan-released"
 * @actor: (owned): who; "" = the program; private
 * @reason: (owned): why; "" = nobody said; private
 *
 * What became of a plan, as the trail tells it.
 */
typedef struct {
  gint64  utc_usec;
  char   *kind;
  char   *actor;
  char   *reason;
} TallyEnginePlanStep;

/**
 * TallyEnginePlan:
 * @id: (owned): its name for people
 * @state: (owned): "waiting", "rejected", "approved", "released" or "superseded"
 * @run_id: the run that made it
 * @n_waiting: how many workbooks it would publish
 * @created_utc_usec: when it began to wait, µs since 1970 UTC
 * @decided_utc_usec: when its state changed last, 0 = it never did
 * @proposal: (owned) (nullable): what it holds; %NULL in a list and once it is superseded
 * @steps: (owned) (element-type TallyEnginePlanStep): oldest first; empty in a list
 *
 * A plan and what became of it.
 */
typedef struct {
  char          *id;
  char          *state;
  gint64         run_id;
  guint          n_waiting;
  gint64         created_utc_usec;
  gint64         decided_utc_usec;
  TallyProposal *proposal;
  GPtrArray     *steps;
} TallyEnginePlan;

/**
 * TallyEngineDecision:
 * @id: the plan
 * @approve: whether to approve it, else to reject it
 * @actor: who decides
 * @reason: (nullable): why
 *
 * What a person decides.
 */
typedef struct {
  const char *id;
  gboolean    approve;
  const char *actor;
  const char *reason;
} TallyEngineDecision;

/**
 * tally_engine_plan_free:
 * @self: (nullable): a plan
 *
 * Frees it.
 */
void             tally_engine_plan_free   (TallyEnginePlan            *self);

/**
 * tally_engine_plan_list:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no store yet; %TALLY_ENGINE_ERROR_FAILED - it can't be read, the
 * message says why.
 *
 * Returns: (transfer full) (element-type TallyEnginePlan) (nullable): the newest plans, newest first
 */
GPtrArray       *tally_engine_plan_list   (TallyEngine                *self,
                                           GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_plan_find:
 * @self: an engine
 * @id: its id
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - there is no such plan, or the store can't be read.
 *
 * Returns: (transfer full) (nullable): the plan
 */
TallyEnginePlan *tally_engine_plan_find   (TallyEngine                *self,
                                           const char                 *id,
                                           GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_plan_decide:
 * @self: an engine
 * @decision: what to decide
 * @error: return location, or %NULL
 *
 * Approves or rejects a plan; the trail keeps who, when and why. Nothing is published by it: the
 * next run does that.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - there is no such plan, it is decided already, a newer one
 * took its place, rows of it changed in the store, or the store can't be written; the message says
 * what to do.
 *
 * Returns: %TRUE if it is decided
 */
gboolean         tally_engine_plan_decide (TallyEngine                *self,
                                           const TallyEngineDecision  *decision,
                                           GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEnginePlan, tally_engine_plan_free)

G_END_DECLS
