/* tally-jobs-space.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-space.h"

#include <glib/gstdio.h>
#include <sys/statvfs.h>

#define MIB (G_GUINT64_CONSTANT (1024) * 1024)
/* The log of the largest transaction, as the store keeps it. */
#define LOG_BYTES (64 * MIB)
#define N_COPIES 2
/* A first pass has nothing to go by. */
#define LEAST_OUTPUT_BYTES (16 * MIB)

static guint64
get_size (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) ? (guint64) status.st_size : 0;
}

static guint64
add_sizes (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint64 bytes = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      bytes += get_size (path);
    }
  return bytes;
}

static guint64
get_need (const TallyJobsPlaces *places,
          const char            *folder)
{
  g_autofree char *data_dir = g_path_get_dirname (places->store_path);

  if (strcmp (folder, data_dir) == 0)
    return LOG_BYTES + N_COPIES * get_size (places->store_path);
  if (strcmp (folder, places->output_dir) == 0)
    return LEAST_OUTPUT_BYTES + add_sizes (folder);
  return LEAST_OUTPUT_BYTES + add_sizes (places->output_dir);
}

gboolean
tally_jobs_space_measure (const TallyJobsPlaces *places,
                          const char            *folder,
                          TallyJobsSpace        *out_space)
{
  g_autofree char *there = g_canonicalize_filename (folder, NULL);
  struct statvfs info;

  g_return_val_if_fail (places != NULL && folder != NULL && out_space != NULL, FALSE);
  while (!g_file_test (there, G_FILE_TEST_EXISTS) && strcmp (there, "/") != 0)
    {
      char *above = g_path_get_dirname (there);
      g_free (there);
      there = above;
    }
  if (statvfs (there, &info) != 0)
    return FALSE;
  out_space->free_bytes = (guint64) info.f_bavail * info.f_frsize;
  out_space->free_files = info.f_files > 0 ? (guint64) info.f_favail : G_MAXUINT64;
  out_space->need_bytes = get_need (places, folder);
  return TRUE;
}

gboolean
tally_jobs_space_is_short (const TallyJobsSpace *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->free_bytes < self->need_bytes || self->free_files < TALLY_JOBS_SPACE_LEAST_FILES;
}

gboolean
tally_jobs_space_is_short_anywhere (const TallyJobsPlaces *places)
{
  g_autofree char *data_dir = NULL;
  const char *folders[3];
  TallyJobsSpace space;

  g_return_val_if_fail (places != NULL, FALSE);
  data_dir = g_path_get_dirname (places->store_path);
  folders[0] = data_dir;
  folders[1] = places->output_dir;
  folders[2] = places->archive_dir;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (tally_jobs_space_measure (places, folders[i], &space) && tally_jobs_space_is_short (&space))
      return TRUE;
  return FALSE;
}
