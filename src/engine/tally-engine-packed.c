/* tally-engine-packed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-packed.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tally-engine-error.h"
#include "tally-engine-folder-private.h"
#include "tally-file-lines.h"
#include "tally-file.h"
#include "tally-finding-history.h"
#include "tally-hash.h"
#include "tally-secret.h"
#include "tally-store-error.h"
#include "tally-store-restore.h"
#include "tally-store-verdicts.h"

#define FOLDER_PREFIX "pack-"
#define STORE_NAME "tallyman.db"
#define VERDICTS_NAME "tallyman-verdicts-%s.jsonl"
/* Who brings verdicts into the unpacked store, for its trail. */
#define IMPORTER "tallyman"

struct _TallyEnginePacked {
  TallyEngineFolder  *folder;   /* (owned) */
  char               *verdicts; /* (owned) */
  TallyEngineState   *state;    /* (owned) */
  TallyFindingImport  import;
};

/* One opening. */
typedef struct {
  const TallyEnginePackedOptions *options;    /* (borrowed) */
  GCancellable                   *cancellable; /* (borrowed) (nullable) */
  char                           *file;       /* (owned) whole path */
  char                           *database;   /* (owned) */
  TallySecret                    *passphrase; /* (owned) (nullable) */
  TallyStorePackInfo              info;
  TallyEnginePacked              *packed;     /* (owned) (nullable) */
} Opening;

static void
opening_clear (Opening *self)
{
  g_clear_pointer (&self->packed, tally_engine_packed_free);
  tally_secret_unref (self->passphrase);
  g_free (self->file);
  g_free (self->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

static gboolean
find_passphrase (Opening  *self,
                 GError  **error)
{
  const char *given = self->options->passphrase;
  const TallySecretPlaces places = {
    .passphrase_file = self->options->passphrase_file,
    .environment = self->options->environment,
  };

  if (given == NULL)
    return tally_secret_lookup (&places, TALLY_SECRET_STATE_PASSPHRASE, NULL, &self->passphrase, error);
  self->passphrase = tally_secret_new (given, strlen (given), "a person");
  return TRUE;
}

static gboolean
make_folder (Opening  *self,
             GError  **error)
{
  const char *cache_dir = self->options->cache_dir;
  g_autofree char *parent = cache_dir != NULL ? g_strdup (cache_dir)
                                              : g_build_filename (g_get_user_cache_dir (), "tallyman", NULL);

  if (!tally_file_ensure_folder (parent, error))
    return FALSE;
  self->packed->folder = tally_engine_folder_new (parent, FOLDER_PREFIX, error);
  if (self->packed->folder == NULL)
    return FALSE;
  self->database = g_build_filename (tally_engine_folder_get_path (self->packed->folder), STORE_NAME, NULL);
  return TRUE;
}

static gboolean
unpack (Opening  *self,
        GError  **error)
{
  const TallyStoreRestoreOptions options = {
    .path = self->database,
    .file = {
      .path = self->file,
      .passphrase = self->passphrase != NULL ? tally_secret_get_value (self->passphrase) : NULL,
      .cancellable = self->cancellable,
    },
    .clock = self->options->clock,
  };
  g_autofree char *kept = NULL;

  if (g_file_test (self->file, G_FILE_TEST_IS_REGULAR))
    return tally_store_restore (&options, &self->info, &kept, error);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED,
               "%s: there is no such file; choose the state pack where it lies now", self->file);
  return FALSE;
}

static void
note_state (Opening *self)
{
  TallyEngineState *state = g_new0 (TallyEngineState, 1);
  GStatBuf status;

  state->file = g_strdup (self->file);
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
  state->file_bytes = g_stat (self->file, &status) == 0 ? (guint64) status.st_size : 0;
  self->packed->state = state;
}

/* Packs of one installation share a file: that of today knows what was decided about that of yesterday. */
static char *
dup_verdicts_name (Opening *self)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("verdicts-file", 1);
  g_autofree char *id = NULL;

  tally_hash_add_text (hash, self->info.installation);
  id = g_strndup (tally_hash_get_hex (hash), 16);
  return g_strdup_printf (VERDICTS_NAME, id);
}

/* Beside the pack, where it goes along with it; a sandboxed app may see nothing but the pack there. */
static gboolean
choose_verdicts (Opening  *self,
                 GError  **error)
{
  g_autofree char *name = dup_verdicts_name (self);
  g_autofree char *beside = g_path_get_dirname (self->file);
  g_autofree char *keep_dir = g_strdup (self->options->keep_dir);

  self->packed->verdicts = g_build_filename (beside, name, NULL);
  if (g_access (beside, W_OK) == 0 || g_access (self->packed->verdicts, W_OK) == 0)
    return TRUE;
  if (keep_dir == NULL)
    keep_dir = g_build_filename (g_get_user_data_dir (), "tallyman", "packs", NULL);
  g_free (self->packed->verdicts);
  self->packed->verdicts = g_build_filename (keep_dir, name, NULL);
  return tally_file_ensure_folder (keep_dir, error);
}

static gboolean
import (Opening    *self,
        GPtrArray  *histories,
        GError    **error)
{
  const TallyStoreOptions options = { .path = self->database, .clock = self->options->clock };
  g_autoptr (TallyStore) store = tally_store_open (&options, error); /* upgrades an older one */

  return store != NULL && tally_store_verdicts_import (store, histories, IMPORTER, &self->packed->import, error);
}

static gboolean
apply_verdicts (Opening  *self,
                GError  **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) histories = NULL;
  g_autoptr (GBytes) bytes = tally_file_lines_read (self->packed->verdicts, TALLY_FINDING_HISTORY_MAX_BYTES, &failure);
  const char *text;
  gsize size;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      return import (self, none, error);
    }
  if (bytes != NULL)
    {
      text = g_bytes_get_data (bytes, &size);
      histories = size > 0 ? tally_finding_history_parse (text, size, &failure) : g_ptr_array_new ();
    }
  if (histories != NULL)
    return import (self, histories, error);
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED,
               "the verdicts kept in %s can't be read: %s; mend the file or move it away, then open the pack again",
               self->packed->verdicts, failure->message);
  return FALSE;
}

/* What a face tells apart, in the words of who failed. */
static void
translate (const Opening  *self,
           GError         *failure,
           GError        **error)
{
  g_autoptr (GError) owned = failure;
  int code = TALLY_ENGINE_ERROR_FAILED;

  if (g_error_matches (owned, TALLY_STORE_ERROR, TALLY_STORE_ERROR_PASSPHRASE)
      || (g_error_matches (owned, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT) && self->passphrase != NULL))
    code = TALLY_ENGINE_ERROR_PASSPHRASE;
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, code, owned->message);
}

TallyEnginePacked *
tally_engine_packed_open (const TallyEnginePackedOptions  *options,
                          GCancellable                    *cancellable,
                          GError                         **error)
{
  g_auto (Opening) opening = { .options = options, .cancellable = cancellable };
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (options != NULL && options->file != NULL, NULL);
  opening.file = g_canonicalize_filename (options->file, NULL);
  opening.packed = g_new0 (TallyEnginePacked, 1);
  if (find_passphrase (&opening, &failure) && make_folder (&opening, &failure) && unpack (&opening, &failure))
    {
      note_state (&opening);
      if (choose_verdicts (&opening, &failure) && apply_verdicts (&opening, &failure))
        return g_steal_pointer (&opening.packed);
    }
  translate (&opening, g_steal_pointer (&failure), error);
  return NULL;
}

void
tally_engine_packed_free (TallyEnginePacked *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->folder != NULL && !tally_engine_folder_remove (self->folder, &error))
    g_debug ("%s", error->message); /* the next opening sweeps it */
  tally_engine_folder_free (self->folder);
  tally_engine_state_free (self->state);
  tally_finding_import_clear (&self->import);
  g_free (self->verdicts);
  g_free (self);
}

const char *
tally_engine_packed_get_data_dir (TallyEnginePacked *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tally_engine_folder_get_path (self->folder);
}

const char *
tally_engine_packed_get_verdicts_file (TallyEnginePacked *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->verdicts;
}

const TallyEngineState *
tally_engine_packed_get_state (TallyEnginePacked *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->state;
}

const TallyFindingImport *
tally_engine_packed_get_import (TallyEnginePacked *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->import;
}

static void
copy_free (gpointer data)
{
  TallyEnginePackedOptions *self = data;

  g_free ((char *) self->file);
  if (self->passphrase != NULL)
    explicit_bzero ((char *) self->passphrase, strlen (self->passphrase));
  g_free ((char *) self->passphrase);
  g_free ((char *) self->passphrase_file);
  g_free ((char *) self->cache_dir);
  g_free ((char *) self->keep_dir);
  g_strfreev ((char **) self->environment);
  tally_clock_unref (self->clock);
  g_free (self);
}

static TallyEnginePackedOptions *
copy (const TallyEnginePackedOptions *options)
{
  TallyEnginePackedOptions *self = g_new0 (TallyEnginePackedOptions, 1);

  self->file = g_strdup (options->file);
  self->passphrase = g_strdup (options->passphrase);
  self->passphrase_file = g_strdup (options->passphrase_file);
  self->cache_dir = g_strdup (options->cache_dir);
  self->keep_dir = g_strdup (options->keep_dir);
  self->environment = (const char *const *) g_strdupv ((char **) options->environment);
  self->clock = options->clock != NULL ? tally_clock_ref (options->clock) : tally_clock_new_system ();
  return self;
}

static void
packed_free (gpointer data)
{
  tally_engine_packed_free (data);
}

static void
open_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  TallyEnginePacked *packed = tally_engine_packed_open (data, cancellable, &error);

  if (packed != NULL)
    g_task_return_pointer (task, packed, packed_free);
  else
    g_task_return_error (task, error);
}

void
tally_engine_packed_open_async (const TallyEnginePackedOptions *options,
                                GCancellable                   *cancellable,
                                GAsyncReadyCallback             callback,
                                gpointer                        data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (options != NULL && options->file != NULL);
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, tally_engine_packed_open_async);
  g_task_set_task_data (task, copy (options), copy_free);
  g_task_run_in_thread (task, open_worker);
}

TallyEnginePacked *
tally_engine_packed_open_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
