/* tally-probe-schedule.c
 *
 * Whether passes come as they came before: a schedule that stands still is seen by the runs it does
 * not leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-store-runs.h"

#define KIND "batch"
/* As many gaps are looked at; the longest one of them may come twice as long before anybody asks. */
#define N_RUNS 20
#define LEAST_USEC G_TIME_SPAN_DAY
#define FACTOR 2

/* Returns: the longest gap between two passes, µs; 0 = there are not two. */
static gint64
find_longest_gap (GPtrArray *runs,
                  gint64    *out_last)
{
  gint64 longest = 0, later = 0;

  *out_last = 0;
  for (guint i = 0; i < runs->len; i++)
    {
      const TallyStoreRun *run = runs->pdata[i];
      if (strcmp (run->kind, KIND) != 0)
        continue;
      if (later == 0)
        *out_last = run->started_utc_usec;
      else
        longest = MAX (longest, later - run->started_utc_usec);
      later = run->started_utc_usec;
    }
  return longest;
}

static void
run_schedule (TallyJobsCheckup *checkup,
              TallyHealthProbe *probe)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *span = NULL;
  g_autofree char *limit = NULL;
  gint64 last, late_usec, since;
  TallyHealthStatus status;

  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  runs = tally_store_runs_list (checkup->context->store, N_RUNS, &error);
  if (runs == NULL)
    {
      tally_jobs_checkup_fail (checkup, probe, error);
      return;
    }
  late_usec = MAX (LEAST_USEC, FACTOR * find_longest_gap (runs, &last));
  limit = tally_jobs_dup_span (late_usec);
  tally_jobs_probe_expect (probe, "a pass within %s, by those before", limit);
  if (last == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "there was no pass yet");
      return;
    }
  since = MAX (tally_clock_get_utc_usec (checkup->context->clock) - last, 0);
  span = tally_jobs_dup_span (since);
  status = since > FACTOR * late_usec ? TALLY_HEALTH_CRITICAL : since > late_usec ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK;
  tally_jobs_probe_say (probe, status, status != TALLY_HEALTH_OK
                                         ? "see whether the timer or workflow that starts passes is enabled" : NULL,
                        "the last pass began %s ago", span);
}

const TallyJobsProbe tally_probe_schedule = {
  .id = "schedule",
  .title = "Schedule",
  .summary = "whether passes come as they did before",
  .run = run_schedule,
};
