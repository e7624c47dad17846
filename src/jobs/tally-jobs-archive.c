/* tally-jobs-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-archive.h"

#include <errno.h>

#include "tally-digest.h"
#include "tally-jobs-error.h"

/* A kept file's name: 16 digits of its content, then its own name as far as file systems take it. */
#define CONTENT_DIGITS 16
#define MAX_NAME_BYTES 200

static char *
build_path (const char *folder,
            const char *sha256,
            const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *safe = g_strdelimit (g_strdup (valid), "/\\", '_');
  g_autofree char *file = NULL;

  if (strlen (safe) > MAX_NAME_BYTES)
    *g_utf8_find_prev_char (safe, safe + MAX_NAME_BYTES) = '\0';
  file = g_strdup_printf ("%.*s_%s", CONTENT_DIGITS, sha256, safe);
  return g_build_filename (folder, file, NULL);
}

static gboolean
ensure_folder (const char  *folder,
               GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
               "the archive folder can't be made: %s; correct [archive] folder", g_strerror (errno));
  return FALSE;
}

char *
tally_jobs_archive_find (const char *folder,
                         const char *sha256,
                         const char *name)
{
  g_autofree char *path = build_path (folder, sha256, name);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

char *
tally_jobs_archive_keep_bytes (const char  *folder,
                               const char  *sha256,
                               const char  *name,
                               GBytes      *bytes,
                               GError     **error)
{
  g_autofree char *path = build_path (folder, sha256, name);
  g_autoptr (GError) failure = NULL;
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  if (!ensure_folder (folder, error))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  if (g_file_set_contents_full (path, content, (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return g_steal_pointer (&path);
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
               "a superseded workbook can't be kept: %s; free space or correct [archive] folder",
               failure->message);
  return NULL;
}

static gboolean
move (const char *from,
      const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) destination = g_file_new_for_path (to);

  return g_file_move (source, destination, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

char *
tally_jobs_archive_move_file (const char  *folder,
                              const char  *sha256,
                              const char  *path,
                              GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *kept = build_path (folder, sha256, name);
  g_autofree char *content = NULL;
  g_autofree char *actual = NULL;
  gsize size;

  if (!ensure_folder (folder, error))
    return NULL;
  if (g_file_get_contents (path, &content, &size, NULL))
    actual = tally_digest_dup_hex (content, size);
  if (g_strcmp0 (actual, sha256) != 0 || !move (path, kept))
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                   "the workbook made earlier is missing, changed or can't be moved");
      return NULL;
    }
  return g_steal_pointer (&kept);
}
