/* tally-jobs-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-gate.h"

#include "tally-jobs-recovery.h"
#include "tally-text.h"

static void
say_never (TallyJobsContext *context,
           guint             n_waiting)
{
  g_autofree char *text = NULL;

  text = tally_text_dup_count (n_waiting,
                               "workbook was made and not attached: [target] publish is never; set it to "
                               "ask or yes to publish",
                               "workbooks were made and not attached: [target] publish is never; set it "
                               "to ask or yes to publish");
  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "publish-never", NULL, text);
}

gboolean
tally_jobs_gate_is_open (TallyJobsContext *context,
                         guint             n_waiting)
{
  const char *mode;

  g_return_val_if_fail (context != NULL, FALSE);
  if (context->gateway != NULL && context->target != NULL && !context->is_stopped)
    return TRUE;
  if (n_waiting == 0 || context->options->dry_run || context->is_stopped)
    return FALSE; /* what stopped it has said so */
  mode = tally_config_get_text (context->config, "target", "publish");
  if (strcmp (mode, "never") == 0)
    say_never (context, n_waiting);
  else if (!tally_jobs_recovery_may_publish (context->recovery))
    tally_jobs_recovery_tell_waiting (context->recovery, context->run, n_waiting);
  return FALSE;
}
