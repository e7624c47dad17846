/* tally-store-quarantine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-quarantine.h"

#include "tally-store-private.h"

static gpointer
read_record (TallyStore        *store,
             TallyDbStatement  *row,
             GError           **error)
{
  TallyRecoveryQuarantine *self = g_new0 (TallyRecoveryQuarantine, 1);

  self->kind = g_strdup (tally_db_column_text (row, 0));
  self->subject = g_strdup (tally_db_column_text (row, 1));
  self->n_failures = (guint) tally_db_column_int64 (row, 2);
  self->first_run_id = tally_db_column_int64 (row, 3);
  self->last_run_id = tally_db_column_int64 (row, 4);
  self->since_utc_usec = tally_db_column_int64 (row, 5);
  self->until_utc_usec = tally_db_column_int64 (row, 6);
  self->reason = g_strdup (tally_db_column_text (row, 7));
  self->detail = g_strdup (tally_db_column_text (row, 8));
  return self;
}

TallyRecoveryQuarantine *
tally_store_quarantine_find (TallyStore  *store,
                             const char  *kind,
                             const char  *subject,
                             GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && kind != NULL && subject != NULL, NULL);
  find = tally_db_prepare (store->db, "find-quarantine", error);
  if (find != NULL)
    {
      tally_db_bind_text (find, 1, kind);
      tally_db_bind_text (find, 2, subject);
    }
  return tally_store_read_one (store, find, read_record, error);
}

GPtrArray *
tally_store_quarantine_list (TallyStore  *store,
                             GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-quarantine", error);
  return tally_store_read_all (store, list, read_record, (GDestroyNotify) tally_recovery_quarantine_free,
                               error);
}

static gboolean
write_record (TallyStore                  *store,
              const TallyRecoveryQuarantine  *record,
              gint64                       until_utc_usec,
              GError                     **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-quarantine", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, record->kind);
  tally_db_bind_text (put, 2, record->subject);
  tally_db_bind_int64 (put, 3, record->n_failures);
  tally_db_bind_int64 (put, 4, record->first_run_id);
  tally_db_bind_int64 (put, 5, record->last_run_id);
  tally_db_bind_int64 (put, 6, record->since_utc_usec);
  tally_db_bind_int64 (put, 7, until_utc_usec);
  tally_db_bind_text (put, 8, record->reason);
  tally_db_bind_text (put, 9, record->detail);
  return tally_db_run (put, error);
}

static gboolean
put_record (TallyStore                  *store,
            const TallyRecoveryQuarantine  *record,
            GError                     **error)
{
  g_autofree char *subject = g_strconcat (record->kind, ":", record->subject, NULL);
  const TallyStoreAct act = {
    .kind = "quarantine", .subject = subject, .actor = "", .reason = record->reason,
    .until_utc_usec = record->until_utc_usec,
  };

  return write_record (store, record, record->until_utc_usec, error)
         && (record->until_utc_usec == 0 || tally_store_act_write (store, &act, error));
}

gboolean
tally_store_quarantine_put (TallyStore                  *store,
                            const TallyRecoveryQuarantine  *record,
                            GError                     **error)
{
  g_return_val_if_fail (store != NULL && record != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, put_record (store, record, error), error);
}

gboolean
tally_store_quarantine_release (TallyStore                  *store,
                                const TallyRecoveryQuarantine  *record,
                                const TallyStoreAct         *act,
                                GError                     **error)
{
  g_return_val_if_fail (store != NULL && record != NULL && act != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, write_record (store, record, 0, error)
                                      && tally_store_act_write (store, act, error), error);
}

static gboolean
remove_record (TallyStore                  *store,
               const TallyRecoveryQuarantine  *record,
               const TallyStoreAct         *act,
               GError                     **error)
{
  g_autoptr (TallyDbStatement) remove = tally_db_prepare (store->db, "delete-quarantine", error);

  if (remove == NULL)
    return FALSE;
  tally_db_bind_text (remove, 1, record->kind);
  tally_db_bind_text (remove, 2, record->subject);
  return tally_db_run (remove, error) && (act == NULL || tally_store_act_write (store, act, error));
}

gboolean
tally_store_quarantine_remove (TallyStore                  *store,
                               const TallyRecoveryQuarantine  *record,
                               const TallyStoreAct         *act,
                               GError                     **error)
{
  g_return_val_if_fail (store != NULL && record != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, remove_record (store, record, act, error), error);
}
