/* tally-jobs-quarantine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-quarantine.h"

#include "tally-billing-error.h"
#include "tally-jobs-report.h"
#include "tally-smartsheet-error.h"
#include "tally-store-quarantine.h"
#include "tally-text.h"
#include "tally-workbook-error.h"

/* How one of them went in this run. */
typedef struct {
  char   *kind;    /* (owned) */
  char   *subject; /* (owned) */
  GError *failure; /* (owned) (nullable) */
} Outcome;

struct _TallyJobsQuarantine {
  GHashTable *records;  /* (owned) "kind:subject" → TallyRecoveryQuarantine, as the run began */
  GHashTable *outcomes; /* (owned) "kind:subject" → Outcome */
};

static void
outcome_free (Outcome *outcome)
{
  g_free (outcome->kind);
  g_free (outcome->subject);
  g_clear_error (&outcome->failure);
  g_free (outcome);
}

void
tally_jobs_quarantine_free (TallyJobsQuarantine *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->outcomes, g_hash_table_unref);
  g_free (self);
}

static TallyJobsQuarantine *
ensure (TallyJobsContext *context)
{
  if (context->quarantine != NULL)
    return context->quarantine;
  context->quarantine = g_new0 (TallyJobsQuarantine, 1);
  context->quarantine->outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) outcome_free);
  return context->quarantine;
}

static char *
make_key (const char *kind,
          const char *subject)
{
  return g_strconcat (kind, ":", subject, NULL);
}

static GHashTable *
load_records (TallyJobsContext  *context,
              GError           **error)
{
  TallyJobsQuarantine *self = ensure (context);
  g_autoptr (GPtrArray) records = NULL;

  if (self->records != NULL)
    return self->records;
  records = tally_store_quarantine_list (context->store, error);
  if (records == NULL)
    return NULL;
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) tally_recovery_quarantine_free);
  for (guint i = 0; i < records->len; i++)
    {
      TallyRecoveryQuarantine *record = records->pdata[i];
      g_hash_table_insert (self->records, make_key (record->kind, record->subject), record);
    }
  g_ptr_array_set_free_func (records, NULL); /* the table owns them now */
  return self->records;
}

/* Codes that stand for what was asked about, not for whom was asked. Missing permissions are a person's to
 * give: what they open must be read at once. */
static const struct {
  GQuark (*quark) (void);
  int      code;
} faults[] = {
  { tally_smartsheet_error_quark, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { tally_smartsheet_error_quark, TALLY_SMARTSHEET_ERROR_REJECTED },
  { tally_smartsheet_error_quark, TALLY_SMARTSHEET_ERROR_MALFORMED },
  { tally_smartsheet_error_quark, TALLY_SMARTSHEET_ERROR_LIMIT },
  { tally_billing_error_quark, TALLY_BILLING_ERROR_NOT_A_SOURCE },
  { tally_billing_error_quark, TALLY_BILLING_ERROR_OVERFLOW },
  { tally_billing_error_quark, TALLY_BILLING_ERROR_ORDER },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_FAILED },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_INVALID },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_LIMIT },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_MISMATCH },
  { tally_workbook_error_quark, TALLY_WORKBOOK_ERROR_NAME },
};

static gboolean
is_own_fault (const GError *failure)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (failure, faults[i].quark (), faults[i].code))
      return TRUE;
  return FALSE;
}

void
tally_jobs_quarantine_note (TallyJobsContext *context,
                            const char       *kind,
                            const char       *subject,
                            const GError     *failure)
{
  TallyJobsQuarantine *self;
  g_autofree char *key = NULL;
  Outcome *outcome;

  g_return_if_fail (context != NULL && kind != NULL && subject != NULL);
  if (failure != NULL && !is_own_fault (failure))
    return;
  self = ensure (context);
  key = make_key (kind, subject);
  outcome = g_hash_table_lookup (self->outcomes, key);
  if (outcome == NULL)
    {
      outcome = g_new0 (Outcome, 1);
      outcome->kind = g_strdup (kind);
      outcome->subject = g_strdup (subject);
      g_hash_table_insert (self->outcomes, g_steal_pointer (&key), outcome);
    }
  if (failure == NULL)
    return;
  g_clear_error (&outcome->failure);
  outcome->failure = g_error_copy (failure);
}

void
tally_jobs_quarantine_note_group (TallyJobsContext    *context,
                                  const TallyIdentity *identity,
                                  const GError        *failure)
{
  g_autofree char *subject = tally_jobs_identity_subject (identity);

  tally_jobs_quarantine_note (context, TALLY_RECOVERY_GROUP, subject, failure);
}

gboolean
tally_jobs_quarantine_is_aside (TallyJobsContext  *context,
                                const char        *kind,
                                const char        *subject,
                                gboolean          *out_is_aside,
                                GError           **error)
{
  g_autofree char *key = NULL;
  const TallyRecoveryQuarantine *record;
  GHashTable *records;

  g_return_val_if_fail (context != NULL && out_is_aside != NULL, FALSE);
  records = load_records (context, error);
  if (records == NULL)
    return FALSE;
  key = make_key (kind, subject);
  record = g_hash_table_lookup (records, key);
  *out_is_aside = record != NULL && record->until_utc_usec > tally_clock_get_utc_usec (context->clock);
  return TRUE;
}

gboolean
tally_jobs_quarantine_hold (TallyJobsContext  *context,
                            GError           **error)
{
  GHashTable *records;
  GPtrArray *entries;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL, FALSE);
  records = load_records (context, error);
  if (records == NULL)
    return FALSE;
  entries = context->run->plan->entries;
  for (guint i = 0; g_hash_table_size (records) > 0 && i < entries->len; i++)
    {
      TallyPlanEntry *entry = entries->pdata[i];
      g_autofree char *subject = NULL;
      gboolean is_aside = FALSE;
      if (entry->action != TALLY_PLAN_NEW && entry->action != TALLY_PLAN_CHANGED)
        continue;
      subject = tally_jobs_identity_subject (entry->identity);
      if (!tally_jobs_quarantine_is_aside (context, TALLY_RECOVERY_GROUP, subject, &is_aside, error))
        return FALSE;
      if (is_aside)
        tally_jobs_context_hold (context, entry, TALLY_HOLD_SET_ASIDE);
    }
  return TRUE;
}

/* Whether all of a kind failed, and more than one: then it is not they who are to blame. */
static gboolean
is_everywhere (TallyJobsQuarantine *self,
               const char          *kind)
{
  GHashTableIter iter;
  gpointer value;
  guint n_failed = 0;
  guint n_worked = 0;

  g_hash_table_iter_init (&iter, self->outcomes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Outcome *outcome = value;
      if (strcmp (outcome->kind, kind) != 0)
        continue;
      n_failed += outcome->failure != NULL ? 1 : 0;
      n_worked += outcome->failure == NULL ? 1 : 0;
    }
  return n_failed > 1 && n_worked == 0;
}

static void
tell_aside (TallyJobsContext              *context,
            const TallyRecoveryQuarantine *record)
{
  g_autofree char *until = tally_clock_format_utc (record->until_utc_usec);
  g_autofree char *text = NULL;
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_ERROR, .code = "set-aside", .subject = record->subject,
    .detail = record->detail,
  };
  TallyNoticeWords told = words;

  text = g_strdup_printf ("a %s failed in %u runs, one after the other, and is set aside until %s (%s); "
                          "correct it and 'tallyman recovery release %s %s'",
                          strcmp (record->kind, TALLY_RECOVERY_SHEET) == 0 ? "sheet" : "workbook",
                          record->n_failures, until, record->reason, record->kind, record->subject);
  told.text = text;
  tally_run_tell (context->run, &told);
  context->run->outcome |= TALLY_OUTCOME_PARTIAL;
}

/* "smartsheet-rejected" of "smartsheet-rejected: what to do". */
static char *
dup_reason_name (const GError *failure)
{
  g_autofree char *reason = tally_jobs_dup_reason (failure);
  const char *end = strchr (reason, ':');

  return end != NULL ? g_strndup (reason, (gsize) (end - reason)) : g_steal_pointer (&reason);
}

static gboolean
count_failure (TallyJobsContext               *context,
               const Outcome                  *outcome,
               const TallyRecoveryQuarantine  *known,
               GError                        **error)
{
  gint64 n_runs = tally_config_get_int (context->config, "recovery", "quarantine-after");
  gint64 hours = tally_config_get_int (context->config, "recovery", "quarantine-hours");
  gint64 now = tally_clock_get_utc_usec (context->clock);
  gint64 run_id = context->run->run_id;
  g_autofree char *reason = dup_reason_name (outcome->failure);
  TallyRecoveryQuarantine record = {
    .kind = outcome->kind,
    .subject = outcome->subject,
    .n_failures = known != NULL ? known->n_failures + 1 : 1,
    .first_run_id = known != NULL ? known->first_run_id : run_id,
    .last_run_id = run_id,
    .since_utc_usec = known != NULL ? known->since_utc_usec : now,
    .reason = reason,
    .detail = outcome->failure->message,
  };

  if (n_runs > 0 && record.n_failures >= n_runs)
    record.until_utc_usec = now + hours * G_TIME_SPAN_HOUR;
  if (!tally_store_quarantine_put (context->store, &record, error))
    return FALSE;
  if (record.until_utc_usec != 0)
    tell_aside (context, &record);
  return TRUE;
}

/* What was set aside and works again is worth an entry in the trail. */
static gboolean
forget (TallyJobsContext               *context,
        const TallyRecoveryQuarantine  *known,
        GError                        **error)
{
  g_autofree char *subject = make_key (known->kind, known->subject);
  const TallyStoreAct act = {
    .kind = "quarantine-ended", .subject = subject, .actor = "", .reason = "it works again",
  };
  gint64 n_runs = tally_config_get_int (context->config, "recovery", "quarantine-after");
  gboolean was_aside = n_runs > 0 && known->n_failures >= n_runs;

  return tally_store_quarantine_remove (context->store, known, was_aside ? &act : NULL, error);
}

static gboolean
settle_one (TallyJobsContext  *context,
            const char        *key,
            const Outcome     *outcome,
            GError           **error)
{
  const TallyRecoveryQuarantine *known = g_hash_table_lookup (context->quarantine->records, key);

  if (outcome->failure == NULL)
    return known == NULL || forget (context, known, error);
  return is_everywhere (context->quarantine, outcome->kind)
         || count_failure (context, outcome, known, error);
}

gboolean
tally_jobs_quarantine_settle (TallyJobsContext  *context,
                              GError           **error)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_return_val_if_fail (context != NULL, FALSE);
  if (context->quarantine == NULL || g_hash_table_size (context->quarantine->outcomes) == 0)
    return TRUE;
  if (load_records (context, error) == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, context->quarantine->outcomes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!settle_one (context, key, value, error))
      return FALSE;
  g_hash_table_remove_all (context->quarantine->outcomes);
  return TRUE;
}
