/* tally-engine-carrier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-carrier-private.h"

#include "tally-engine-folder-private.h"
#include "tally-file-lock.h"
#include "tally-file-stream.h"
#include "tally-file.h"
#include "tally-run-own-error.h"
#include "tally-store-restore.h"
#include "tally-store-schema.h"

#define PRIVATE_PREFIX "tallyman-state-"
/* Half of what caches of CI services hold: time to shorten [archive] keep-years, or to name a folder. */
#define LARGE_BYTES (G_GUINT64_CONSTANT (5) * 1024 * 1024 * 1024)

struct _TallyEngineCarrier {
  TallyEngine   *engine;     /* (borrowed) */
  TallyFileLock *lock;       /* (owned) of the state file */
  TallySecret   *passphrase; /* (owned) (nullable) */
  TallyEngineFolder *folder; /* (owned) (nullable) private data directory */
};

static void
carrier_free (TallyEngineCarrier *self)
{
  g_clear_pointer (&self->engine->keys, tally_store_keys_free);
  tally_engine_folder_free (self->folder);
  tally_file_lock_free (self->lock);
  tally_secret_unref (self->passphrase);
  g_free (self);
}

gboolean
tally_engine_find_passphrase (TallyEngine  *engine,
                              const char   *file,
                              TallySecret **out_secret,
                              GError      **error)
{
  const TallySecretPlaces places = {
    .passphrase_file = file,
    .environment = (const char *const *) engine->environment,
  };

  if (!tally_secret_lookup (&places, TALLY_SECRET_STATE_PASSPHRASE, NULL, out_secret, error))
    return FALSE;
  if (*out_secret != NULL && engine->log != NULL)
    tally_log_add_secret (engine->log, *out_secret);
  return TRUE;
}

static void
say_warning (const TallySecret *passphrase,
             TallyRun          *run)
{
  if (passphrase != NULL && tally_secret_get_warning (passphrase) != NULL)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "passphrase-unsafe", NULL,
                          tally_secret_get_warning (passphrase));
}

static gboolean
make_private (TallyEngineCarrier  *self,
              GError             **error)
{
  self->folder = tally_engine_folder_new (g_get_tmp_dir (), PRIVATE_PREFIX, error);
  if (self->folder == NULL)
    return FALSE;
  g_free (self->engine->data_dir);
  self->engine->data_dir = g_strdup (tally_engine_folder_get_path (self->folder));
  return TRUE;
}

static TallyStorePackFile
get_file (TallyEngineCarrier *self,
          GCancellable       *cancellable)
{
  return (TallyStorePackFile) {
    .path = self->engine->state_file,
    .passphrase = self->passphrase != NULL ? tally_secret_get_value (self->passphrase) : NULL,
    .keys = self->engine->keys,
    .cancellable = cancellable,
  };
}

static gboolean
copy_file (const char  *from,
           const char  *beside,
           GError     **error)
{
  g_autoptr (GInputStream) in = tally_file_stream_read (from, error);
  g_autoptr (GOutputStream) out = in != NULL ? tally_file_stream_create (beside, error) : NULL;

  return out != NULL
         && g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) >= 0;
}

/* The pack of before an upgrade stays beside the one that replaces it. */
static gboolean
keep_older (TallyEngineCarrier        *self,
            const TallyStorePackInfo  *info,
            GError                   **error)
{
  g_autofree char *kept = NULL;
  g_autofree char *beside = NULL;

  if (info->schema == TALLY_STORE_SCHEMA_NEWEST)
    return TRUE;
  kept = g_strdup_printf ("%s.schema-%u.backup", self->engine->state_file, info->schema);
  beside = tally_file_dup_beside (kept);
  if (copy_file (self->engine->state_file, beside, error))
    return tally_file_commit (beside, kept, error);
  g_unlink (beside);
  g_prefix_error (error, "%s: ", kept);
  return FALSE;
}

static gboolean
unpack (TallyEngineCarrier  *self,
        TallyRun            *run,
        GCancellable        *cancellable,
        GError             **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  const TallyStoreRestoreOptions options = {
    .path = path, .file = get_file (self, cancellable), .clock = self->engine->clock,
  };
  TallyStorePackInfo info;
  g_autofree char *kept = NULL;
  g_autofree char *created = NULL;
  g_autofree char *text = NULL;

  if (!g_file_test (self->engine->state_file, G_FILE_TEST_EXISTS))
    {
      gboolean has_store = g_file_test (path, G_FILE_TEST_EXISTS);
      tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "state-empty", NULL,
                            has_store ? "there is no state file yet: the store of the data directory is "
                                        "taken, and packed at the end"
                                      : "there is no state file yet: the state starts empty; if there "
                                        "should be one, see that it is brought along");
      return TRUE;
    }
  if (!tally_store_restore (&options, &info, &kept, error) || !keep_older (self, &info, error))
    return FALSE;
  created = tally_clock_format_utc (info.created_utc_usec);
  text = g_strdup_printf ("the state of %s was unpacked, head %" G_GUINT64_FORMAT, created, info.head);
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "state", NULL, text);
  return TRUE;
}

static gboolean
open_vault (TallyEngineCarrier  *self,
            GError             **error)
{
  const TallyStoreVaultOptions options = {
    .folder = self->engine->vault_dir,
    .passphrase = self->passphrase != NULL ? tally_secret_get_value (self->passphrase) : NULL,
    .keys = self->engine->keys,
    .now_utc_usec = tally_clock_get_utc_usec (self->engine->clock),
  };

  if (options.folder == NULL)
    return TRUE;
  self->engine->vault = tally_store_vault_open (&options, error);
  return self->engine->vault != NULL;
}

/* What was kept is on the disk already: what fails here is order, not content. */
static void
close_vault (TallyEngineCarrier *self,
             TallyRun           *run)
{
  g_autoptr (TallyStoreVault) vault = g_steal_pointer (&self->engine->vault);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  TallyStoreVaultInfo info;

  if (vault == NULL)
    return;
  if (!tally_store_vault_close (vault, &info, &error))
    {
      tally_run_add_own_error (run, TALLY_OUTCOME_PARTIAL, "archive-unordered", error);
      return;
    }
  if (info.n_damaged > 0)
    {
      text = g_strdup_printf ("%u packs of the archive beside the state can't be read whole; they stay as "
                              "they are: bring back sound copies of them, or the passphrase of their time",
                              info.n_damaged);
      tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "archive-damaged", NULL, text);
      run->outcome |= TALLY_OUTCOME_PARTIAL;
    }
  else if (info.n_contents > 0)
    {
      text = g_strdup_printf ("the archive beside the state holds %u workbooks in %u packs, %" G_GUINT64_FORMAT
                              " bytes", info.n_contents, info.n_packs, info.size_bytes);
      tally_run_add_notice (run, info.size_bytes > LARGE_BYTES ? TALLY_SEVERITY_WARNING : TALLY_SEVERITY_INFO,
                            "archive", NULL, text);
    }
}

static void
remove_folder (TallyEngineCarrier *self,
               TallyRun           *run)
{
  g_autoptr (GError) error = NULL;

  if (self->folder != NULL && !tally_engine_folder_remove (self->folder, &error))
    tally_run_add_own_error (run, TALLY_OUTCOME_PARTIAL, "state-left", error);
}

TallyEngineCarrier *
tally_engine_carrier_begin (TallyEngine   *engine,
                            TallyRun      *run,
                            GCancellable  *cancellable,
                            GError       **error)
{
  TallyEngineCarrier *self;

  g_return_val_if_fail (engine != NULL && engine->state_file != NULL && run != NULL, NULL);
  self = g_new0 (TallyEngineCarrier, 1);
  self->engine = engine;
  engine->keys = tally_store_keys_new ();
  if (tally_engine_find_passphrase (engine, engine->passphrase_file, &self->passphrase, error))
    {
      say_warning (self->passphrase, run);
      self->lock = tally_file_lock_new (engine->state_file, error);
      if (self->lock != NULL && (!engine->is_private || make_private (self, error))
          && unpack (self, run, cancellable, error) && open_vault (self, error))
        return self;
    }
  remove_folder (self, run);
  carrier_free (self);
  return NULL;
}

/* A store that nothing was made of, or that is as it was unpacked, leaves the file as it is. */
static gboolean
pack (TallyEngineCarrier  *self,
      TallyStorePackInfo  *out_info,
      gboolean            *out_packed,
      GError             **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self->engine);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE, .clock = self->engine->clock };
  const TallyStorePackFile file = get_file (self, NULL); /* a run that was stopped is packed too */
  g_autoptr (TallyStore) store = NULL;

  *out_packed = g_file_test (path, G_FILE_TEST_EXISTS);
  if (!*out_packed)
    return TRUE;
  store = tally_store_open (&options, error);
  return store != NULL && tally_store_pack_write (store, &file, out_info, error);
}

gboolean
tally_engine_carrier_checkpoint (TallyEngineCarrier  *self,
                                 GError             **error)
{
  TallyStorePackInfo info;
  gboolean packed;

  g_return_val_if_fail (self != NULL, FALSE);
  return pack (self, &info, &packed, error);
}

static void
say_not_packed (TallyEngineCarrier *self,
                TallyRun           *run,
                const GError       *error)
{
  g_autofree char *detail = g_strdup_printf ("%s; then: tallyman state pack %s --data-dir %s", error->message,
                                             self->engine->state_file, self->engine->data_dir);
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_ERROR,
    .code = "state-not-packed",
    .text = "THE STATE WAS NOT PACKED: the file is the one of before, the store is kept in its data "
            "directory; mend the cause, then run 'tallyman state pack FILE --data-dir DIR' before the next "
            "batch",
    .detail = detail,
  };

  tally_run_tell (run, &words);
  run->outcome |= TALLY_OUTCOME_FAILED;
}

void
tally_engine_carrier_end (TallyEngineCarrier *self,
                          TallyRun           *run,
                          gboolean            has_changed)
{
  TallyStorePackInfo info = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean packed = FALSE;

  g_return_if_fail (self != NULL && run != NULL);
  close_vault (self, run);
  if (!has_changed || pack (self, &info, &packed, &error))
    remove_folder (self, run);
  else
    say_not_packed (self, run, error);
  if (error == NULL && packed)
    {
      g_autofree char *text = g_strdup_printf ("the state was packed, %" G_GUINT64_FORMAT " bytes%s, head %"
                                               G_GUINT64_FORMAT, info.pack_bytes,
                                               info.is_sealed ? ", sealed" : "", info.head);
      tally_run_add_notice (run, TALLY_SEVERITY_INFO, "state", NULL, text);
    }
  carrier_free (self);
}

void
tally_engine_carrier_drop (TallyEngineCarrier *self)
{
  g_autoptr (TallyRun) run = tally_run_new ();

  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->engine->vault, tally_store_vault_free);
  remove_folder (self, run);
  carrier_free (self);
}
