/* tally-task-verify-trail.c
 *
 * Walks the trail from its first entry to its head: nothing changed, removed, cut off or replaced.
 * Needs the store alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-task.h"
#include "tally-store-trail-verify.h"
#include "tally-tasks.h"

static gboolean
run_verify_trail (TallyJobsContext  *context,
                  GError           **error)
{
  const char *text = tally_config_get_text (context->config, "trail", "expected-head");
  TallyStoreTrailHead expected = { 0 };
  TallyStoreTrailCheck check;
  g_autofree char *found = NULL;
  gboolean is_sound;

  /* the engine refuses a head that can't be read */
  if (!tally_store_trail_verify (context->store,
                                 tally_store_trail_head_parse (text, &expected) ? &expected : NULL,
                                 &check, error))
    return FALSE;
  is_sound = check.verdict == TALLY_STORE_TRAIL_SOUND;
  found = tally_store_trail_check_dup_text (&check);
  tally_run_add_notice (context->run, is_sound ? TALLY_SEVERITY_INFO : TALLY_SEVERITY_ERROR,
                        is_sound ? "trail-whole" : "trail-broken", NULL, found);
  if (!is_sound)
    context->run->outcome |= TALLY_OUTCOME_FAILED;
  return TRUE;
}

const TallyJobsTask tally_task_verify_trail = {
  .id = "verify-trail",
  .title = "Verify the trail",
  .summary = "proves that nothing in the trail was changed or removed",
  .needs_client = FALSE,
  .is_optional = TRUE,
  .run = run_verify_trail,
};
