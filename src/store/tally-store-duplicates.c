/* tally-store-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-duplicates.h"

#include "tally-store-private.h"

/* What tells a line from all others. */
typedef struct {
  gint64 sheet_id;
  gint64 row_id;
} TallyStoreRowKey;

static guint
hash_key (gconstpointer key)
{
  const TallyStoreRowKey *row = key;

  return g_int64_hash (&row->row_id) ^ g_int64_hash (&row->sheet_id);
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const TallyStoreRowKey *left = a;
  const TallyStoreRowKey *right = b;

  return left->row_id == right->row_id && left->sheet_id == right->sheet_id;
}

GHashTable *
tally_store_duplicates_list (TallyStore  *store,
                             GError     **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-duplicate-rows", error);
  if (list == NULL)
    return NULL;
  while (has_row)
    {
      TallyStoreRowKey key;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        continue;
      key.sheet_id = tally_db_column_int64 (list, 0);
      key.row_id = tally_db_column_int64 (list, 1);
      g_hash_table_add (found, g_memdup2 (&key, sizeof key));
    }
  return g_steal_pointer (&found);
}

gboolean
tally_store_duplicates_has (GHashTable      *duplicates,
                            const TallyLine *line)
{
  TallyStoreRowKey key;

  g_return_val_if_fail (line != NULL, FALSE);
  if (duplicates == NULL || g_hash_table_size (duplicates) == 0)
    return FALSE;
  key.sheet_id = line->sheet_id;
  key.row_id = line->row_id;
  return g_hash_table_contains (duplicates, &key);
}
