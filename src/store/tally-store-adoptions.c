/* tally-store-adoptions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-adoptions.h"

#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail-private.h"

#define STEP "adopted"

gboolean
tally_store_adoptions_begin (TallyStore  *store,
                             GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error);
}

static gboolean
write_trail (TallyStore                   *store,
             const TallyStorePublication  *publication,
             GError                      **error)
{
  TallyJsonWriter *payload = tally_json_writer_new ();

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "attachment", publication->attachment_id);
  tally_json_writer_add_int64 (payload, "target_row", publication->target_row);
  tally_json_writer_add_text (payload, "sha256", publication->sha256);
  tally_json_writer_add_text (payload, "fingerprint", publication->fingerprint);
  tally_json_writer_add_int64 (payload, "cents", publication->total_cents);
  tally_json_writer_add_int64 (payload, "lines", publication->n_lines);
  tally_json_writer_add_int64 (payload, "run", publication->run_id);
  return tally_store_trail_write (store, "adopt", publication->identity, payload, error);
}

static gboolean
write_journal (TallyStore                   *store,
               const TallyStorePublication  *publication,
               GError                      **error)
{
  const TallyStoreStep step = {
    .run_id = publication->run_id,
    .identity = publication->identity,
    .step = STEP,
    .target_sheet = publication->target_sheet,
    .target_row = publication->target_row,
    .attachment_id = publication->attachment_id,
    .size_bytes = publication->size_bytes,
    .file_name = publication->file_name,
    .sha256 = publication->sha256,
  };

  return tally_store_write_step (store, &step, error);
}

/* Without lines: what the file itself says of them. */
static gboolean
write_told (TallyStore                   *store,
            gint64                        publication_id,
            const TallyStorePublication  *publication,
            GError                      **error)
{
  g_autoptr (TallyDbStatement) tell = tally_db_prepare (store->db, "tell-publication", error);
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-publication-sheet", error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (tell == NULL || insert == NULL)
    return FALSE;
  tally_db_bind_int64 (tell, 1, publication_id);
  tally_db_bind_int64 (tell, 2, publication->generated_utc_usec);
  tally_db_bind_int64 (tell, 3, publication->n_lines);
  tally_db_bind_int64 (tell, 4, publication->total_cents);
  if (!tally_db_run (tell, error))
    return FALSE;
  for (guint i = 0; i < publication->sheet_ids->len; i++)
    {
      gint64 *sheet_id = &g_array_index (publication->sheet_ids, gint64, i);
      if (!g_hash_table_add (seen, sheet_id))
        continue;
      tally_db_bind_int64 (insert, 1, publication_id);
      tally_db_bind_int64 (insert, 2, *sheet_id);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
adopt (TallyStore                   *store,
       const TallyStorePublication  *publication,
       const TallyGroup             *group,
       GError                      **error)
{
  const TallyStoreIntent as_intent = {
    .run_id = publication->run_id,
    .identity = publication->identity,
    .target_sheet = publication->target_sheet,
    .target_row = publication->target_row,
    .attachment_id = publication->attachment_id,
    .size_bytes = publication->size_bytes,
    .fingerprint = publication->fingerprint,
    .file_name = publication->file_name,
    .sha256 = publication->sha256,
  };
  TallyStorePrepared prepared = { 0 };
  gint64 identity_id = 0;

  return tally_store_identities_ensure (store, publication->identity, &identity_id, error)
         && tally_store_write_prepared (store, identity_id, &as_intent, group, &prepared, error)
         && (group != NULL || write_told (store, prepared.publication_id, publication, error))
         && tally_store_promote_prepared (store, prepared.publication_id, &as_intent,
                                          publication->attachment_created_utc_usec, error);
}

gboolean
tally_store_adoptions_add (TallyStore                   *store,
                           const TallyStorePublication  *publication,
                           const TallyGroup             *group,
                           GError                      **error)
{
  g_return_val_if_fail (store != NULL && publication != NULL, FALSE);
  return adopt (store, publication, group, error) && write_trail (store, publication, error)
         && write_journal (store, publication, error);
}

gboolean
tally_store_adoptions_end (TallyStore  *store,
                           gboolean     success,
                           GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_end (store, success && tally_store_advance_head (store, error), error)
         && success;
}
