/* tally-probe-limits.c
 *
 * How near the fullest source sheet is to what the service holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"

#define PERCENT 100
#define WARN_PERCENT 80
#define CRITICAL_PERCENT 98

static void
run_limits (TallyJobsCheckup *checkup,
            TallyHealthProbe *probe)
{
  int percent = (int) (checkup->fullest_ratio * PERCENT);
  TallyHealthStatus status = percent >= CRITICAL_PERCENT ? TALLY_HEALTH_CRITICAL
                             : percent >= WARN_PERCENT ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK;

  tally_jobs_probe_expect (probe, "below %d %% of 20000 rows and 500000 cells", WARN_PERCENT);
  if (checkup->n_sheets == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "not known: no source sheet was read");
      return;
    }
  checkup->outcome = TALLY_OUTCOME_PARTIAL; /* new rows are about to be refused, what is there is billed */
  tally_jobs_probe_say (probe, status,
                        status != TALLY_HEALTH_OK ? "move finished rows of that sheet to another one" : NULL,
                        "sheet %" G_GINT64_FORMAT " is the fullest, %d %%", checkup->fullest_sheet, percent);
}

const TallyJobsProbe tally_probe_limits = {
  .id = "limits",
  .title = "Limits",
  .summary = "how near source sheets are to what the service holds",
  .run = run_limits,
};
