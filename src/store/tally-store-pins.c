/* tally-store-pins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pins.h"

#include "tally-digest.h"
#include "tally-store-body.h"
#include "tally-store-identities.h"
#include "tally-store-lines.h"
#include "tally-store-trail-private.h"

void
tally_store_pin_free (TallyStorePin *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->fingerprint);
  g_free (self->lines_hash);
  g_free (self->actor);
  g_free (self);
}

/* Each body begins with its length, so that no two lists of lines look the same. */
static gboolean
add_line_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint64 size;

  tally_store_body_write (line, body);
  size = GUINT64_TO_LE ((guint64) body->len);
  tally_digest_update (data, &size, sizeof size);
  tally_digest_update (data, body->data, body->len);
  return TRUE;
}

char *
tally_store_pins_dup_lines_hash (TallyStore           *store,
                                 const TallyIdentity  *identity,
                                 GCancellable         *cancellable,
                                 GError              **error)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE, .identity = identity };
  g_autoptr (TallyDigest) digest = tally_digest_new ();
  char hex[TALLY_DIGEST_HEX_LENGTH + 1];

  g_return_val_if_fail (store != NULL && identity != NULL, NULL);
  if (!tally_store_lines_foreach (store, &filter, add_line_cb, digest, cancellable, error))
    return NULL;
  tally_digest_finish (digest, hex);
  return g_strdup (hex);
}

/* Appends what a person did to a workbook. */
static gboolean
write_act (TallyStore            *store,
           TallyStoreTrailEntry  *entry,
           const TallyIdentity   *identity,
           TallyJsonWriter       *payload,
           GError               **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *subject = tally_store_trail_subject (identity, &digest);
  g_autofree char *json = NULL;

  tally_json_writer_add_text (payload, "identity", digest);
  tally_json_writer_end_object (payload);
  json = tally_json_writer_finish (payload, FALSE);
  entry->subject = subject;
  entry->payload = json;
  return tally_store_trail_append_entry (store, entry, error);
}

static gboolean
write_restore (TallyStore           *store,
               const TallyStorePin  *pin,
               GError              **error)
{
  g_autoptr (TallyJsonWriter) payload = tally_json_writer_new ();
  TallyStoreTrailEntry entry = { .kind = "restore", .actor = pin->actor };

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "version", pin->version);
  tally_json_writer_add_text (payload, "fingerprint", pin->fingerprint);
  tally_json_writer_add_text (payload, "lines_hash", pin->lines_hash);
  return write_act (store, &entry, pin->identity, payload, error);
}

static gboolean
put_pin (TallyStore           *store,
         const TallyStorePin  *pin,
         GError              **error)
{
  g_autoptr (TallyDbStatement) put = NULL;
  gint64 id = 0;

  if (!tally_store_identities_ensure (store, pin->identity, &id, error))
    return FALSE;
  put = tally_db_prepare (store->db, "put-pin", error);
  if (put == NULL)
    return FALSE;
  tally_db_bind_int64 (put, 1, id);
  tally_db_bind_int64 (put, 2, pin->target_sheet);
  tally_db_bind_int64 (put, 3, pin->version);
  tally_db_bind_int64 (put, 4, tally_store_now (store));
  tally_db_bind_text (put, 5, pin->fingerprint);
  tally_db_bind_text (put, 6, pin->lines_hash);
  tally_db_bind_int64 (put, 7, pin->run_id);
  return tally_db_run (put, error) && write_restore (store, pin, error);
}

gboolean
tally_store_pins_put (TallyStore           *store,
                      const TallyStorePin  *pin,
                      GError              **error)
{
  g_return_val_if_fail (store != NULL && pin != NULL && pin->identity != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, put_pin (store, pin, error), error);
}

static gpointer
read_pin (TallyStore        *store,
          TallyDbStatement  *row,
          GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  TallyStorePin *pin = tally_store_identities_new_record (TallyStorePin, store, row, error);

  if (pin == NULL)
    return NULL;
  pin->target_sheet = tally_db_column_int64 (row, n);
  pin->version = tally_db_column_int64 (row, n + 1);
  pin->run_id = tally_db_column_int64 (row, n + 2);
  pin->pinned_utc_usec = tally_db_column_int64 (row, n + 3);
  pin->fingerprint = g_strdup (tally_db_column_text (row, n + 4));
  pin->lines_hash = g_strdup (tally_db_column_text (row, n + 5));
  return pin;
}

GPtrArray *
tally_store_pins_list (TallyStore  *store,
                       gint64       target_sheet,
                       GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-pins", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, target_sheet);
  return tally_store_read_all (store, list, read_pin, (GDestroyNotify) tally_store_pin_free, error);
}

static gboolean
write_release (TallyStore           *store,
               const TallyIdentity  *identity,
               const char           *actor,
               GError              **error)
{
  g_autoptr (TallyJsonWriter) payload = tally_json_writer_new ();
  TallyStoreTrailEntry entry = { .kind = "release", .actor = actor };

  tally_json_writer_begin_object (payload, NULL);
  return write_act (store, &entry, identity, payload, error);
}

static gboolean
delete_pin (TallyStore           *store,
            gint64                target_sheet,
            const TallyIdentity  *identity,
            const char           *actor,
            GError              **error)
{
  g_autoptr (TallyDbStatement) drop = NULL;
  gint64 id = 0;

  if (!tally_store_identities_find (store, identity, &id, error))
    return FALSE;
  drop = tally_db_prepare (store->db, "delete-pin", error);
  if (drop == NULL)
    return FALSE;
  tally_db_bind_int64 (drop, 1, target_sheet);
  tally_db_bind_int64 (drop, 2, id);
  if (!tally_db_run (drop, error))
    return FALSE;
  return tally_db_get_n_changes (store->db) == 0 || write_release (store, identity, actor, error);
}

gboolean
tally_store_pins_delete (TallyStore           *store,
                         gint64                target_sheet,
                         const TallyIdentity  *identity,
                         const char           *actor,
                         GError              **error)
{
  g_return_val_if_fail (store != NULL && identity != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, delete_pin (store, target_sheet, identity, actor, error), error);
}
