/* tally-store-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-lines.h"

#include "tally-store-identities.h"
#include "tally-store-line-row.h"
#include "tally-store-private.h"

static TallyDbStatement *
prepare_list (TallyStore                  *store,
              const TallyStoreLineFilter  *filter,
              GError                     **error)
{
  TallyDbStatement *list = tally_db_prepare (store->db, filter->identity != NULL
                                                          ? "list-lines-of-identity" : "list-lines",
                                             error);

  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, filter->accepted_only != FALSE);
  tally_db_bind_int64 (list, 2, filter->sheet_id);
  if (filter->identity != NULL)
    tally_store_identities_bind (list, 3, filter->identity);
  return list;
}

gboolean
tally_store_lines_foreach (TallyStore                  *store,
                           const TallyStoreLineFilter  *filter,
                           TallyStoreLineFunc           func,
                           gpointer                     data,
                           GCancellable                *cancellable,
                           GError                     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;
  TallyLine line;

  g_return_val_if_fail (store != NULL && filter != NULL && func != NULL, FALSE);
  list = prepare_list (store, filter, error);
  if (list == NULL)
    return FALSE;
  while (has_row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row && (!tally_store_line_row_read (store, list, &line, error)
                      || !func (&line, data, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_line (TallyStore        *store,
            TallyDbStatement  *list,
            TallyPlan         *plan,
            GError           **error)
{
  gint64 reason = tally_db_column_int64 (list, 0);
  gint64 issues = tally_db_column_int64 (list, 1);

  if (reason < 0 || reason >= TALLY_N_REASONS)
    return tally_store_fail_corrupt (store, "a line", error);
  plan->n_rows++;
  plan->n_by_reason[reason]++;
  for (guint bit = 0; issues != 0 && bit < TALLY_N_ISSUES; bit++)
    plan->n_by_issue[bit] += (guint64) (issues >> bit & 1);
  if (tally_money_add (&plan->cents_by_reason[reason], tally_db_column_int64 (list, 2)))
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "the sum of the lines \"%s\" does not fit into 64 bits",
               tally_reason_get_id ((TallyReason) reason));
  return FALSE;
}

gboolean
tally_store_lines_count (TallyStore  *store,
                         TallyPlan   *plan,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL && plan != NULL, FALSE);
  plan->n_rows = 0;
  memset (plan->n_by_reason, 0, sizeof plan->n_by_reason);
  memset (plan->cents_by_reason, 0, sizeof plan->cents_by_reason);
  memset (plan->n_by_issue, 0, sizeof plan->n_by_issue);
  list = tally_db_prepare (store->db, "list-line-verdicts", error);
  if (list == NULL)
    return FALSE;
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row && !count_line (store, list, plan, error))
        return FALSE;
    }
  return TRUE;
}

GArray *
tally_store_lines_list_sheets (TallyStore           *store,
                               const TallyIdentity  *identity,
                               GError              **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL && identity != NULL, NULL);
  list = tally_db_prepare (store->db, "list-sheets-of-identity", error);
  if (list == NULL)
    return NULL;
  tally_store_identities_bind (list, 1, identity);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (has_row)
        {
          gint64 id = tally_db_column_int64 (list, 0);
          g_array_append_val (ids, id);
        }
    }
  return g_steal_pointer (&ids);
}

GPtrArray *
tally_store_lines_list_identities (TallyStore  *store,
                                   gint64       sheet_id,
                                   GError     **error)
{
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  identities = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_identity_free);
  list = tally_db_prepare (store->db, "list-identities-of-sheet", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, sheet_id);
  while (has_row)
    {
      TallyIdentity *identity;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      identity = tally_store_identities_read (store, list, 0, error);
      if (identity == NULL)
        return NULL;
      g_ptr_array_add (identities, identity);
    }
  return g_steal_pointer (&identities);
}
