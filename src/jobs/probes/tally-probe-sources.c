/* tally-probe-sources.c
 *
 * Whether each source sheet is read: one call each, of a page of one row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-jobs-sources.h"
#include "tally-probes.h"
#include "tally-text.h"

/* A minute of the service's limit: what is more is read by the next pass anyway. */
#define MAX_SHEETS 200
#define MAX_NAMED 5
/* What the service holds (features of a sheet, help.smartsheet.com "System limits"). */
#define MAX_ROWS 20000
#define MAX_CELLS 500000

static void
note_fullness (TallyJobsCheckup *checkup,
               const TallySheet *sheet)
{
  double rows = (double) MAX (sheet->n_rows, 0);
  double ratio = MAX (rows / MAX_ROWS, rows * sheet->columns->len / MAX_CELLS);

  checkup->n_sheets++;
  if (ratio <= checkup->fullest_ratio)
    return;
  checkup->fullest_ratio = ratio;
  checkup->fullest_sheet = sheet->sheet_id;
}

/* Returns: how many are lost; the first few are named. */
static guint
look_at_all (TallyJobsCheckup  *checkup,
             GArray            *ids,
             GString           *lost,
             GError           **first)
{
  TallyJobsContext *context = checkup->context;
  guint n_lost = 0;

  for (guint i = 0; i < ids->len && i < MAX_SHEETS; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySmartsheetLook) look = NULL;

      look = tally_smartsheet_look_at_sheet (context->client, id, context->cancellable, &error);
      if (look != NULL)
        {
          note_fullness (checkup, look->sheet);
          continue;
        }
      if (n_lost++ < MAX_NAMED)
        g_string_append_printf (lost, " %" G_GINT64_FORMAT, id);
      if (*first == NULL)
        *first = g_steal_pointer (&error);
      if (g_cancellable_is_cancelled (context->cancellable))
        break;
    }
  return n_lost;
}

static void
judge (TallyJobsCheckup       *checkup,
       TallyHealthProbe       *probe,
       const TallyJobsSources *sources)
{
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autoptr (GError) first = NULL;
  guint n_sheets = sources->sheet_ids->len;
  guint n_lost = look_at_all (checkup, sources->sheet_ids, lost, &first) + sources->lost_ids->len;

  if (n_lost == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "%u sheets, all read%s", n_sheets,
                            n_sheets > MAX_SHEETS ? " of the first 200" : "");
      return;
    }
  checkup->outcome = TALLY_OUTCOME_PARTIAL;
  tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                        "share them with the token's owner, or take them out of [sources]; what draws on them is held",
                        "%u of %u sheets can't be read:%s%s", n_lost, n_sheets + sources->lost_ids->len, lost->str,
                        n_lost > MAX_NAMED ? " …" : "");
  if (first != NULL)
    tally_text_set (&probe->detail, first->message);
}

static void
run_sources (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  g_autoptr (TallyJobsSources) sources = NULL;
  g_autoptr (GError) error = NULL;

  tally_jobs_probe_expect (probe, "each is read");
  if (!tally_jobs_checkup_can_call (checkup, probe))
    return;
  sources = tally_jobs_sources_resolve (checkup->context, &error);
  if (sources != NULL)
    judge (checkup, probe, sources);
  else
    tally_jobs_checkup_fail (checkup, probe, error);
}

const TallyJobsProbe tally_probe_sources = {
  .id = "sources",
  .title = "Source sheets",
  .summary = "whether each source sheet is read",
  .run = run_sources,
};
