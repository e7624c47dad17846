/* tally-store-publications.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-publications.h"

#include "tally-store-body.h"
#include "tally-store-identities.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail.h"

void
tally_store_publication_free (TallyStorePublication *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->fingerprint);
  g_free (self->file_name);
  g_free (self->sha256);
  g_clear_pointer (&self->sheet_ids, g_array_unref);
  g_free (self);
}

static gboolean
read_sheets (TallyStore             *store,
             TallyStorePublication  *publication,
             GError                **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-publication-sheets", error);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, publication->publication_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row)
        {
          gint64 id = tally_db_column_int64 (list, 0);
          g_array_append_val (publication->sheet_ids, id);
        }
    }
  return TRUE;
}

static gpointer
read_publication (TallyStore        *store,
                  TallyDbStatement  *row,
                  GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  g_autoptr (TallyStorePublication) self = g_new0 (TallyStorePublication, 1);

  self->sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->identity = tally_store_identities_read (store, row, 0, error);
  if (self->identity == NULL)
    return NULL;
  self->publication_id = tally_db_column_int64 (row, n);
  self->run_id = tally_db_column_int64 (row, n + 1);
  self->state = (TallyStorePublicationState) tally_db_column_int64 (row, n + 2);
  self->target_sheet = tally_db_column_int64 (row, n + 3);
  self->target_row = tally_db_column_int64 (row, n + 4);
  self->attachment_id = tally_db_column_int64 (row, n + 5);
  self->attachment_created_utc_usec = tally_db_column_int64 (row, n + 6);
  self->generated_utc_usec = tally_db_column_int64 (row, n + 7);
  self->published_utc_usec = tally_db_column_int64 (row, n + 8);
  self->size_bytes = (guint64) tally_db_column_int64 (row, n + 9);
  self->n_lines = (guint) tally_db_column_int64 (row, n + 10);
  self->total_cents = tally_db_column_int64 (row, n + 11);
  self->fingerprint = g_strdup (tally_db_column_text (row, n + 12));
  self->file_name = g_strdup (tally_db_column_text (row, n + 13));
  self->sha256 = g_strdup (tally_db_column_text (row, n + 14));
  return read_sheets (store, self, error) ? g_steal_pointer (&self) : NULL;
}

TallyStorePublication *
tally_store_publications_find_current (TallyStore           *store,
                                       gint64                target_sheet,
                                       const TallyIdentity  *identity,
                                       GError              **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  gint64 id = 0;

  g_return_val_if_fail (store != NULL && identity != NULL, NULL);
  if (!tally_store_identities_find (store, identity, &id, error))
    return NULL;
  find = tally_db_prepare (store->db, "find-publication", error);
  if (find == NULL)
    return NULL;
  tally_db_bind_int64 (find, 1, target_sheet);
  tally_db_bind_int64 (find, 2, id);
  return tally_store_read_one (store, find, read_publication, error);
}

TallyStorePublication *
tally_store_publications_find_attachment (TallyStore  *store,
                                          gint64       attachment_id,
                                          GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  find = tally_db_prepare (store->db, "find-publication-of-attachment", error);
  if (find != NULL)
    tally_db_bind_int64 (find, 1, attachment_id);
  return tally_store_read_one (store, find, read_publication, error);
}

GPtrArray *
tally_store_publications_list_current (TallyStore  *store,
                                       gint64       target_sheet,
                                       GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-publications", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, target_sheet);
  return tally_store_read_all (store, list, read_publication,
                               (GDestroyNotify) tally_store_publication_free, error);
}

static gboolean
hand_out (TallyStore          *store,
          TallyDbStatement    *row,
          TallyStoreLineFunc   func,
          gpointer             data,
          GError             **error)
{
  gsize size;
  gconstpointer bytes = tally_db_column_bytes (row, 0, &size);
  TallyLine line;

  if (!tally_store_body_read (bytes, size, &line))
    return tally_store_fail_corrupt (store, "a published line", error);
  line.row_number = tally_db_column_int64 (row, 1);
  line.modified_utc_usec = tally_db_column_int64 (row, 2);
  return func (&line, data, error);
}

gboolean
tally_store_publications_foreach_line (TallyStore          *store,
                                       gint64               publication_id,
                                       TallyStoreLineFunc   func,
                                       gpointer             data,
                                       GError             **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL && func != NULL, FALSE);
  list = tally_db_prepare (store->db, "list-published-lines", error);
  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, publication_id);
  while (has_row)
    {
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (has_row && !hand_out (store, list, func, data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_publication (TallyStore  *store,
                    gint64       publication_id,
                    GError     **error)
{
  g_autoptr (TallyDbStatement) drop = tally_db_prepare (store->db, "remove-publication", error);

  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, publication_id);
  if (!tally_db_run (drop, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 1)
    {
      g_autofree char *payload = g_strdup_printf ("{\"publication\":%" G_GINT64_FORMAT "}", publication_id);
      return tally_store_write_lost (store, publication_id, error)
             && tally_store_trail_append (store, "removal", NULL, payload, error)
             && tally_store_advance_head (store, error);
    }
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "there is no publication %" G_GINT64_FORMAT, publication_id);
  return FALSE;
}

gboolean
tally_store_publications_mark_removed (TallyStore  *store,
                                       gint64       publication_id,
                                       GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, remove_publication (store, publication_id, error), error);
}
