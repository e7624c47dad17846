/* tally-probe-binding.c
 *
 * Whether the store belongs to the region and the target of the configuration: a pass refuses one that
 * does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-store-binding.h"

static void
run_binding (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  const TallyStoreBinding binding = {
    .region = checkup->places->region,
    .target_sheet = checkup->context->options->target_sheet,
  };
  g_autoptr (GError) error = NULL;
  gboolean is_bound = FALSE;

  tally_jobs_probe_expect (probe, "the configured region and target");
  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  if (!tally_store_check_binding (checkup->context->store, &binding, &is_bound, &error))
    tally_jobs_checkup_fail (checkup, probe, error);
  else if (!is_bound)
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "bound to nothing yet; the next pass binds it");
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "the store belongs to them");
}

const TallyJobsProbe tally_probe_binding = {
  .id = "binding",
  .title = "Binding",
  .summary = "whether the store belongs to the configured region and target",
  .run = run_binding,
};
