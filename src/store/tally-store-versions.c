/* tally-store-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-versions.h"

#include "tally-json.h"
#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail.h"

void
tally_store_content_free (TallyStoreContent *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self);
}

static gpointer
read_version (TallyStore        *store,
              TallyDbStatement  *row,
              GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  TallyVersion *version = tally_store_identities_new_record (TallyVersion, store, row, error);

  if (version == NULL)
    return NULL;
  version->version = tally_db_column_int64 (row, n);
  version->end = (TallyVersionEnd) tally_db_column_int64 (row, n + 1);
  version->target_sheet = tally_db_column_int64 (row, n + 2);
  version->target_row = tally_db_column_int64 (row, n + 3);
  version->attachment_id = tally_db_column_int64 (row, n + 4);
  version->from_utc_usec = tally_db_column_int64 (row, n + 5);
  version->until_utc_usec = tally_db_column_int64 (row, n + 6);
  version->generated_utc_usec = tally_db_column_int64 (row, n + 7);
  version->dropped_utc_usec = tally_db_column_int64 (row, n + 8);
  version->size_bytes = (guint64) tally_db_column_int64 (row, n + 9);
  version->n_lines = (guint) tally_db_column_int64 (row, n + 10);
  version->total_cents = tally_db_column_int64 (row, n + 11);
  version->fingerprint = g_strdup (tally_db_column_text (row, n + 12));
  version->file_name = g_strdup (tally_db_column_text (row, n + 13));
  version->sha256 = g_strdup (tally_db_column_text (row, n + 14));
  version->has_lines = tally_db_column_int64 (row, n + 15) != 0;
  version->is_pinned = tally_db_column_int64 (row, n + 16) != 0;
  version->run_id = tally_db_column_int64 (row, n + 17);
  return version;
}

GPtrArray *
tally_store_versions_list_current (TallyStore  *store,
                                   gint64       target_sheet,
                                   GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-current-versions", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, target_sheet);
  return tally_store_read_all (store, list, read_version, (GDestroyNotify) tally_version_free, error);
}

GPtrArray *
tally_store_versions_list (TallyStore  *store,
                           gint64       target_sheet,
                           const char  *work_request,
                           TallyDay     week_ending,
                           GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL && work_request != NULL, NULL);
  list = tally_db_prepare (store->db, "list-versions", error);
  if (list != NULL)
    {
      tally_db_bind_int64 (list, 1, target_sheet);
      tally_db_bind_int64 (list, 2, week_ending);
      tally_db_bind_text (list, 3, work_request);
    }
  return tally_store_read_all (store, list, read_version, (GDestroyNotify) tally_version_free, error);
}

TallyVersion *
tally_store_versions_find (TallyStore  *store,
                           gint64       version,
                           GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-version", error);
  if (find != NULL)
    tally_db_bind_int64 (find, 1, version);
  return tally_store_read_one (store, find, read_version, error);
}

static gpointer
read_content (TallyStore        *store,
              TallyDbStatement  *row,
              GError           **error)
{
  TallyStoreContent *content = g_new0 (TallyStoreContent, 1);

  content->sha256 = g_strdup (tally_db_column_text (row, 0));
  content->size_bytes = (guint64) tally_db_column_int64 (row, 1);
  content->n_versions = (guint) tally_db_column_int64 (row, 2);
  return content;
}

GPtrArray *
tally_store_versions_list_expired (TallyStore  *store,
                                   gint64       before_utc_usec,
                                   GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-expired-contents", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, before_utc_usec);
  return tally_store_read_all (store, list, read_content, (GDestroyNotify) tally_store_content_free, error);
}

static gboolean
write_dropped (TallyStore  *store,
               const char  *sha256,
               gint64       n_versions,
               GError     **error)
{
  g_autoptr (TallyJsonWriter) payload = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_text (payload, "sha256", sha256);
  tally_json_writer_add_int64 (payload, "versions", n_versions);
  tally_json_writer_end_object (payload);
  text = tally_json_writer_finish (payload, FALSE);
  return tally_store_trail_append (store, "archive-dropped", NULL, text, error);
}

static gboolean
drop_content (TallyStore  *store,
              const char  *sha256,
              GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "drop-content", error);
  gint64 n_versions;

  if (drop == NULL)
    return FALSE;
  tally_db_bind_text (drop, 1, sha256);
  tally_db_bind_int64 (drop, 2, tally_store_now (store));
  if (!tally_db_run (drop, error))
    return FALSE;
  n_versions = tally_db_get_n_changes (store->db);
  return n_versions == 0 || write_dropped (store, sha256, n_versions, error);
}

gboolean
tally_store_versions_mark_dropped (TallyStore  *store,
                                   const char  *sha256,
                                   GError     **error)
{
  g_return_val_if_fail (store != NULL && sha256 != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, drop_content (store, sha256, error), error);
}

static gboolean
end_version (TallyStore              *store,
             gint64                   identity_id,
             const TallyStoreIntent  *intent,
             GError                 **error)
{
  g_autoptr (TallyDbStatement) end = tally_db_prepare (store->db, "end-version", error);

  if (end == NULL)
    return FALSE;
  tally_db_bind_int64 (end, 1, intent->target_sheet);
  tally_db_bind_int64 (end, 2, identity_id);
  tally_db_bind_int64 (end, 3, intent->run_id);
  tally_db_bind_text (end, 4, intent->fingerprint);
  tally_db_bind_int64 (end, 5, tally_store_now (store));
  return tally_db_run (end, error);
}

static gboolean
drop_other_pin (TallyStore              *store,
                gint64                   identity_id,
                const TallyStoreIntent  *intent,
                GError                 **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "delete-other-pin", error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, intent->target_sheet);
  tally_db_bind_int64 (drop, 2, identity_id);
  tally_db_bind_int64 (drop, 3, intent->run_id);
  tally_db_bind_text (drop, 4, intent->fingerprint);
  return tally_db_run (drop, error);
}

gboolean
tally_store_write_issued (TallyStore              *store,
                          gint64                   identity_id,
                          const TallyStoreIntent  *intent,
                          gint64                   attachment_created_utc_usec,
                          GError                 **error)
{
  g_autoptr (TallyDbStatement) put = NULL;

  if (!end_version (store, identity_id, intent, error)
      || !drop_other_pin (store, identity_id, intent, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-version", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, intent->target_sheet);
  tally_db_bind_int64 (put, 2, intent->attachment_id);
  tally_db_bind_int64 (put, 3, identity_id);
  tally_db_bind_int64 (put, 4, TALLY_VERSION_END_NONE);
  tally_db_bind_int64 (put, 5, (gint64) intent->size_bytes);
  tally_db_bind_int64 (put, 6, attachment_created_utc_usec);
  tally_db_bind_int64 (put, 7, 0);
  tally_db_bind_text (put, 8, intent->file_name);
  tally_db_bind_text (put, 9, intent->sha256);
  return tally_db_run (put, error);
}

gboolean
tally_store_write_lost (TallyStore  *store,
                        gint64       publication_id,
                        GError     **error)
{
  g_autoptr (TallyDbStatement) lose = tally_db_prepare (store->db, "lose-version", error);

  if (lose == NULL)
    return FALSE;
  tally_db_bind_int64 (lose, 1, publication_id);
  tally_db_bind_int64 (lose, 2, tally_store_now (store));
  return tally_db_run (lose, error);
}

gboolean
tally_store_write_foreign (TallyStore                  *store,
                           gint64                       identity_id,
                           const TallyStoreSuperseded  *superseded,
                           GError                     **error)
{
  g_autoptr (TallyDbStatement) insert = NULL;

  insert = tally_db_prepare (store->db, "insert-foreign-version", error);
  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, superseded->target_sheet);
  tally_db_bind_int64 (insert, 2, superseded->attachment_id);
  tally_db_bind_int64 (insert, 3, identity_id);
  tally_db_bind_int64 (insert, 4, TALLY_VERSION_END_FOREIGN);
  tally_db_bind_int64 (insert, 5, (gint64) superseded->size_bytes);
  tally_db_bind_int64 (insert, 6, superseded->created_utc_usec);
  tally_db_bind_int64 (insert, 7, tally_store_now (store));
  tally_db_bind_text (insert, 8, superseded->file_name);
  tally_db_bind_text (insert, 9, superseded->sha256);
  return tally_db_run (insert, error);
}
