/* tally-jobs-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-context.h"

#include "tally-identity-subject.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-layout.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-target.h"
#include "tally-store-head.h"

void
tally_jobs_context_clear (TallyJobsContext *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->gateway, tally_jobs_gateway_free);
  g_clear_pointer (&self->target, tally_jobs_target_free);
  g_clear_pointer (&self->lost_sheets, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->layout, tally_jobs_layout_free);
  g_clear_pointer (&self->duplicates, g_hash_table_unref);
  g_clear_pointer (&self->sheets, g_hash_table_unref);
  g_clear_pointer (&self->left_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->quarantine, tally_jobs_quarantine_free);
  g_clear_pointer (&self->overruled, g_hash_table_unref);
  g_clear_pointer (&self->digests, tally_digest_memo_free);
}

static TallyJobsLayout *
make_layout (TallyJobsContext  *self,
             GError           **error)
{
  TallyStoreHead head;
  TallyJobsLayout *layout;

  if (!tally_store_head_ensure (self->store, &head, error))
    return NULL;
  layout = tally_jobs_layout_new (self->config, error);
  if (layout == NULL)
    return NULL;
  layout->installation = g_strdup (head.installation);
  layout->style.installation = layout->installation;
  return layout;
}

TallyJobsLayout *
tally_jobs_context_get_layout (TallyJobsContext  *self,
                               GError           **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->layout == NULL)
    self->layout = make_layout (self, error);
  return self->layout;
}

char *
tally_jobs_context_dup_sha256 (TallyJobsContext *self,
                               GBytes           *workbook)
{
  g_return_val_if_fail (self != NULL && workbook != NULL, NULL);
  if (self->digests == NULL)
    self->digests = tally_digest_memo_new ();
  return tally_digest_memo_dup_hex (self->digests, workbook);
}

void
tally_jobs_context_hold (TallyJobsContext *self,
                         TallyPlanEntry   *entry,
                         TallyHold         hold)
{
  g_autofree char *subject = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  const char *remedy;
  TallyNoticeWords words = { .severity = TALLY_SEVERITY_WARNING, .code = "workbook-held" };

  g_return_if_fail (self != NULL && entry != NULL && hold != TALLY_HOLD_NONE);
  subject = tally_jobs_identity_subject (entry->identity);
  key = tally_identity_dup_key (entry->identity);
  remedy = tally_hold_get_remedy (hold);
  text = g_strdup_printf ("a workbook is held (%s). %.*s", tally_hold_get_id (hold),
                          (int) strlen (remedy) - 1, remedy); /* its key follows where the full stop is */
  if (entry->action != TALLY_PLAN_VANISHED)
    entry->action = TALLY_PLAN_HELD;
  entry->hold = hold;
  words.subject = subject;
  words.text = text;
  words.detail = key;
  tally_run_tell (self->run, &words);
  self->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

void
tally_jobs_context_step (TallyJobsContext *self,
                         const char       *name)
{
  if (self->options->step != NULL)
    self->options->step (name, self->options->step_data);
}

gboolean
tally_jobs_context_carry (TallyJobsContext  *self,
                          GError           **error)
{
  const TallyJobsOptions *options;

  g_return_val_if_fail (self != NULL, FALSE);
  options = self->options;
  if (options->carry == NULL)
    return TRUE;
  tally_jobs_context_step (self, "before-carried");
  if (!options->carry (options->carry_data, error))
    return FALSE;
  tally_jobs_context_step (self, "carried");
  return TRUE;
}

char *
tally_jobs_identity_subject (const TallyIdentity *identity)
{
  return tally_identity_dup_subject (identity);
}
