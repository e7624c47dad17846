/* tally-engine-issued.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-issued.h"

#include <glib/gstdio.h>

#include "tally-engine-error.h"
#include "tally-engine-limits-private.h"
#include "tally-engine-private.h"
#include "tally-file.h"
#include "tally-jobs-archive.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-link.h"
#include "tally-store-sheets.h"
#include "tally-table.h"

#define COPY_MODE 0400
#define COPY_TIME_USEC G_TIME_SPAN_DAY

/* A person waits for it. */
#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

/* The file in the output folder, %NULL if it is not there or has other bytes. */
static char *
find_made (TallyEngine *self,
           const char  *file_name,
           const char  *sha256)
{
  g_autofree char *path = tally_file_join (self->output_dir, file_name, NULL);
  g_autofree char *actual = path != NULL ? tally_file_hash (path, NULL, NULL, NULL) : NULL;

  return g_strcmp0 (actual, sha256) == 0 ? g_steal_pointer (&path) : NULL;
}

/* Copies that somebody looked at yesterday. */
static void
drop_old_copies (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;
      if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode)
          && status.st_mtime * G_USEC_PER_SEC < g_get_real_time () - COPY_TIME_USEC)
        g_unlink (path);
    }
}

static char *
put_copy (GBytes      *bytes,
          const char  *folder,
          const char  *file_name,
          GError     **error)
{
  g_autofree char *path = tally_file_join (folder, file_name, error);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (path == NULL || !tally_file_ensure_folder (folder, error))
    return NULL;
  g_chmod (folder, 0700);
  drop_old_copies (folder);
  return tally_file_write (path, data, size, COPY_MODE, error) ? g_steal_pointer (&path) : NULL;
}

char *
tally_engine_find_file (TallyEngine  *self,
                        const char   *file_name,
                        const char   *sha256,
                        const char   *folder,
                        GError      **error)
{
  const TallyJobsArchive archive = { .folder = self->archive_dir, .vault = self->vault };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *path;

  g_return_val_if_fail (self != NULL && file_name != NULL && sha256 != NULL && folder != NULL, NULL);
  path = find_made (self, file_name, sha256);
  if (path != NULL)
    return path;
  bytes = tally_jobs_archive_load (&archive, sha256, &failure);
  if (bytes == NULL)
    {
      g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                   "%s is not in the output folder as it was made, and not in the archive: %s", file_name,
                   failure->message);
      return NULL;
    }
  path = put_copy (bytes, folder, file_name, &failure);
  if (path == NULL)
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, "%s can't be copied from the archive: %s",
                 file_name, failure->message);
  return path;
}

/* From what a run learnt of the sheet; %NULL if none did. */
static char *
find_known_link (TallyEngine *self,
                 gint64       sheet_id,
                 gint64       row_id)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self, NULL);
  g_autoptr (TallyStoreSheet) sheet = store != NULL ? tally_store_sheets_find (store, sheet_id, NULL) : NULL;

  return sheet != NULL && *sheet->link != '\0' ? tally_sheet_link_dup_row (sheet->link, row_id) : NULL;
}

static void
take_call_error (GError  *failure,
                 GError **error)
{
  gboolean is_missing = g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_NOT_FOUND)
                        || g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FORBIDDEN);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return;
    }
  g_set_error_literal (error, TALLY_ENGINE_ERROR, is_missing ? TALLY_ENGINE_ERROR_NOT_FOUND : TALLY_ENGINE_ERROR_FAILED,
                       failure->message);
  g_error_free (failure);
}

static char *
ask_link (TallyEngine       *self,
          TallyEngineCalls  *calls,
          gint64             sheet_id,
          gint64             row_id,
          GCancellable      *cancellable,
          GError           **error)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (TallySmartsheetClient) client = tally_engine_connect (self, calls, run, error);

  return client != NULL ? tally_smartsheet_link_fetch_row (client, sheet_id, row_id, cancellable, error) : NULL;
}

char *
tally_engine_find_row_link (TallyEngine   *self,
                            gint64         sheet_id,
                            gint64         row_id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  TallyEngineCalls calls = { .patience_usec = PATIENCE_USEC };
  GError *failure = NULL;
  char *link;

  g_return_val_if_fail (self != NULL && sheet_id > 0 && row_id > 0, NULL);
  link = find_known_link (self, sheet_id, row_id);
  if (link != NULL)
    return link;
  g_mutex_init (&calls.mutex);
  link = ask_link (self, &calls, sheet_id, row_id, cancellable, &failure);
  tally_engine_limits_free (calls.limits);
  g_mutex_clear (&calls.mutex);
  if (link == NULL)
    take_call_error (failure, error);
  return link;
}
