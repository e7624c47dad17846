/* tally-task-health-check.c
 *
 * Looks at the installation; what it finds is in the run's health. Asked for alone it runs whatever
 * door does not open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-jobs-task.h"
#include "tally-tasks.h"

static gboolean
run_health_check (TallyJobsContext  *context,
                  GError           **error)
{
  return tally_jobs_checkup_run (context, error);
}

const TallyJobsTask tally_task_health_check = {
  .id = "health-check",
  .title = "Check the installation",
  .summary = "looks at token, service, clock, disk, store, sheets, schedule and backups",
  .needs_client = TRUE,
  .is_on_demand = TRUE,
  .run = run_health_check,
};
