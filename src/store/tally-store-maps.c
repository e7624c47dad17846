/* tally-store-maps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-maps.h"

#include "tally-store-private.h"

static gboolean
delete_parts (TallyStore  *store,
              const char  *statement,
              gint64       sheet_id,
              GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, statement, error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, sheet_id);
  return tally_db_run (drop, error);
}

static gboolean
insert_columns (TallyStore            *store,
                const TallyColumnMap  *map,
                GError               **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-map-column", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      const TallyColumnMatch *match = &map->matches[i];
      if (match->column_id == 0)
        continue;
      tally_db_bind_int64 (insert, 1, map->sheet_id);
      tally_db_bind_text (insert, 2, tally_field_get_id ((TallyField) i));
      tally_db_bind_int64 (insert, 3, match->column_id);
      tally_db_bind_int64 (insert, 4, match->confidence_percent);
      tally_db_bind_text (insert, 5, match->title);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_notes (TallyStore            *store,
              const TallyColumnMap  *map,
              GError               **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-map-note", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < map->notes->len; i++)
    {
      tally_db_bind_int64 (insert, 1, map->sheet_id);
      tally_db_bind_int64 (insert, 2, i);
      tally_db_bind_text (insert, 3, map->notes->pdata[i]);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* The head row says that there is a map, even one without a single column. */
static gboolean
put_map (TallyStore            *store,
         const TallyColumnMap  *map,
         GError               **error)
{
  g_autoptr (TallyDbStatement) put = NULL;

  if (!delete_parts (store, "delete-map-columns", map->sheet_id, error)
      || !delete_parts (store, "delete-map-notes", map->sheet_id, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-map", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, map->sheet_id);
  return tally_db_run (put, error) && insert_columns (store, map, error)
         && insert_notes (store, map, error);
}

gboolean
tally_store_maps_put (TallyStore            *store,
                      const TallyColumnMap  *map,
                      GError               **error)
{
  g_return_val_if_fail (store != NULL && map != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, put_map (store, map, error), error);
}

/* A field that a later version knew and this one does not is left out. */
static gboolean
read_columns (TallyStore      *store,
              TallyColumnMap  *map,
              GError         **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-map-columns", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, map->sheet_id);
  for (;;)
    {
      TallyField field;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (tally_field_find (tally_db_column_text (list, 0), &field))
        tally_column_map_set (map, field, tally_db_column_int64 (list, 1),
                              tally_db_column_text (list, 3),
                              (guint) tally_db_column_int64 (list, 2));
    }
}

static gboolean
read_notes (TallyStore      *store,
            TallyColumnMap  *map,
            GError         **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-map-notes", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, map->sheet_id);
  for (;;)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_ptr_array_add (map->notes, g_strdup (tally_db_column_text (list, 0)));
    }
}

TallyColumnMap *
tally_store_maps_find (TallyStore  *store,
                       gint64       sheet_id,
                       GError     **error)
{
  g_autoptr (TallyColumnMap) map = NULL;
  g_autoptr (TallyDbStatement) ask = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);
  ask = tally_db_prepare (store->db, "ask-map", error);
  if (ask == NULL)
    return NULL;
  tally_db_bind_int64 (ask, 1, sheet_id);
  if (!tally_db_step (ask, &has_row, error) || !has_row)
    return NULL;
  map = tally_column_map_new (sheet_id);
  if (!read_columns (store, map, error) || !read_notes (store, map, error))
    return NULL;
  return g_steal_pointer (&map);
}
