/* tally-store-publications-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-publications.h"

#include "tally-digest.h"
#include "tally-store-body.h"
#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail-private.h"

/* The bytes of a line, stored once. */
static gboolean
ensure_body (TallyStore  *store,
             GByteArray  *body,
             gint64      *out_id,
             GError     **error)
{
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-published-body", error);
  g_autoptr (TallyDbStatement) insert = NULL;
  guint8 hash[TALLY_DIGEST_BYTES];
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  tally_digest_update (digest, body->data, body->len);
  tally_digest_finish_bytes (digest, hash);
  tally_db_bind_bytes (find, 1, hash, sizeof hash);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out_id = tally_db_column_int64 (find, 0);
      return TRUE;
    }
  insert = tally_db_prepare (store->db, "insert-published-body", error);
  if (insert == NULL)
    return FALSE;
  tally_db_bind_bytes (insert, 1, hash, sizeof hash);
  tally_db_bind_bytes (insert, 2, body->data, body->len);
  if (!tally_db_run (insert, error))
    return FALSE;
  *out_id = tally_db_get_last_id (store->db);
  return TRUE;
}

static gboolean
insert_lines (TallyStore        *store,
              gint64             publication_id,
              const TallyGroup  *group,
              GError           **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-published-line", error);
  g_autoptr (GByteArray) body = g_byte_array_new ();

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);
      gint64 body_id = 0;

      g_byte_array_set_size (body, 0);
      tally_store_body_write (line, body);
      if (!ensure_body (store, body, &body_id, error))
        return FALSE;
      tally_db_bind_int64 (insert, 1, publication_id);
      tally_db_bind_int64 (insert, 2, i);
      tally_db_bind_int64 (insert, 3, body_id);
      tally_db_bind_int64 (insert, 4, line->row_number);
      tally_db_bind_int64 (insert, 5, line->modified_utc_usec);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* Each source sheet once; lines of one sheet usually stand together, but need not. */
static gboolean
insert_sheets (TallyStore        *store,
               gint64             publication_id,
               const TallyGroup  *group,
               GError           **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-publication-sheet", error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);

      if (!g_hash_table_add (seen, (gpointer) &line->sheet_id))
        continue;
      tally_db_bind_int64 (insert, 1, publication_id);
      tally_db_bind_int64 (insert, 2, line->sheet_id);
      if (!tally_db_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* What hung there before stands in the trail beside what hangs there now. */
static gboolean
write_trail (TallyStore                   *store,
             const TallyStoreIntent       *intent,
             const TallyGroup             *group,
             const TallyStorePublication  *before,
             GError                      **error)
{
  TallyJsonWriter *payload = tally_json_writer_new ();

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "attachment", intent->attachment_id);
  tally_json_writer_add_int64 (payload, "target_row", intent->target_row);
  tally_json_writer_add_text (payload, "sha256", intent->sha256);
  tally_json_writer_add_text (payload, "fingerprint", intent->fingerprint);
  tally_json_writer_add_int64 (payload, "cents", group->total_cents);
  tally_json_writer_add_int64 (payload, "lines", group->lines->len);
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

static void
bind_publication (TallyStore              *store,
                  TallyDbStatement        *insert,
                  const TallyStoreIntent  *intent,
                  gint64                   attachment_created_utc_usec,
                  const TallyGroup        *group)
{
  tally_db_bind_int64 (insert, 2, intent->run_id);
  tally_db_bind_int64 (insert, 3, intent->target_sheet);
  tally_db_bind_int64 (insert, 4, intent->target_row);
  tally_db_bind_int64 (insert, 5, intent->attachment_id);
  tally_db_bind_int64 (insert, 6, attachment_created_utc_usec);
  tally_db_bind_int64 (insert, 7, group->generated_utc_usec);
  tally_db_bind_int64 (insert, 8, tally_store_now (store));
  tally_db_bind_int64 (insert, 9, (gint64) intent->size_bytes);
  tally_db_bind_int64 (insert, 10, group->lines->len);
  tally_db_bind_int64 (insert, 11, group->total_cents);
  tally_db_bind_text (insert, 12, intent->fingerprint);
  tally_db_bind_text (insert, 13, intent->file_name);
  tally_db_bind_text (insert, 14, intent->sha256);
}

static gboolean
record (TallyStore              *store,
        const TallyStoreIntent  *intent,
        gint64                   attachment_created_utc_usec,
        const TallyGroup        *group,
        GError                 **error)
{
  g_autoptr (TallyStorePublication) before = NULL;
  g_autoptr (TallyDbStatement) insert = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 identity_id = 0;
  gint64 id;

  before = tally_store_publications_find_current (store, intent->target_sheet, intent->identity,
                                                  &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!tally_store_identities_ensure (store, intent->identity, &identity_id, error)
      || !supersede_current (store, intent->target_sheet, identity_id, error))
    return FALSE;
  insert = tally_db_prepare (store->db, "insert-publication", error);
  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, identity_id);
  bind_publication (store, insert, intent, attachment_created_utc_usec, group);
  if (!tally_db_run (insert, error))
    return FALSE;
  id = tally_db_get_last_id (store->db);
  return tally_store_write_issued (store, identity_id, intent, attachment_created_utc_usec, error)
         && insert_lines (store, id, group, error) && insert_sheets (store, id, group, error)
         && write_trail (store, intent, group, before, error)
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

  g_return_val_if_fail (store != NULL && intent != NULL && group != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error))
    return FALSE;
  recorded = record (store, intent, attachment_created_utc_usec, group, error);
  if (!tally_store_end (store, recorded, error))
    return FALSE;
  intent->state = TALLY_STORE_INTENT_COMMITTED;
  return TRUE;
}
