/* tally-store-intents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-intents.h"

#include "tally-store-identities.h"
#include "tally-store-publications.h"
#include "tally-store-publishing-private.h"
#include "tally-store-trail-private.h"

TallyStoreIntent *
tally_store_intent_new (const TallyIdentity *identity)
{
  TallyStoreIntent *self;

  g_return_val_if_fail (identity != NULL, NULL);
  self = g_new0 (TallyStoreIntent, 1);
  self->identity = tally_identity_copy (identity);
  self->fingerprint = g_strdup ("");
  self->file_name = g_strdup ("");
  self->sha256 = g_strdup ("");
  return self;
}

void
tally_store_intent_free (TallyStoreIntent *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->fingerprint);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self);
}

const char *
tally_store_intent_state_get_id (TallyStoreIntentState state)
{
  static const char *const ids[TALLY_STORE_N_INTENT_STATES] = {
    "planned", "attached", "committed", "cleaning", "done", "dropped",
  };

  return (guint) state < TALLY_STORE_N_INTENT_STATES ? ids[state] : "";
}

static gpointer
read_intent (TallyStore        *store,
             TallyDbStatement  *row,
             GError           **error)
{
  const guint n = TALLY_STORE_IDENTITY_N_COLUMNS;
  TallyStoreIntent *intent = tally_store_identities_new_record (TallyStoreIntent, store, row, error);

  if (intent == NULL)
    return NULL;
  intent->intent_id = tally_db_column_int64 (row, n);
  intent->run_id = tally_db_column_int64 (row, n + 1);
  intent->state = (TallyStoreIntentState) tally_db_column_int64 (row, n + 2);
  intent->target_sheet = tally_db_column_int64 (row, n + 3);
  intent->target_row = tally_db_column_int64 (row, n + 4);
  intent->attachment_id = tally_db_column_int64 (row, n + 5);
  intent->size_bytes = (guint64) tally_db_column_int64 (row, n + 6);
  intent->planned_utc_usec = tally_db_column_int64 (row, n + 7);
  intent->fingerprint = g_strdup (tally_db_column_text (row, n + 8));
  intent->file_name = g_strdup (tally_db_column_text (row, n + 9));
  intent->sha256 = g_strdup (tally_db_column_text (row, n + 10));
  return intent;
}

static gboolean
journal_intent (TallyStore              *store,
                const TallyStoreIntent  *intent,
                TallyStoreIntentState    state,
                GError                 **error)
{
  const TallyStoreStep step = {
    .run_id = intent->run_id,
    .identity = intent->identity,
    .step = tally_store_intent_state_get_id (state),
    .target_sheet = intent->target_sheet,
    .target_row = intent->target_row,
    .attachment_id = intent->attachment_id,
    .size_bytes = intent->size_bytes,
    .file_name = intent->file_name,
    .sha256 = intent->sha256,
  };

  return tally_store_write_step (store, &step, error);
}

static gboolean
insert_intent (TallyStore              *store,
               const TallyStoreIntent  *intent,
               gint64                   now_utc_usec,
               gint64                  *out_id,
               GError                 **error)
{
  g_autoptr (TallyDbStatement) insert = NULL;
  gint64 identity_id = 0;

  if (!tally_store_identities_ensure (store, intent->identity, &identity_id, error))
    return FALSE;
  insert = tally_db_prepare (store->db, "insert-intent", error);
  if (insert == NULL)
    return FALSE;
  tally_db_bind_int64 (insert, 1, identity_id);
  tally_db_bind_int64 (insert, 2, intent->run_id);
  tally_db_bind_int64 (insert, 3, intent->target_sheet);
  tally_db_bind_int64 (insert, 4, intent->target_row);
  tally_db_bind_int64 (insert, 5, intent->attachment_id);
  tally_db_bind_int64 (insert, 6, (gint64) intent->size_bytes);
  tally_db_bind_int64 (insert, 7, now_utc_usec);
  tally_db_bind_text (insert, 8, intent->fingerprint);
  tally_db_bind_text (insert, 9, intent->file_name);
  tally_db_bind_text (insert, 10, intent->sha256);
  if (!tally_db_run (insert, error))
    return FALSE;
  *out_id = tally_db_get_last_id (store->db);
  return journal_intent (store, intent, TALLY_STORE_INTENT_PLANNED, error);
}

gboolean
tally_store_intents_put (TallyStore        *store,
                         TallyStoreIntent  *intent,
                         GError           **error)
{
  gint64 now_utc_usec;
  gint64 id = 0;

  g_return_val_if_fail (store != NULL && intent != NULL && intent->intent_id == 0, FALSE);
  now_utc_usec = tally_store_now (store);
  if (!tally_store_begin (store, TALLY_DB_FULL, error)
      || !tally_store_end (store, insert_intent (store, intent, now_utc_usec, &id, error), error))
    return FALSE;
  intent->intent_id = id;
  intent->planned_utc_usec = now_utc_usec;
  intent->state = TALLY_STORE_INTENT_PLANNED;
  return TRUE;
}

gboolean
tally_store_intents_plan (TallyStore        *store,
                          TallyStoreIntent  *intent,
                          const TallyGroup  *group,
                          GError           **error)
{
  gboolean planned;

  g_return_val_if_fail (store != NULL && intent != NULL && intent->intent_id == 0, FALSE);
  g_return_val_if_fail (group != NULL, FALSE);
  if (!tally_store_begin (store, TALLY_DB_FULL, error))
    return FALSE;
  planned = tally_store_publications_prepare (store, intent, group, error)
            && tally_store_intents_put (store, intent, error);
  if (tally_store_end (store, planned, error))
    return TRUE;
  intent->intent_id = 0;
  return FALSE;
}

gboolean
tally_store_write_intent_state (TallyStore              *store,
                                const TallyStoreIntent  *intent,
                                TallyStoreIntentState    state,
                                GError                 **error)
{
  g_autoptr (TallyDbStatement) advance = tally_db_prepare (store->db, "advance-intent", error);

  if (advance == NULL)
    return FALSE;
  tally_db_bind_int64 (advance, 1, intent->intent_id);
  tally_db_bind_int64 (advance, 2, state);
  tally_db_bind_int64 (advance, 3, intent->target_row);
  tally_db_bind_int64 (advance, 4, intent->attachment_id);
  if (!tally_db_run (advance, error))
    return FALSE;
  if (tally_db_get_n_changes (store->db) == 1)
    return journal_intent (store, intent, state, error);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
               "there is no intent %" G_GINT64_FORMAT, intent->intent_id);
  return FALSE;
}

/* What was attached and is not ours to keep: taken back, or gone before it was verified. */
static gboolean
write_withdrawal (TallyStore              *store,
                  const TallyStoreIntent  *intent,
                  GError                 **error)
{
  TallyJsonWriter *payload = tally_json_writer_new ();

  tally_json_writer_begin_object (payload, NULL);
  tally_json_writer_add_int64 (payload, "attachment", intent->attachment_id);
  tally_json_writer_add_int64 (payload, "target_row", intent->target_row);
  tally_json_writer_add_text (payload, "sha256", intent->sha256);
  tally_json_writer_add_text (payload, "fingerprint", intent->fingerprint);
  return tally_store_trail_write (store, "withdrawal", intent->identity, payload, error);
}

static gboolean
advance (TallyStore              *store,
         const TallyStoreIntent  *intent,
         TallyStoreIntentState    state,
         GError                 **error)
{
  gint64 identity_id = 0;

  if (!tally_store_write_intent_state (store, intent, state, error))
    return FALSE;
  if (state != TALLY_STORE_INTENT_DROPPED)
    return TRUE;
  return tally_store_identities_ensure (store, intent->identity, &identity_id, error)
         && tally_store_drop_prepared (store, identity_id, intent->target_sheet, error)
         && (intent->attachment_id == 0 || write_withdrawal (store, intent, error));
}

gboolean
tally_store_intents_advance (TallyStore             *store,
                             TallyStoreIntent       *intent,
                             TallyStoreIntentState   state,
                             GError                **error)
{
  g_return_val_if_fail (store != NULL && intent != NULL, FALSE);
  g_return_val_if_fail ((guint) state < TALLY_STORE_N_INTENT_STATES, FALSE);
  /* A power cut may take the step back; the one before it then finds the same on the target. What
   * stands in the trail must last. */
  if (!tally_store_begin (store, state == TALLY_STORE_INTENT_DROPPED ? TALLY_DB_FULL : TALLY_DB_NORMAL,
                          error)
      || !tally_store_end (store, advance (store, intent, state, error), error))
    return FALSE;
  intent->state = state;
  return TRUE;
}

static gboolean
give_up (TallyStore              *store,
         const TallyStoreIntent  *intent,
         const TallyStoreAct     *act,
         GError                 **error)
{
  gboolean is_published = intent->state >= TALLY_STORE_INTENT_COMMITTED;
  TallyStoreIntent ended = *intent;
  gint64 identity_id = 0;

  if (!is_published)
    ended.attachment_id = 0; /* nobody said that it is gone: the next run finds it, as a stranger's */
  if (!tally_store_write_intent_state (store, &ended, is_published ? TALLY_STORE_INTENT_DONE
                                                                   : TALLY_STORE_INTENT_DROPPED, error))
    return FALSE;
  if (!is_published
      && (!tally_store_identities_ensure (store, intent->identity, &identity_id, error)
          || !tally_store_drop_prepared (store, identity_id, intent->target_sheet, error)))
    return FALSE;
  return tally_store_act_write (store, act, error);
}

gboolean
tally_store_intents_give_up (TallyStore              *store,
                             const TallyStoreIntent  *intent,
                             const TallyStoreAct     *act,
                             GError                 **error)
{
  g_return_val_if_fail (store != NULL && intent != NULL && act != NULL, FALSE);
  g_return_val_if_fail (intent->state < TALLY_STORE_INTENT_DONE, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, give_up (store, intent, act, error), error);
}

GPtrArray *
tally_store_intents_list_open (TallyStore  *store,
                               gint64       target_sheet,
                               GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-open-intents", error);
  if (list != NULL)
    tally_db_bind_int64 (list, 1, target_sheet);
  return tally_store_read_all (store, list, read_intent, (GDestroyNotify) tally_store_intent_free,
                               error);
}

GHashTable *
tally_store_intents_list_dropped (TallyStore  *store,
                                  gint64       target_sheet,
                                  GError     **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (TallyDbStatement) list = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-dropped-attachments", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, target_sheet);
  while (has_row)
    {
      gint64 attachment_id;
      if (!tally_db_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        continue;
      attachment_id = tally_db_column_int64 (list, 0);
      g_hash_table_add (found, g_memdup2 (&attachment_id, sizeof attachment_id));
    }
  return g_steal_pointer (&found);
}
