/* tally-store-breakers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-breakers.h"

#include "tally-store-private.h"

static gpointer
read_breaker (TallyStore        *store,
              TallyDbStatement  *row,
              GError           **error)
{
  TallyRecoveryBreaker *self = g_new0 (TallyRecoveryBreaker, 1);

  self->dependency = g_strdup (tally_db_column_text (row, 0));
  self->state = g_strdup (tally_db_column_text (row, 1));
  self->n_openings = (guint) tally_db_column_int64 (row, 2);
  self->since_utc_usec = tally_db_column_int64 (row, 3);
  self->until_utc_usec = tally_db_column_int64 (row, 4);
  self->revision = tally_db_column_int64 (row, 5);
  self->actor = g_strdup (tally_db_column_text (row, 6));
  self->reason = g_strdup (tally_db_column_text (row, 7));
  return self;
}

TallyRecoveryBreaker *
tally_store_breakers_find (TallyStore  *store,
                           const char  *dependency,
                           GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && dependency != NULL, NULL);
  find = tally_db_prepare (store->db, "find-breaker", error);
  if (find != NULL)
    tally_db_bind_text (find, 1, dependency);
  return tally_store_read_one (store, find, read_breaker, error);
}

GPtrArray *
tally_store_breakers_list (TallyStore  *store,
                           GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-breakers", error);
  return tally_store_read_all (store, list, read_breaker, (GDestroyNotify) tally_recovery_breaker_free,
                               error);
}

static gboolean
save_breaker (TallyStore               *store,
              const TallyRecoveryBreaker  *breaker,
              gboolean                 *out_saved,
              GError                  **error)
{
  g_autoptr (TallyDbStatement) save = tally_db_prepare (store->db, "save-breaker", error);

  if (save == NULL)
    return FALSE;
  tally_db_bind_text (save, 1, breaker->dependency);
  tally_db_bind_text (save, 2, breaker->state);
  tally_db_bind_int64 (save, 3, breaker->n_openings);
  tally_db_bind_int64 (save, 4, breaker->since_utc_usec);
  tally_db_bind_int64 (save, 5, breaker->until_utc_usec);
  tally_db_bind_int64 (save, 6, breaker->revision);
  if (!tally_db_run (save, error))
    return FALSE;
  *out_saved = tally_db_get_n_changes (store->db) == 1;
  return TRUE;
}

gboolean
tally_store_breakers_save (TallyStore               *store,
                           const TallyRecoveryBreaker  *breaker,
                           gboolean                 *out_saved,
                           GError                  **error)
{
  gboolean saved = FALSE;

  g_return_val_if_fail (store != NULL && breaker != NULL && out_saved != NULL, FALSE);
  /* Durable: a machine that goes down with the peer must not call it at once when it is back. */
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, save_breaker (store, breaker, &saved, error), error))
    return FALSE;
  *out_saved = saved;
  return TRUE;
}

static gboolean
force_breaker (TallyStore           *store,
               const char           *dependency,
               const char           *state,
               const TallyStoreAct  *act,
               GError              **error)
{
  g_autoptr (TallyDbStatement) force = tally_db_prepare (store->db, "force-breaker", error);

  if (force == NULL)
    return FALSE;
  tally_db_bind_text (force, 1, dependency);
  tally_db_bind_text (force, 2, state);
  tally_db_bind_int64 (force, 3, tally_store_now (store));
  tally_db_bind_int64 (force, 4, act->until_utc_usec);
  tally_db_bind_text (force, 5, act->actor);
  tally_db_bind_text (force, 6, act->reason);
  return tally_db_run (force, error) && tally_store_act_write (store, act, error);
}

gboolean
tally_store_breakers_force (TallyStore           *store,
                            const char           *dependency,
                            const char           *state,
                            const TallyStoreAct  *act,
                            GError              **error)
{
  g_return_val_if_fail (store != NULL && dependency != NULL && state != NULL && act != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, force_breaker (store, dependency, state, act, error), error);
}

static gpointer
read_budget (TallyStore        *store,
             TallyDbStatement  *row,
             GError           **error)
{
  TallyRecoveryBudget *self = g_new0 (TallyRecoveryBudget, 1);

  self->host = g_strdup (tally_db_column_text (row, 0));
  self->n_tokens = (guint) tally_db_column_int64 (row, 1);
  self->saved_utc_usec = tally_db_column_int64 (row, 2);
  return self;
}

TallyRecoveryBudget *
tally_store_budgets_find (TallyStore  *store,
                          const char  *host,
                          GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && host != NULL, NULL);
  find = tally_db_prepare (store->db, "find-budget", error);
  if (find != NULL)
    tally_db_bind_text (find, 1, host);
  return tally_store_read_one (store, find, read_budget, error);
}

GPtrArray *
tally_store_budgets_list (TallyStore  *store,
                          GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-budgets", error);
  return tally_store_read_all (store, list, read_budget, (GDestroyNotify) tally_recovery_budget_free,
                               error);
}

static gboolean
put_budget (TallyStore  *store,
            const char  *host,
            guint        n_tokens,
            GError     **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-budget", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, host);
  tally_db_bind_int64 (put, 2, n_tokens);
  tally_db_bind_int64 (put, 3, tally_store_now (store));
  return tally_db_run (put, error);
}

gboolean
tally_store_budgets_put (TallyStore  *store,
                         const char  *host,
                         guint        n_tokens,
                         GError     **error)
{
  g_return_val_if_fail (store != NULL && host != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_budget (store, host, n_tokens, error), error);
}
