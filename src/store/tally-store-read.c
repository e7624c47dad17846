/* tally-store-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-private.h"

gpointer
tally_store_read_one (TallyStore          *self,
                      TallyDbStatement    *statement,
                      TallyStoreReadFunc   read,
                      GError             **error)
{
  gboolean has_row = FALSE;

  if (statement == NULL || !tally_db_step (statement, &has_row, error) || !has_row)
    return NULL;
  return read (self, statement, error);
}

GPtrArray *
tally_store_read_all (TallyStore          *self,
                      TallyDbStatement    *statement,
                      TallyStoreReadFunc   read,
                      GDestroyNotify       record_free,
                      GError             **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      gpointer record;
      if (!tally_db_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&records);
      record = read (self, statement, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
}
