/* tally-task-summary.c
 *
 * Writes the weekly summary over all work requests: what was decided, lines, totals, links. Beside
 * the workbooks, for people; it is never attached.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-task.h"
#include "tally-tasks.h"
#include "tally-workbook-summary.h"

#define SUMMARY_NAME "Weekly_Summary.xlsx"

/* The name of an entry's workbook, if it lies in the output folder. */
static char *
find_file (TallyJobsContext     *context,
           const TallyPlanEntry *entry)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (*entry->fingerprint == '\0')
    return NULL;
  name = tally_identity_dup_file_name (entry->identity, entry->fingerprint);
  path = g_build_filename (context->options->output_dir, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&name) : NULL;
}

static const char *
describe_entry (const TallyPlanEntry *entry,
                GStringChunk         *strings)
{
  g_autofree char *text = NULL;

  if (entry->hold == TALLY_HOLD_NONE)
    return tally_plan_action_get_id (entry->action);
  text = g_strdup_printf ("%s: %s", tally_plan_action_get_id (entry->action),
                          tally_hold_get_id (entry->hold));
  return g_string_chunk_insert_const (strings, text);
}

static GArray *
list_stale (const TallyRun *run)
{
  GArray *stale = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookSummaryStale));

  for (guint i = 0; i < run->stale->len; i++)
    {
      const TallyRunStale *sheet = &g_array_index (run->stale, TallyRunStale, i);
      const TallyWorkbookSummaryStale shown = { sheet->sheet_id, sheet->as_of_utc_usec };
      g_array_append_val (stale, shown);
    }
  return stale;
}

static gboolean
run_summary (TallyJobsContext  *context,
             GError           **error)
{
  GPtrArray *entries = context->run->plan->entries;
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (TallyWorkbookSummaryRow), entries->len);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) stale = list_stale (context->run);
  GStringChunk *strings = g_string_chunk_new (1024);
  g_autofree char *path = g_build_filename (context->options->output_dir, SUMMARY_NAME, NULL);
  TallyWorkbookSummary summary = { .created_utc_usec = context->run->started_utc_usec };
  gboolean written;

  for (guint i = 0; i < entries->len; i++)
    {
      const TallyPlanEntry *entry = entries->pdata[i];
      TallyWorkbookSummaryRow row = {
        .identity = entry->identity,
        .n_lines = entry->n_lines,
        .total_cents = entry->total_cents,
        .action = describe_entry (entry, strings),
        .file_name = find_file (context, entry),
      };
      g_ptr_array_add (names, (gpointer) row.file_name);
      g_array_append_val (rows, row);
    }
  summary.rows = (const TallyWorkbookSummaryRow *) (gpointer) rows->data;
  summary.n_rows = rows->len;
  summary.stale = (const TallyWorkbookSummaryStale *) (gpointer) stale->data;
  summary.n_stale = stale->len;
  written = rows->len == 0 || tally_workbook_summary_write (&summary, path, error);
  g_string_chunk_free (strings);
  return written;
}

const TallyJobsTask tally_task_summary = {
  .id = "summary",
  .title = "Summary",
  .summary = "writes the weekly summary over all work requests",
  .needs_client = FALSE,
  .run = run_summary,
};
