/* tally-store-witness.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-witness.h"

#include "tally-store-private.h"

static gboolean
read_newest (TallyStore  *self,
             gint64      *out_verdict,
             GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "get-newest-verdict", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_verdict = has_row ? tally_db_column_int64 (statement, 0) : 0;
  return TRUE;
}

static gpointer
read_id (TallyStore        *self,
         TallyDbStatement  *row,
         GError           **error)
{
  return g_strdup (tally_db_column_text (row, 0));
}

static GPtrArray *
list_decided (TallyStore  *self,
              GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "list-decided-findings", error);

  if (statement != NULL)
    tally_db_bind_int64 (statement, 1, self->witnessed);
  return tally_store_read_all (self, statement, read_id, g_free, error);
}

gboolean
tally_store_tell_witness (TallyStore  *self,
                          GError     **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (self->witness == NULL)
    return TRUE;
  ids = list_decided (self, error);
  if (ids == NULL || (ids->len > 0 && !self->witness (self, ids, self->witness_data, error)))
    return FALSE;
  return read_newest (self, &self->witnessed, error);
}

gboolean
tally_store_set_witness (TallyStore         *self,
                         TallyStoreWitness   witness,
                         gpointer            data,
                         GError            **error)
{
  g_return_val_if_fail (self != NULL && self->n_open == 0, FALSE);
  if (!read_newest (self, &self->witnessed, error))
    return FALSE;
  self->witness = witness;
  self->witness_data = data;
  return TRUE;
}
