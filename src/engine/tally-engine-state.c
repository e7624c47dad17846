/* tally-engine-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-state.h"

#include "tally-engine-backup-private.h"
#include "tally-engine-carrier-private.h"
#include "tally-engine-error.h"
#include "tally-file-lock.h"
#include "tally-file-tree.h"
#include "tally-json.h"
#include "tally-store-restore.h"
#include "tally-store-sheets.h"
#include "tally-store-trail.h"

/* One call at work. */
typedef struct {
  TallyEngine                   *engine;     /* (borrowed) */
  const TallyEngineStateOptions *options;    /* (borrowed) */
  TallySecret                   *passphrase; /* (owned) (nullable) */
  TallyStorePackFile             file;
  TallyStorePackInfo             info;
  char                          *path;       /* (owned) of the file */
  char                          *kept;       /* (owned) (nullable) */
} Work;

static void
work_clear (Work *self)
{
  tally_secret_unref (self->passphrase);
  g_free (self->path);
  g_free (self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
translate (GError  *failure,
           GError **error)
{
  g_autoptr (GError) owned = failure;
  guint outcome = tally_engine_get_outcome (owned);
  int code = outcome == TALLY_OUTCOME_RETRY_LATER ? TALLY_ENGINE_ERROR_BUSY
             : outcome == TALLY_OUTCOME_USAGE ? TALLY_ENGINE_ERROR_CONFIG : TALLY_ENGINE_ERROR_FAILED;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, code, owned->message);
  return FALSE;
}

static gboolean
pack (Work    *self,
      GError **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE, .clock = self->engine->clock };
  g_autoptr (TallyFileLock) lock = tally_file_lock_new (self->path, error);
  g_autoptr (TallyStore) store = NULL;

  if (lock == NULL)
    return FALSE;
  if (self->options->verb == TALLY_ENGINE_STATE_BACKUP && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED,
                   "%s is there already and a backup replaces nothing; name another file", self->path);
      return FALSE;
    }
  store = tally_store_open (&options, error);
  return store != NULL && tally_store_pack_write (store, &self->file, &self->info, error);
}

/* The trail says when a store was put back, and from what: publications that it does not know may
 * be on the target. What a store that was gone back to knows of the sheets is not relied on: the next
 * run reads them whole. One that was merely carried is as good as before. */
static gboolean
note_restored (Work    *self,
               GError **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autoptr (TallyStore) store = tally_engine_open_store (self->engine, error);
  g_autofree char *created = tally_clock_format_utc (self->info.created_utc_usec);
  g_autofree char *payload = NULL;
  gboolean is_back = self->options->force || self->options->verb == TALLY_ENGINE_STATE_RESTORE;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "verb",
                              self->options->verb == TALLY_ENGINE_STATE_UNPACK ? "unpack" : "restore");
  tally_json_writer_add_text (writer, "created", self->info.created_utc_usec != 0 ? created : NULL);
  tally_json_writer_add_int64 (writer, "head", (gint64) self->info.head);
  tally_json_writer_add_text (writer, "sha256", self->info.sha256);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  return store != NULL && (!is_back || tally_store_sheets_doubt (store, error))
         && tally_store_trail_append (store, "state-restored", self->info.installation, payload, error);
}

static gboolean
unpack (Work    *self,
        GError **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  const TallyStoreRestoreOptions options = {
    .path = path, .file = self->file, .clock = self->engine->clock,
    .force = self->options->force || self->options->verb == TALLY_ENGINE_STATE_RESTORE,
  };

  return tally_store_restore (&options, &self->info, &self->kept, error) && note_restored (self, error);
}

/* Where nobody else can look: what is proved is the open database. */
static gboolean
verify (Work    *self,
        GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tallyman-verify-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "tallyman.db", NULL) : NULL;
  const TallyStoreRestoreOptions options = {
    .path = path, .file = self->file, .clock = self->engine->clock,
  };
  gboolean sound;

  if (folder == NULL)
    return FALSE;
  sound = tally_store_restore (&options, &self->info, &self->kept, error);
  return tally_file_tree_remove (folder, sound ? error : NULL) && sound;
}

static gboolean
run (Work    *self,
     GError **error)
{
  switch (self->options->verb)
    {
    case TALLY_ENGINE_STATE_PACK:
    case TALLY_ENGINE_STATE_BACKUP:
      return pack (self, error);
    case TALLY_ENGINE_STATE_UNPACK:
    case TALLY_ENGINE_STATE_RESTORE:
      return unpack (self, error);
    case TALLY_ENGINE_STATE_VERIFY:
    default:
      return verify (self, error);
    }
}

static TallyEngineState *
make_state (Work *self)
{
  TallyEngineState *state = g_new0 (TallyEngineState, 1);
  GStatBuf status;

  state->file = g_steal_pointer (&self->path);
  state->kept = g_steal_pointer (&self->kept);
  state->format = self->info.format;
  state->schema = self->info.schema;
  state->is_sealed = self->info.is_sealed;
  state->created_utc_usec = self->info.created_utc_usec;
  state->head = self->info.head;
  state->program = g_strdup (self->info.program);
  state->installation = g_strdup (self->info.installation);
  state->trail = g_strdup (self->info.trail);
  state->sha256 = g_strdup (self->info.sha256);
  state->database_bytes = self->info.database_bytes;
  state->file_bytes = g_stat (state->file, &status) == 0 ? (guint64) status.st_size : 0;
  return state;
}

TallyEngineState *
tally_engine_state_run (TallyEngine                    *self,
                        const TallyEngineStateOptions  *options,
                        GCancellable                   *cancellable,
                        GError                        **error)
{
  g_auto (Work) work = { .engine = self, .options = options };
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->file != NULL || options->verb == TALLY_ENGINE_STATE_BACKUP, NULL);
  if (options->file != NULL)
    work.path = g_canonicalize_filename (options->file, NULL);
  else
    work.path = tally_engine_backup_dup_path (self, &failure);
  if (work.path == NULL
      || !tally_engine_find_passphrase (self, options->passphrase_file, &work.passphrase, &failure))
    {
      translate (g_steal_pointer (&failure), error);
      return NULL;
    }
  work.file = (TallyStorePackFile) {
    .path = work.path,
    .passphrase = work.passphrase != NULL ? tally_secret_get_value (work.passphrase) : NULL,
    .cancellable = cancellable,
  };
  if (run (&work, &failure))
    return make_state (&work);
  translate (g_steal_pointer (&failure), error);
  return NULL;
}

gboolean
tally_engine_state_look (TallyEngine  *self,
                         GError      **error)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && self->state_file != NULL && self->carrier == NULL, FALSE);
  if (!g_file_test (self->state_file, G_FILE_TEST_EXISTS))
    g_set_error (&failure, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "%s: there is no such state file",
                 self->state_file);
  else
    self->carrier = tally_engine_carrier_begin (self, run, NULL, &failure);
  return self->carrier != NULL || translate (g_steal_pointer (&failure), error);
}

void
tally_engine_state_look_away (TallyEngine *self)
{
  g_return_if_fail (self != NULL && self->carrier != NULL);
  tally_engine_carrier_drop (g_steal_pointer (&self->carrier));
}

void
tally_engine_state_free (TallyEngineState *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->kept);
  g_free (self->program);
  g_free (self->installation);
  g_free (self->trail);
  g_free (self->sha256);
  g_free (self);
}
