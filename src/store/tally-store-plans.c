/* tally-store-plans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-plans.h"

#include "tally-store-identities.h"
#include "tally-store-private.h"

static gboolean
put_head (TallyStore       *store,
          gint64            run_id,
          const TallyPlan  *plan,
          GError          **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-plan", error);
  g_autoptr (TallyDbStatement) put = NULL;

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, run_id);
  if (!tally_db_run (drop, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-plan", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, run_id);
  tally_db_bind_int64 (put, 2, (gint64) plan->n_rows);
  return tally_db_run (put, error);
}

static gboolean
insert_entries (TallyStore       *store,
                gint64            run_id,
                const TallyPlan  *plan,
                GError          **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-plan-entry", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = plan->entries->pdata[i];
      gint64 identity_id = 0;

      if (!tally_store_identities_ensure (store, entry->identity, &identity_id, error))
        return FALSE;
      tally_db_bind_int64 (insert, 1, run_id);
      tally_db_bind_int64 (insert, 2, identity_id);
      tally_db_bind_int64 (insert, 3, entry->action);
      tally_db_bind_int64 (insert, 4, entry->hold);
      tally_db_bind_text (insert, 5, entry->fingerprint);
      tally_db_bind_int64 (insert, 6, entry->generated_utc_usec);
      tally_db_bind_int64 (insert, 7, entry->n_lines);
      tally_db_bind_int64 (insert, 8, entry->total_cents);
      tally_db_bind_int64 (insert, 9, entry->published_cents);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_count (TallyDbStatement  *insert,
              const char        *id,
              guint64            n,
              TallyMoney         cents,
              GError           **error)
{
  if (n == 0 && cents == 0)
    return TRUE;
  tally_db_bind_text (insert, 2, id);
  tally_db_bind_int64 (insert, 3, (gint64) n);
  tally_db_bind_int64 (insert, 4, cents);
  return tally_db_run (insert, error);
}

static gboolean
insert_counts (TallyStore       *store,
               gint64            run_id,
               const TallyPlan  *plan,
               GError          **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-plan-count", error);

  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, run_id);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (!insert_count (insert, tally_reason_get_id ((TallyReason) i), plan->n_by_reason[i],
                       plan->cents_by_reason[i], error))
      return FALSE;
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    if (!insert_count (insert, tally_issue_get_id (i), plan->n_by_issue[i], 0, error))
      return FALSE;
  return TRUE;
}

gboolean
tally_store_plans_put (TallyStore       *store,
                       gint64            run_id,
                       const TallyPlan  *plan,
                       GError          **error)
{
  gboolean put;

  g_return_val_if_fail (store != NULL && plan != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_NORMAL, error))
    return FALSE;
  put = put_head (store, run_id, plan, error) && insert_entries (store, run_id, plan, error)
        && insert_counts (store, run_id, plan, error);
  return tally_store_end (store, put, error);
}

static gpointer
read_entry (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  g_autoptr (TallyIdentity) identity = tally_store_identities_read (store, row, 0, error);
  gint64 action = tally_db_column_int64 (row, n);
  gint64 hold = tally_db_column_int64 (row, n + 1);
  TallyPlanEntry *entry;

  if (identity == NULL)
    return NULL;
  if (action < 0 || action >= TALLY_N_PLAN_ACTIONS || hold < 0 || hold >= TALLY_N_HOLDS)
    {
      tally_store_fail_corrupt (store, "a plan", error);
      return NULL;
    }
  entry = tally_plan_entry_new (identity, (TallyPlanAction) action, (TallyHold) hold);
  g_strlcpy (entry->fingerprint, tally_db_column_text (row, n + 2), sizeof entry->fingerprint);
  entry->generated_utc_usec = tally_db_column_int64 (row, n + 3);
  entry->n_lines = (guint) tally_db_column_int64 (row, n + 4);
  entry->total_cents = tally_db_column_int64 (row, n + 5);
  entry->published_cents = tally_db_column_int64 (row, n + 6);
  return entry;
}

static void
take_count (TallyPlan        *plan,
            TallyDbStatement *row)
{
  const char *id = tally_db_column_text (row, 0);
  guint64 n = (guint64) tally_db_column_int64 (row, 1);
  TallyReason reason;

  if (tally_reason_find (id, &reason))
    {
      plan->n_by_reason[reason] = n;
      plan->cents_by_reason[reason] = tally_db_column_int64 (row, 2);
      return;
    }
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    if (strcmp (id, tally_issue_get_id (i)) == 0)
      plan->n_by_issue[i] = n;
}

static gboolean
read_counts (TallyStore  *store,
             gint64       run_id,
             TallyPlan   *plan,
             GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-plan-counts", error);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, run_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row)
        take_count (plan, list);
    }
  return TRUE;
}

static gboolean
read_entries (TallyStore  *store,
              gint64       run_id,
              TallyPlan   *plan,
              GError     **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-plan-entries", error);
  GPtrArray *entries;

  if (list != NULL)
    tally_db_bind_int64 (list, 1, run_id);
  entries = tally_store_read_all (store, list, read_entry, (GDestroyNotify) tally_plan_entry_free,
                                  error);
  if (entries == NULL)
    return FALSE;
  g_ptr_array_unref (plan->entries);
  plan->entries = entries;
  return TRUE;
}

TallyPlan *
tally_store_plans_find (TallyStore  *store,
                        gint64       run_id,
                        GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  g_autoptr (TallyPlan) plan = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-plan", error);
  if (find == NULL)
    return NULL;
  tally_db_bind_int64 (find, 1, run_id);
  if (!tally_db_step (find, &has_row, error) || !has_row)
    return NULL;
  plan = tally_plan_new ();
  plan->n_rows = (guint64) tally_db_column_int64 (find, 0);
  if (!read_entries (store, run_id, plan, error) || !read_counts (store, run_id, plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

TallyPlan *
tally_store_plans_find_before (TallyStore  *store,
                               gint64       run_id,
                               GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-plan-before", error);
  if (find == NULL)
    return NULL;
  tally_db_bind_int64 (find, 1, run_id);
  if (!tally_db_step (find, &has_row, error) || !has_row)
    return NULL;
  return tally_store_plans_find (store, tally_db_column_int64 (find, 0), error);
}
