/* tally-store-meta.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-meta.h"

#include "tally-store-private.h"

gboolean
tally_store_meta_get (TallyStore  *store,
                      const char  *key,
                      char       **out_value,
                      GError     **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && key != NULL && out_value != NULL, FALSE);
  statement = tally_db_prepare (store->db, "get-meta", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, key);
  if (!tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_value = has_row ? g_strdup (tally_db_column_text (statement, 0)) : NULL;
  return TRUE;
}

static gboolean
write_value (TallyStore  *store,
             const char  *key,
             const char  *value,
             GError     **error)
{
  g_autoptr (TallyDbStatement) statement = NULL;

  statement = tally_db_prepare (store->db, value != NULL ? "put-meta" : "delete-meta", error);
  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, key);
  if (value != NULL)
    tally_db_bind_text (statement, 2, value);
  return tally_db_run (statement, error);
}

gboolean
tally_store_meta_set (TallyStore  *store,
                      const char  *key,
                      const char  *value,
                      GError     **error)
{
  g_return_val_if_fail (store != NULL && key != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_NORMAL, error))
    return FALSE;
  return tally_store_end (store, write_value (store, key, value, error), error);
}
