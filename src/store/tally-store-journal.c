/* tally-store-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-journal.h"

#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
tally_store_write_step (TallyStore            *store,
                        const TallyStoreStep  *step,
                        GError               **error)
{
  g_autoptr (TallyDbStatement) insert = NULL;
  gint64 identity_id = 0;

  if (step->identity != NULL
      && !tally_store_identities_ensure (store, step->identity, &identity_id, error))
    return FALSE;
  insert = tally_db_prepare (store->db, "insert-step", error);
  if (insert == NULL)
    return FALSE;
  if (step->run_id != 0)
    tally_db_bind_int64 (insert, 1, step->run_id);
  tally_db_bind_int64 (insert, 2, tally_store_now (store));
  tally_db_bind_text (insert, 3, step->step);
  tally_db_bind_int64 (insert, 4, step->target_sheet);
  tally_db_bind_int64 (insert, 5, step->target_row);
  tally_db_bind_int64 (insert, 6, step->attachment_id);
  tally_db_bind_int64 (insert, 7, (gint64) step->size_bytes);
  tally_db_bind_text (insert, 8, or_empty (step->file_name));
  tally_db_bind_text (insert, 9, or_empty (step->sha256));
  tally_db_bind_text (insert, 10, or_empty (step->note));
  if (identity_id != 0)
    tally_db_bind_int64 (insert, 11, identity_id);
  return tally_db_run (insert, error);
}

gboolean
tally_store_journal_append (TallyStore            *store,
                            const TallyStoreStep  *step,
                            GError               **error)
{
  g_return_val_if_fail (store != NULL && step != NULL && step->step != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, tally_store_write_step (store, step, error), error);
}

static gboolean
hand_out (TallyStore          *store,
          TallyDbStatement    *row,
          TallyStoreStepFunc   func,
          gpointer             data,
          GError             **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  g_autoptr (TallyIdentity) identity = NULL;
  TallyStoreStep step = {
    .journal_id = tally_db_column_int64 (row, n),
    .run_id = tally_db_column_int64 (row, n + 1),
    .utc_usec = tally_db_column_int64 (row, n + 2),
    .step = tally_db_column_text (row, n + 3),
    .target_sheet = tally_db_column_int64 (row, n + 4),
    .target_row = tally_db_column_int64 (row, n + 5),
    .attachment_id = tally_db_column_int64 (row, n + 6),
    .size_bytes = (guint64) tally_db_column_int64 (row, n + 7),
    .file_name = tally_db_column_text (row, n + 8),
    .sha256 = tally_db_column_text (row, n + 9),
    .note = tally_db_column_text (row, n + 10),
  };

  if (*tally_db_column_text (row, 1) != '\0')
    {
      identity = tally_store_identities_read (store, row, 0, error);
      if (identity == NULL)
        return FALSE;
    }
  step.identity = identity;
  return func (&step, data, error);
}

gboolean
tally_store_journal_foreach (TallyStore          *store,
                             gint64               run_id,
                             TallyStoreStepFunc   func,
                             gpointer             data,
                             GError             **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL && func != NULL, FALSE);
  list = tally_db_prepare (store->db, "list-steps", error);
  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, run_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row && !hand_out (store, list, func, data, error))
        return FALSE;
    }
  return TRUE;
}
