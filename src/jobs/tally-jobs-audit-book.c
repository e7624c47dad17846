/* tally-jobs-audit-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-book.h"

#include "tally-audit-funnel.h"
#include "tally-audit-rollup.h"
#include "tally-store-trail.h"
#include "tally-workbook-audit.h"

/* Changes that the workbook shows: of lines that findings are about, or that were billed before; the newest. */
#define MAX_CHANGES 50000

static GHashTable *
list_found_rows (GPtrArray *findings)
{
  GHashTable *rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      for (guint j = 0; j < finding->lines->len; j++)
        g_hash_table_add (rows, g_memdup2 (&g_array_index (finding->lines, TallyFindingLine, j).row_id, sizeof (gint64)));
    }
  return rows;
}

static gboolean
is_shown (const TallyAuditInput *input,
          GHashTable            *found,
          const TallyLineChange *change)
{
  guint n_published = 0;

  if (change->field < TALLY_N_FIELDS && !tally_audit_policy_is_billing_field (change->field))
    return FALSE;
  if (g_hash_table_contains (found, &change->row_id))
    return TRUE;
  return tally_audit_input_list_published (input, change->sheet_id, change->row_id, &n_published) != NULL;
}

static gint64
get_time (const TallyLineChange *change)
{
  return change->written_utc_usec != 0 ? change->written_utc_usec : change->noticed_utc_usec;
}

static int
compare_newest_first (gconstpointer data_a,
                      gconstpointer data_b)
{
  const TallyLineChange *a = data_a, *b = data_b;
  gint64 time_a = get_time (a), time_b = get_time (b);

  if (time_a != time_b)
    return time_a < time_b ? 1 : -1;
  return tally_line_change_compare (a, b);
}

static GArray *
list_changes (const TallyAuditInput *input,
              GPtrArray             *findings,
              guint                 *out_n_left)
{
  g_autoptr (GHashTable) found = list_found_rows (findings);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (TallyLineChange));

  for (guint i = 0; i < input->changes->len; i++)
    {
      const TallyLineChange *change = &g_array_index (input->changes, TallyLineChange, i);
      if (is_shown (input, found, change))
        g_array_append_vals (changes, change, 1);
    }
  g_array_sort (changes, compare_newest_first);
  *out_n_left = changes->len - MIN (changes->len, MAX_CHANGES);
  g_array_set_size (changes, changes->len - *out_n_left);
  return changes;
}

static GArray *
list_sheets (const TallyAuditInput *input)
{
  GArray *sheets = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookAuditSheet));

  for (guint i = 0; i < input->sheets->len; i++)
    {
      const TallyAuditSheet *sheet = &g_array_index (input->sheets, TallyAuditSheet, i);
      const TallyWorkbookAuditSheet shown = { sheet->sheet_id, sheet->name, sheet->link };
      g_array_append_val (sheets, shown);
    }
  return sheets;
}

/* What findings are summed up by, and for whom. */
typedef struct {
  const TallyAuditInput  *input;
  const TallyAuditPolicy *policy;
  GPtrArray              *findings;
  GPtrArray              *reasons; /* owns the texts */
} Summing;

static const char *
get_name (const Summing        *summing,
          const TallyAuditUnit *unit)
{
  const TallyAuditSheet *sheet;

  if (unit->kind == TALLY_AUDIT_UNIT_WORK)
    return unit->work_request;
  sheet = tally_audit_input_find_sheet (summing->input, unit->sheet_id);
  return sheet != NULL ? sheet->name : "";
}

static GArray *
list_units (const Summing      *summing,
            TallyAuditUnitKind  kind)
{
  g_autoptr (GArray) units = tally_audit_rollup (summing->policy, summing->findings, kind);
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookAuditUnit));

  for (guint i = 0; i < units->len; i++)
    {
      const TallyAuditUnit *unit = &g_array_index (units, TallyAuditUnit, i);
      char *reason = tally_audit_rollup_dup_reason (unit);
      const TallyWorkbookAuditUnit row = {
        get_name (summing, unit), unit->week_ending, unit->risk, unit->n_findings, unit->exposure_cents, reason,
      };
      g_ptr_array_add (summing->reasons, reason);
      g_array_append_val (shown, row);
    }
  return shown;
}

gboolean
tally_jobs_audit_book_has_people (const TallyJobsContext *context)
{
  const char *asking = context->options->actor;
  const char *actor = asking != NULL ? asking : tally_config_get_text (context->config, "audit", "actor");
  const char *const *people = tally_config_get_list (context->config, "audit", "people");

  for (guint i = 0; *actor != '\0' && people != NULL && people[i] != NULL; i++)
    if (g_ascii_strcasecmp (people[i], actor) == 0)
      return TRUE;
  return FALSE;
}

/* Somebody may see it, but not who asked for this run. */
static void
report_people (const TallyJobsContext *context)
{
  const char *const *people = tally_config_get_list (context->config, "audit", "people");

  if (people != NULL && people[0] != NULL && !tally_jobs_audit_book_has_people (context))
    tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "audit-people", NULL,
                          "the audit workbook says nothing of crews and jobs: who asked for this run is not in [audit] people");
}

/* NULL unless who asked for the run may see something of people. */
static GArray *
list_crews (const TallyJobsContext *context,
            const Summing          *summing,
            TallyField              field)
{
  g_autoptr (GArray) rows = NULL;
  GArray *crews;

  if (!tally_jobs_audit_book_has_people (context))
    return NULL;
  rows = tally_audit_funnel (summing->input, summing->findings, field);
  crews = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookAuditCrew));
  for (guint i = 0; i < rows->len; i++)
    {
      const TallyAuditFunnelRow *row = &g_array_index (rows, TallyAuditFunnelRow, i);
      const TallyWorkbookAuditCrew crew = { row->name, row->n_lines, row->n_found, row->lower, row->upper, row->is_outside };
      g_array_append_val (crews, crew);
    }
  return crews;
}

gboolean
tally_jobs_audit_book_write (TallyJobsContext        *context,
                             TallyAuditInput         *input,
                             const TallyAuditPolicy  *policy,
                             GPtrArray               *history,
                             GError                 **error)
{
  TallyAudit *audit = context->run->audit;
  guint n_changes_left;
  g_autoptr (GArray) changes = list_changes (input, audit->findings, &n_changes_left);
  g_autoptr (GArray) sheets = list_sheets (input);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  const Summing summing = { input, policy, audit->findings, reasons };
  g_autoptr (GArray) units = list_units (&summing, TALLY_AUDIT_UNIT_WORK);
  g_autoptr (GArray) sheet_units = list_units (&summing, TALLY_AUDIT_UNIT_SHEET);
  g_autoptr (GArray) crews = list_crews (context, &summing, TALLY_FIELD_FOREMAN);
  g_autoptr (GArray) jobs = list_crews (context, &summing, TALLY_FIELD_JOB);
  g_autofree char *path = g_build_filename (context->options->output_dir, TALLY_JOBS_AUDIT_BOOK_NAME, NULL);
  char head_text[TALLY_STORE_TRAIL_HEAD_LENGTH];
  TallyStoreTrailHead head;
  const TallyWorkbookAudit book = {
    .audit = audit,
    .units = (const TallyWorkbookAuditUnit *) (gpointer) units->data,
    .n_units = units->len,
    .sheet_units = (const TallyWorkbookAuditUnit *) (gpointer) sheet_units->data,
    .n_sheet_units = sheet_units->len,
    .sheets = (const TallyWorkbookAuditSheet *) (gpointer) sheets->data,
    .n_sheets = sheets->len,
    .crews = crews,
    .jobs = jobs,
    .changes = changes,
    .n_changes_left = n_changes_left,
    .history = history,
    .trail_head = head_text,
    .generator = "Tallyman " TALLY_VERSION,
  };

  report_people (context);
  tally_audit_input_forget_lines (input);
  if (!tally_store_trail_get_head (context->store, &head, error))
    return FALSE;
  tally_store_trail_head_format (&head, head_text);
  if (!tally_workbook_audit_write (&book, path, error))
    return FALSE;
  g_free (audit->output);
  audit->output = g_steal_pointer (&path);
  return TRUE;
}
