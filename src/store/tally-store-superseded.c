/* tally-store-superseded.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-superseded.h"

#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail-private.h"

static const char *const step_ids[] = { "superseded-found", "superseded-archived", "superseded-deleted" };

void
tally_store_superseded_free (TallyStoreSuperseded *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->archived_path);
  g_free (self);
}

static gpointer
read_superseded (TallyStore        *store,
                 TallyDbStatement  *row,
                 GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  TallyStoreSuperseded *superseded = tally_store_identities_new_record (TallyStoreSuperseded, store, row, error);

  if (superseded == NULL)
    return NULL;
  superseded->attachment_id = tally_db_column_int64 (row, n);
  superseded->target_sheet = tally_db_column_int64 (row, n + 1);
  superseded->target_row = tally_db_column_int64 (row, n + 2);
  superseded->created_utc_usec = tally_db_column_int64 (row, n + 3);
  superseded->state = (TallyStoreSupersededState) tally_db_column_int64 (row, n + 4);
  superseded->file_name = g_strdup (tally_db_column_text (row, n + 5));
  superseded->sha256 = g_strdup (tally_db_column_text (row, n + 6));
  superseded->archived_path = g_strdup (tally_db_column_text (row, n + 7));
  return superseded;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
write_superseded (TallyStore                  *store,
                  const TallyStoreSuperseded  *superseded,
                  TallyStoreSupersededState    state,
                  GError                     **error)
{
  g_autoptr (TallyDbStatement) put = NULL;
  gint64 identity_id = 0;

  if (!tally_store_identities_ensure (store, superseded->identity, &identity_id, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-superseded", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, identity_id);
  tally_db_bind_int64 (put, 2, superseded->attachment_id);
  tally_db_bind_int64 (put, 3, superseded->target_sheet);
  tally_db_bind_int64 (put, 4, superseded->target_row);
  tally_db_bind_int64 (put, 5, superseded->created_utc_usec);
  tally_db_bind_int64 (put, 6, state);
  tally_db_bind_text (put, 7, or_empty (superseded->file_name));
  tally_db_bind_text (put, 8, or_empty (superseded->sha256));
  tally_db_bind_text (put, 9, or_empty (superseded->archived_path));
  return tally_db_run (put, error)
         && (state == TALLY_STORE_SUPERSEDED_FOUND
             || tally_store_write_foreign (store, identity_id, superseded, error));
}

/* That a file was found is no act yet. */
static gboolean
write_trail (TallyStore                  *store,
             const TallyStoreSuperseded  *superseded,
             TallyStoreSupersededState    state,
             GError                     **error)
{
  TallyJsonWriter *payload;

  if (state == TALLY_STORE_SUPERSEDED_FOUND)
    return TRUE;
  payload = tally_json_writer_new ();
  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "attachment", superseded->attachment_id);
  tally_json_writer_add_int64 (payload, "target_row", superseded->target_row);
  tally_json_writer_add_text (payload, "sha256", or_empty (superseded->sha256));
  return tally_store_trail_write (store, step_ids[state], superseded->identity, payload, error);
}

static gboolean
put_superseded (TallyStore                  *store,
                const TallyStoreSuperseded  *superseded,
                TallyStoreSupersededState    state,
                GError                     **error)
{
  const TallyStoreStep step = {
    .identity = superseded->identity,
    .step = step_ids[state],
    .target_sheet = superseded->target_sheet,
    .target_row = superseded->target_row,
    .attachment_id = superseded->attachment_id,
    .file_name = superseded->file_name,
    .sha256 = superseded->sha256,
    .note = superseded->archived_path,
  };

  return write_superseded (store, superseded, state, error)
         && tally_store_write_step (store, &step, error)
         && write_trail (store, superseded, state, error);
}

gboolean
tally_store_superseded_put (TallyStore                  *store,
                            const TallyStoreSuperseded  *superseded,
                            TallyStoreSupersededState    state,
                            GError                     **error)
{
  g_return_val_if_fail (store != NULL && superseded != NULL && superseded->identity != NULL, FALSE);
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (step_ids), FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, put_superseded (store, superseded, state, error), error);
}

GPtrArray *
tally_store_superseded_list_open (TallyStore  *store,
                                  gint64       target_sheet,
                                  GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-superseded", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, target_sheet);
  return tally_store_read_all (store, list, read_superseded,
                               (GDestroyNotify) tally_store_superseded_free, error);
}
