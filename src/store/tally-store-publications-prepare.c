/* tally-store-publications-prepare.c
 *
 * A publication before its attachment: the lines as they are when it is planned, so that whoever
 * completes it later need not look at rows that changed since.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-publications.h"

#include "tally-digest.h"
#include "tally-store-body.h"
#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"

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

gboolean
tally_store_drop_prepared (TallyStore  *store,
                           gint64       identity_id,
                           gint64       target_sheet,
                           GError     **error)
{
  static const char *const names[] = {
    "delete-prepared-lines", "delete-prepared-sheets", "delete-prepared",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, names[i], error);
      if (drop == NULL)
        return FALSE;
      tally_db_bind_int64 (drop, 1, target_sheet);
      tally_db_bind_int64 (drop, 2, identity_id);
      if (!tally_db_run (drop, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_publication (TallyStore              *store,
                    gint64                   identity_id,
                    const TallyStoreIntent  *intent,
                    const TallyGroup        *group,
                    GError                 **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-publication", error);

  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, identity_id);
  tally_db_bind_int64 (insert, 2, intent->run_id);
  tally_db_bind_int64 (insert, 3, intent->target_sheet);
  tally_db_bind_int64 (insert, 4, intent->target_row);
  tally_db_bind_int64 (insert, 5, group != NULL ? group->generated_utc_usec : 0);
  tally_db_bind_int64 (insert, 6, (gint64) intent->size_bytes);
  tally_db_bind_int64 (insert, 7, group != NULL ? group->lines->len : 0);
  tally_db_bind_int64 (insert, 8, group != NULL ? group->total_cents : 0);
  tally_db_bind_text (insert, 9, intent->fingerprint);
  tally_db_bind_text (insert, 10, intent->file_name);
  tally_db_bind_text (insert, 11, intent->sha256);
  return tally_db_run (insert, error);
}

gboolean
tally_store_write_prepared (TallyStore              *store,
                            gint64                   identity_id,
                            const TallyStoreIntent  *intent,
                            const TallyGroup        *group,
                            TallyStorePrepared      *out_prepared,
                            GError                 **error)
{
  if (!tally_store_drop_prepared (store, identity_id, intent->target_sheet, error)
      || !insert_publication (store, identity_id, intent, group, error))
    return FALSE;
  *out_prepared = (TallyStorePrepared) { .publication_id = tally_db_get_last_id (store->db) };
  if (group == NULL)
    return TRUE;
  out_prepared->n_lines = group->lines->len;
  out_prepared->total_cents = group->total_cents;
  return insert_lines (store, out_prepared->publication_id, group, error)
         && insert_sheets (store, out_prepared->publication_id, group, error);
}

gboolean
tally_store_find_prepared (TallyStore              *store,
                           gint64                   identity_id,
                           const TallyStoreIntent  *intent,
                           TallyStorePrepared      *out_prepared,
                           GError                 **error)
{
  g_autoptr (TallyDbStatement) find = tally_db_prepare (store->db, "find-prepared", error);
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  tally_db_bind_int64 (find, 1, intent->target_sheet);
  tally_db_bind_int64 (find, 2, identity_id);
  tally_db_bind_text (find, 3, intent->fingerprint);
  tally_db_bind_text (find, 4, intent->sha256);
  if (!tally_db_step (find, &has_row, error))
    return FALSE;
  *out_prepared = (TallyStorePrepared) { 0 };
  if (!has_row)
    return TRUE;
  out_prepared->publication_id = tally_db_column_int64 (find, 0);
  out_prepared->n_lines = tally_db_column_int64 (find, 1);
  out_prepared->total_cents = tally_db_column_int64 (find, 2);
  return TRUE;
}

static gboolean
prepare (TallyStore              *store,
         const TallyStoreIntent  *intent,
         const TallyGroup        *group,
         GError                 **error)
{
  TallyStorePrepared prepared;
  gint64 identity_id = 0;

  return tally_store_identities_ensure (store, intent->identity, &identity_id, error)
         && tally_store_write_prepared (store, identity_id, intent, group, &prepared, error);
}

gboolean
tally_store_publications_prepare (TallyStore              *store,
                                  const TallyStoreIntent  *intent,
                                  const TallyGroup        *group,
                                  GError                 **error)
{
  g_return_val_if_fail (store != NULL && intent != NULL && group != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_NORMAL, error)
         && tally_store_end (store, prepare (store, intent, group, error), error);
}
