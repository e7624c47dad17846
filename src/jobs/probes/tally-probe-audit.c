/* tally-probe-audit.c
 *
 * Whether the audit sheet was told of all audits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-owed.h"
#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-text.h"

static void
run_audit (TallyJobsCheckup *checkup,
           TallyHealthProbe *probe)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  tally_jobs_probe_expect (probe, "a row of the audit sheet for each audit");
  if (!tally_jobs_checkup_has_store (checkup, probe))
    return;
  if (tally_config_get_int (checkup->context->config, "audit", "sheet") == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "no audit sheet is configured");
      return;
    }
  rows = tally_jobs_audit_owed_list (checkup->context->store, &error);
  if (rows == NULL)
    {
      tally_jobs_checkup_fail (checkup, probe, error);
      return;
    }
  count = tally_text_dup_count (rows->len, "row is", "rows are");
  tally_jobs_probe_say (probe, rows->len > 0 ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK,
                        rows->len > 0 ? "let the token's owner write to the sheet of [audit] sheet; the next pass writes them" : NULL,
                        "%s owed to the audit sheet", count);
}

const TallyJobsProbe tally_probe_audit = {
  .id = "audit",
  .title = "Audit sheet",
  .summary = "whether the audit sheet was told of all audits",
  .run = run_audit,
};
