/* tally-jobs-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-archive.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tally-digest.h"
#include "tally-file.h"
#include "tally-jobs-error.h"
#include "tally-store-error.h"

/* Contents stand in folders of their first digits: 256 folders, so that none grows beyond what
 * people's programs list at ease. */
#define FOLDER_DIGITS 2
#define SHA256_DIGITS 64
#define FILE_MODE 0600

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == SHA256_DIGITS
         && strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

char *
tally_jobs_archive_dup_name (const char *sha256)
{
  if (!is_sha256 (sha256))
    return NULL;
  return g_strdup_printf ("%.*s/%s.xlsx", FOLDER_DIGITS, sha256, sha256);
}

static char *
dup_path (const char *folder,
          const char *sha256)
{
  g_autofree char *name = tally_jobs_archive_dup_name (sha256);

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* A link would lead out of the archive: it is no content. */
static gboolean
is_plain_file (const char *path,
               guint64    *out_size_bytes)
{
  GStatBuf status;

  if (path == NULL || g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  if (out_size_bytes != NULL)
    *out_size_bytes = (guint64) status.st_size;
  return TRUE;
}

gboolean
tally_jobs_archive_has (const TallyJobsArchive *self,
                        const char             *sha256)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  path = dup_path (self->folder, sha256);
  return is_plain_file (path, NULL)
         || (path != NULL && self->vault != NULL && tally_store_vault_has (self->vault, sha256));
}

static GBytes *
load_carried (TallyStoreVault  *vault,
              const char       *sha256,
              GError          **error)
{
  g_autoptr (GError) failure = NULL;
  GBytes *bytes = tally_store_vault_load (vault, sha256, &failure);

  if (bytes != NULL)
    return bytes;
  if (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT,
                 "the archive carried with the state does not hold the content %s; bring along the "
                 "folder beside the state file", sha256);
  else
    g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_DAMAGED,
                 "the kept workbook %s can't be read: %s", sha256, failure->message);
  return NULL;
}

static GBytes *
load_plain (const char  *path,
            const char  *sha256,
            GError     **error)
{
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) failure = NULL;
  char *content;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, &failure))
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_ARCHIVE,
                   "a kept workbook can't be read: %s", failure->message);
      return NULL;
    }
  bytes = g_bytes_new_take (content, size);
  actual = tally_digest_dup_hex_of_bytes (bytes);
  if (strcmp (actual, sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_DAMAGED,
               "the kept workbook %s is damaged: its content is %s; restore that file from a backup "
               "of the archive", path, actual);
  return NULL;
}

GBytes *
tally_jobs_archive_load (const TallyJobsArchive  *self,
                         const char              *sha256,
                         GError                 **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  path = dup_path (self->folder, sha256);
  if (is_plain_file (path, NULL))
    return load_plain (path, sha256, error);
  if (path != NULL && self->vault != NULL)
    return load_carried (self->vault, sha256, error);
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT,
               "the archive %s does not hold the content %s; copy it from where it was kept, or "
               "correct [archive] folder", self->folder, sha256 != NULL ? sha256 : "");
  return NULL;
}

/* The folder of a content, made so that a power cut can't take it. */
static gboolean
ensure_folder (const char  *archive,
               const char  *path,
               GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (archive);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  return tally_file_ensure_folder (folder, error) && tally_file_sync_folder (archive, error)
         && tally_file_sync_folder (above, error);
}

static gboolean
write_file (const char  *archive,
            const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  gsize size;
  const void *content = g_bytes_get_data (bytes, &size);

  return ensure_folder (archive, path, error)
         && tally_file_write (path, content, size, FILE_MODE, error);
}

/* Each pack that is carried is proved once in a run, plain files each time. */
static gboolean
is_sound (const TallyJobsArchive *self,
          const char             *sha256)
{
  g_autoptr (GBytes) kept = NULL;

  if (self->vault != NULL && is_sha256 (sha256) && tally_store_vault_has (self->vault, sha256))
    return tally_store_vault_is_sound (self->vault, sha256);
  kept = tally_jobs_archive_load (self, sha256, NULL);
  return kept != NULL;
}

static gboolean
write_content (const TallyJobsArchive  *self,
               const char              *sha256,
               GBytes                  *bytes,
               GError                 **error)
{
  g_autofree char *path = NULL;

  if (self->vault != NULL)
    return tally_store_vault_keep (self->vault, sha256, bytes, error);
  path = dup_path (self->folder, sha256);
  return write_file (self->folder, path, bytes, error);
}

gboolean
tally_jobs_archive_keep (const TallyJobsArchive  *self,
                         const char              *sha256,
                         GBytes                  *bytes,
                         GError                 **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && is_sha256 (sha256) && bytes != NULL, FALSE);
  if (is_sound (self, sha256) || write_content (self, sha256, bytes, &failure))
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_ARCHIVE,
               "a workbook can't be kept in the archive: %s; free space or correct [archive] folder",
               failure->message);
  return FALSE;
}

/* The bytes of a file, if it is there and they are the right ones. */
static GBytes *
load_same (const char *path,
           const char *sha256)
{
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (content, size);
  actual = tally_digest_dup_hex_of_bytes (bytes);
  return strcmp (actual, sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

gboolean
tally_jobs_archive_keep_file (const TallyJobsArchive  *self,
                              const char              *sha256,
                              const char              *path,
                              GError                 **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL && sha256 != NULL && path != NULL, FALSE);
  if (is_sound (self, sha256))
    return TRUE;
  bytes = load_same (path, sha256);
  if (bytes != NULL)
    return tally_jobs_archive_keep (self, sha256, bytes, error);
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_KEPT,
                       "the workbook made earlier is missing or changed");
  return FALSE;
}

gboolean
tally_jobs_archive_drop (const TallyJobsArchive  *self,
                         const char              *sha256,
                         guint64                 *out_size_bytes,
                         GError                 **error)
{
  g_autofree char *path = NULL;
  guint64 size_bytes = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  path = dup_path (self->folder, sha256);
  if (path != NULL && self->vault != NULL)
    tally_store_vault_drop (self->vault, sha256);
  if (is_plain_file (path, &size_bytes) && g_unlink (path) != 0 && errno != ENOENT)
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_ARCHIVE,
                   "a kept workbook can't be removed: %s; correct the permissions of the archive",
                   g_strerror (errno));
      return FALSE;
    }
  if (out_size_bytes != NULL)
    *out_size_bytes = size_bytes;
  return TRUE;
}
