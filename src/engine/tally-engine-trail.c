/* tally-engine-trail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-trail.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-json.h"
#include "tally-store-trail-verify.h"

void
tally_engine_trail_check_free (TallyEngineTrailCheck *self)
{
  if (self == NULL)
    return;
  g_free (self->head);
  g_free (self->text);
  g_free (self);
}

/* What lower areas say means nothing to a face but its words. */
static void
take_error (GError  *failure,
            GError **error)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR,
                       failure->domain == TALLY_ENGINE_ERROR ? failure->code : (int) TALLY_ENGINE_ERROR_FAILED,
                       failure->message);
  g_error_free (failure);
}

static gboolean
read_expected (TallyEngine          *self,
               TallyStoreTrailHead  *out_head,
               gboolean             *out_is_set,
               GError              **error)
{
  const char *text = tally_config_get_text (self->config, "trail", "expected-head");

  *out_is_set = *text != '\0';
  if (!*out_is_set || tally_store_trail_head_parse (text, out_head))
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                       "the expected head is none that a run printed: a number, : and 64 hexadecimal digits");
  return FALSE;
}

static gboolean
verify (TallyEngine           *self,
        TallyStoreTrailCheck  *out_check,
        GError               **error)
{
  TallyStoreTrailHead expected = { 0 };
  gboolean is_set = FALSE;
  g_autoptr (TallyStore) store = NULL;

  if (!read_expected (self, &expected, &is_set, error))
    return FALSE;
  store = tally_engine_open_reader (self, error);
  return store != NULL && tally_store_trail_verify (store, is_set ? &expected : NULL, out_check, error);
}

TallyEngineTrailCheck *
tally_engine_trail_verify (TallyEngine  *self,
                           GError      **error)
{
  TallyStoreTrailCheck found = { 0 };
  TallyEngineTrailCheck *check;
  GError *failure = NULL;
  char head[TALLY_STORE_TRAIL_HEAD_LENGTH];

  g_return_val_if_fail (self != NULL, NULL);
  if (!verify (self, &found, &failure))
    {
      take_error (failure, error);
      return NULL;
    }
  check = g_new0 (TallyEngineTrailCheck, 1);
  check->is_sound = found.verdict == TALLY_STORE_TRAIL_SOUND;
  check->n_entries = found.n_entries;
  check->broken_sequence = found.broken_sequence;
  tally_store_trail_head_format (&found.head, head);
  check->head = g_strdup (head);
  check->text = tally_store_trail_check_dup_text (&found);
  return check;
}

/* Entries on their way out. */
typedef struct {
  TallyEngineTrailSink sink;
  gpointer             data;
  guint64              n_entries;
} Export;

static gboolean
export_cb (const TallyStoreTrailEntry  *entry,
           gpointer                     data,
           GError                     **error)
{
  Export *self = data;
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "sequence", entry->sequence);
  tally_json_writer_add_int64 (writer, "utc_usec", entry->utc_usec);
  tally_json_writer_add_text (writer, "kind", entry->kind);
  tally_json_writer_add_text (writer, "actor", entry->actor);
  tally_json_writer_add_text (writer, "subject", entry->subject);
  tally_json_writer_add_text (writer, "payload", entry->payload); /* as text: its bytes are what is hashed */
  tally_json_writer_add_text (writer, "previous_hash", entry->previous_hash);
  tally_json_writer_add_text (writer, "hash", entry->hash);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  line = g_strconcat (text, "\n", NULL);
  self->n_entries++;
  return self->sink (line, self->data, error);
}

gboolean
tally_engine_trail_export (TallyEngine           *self,
                           TallyEngineTrailSink   sink,
                           gpointer               data,
                           guint64               *out_n_entries,
                           GError               **error)
{
  Export export = { .sink = sink, .data = data };
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && sink != NULL && out_n_entries != NULL, FALSE);
  store = tally_engine_open_reader (self, &failure);
  if (store == NULL || !tally_store_trail_foreach (store, NULL, export_cb, &export, &failure))
    {
      take_error (failure, error);
      return FALSE;
    }
  *out_n_entries = export.n_entries;
  return TRUE;
}
