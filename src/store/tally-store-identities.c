/* tally-store-identities.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-identities.h"

#include "tally-store-private.h"

void
tally_store_identities_bind (TallyDbStatement    *statement,
                             guint                first,
                             const TallyIdentity *identity)
{
  tally_db_bind_int64 (statement, first, identity->week_ending);
  tally_db_bind_text (statement, first + 1, identity->work_request);
  tally_db_bind_int64 (statement, first + 2, identity->variant);
  tally_db_bind_text (statement, first + 3, identity->identifier);
}

TallyIdentity *
tally_store_identities_read (TallyStore        *store,
                             TallyDbStatement  *statement,
                             guint              first,
                             GError           **error)
{
  gint64 week_ending = tally_db_column_int64 (statement, first);
  const char *work_request = tally_db_column_text (statement, first + 1);
  gint64 variant = tally_db_column_int64 (statement, first + 2);

  if (week_ending < 0 || week_ending > G_MAXUINT32 || *work_request == '\0' || variant < 0
      || variant >= TALLY_N_VARIANTS)
    {
      tally_store_fail_corrupt (store, "an identity", error);
      return NULL;
    }
  return tally_identity_new (work_request, (TallyDay) week_ending, (TallyVariant) variant,
                             tally_db_column_text (statement, first + 3));
}

gpointer
tally_store_identities_read_record (TallyStore        *store,
                                    TallyDbStatement  *row,
                                    gsize              record_size,
                                    gsize              identity_offset,
                                    GError           **error)
{
  TallyIdentity *identity = tally_store_identities_read (store, row, 0, error);
  gpointer record;

  if (identity == NULL)
    return NULL;
  record = g_malloc0 (record_size);
  G_STRUCT_MEMBER (TallyIdentity *, record, identity_offset) = identity;
  return record;
}

gboolean
tally_store_identities_find (TallyStore           *store,
                             const TallyIdentity  *identity,
                             gint64               *out_id,
                             GError              **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-identity", error);
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  tally_store_identities_bind (find, 1, identity);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  *out_id = has_row ? tally_db_column_int64 (find, 0) : 0;
  return TRUE;
}

gboolean
tally_store_identities_ensure (TallyStore           *store,
                               const TallyIdentity  *identity,
                               gint64               *out_id,
                               GError              **error)
{
  g_autoptr (TallyDbStatement) insert = NULL;
  gint64 id = 0;

  if (!tally_store_identities_find (store, identity, &id, error))
    return FALSE;
  if (id == 0)
    {
      insert = tally_db_prepare (store->db, "insert-identity", error);
      if (insert == NULL)
        return FALSE;
      tally_store_identities_bind (insert, 1, identity);
      if (!tally_db_run (insert, error))
        return FALSE;
      id = tally_db_get_last_id (store->db);
    }
  *out_id = id;
  return TRUE;
}
