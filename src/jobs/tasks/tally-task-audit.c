/* tally-task-audit.c
 *
 * Looks for errors in the bill: every line against the rates, against what was billed before, and against
 * what is usual; who changed what; what does not add up. Findings are kept across runs; a workbook, the
 * audit sheet and the run tell of them. Nothing of it holds up publishing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-book.h"
#include "tally-jobs-audit-changes.h"
#include "tally-jobs-audit-input.h"
#include "tally-jobs-audit-keep.h"
#include "tally-jobs-audit-policy.h"
#include "tally-jobs-audit-row.h"
#include "tally-jobs-audit-same.h"
#include "tally-jobs-audit-summary.h"
#include "tally-jobs-audit-unseen.h"
#include "tally-jobs-findings.h"
#include "tally-jobs-history.h"
#include "tally-jobs-rates.h"
#include "tally-jobs-report.h"
#include "tally-jobs-task.h"
#include "tally-tasks.h"

/* Of the run's time: after it no more histories are asked for. */
#define HISTORY_SHARE_PERCENT 90

/* An audit at work. */
typedef struct {
  TallyJobsContext     *context; /* (borrowed) */
  TallyJobsAuditPolicy  policy;
  TallyRateTable       *rates;   /* (owned) (nullable) */
  TallyAuditInput      *input;   /* (owned) */
  TallyJobsHistory     *history; /* (owned) (nullable) */
  gboolean              is_told_more; /* histories told something that the result does not know */
  TallyJobsAuditPast   *past;    /* (owned) (nullable) */
  TallyAuditResult     *result;  /* (owned) (nullable) */
  char                 *fingerprint; /* (owned) (nullable) of what is looked at */
  const TallyAudit     *same;    /* (borrowed) (nullable) the last audit, if it looked at the same */
  GPtrArray            *earlier; /* (owned) (nullable) (element-type TallyAudit): of runs before, oldest first */
} Auditing;

static void
auditing_clear (Auditing *auditing)
{
  g_clear_pointer (&auditing->fingerprint, g_free);
  g_clear_pointer (&auditing->earlier, g_ptr_array_unref);
  g_clear_pointer (&auditing->result, tally_audit_result_free);
  g_clear_pointer (&auditing->past, tally_jobs_audit_past_free);
  g_clear_pointer (&auditing->history, tally_jobs_history_free);
  g_clear_pointer (&auditing->input, tally_audit_input_free);
  g_clear_pointer (&auditing->rates, tally_rate_table_free);
  tally_jobs_audit_policy_clear (&auditing->policy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Auditing, auditing_clear)

static gboolean
load (Auditing  *self,
      GError   **error)
{
  TallyJobsContext *context = self->context;

  self->input->rates = self->rates;
  self->past = tally_jobs_audit_past_load (context->store, self->policy.policy.today, error);
  if (self->past == NULL || !tally_jobs_audit_input_load (context, self->input, error)
      || !tally_jobs_audit_changes_load (context, self->input, error))
    return FALSE;
  tally_audit_input_seal (self->input);
  if (context->client == NULL)
    return TRUE;
  self->history = tally_jobs_history_new (context, HISTORY_SHARE_PERCENT);
  return tally_jobs_audit_changes_attribute (context, self->input, &self->policy.policy, self->history, error);
}

static gboolean
detect (Auditing  *self,
        GError   **error)
{
  g_clear_pointer (&self->result, tally_audit_result_free);
  self->result = tally_audit_run (self->input, &self->policy.policy, tally_jobs_audit_past_get_options (self->past),
                                  self->context->cancellable, error);
  return self->result != NULL;
}

static gboolean
ask_who (Auditing  *self,
         GError   **error)
{
  return tally_jobs_audit_changes_attribute_findings (self->context, self->input, self->result->findings, self->history,
                                                      &self->is_told_more, error);
}

/* Detects, asks who wrote the lines of what was found, and looks again if that told something. */
static gboolean
detect_twice (Auditing  *self,
              GError   **error)
{
  if (!detect (self, error))
    return FALSE;
  if (self->history == NULL)
    return TRUE;
  if (!ask_who (self, error) || (self->is_told_more && (!detect (self, error) || !ask_who (self, error))))
    return FALSE;
  tally_jobs_history_report (self->history);
  return TRUE;
}

static TallyAudit *
summarise (Auditing  *self,
           GPtrArray *findings)
{
  if (self->same != NULL)
    return tally_jobs_audit_summary_new_same (self->same, &self->policy.policy, findings);
  return tally_jobs_audit_summary_new (self->input, &self->policy.policy, self->result, findings,
                                       tally_jobs_audit_past_get_options (self->past));
}

/* What the audit comes to, once its findings stand; kept with them or not at all. */
static gboolean
conclude_cb (GPtrArray  *findings,
             gpointer    data,
             GError    **error)
{
  Auditing *self = data;
  TallyJobsContext *context = self->context;
  const GPtrArray *earlier = self->earlier;
  g_autofree char *policy_hash = tally_jobs_audit_policy_dup_hash (&self->policy);
  TallyAudit *audit = summarise (self, findings);

  audit->run_id = context->run->run_id;
  audit->utc_usec = self->policy.policy.now_utc_usec;
  if (self->history != NULL)
    audit->n_histories = tally_jobs_history_get_counts (self->history)->n_fetched;
  tally_audit_compare_with (audit, earlier->len > 0 ? earlier->pdata[earlier->len - 1] : NULL);
  g_clear_pointer (&context->run->audit, tally_audit_free);
  context->run->audit = audit;
  return tally_jobs_audit_keep_put (context->store, audit, policy_hash, error)
         && tally_jobs_audit_keep_note_rates (context->store, audit, earlier, error)
         && tally_jobs_audit_row_owe (context, audit, error);
}

static gboolean
keep (Auditing  *self,
      GError   **error)
{
  TallyJobsContext *context = self->context;
  const TallyJobsAuditLook look = { self->input, self->policy.policy.today, self->earlier };
  const TallyJobsAuditConclusion conclusion = { self->result, self->policy.policy.today, conclude_cb, self };

  if (tally_jobs_audit_unseen_leave_out (context->store, &look, self->result, error)
      && tally_jobs_audit_keep_settle (context, &conclusion, error))
    return TRUE;
  g_clear_pointer (&context->run->audit, tally_audit_free);
  return FALSE;
}

/* A dry run has told of findings that the store does not have. */
static void
report_rehearsal (TallyRun *run)
{
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "audit-rehearsed", NULL,
                        "what the audit says is what it would be: a dry run opens, closes and changes no finding, and keeps no audit");
}

/* Whether the same audit again would find the same, whatever the hour. */
static gboolean
is_settled (Auditing *self)
{
  return !self->is_told_more && (self->history == NULL || tally_jobs_history_is_settled (self->history))
         && tally_jobs_audit_changes_are_settled (self->input, &self->policy.policy);
}

/* Tells of it; that a workbook can't be written, or the sheet not be told, leaves the audit as it is. */
static gboolean
tell (Auditing  *self,
      GError   **error)
{
  TallyJobsContext *context = self->context;
  g_autoptr (GError) failure = NULL;

  if (context->options->dry_run)
    report_rehearsal (context->run);
  tally_jobs_findings_report (context->run->audit->findings, context->config, context->run);
  if (!tally_jobs_audit_book_write (context, self->input, &self->policy.policy, self->earlier, &failure))
    tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "audit-workbook", NULL, failure);
  else if (is_settled (self) && !tally_jobs_audit_same_remember (context, self->fingerprint, error))
    return FALSE;
  return context->client == NULL || tally_jobs_audit_row_write (context, error);
}

/* Reads what decides whether there is anything to look at. */
static gboolean
prepare (Auditing  *self,
         GError   **error)
{
  TallyJobsContext *context = self->context;

  tally_jobs_audit_policy_init (&self->policy, context->config, tally_clock_get_utc_usec (context->clock));
  self->rates = tally_jobs_rates_load (context->config, context->run);
  self->earlier = tally_jobs_audit_keep_list (context->store, context->run->run_id, error);
  if (self->earlier == NULL)
    return FALSE;
  self->fingerprint = tally_jobs_audit_same_dup_fingerprint (context, self->policy.policy.today, self->rates, error);
  return self->fingerprint != NULL
         && tally_jobs_audit_same_find (context, self->fingerprint, self->earlier, &self->same, error);
}

static gboolean
audit (Auditing  *self,
       GError   **error)
{
  return load (self, error) && detect_twice (self, error) && keep (self, error) && tell (self, error);
}

/* The last audit looked at the very same: its findings stand, and its workbook. */
static gboolean
audit_same (Auditing  *self,
            GError   **error)
{
  TallyJobsContext *context = self->context;
  const TallyJobsAuditConclusion conclusion = { NULL, self->policy.policy.today, conclude_cb, self };

  if (!tally_jobs_audit_keep_renew (context, self->same->run_id, &conclusion, error))
    {
      g_clear_pointer (&context->run->audit, tally_audit_free);
      return FALSE;
    }
  if (context->options->dry_run)
    report_rehearsal (context->run);
  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "audit-same", NULL,
                        "nothing that an audit looks at changed since the last one: its findings and its workbook stand");
  tally_jobs_findings_report (context->run->audit->findings, context->config, context->run);
  g_free (context->run->audit->output);
  context->run->audit->output = g_build_filename (context->options->output_dir, TALLY_JOBS_AUDIT_BOOK_NAME, NULL);
  return tally_jobs_audit_same_remember (context, self->fingerprint, error)
         && (context->client == NULL || tally_jobs_audit_row_write (context, error));
}

static gboolean
run_audit (TallyJobsContext  *context,
           GError           **error)
{
  g_auto (Auditing) auditing = { .context = context, .input = tally_audit_input_new () };

  tally_progress_begin (context->progress, "audit", 0);
  return prepare (&auditing, error) && (auditing.same != NULL ? audit_same (&auditing, error) : audit (&auditing, error));
}

/* Whoever has a sheet for it wants it told, also by a pass that does nothing else. */
static gboolean
has_sheet (const TallyConfig *config)
{
  return tally_config_get_int (config, "audit", "sheet") != 0;
}

const TallyJobsTask tally_task_audit = {
  .id = "audit",
  .title = "Audit",
  .summary = "looks for errors in the bill and tells of them",
  .needs_client = FALSE,
  .wants_client = has_sheet,
  .run = run_audit,
};
