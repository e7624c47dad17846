/* tally-store-sheets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-sheets.h"

#include "tally-store-private.h"

TallyStoreSheet *
tally_store_sheet_new (gint64 sheet_id)
{
  TallyStoreSheet *self = g_new0 (TallyStoreSheet, 1);

  self->sheet_id = sheet_id;
  self->version = -1;
  self->n_rows = -1;
  self->name = g_strdup ("");
  self->origin = g_strdup ("");
  self->map_key = g_strdup ("");
  self->last_error = g_strdup ("");
  self->columns_key = g_strdup ("");
  self->link = g_strdup ("");
  return self;
}

void
tally_store_sheet_free (TallyStoreSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->origin);
  g_free (self->map_key);
  g_free (self->last_error);
  g_free (self->columns_key);
  g_free (self->link);
  g_free (self);
}

static gpointer
read_sheet (TallyStore        *store,
            TallyDbStatement  *row,
            GError           **error)
{
  TallyStoreSheet *sheet = g_new0 (TallyStoreSheet, 1);

  sheet->sheet_id = tally_db_column_int64 (row, 0);
  sheet->state = (TallyStoreSheetState) tally_db_column_int64 (row, 1);
  sheet->version = tally_db_column_int64 (row, 2);
  sheet->n_rows = tally_db_column_int64 (row, 3);
  sheet->modified_utc_usec = tally_db_column_int64 (row, 4);
  sheet->read_utc_usec = tally_db_column_int64 (row, 5);
  sheet->name = g_strdup (tally_db_column_text (row, 6));
  sheet->origin = g_strdup (tally_db_column_text (row, 7));
  sheet->map_key = g_strdup (tally_db_column_text (row, 8));
  sheet->last_error = g_strdup (tally_db_column_text (row, 9));
  sheet->swept_utc_usec = tally_db_column_int64 (row, 10);
  sheet->placed_utc_usec = tally_db_column_int64 (row, 11);
  sheet->columns_key = g_strdup (tally_db_column_text (row, 12));
  sheet->link = g_strdup (tally_db_column_text (row, 13));
  return sheet;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
put_sheet (TallyStore             *store,
           const TallyStoreSheet  *sheet,
           GError                **error)
{
  g_autoptr (TallyDbStatement) put = tally_db_prepare (store->db, "put-sheet", error);

  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, sheet->sheet_id);
  tally_db_bind_int64 (put, 2, sheet->state);
  tally_db_bind_int64 (put, 3, sheet->version);
  tally_db_bind_int64 (put, 4, sheet->n_rows);
  tally_db_bind_int64 (put, 5, sheet->modified_utc_usec);
  tally_db_bind_int64 (put, 6, sheet->read_utc_usec);
  tally_db_bind_text (put, 7, or_empty (sheet->name));
  tally_db_bind_text (put, 8, or_empty (sheet->origin));
  tally_db_bind_text (put, 9, or_empty (sheet->map_key));
  tally_db_bind_text (put, 10, or_empty (sheet->last_error));
  tally_db_bind_int64 (put, 11, sheet->swept_utc_usec);
  tally_db_bind_int64 (put, 12, sheet->placed_utc_usec);
  tally_db_bind_text (put, 13, or_empty (sheet->columns_key));
  tally_db_bind_text (put, 14, or_empty (sheet->link));
  return tally_db_run (put, error);
}

gboolean
tally_store_sheets_put (TallyStore             *store,
                        const TallyStoreSheet  *sheet,
                        GError                **error)
{
  g_return_val_if_fail (store != NULL && sheet != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_sheet (store, sheet, error), error);
}

TallyStoreSheet *
tally_store_sheets_find (TallyStore  *store,
                         gint64       sheet_id,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-sheet", error);
  if (find != NULL)
    tally_db_bind_int64 (find, 1, sheet_id);
  return tally_store_read_one (store, find, read_sheet, error);
}

GPtrArray *
tally_store_sheets_list (TallyStore  *store,
                         GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-sheets", error);
  return tally_store_read_all (store, list, read_sheet, (GDestroyNotify) tally_store_sheet_free,
                               error);
}

static gboolean
mark_sheet (TallyStore            *store,
            gint64                 sheet_id,
            TallyStoreSheetState   state,
            const char            *reason,
            GError               **error)
{
  g_autoptr (TallyDbStatement) mark = tally_db_prepare (store->db, "mark-sheet", error);

  if (mark == NULL)
    return FALSE;
  tally_db_bind_int64 (mark, 1, sheet_id);
  tally_db_bind_int64 (mark, 2, state);
  tally_db_bind_text (mark, 3, or_empty (reason));
  return tally_db_run (mark, error);
}

gboolean
tally_store_sheets_mark (TallyStore            *store,
                         gint64                 sheet_id,
                         TallyStoreSheetState   state,
                         const char            *reason,
                         GError               **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, mark_sheet (store, sheet_id, state, reason, error), error);
}

static gboolean
doubt_sheets (TallyStore  *store,
              GError     **error)
{
  g_autoptr (TallyDbStatement) doubt = tally_db_prepare (store->db, "doubt-sheets", error);

  return doubt != NULL && tally_db_run (doubt, error);
}

gboolean
tally_store_sheets_doubt (TallyStore  *store,
                          GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, doubt_sheets (store, error), error);
}
