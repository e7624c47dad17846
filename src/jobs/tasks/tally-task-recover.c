/* tally-task-recover.c
 *
 * Completes the publications that an interrupted run left open, before the rows they were made
 * from change. Costs no call when there are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-lease.h"
#include "tally-jobs-publisher.h"
#include "tally-jobs-reconcile.h"
#include "tally-jobs-target.h"
#include "tally-jobs-task.h"
#include "tally-store-intents.h"
#include "tally-tasks.h"

static gboolean
run_recover (TallyJobsContext  *context,
             GError           **error)
{
  g_autoptr (GPtrArray) intents = NULL;

  if (context->gateway == NULL)
    return TRUE;
  intents = tally_store_intents_list_open (context->store, context->options->target_sheet, error);
  if (intents == NULL)
    return FALSE;
  if (intents->len == 0)
    return TRUE;
  if (!tally_jobs_read_target (context, error) || !tally_jobs_lease_take (context, error)
      || !tally_jobs_recover_intents (context, error))
    return FALSE;
  /* The plan comes after the sync, which takes minutes: it looks at the target itself. */
  tally_jobs_lease_release (context);
  g_clear_pointer (&context->target, tally_jobs_target_free);
  return TRUE;
}

const TallyJobsTask tally_task_recover = {
  .id = "recover",
  .title = "Recover",
  .summary = "completes what an interrupted run was publishing",
  .needs_client = TRUE,
  .run = run_recover,
};
