/* tally-probe-success.c
 *
 * When all went well for the last time, and when something was published.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"

#define KIND "batch"
#define WARN_USEC G_TIME_SPAN_DAY
#define CRITICAL_USEC (3 * G_TIME_SPAN_DAY)

/* What was read of the store. */
typedef struct {
  gint64 last_good;   /* µs since 1970 UTC, 0 = none */
  gint64 last;        /* the newest pass that ended or was killed */
  gint64 published;
  gint64 now;
} Times;

static gboolean
read_times (TallyJobsContext  *context,
            Times             *times,
            GError           **error)
{
  g_autoptr (TallyStoreRun) good = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) publications = NULL;
  g_autoptr (GError) failure = NULL;

  good = tally_store_runs_find_last_good (context->store, KIND, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  runs = tally_store_runs_list (context->store, 1, error);
  publications = runs != NULL ? tally_store_publications_list_current (context->store,
                                                                       context->options->target_sheet, error)
                              : NULL;
  if (publications == NULL)
    return FALSE;
  times->now = tally_clock_get_utc_usec (context->clock);
  times->last_good = good != NULL ? good->started_utc_usec : 0;
  times->last = runs->len > 0 ? ((const TallyStoreRun *) runs->pdata[0])->started_utc_usec : 0;
  for (guint i = 0; i < publications->len; i++)
    times->published = MAX (times->published,
                            ((const TallyStorePublication *) publications->pdata[i])->published_utc_usec);
  return TRUE;
}

/* Between two passes nothing can go well: what counts is how long passes went by without. */
static TallyHealthStatus
judge (const Times *times)
{
  gint64 without = times->last - times->last_good;

  if (times->last_good == 0)
    return TALLY_HEALTH_WARN;
  if (without > CRITICAL_USEC)
    return TALLY_HEALTH_CRITICAL;
  return without > WARN_USEC ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK;
}

static void
run_success (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  Times times = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *good = NULL;
  g_autofree char *published = NULL;
  TallyHealthStatus status;

  tally_jobs_probe_expect (probe, "passes that end well at least daily");
  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  if (!read_times (checkup->context, &times, &error))
    {
      tally_jobs_checkup_fail (checkup, probe, error);
      return;
    }
  if (times.last == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "there was no pass yet");
      return;
    }
  status = judge (&times);
  good = tally_jobs_dup_span (MAX (times.now - times.last_good, 0));
  published = tally_jobs_dup_span (MAX (times.now - times.published, 0));
  tally_jobs_probe_say (probe, status, status != TALLY_HEALTH_OK ? "look at what the last passes said" : NULL,
                        "%s%s%s; %s%s%s",
                        times.last_good == 0 ? "no pass ended well yet" : "the last good pass was ",
                        times.last_good == 0 ? "" : good, times.last_good == 0 ? "" : " ago",
                        times.published == 0 ? "nothing is published" : "the last publication was ",
                        times.published == 0 ? "" : published, times.published == 0 ? "" : " ago");
}

const TallyJobsProbe tally_probe_success = {
  .id = "success",
  .title = "Last success",
  .summary = "when all went well for the last time",
  .run = run_success,
};
