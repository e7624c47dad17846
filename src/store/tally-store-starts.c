/* tally-store-starts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-starts.h"

#include "tally-store-private.h"

static gboolean
put_mark (TallyStore  *store,
          const char  *name,
          const char  *plan,
          gint64       settled_utc_usec,
          GError     **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-mark", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, name);
  tally_db_bind_text (put, 2, plan);
  tally_db_bind_int64 (put, 3, settled_utc_usec);
  tally_db_bind_int64 (put, 4, tally_store_now (store) + TALLY_STORE_STARTS_MAX_AHEAD_USEC);
  return tally_db_run (put, error);
}

static gboolean
drop_old (TallyStore  *store,
          const char  *name,
          GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-old-starts", error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_text (drop, 1, name);
  tally_db_bind_int64 (drop, 2, tally_store_now (store) - TALLY_STORE_STARTS_KEPT_DAYS * G_TIME_SPAN_DAY);
  return tally_db_run (drop, error);
}

static gboolean
put_start (TallyStore                *store,
           const TallyScheduleStart  *start,
           const char                *plan,
           GError                   **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-start", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_text (put, 1, start->name);
  tally_db_bind_int64 (put, 2, start->due_utc_usec);
  tally_db_bind_int64 (put, 3, start->planned_utc_usec);
  tally_db_bind_int64 (put, 4, start->started_utc_usec);
  tally_db_bind_int64 (put, 5, start->run_id);
  tally_db_bind_int64 (put, 6, start->n_due);
  tally_db_bind_int64 (put, 7, start->is_caught_up);
  tally_db_bind_int64 (put, 8, start->was_missed);
  return tally_db_run (put, error) && drop_old (store, start->name, error)
         && (start->started_utc_usec == 0
             || put_mark (store, start->name, plan, start->due_utc_usec, error));
}

gboolean
tally_store_starts_put (TallyStore                *store,
                        const TallyScheduleStart  *start,
                        const char                *plan,
                        GError                   **error)
{
  g_return_val_if_fail (store != NULL && start != NULL && plan != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_start (store, start, plan, error), error);
}

static gboolean
finish_start (TallyStore                *store,
              const TallyScheduleStart  *start,
              int                        exit_code,
              GError                   **error)
{
  g_autoptr (TallyDbStatement) finish = tally_db_prepare (store->db, "finish-start", error);

  if (finish == NULL)
    return FALSE;
  tally_db_bind_text (finish, 1, start->name);
  tally_db_bind_int64 (finish, 2, start->due_utc_usec);
  tally_db_bind_int64 (finish, 3, start->run_id);
  tally_db_bind_int64 (finish, 4, tally_store_now (store));
  tally_db_bind_int64 (finish, 5, exit_code);
  return tally_db_run (finish, error);
}

gboolean
tally_store_starts_finish (TallyStore                *store,
                           const TallyScheduleStart  *start,
                           int                        exit_code,
                           GError                   **error)
{
  g_return_val_if_fail (store != NULL && start != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, finish_start (store, start, exit_code, error), error);
}

static gpointer
read_start (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  TallyScheduleStart *start = g_new0 (TallyScheduleStart, 1);

  start->name = g_strdup (tally_db_column_text (row, 0));
  start->due_utc_usec = tally_db_column_int64 (row, 1);
  start->planned_utc_usec = tally_db_column_int64 (row, 2);
  start->started_utc_usec = tally_db_column_int64 (row, 3);
  start->finished_utc_usec = tally_db_column_int64 (row, 4);
  start->exit_code = (int) tally_db_column_int64 (row, 5);
  start->run_id = tally_db_column_int64 (row, 6);
  start->n_due = (guint) tally_db_column_int64 (row, 7);
  start->is_caught_up = tally_db_column_int64 (row, 8) != 0;
  start->was_missed = tally_db_column_int64 (row, 9) != 0;
  return start;
}

GPtrArray *
tally_store_starts_list (TallyStore  *store,
                         const char  *name,
                         guint        n_starts,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL && name != NULL, NULL);
  list = tally_db_prepare (store->db, "list-starts", error);
  if (list != NULL)
    {
      tally_db_bind_text (list, 1, name);
      tally_db_bind_int64 (list, 2, n_starts);
    }
  return tally_store_read_all (store, list, read_start, (GDestroyNotify) tally_schedule_start_free, error);
}

gboolean
tally_store_starts_put_mark (TallyStore  *store,
                             const char  *name,
                             const char  *plan,
                             gint64       settled_utc_usec,
                             GError     **error)
{
  g_return_val_if_fail (store != NULL && name != NULL && plan != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_mark (store, name, plan, settled_utc_usec, error), error);
}

gboolean
tally_store_starts_find_mark (TallyStore  *store,
                              const char  *name,
                              const char  *plan,
                              gint64      *out_settled_utc_usec,
                              GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && name != NULL && plan != NULL && out_settled_utc_usec != NULL, FALSE);
  find = tally_db_prepare (store->db, "find-mark", error);
  if (find == NULL)
    return FALSE;
  tally_db_bind_text (find, 1, name);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  *out_settled_utc_usec = has_row && strcmp (tally_db_column_text (find, 0), plan) == 0
                            ? tally_db_column_int64 (find, 1) : -1;
  return TRUE;
}
