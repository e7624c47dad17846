/* tally-task-cleanup.c
 *
 * Takes away what is no longer needed: superseded workbooks of the output folder, superseded
 * attachments that a killed run left, contents of the archive beyond their years. A dry run lists
 * what would go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-task.h"
#include "tally-jobs-tidy.h"
#include "tally-jobs-trash.h"
#include "tally-tasks.h"

static TallyDay
get_today (TallyJobsContext *context)
{
  gint64 utc_usec = tally_clock_get_utc_usec (context->clock);

  return tally_day_new (1970, 1, 1) + (TallyDay) (utc_usec / G_TIME_SPAN_DAY);
}

static gboolean
run_cleanup (TallyJobsContext  *context,
             GError           **error)
{
  const TallyJobsTrash trash = {
    .folder = context->options->output_dir,
    .use_desktop = context->options->has_desktop,
    .today = get_today (context),
  };
  gint64 trash_days = tally_config_get_int (context->config, "cleanup", "trash-days");
  TallyCleanup *cleanup = tally_cleanup_new (context->options->dry_run);

  g_clear_pointer (&context->run->cleanup, tally_cleanup_free);
  context->run->cleanup = cleanup;
  tally_progress_begin (context->progress, "cleanup", 0);
  if (!tally_jobs_tidy_output (context, &trash, cleanup, error))
    return FALSE;
  tally_jobs_trash_empty (&trash, (guint) trash_days, cleanup);
  tally_jobs_trash_remove_week_folders (&trash, cleanup);
  return (context->options->target_sheet == 0 || tally_jobs_tidy_target (context, cleanup, error))
         && tally_jobs_tidy_archive (context, cleanup, error);
}

const TallyJobsTask tally_task_cleanup = {
  .id = "cleanup",
  .title = "Clean up",
  .summary = "takes away superseded files, attachments and archive contents past their years",
  .needs_client = TRUE,
  .is_optional = TRUE,
  .run = run_cleanup,
};
