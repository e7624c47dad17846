/* tally-jobs-mend-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-mend.h"

#include <glib/gstdio.h>

#include "tally-file-lock.h"
#include "tally-file.h"
#include "tally-store-meta.h"
#include "tally-text.h"
#include "tally-workbook-folder.h"

/* A tool beside the run may be writing: what is younger stays. */
#define LEAST_AGE_USEC G_TIME_SPAN_HOUR
#define LOCK_SUFFIX ".lock"

/* In the store: where each folder was when it was last seen. */
#define KEY_FOLDER "seen-folder-"

typedef struct {
  const char *path; /* (nullable) */
  int         mode;
  const char *what;
} Folder;

static const char *const side_suffixes[] = { "-wal", "-shm", "-journal" };

/* A file that a killed process was writing beside its place, or what SQLite keeps beside such a one. */
static gboolean
is_half_written (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_suffixes); i++)
    if (g_str_has_suffix (name, side_suffixes[i]))
      {
        g_autofree char *base = g_strndup (name, strlen (name) - strlen (side_suffixes[i]));
        return tally_file_is_beside (base);
      }
  return tally_file_is_beside (name);
}

static gboolean
is_old (const TallyJobsMend *self,
        const char          *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode)
         && tally_clock_get_utc_usec (self->clock) - (gint64) status.st_mtime * G_USEC_PER_SEC >= LEAST_AGE_USEC;
}

static guint
sweep (const TallyJobsMend *self,
       const char          *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (is_half_written (name) && is_old (self, path) && (self->is_dry || g_unlink (path) == 0))
        n++;
    }
  return n;
}

/* The archive has a folder for each first two digits. */
static guint
sweep_archive (const TallyJobsMend *self)
{
  const char *folder = self->places->archive_dir;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (strlen (name) == 2 && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        n += sweep (self, path);
    }
  return n;
}

static void
mend_half_written (const TallyJobsMend *self,
                   const char          *data_dir)
{
  const char *folders[] = {
    data_dir, self->places->output_dir, self->places->archive_dir, self->places->backup_dir,
  };
  g_autofree char *text = NULL;
  guint n = sweep_archive (self), n_parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && folders[i] != NULL; i++)
    n += sweep (self, folders[i]);
  if (self->is_dry)
    n += tally_workbook_folder_count_parts (self->places->output_dir);
  else if (tally_workbook_folder_clean (self->places->output_dir, &n_parts, NULL))
    n += n_parts;
  if (n == 0)
    return;
  text = tally_text_dup_count (n, self->is_dry ? "half-written file would be removed"
                                               : "half-written file of a killed process was removed",
                               self->is_dry ? "half-written files would be removed"
                                            : "half-written files of a killed process were removed");
  tally_jobs_mend_tell (self, "half-written", text, NULL);
}

/* Who gets the lock proves that its process is gone; it vanishes when it is given back. */
static gboolean
is_stale (const char *path)
{
  g_autofree char *base = g_strndup (path, strlen (path) - strlen (LOCK_SUFFIX));
  g_autoptr (TallyFileLock) lock = tally_file_lock_new (base, NULL);

  return lock != NULL;
}

static void
mend_locks (const TallyJobsMend *self,
            const char          *data_dir)
{
  g_autoptr (GDir) dir = g_dir_open (data_dir, 0, NULL);
  g_autofree char *own = g_strconcat (self->places->store_path, LOCK_SUFFIX, NULL);
  g_autofree char *text = NULL;
  const char *name;
  guint n = 0;

  while (!self->is_dry && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data_dir, name, NULL);
      if (g_str_has_suffix (name, LOCK_SUFFIX) && strcmp (path, own) != 0 && is_stale (path))
        n++;
    }
  if (n == 0)
    return;
  text = tally_text_dup_count (n, "lock of a process that is gone was removed",
                               "locks of processes that are gone were removed");
  tally_jobs_mend_tell (self, "stale-lock", text, NULL);
}

/* Only where the folder above is there: an empty mount point is no place for money. What the store has
 * not seen before, a new installation's or one that was configured since, is made and is no news. */
static gboolean
mend_folder (const TallyJobsMend  *self,
             TallyStore           *store,
             const Folder         *folder,
             GError              **error)
{
  g_autofree char *key = g_strconcat (KEY_FOLDER, folder->what, NULL);
  g_autofree char *above = g_path_get_dirname (folder->path);
  g_autofree char *text = NULL;
  g_autofree char *seen = NULL;
  gboolean was_seen;

  if (!tally_store_meta_get (store, key, &seen, error))
    return FALSE;
  was_seen = g_strcmp0 (seen, folder->path) == 0;
  if (!g_file_test (folder->path, G_FILE_TEST_EXISTS))
    {
      if (!g_file_test (above, G_FILE_TEST_IS_DIR)
          || (!self->is_dry && g_mkdir (folder->path, folder->mode) != 0))
        return TRUE;
      text = g_strdup_printf ("the folder of the %s was gone and %s made again", folder->what,
                              self->is_dry ? "would be" : "was");
      if (was_seen)
        tally_jobs_mend_tell (self, "folder", text, folder->path);
    }
  return was_seen || self->is_dry || tally_store_meta_set (store, key, folder->path, error);
}

gboolean
tally_jobs_mend_folders (const TallyJobsMend  *self,
                         TallyStore           *store,
                         GError              **error)
{
  const TallyJobsPlaces *places = self->places;
  const Folder folders[] = {
    { places->output_dir, 0755, "workbooks" },
    { places->archive_dir, 0700, "archive" },
    { places->n_backups > 0 ? places->backup_dir : NULL, 0700, "backups" },
  };

  g_return_val_if_fail (store != NULL, FALSE);
  /* A machine that is new each time never had them. */
  for (guint i = 0; places->state_file == NULL && i < G_N_ELEMENTS (folders); i++)
    if (folders[i].path != NULL && !mend_folder (self, store, &folders[i], error))
      return FALSE;
  return TRUE;
}

/* A log says nothing without its database, and must not be taken for another one's. */
static void
mend_stray_log (const TallyJobsMend *self)
{
  g_autofree char *log = g_strconcat (self->places->store_path, "-wal", NULL);
  g_autofree char *now = tally_clock_format_utc (tally_clock_get_utc_usec (self->clock));
  g_autofree char *kept = g_strdup_printf ("%s.damaged-%s-wal", self->places->store_path,
                                           g_strdelimit (now, ":", '-'));

  if (g_file_test (self->places->store_path, G_FILE_TEST_EXISTS) || !g_file_test (log, G_FILE_TEST_EXISTS)
      || (!self->is_dry && g_rename (log, kept) != 0))
    return;
  tally_jobs_mend_tell (self, "stray-log", self->is_dry ? "a log without its database would be set aside"
                                                        : "a log without its database was set aside", kept);
}

void
tally_jobs_mend_files (const TallyJobsMend *self)
{
  g_autofree char *data_dir = NULL;

  g_return_if_fail (self != NULL);
  data_dir = g_path_get_dirname (self->places->store_path);
  mend_half_written (self, data_dir);
  mend_locks (self, data_dir);
  mend_stray_log (self);
}
