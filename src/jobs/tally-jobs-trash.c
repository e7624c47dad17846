/* tally-jobs-trash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-trash.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tally-file.h"
#include "tally-identity.h"
#include "tally-jobs-error.h"

#define TRASH_NAME ".trash"
/* Files of one name and day that the trash tells apart. */
#define MAX_COPIES 1000

/* Whether it is a folder itself, not a link to one. */
static gboolean
is_folder (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static gboolean
trash_on_desktop (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_trash (file, NULL, NULL);
}

/* A path of this day that is not taken. */
static char *
choose_path (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (guint i = 1; i < MAX_COPIES && g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%u_%s", folder, i, name);
    }
  return g_steal_pointer (&path);
}

static gboolean
move (const TallyJobsTrash  *self,
      const char            *from,
      const char            *name,
      GError               **error)
{
  char day[TALLY_DAY_BUFFER_SIZE];
  g_autofree char *trash = g_build_filename (self->folder, TRASH_NAME, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *to = NULL;

  folder = g_build_filename (trash, tally_day_format_iso (self->today, day, sizeof day), NULL);
  if (!tally_file_ensure_folder (folder, error))
    return FALSE;
  to = choose_path (folder, name);
  if (is_folder (trash) && is_folder (folder) && g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_OUTPUT, "a workbook can't be moved to %s: %s",
               folder, errno != 0 ? g_strerror (errno) : "it is no folder");
  return FALSE;
}

gboolean
tally_jobs_trash_move (const TallyJobsTrash  *self,
                       const char            *name,
                       GError               **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && self->folder != NULL, FALSE);
  path = tally_file_join (self->folder, name, &failure);
  if (path != NULL && self->use_desktop && trash_on_desktop (path))
    return TRUE;
  errno = 0;
  if (path != NULL && move (self, path, name, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_OUTPUT, failure->message);
  return FALSE;
}

/* A workbook's name, perhaps with the number that tells two of one day apart. */
static gboolean
is_ours (const char *name)
{
  const char *stem = name + strspn (name, "0123456789");
  g_autoptr (TallyFileName) plain = tally_identity_parse_file_name (name);
  g_autoptr (TallyFileName) copy = NULL;

  if (plain != NULL)
    return plain->form == TALLY_FILE_NAME_CURRENT;
  if (stem == name || *stem != '_')
    return FALSE;
  copy = tally_identity_parse_file_name (stem + 1);
  return copy != NULL && copy->form == TALLY_FILE_NAME_CURRENT;
}

static void
empty_day (const char   *folder,
           TallyCleanup *cleanup)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (!is_ours (name) || g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        {
          cleanup->n_foreign++;
          continue;
        }
      if (cleanup->is_preview || g_unlink (path) == 0)
        tally_cleanup_add (cleanup, TALLY_CLEANUP_TRASH, name, "in the trash for long enough",
                           (guint64) status.st_size);
    }
  if (!cleanup->is_preview)
    g_rmdir (folder);
}

void
tally_jobs_trash_empty (const TallyJobsTrash *self,
                        guint                 keep_days,
                        TallyCleanup         *cleanup)
{
  g_autofree char *trash = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (self != NULL && cleanup != NULL);
  trash = g_build_filename (self->folder, TRASH_NAME, NULL);
  if (!is_folder (trash))
    return;
  dir = g_dir_open (trash, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (trash, name, NULL);
      TallyDay day;

      if (tally_day_parse (name, strlen (name), &day) && is_folder (folder)
          && day <= self->today && self->today - day >= (TallyDay) keep_days)
        empty_day (folder, cleanup);
    }
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

void
tally_jobs_trash_remove_week_folders (const TallyJobsTrash *self,
                                      TallyCleanup         *cleanup)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (self != NULL && cleanup != NULL);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      TallyDay week;

      if (tally_week_parse (name, strlen (name), &week) && is_folder (folder) && is_empty (folder)
          && (cleanup->is_preview || g_rmdir (folder) == 0))
        tally_cleanup_add (cleanup, TALLY_CLEANUP_FOLDER, name, "an empty folder of a week", 0);
    }
}
