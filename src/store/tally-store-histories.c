/* tally-store-histories.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-histories.h"

#include "tally-store-private.h"

/* Columns of the statements that list histories. */
enum {
  COLUMN_SHEET,
  COLUMN_ROW,
  COLUMN_FIELD,
  COLUMN_COLUMN,
  COLUMN_VERSION,
  COLUMN_FETCHED,
  COLUMN_STATE,
  COLUMN_WRITTEN,
  COLUMN_WRITER,
  COLUMN_VALUE,
  COLUMN_HAS_VALUE,
};

static void
bind_key (TallyDbStatement       *statement,
          const TallyCellHistory *history)
{
  tally_db_bind_int64 (statement, 1, history->sheet_id);
  tally_db_bind_int64 (statement, 2, history->row_id);
  tally_db_bind_text (statement, 3, tally_field_get_id (history->field));
}

static gboolean
put_head (TallyStore              *store,
          const TallyCellHistory  *history,
          GError                 **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-history", error);

  if (put == NULL)
    return FALSE;
  bind_key (put, history);
  tally_db_bind_int64 (put, 4, history->column_id);
  tally_db_bind_int64 (put, 5, history->sheet_version);
  tally_db_bind_int64 (put, 6, history->fetched_utc_usec);
  tally_db_bind_text (put, 7, history->state);
  return tally_db_run (put, error);
}

static gboolean
delete_revisions (TallyStore              *store,
                  const TallyCellHistory  *history,
                  GError                 **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-revisions", error);

  if (drop == NULL)
    return FALSE;
  bind_key (drop, history);
  return tally_db_run (drop, error);
}

static gboolean
insert_revisions (TallyStore              *store,
                  const TallyCellHistory  *history,
                  GError                 **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-revision", error);

  if (insert == NULL)
    return FALSE;
  bind_key (insert, history);
  for (guint i = 0; i < history->revisions->len; i++)
    {
      const TallyCellRevision *revision = history->revisions->pdata[i];
      tally_db_bind_int64 (insert, 4, i);
      tally_db_bind_int64 (insert, 5, revision->written_utc_usec);
      tally_db_bind_text (insert, 6, revision->written_by);
      tally_db_bind_text (insert, 7, revision->value);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_history (TallyStore              *store,
             const TallyCellHistory  *history,
             GError                 **error)
{
  if (!put_head (store, history, error))
    return FALSE;
  return !tally_cell_history_is_complete (history)
         || (delete_revisions (store, history, error) && insert_revisions (store, history, error));
}

gboolean
tally_store_histories_put (TallyStore              *store,
                           const TallyCellHistory  *history,
                           GError                 **error)
{
  g_return_val_if_fail (store != NULL && history != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_history (store, history, error), error);
}

/* The history that the row belongs to: the last one, or a new one; a field that a later version knew and
 * this one does not has none. */
static TallyCellHistory *
ensure_history (GPtrArray        *histories,
                TallyDbStatement *list)
{
  TallyCellHistory *last = histories->len > 0 ? histories->pdata[histories->len - 1] : NULL;
  gint64 sheet_id = tally_db_column_int64 (list, COLUMN_SHEET);
  gint64 row_id = tally_db_column_int64 (list, COLUMN_ROW);
  TallyField field;

  if (!tally_field_find (tally_db_column_text (list, COLUMN_FIELD), &field))
    return NULL;
  if (last != NULL && last->sheet_id == sheet_id && last->row_id == row_id && last->field == field)
    return last;
  last = tally_cell_history_new (sheet_id, row_id, field, tally_db_column_text (list, COLUMN_STATE));
  last->column_id = tally_db_column_int64 (list, COLUMN_COLUMN);
  last->sheet_version = tally_db_column_int64 (list, COLUMN_VERSION);
  last->fetched_utc_usec = tally_db_column_int64 (list, COLUMN_FETCHED);
  g_ptr_array_add (histories, last);
  return last;
}

/* Steps through a statement whose parameters are set. */
static GPtrArray *
read_histories (TallyDbStatement  *list,
                GError           **error)
{
  g_autoptr (GPtrArray) histories = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_cell_history_free);
  gboolean has_row = FALSE;

  for (;;)
    {
      TallyCellHistory *history;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&histories);
      history = ensure_history (histories, list);
      if (history != NULL && tally_db_column_int64 (list, COLUMN_HAS_VALUE) != 0)
        tally_cell_history_add (history, tally_db_column_int64 (list, COLUMN_WRITTEN),
                                tally_db_column_text (list, COLUMN_WRITER), tally_db_column_text (list, COLUMN_VALUE));
    }
}

TallyCellHistory *
tally_store_histories_find (TallyStore  *store,
                            gint64       sheet_id,
                            gint64       row_id,
                            TallyField   field,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  g_autoptr (GPtrArray) histories = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-history", error);
  if (find == NULL)
    return NULL;
  tally_db_bind_int64 (find, 1, sheet_id);
  tally_db_bind_int64 (find, 2, row_id);
  tally_db_bind_text (find, 3, tally_field_get_id (field));
  histories = read_histories (find, error);
  return histories != NULL && histories->len > 0 ? g_ptr_array_steal_index (histories, 0) : NULL;
}

GPtrArray *
tally_store_histories_list_of_row (TallyStore  *store,
                                   gint64       sheet_id,
                                   gint64       row_id,
                                   GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-histories-of-row", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, sheet_id);
  tally_db_bind_int64 (list, 2, row_id);
  return read_histories (list, error);
}

GPtrArray *
tally_store_histories_list (TallyStore  *store,
                            GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-histories", error);
  return list != NULL ? read_histories (list, error) : NULL;
}

static gboolean
delete_old (TallyStore  *store,
            const char  *statement,
            gint64       before_utc_usec,
            GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, statement, error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, before_utc_usec);
  return tally_db_run (drop, error);
}

gboolean
tally_store_histories_prune (TallyStore  *store,
                             gint64       before_utc_usec,
                             GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, delete_old (store, "delete-old-revisions", before_utc_usec, error)
                                      && delete_old (store, "delete-old-histories", before_utc_usec, error), error);
}
