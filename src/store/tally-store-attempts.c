/* tally-store-attempts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-attempts.h"

#include "tally-store-private.h"

#define META_CUT "attempts-cut"

static gboolean
insert_attempt (TallyStore               *store,
                const TallyRecoveryAttempt  *attempt,
                GError                  **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-attempt", error);

  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, attempt->run_id);
  tally_db_bind_int64 (insert, 2, attempt->utc_usec);
  tally_db_bind_text (insert, 3, attempt->operation);
  tally_db_bind_int64 (insert, 4, attempt->subject_id);
  tally_db_bind_int64 (insert, 5, attempt->status);
  tally_db_bind_int64 (insert, 6, attempt->error_code);
  tally_db_bind_text (insert, 7, attempt->error_class);
  tally_db_bind_int64 (insert, 8, attempt->attempt);
  tally_db_bind_int64 (insert, 9, attempt->wait_usec);
  tally_db_bind_text (insert, 10, attempt->strategy);
  tally_db_bind_text (insert, 11, attempt->outcome);
  tally_db_bind_int64 (insert, 12, attempt->recovery_usec);
  return tally_db_run (insert, error);
}

static gboolean
cut (TallyStore  *store,
     const char  *statement,
     gint64       bound,
     guint64     *n_cut,
     GError     **error)
{
  g_autoptr (TallyDbStatement) cut = tally_db_prepare (store->db, statement, error);

  if (cut == NULL)
    return FALSE;
  tally_db_bind_int64 (cut, 1, bound);
  if (!tally_db_run (cut, error))
    return FALSE;
  *n_cut += (guint64) tally_db_get_n_changes (store->db);
  return TRUE;
}

static gboolean
put_n_cut (TallyStore  *store,
           guint64      n_more,
           GError     **error)
{
  g_autoptr (TallyDbStatement) put = NULL;
  g_autofree char *text = NULL;
  guint64 n_cut = 0;

  if (n_more == 0)
    return TRUE;
  if (!tally_store_attempts_count_cut (store, &n_cut, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-meta", error);
  if (put == NULL)
    return FALSE;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, n_cut + n_more);
  tally_db_bind_text (put, 1, META_CUT);
  tally_db_bind_text (put, 2, text);
  return tally_db_run (put, error);
}

static gboolean
add_attempts (TallyStore  *store,
              GPtrArray   *attempts,
              guint64      n_dropped,
              GError     **error)
{
  gint64 oldest_utc_usec = tally_store_now (store) - TALLY_STORE_ATTEMPTS_MAX_AGE_USEC;

  for (guint i = 0; i < attempts->len; i++)
    if (!insert_attempt (store, attempts->pdata[i], error))
      return FALSE;
  return cut (store, "cut-attempts", oldest_utc_usec, &n_dropped, error)
         && cut (store, "cut-many-attempts", TALLY_STORE_ATTEMPTS_MAX, &n_dropped, error)
         && put_n_cut (store, n_dropped, error);
}

gboolean
tally_store_attempts_add (TallyStore  *store,
                          GPtrArray   *attempts,
                          guint64      n_dropped,
                          GError     **error)
{
  g_return_val_if_fail (store != NULL && attempts != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, add_attempts (store, attempts, n_dropped, error), error);
}

static gpointer
read_attempt (TallyStore        *store,
              TallyDbStatement  *row,
              GError           **error)
{
  TallyRecoveryAttempt *self = g_new0 (TallyRecoveryAttempt, 1);

  self->run_id = tally_db_column_int64 (row, 0);
  self->utc_usec = tally_db_column_int64 (row, 1);
  self->operation = g_strdup (tally_db_column_text (row, 2));
  self->subject_id = tally_db_column_int64 (row, 3);
  self->status = (guint) tally_db_column_int64 (row, 4);
  self->error_code = tally_db_column_int64 (row, 5);
  self->error_class = g_strdup (tally_db_column_text (row, 6));
  self->attempt = (guint) tally_db_column_int64 (row, 7);
  self->wait_usec = tally_db_column_int64 (row, 8);
  self->strategy = g_strdup (tally_db_column_text (row, 9));
  self->outcome = g_strdup (tally_db_column_text (row, 10));
  self->recovery_usec = tally_db_column_int64 (row, 11);
  return self;
}

GPtrArray *
tally_store_attempts_list (TallyStore  *store,
                           gint64       run_id,
                           guint        n_max,
                           GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-attempts", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, run_id);
      tally_db_bind_int64 (list, 2, n_max);
    }
  return tally_store_read_all (store, list, read_attempt, (GDestroyNotify) tally_recovery_attempt_free,
                               error);
}

gboolean
tally_store_attempts_count_cut (TallyStore  *store,
                                guint64     *out_n_cut,
                                GError     **error)
{
  g_autoptr (TallyDbStatement) get = NULL;
  gboolean has_row = FALSE;
  guint64 n_cut = 0;

  g_return_val_if_fail (store != NULL && out_n_cut != NULL, FALSE);
  get = tally_db_prepare (store->db, "get-meta", error);
  if (get == NULL)
    return FALSE;
  tally_db_bind_text (get, 1, META_CUT);
  if (!tally_db_step (get, &has_row, error))
    return FALSE;
  if (has_row
      && !g_ascii_string_to_unsigned (tally_db_column_text (get, 0), 10, 0, G_MAXINT64, &n_cut, NULL))
    return tally_store_fail_corrupt (store, "the count of attempts that were cut", error);
  *out_n_cut = n_cut;
  return TRUE;
}

static gpointer
read_recovery (TallyStore        *store,
               TallyDbStatement  *row,
               GError           **error)
{
  TallyRecoveryTime *self = g_new0 (TallyRecoveryTime, 1);

  self->error_class = g_strdup (tally_db_column_text (row, 0));
  self->n = (guint64) tally_db_column_int64 (row, 1);
  self->total_usec = tally_db_column_int64 (row, 2);
  self->longest_usec = tally_db_column_int64 (row, 3);
  return self;
}

GPtrArray *
tally_store_attempts_list_recoveries (TallyStore  *store,
                                      GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-recoveries", error);
  return tally_store_read_all (store, list, read_recovery, (GDestroyNotify) tally_recovery_time_free,
                               error);
}
