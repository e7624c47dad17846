/* tally-probe-database.c
 *
 * Whether the store hangs together, from its pages to its trail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-store-error.h"
#include "tally-store-examine.h"

#define BYTES_PER_MIB (1024 * 1024)
/* The log is cut to 64 MiB after each large change: four times that means that it never is. */
#define MOST_LOG_BYTES (G_GUINT64_CONSTANT (256) * BYTES_PER_MIB)

static void
say_found (TallyHealthProbe            *probe,
           const TallyStoreExamination *found)
{
  if (found->trail.verdict != TALLY_STORE_TRAIL_SOUND)
    {
      g_autofree char *text = tally_store_trail_check_dup_text (&found->trail);
      tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                            "compare with the head of the trail that an earlier run printed, and restore a backup "
                            "from before", "the pages are sound, and %s", text);
      return;
    }
  tally_jobs_probe_say (probe, found->log_bytes > MOST_LOG_BYTES ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK,
                        found->log_bytes > MOST_LOG_BYTES
                          ? "end the programs that keep the store open for long, and run a pass" : NULL,
                        "sound; schema %u, %" G_GUINT64_FORMAT " MiB, log %" G_GUINT64_FORMAT " MiB, trail %"
                        G_GINT64_FORMAT " entries", found->schema, found->size_bytes / BYTES_PER_MIB,
                        found->log_bytes / BYTES_PER_MIB, found->trail.head.sequence);
}

static void
run_database (TallyJobsCheckup *checkup,
              TallyHealthProbe *probe)
{
  const GError *failure = checkup->places->store_failure;
  TallyStoreExamination found;
  g_autoptr (GError) error = NULL;

  tally_jobs_probe_expect (probe, "sound, trail unbroken, log below 256 MiB");
  if (failure != NULL && !g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    {
      tally_jobs_checkup_fail (checkup, probe, failure);
      return;
    }
  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  if (checkup->places->examination != NULL)
    say_found (probe, checkup->places->examination);
  else if (tally_store_examine (checkup->context->store, &found, &error))
    say_found (probe, &found);
  else
    tally_jobs_checkup_fail (checkup, probe, error);
}

const TallyJobsProbe tally_probe_database = {
  .id = "database",
  .title = "Store",
  .summary = "whether the store hangs together and its trail is unbroken",
  .run = run_database,
};
