/* tally-jobs-audit-keep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-keep.h"

#include "tally-audit-json.h"
#include "tally-json.h"
#include "tally-store-audits.h"
#include "tally-store-exceptions.h"
#include "tally-store-findings.h"
#include "tally-store-sheets.h"
#include "tally-store-trail.h"

struct _TallyJobsAuditPast {
  GPtrArray         *records;    /* (owned) TallyStoreFindingRecord */
  GPtrArray         *exceptions; /* (owned) TallyFindingExceptionRecord */
  GArray            *given_records;    /* (owned) TallyAuditRecord */
  GArray            *given_exceptions; /* (owned) TallyFindingException */
  TallyAuditOptions  options;
};

void
tally_jobs_audit_past_free (TallyJobsAuditPast *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->exceptions, g_ptr_array_unref);
  g_array_unref (self->given_records);
  g_array_unref (self->given_exceptions);
  g_free (self);
}

static void
fill_options (TallyJobsAuditPast *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const TallyStoreFindingRecord *record = self->records->pdata[i];
      const TallyAuditRecord given = { record->detector, record->n_right, record->n_wrong };
      g_array_append_val (self->given_records, given);
    }
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const TallyFindingExceptionRecord *record = self->exceptions->pdata[i];
      g_array_append_val (self->given_exceptions, record->exception);
    }
  self->options = (TallyAuditOptions) {
    .records = (const TallyAuditRecord *) (gpointer) self->given_records->data,
    .n_records = self->given_records->len,
    .exceptions = (const TallyFindingException *) (gpointer) self->given_exceptions->data,
    .n_exceptions = self->given_exceptions->len,
  };
}

TallyJobsAuditPast *
tally_jobs_audit_past_load (TallyStore  *store,
                            TallyDay     today,
                            GError     **error)
{
  g_autoptr (TallyJobsAuditPast) self = g_new0 (TallyJobsAuditPast, 1);

  self->given_records = g_array_new (FALSE, FALSE, sizeof (TallyAuditRecord));
  self->given_exceptions = g_array_new (FALSE, FALSE, sizeof (TallyFindingException));
  self->records = tally_store_findings_list_records (store, error);
  if (self->records != NULL)
    self->exceptions = tally_store_exceptions_list (store, today, error);
  if (self->exceptions == NULL)
    return NULL;
  fill_options (self);
  return g_steal_pointer (&self);
}

const TallyAuditOptions *
tally_jobs_audit_past_get_options (const TallyJobsAuditPast *self)
{
  return &self->options;
}

/* --- findings ----------------------------------------------------------------------------------- */

/* Detectors that had something to look at: where there was nothing in scope, nothing follows from silence. */
static char **
list_detectors (const TallyAuditResult *result)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < result->scopes->len; i++)
    {
      const TallyAuditScope *scope = result->scopes->pdata[i];
      gboolean has_looked = scope->n_findings > 0;
      for (guint j = 0; !has_looked && j < scope->counts->len; j++)
        has_looked = strcmp (g_array_index (scope->counts, TallyAuditCount, j).reason, TALLY_AUDIT_IN_SCOPE) == 0;
      if (has_looked)
        g_strv_builder_add (names, scope->detector->id);
    }
  return g_strv_builder_end (names);
}

/* Sheets whose lines could not be looked at as they are now: lost, no longer a source, taken out of the
 * configuration. That a finding about them is gone says nothing. */
static GHashTable *
list_lost (TallyStore  *store,
           GError     **error)
{
  g_autoptr (GPtrArray) sheets = tally_store_sheets_list (store, error);
  GHashTable *lost;

  if (sheets == NULL)
    return NULL;
  lost = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyStoreSheet *sheet = sheets->pdata[i];
      if (sheet->state != TALLY_STORE_SHEET_OK)
        g_hash_table_add (lost, g_memdup2 (&sheet->sheet_id, sizeof sheet->sheet_id));
    }
  return lost;
}

/* Findings that stand, but for those that a known exception covers as long as it holds. */
static GPtrArray *
list_open (TallyStore              *store,
           const TallyAuditResult  *result,
           TallyDay                 today,
           GError                 **error)
{
  const TallyFindingFilter open = { 0 };
  g_autoptr (GPtrArray) findings = tally_store_findings_list (store, &open, error);

  for (guint i = findings != NULL && result != NULL ? findings->len : 0; i > 0; i--)
    if (g_hash_table_contains (result->excepted, ((const TallyFinding *) findings->pdata[i - 1])->id))
      g_ptr_array_remove_index (findings, i - 1);
  if (findings == NULL || !tally_store_exceptions_leave_out (store, findings, today, error))
    return NULL;
  return g_steal_pointer (&findings);
}

/* A settlement and what is concluded from it. */
typedef struct {
  TallyJobsContext               *context;    /* (borrowed) */
  const TallyJobsAuditConclusion *conclusion; /* (borrowed) */
} Settling;

static gboolean
conclude_cb (gpointer   data,
             GError   **error)
{
  const Settling *self = data;
  const TallyJobsAuditConclusion *conclusion = self->conclusion;
  GPtrArray *findings = list_open (self->context->store, conclusion->result, conclusion->today, error);

  return findings != NULL && conclusion->conclude (findings, conclusion->data, error);
}

gboolean
tally_jobs_audit_keep_settle (TallyJobsContext                *context,
                              const TallyJobsAuditConclusion  *conclusion,
                              GError                         **error)
{
  g_auto (GStrv) detectors = list_detectors (conclusion->result);
  g_autoptr (GHashTable) lost = list_lost (context->store, error);
  Settling settling = { context, conclusion };
  const TallyStoreSettlement settlement = {
    .run_id = context->run->run_id,
    .findings = conclusion->result->findings,
    .detectors = (const char *const *) detectors,
    .lost_sheets = lost,
    .left_out = conclusion->result->left_out,
    .today = conclusion->today,
    .is_rehearsal = context->options->dry_run,
    .then = conclude_cb,
    .then_data = &settling,
  };
  TallyStoreSettled counts;

  return lost != NULL && tally_store_findings_settle (context->store, &settlement, &counts, error);
}

gboolean
tally_jobs_audit_keep_renew (TallyJobsContext                *context,
                             gint64                           same_as_run,
                             const TallyJobsAuditConclusion  *conclusion,
                             GError                         **error)
{
  Settling settling = { context, conclusion };
  const TallyStoreSettlement settlement = {
    .run_id = context->run->run_id,
    .same_as_run = same_as_run,
    .is_rehearsal = context->options->dry_run,
    .then = conclude_cb,
    .then_data = &settling,
  };
  TallyStoreSettled counts;

  return tally_store_findings_settle (context->store, &settlement, &counts, error);
}

/* --- what audits came to ------------------------------------------------------------------------ */

static void
replace (char       **place,
         const char  *text)
{
  g_free (*place);
  *place = g_strdup (text != NULL ? text : "");
}

static TallyAudit *
audit_from_store (const TallyStoreAudit *stored)
{
  TallyAudit *audit = tally_audit_new ();

  audit->run_id = stored->run_id;
  audit->utc_usec = stored->utc_usec;
  audit->risk = stored->risk;
  audit->n_sheets = (guint) stored->n_sheets;
  audit->n_lines = stored->n_lines;
  audit->n_histories = (guint) stored->n_enriched;
  audit->n_open = (guint) stored->n_open;
  audit->n_new = (guint) stored->n_new;
  audit->n_trial = (guint) stored->n_trial;
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    audit->n_by_risk[i] = (guint) stored->n_by_severity[i];
  audit->exposure_cents = stored->exposure_cents;
  audit->priced_cents = stored->audited_cents;
  audit->billed_cents = stored->audited_cents + stored->unaudited_cents;
  replace (&audit->rates_fingerprint, stored->rates_key);
  replace (&audit->reason, stored->reason);
  return audit;
}

GPtrArray *
tally_jobs_audit_keep_list (TallyStore  *store,
                            gint64       before_run,
                            GError     **error)
{
  g_autoptr (GPtrArray) stored = tally_store_audits_list (store, before_run, TALLY_JOBS_AUDIT_HISTORY, error);
  GPtrArray *audits;

  if (stored == NULL)
    return NULL;
  audits = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_audit_free);
  for (guint i = stored->len; i > 0; i--)
    {
      const TallyStoreAudit *given = stored->pdata[i - 1];
      TallyAudit *audit = audit_from_store (given);
      if (i == 1 && !tally_audit_read_cards (audit, given->scopes))
        g_debug ("the cards of the audit of run %" G_GINT64_FORMAT " can't be read", given->run_id);
      tally_audit_compare_with (audit, audits->len > 0 ? audits->pdata[audits->len - 1] : NULL);
      g_ptr_array_add (audits, audit);
    }
  return audits;
}

static void
audit_to_store (const TallyAudit *audit,
                TallyStoreAudit  *stored)
{
  const guint n_unauthorised = audit->n_by_category[TALLY_FINDING_AUTHORISATION];
  const guint n_data = audit->n_by_category[TALLY_FINDING_DATA_QUALITY];

  *stored = (TallyStoreAudit) {
    .run_id = audit->run_id,
    .risk = audit->risk,
    .n_sheets = audit->n_sheets,
    .n_lines = audit->n_lines,
    .n_enriched = audit->n_histories,
    .n_open = audit->n_open,
    .n_new = audit->n_new,
    .n_trial = audit->n_trial,
    .n_anomalies = audit->n_open - n_unauthorised - n_data,
    .n_unauthorised = n_unauthorised,
    .n_data_issues = n_data,
    .exposure_cents = audit->exposure_cents,
    .audited_cents = audit->priced_cents,
    .unaudited_cents = audit->billed_cents - audit->priced_cents,
    .rates_key = audit->rates_fingerprint,
    .reason = audit->reason,
  };
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    stored->n_by_severity[i] = audit->n_by_risk[i];
}

gboolean
tally_jobs_audit_keep_put (TallyStore        *store,
                           const TallyAudit  *audit,
                           const char        *policy_hash,
                           GError           **error)
{
  g_autofree TallyStoreAuditDetector *detectors = g_new0 (TallyStoreAuditDetector, MAX (audit->cards->len, 1));
  g_autofree char *scopes = tally_audit_cards_to_json (audit);
  TallyStoreAudit stored;

  audit_to_store (audit, &stored);
  stored.policy_key = (char *) policy_hash;
  stored.scopes = scopes;
  for (guint i = 0; i < audit->cards->len; i++)
    {
      const TallyAuditCard *card = audit->cards->pdata[i];
      detectors[i] = (TallyStoreAuditDetector) { card->detector, card->version };
    }
  return tally_store_audits_put (store, &stored, detectors, audit->cards->len, error);
}

gboolean
tally_jobs_audit_keep_note_rates (TallyStore        *store,
                                  const TallyAudit  *audit,
                                  const GPtrArray   *earlier,
                                  GError           **error)
{
  const TallyAudit *last = earlier->len > 0 ? earlier->pdata[earlier->len - 1] : NULL;
  const char *before = last != NULL ? last->rates_fingerprint : "";
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *subject = g_strdup_printf ("run:%" G_GINT64_FORMAT, audit->run_id);
  g_autofree char *payload = NULL;

  if (strcmp (before, audit->rates_fingerprint) == 0)
    return TRUE;
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "run", audit->run_id);
  tally_json_writer_add_text (writer, "before", before);
  tally_json_writer_add_text (writer, "after", audit->rates_fingerprint);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  return tally_store_trail_append (store, "rates", subject, payload, error);
}
