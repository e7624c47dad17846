/* tally-store-pauses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pauses.h"

#include "tally-store-private.h"

static gpointer
read_pause (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  TallyRecoveryPause *self = g_new0 (TallyRecoveryPause, 1);

  self->what = g_strdup (tally_db_column_text (row, 0));
  self->since_utc_usec = tally_db_column_int64 (row, 1);
  self->until_utc_usec = tally_db_column_int64 (row, 2);
  self->actor = g_strdup (tally_db_column_text (row, 3));
  self->reason = g_strdup (tally_db_column_text (row, 4));
  return self;
}

GPtrArray *
tally_store_pauses_list (TallyStore  *store,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-pauses", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, tally_store_now (store));
  return tally_store_read_all (store, list, read_pause, (GDestroyNotify) tally_recovery_pause_free, error);
}

static gboolean
put_pause (TallyStore           *store,
           const char           *what,
           const TallyStoreAct  *act,
           GError              **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-pause", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, what);
  tally_db_bind_int64 (put, 2, tally_store_now (store));
  tally_db_bind_int64 (put, 3, act->until_utc_usec);
  tally_db_bind_text (put, 4, act->actor);
  tally_db_bind_text (put, 5, act->reason);
  return tally_db_run (put, error) && tally_store_act_write (store, act, error);
}

gboolean
tally_store_pauses_put (TallyStore           *store,
                        const char           *what,
                        const TallyStoreAct  *act,
                        GError              **error)
{
  g_return_val_if_fail (store != NULL && what != NULL && act != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, put_pause (store, what, act, error), error);
}

static gboolean
remove_pause (TallyStore           *store,
              const char           *what,
              const TallyStoreAct  *act,
              GError              **error)
{
  g_autoptr (TallyDbStatement) remove = tally_db_prepare (store->db, "delete-pause", error);

  if (remove == NULL)
    return FALSE;
  tally_db_bind_text (remove, 1, what);
  if (!tally_db_run (remove, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 1)
    return tally_store_act_write (store, act, error);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "'%s' is not paused; see 'tallyman recovery list'", what);
  return FALSE;
}

gboolean
tally_store_pauses_remove (TallyStore           *store,
                           const char           *what,
                           const TallyStoreAct  *act,
                           GError              **error)
{
  g_return_val_if_fail (store != NULL && what != NULL && act != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, remove_pause (store, what, act, error), error);
}
