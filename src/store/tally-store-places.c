/* tally-store-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-places.h"

#include "tally-store-writer-private.h"

GArray *
tally_store_places_list (TallyStore  *store,
                         gint64       sheet_id,
                         GError     **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-places", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, sheet_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (has_row)
        {
          const TallyStorePlace place = {
            .row_id = tally_db_column_int64 (list, 0),
            .row_number = tally_db_column_int64 (list, 1),
            .modified_utc_usec = tally_db_column_int64 (list, 2),
            .is_blank = tally_db_column_int64 (list, 3) != 0,
          };
          g_array_append_val (places, place);
        }
    }
  return g_steal_pointer (&places);
}

gboolean
tally_store_writer_forget_blank (TallyStore  *store,
                                 gint64       row_id,
                                 GError     **error)
{
  g_autoptr (TallyDbStatement) forget = tally_db_prepare (store->db, "delete-blank-row", error);

  if (forget == NULL)
    return FALSE;
  tally_db_bind_int64 (forget, 1, store->writer->sheet_id);
  tally_db_bind_int64 (forget, 2, row_id);
  return tally_db_run (forget, error);
}

/* Of a sheet that was read whole the end takes away what was not put. */
static gboolean
drop_line (TallyStore  *store,
           guint        position,
           gint64       row_id,
           GError     **error)
{
  TallyStoreSheetWriter *writer = store->writer;

  if (!writer->is_part || writer->is_put->data[position])
    return TRUE;
  writer->is_put->data[position] = 1;
  return tally_store_writer_remove_line (store, row_id, error);
}

gboolean
tally_store_places_put_blank (TallyStore             *store,
                              const TallyStorePlace  *place,
                              GError                **error)
{
  g_autoptr (TallyDbStatement) put = NULL;
  guint position;

  g_return_val_if_fail (store != NULL && store->writer != NULL && place != NULL, FALSE);
  position = tally_store_writer_find (store->writer, place->row_id);
  if (position != TALLY_STORE_WRITER_NOT_FOUND && !drop_line (store, position, place->row_id, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-blank-row", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, store->writer->sheet_id);
  tally_db_bind_int64 (put, 2, place->row_id);
  tally_db_bind_int64 (put, 3, place->row_number);
  tally_db_bind_int64 (put, 4, place->modified_utc_usec);
  return tally_db_run (put, error);
}

gboolean
tally_store_places_drop (TallyStore  *store,
                         gint64       row_id,
                         GError     **error)
{
  guint position;

  g_return_val_if_fail (store != NULL && store->writer != NULL && store->writer->is_part, FALSE);
  position = tally_store_writer_find (store->writer, row_id);
  if (position != TALLY_STORE_WRITER_NOT_FOUND)
    return drop_line (store, position, row_id, error);
  return tally_store_writer_forget_blank (store, row_id, error);
}

gboolean
tally_store_places_renumber (TallyStore             *store,
                             const TallyStorePlace  *place,
                             GError                **error)
{
  g_autoptr (TallyDbStatement) renumber = NULL;

  g_return_val_if_fail (store != NULL && store->writer != NULL && place != NULL, FALSE);
  if (place->is_blank)
    return tally_store_places_put_blank (store, place, error);
  renumber = tally_db_prepare (store->db, "update-line-number", error);
  if (renumber == NULL)
    return FALSE;
  tally_db_bind_int64 (renumber, 1, store->writer->sheet_id);
  tally_db_bind_int64 (renumber, 2, place->row_id);
  tally_db_bind_int64 (renumber, 3, place->row_number);
  return tally_db_run (renumber, error);
}
