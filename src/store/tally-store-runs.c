/* tally-store-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-runs.h"

#include "tally-store-private.h"

void
tally_store_run_free (TallyStoreRun *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->summary);
  g_free (self);
}

static gpointer
read_run (TallyStore        *store,
          TallyDbStatement  *row,
          GError           **error)
{
  TallyStoreRun *run = g_new0 (TallyStoreRun, 1);

  run->run_id = tally_db_column_int64 (row, 0);
  run->state = (TallyStoreRunState) tally_db_column_int64 (row, 1);
  run->outcome = (guint) tally_db_column_int64 (row, 2);
  run->exit_code = (int) tally_db_column_int64 (row, 3);
  run->started_utc_usec = tally_db_column_int64 (row, 4);
  run->finished_utc_usec = tally_db_column_int64 (row, 5);
  run->kind = g_strdup (tally_db_column_text (row, 6));
  run->summary = g_strdup (tally_db_column_text (row, 7));
  return run;
}

static gboolean
begin_run (TallyStore  *store,
           const char  *kind,
           const char  *summary,
           gint64      *out_run_id,
           guint       *out_n_interrupted,
           GError     **error)
{
  g_autoptr (TallyDbStatement) interrupt = tally_db_prepare (store->db, "interrupt-runs", error);
  g_autoptr (TallyDbStatement) insert = NULL;
  guint n_interrupted;

  if (interrupt == NULL || !tally_db_run (interrupt, error))
    return FALSE;
  n_interrupted = (guint) tally_db_get_n_changes (store->db);
  insert = tally_db_prepare (store->db, "insert-run", error);
  if (insert == NULL)
    return FALSE;
  tally_db_bind_text (insert, 1, kind);
  tally_db_bind_int64 (insert, 2, tally_store_now (store));
  tally_db_bind_text (insert, 3, summary != NULL ? summary : "");
  if (!tally_db_run (insert, error))
    return FALSE;
  *out_run_id = tally_db_get_last_id (store->db);
  *out_n_interrupted = n_interrupted;
  return TRUE;
}

gboolean
tally_store_runs_begin (TallyStore  *store,
                        const char  *kind,
                        const char  *summary,
                        gint64      *out_run_id,
                        guint       *out_n_interrupted,
                        GError     **error)
{
  gint64 run_id = 0;
  guint n_interrupted = 0;

  g_return_val_if_fail (store != NULL && kind != NULL && out_run_id != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, begin_run (store, kind, summary, &run_id, &n_interrupted, error), error))
    return FALSE;
  *out_run_id = run_id;
  if (out_n_interrupted != NULL)
    *out_n_interrupted = n_interrupted;
  return TRUE;
}

static gboolean
finish_run (TallyStore           *store,
            const TallyStoreRun  *run,
            GError              **error)
{
  g_autoptr (TallyDbStatement) finish = tally_db_prepare (store->db, "finish-run", error);

  if (finish == NULL)
    return FALSE;
  tally_db_bind_int64 (finish, 1, run->run_id);
  tally_db_bind_int64 (finish, 2, run->outcome);
  tally_db_bind_int64 (finish, 3, run->exit_code);
  tally_db_bind_int64 (finish, 4, tally_store_now (store));
  tally_db_bind_text (finish, 5, run->summary != NULL ? run->summary : "");
  if (!tally_db_run (finish, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 1)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "run %" G_GINT64_FORMAT " is not open", run->run_id);
  return FALSE;
}

gboolean
tally_store_runs_finish (TallyStore           *store,
                         const TallyStoreRun  *run,
                         GError              **error)
{
  g_return_val_if_fail (store != NULL && run != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, finish_run (store, run, error), error);
}

TallyStoreRun *
tally_store_runs_find (TallyStore  *store,
                       gint64       run_id,
                       GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-run", error);
  if (find != NULL)
    tally_db_bind_int64 (find, 1, run_id);
  return tally_store_read_one (store, find, read_run, error);
}

TallyStoreRun *
tally_store_runs_find_last_good (TallyStore  *store,
                                 const char  *kind,
                                 GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL && kind != NULL, NULL);
  find = tally_db_prepare (store->db, "find-good-run", error);
  if (find != NULL)
    tally_db_bind_text (find, 1, kind);
  return tally_store_read_one (store, find, read_run, error);
}

GPtrArray *
tally_store_runs_list (TallyStore  *store,
                       guint        n_max,
                       GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-runs", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, n_max);
  return tally_store_read_all (store, list, read_run, (GDestroyNotify) tally_store_run_free, error);
}

GPtrArray *
tally_store_runs_list_before (TallyStore  *store,
                              gint64       before_run_id,
                              gboolean     only_failed,
                              guint        n_max,
                              GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-runs-before", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, before_run_id);
      tally_db_bind_int64 (list, 2, only_failed ? 1 : 0);
      tally_db_bind_int64 (list, 3, n_max);
    }
  return tally_store_read_all (store, list, read_run, (GDestroyNotify) tally_store_run_free, error);
}
