/* tally-jobs-backups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-backups.h"

#include <glib/gstdio.h>

/* "2026-11-24", and "2026-11-24T17-35-07Z" of those that a person asked for. */
#define DAY_LENGTH 10
#define TIME_LENGTH 20

static gboolean
is_backup (const char *name,
           gsize       stamp_length)
{
  const char *stamp = name + strlen (TALLY_JOBS_BACKUP_PREFIX);

  if (!g_str_has_prefix (name, TALLY_JOBS_BACKUP_PREFIX)
      || strlen (stamp) != stamp_length + strlen (TALLY_JOBS_BACKUP_SUFFIX)
      || strcmp (stamp + stamp_length, TALLY_JOBS_BACKUP_SUFFIX) != 0)
    return FALSE;
  for (guint i = 0; i < DAY_LENGTH; i++)
    if (i == 4 || i == 7 ? stamp[i] != '-' : !g_ascii_isdigit (stamp[i]))
      return FALSE;
  return TRUE;
}

gboolean
tally_jobs_backups_is_daily (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);
  return is_backup (name, DAY_LENGTH);
}

/* A daily backup is of its day's first pass: one with a time is of that day or newer. */
static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  gsize stamp = strlen (first) - strlen (strrchr (first, '/')) + 1 + strlen (TALLY_JOBS_BACKUP_PREFIX);
  int by_day = strncmp (second + stamp, first + stamp, DAY_LENGTH);

  if (by_day != 0)
    return by_day;
  if (strlen (first) != strlen (second))
    return strlen (first) > strlen (second) ? -1 : 1;
  return strcmp (second, first);
}

GPtrArray *
tally_jobs_backups_list (const char *folder,
                         gboolean    only_daily)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, paths);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_backup (name, DAY_LENGTH) || (!only_daily && is_backup (name, TIME_LENGTH)))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_newest_first);
  return paths;
}

guint
tally_jobs_backups_prune (const char *folder,
                          guint       n_kept,
                          gboolean    is_preview,
                          guint64    *out_bytes)
{
  g_autoptr (GPtrArray) paths = NULL;
  guint n_gone = 0;

  g_return_val_if_fail (folder != NULL && out_bytes != NULL, 0);
  *out_bytes = 0;
  paths = tally_jobs_backups_list (folder, TRUE);
  for (guint i = n_kept; n_kept > 0 && i < paths->len; i++)
    {
      GStatBuf status;
      guint64 size = g_stat (paths->pdata[i], &status) == 0 ? (guint64) status.st_size : 0;

      if (!is_preview && g_unlink (paths->pdata[i]) != 0)
        continue; /* one that stays is tried again tomorrow */
      *out_bytes += size;
      n_gone++;
    }
  return n_gone;
}
