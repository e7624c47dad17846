/* tally-store-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-changes.h"

#include "tally-store-private.h"

static TallyDbStatement *
prepare_list (TallyStore                    *store,
              const TallyStoreChangeFilter  *filter,
              GError                       **error)
{
  const char *name = "list-changes";
  TallyDbStatement *list;

  if (filter->sheet_id != 0)
    name = filter->row_id != 0 ? "list-changes-of-row" : "list-changes-of-sheet";
  else if (filter->run_id != 0)
    name = "list-changes-of-run";
  list = tally_db_prepare (store->db, name, error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, filter->after_id);
  if (filter->sheet_id != 0 || filter->run_id != 0)
    tally_db_bind_int64 (list, 2, filter->run_id);
  if (filter->sheet_id != 0)
    tally_db_bind_int64 (list, 3, filter->sheet_id);
  if (filter->sheet_id != 0 && filter->row_id != 0)
    tally_db_bind_int64 (list, 4, filter->row_id);
  return list;
}

static void
read_change (TallyDbStatement *list,
             TallyStoreChange *out_change)
{
  out_change->change_id = tally_db_column_int64 (list, 0);
  out_change->kind = (TallyStoreChangeKind) tally_db_column_int64 (list, 1);
  out_change->sheet_id = tally_db_column_int64 (list, 2);
  out_change->row_id = tally_db_column_int64 (list, 3);
  out_change->run_id = tally_db_column_int64 (list, 4);
  out_change->noticed_utc_usec = tally_db_column_int64 (list, 5);
  out_change->modified_utc_usec = tally_db_column_int64 (list, 6);
  out_change->modified_by = tally_db_column_text (list, 7);
  out_change->field = tally_db_column_text (list, 8);
  out_change->old_value = tally_db_column_text (list, 9);
  out_change->new_value = tally_db_column_text (list, 10);
}

gboolean
tally_store_changes_foreach (TallyStore                    *store,
                             const TallyStoreChangeFilter  *filter,
                             TallyStoreChangeFunc           func,
                             gpointer                       data,
                             GCancellable                  *cancellable,
                             GError                       **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;
  TallyStoreChange change;

  g_return_val_if_fail (store != NULL && filter != NULL && func != NULL, FALSE);
  list = prepare_list (store, filter, error);
  if (list == NULL)
    return FALSE;
  while (has_row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      read_change (list, &change);
      if (!func (&change, data, error))
        return FALSE;
    }
  return TRUE;
}
