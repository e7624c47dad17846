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
  tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL,
                        "this build asks no keyring; secrets come from files, credentials and the environment");
}

const TallyJobsProbe tally_probe_keyring = {
  .id = "keyring",
  .title = "Keyring",
  .summary = "whether the keyring answers",
  .run = run_keyring,
};
