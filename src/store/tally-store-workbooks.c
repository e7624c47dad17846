/* tally-store-workbooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-workbooks.h"

#include "tally-store-identities.h"
#include "tally-store-private.h"

void
tally_store_workbook_free (TallyStoreWorkbook *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->fingerprint);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self);
}

static gpointer
read_workbook (TallyStore        *store,
               TallyDbStatement  *row,
               GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  TallyStoreWorkbook *workbook = tally_store_identities_new_record (TallyStoreWorkbook, store, row, error);

  if (workbook == NULL)
    return NULL;
  workbook->run_id = tally_db_column_int64 (row, n);
  workbook->n_lines = (guint) tally_db_column_int64 (row, n + 1);
  workbook->total_cents = tally_db_column_int64 (row, n + 2);
  workbook->size_bytes = (guint64) tally_db_column_int64 (row, n + 3);
  workbook->created_utc_usec = tally_db_column_int64 (row, n + 4);
  workbook->fingerprint = g_strdup (tally_db_column_text (row, n + 5));
  workbook->file_name = g_strdup (tally_db_column_text (row, n + 6));
  workbook->sha256 = g_strdup (tally_db_column_text (row, n + 7));
  return workbook;
}

static gboolean
put_workbook (TallyStore                *store,
              const TallyStoreWorkbook  *workbook,
              GError                   **error)
{
  g_autoptr (TallyDbStatement) put = NULL;
  gint64 id = 0;

  if (!tally_store_identities_ensure (store, workbook->identity, &id, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-workbook", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, id);
  tally_db_bind_int64 (put, 2, workbook->run_id);
  tally_db_bind_int64 (put, 3, workbook->n_lines);
  tally_db_bind_int64 (put, 4, workbook->total_cents);
  tally_db_bind_int64 (put, 5, (gint64) workbook->size_bytes);
  tally_db_bind_int64 (put, 6, workbook->created_utc_usec);
  tally_db_bind_text (put, 7, workbook->fingerprint);
  tally_db_bind_text (put, 8, workbook->file_name);
  tally_db_bind_text (put, 9, workbook->sha256);
  return tally_db_run (put, error);
}

gboolean
tally_store_workbooks_put (TallyStore                *store,
                           const TallyStoreWorkbook  *workbook,
                           GError                   **error)
{
  g_return_val_if_fail (store != NULL && workbook != NULL && workbook->identity != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_workbook (store, workbook, error), error);
}

/* A statement on one file, with its parameters. */
static TallyDbStatement *
prepare_file (TallyStore           *store,
              const char           *name,
              const TallyIdentity  *identity,
              const char           *fingerprint,
              GError              **error)
{
  TallyDbStatement *statement;
  gint64 id = 0;

  if (!tally_store_identities_find (store, identity, &id, error))
    return NULL;
  statement = tally_db_prepare (store->db, name, error);
  if (statement == NULL)
    return NULL;
  tally_db_bind_int64 (statement, 1, id);
  tally_db_bind_text (statement, 2, fingerprint);
  return statement;
}

TallyStoreWorkbook *
tally_store_workbooks_find (TallyStore           *store,
                            const TallyIdentity  *identity,
                            const char           *fingerprint,
                            GError              **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && identity != NULL && fingerprint != NULL, NULL);
  find = prepare_file (store, "find-workbook", identity, fingerprint, error);
  return tally_store_read_one (store, find, read_workbook, error);
}

GPtrArray *
tally_store_workbooks_list (TallyStore  *store,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-workbooks", error);
  return tally_store_read_all (store, list, read_workbook,
                               (GDestroyNotify) tally_store_workbook_free, error);
}

static gboolean
forget_workbook (TallyStore           *store,
                 const TallyIdentity  *identity,
                 const char           *fingerprint,
                 GError              **error)
{
  g_autoptr (TallyDbStatement) drop = NULL;

  drop = prepare_file (store, "delete-workbook", identity, fingerprint, error);
  return drop != NULL && tally_db_run (drop, error);
}

gboolean
tally_store_workbooks_forget (TallyStore           *store,
                              const TallyIdentity  *identity,
                              const char           *fingerprint,
                              GError              **error)
{
  g_return_val_if_fail (store != NULL && identity != NULL && fingerprint != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, forget_workbook (store, identity, fingerprint, error), error);
}
