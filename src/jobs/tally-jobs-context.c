/* tally-jobs-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-context.h"

#include "tally-jobs-gateway.h"
#include "tally-jobs-layout.h"
#include "tally-jobs-target.h"

#define SUBJECT_DIGITS 12

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
}

TallyJobsLayout *
tally_jobs_context_get_layout (TallyJobsContext  *self,
                               GError           **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->layout == NULL)
    self->layout = tally_jobs_layout_new (self->config, error);
  return self->layout;
}

TallyJobsItem *
tally_jobs_item_new (TallyPlanEntry *entry)
{
  TallyJobsItem *self;

  g_return_val_if_fail (entry != NULL, NULL);
  self = g_new0 (TallyJobsItem, 1);
  self->entry = entry;
  return self;
}

void
tally_jobs_item_free (TallyJobsItem *self)
{
  if (self == NULL)
    return;
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self);
}

void
tally_jobs_context_hold (TallyJobsContext *self,
                         TallyPlanEntry   *entry,
                         TallyHold         hold)
{
  g_autofree char *subject = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  TallyNoticeWords words = { .severity = TALLY_SEVERITY_WARNING, .code = "workbook-held" };

  g_return_if_fail (self != NULL && entry != NULL && hold != TALLY_HOLD_NONE);
  subject = tally_jobs_identity_subject (entry->identity);
  key = tally_identity_dup_key (entry->identity);
  text = g_strdup_printf ("a workbook is held (%s). %s", tally_hold_get_id (hold),
                          tally_hold_get_remedy (hold));
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

char *
tally_jobs_identity_subject (const TallyIdentity *identity)
{
  g_autofree char *key = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (identity != NULL, NULL);
  key = tally_identity_dup_key (identity);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strndup (sum, SUBJECT_DIGITS);
}
