/* tally-engine-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-backup-private.h"

#include "tally-engine-carrier-private.h"
#include "tally-file.h"
#include "tally-jobs-backups.h"
#include "tally-run-own-error.h"
#include "tally-store-pack.h"
#include "tally-text.h"

#define PREFIX TALLY_JOBS_BACKUP_PREFIX
#define SUFFIX TALLY_JOBS_BACKUP_SUFFIX
/* "2026-11-24" */
#define DAY_LENGTH 10

char *
tally_engine_backup_dup_folder (TallyEngine *engine)
{
  const char *configured = tally_config_get_text (engine->config, "backup", "folder");

  if (*configured != '\0')
    return g_strdup (configured);
  return engine->is_private ? NULL : g_build_filename (engine->data_dir, "backups", NULL);
}

/* The time as "2026-11-24T17-35-07Z": a colon is no part of a name everywhere. */
static char *
dup_stamp (TallyEngine *engine)
{
  return g_strdelimit (tally_clock_format_utc (tally_clock_get_utc_usec (engine->clock)), ":", '-');
}

char *
tally_engine_backup_dup_path (TallyEngine  *engine,
                              GError      **error)
{
  g_autofree char *folder = tally_engine_backup_dup_folder (engine);
  g_autofree char *stamp = dup_stamp (engine);
  g_autofree char *name = g_strconcat (PREFIX, stamp, SUFFIX, NULL);

  if (folder == NULL || !tally_file_ensure_folder (folder, error))
    return NULL;
  return g_build_filename (folder, name, NULL);
}

static gboolean
write_backup (TallyEngine  *engine,
              TallyStore   *store,
              const char   *path,
              GError      **error)
{
  g_autoptr (TallySecret) passphrase = NULL;
  TallyStorePackFile file = { .path = path, .keys = engine->keys };
  TallyStorePackInfo info;

  if (!tally_engine_find_passphrase (engine, engine->passphrase_file, &passphrase, error))
    return FALSE;
  if (passphrase != NULL)
    file.passphrase = tally_secret_get_value (passphrase);
  return tally_store_pack_write (store, &file, &info, error);
}

static void
say_failed (TallyRun     *run,
            const GError *error)
{
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_WARNING,
    .code = "backup-failed",
    .text = "no backup of the store was made today; make room, or correct [backup] folder",
    .detail = error->message,
  };

  tally_run_tell (run, &words);
}

void
tally_engine_backup_daily (TallyEngine *engine,
                           TallyStore  *store,
                           TallyRun    *run)
{
  guint n_kept = (guint) tally_config_get_int (engine->config, "backup", "keep");
  g_autofree char *folder = tally_engine_backup_dup_folder (engine);
  g_autofree char *stamp = dup_stamp (engine);
  g_autofree char *name = g_strdup_printf (PREFIX "%.*s" SUFFIX, DAY_LENGTH, stamp);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GError) error = NULL;
  guint64 gone_bytes;

  if (n_kept == 0 || folder == NULL)
    return;
  path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (!tally_file_ensure_folder (folder, &error) || !write_backup (engine, store, path, &error))
    {
      say_failed (run, error);
      return;
    }
  tally_jobs_backups_prune (folder, n_kept, FALSE, &gone_bytes); /* only after the newest one stands */
  days = tally_jobs_backups_list (folder, TRUE);
  text = g_strdup_printf ("the backup of today was made, of %u days there is one", days->len);
  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "backup", NULL, text);
}
