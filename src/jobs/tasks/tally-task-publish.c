/* tally-task-publish.c
 *
 * Attaches what was made, one after the other, and proves afterwards that each workbook hangs on
 * its row exactly once. Does nothing in a dry run: there is no gateway then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-gate.h"
#include "tally-jobs-approval.h"
#include "tally-jobs-budget.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-head.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-publisher.h"
#include "tally-jobs-recovery.h"
#include "tally-jobs-report.h"
#include "tally-jobs-supersede.h"
#include "tally-jobs-target.h"
#include "tally-jobs-task.h"
#include "tally-smartsheet-error.h"
#include "tally-store-publications.h"
#include "tally-tasks.h"

static gboolean
is_publishable (const TallyJobsItem *item)
{
  TallyPlanAction action = item->entry->action;

  return (action == TALLY_PLAN_NEW || action == TALLY_PLAN_CHANGED) && item->file_name != NULL
         && item->target_row != 0;
}

/* Files beside an unchanged workbook: what an earlier run could not delete, and what a take-over
 * replaces. */
static gboolean
remove_leftovers (TallyJobsContext  *context,
                  TallyJobsItem     *item,
                  GError           **error)
{
  const TallyIdentity *identity = item->entry->identity;
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GPtrArray) files = NULL;

  current = tally_store_publications_find_current (context->store, context->options->target_sheet,
                                                   identity, error);
  if (current == NULL)
    return FALSE;
  files = tally_jobs_supersede_list (context, identity, current->target_row, current->attachment_id,
                                     NULL);
  for (guint i = 0; i < files->len; i++)
    if (!tally_jobs_supersede_remove (context, identity, files->pdata[i], error))
      return FALSE;
  item->is_done = TRUE;
  return TRUE;
}

static gboolean
is_cleanable (const TallyJobsItem *item)
{
  return item->has_leftovers && item->entry->action == TALLY_PLAN_UNCHANGED;
}

static gboolean
clean_item (TallyJobsContext  *context,
            TallyJobsItem     *item,
            GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *subject = NULL;

  if (remove_leftovers (context, item, &failure))
    return TRUE;
  if (tally_jobs_ends_run (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  subject = tally_jobs_identity_subject (item->entry->identity);
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "cleanup-failed", subject, failure);
  return TRUE;
}

static void
leave_items (TallyJobsContext *context,
             guint             first)
{
  for (guint i = first; i < context->items->len; i++)
    ((TallyJobsItem *) context->items->pdata[i])->is_left |= is_publishable (context->items->pdata[i]);
}

static guint
count_waiting (TallyJobsContext *context)
{
  guint n = 0;

  for (guint i = 0; i < context->items->len; i++)
    {
      const TallyJobsItem *item = context->items->pdata[i];
      n += is_publishable (item) && !item->is_done ? 1 : 0;
    }
  return n;
}

/* A person may pause it at any moment: what is begun is ended, nothing more is begun. */
static gboolean
publish_items (TallyJobsContext  *context,
               GError           **error)
{
  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      if (g_cancellable_set_error_if_cancelled (context->cancellable, error)
          || !tally_jobs_recovery_sync (context->recovery, context->run, error))
        return FALSE;
      if (tally_jobs_budget_is_spent (context, tally_task_publish.share_percent))
        {
          leave_items (context, i);
          return TRUE;
        }
      if (!tally_jobs_recovery_may_publish (context->recovery))
        {
          tally_jobs_recovery_tell_waiting (context->recovery, context->run, count_waiting (context));
          return TRUE;
        }
      if (is_publishable (item) && !tally_jobs_publish_item (context, item, error))
        return FALSE;
      if (is_cleanable (item) && !clean_item (context, item, error))
        return FALSE;
      tally_progress_step (context->progress, 1, NULL);
    }
  return TRUE;
}

/* What a person is told when a row does not hold exactly our workbook after all. */
static void
report_doubt (TallyJobsContext    *context,
              const TallyIdentity *identity,
              guint                n_files)
{
  g_autofree char *subject = tally_jobs_identity_subject (identity);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("after publishing, a row holds %u files of one workbook where it should "
                          "hold one; the next run looks again", n_files);
  tally_run_add_notice (context->run, TALLY_SEVERITY_ERROR, "not-exactly-once", subject, text);
  context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

static gboolean
prove_item (TallyJobsContext  *context,
            TallyJobsItem     *item,
            GError           **error)
{
  const TallyIdentity *identity = item->entry->identity;
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) failure = NULL;
  const TallyJobsFile *newest;

  current = tally_store_publications_find_current (context->store, context->options->target_sheet,
                                                   identity, &failure);
  if (current == NULL)
    {
      if (failure == NULL)
        {
          report_doubt (context, identity, 0);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  files = tally_jobs_target_list_files (context->target, current->target_row, identity);
  newest = files->len == 1 ? files->pdata[0] : NULL;
  if (newest == NULL || newest->attachment->attachment_id != current->attachment_id)
    report_doubt (context, identity, files->len);
  return TRUE;
}

/* Without the last list everything is recorded and verified all the same: the next run looks. */
static gboolean
report_unproved (TallyJobsContext  *context,
                 GError            *failure,
                 GError           **error)
{
  if (failure->domain != TALLY_SMARTSHEET_ERROR || tally_jobs_ends_run (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "not-proved", NULL, failure);
  g_error_free (failure);
  return TRUE;
}

/* One more list of what hangs there: the peer's word, not our memory. */
static gboolean
prove (TallyJobsContext  *context,
       GError           **error)
{
  GError *failure = NULL;

  if (!tally_jobs_target_read_files (context->target, context->client, context->cancellable, &failure))
    return report_unproved (context, failure, error);
  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      if (item->is_done && !prove_item (context, item, error))
        return FALSE;
    }
  return TRUE;
}

/* What a recovery has changed in this run is proved and marked here too. */
static gboolean
has_work (TallyJobsContext *context)
{
  for (guint i = 0; i < context->items->len; i++)
    if (is_publishable (context->items->pdata[i]) || is_cleanable (context->items->pdata[i]))
      return TRUE;
  return tally_jobs_gateway_get_n_mutations (context->gateway) > 0;
}

/* Another publisher may have been at work between the plan and the lease: where files changed on a
 * row meanwhile, the plan no longer knows what it would replace. */
static void
hold_overtaken (TallyJobsContext *context)
{
  for (guint i = 0; i < context->items->len; i++)
    {
      TallyJobsItem *item = context->items->pdata[i];
      g_autoptr (GPtrArray) files = NULL;
      gint64 newest;
      if (!is_publishable (item) && !is_cleanable (item))
        continue;
      files = tally_jobs_target_list_files (context->target, item->target_row, item->entry->identity);
      newest = files->len > 0
                 ? ((const TallyJobsFile *) files->pdata[0])->attachment->attachment_id : 0;
      if (files->len != item->n_files || newest != item->newest_file)
        tally_jobs_context_hold (context, item->entry, TALLY_HOLD_FOREIGN_PUBLISHER);
    }
}

static gboolean
run_publish (TallyJobsContext  *context,
             GError           **error)
{
  if (!tally_jobs_gate_is_open (context, count_waiting (context)))
    return TRUE;
  tally_progress_begin (context->progress, "publish", context->items->len);
  if (!has_work (context))
    return TRUE;
  if (!tally_jobs_lease_take (context, error))
    return FALSE;
  hold_overtaken (context);
  if (!publish_items (context, error) || !tally_jobs_approval_finish (context, error))
    return FALSE;
  return tally_jobs_gateway_get_n_mutations (context->gateway) == 0
         || (prove (context, error) && tally_jobs_head_mark (context, error));
}

const TallyJobsTask tally_task_publish = {
  .id = "publish",
  .title = "Publish",
  .summary = "attaches the workbooks to their rows, each exactly once",
  .needs_client = TRUE,
  .share_percent = 100,
  .run = run_publish,
};
