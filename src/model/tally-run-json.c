/* tally-run-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-run-json.h"

#include "tally-audit-json.h"
#include "tally-clock.h"

static void
write_time (TallyJsonWriter *writer,
            const char      *name,
            gint64           utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
write_counts (TallyJsonWriter      *writer,
              const TallyRunCounts *counts)
{
  const struct {
    const char *name;
    guint64     value;
  } members[] = {
    { "sheets", counts->n_sheets },
    { "sheets_unchanged", counts->n_sheets_unchanged },
    { "sheets_read", counts->n_sheets_read },
    { "sheets_lost", counts->n_sheets_lost },
    { "sheets_skipped", counts->n_sheets_skipped },
    { "rows_empty", counts->n_rows_empty },
    { "lines_new", counts->n_lines_new },
    { "lines_changed", counts->n_lines_changed },
    { "lines_gone", counts->n_lines_gone },
    { "workbooks_written", counts->n_workbooks_written },
    { "workbook_bytes", counts->workbook_bytes },
    { "workbooks_kept", counts->n_workbooks_kept },
    { "workbooks_failed", counts->n_workbooks_failed },
    { "published", counts->n_published },
    { "removed", counts->n_removed },
    { "upload_failed", counts->n_upload_failed },
    { "recovered", counts->n_recovered },
    { "adopted", counts->n_adopted },
    { "missing_on_target", counts->n_missing_on_target },
    { "left", counts->n_left },
    { "calls", counts->n_calls },
    { "retries", counts->n_retries },
    { "mutations", counts->n_mutations },
  };

  tally_json_writer_begin_object (writer, "counts");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    tally_json_writer_add_int64 (writer, members[i].name, (gint64) members[i].value);
  tally_json_writer_end_object (writer);
}

static void
write_entry (TallyJsonWriter      *writer,
             const TallyPlanEntry *entry)
{
  g_autofree char *key = tally_identity_dup_key (entry->identity);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "key", key);
  tally_json_writer_add_text (writer, "action", tally_plan_action_get_id (entry->action));
  if (entry->hold != TALLY_HOLD_NONE)
    tally_json_writer_add_text (writer, "hold", tally_hold_get_id (entry->hold));
  tally_json_writer_add_text (writer, "fingerprint", entry->fingerprint);
  tally_json_writer_add_int64 (writer, "lines", entry->n_lines);
  tally_json_writer_add_int64 (writer, "cents", entry->total_cents);
  tally_json_writer_end_object (writer);
}

/* Amounts and work requests: for those who may see them. */
static void
write_private_plan (TallyJsonWriter *writer,
                    const TallyPlan *plan)
{
  tally_json_writer_begin_object (writer, "cents_by_reason");
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    tally_json_writer_add_int64 (writer, tally_reason_get_id ((TallyReason) i),
                                 plan->cents_by_reason[i]);
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_array (writer, "workbooks");
  for (guint i = 0; i < plan->entries->len; i++)
    write_entry (writer, plan->entries->pdata[i]);
  tally_json_writer_end_array (writer);
}

static void
write_plan (TallyJsonWriter *writer,
            const TallyPlan *plan,
            gboolean         reveal)
{
  tally_json_writer_begin_object (writer, "plan");
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    tally_json_writer_add_int64 (writer, tally_plan_action_get_id ((TallyPlanAction) i),
                                 tally_plan_count (plan, (TallyPlanAction) i));
  tally_json_writer_add_int64 (writer, "rows", (gint64) plan->n_rows);
  tally_json_writer_begin_object (writer, "rows_by_reason");
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    tally_json_writer_add_int64 (writer, tally_reason_get_id ((TallyReason) i),
                                 (gint64) plan->n_by_reason[i]);
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_object (writer, "lines_by_issue");
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    tally_json_writer_add_int64 (writer, tally_issue_get_id (i), (gint64) plan->n_by_issue[i]);
  tally_json_writer_end_object (writer);
  if (reveal)
    write_private_plan (writer, plan);
  tally_json_writer_end_object (writer);
}

void
tally_run_write_notices (const TallyRun  *self,
                         TallyJsonWriter *writer,
                         gboolean         reveal)
{
  static const char *const severities[] = { "info", "warning", "error" };
  GPtrArray *notices = self->notices;

  tally_json_writer_begin_array (writer, "notices");
  for (guint i = 0; i < notices->len; i++)
    {
      const TallyNotice *notice = notices->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "severity", severities[notice->severity]);
      tally_json_writer_add_text (writer, "code", notice->code);
      tally_json_writer_add_text (writer, "subject", notice->subject);
      tally_json_writer_add_text (writer, "text", notice->text);
      if (reveal)
        tally_json_writer_add_text (writer, "detail", notice->detail);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

static void
write_stale (TallyJsonWriter *writer,
             const GArray    *stale)
{
  tally_json_writer_begin_array (writer, "stale_sheets");
  for (guint i = 0; i < stale->len; i++)
    {
      const TallyRunStale *sheet = &g_array_index (stale, TallyRunStale, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->sheet_id);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "sheet", id);
      write_time (writer, "as_of", sheet->as_of_utc_usec);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

static void
write_steps (TallyJsonWriter *writer,
             const GPtrArray *steps)
{
  tally_json_writer_begin_array (writer, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      const TallyRunStep *step = steps->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "job", step->job);
      tally_json_writer_add_text (writer, "state", tally_run_step_state_get_id (step->state));
      tally_json_writer_add_int64 (writer, "started_usec", step->started_utc_usec);
      tally_json_writer_add_int64 (writer, "duration_usec", step->duration_usec);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

char *
tally_run_to_json (const TallyRun *self,
                   gboolean        reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (self != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", 1);
  tally_json_writer_add_int64 (writer, "run", self->run_id);
  write_time (writer, "started", self->started_utc_usec);
  write_time (writer, "finished", self->finished_utc_usec);
  tally_json_writer_add_boolean (writer, "dry_run", self->is_dry);
  tally_json_writer_add_int64 (writer, "exit_code", tally_run_get_exit_code (self));
  tally_json_writer_add_text (writer, "output_dir", self->output_dir);
  tally_json_writer_add_text (writer, "trail_head", self->trail_head);
  tally_run_request_write_json (self->request, writer, reveal);
  write_steps (writer, self->steps);
  write_counts (writer, &self->counts);
  write_stale (writer, self->stale);
  if (self->plan != NULL)
    write_plan (writer, self->plan, reveal);
  if (self->cleanup != NULL)
    tally_cleanup_write_json (self->cleanup, writer, reveal);
  if (self->health != NULL)
    tally_health_write_json (self->health, writer, reveal);
  if (self->audit != NULL)
    tally_audit_write_json (self->audit, writer, reveal);
  tally_run_write_notices (self, writer, reveal);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, TRUE);
}
