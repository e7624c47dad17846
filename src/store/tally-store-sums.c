/* tally-store-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-sums.h"

#include "tally-store-private.h"

void
tally_store_decision_sum_free (TallyStoreDecisionSum *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self);
}

void
tally_store_audit_keys_free (TallyStoreAuditKeys *self)
{
  if (self == NULL)
    return;
  g_free (self->rates_key);
  g_free (self->policy_key);
  g_free (self);
}

/* A statement that has one row whatever the store holds. */
static TallyDbStatement *
ask (TallyStore  *store,
     const char  *name,
     gint64       since_utc_usec,
     GError     **error)
{
  g_autoptr (TallyDbStatement) sum = tally_db_prepare (store->db, name, error);
  gboolean has_row = FALSE;

  if (sum == NULL)
    return NULL;
  tally_db_bind_int64 (sum, 1, since_utc_usec);
  if (!tally_db_step (sum, &has_row, error))
    return NULL;
  g_assert (has_row);
  return g_steal_pointer (&sum);
}

gboolean
tally_store_sums_work_news (TallyStore          *store,
                            gint64               since_utc_usec,
                            TallyStoreWorkNews  *out_news,
                            GError             **error)
{
  g_autoptr (TallyDbStatement) runs = NULL;
  g_autoptr (TallyDbStatement) publications = NULL;

  g_return_val_if_fail (store != NULL && out_news != NULL, FALSE);
  runs = ask (store, "sum-runs", since_utc_usec, error);
  publications = runs != NULL ? ask (store, "sum-publications", since_utc_usec, error) : NULL;
  if (publications == NULL)
    return FALSE;
  out_news->n_runs = (guint64) tally_db_column_int64 (runs, 0);
  out_news->n_failed = (guint64) tally_db_column_int64 (runs, 1);
  out_news->n_partial = (guint64) tally_db_column_int64 (runs, 2);
  out_news->n_published = (guint64) tally_db_column_int64 (publications, 0);
  out_news->published_cents = tally_db_column_int64 (publications, 1);
  out_news->n_replaced = (guint64) tally_db_column_int64 (publications, 2);
  return TRUE;
}

static gpointer
read_held (TallyStore        *store,
           TallyDbStatement  *row,
           GError           **error)
{
  gint64 hold = tally_db_column_int64 (row, 0);
  TallyStoreHeldSum *sum;

  if (hold <= TALLY_HOLD_NONE || hold >= TALLY_N_HOLDS)
    {
      tally_store_fail_corrupt (store, "a plan", error);
      return NULL;
    }
  sum = g_new0 (TallyStoreHeldSum, 1);
  sum->hold = (TallyHold) hold;
  sum->run_id = tally_db_column_int64 (row, 1);
  sum->since_utc_usec = tally_db_column_int64 (row, 2);
  sum->n = (guint64) tally_db_column_int64 (row, 3);
  sum->total_cents = tally_db_column_int64 (row, 4);
  return sum;
}

GPtrArray *
tally_store_sums_list_held (TallyStore  *store,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "sum-held", error);
  return tally_store_read_all (store, list, read_held, g_free, error);
}

static gpointer
read_decision (TallyStore        *store,
               TallyDbStatement  *row,
               GError           **error)
{
  TallyStoreDecisionSum *sum = g_new0 (TallyStoreDecisionSum, 1);

  sum->kind = g_strdup (tally_db_column_text (row, 0));
  sum->n = (guint64) tally_db_column_int64 (row, 1);
  return sum;
}

GPtrArray *
tally_store_sums_list_decisions (TallyStore  *store,
                                 gint64       since_utc_usec,
                                 const char  *but_of,
                                 GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "sum-decisions", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, since_utc_usec);
      tally_db_bind_text (list, 2, but_of != NULL ? but_of : "");
    }
  return tally_store_read_all (store, list, read_decision, (GDestroyNotify) tally_store_decision_sum_free, error);
}

static gpointer
read_keys (TallyStore        *store,
           TallyDbStatement  *row,
           GError           **error)
{
  TallyStoreAuditKeys *keys = g_new0 (TallyStoreAuditKeys, 1);

  keys->rates_key = g_strdup (tally_db_column_text (row, 0));
  keys->policy_key = g_strdup (tally_db_column_text (row, 1));
  return keys;
}

TallyStoreAuditKeys *
tally_store_sums_find_audit_keys (TallyStore  *store,
                                  gint64       before_utc_usec,
                                  GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-audit-before", error);
  if (find == NULL)
    return NULL;
  tally_db_bind_int64 (find, 1, before_utc_usec);
  return tally_store_read_one (store, find, read_keys, error);
}
