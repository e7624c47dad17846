/* tally-engine-needs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-needs.h"

#include "tally-engine-findings-private.h"
#include "tally-engine-needs-private.h"
#include "tally-jobs-audit-owed.h"
#include "tally-store-error.h"
#include "tally-store-finding-sums.h"
#include "tally-store-proposals.h"
#include "tally-store-sums.h"

void
tally_engine_need_free (TallyEngineNeed *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

void
tally_engine_needs_free (TallyEngineNeeds *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_free (self);
}

TallyEngineNeed *
tally_engine_needs_add (TallyEngineNeeds    *self,
                        TallyEngineNeedKind  kind,
                        TallyEngineUrgency   urgency,
                        const char          *subject)
{
  TallyEngineNeed *need = g_new0 (TallyEngineNeed, 1);

  need->kind = kind;
  need->urgency = urgency;
  need->n = 1;
  need->subject = g_strdup (subject != NULL ? subject : "");
  need->text = g_strdup ("");
  g_ptr_array_add (self->list, need);
  return need;
}

gboolean
tally_engine_needs_has (const TallyEngineNeeds *self,
                        TallyEngineNeedKind     kind)
{
  for (guint i = 0; i < self->list->len; i++)
    if (((const TallyEngineNeed *) self->list->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

/* What is overdue is one step more urgent. */
static TallyEngineUrgency
get_urgency (TallyRisk severity,
             guint64   n_overdue)
{
  if (severity == TALLY_RISK_CRITICAL || (severity == TALLY_RISK_HIGH && n_overdue > 0))
    return TALLY_ENGINE_URGENCY_NOW;
  return severity == TALLY_RISK_HIGH || n_overdue > 0 ? TALLY_ENGINE_URGENCY_SOON : TALLY_ENGINE_URGENCY_LATER;
}

static gboolean
add_findings (TallyEngineNeeds  *self,
              TallyStore        *store,
              TallyDay           today,
              GError           **error)
{
  TallyStoreOpenSums sums;

  if (!tally_store_finding_sums_open (store, today, &sums, error))
    return FALSE;
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    {
      const TallyStoreOpenSum *sum = &sums.counting[i];
      TallyEngineNeed *need;
      if (sum->n == 0)
        continue;
      need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_FINDINGS, get_urgency ((TallyRisk) i, sum->n_overdue), NULL);
      need->severity = (TallyRisk) i;
      need->n = sum->n;
      need->n_overdue = sum->n_overdue;
      need->cents = sum->exposure_cents;
      need->since_utc_usec = sum->since_utc_usec;
    }
  self->n_trial = sums.trial.n;
  self->trial_cents = sums.trial.exposure_cents;
  return TRUE;
}

/* How soon somebody should look at what is held. What a plan, a restored version or what is set aside explains stands
 * there; some end by the next run, the rest by somebody alone. */
static const struct {
  gboolean           is_needed;
  TallyEngineUrgency urgency;
} holds[TALLY_N_HOLDS] = {
  [TALLY_HOLD_SOURCE_LOST] = { TRUE, TALLY_ENGINE_URGENCY_LATER },
  [TALLY_HOLD_VANISHED] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_CLASH] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_TAKEOVER] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_FOREIGN_PUBLISHER] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_AMBIGUOUS_TARGET] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_NO_IDENTIFIER] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_UNVERIFIED] = { TRUE, TALLY_ENGINE_URGENCY_LATER },
  [TALLY_HOLD_SOURCE_UNREAD] = { TRUE, TALLY_ENGINE_URGENCY_LATER },
  [TALLY_HOLD_TAKEOVER_SHRINKS] = { TRUE, TALLY_ENGINE_URGENCY_SOON },
  [TALLY_HOLD_FILE_UNREAD] = { TRUE, TALLY_ENGINE_URGENCY_LATER },
  [TALLY_HOLD_CONSERVATION] = { TRUE, TALLY_ENGINE_URGENCY_NOW },
};

static void
add_held (TallyEngineNeeds *self,
          GPtrArray        *held)
{
  for (guint i = 0; i < held->len; i++)
    {
      const TallyStoreHeldSum *sum = held->pdata[i];
      TallyEngineNeed *need;
      if (!holds[sum->hold].is_needed)
        continue;
      need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_HELD, holds[sum->hold].urgency, NULL);
      need->hold = sum->hold;
      need->n = sum->n;
      need->cents = sum->total_cents;
      need->run_id = sum->run_id;
      need->since_utc_usec = sum->since_utc_usec;
    }
}

/* What waits comes to what the plan of the same run holds for it. */
static void
add_plan (TallyEngineNeeds         *self,
          const TallyStoreProposal *proposal,
          GPtrArray                *held)
{
  TallyEngineNeed *need;

  if (proposal->state != TALLY_STORE_PROPOSAL_WAITING)
    return;
  need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_PLAN, TALLY_ENGINE_URGENCY_NOW, proposal->id);
  need->n = proposal->n_waiting;
  need->run_id = proposal->run_id;
  need->since_utc_usec = proposal->created_utc_usec;
  for (guint i = 0; i < held->len; i++)
    {
      const TallyStoreHeldSum *sum = held->pdata[i];
      if (sum->hold == TALLY_HOLD_APPROVAL && sum->run_id == proposal->run_id)
        need->cents = sum->total_cents;
    }
}

static gboolean
add_publishing (TallyEngineNeeds  *self,
                TallyStore        *store,
                GError           **error)
{
  g_autoptr (GPtrArray) held = tally_store_sums_list_held (store, error);
  g_autoptr (GPtrArray) proposals = held != NULL ? tally_store_proposals_list_open (store, FALSE, error) : NULL;

  if (proposals == NULL)
    return FALSE;
  for (guint i = 0; i < proposals->len; i++)
    add_plan (self, proposals->pdata[i], held);
  add_held (self, held);
  return TRUE;
}

static gboolean
add_audit_rows (TallyEngineNeeds  *self,
                TallyEngine       *engine,
                TallyStore        *store,
                GError           **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  TallyEngineNeed *need;

  if (tally_config_get_int (engine->config, "audit", "sheet") == 0)
    return TRUE;
  rows = tally_jobs_audit_owed_list (store, error);
  if (rows == NULL || rows->len == 0)
    return rows != NULL;
  need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_AUDIT_ROW, TALLY_ENGINE_URGENCY_SOON, NULL);
  need->n = rows->len;
  need->since_utc_usec = ((const TallyJobsAuditOwed *) rows->pdata[0])->utc_usec;
  return TRUE;
}

/* The most urgent first, then by kind; of a kind what costs more, then what is more. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TallyEngineNeed *one = *(const TallyEngineNeed *const *) a;
  const TallyEngineNeed *other = *(const TallyEngineNeed *const *) b;

  if (one->urgency != other->urgency)
    return one->urgency < other->urgency ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->severity != other->severity)
    return one->severity > other->severity ? -1 : 1;
  if (one->cents != other->cents)
    return one->cents > other->cents ? -1 : 1;
  return one->n == other->n ? strcmp (one->subject, other->subject) : (one->n > other->n ? -1 : 1);
}

static gboolean
names_a_source (TallyConfig *config)
{
  static const char *const keys[] = { "sheets", "folders", "workspaces" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (tally_config_get_list (config, "sources", keys[i])[0] != NULL)
      return TRUE;
  return FALSE;
}

/* Where a pack comes from, nobody knows what this machine is like, nor what its schedules missed meanwhile. */
static gboolean
is_pack (TallyEngine *engine)
{
  return engine->verdicts_file != NULL;
}

static gboolean
fill (TallyEngineNeeds  *self,
      TallyEngine       *engine,
      TallyStore        *store,
      GError           **error)
{
  return add_findings (self, store, tally_engine_findings_get_today (engine), error)
         && add_publishing (self, store, error)
         && add_audit_rows (self, engine, store, error)
         && tally_engine_needs_add_recovery (self, store, error)
         && tally_engine_needs_add_run (self, store, error)
         && (is_pack (engine) || tally_engine_needs_add_health (self, engine, error));
}

TallyEngineNeeds *
tally_engine_needs_list (TallyEngine  *self,
                         GError      **error)
{
  g_autoptr (TallyEngineNeeds) needs = NULL;
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  needs = g_new0 (TallyEngineNeeds, 1);
  needs->as_of_utc_usec = tally_clock_get_utc_usec (self->clock);
  needs->is_configured = names_a_source (self->config);
  needs->list = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_need_free);
  store = tally_engine_open_reader (self, &failure);
  if (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    g_clear_error (&failure);
  if (failure == NULL && (store == NULL || fill (needs, self, store, &failure))
      && (is_pack (self) || tally_engine_needs_add_schedules (needs, self, &failure)))
    {
      g_ptr_array_sort (needs->list, compare);
      return g_steal_pointer (&needs);
    }
  tally_engine_findings_take_error (g_steal_pointer (&failure), error);
  return NULL;
}
