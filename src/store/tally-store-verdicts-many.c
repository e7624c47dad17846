/* tally-store-verdicts-many.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-verdicts-many.h"

#include "tally-store-verdicts-private.h"

static gboolean
decide_row (TallyStore                  *store,
            const TallyFindingDecision  *decision,
            TallyStoreFinding           *row,
            GArray                      *steps,
            GError                     **error)
{
  TallyFindingStep step = {
    .key = row->key, .from = row->finding->status, .to = decision->to, .accepted_cents = row->accepted_cents,
  };

  if (!tally_finding_status_can_become (step.from, step.to))
    return TRUE;
  if (!tally_store_verdicts_decide (store, decision, row, error))
    return FALSE;
  step.n_verdicts = row->finding->n_verdicts;
  g_array_append_val (steps, step);
  return TRUE;
}

/* A key on its way to its row; the row of a key that is not there is left out. */
static gboolean
decide_key (TallyStore                  *store,
            const TallyFindingDecision  *decision,
            gint64                       key,
            GArray                      *steps,
            GError                     **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row = tally_store_findings_find_key (store, key, &failure);
  gboolean done;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  done = row == NULL || decide_row (store, decision, row, steps, error);
  tally_store_finding_free (row);
  return done;
}

static gboolean
decide_all (TallyStore                  *store,
            const gint64                *keys,
            guint                        n_keys,
            const TallyFindingDecision  *decision,
            GArray                      *steps,
            GError                     **error)
{
  for (guint i = 0; i < n_keys; i++)
    if (!decide_key (store, decision, keys[i], steps, error))
      return FALSE;
  if (steps->len > 0)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED, "none of the %u findings can become %s", n_keys,
               tally_finding_status_get_id (decision->to));
  return FALSE;
}

GArray *
tally_store_verdicts_add_many (TallyStore                  *store,
                               const gint64                *keys,
                               guint                        n_keys,
                               const TallyFindingDecision  *decision,
                               GError                     **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (TallyFindingStep));

  g_return_val_if_fail (store != NULL && keys != NULL && n_keys > 0, NULL);
  g_return_val_if_fail (decision != NULL && decision->actor != NULL, NULL);
  if (n_keys > TALLY_FINDING_DECISIONS_MAX)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT,
                   "at most %d findings can be decided about at once; select fewer, or make an exception",
                   TALLY_FINDING_DECISIONS_MAX);
      return NULL;
    }
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, decide_all (store, keys, n_keys, decision, steps, error), error))
    return NULL;
  return g_steal_pointer (&steps);
}

/* Whether nobody decided since, no run saw anything else, and the table has a way back. */
static gboolean
can_go_back (const TallyFindingStep  *step,
             const TallyStoreFinding *row)
{
  return row->finding->status == step->to && row->finding->n_verdicts == step->n_verdicts
         && tally_finding_status_can_become (step->to, step->from);
}

static gboolean
take_back (TallyStore              *store,
           const TallyFindingStep  *step,
           TallyStoreFinding       *row,
           const char              *actor,
           GError                 **error)
{
  const TallyFindingDecision decision = { .to = step->from, .actor = actor, .reason = TALLY_FINDING_REASON_UNDONE };

  if (!tally_store_verdicts_decide (store, &decision, row, error))
    return FALSE;
  row->accepted_cents = step->accepted_cents;
  return tally_store_findings_mark (store, row, error);
}

static gboolean
take_step_back (TallyStore              *store,
                const TallyFindingStep  *step,
                const char              *actor,
                guint                   *n_taken_back,
                GError                 **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row = tally_store_findings_find_key (store, step->key, &failure);
  gboolean done = TRUE;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (row != NULL && can_go_back (step, row))
    {
      done = take_back (store, step, row, actor, error);
      ++*n_taken_back;
    }
  tally_store_finding_free (row);
  return done;
}

static gboolean
take_all_back (TallyStore  *store,
               GArray      *steps,
               const char  *actor,
               guint       *n_taken_back,
               GError     **error)
{
  for (guint i = 0; i < steps->len; i++)
    if (!take_step_back (store, &g_array_index (steps, TallyFindingStep, i), actor, n_taken_back, error))
      return FALSE;
  return TRUE;
}

gboolean
tally_store_verdicts_take_back (TallyStore  *store,
                                GArray      *steps,
                                const char  *actor,
                                guint       *out_n_taken_back,
                                GError     **error)
{
  guint n_taken_back = 0;

  g_return_val_if_fail (store != NULL && steps != NULL && actor != NULL && out_n_taken_back != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, take_all_back (store, steps, actor, &n_taken_back, error), error))
    return FALSE;
  *out_n_taken_back = n_taken_back;
  return TRUE;
}
