/* tally-store-publications-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-publications.h"

#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail-private.h"

/* What hung there before stands in the trail beside what hangs there now. */
static gboolean
write_trail (TallyStore                   *store,
             const TallyStoreIntent       *intent,
             const TallyStorePrepared     *prepared,
             const TallyStorePublication  *before,
             GError                      **error)
{
  TallyJsonWriter *payload = tally_json_writer_new ();

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "attachment", intent->attachment_id);
  tally_json_writer_add_int64 (payload, "target_row", intent->target_row);
  tally_json_writer_add_text (payload, "sha256", intent->sha256);
  tally_json_writer_add_text (payload, "fingerprint", intent->fingerprint);
  tally_json_writer_add_int64 (payload, "cents", prepared->total_cents);
  tally_json_writer_add_int64 (payload, "lines", prepared->n_lines);
  tally_json_writer_add_int64 (payload, "run", intent->run_id);
  if (before != NULL)
    {
      tally_json_writer_add_int64 (payload, "old_attachment", before->attachment_id);
      tally_json_writer_add_text (payload, "old_sha256", before->sha256);
      tally_json_writer_add_text (payload, "old_fingerprint", before->fingerprint);
      tally_json_writer_add_int64 (payload, "old_cents", before->total_cents);
    }
  return tally_store_trail_write (store, "publication", intent->identity, payload, error);
}

static gboolean
supersede_current (TallyStore  *store,
                   gint64       target_sheet,
                   gint64       identity_id,
                   GError     **error)
{
  g_autoptr (TallyDbStatement) supersede = NULL;

  supersede = tally_db_prepare (store->db, "supersede-publication", error);
  if (supersede == NULL)
    return FALSE;
  tally_db_bind_int64 (supersede, 1, target_sheet);
  tally_db_bind_int64 (supersede, 2, identity_id);
  return tally_db_run (supersede, error);
}

static gboolean
promote (TallyStore              *store,
         gint64                   publication_id,
         const TallyStoreIntent  *intent,
         gint64                   attachment_created_utc_usec,
         GError                 **error)
{
  g_autoptr (TallyDbStatement) promote = tally_db_prepare (store->db, "promote-publication", error);

  if (promote == NULL)
    return FALSE;
  tally_db_bind_int64 (promote, 1, publication_id);
  tally_db_bind_int64 (promote, 2, intent->target_row);
  tally_db_bind_int64 (promote, 3, intent->attachment_id);
  tally_db_bind_int64 (promote, 4, attachment_created_utc_usec);
  tally_db_bind_int64 (promote, 5, tally_store_now (store));
  return tally_db_run (promote, error);
}

gboolean
tally_store_promote_prepared (TallyStore              *store,
                              gint64                   publication_id,
                              const TallyStoreIntent  *intent,
                              gint64                   attachment_created_utc_usec,
                              GError                 **error)
{
  gint64 identity_id = 0;

  return tally_store_identities_ensure (store, intent->identity, &identity_id, error)
         && supersede_current (store, intent->target_sheet, identity_id, error)
         && promote (store, publication_id, intent, attachment_created_utc_usec, error)
         && tally_store_write_issued (store, identity_id, intent, attachment_created_utc_usec, error);
}

/* What was prepared, unless other lines are handed in or none was. */
static gboolean
ensure_prepared (TallyStore              *store,
                 gint64                   identity_id,
                 const TallyStoreIntent  *intent,
                 const TallyGroup        *group,
                 TallyStorePrepared      *out_prepared,
                 GError                 **error)
{
  out_prepared->publication_id = 0;
  if (group == NULL && !tally_store_find_prepared (store, identity_id, intent, out_prepared, error))
    return FALSE;
  return out_prepared->publication_id != 0
         || tally_store_write_prepared (store, identity_id, intent, group, out_prepared, error);
}

static gboolean
record (TallyStore              *store,
        const TallyStoreIntent  *intent,
        gint64                   attachment_created_utc_usec,
        const TallyGroup        *group,
        GError                 **error)
{
  g_autoptr (TallyStorePublication) before = NULL;
  g_autoptr (GError) failure = NULL;
  TallyStorePrepared prepared = { 0 };
  gint64 identity_id = 0;

  before = tally_store_publications_find_current (store, intent->target_sheet, intent->identity,
                                                  &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return tally_store_identities_ensure (store, intent->identity, &identity_id, error)
         && ensure_prepared (store, identity_id, intent, group, &prepared, error)
         && tally_store_promote_prepared (store, prepared.publication_id, intent,
                                          attachment_created_utc_usec, error)
         && write_trail (store, intent, &prepared, before, error)
         && tally_store_write_intent_state (store, intent, TALLY_STORE_INTENT_COMMITTED, error)
         && tally_store_advance_head (store, error);
}

gboolean
tally_store_publications_record (TallyStore        *store,
                                 TallyStoreIntent  *intent,
                                 gint64             attachment_created_utc_usec,
                                 const TallyGroup  *group,
                                 GError           **error)
{
  gboolean recorded;

  g_return_val_if_fail (store != NULL && intent != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error))
    return FALSE;
  recorded = record (store, intent, attachment_created_utc_usec, group, error);
  if (!tally_store_end (store, recorded, error))
    return FALSE;
  intent->state = TALLY_STORE_INTENT_COMMITTED;
  return TRUE;
}
