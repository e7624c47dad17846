/* tally-engine-recovery-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-recovery.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-identity-subject.h"
#include "tally-store-attempts.h"
#include "tally-store-breakers.h"
#include "tally-store-error.h"
#include "tally-store-intents.h"
#include "tally-store-pauses.h"
#include "tally-store-plans.h"
#include "tally-store-quarantine.h"

static void
add_held (GPtrArray       *held,
          const TallyPlan *plan)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      TallyRecoveryHeld *one;
      if (entry->hold == TALLY_HOLD_NONE)
        continue;
      one = g_new0 (TallyRecoveryHeld, 1);
      one->subject = tally_identity_dup_subject (entry->identity);
      one->key = tally_identity_dup_key (entry->identity);
      one->hold = entry->hold;
      g_ptr_array_add (held, one);
    }
}

static gboolean
list_held (TallyStore     *store,
           TallyRecovery  *out,
           GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyPlan) plan = tally_store_plans_find_before (store, G_MAXINT64, &failure);

  out->held = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_recovery_held_free);
  if (plan != NULL)
    add_held (out->held, plan);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
list_intents (TallyEngine    *self,
              TallyStore     *store,
              TallyRecovery  *out,
              GError        **error)
{
  gint64 target = tally_config_get_int (self->config, "target", "sheet");
  g_autoptr (GPtrArray) intents = tally_store_intents_list_open (store, target, error);

  if (intents == NULL)
    return FALSE;
  out->intents = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_recovery_intent_free);
  for (guint i = 0; i < intents->len; i++)
    {
      const TallyStoreIntent *intent = intents->pdata[i];
      TallyRecoveryIntent *one = g_new0 (TallyRecoveryIntent, 1);
      one->id = intent->intent_id;
      one->state = g_strdup (tally_store_intent_state_get_id (intent->state));
      one->subject = tally_identity_dup_subject (intent->identity);
      one->planned_utc_usec = intent->planned_utc_usec;
      g_ptr_array_add (out->intents, one);
    }
  return TRUE;
}

static gboolean
fill (TallyEngine    *self,
      TallyStore     *store,
      TallyRecovery  *out,
      GError        **error)
{
  return (out->breakers = tally_store_breakers_list (store, error)) != NULL
         && (out->budgets = tally_store_budgets_list (store, error)) != NULL
         && (out->pauses = tally_store_pauses_list (store, error)) != NULL
         && (out->quarantine = tally_store_quarantine_list (store, error)) != NULL
         && (out->times = tally_store_attempts_list_recoveries (store, error)) != NULL
         && tally_store_attempts_count_cut (store, &out->n_cut, error)
         && list_held (store, out, error) && list_intents (self, store, out, error);
}

TallyRecovery *
tally_engine_recovery_list (TallyEngine  *self,
                            gint64        run_id,
                            guint         n_attempts,
                            GError      **error)
{
  g_autoptr (TallyRecovery) out = g_new0 (TallyRecovery, 1);
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean is_missing;

  g_return_val_if_fail (self != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL && fill (self, store, out, &failure))
    out->attempts = tally_store_attempts_list (store, run_id, n_attempts, &failure);
  if (out->attempts != NULL)
    return g_steal_pointer (&out);
  is_missing = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);
  g_set_error_literal (error, TALLY_ENGINE_ERROR, is_missing ? TALLY_ENGINE_ERROR_NOT_FOUND : TALLY_ENGINE_ERROR_FAILED,
                       failure->message);
  return NULL;
}
