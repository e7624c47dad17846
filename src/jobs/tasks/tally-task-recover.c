/* tally-task-recover.c
 *
 * Completes the publications that an interrupted run left open, before the rows they were made
 * from change, and takes its lease from the target. Costs no call when there are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-error.h"
#include "tally-jobs-head.h"
#include "tally-jobs-lease.h"
#include "tally-jobs-publisher.h"
#include "tally-jobs-reconcile.h"
#include "tally-jobs-target.h"
#include "tally-jobs-task.h"
#include "tally-store-intents.h"
#include "tally-tasks.h"

/* The plan comes after the sync, which takes minutes: it looks at the target itself. */
static void
let_go (TallyJobsContext *context)
{
  tally_jobs_lease_release (context);
  g_clear_pointer (&context->target, tally_jobs_target_free);
}

/* Everything was published, but the run was killed before it had marked that and given its lease back.
 * Where another publisher is at work, that can wait. */
static gboolean
tidy (TallyJobsContext  *context,
      GError           **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean was_left;

  if (!tally_jobs_lease_was_left (context, &was_left, error))
    return FALSE;
  if (!was_left)
    return TRUE;
  if (!tally_jobs_read_target (context, error))
    return FALSE;
  if (tally_jobs_lease_take (context, &failure))
    {
      gboolean marked = tally_jobs_head_mark (context, error);
      let_go (context);
      return marked;
    }
  g_clear_pointer (&context->target, tally_jobs_target_free);
  if (g_error_matches (failure, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

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
    return tidy (context, error);
  if (!tally_jobs_read_target (context, error) || !tally_jobs_lease_take (context, error)
      || !tally_jobs_recover_intents (context, error) || !tally_jobs_head_mark (context, error))
    return FALSE;
  let_go (context);
  return TRUE;
}

const TallyJobsTask tally_task_recover = {
  .id = "recover",
  .title = "Recover",
  .summary = "completes what an interrupted run was publishing",
  .needs_client = TRUE,
  .run = run_recover,
};
