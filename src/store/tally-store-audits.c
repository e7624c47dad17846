/* tally-store-audits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-audits.h"

#include "tally-json.h"
#include "tally-store-private.h"
#include "tally-store-trail.h"

/* Columns of the counts by severity. */
#define FIRST_SEVERITY 12

void
tally_store_audit_free (TallyStoreAudit *self)
{
  if (self == NULL)
    return;
  g_free (self->rates_key);
  g_free (self->policy_key);
  g_free (self->reason);
  g_free (self->scopes);
  g_free (self);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
bind_counts (TallyDbStatement      *put,
             const TallyStoreAudit *audit)
{
  tally_db_bind_int64 (put, 4, (gint64) audit->n_sheets);
  tally_db_bind_int64 (put, 5, (gint64) audit->n_lines);
  tally_db_bind_int64 (put, 6, (gint64) audit->n_enriched);
  tally_db_bind_int64 (put, 7, (gint64) audit->n_open);
  tally_db_bind_int64 (put, 8, (gint64) audit->n_new);
  tally_db_bind_int64 (put, 9, (gint64) audit->n_trial);
  tally_db_bind_int64 (put, 10, (gint64) audit->n_anomalies);
  tally_db_bind_int64 (put, 11, (gint64) audit->n_unauthorised);
  tally_db_bind_int64 (put, 12, (gint64) audit->n_data_issues);
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    tally_db_bind_int64 (put, FIRST_SEVERITY + 1 + i, (gint64) audit->n_by_severity[i]);
}

static gboolean
put_row (TallyStore             *store,
         const TallyStoreAudit  *audit,
         GError                **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-audit", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, audit->run_id);
  tally_db_bind_int64 (put, 2, tally_store_now (store));
  tally_db_bind_int64 (put, 3, audit->risk);
  bind_counts (put, audit);
  tally_db_bind_int64 (put, 17, audit->exposure_cents);
  tally_db_bind_int64 (put, 18, audit->audited_cents);
  tally_db_bind_int64 (put, 19, audit->unaudited_cents);
  tally_db_bind_text (put, 20, or_empty (audit->rates_key));
  tally_db_bind_text (put, 21, or_empty (audit->policy_key));
  tally_db_bind_text (put, 22, or_empty (audit->reason));
  tally_db_bind_text (put, 23, or_empty (audit->scopes));
  return tally_db_run (put, error);
}

/* What is handed over to be written. */
typedef struct {
  const TallyStoreAudit         *audit;
  const TallyStoreAuditDetector *detectors;
  guint                          n_detectors;
} Given;

static gboolean
write_trail (TallyStore   *store,
             const Given  *given,
             GError      **error)
{
  const TallyStoreAudit *audit = given->audit;
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *payload = NULL;
  g_autofree char *subject = g_strdup_printf ("run:%" G_GINT64_FORMAT, audit->run_id);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "run", audit->run_id);
  tally_json_writer_add_text (writer, "risk", tally_risk_get_id (audit->risk));
  tally_json_writer_add_int64 (writer, "lines", (gint64) audit->n_lines);
  tally_json_writer_add_int64 (writer, "open", (gint64) audit->n_open);
  tally_json_writer_add_int64 (writer, "exposure_cents", audit->exposure_cents);
  tally_json_writer_add_text (writer, "rates", or_empty (audit->rates_key));
  tally_json_writer_add_text (writer, "policy", or_empty (audit->policy_key));
  tally_json_writer_begin_object (writer, "detectors");
  for (guint i = 0; i < given->n_detectors; i++)
    tally_json_writer_add_int64 (writer, given->detectors[i].id, given->detectors[i].version);
  tally_json_writer_end_object (writer);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  return tally_store_trail_append (store, "audit", subject, payload, error);
}

gboolean
tally_store_audits_put (TallyStore                     *store,
                        const TallyStoreAudit          *audit,
                        const TallyStoreAuditDetector  *detectors,
                        guint                           n_detectors,
                        GError                        **error)
{
  const Given given = { .audit = audit, .detectors = detectors, .n_detectors = n_detectors };

  g_return_val_if_fail (store != NULL && audit != NULL && (detectors != NULL || n_detectors == 0),
                        FALSE);
  if (strlen (or_empty (audit->scopes)) > TALLY_STORE_AUDITS_MAX_SCOPES_BYTES)
    {
      g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT,
                           "the scopes of an audit are larger than 1 MiB; report this as a bug");
      return FALSE;
    }
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (
             store, put_row (store, audit, error) && write_trail (store, &given, error), error);
}

static void
read_counts (TallyDbStatement *row,
             TallyStoreAudit  *self)
{
  guint64 *const counts[] = {
    &self->n_sheets, &self->n_lines,     &self->n_enriched,     &self->n_open,        &self->n_new,
    &self->n_trial,  &self->n_anomalies, &self->n_unauthorised, &self->n_data_issues,
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = (guint64) tally_db_column_int64 (row, 3 + i);
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    self->n_by_severity[i] = (guint64) tally_db_column_int64 (row, FIRST_SEVERITY + i);
}

static gpointer
read_audit (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  g_autoptr (TallyStoreAudit) self = g_new0 (TallyStoreAudit, 1);

  self->run_id = tally_db_column_int64 (row, 0);
  self->utc_usec = tally_db_column_int64 (row, 1);
  self->risk = (TallyRisk) tally_db_column_int64 (row, 2);
  read_counts (row, self);
  self->exposure_cents = tally_db_column_int64 (row, 16);
  self->audited_cents = tally_db_column_int64 (row, 17);
  self->unaudited_cents = tally_db_column_int64 (row, 18);
  self->rates_key = g_strdup (tally_db_column_text (row, 19));
  self->policy_key = g_strdup (tally_db_column_text (row, 20));
  self->reason = g_strdup (tally_db_column_text (row, 21));
  self->scopes = g_strdup (tally_db_column_text (row, 22));
  if (self->risk < TALLY_N_RISKS)
    return g_steal_pointer (&self);
  tally_store_fail_corrupt (store, "the risk of an audit", error);
  return NULL;
}

GPtrArray *
tally_store_audits_list (TallyStore  *store,
                         gint64       before_run,
                         guint        n_max,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-audits", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, before_run);
      tally_db_bind_int64 (list, 2, n_max);
    }
  return tally_store_read_all (store, list, read_audit, (GDestroyNotify) tally_store_audit_free,
                               error);
}
