/* tally-jobs-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-approval.h"

#include "tally-billing-guard.h"
#include "tally-jobs-approval-private.h"
#include "tally-proposal-json.h"
#include "tally-store-plans.h"
#include "tally-store-publications.h"

#define PPM_PLACES 6
#define STOPPING \
  (TALLY_PROPOSAL_CAUSE_WORKBOOKS | TALLY_PROPOSAL_CAUSE_AMOUNT | TALLY_PROPOSAL_CAUSE_MOVED \
   | TALLY_PROPOSAL_CAUSE_WEEK)

static void
settling_clear (TallyJobsSettling *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->released, g_hash_table_unref);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->before, tally_plan_free);
  g_clear_pointer (&self->open, tally_store_proposal_free);
  tally_jobs_moved_clear (&self->moved);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyJobsSettling, settling_clear)

static gboolean
is_to_be_made (const TallyPlanEntry *entry)
{
  return entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED;
}

/* How far an approved plan is. */
typedef struct {
  guint n_left;
  guint n_moved;
} Progress;

static void
look_at_entry (TallyJobsSettling             *self,
               const TallyPlanEntry *approved,
               Progress             *progress)
{
  const TallyPlanEntry *entry = g_hash_table_lookup (self->entries, approved->identity);

  if (approved->hold != TALLY_HOLD_APPROVAL)
    return;
  if (entry != NULL && strcmp (entry->published_fingerprint, approved->fingerprint) == 0)
    return;
  progress->n_left++;
  if (entry == NULL ? !tally_jobs_settling_is_filtered (self)
                    : !tally_jobs_settling_has_same_effect (entry, approved))
    progress->n_moved++;
}

static void
release_entries (TallyJobsSettling            *self,
                 const TallyProposal *proposal)
{
  for (guint i = 0; i < proposal->entries->len; i++)
    {
      const TallyPlanEntry *approved = proposal->entries->pdata[i];
      TallyPlanEntry *entry = g_hash_table_lookup (self->entries, approved->identity);
      if (approved->hold == TALLY_HOLD_APPROVAL && entry != NULL && is_to_be_made (entry)
          && tally_jobs_settling_has_same_effect (entry, approved))
        g_hash_table_add (self->released, entry);
    }
}

static void
tell_void (TallyJobsSettling                 *self,
           const TallyStoreProposal *record)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("the approval of plan %s is void: rows of its workbooks changed after it was "
                          "made; look at the plan that waits now", record->id);
  tally_run_add_notice (self->context->run, TALLY_SEVERITY_WARNING, "plan-void", record->id, text);
}

/* Exactly what was approved, or nothing of it. */
static gboolean
settle_approved (TallyJobsSettling            *self,
                 TallyStoreProposal  *record,
                 GError             **error)
{
  g_autoptr (TallyProposal) proposal = NULL;
  Progress progress = { 0 };

  proposal = tally_proposal_from_json (record->body, strlen (record->body), NULL);
  for (guint i = 0; proposal != NULL && i < proposal->entries->len; i++)
    look_at_entry (self, proposal->entries->pdata[i], &progress);
  if (proposal == NULL || progress.n_moved > 0)
    {
      tell_void (self, record);
      if (proposal != NULL)
        g_ptr_array_add (self->earlier, g_steal_pointer (&proposal));
      return tally_jobs_settling_close (self, record, TALLY_STORE_PROPOSAL_SUPERSEDED, "inputs-moved", error);
    }
  if (progress.n_left == 0)
    return tally_jobs_settling_close (self, record, TALLY_STORE_PROPOSAL_RELEASED, "published", error);
  release_entries (self, proposal);
  return TRUE;
}

static gboolean
read_proposals (TallyJobsSettling  *self,
                GError   **error)
{
  TallyStore *store = self->context->store;
  g_autoptr (GPtrArray) approved = tally_store_proposals_list_open (store, TRUE, error);
  g_autoptr (GPtrArray) open = NULL;
  TallyProposal *proposal = NULL;

  if (approved == NULL)
    return FALSE;
  for (guint i = 0; i < approved->len; i++)
    if (!settle_approved (self, approved->pdata[i], error))
      return FALSE;
  open = tally_store_proposals_list_open (store, FALSE, error);
  if (open == NULL)
    return FALSE;
  if (open->len == 0)
    return TRUE;
  self->open = g_ptr_array_steal_index (open, open->len - 1);
  proposal = tally_proposal_from_json (self->open->body, strlen (self->open->body), NULL);
  if (proposal != NULL)
    g_ptr_array_add (self->earlier, proposal);
  return TRUE;
}

/* What had vanished before this pass is no change of this pass. */
static gboolean
read_gone (TallyJobsSettling  *self,
           GError   **error)
{
  g_autoptr (GError) failure = NULL;

  self->gone = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  if (tally_plan_count (self->context->run->plan, TALLY_PLAN_VANISHED) == 0)
    return TRUE;
  self->before = tally_store_plans_find_before (self->context->store, self->context->run->run_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; self->before != NULL && i < self->before->entries->len; i++)
    {
      const TallyPlanEntry *entry = self->before->entries->pdata[i];
      if (entry->action == TALLY_PLAN_VANISHED)
        g_hash_table_add (self->gone, entry->identity);
    }
  return TRUE;
}

static gboolean
is_seen_cb (const TallyPlanEntry *entry,
            gpointer              data)
{
  TallyJobsSettling *self = data;

  return g_hash_table_contains (self->released, entry)
         || (entry->action == TALLY_PLAN_VANISHED && g_hash_table_contains (self->gone, entry->identity));
}

static guint
get_max_share_ppm (TallyConfig *config)
{
  const char *text = tally_config_get_text (config, "publish", "max-change-share");
  TallyDecimal share;
  gint64 ppm = 0;

  if (!tally_decimal_parse (text, strlen (text), &share) || !tally_decimal_scale (share, PPM_PLACES, &ppm))
    return 0;
  return (guint) ppm;
}

static gboolean
judge (TallyJobsSettling  *self,
       GError   **error)
{
  TallyJobsContext *context = self->context;
  const TallyBillingGuardLimits limits = {
    .max_share_ppm = get_max_share_ppm (context->config),
    .min_workbooks = (guint) tally_config_get_int (context->config, "publish", "min-changed-workbooks"),
    .min_cents = tally_config_get_int (context->config, "publish", "min-changed-amount"),
  };
  TallyBillingGuardInput input = {
    .plan = context->run->plan,
    .limits = &limits,
    .today = tally_day_new (1970, 1, 1)
             + (TallyDay) (tally_clock_get_utc_usec (context->clock) / G_TIME_SPAN_DAY),
    .is_seen = is_seen_cb,
    .data = self,
  };

  if (!read_gone (self, error) || !tally_jobs_moved_find (context, &self->moved, error))
    return FALSE;
  input.moved_cents = self->moved.cents;
  tally_billing_guard_judge (&input, &self->totals);
  if (g_hash_table_size (context->lost_sheets) > 0)
    self->totals.causes |= TALLY_PROPOSAL_CAUSE_SOURCE_LOST;
  return TRUE;
}

/* Undoubted is what is new and shows no row of a published workbook, and equal content. */
static gboolean
is_doubted (TallyJobsSettling       *self,
            TallyPlanEntry *entry)
{
  if (entry->action == TALLY_PLAN_NEW)
    return g_hash_table_contains (self->moved.entries, entry);
  return strcmp (entry->fingerprint, entry->published_fingerprint) != 0;
}

static guint
find_cause (TallyJobsSettling       *self,
            TallyPlanEntry *entry,
            gboolean        ask)
{
  if (g_hash_table_contains (self->released, entry))
    return 0;
  if (ask)
    return TALLY_PROPOSAL_CAUSE_ASK;
  if (tally_jobs_settling_stands_earlier (self, entry))
    return TALLY_PROPOSAL_CAUSE_EARLIER;
  return is_doubted (self, entry) ? self->totals.causes & STOPPING : 0;
}

/* One notice tells of them all: the plan's. */
static void
hold (TallyJobsSettling       *self,
      TallyPlanEntry *entry,
      TallyHold       why)
{
  entry->action = TALLY_PLAN_HELD;
  entry->hold = why;
  self->context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

static void
hold_items (TallyJobsSettling *self)
{
  TallyJobsContext *context = self->context;
  gboolean ask = strcmp (tally_config_get_text (context->config, "target", "publish"), "ask") == 0;
  guint causes = 0;

  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      guint cause;
      if (ask && g_hash_table_size (self->released) == 0)
        item->has_leftovers = FALSE;
      if (!is_to_be_made (item->entry) || item->target_row == 0)
        continue;
      cause = find_cause (self, item->entry, ask && !context->options->dry_run);
      causes |= cause;
      if (cause != 0)
        hold (self, item->entry, TALLY_HOLD_APPROVAL);
    }
  self->totals.causes |= causes;
}

/* Rows that don't add up: nothing is sure any more, and nobody can approve it. */
static void
hold_all (TallyJobsSettling *self)
{
  TallyJobsContext *context = self->context;

  self->totals.causes |= TALLY_PROPOSAL_CAUSE_CONSERVATION;
  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      item->has_leftovers = FALSE;
      if (is_to_be_made (item->entry))
        hold (self, item->entry, TALLY_HOLD_CONSERVATION);
    }
}

static gboolean
settle (TallyJobsSettling  *self,
        GError            **error)
{
  GPtrArray *entries = self->context->run->plan->entries;

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (self->entries, ((TallyPlanEntry *) entries->pdata[i])->identity, entries->pdata[i]);
  if (self->context->is_unbalanced)
    hold_all (self);
  else if (!read_proposals (self, error) || !judge (self, error))
    return FALSE;
  else
    hold_items (self);
  return tally_jobs_settling_keep (self, error);
}

gboolean
tally_jobs_approval_settle (TallyJobsContext  *context,
                            GError           **error)
{
  g_auto (TallyJobsSettling) self = { .context = context };

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  self.entries = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  self.released = g_hash_table_new (NULL, NULL);
  self.earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_proposal_free);
  return settle (&self, error);
}

static gboolean
is_published (TallyJobsContext      *context,
              const TallyPlanEntry  *approved,
              gboolean              *out_published,
              GError               **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStorePublication) current = NULL;

  current = tally_store_publications_find_current (context->store, context->options->target_sheet,
                                                   approved->identity, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_published = current != NULL && strcmp (current->fingerprint, approved->fingerprint) == 0;
  return TRUE;
}

static gboolean
finish_proposal (TallyJobsContext    *context,
                 TallyStoreProposal  *record,
                 GError             **error)
{
  g_autoptr (TallyProposal) proposal = NULL;
  gboolean done = TRUE;

  proposal = tally_proposal_from_json (record->body, strlen (record->body), NULL);
  for (guint i = 0; proposal != NULL && done && i < proposal->entries->len; i++)
    {
      const TallyPlanEntry *approved = proposal->entries->pdata[i];
      if (approved->hold == TALLY_HOLD_APPROVAL && !is_published (context, approved, &done, error))
        return FALSE;
    }
  return proposal == NULL || !done
         || tally_store_proposals_close (context->store, record, TALLY_STORE_PROPOSAL_RELEASED,
                                         "published", error);
}

gboolean
tally_jobs_approval_finish (TallyJobsContext  *context,
                            GError           **error)
{
  g_autoptr (GPtrArray) approved = NULL;

  g_return_val_if_fail (context != NULL, FALSE);
  approved = tally_store_proposals_list_open (context->store, TRUE, error);
  for (guint i = 0; approved != NULL && i < approved->len; i++)
    if (!finish_proposal (context, approved->pdata[i], error))
      return FALSE;
  return approved != NULL;
}
