/* tally-probe-keyring.c
 *
 * The keyring as a place of secrets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"

static void
run_keyring (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  const TallyJobsPlaces *places = checkup->places;

  if (!places->has_bus)
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL,
                          "there is no session bus; secrets come from files, credentials and the environment");
  else if (places->keyring_failure == NULL)
    tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "open");
  else if (places->token_origin != NULL)
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "can't be used; the token comes from elsewhere");
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_WARN, places->keyring_failure->message, "can't be used");
}

const TallyJobsProbe tally_probe_keyring = {
  .id = "keyring",
  .title = "Keyring",
  .summary = "whether the keyring answers",
  .run = run_keyring,
};
