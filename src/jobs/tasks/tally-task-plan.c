/* tally-task-plan.c
 *
 * Decides what becomes of each workbook: lines of the store against what was published, then
 * against what hangs on the target. Streams the lines; memory grows with the workbooks alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-conservation.h"
#include "tally-billing-error.h"
#include "tally-billing-plan.h"
#include "tally-jobs-approval.h"
#include "tally-jobs-budget.h"
#include "tally-jobs-error.h"
#include "tally-jobs-layout.h"
#include "tally-jobs-limit.h"
#include "tally-jobs-measure.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-reconcile.h"
#include "tally-jobs-report.h"
#include "tally-jobs-restore.h"
#include "tally-jobs-task.h"
#include "tally-store-duplicates.h"
#include "tally-store-fingerprints.h"
#include "tally-store-lines.h"
#include "tally-store-plans.h"
#include "tally-store-publications.h"
#include "tally-store-sheets.h"
#include "tally-tasks.h"
#include "tally-text.h"

/* What the planning of one run needs while lines come in. */
typedef struct {
  TallyJobsContext        *context;  /* (borrowed) */
  TallyBillingPlanBuilder *builder;  /* (owned) */
  GArray                  *lost;     /* (owned) gint64 */
  GArray                  *weeks;    /* (owned) TallyDay */
  GArray                  *forced;   /* (owned) TallyDay */
  GError                  *failure;  /* (owned) (nullable) what a callback could not return */
} Planning;

static void
planning_clear (Planning *planning)
{
  g_clear_pointer (&planning->builder, tally_billing_plan_builder_free);
  g_clear_pointer (&planning->lost, g_array_unref);
  g_clear_pointer (&planning->weeks, g_array_unref);
  g_clear_pointer (&planning->forced, g_array_unref);
  g_clear_error (&planning->failure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Planning, planning_clear)

static gint64
fix_generated_cb (const TallyIdentity *identity,
                  const char          *fingerprint,
                  gpointer             data)
{
  Planning *planning = data;
  gint64 generated = 0;

  if (planning->failure == NULL
      && !tally_store_fingerprints_ensure_planned (planning->context->store, identity, fingerprint,
                                                   &generated, &planning->failure))
    return 0;
  return generated;
}

static gboolean
parse_weeks (const char *const  *texts,
             const char         *what,
             GArray             *out_weeks,
             GError            **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      TallyDay week;
      if (!tally_week_parse (texts[i], strlen (texts[i]), &week)
          && !tally_day_parse (texts[i], strlen (texts[i]), &week))
        {
          g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING,
                       "%s takes days as MMDDYY, not '%s'", what, texts[i]);
          return FALSE;
        }
      g_array_append_val (out_weeks, week);
    }
  return TRUE;
}

/* Its last good state serves drafts and totals; how old that is must stand beside them. */
static void
note_stale (TallyRun              *run,
            const TallyStoreSheet *sheet)
{
  const TallyRunStale stale = { sheet->sheet_id, sheet->read_utc_usec };
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->sheet_id);
  g_autofree char *as_of = NULL;
  g_autofree char *text = NULL;

  if (sheet->read_utc_usec == 0)
    return; /* it never was read: nothing of it stands anywhere */
  g_array_append_val (run->stale, stale);
  as_of = tally_clock_format_utc (sheet->read_utc_usec);
  text = g_strdup_printf ("what drafts and totals show of a sheet is as of %s", as_of);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "sheet-stale", subject, text);
}

/* Sheets that the last sync could not read, also when this run has none. */
static gboolean
add_lost_sheets (Planning  *planning,
                 GError   **error)
{
  TallyJobsContext *context = planning->context;
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (context->store, error);
  GHashTableIter iter;
  gpointer id;

  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      if (sheet->state == TALLY_STORE_SHEET_LOST)
        {
          g_hash_table_add (context->lost_sheets, g_memdup2 (&sheet->sheet_id, sizeof sheet->sheet_id));
          note_stale (context->run, sheet);
        }
    }
  g_hash_table_iter_init (&iter, context->lost_sheets);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (planning->lost, id, 1);
  return TRUE;
}

static gboolean
make_builder (Planning  *planning,
              GError   **error)
{
  TallyJobsContext *context = planning->context;
  TallyJobsLayout *layout = tally_jobs_context_get_layout (context, error);
  TallyBillingPlanOptions options = { 0 };

  if (layout == NULL
      || !parse_weeks (context->options->weeks, "--week", planning->weeks, error)
      || !parse_weeks (tally_config_get_list (context->config, "run", "force-weeks"),
                       "[run] force-weeks", planning->forced, error)
      || !add_lost_sheets (planning, error))
    return FALSE;
  options = (TallyBillingPlanOptions) {
    .layout = layout->billing,
    .lost_sheets = (const gint64 *) (gpointer) planning->lost->data,
    .n_lost_sheets = planning->lost->len,
    .work_requests = context->options->work_requests,
    .only = context->options->only,
    .excluded = tally_config_get_list (context->config, "billing", "exclude-work-requests"),
    .weeks = (const TallyDay *) (gpointer) planning->weeks->data,
    .n_weeks = planning->weeks->len,
    .force_weeks = (const TallyDay *) (gpointer) planning->forced->data,
    .n_force_weeks = planning->forced->len,
    .force = context->options->force,
    .generated = fix_generated_cb,
    .data = planning,
  };
  planning->builder = tally_billing_plan_builder_new (&options);
  return TRUE;
}

static gboolean
add_published (Planning  *planning,
               GError   **error)
{
  TallyJobsContext *context = planning->context;
  g_autoptr (GPtrArray) publications = NULL;

  publications = tally_store_publications_list_current (context->store,
                                                        context->options->target_sheet, error);
  if (publications == NULL)
    return FALSE;
  for (guint i = 0; i < publications->len; i++)
    {
      const TallyStorePublication *publication = publications->pdata[i];
      const TallyBillingPublished published = {
        .identity = publication->identity,
        .fingerprint = publication->fingerprint,
        .total_cents = publication->total_cents,
        .n_lines = publication->n_lines,
        .generated_utc_usec = publication->generated_utc_usec,
        .sheets = (const gint64 *) (gpointer) publication->sheet_ids->data,
        .n_sheets = publication->sheet_ids->len,
      };
      tally_billing_plan_builder_add_published (planning->builder, &published);
    }
  return TRUE;
}

static void
count_line (GHashTable      *sheets,
            const TallyLine *line)
{
  TallyJobsSheetCounts *counts = g_hash_table_lookup (sheets, &line->sheet_id);

  if (counts == NULL)
    {
      counts = g_new0 (TallyJobsSheetCounts, 1);
      g_hash_table_insert (sheets, g_memdup2 (&line->sheet_id, sizeof line->sheet_id), counts);
    }
  if (line->reason == TALLY_REASON_ACCEPTED)
    counts->n_accepted++;
  else
    counts->n_excluded[line->reason]++;
}

static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Planning *planning = data;
  TallyLine again;

  if (tally_store_duplicates_has (planning->context->duplicates, line))
    {
      again = *line;
      again.reason = TALLY_REASON_DUPLICATE_ROW;
      line = &again;
    }
  count_line (planning->context->sheets, line);
  return tally_billing_plan_builder_add_line (planning->builder, line, error);
}

static void
report_duplicates (TallyJobsContext *context)
{
  guint n = g_hash_table_size (context->duplicates);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = tally_text_dup_count (n, "row was handed in by several sheets and is billed once",
                               "rows were handed in by several sheets and are billed once each");
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "duplicate-rows", NULL, text);
}

static gboolean
add_lines (Planning  *planning,
           GError   **error)
{
  TallyJobsContext *context = planning->context;
  const TallyStoreLineFilter all = { 0 };

  context->sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  context->duplicates = tally_store_duplicates_list (context->store, error);
  if (context->duplicates == NULL)
    return FALSE;
  report_duplicates (context);
  if (!tally_store_lines_foreach (context->store, &all, add_line_cb, planning, context->cancellable,
                                  error))
    return FALSE;
  context->run->plan = tally_billing_plan_builder_finish (planning->builder);
  if (planning->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&planning->failure));
  return FALSE;
}

static gboolean
make_plan (Planning  *planning,
           GError   **error)
{
  TallyJobsContext *context = planning->context;
  gboolean made;

  if (!make_builder (planning, error) || !add_published (planning, error)
      || !tally_store_fingerprints_begin (context->store, error))
    return FALSE;
  made = add_lines (planning, error);
  return tally_store_fingerprints_end (context->store, made, made ? error : NULL) && made;
}

/* Nothing is published when rows and workbooks don't add up, and the plan says so. What the store
 * holds may be the reason: the next run reads all sheets whole. */
static gboolean
check_conservation (TallyJobsContext  *context,
                    GError           **error)
{
  g_autoptr (GError) failure = NULL;

  if (tally_billing_check_conservation (context->run->plan, &failure))
    return TRUE;
  context->is_unbalanced = TRUE;
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "conservation", NULL, failure);
  return tally_store_sheets_doubt (context->store, error);
}

static gboolean
run_plan (TallyJobsContext  *context,
          GError           **error)
{
  g_auto (Planning) planning = {
    .context = context,
    .lost = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .weeks = g_array_new (FALSE, FALSE, sizeof (TallyDay)),
    .forced = g_array_new (FALSE, FALSE, sizeof (TallyDay)),
  };

  tally_progress_begin (context->progress, "plan", 0);
  if (!make_plan (&planning, error))
    return FALSE;
  if (context->options->target_sheet != 0 && !tally_jobs_read_target (context, error))
    return FALSE;
  if (!check_conservation (context, error))
    return FALSE;
  tally_jobs_measure_exclusions (context->measure, context->sheets);
  /* A comparison looks into the files itself, and nothing of its plan is carried out. */
  if (context->options->takeover != NULL)
    return TRUE;
  if (!tally_jobs_hold_restored (context, error) || !tally_jobs_reconcile (context, error)
      || !tally_jobs_quarantine_hold (context, error))
    return FALSE;
  tally_jobs_budget_order_items (context);
  return tally_jobs_approval_settle (context, error) && tally_jobs_limit (context, error)
         && tally_store_plans_put (context->store, context->run->run_id, context->run->plan, error);
}

const TallyJobsTask tally_task_plan = {
  .id = "plan",
  .title = "Plan",
  .summary = "decides what becomes of each workbook",
  .needs_client = TRUE,
  .run = run_plan,
};
