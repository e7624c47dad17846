/* tally-probe-clock.c
 *
 * How far this machine's clock is from the service's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"

/* Leases and certificates bear two minutes; from an hour on weeks may be taken for others. */
#define WARN_USEC (2 * G_TIME_SPAN_MINUTE)
#define CRITICAL_USEC G_TIME_SPAN_HOUR

static void
run_clock (TallyJobsCheckup *checkup,
           TallyHealthProbe *probe)
{
  gint64 server = checkup->server.server_utc_usec;
  g_autofree char *span = NULL;
  gint64 skew;
  TallyHealthStatus status;

  tally_jobs_probe_expect (probe, "within 120 s of the service's clock");
  if (!tally_jobs_checkup_can_call (checkup, probe))
    return;
  if (server == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "not known: the service does not tell its time");
      return;
    }
  skew = tally_clock_get_utc_usec (checkup->context->clock) - server;
  span = tally_jobs_dup_span (ABS (skew));
  status = ABS (skew) > CRITICAL_USEC ? TALLY_HEALTH_CRITICAL
           : ABS (skew) > WARN_USEC ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK;
  tally_jobs_probe_say (probe, status, status != TALLY_HEALTH_OK ? "set the clock, best by NTP" : NULL,
                        "%s %s", span, skew < 0 ? "behind the service" : "ahead of the service");
}

const TallyJobsProbe tally_probe_clock = {
  .id = "clock",
  .title = "Clock",
  .summary = "how far this machine's clock is off",
  .run = run_clock,
};
