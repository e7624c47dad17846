/* tally-probe-schedule.c
 *
 * Whether passes come as they came before: a schedule that stands still is seen by the starts that
 * were due and did not come, and where nobody keeps starts by the runs it does not leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-schedule.h"
#include "tally-store-runs.h"
#include "tally-text.h"

#define KIND "batch"
/* As many gaps are looked at; the longest one of them may come twice as long before anybody asks. */
#define N_RUNS 20
#define LEAST_USEC G_TIME_SPAN_DAY
#define FACTOR 2
/* One start that did not come may be a machine that slept; so many of one schedule are none. */
#define CRITICAL_STARTS 3

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

/* The schedule that missed the most starts of now. */
static const TallyScheduleEvent *
find_worst (GPtrArray *missed)
{
  const TallyScheduleEvent *worst = NULL;

  for (guint i = 0; missed != NULL && i < missed->len; i++)
    {
      const TallyScheduleEvent *event = missed->pdata[i];
      if (worst == NULL || event->n_due > worst->n_due)
        worst = event;
    }
  return worst;
}

/* Returns: whether the starts of the schedules say how it stands. */
static gboolean
judge_starts (TallyJobsCheckup *checkup,
              TallyHealthProbe *probe)
{
  const TallyJobsPlaces *places = checkup->places;
  const TallyScheduleEvent *worst = find_worst (places->missed);
  g_autofree char *text = NULL;
  g_autofree char *due = NULL;

  if (places->schedule_failure != NULL)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL, "correct it; 'tallyman schedule check' explains expressions",
                            "the schedules can't be read");
      tally_text_set (&probe->detail, places->schedule_failure->message);
      return TRUE;
    }
  if (worst == NULL)
    return FALSE;
  tally_jobs_probe_expect (probe, "each start that is due");
  text = tally_text_dup_count (worst->n_due, "start", "starts");
  due = tally_clock_format_utc (worst->planned_utc_usec);
  tally_jobs_probe_say (probe, worst->n_due >= CRITICAL_STARTS ? TALLY_HEALTH_CRITICAL : TALLY_HEALTH_WARN,
                        "see whether the scheduler runs and the machine was on; 'tallyman schedule list' tells more",
                        "%s of schedule %s did not come, the last of %s%s", text, worst->name, due,
                        places->missed->len > 1 ? "; others are late too" : "");
  return TRUE;
}

/* Runs of people count too: how often they came is all that is known. */
static void
judge_runs (TallyJobsCheckup *checkup,
            TallyHealthProbe *probe,
            GPtrArray        *runs)
{
  gint64 last;
  gint64 late_usec = MAX (LEAST_USEC, FACTOR * find_longest_gap (runs, &last));
  g_autofree char *limit = tally_jobs_dup_span (late_usec);
  g_autofree char *span = NULL;
  TallyHealthStatus status;
  gint64 since;

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

static void
run_schedule (TallyJobsCheckup *checkup,
              TallyHealthProbe *probe)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  runs = tally_store_runs_list (checkup->context->store, N_RUNS, &error);
  if (runs == NULL)
    tally_jobs_checkup_fail (checkup, probe, error);
  else if (!judge_starts (checkup, probe))
    judge_runs (checkup, probe, runs);
}

const TallyJobsProbe tally_probe_schedule = {
  .id = "schedule",
  .title = "Schedule",
  .summary = "whether passes come when they are due, and as they did before",
  .run = run_schedule,
};
