/* tally-store-trail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-trail.h"

#include "tally-digest.h"
#include "tally-json-node.h"
#include "tally-store-meta.h"
#include "tally-store-trail-private.h"

#define HASH_VERSION 1
#define SUBJECT_DIGITS 12
#define N_COLUMNS 8

void
tally_store_trail_hash (const TallyStoreTrailEntry *entry,
                        char                        out_hash[TALLY_HASH_HEX_LENGTH + 1])
{
  g_autoptr (TallyHash) hash = tally_hash_new ("trail", HASH_VERSION);

  tally_hash_add_int64 (hash, entry->sequence);
  tally_hash_add_int64 (hash, entry->utc_usec);
  tally_hash_add_text (hash, entry->kind);
  tally_hash_add_text (hash, entry->actor);
  tally_hash_add_text (hash, entry->subject);
  tally_hash_add_text (hash, entry->payload);
  tally_hash_add_text (hash, entry->previous_hash);
  g_strlcpy (out_hash, tally_hash_get_hex (hash), TALLY_HASH_HEX_LENGTH + 1);
}

void
tally_store_trail_head_format (const TallyStoreTrailHead *head,
                               char                       out_text[TALLY_STORE_TRAIL_HEAD_LENGTH])
{
  g_return_if_fail (head != NULL);
  g_snprintf (out_text, TALLY_STORE_TRAIL_HEAD_LENGTH, "%" G_GINT64_FORMAT ":%s", head->sequence,
              head->hash);
}

gboolean
tally_store_trail_head_parse (const char          *text,
                              TallyStoreTrailHead *out_head)
{
  const char *colon;
  gint64 sequence = 0;
  gsize n_digits;

  g_return_val_if_fail (text != NULL && out_head != NULL, FALSE);
  colon = strchr (text, ':');
  if (colon == NULL || !tally_number_parse_int64 (text, (gsize) (colon - text), &sequence)
      || sequence < 0)
    return FALSE;
  n_digits = strspn (colon + 1, "0123456789abcdef");
  if (colon[1 + n_digits] != '\0' || n_digits != (sequence > 0 ? TALLY_HASH_HEX_LENGTH : 0))
    return FALSE;
  out_head->sequence = sequence;
  g_strlcpy (out_head->hash, colon + 1, sizeof out_head->hash);
  return TRUE;
}

/* What was noted beside the trail; one that can't be read says nothing, verifying finds it. */
static gboolean
read_noted_head (TallyStore           *store,
                 TallyStoreTrailHead  *out_head,
                 GError              **error)
{
  g_autofree char *noted = NULL;

  if (!tally_store_meta_get (store, TALLY_STORE_TRAIL_META_HEAD, &noted, error))
    return FALSE;
  if (noted == NULL || !tally_store_trail_head_parse (noted, out_head))
    *out_head = (TallyStoreTrailHead) { 0 };
  return TRUE;
}

gboolean
tally_store_trail_get_head (TallyStore           *store,
                            TallyStoreTrailHead  *out_head,
                            GError              **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  TallyStoreTrailHead head;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && out_head != NULL, FALSE);
  if (!read_noted_head (store, &head, error))
    return FALSE;
  find = tally_db_prepare (store->db, "find-trail-end", error);
  if (find == NULL || !tally_db_step (find, &has_row, error))
    return FALSE;
  if (has_row && tally_db_column_int64 (find, 0) > head.sequence)
    {
      head.sequence = tally_db_column_int64 (find, 0);
      g_strlcpy (head.hash, tally_db_column_text (find, 1), sizeof head.hash);
    }
  *out_head = head;
  return TRUE;
}

static gboolean
fail_bounds (const char  *what,
             GError     **error)
{
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT,
               "the trail does not take %s; report this as a bug", what);
  return FALSE;
}

static gboolean
is_short_text (const char *text)
{
  return text == NULL || (strlen (text) <= TALLY_STORE_TRAIL_MAX_TEXT_BYTES
                          && g_utf8_validate (text, -1, NULL));
}

static char *
dup_payload (const char  *payload,
             GError     **error)
{
  gsize length = strlen (payload);
  g_autoptr (TallyJsonNode) node = NULL;

  if (length <= TALLY_STORE_TRAIL_MAX_PAYLOAD_BYTES)
    node = tally_json_node_parse (payload, length, NULL);
  if (node != NULL && tally_json_node_get_kind (node) == TALLY_JSON_KIND_OBJECT)
    return tally_json_node_dup_canonical (node);
  fail_bounds ("a payload that is no JSON object, or a long one", error);
  return NULL;
}

static gboolean
insert_entry (TallyStore                  *store,
              const TallyStoreTrailEntry  *entry,
              GError                     **error)
{
  g_autoptr (TallyDbStatement) insert = tally_db_prepare (store->db, "insert-trail", error);

  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, entry->sequence);
  tally_db_bind_int64 (insert, 2, entry->utc_usec);
  tally_db_bind_text (insert, 3, entry->kind);
  tally_db_bind_text (insert, 4, entry->actor);
  tally_db_bind_text (insert, 5, entry->subject);
  tally_db_bind_text (insert, 6, entry->payload);
  tally_db_bind_text (insert, 7, entry->previous_hash);
  tally_db_bind_text (insert, 8, entry->hash);
  return tally_db_run (insert, error);
}

/* Continues the head that was noted: a trail that was cut stays visibly cut. */
static gboolean
append (TallyStore                  *store,
        const TallyStoreTrailEntry  *given,
        GError                     **error)
{
  TallyStoreTrailEntry entry = *given;
  TallyStoreTrailHead head;
  char noted[TALLY_STORE_TRAIL_HEAD_LENGTH];
  TallyStoreTrailHead next;

  if (!tally_store_trail_get_head (store, &head, error))
    return FALSE;
  entry.sequence = head.sequence + 1;
  entry.utc_usec = tally_store_now (store);
  entry.previous_hash = head.hash;
  next.sequence = entry.sequence;
  tally_store_trail_hash (&entry, next.hash);
  entry.hash = next.hash;
  tally_store_trail_head_format (&next, noted);
  return insert_entry (store, &entry, error)
         && tally_store_meta_set (store, TALLY_STORE_TRAIL_META_HEAD, noted, error);
}

gboolean
tally_store_trail_append_entry (TallyStore                  *store,
                                const TallyStoreTrailEntry  *given,
                                GError                     **error)
{
  g_autofree char *payload = NULL;
  TallyStoreTrailEntry entry;

  g_return_val_if_fail (store != NULL && given != NULL, FALSE);
  g_return_val_if_fail (given->kind != NULL && given->payload != NULL, FALSE);
  if (!is_short_text (given->kind) || !is_short_text (given->actor) || !is_short_text (given->subject))
    return fail_bounds ("a long text, or one that is no UTF-8", error);
  payload = dup_payload (given->payload, error);
  if (payload == NULL)
    return FALSE;
  entry = (TallyStoreTrailEntry) {
    .kind = given->kind,
    .actor = given->actor != NULL ? given->actor : "",
    .subject = given->subject != NULL ? given->subject : "",
    .payload = payload,
  };
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, append (store, &entry, error), error);
}

gboolean
tally_store_trail_append (TallyStore  *store,
                          const char  *kind,
                          const char  *subject,
                          const char  *payload_json,
                          GError     **error)
{
  const TallyStoreTrailEntry entry = { .kind = kind, .subject = subject, .payload = payload_json };

  return tally_store_trail_append_entry (store, &entry, error);
}

char *
tally_store_trail_subject (const TallyIdentity  *identity,
                           char                **out_digest)
{
  g_autofree char *key = tally_identity_dup_key (identity);

  *out_digest = tally_digest_dup_hex (key, strlen (key));
  return g_strndup (*out_digest, SUBJECT_DIGITS);
}

gboolean
tally_store_trail_write (TallyStore           *store,
                         const char           *kind,
                         const TallyIdentity  *identity,
                         TallyJsonWriter      *payload,
                         GError              **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *subject = tally_store_trail_subject (identity, &digest);
  g_autofree char *json = NULL;

  tally_json_writer_add_text (payload, "identity", digest);
  tally_json_writer_end_object (payload);
  json = tally_json_writer_finish (payload, FALSE);
  tally_json_writer_free (payload);
  return tally_store_trail_append (store, kind, subject, json, error);
}

/* SQLite keeps bytes after a NUL, which texts do not show: nothing of ours has any. */
static gboolean
has_hidden_bytes (TallyDbStatement *row)
{
  for (guint column = 2; column < N_COLUMNS; column++)
    {
      gsize size = 0;
      (void) tally_db_column_bytes (row, column, &size);
      if (size != strlen (tally_db_column_text (row, column)))
        return TRUE;
    }
  return FALSE;
}

static TallyStoreTrailEntry
read_entry (TallyDbStatement *row)
{
  return (TallyStoreTrailEntry) {
    .sequence = tally_db_column_int64 (row, 0),
    .utc_usec = tally_db_column_int64 (row, 1),
    .kind = tally_db_column_text (row, 2),
    .actor = tally_db_column_text (row, 3),
    .subject = tally_db_column_text (row, 4),
    .payload = tally_db_column_text (row, 5),
    .previous_hash = tally_db_column_text (row, 6),
    .hash = has_hidden_bytes (row) ? "" : tally_db_column_text (row, 7),
  };
}

gboolean
tally_store_trail_foreach (TallyStore           *store,
                           const char           *subject,
                           TallyStoreTrailFunc   func,
                           gpointer              data,
                           GError              **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL && func != NULL, FALSE);
  list = tally_db_prepare (store->db, subject != NULL ? "list-trail-of-subject" : "list-trail", error);
  if (list == NULL)
    return FALSE;
  if (subject != NULL)
    tally_db_bind_text (list, 1, subject);
  else
    tally_db_bind_int64 (list, 1, G_MININT64);
  while (has_row)
    {
      TallyStoreTrailEntry entry;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      entry = has_row ? read_entry (list) : (TallyStoreTrailEntry) { 0 };
      if (has_row && !func (&entry, data, error))
        return FALSE;
    }
  return TRUE;
}
