/* tally-probe-target.c
 *
 * Whether the target sheet is read, has the column that workbooks are placed by, and may be changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-jobs-target.h"
#include "tally-probes.h"

static void
judge (TallyJobsCheckup          *checkup,
       TallyHealthProbe          *probe,
       const TallySmartsheetLook *look)
{
  gboolean only_reads = strcmp (tally_config_get_text (checkup->context->config, "target", "publish"), "never") == 0;

  if (tally_jobs_target_find_column (look->sheet) == 0)
    tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                          "name the column of work requests 'Work Request #', or correct [target] sheet",
                          "sheet %" G_GINT64_FORMAT " has no column for work requests", look->sheet->sheet_id);
  else if (!look->may_attach && !only_reads)
    tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                          "share the target sheet with the token's owner as an editor",
                          "sheet %" G_GINT64_FORMAT " is read as %s, which may not replace files",
                          look->sheet->sheet_id, *look->access != '\0' ? look->access : "somebody unknown");
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL,
                          "sheet %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " rows, as %s", look->sheet->sheet_id,
                          look->sheet->n_rows, look->access);
}

static void
run_target (TallyJobsCheckup *checkup,
            TallyHealthProbe *probe)
{
  TallyJobsContext *context = checkup->context;
  g_autoptr (TallySmartsheetLook) look = NULL;
  g_autoptr (GError) error = NULL;

  tally_jobs_probe_expect (probe, "read, with a column for work requests, as EDITOR or more");
  if (context->options->target_sheet == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "[target] sheet is empty: nothing is published");
      return;
    }
  if (!tally_jobs_checkup_can_call (checkup, probe))
    return;
  look = tally_smartsheet_look_at_sheet (context->client, context->options->target_sheet, context->cancellable,
                                         &error);
  if (look != NULL)
    judge (checkup, probe, look);
  else
    tally_jobs_checkup_fail (checkup, probe, error);
}

const TallyJobsProbe tally_probe_target = {
  .id = "target",
  .title = "Target sheet",
  .summary = "whether workbooks can be attached",
  .run = run_target,
};
