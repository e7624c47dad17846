/* tally-jobs-machine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-machine.h"

#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

gint64
tally_jobs_machine_find_number (const char *text,
                                const char *name)
{
  gsize length = strlen (name);

  for (const char *line = text; line != NULL && *line != '\0';
       line = strchr (line, '\n') != NULL ? strchr (line, '\n') + 1 : NULL)
    {
      const char *number = line + length + 1;
      char *end = NULL;
      guint64 value;
      if (strncmp (line, name, length) != 0 || line[length] != ':')
        continue;
      number += strspn (number, " \t");
      value = g_ascii_strtoull (number, &end, 10);
      if (end == number || value > G_MAXINT64 / 1024)
        return -1;
      return (gint64) value * (g_str_has_prefix (end, " kB") ? 1024 : 1);
    }
  return -1;
}

static gint64
find_in_file (const char *path,
              const char *name)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? tally_jobs_machine_find_number (text, name) : -1;
}

static gint64
read_load_milli (void)
{
  double load = 0;

  return getloadavg (&load, 1) == 1 ? (gint64) llround (load * 1000) : -1;
}

static gint64
read_disk_free (const char *data_dir)
{
  struct statvfs disk;

  if (data_dir == NULL || statvfs (data_dir, &disk) != 0)
    return -1;
  return (gint64) disk.f_bavail * (gint64) disk.f_frsize;
}

static gint64
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  gint64 n = 0;

  if (dir == NULL)
    return -1;
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n - 1; /* one of them is this folder */
}

static gint64
get_usec (const struct timeval *time)
{
  return (gint64) time->tv_sec * G_USEC_PER_SEC + time->tv_usec;
}

void
tally_jobs_machine_read_process (TallyJobsMachine *self)
{
  struct rusage usage;
  g_autofree char *status = NULL;

  g_return_if_fail (self != NULL);
  *self = (TallyJobsMachine) { -1, -1, -1, -1, -1, -1, -1, -1 };
  if (getrusage (RUSAGE_SELF, &usage) == 0)
    self->cpu_usec = get_usec (&usage.ru_utime) + get_usec (&usage.ru_stime);
  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  self->process_bytes = tally_jobs_machine_find_number (status, "VmRSS");
  self->peak_bytes = tally_jobs_machine_find_number (status, "VmHWM");
  self->n_threads = tally_jobs_machine_find_number (status, "Threads");
}

void
tally_jobs_machine_read (TallyJobsMachine *self,
                         const char       *data_dir)
{
  tally_jobs_machine_read_process (self);
  self->load_milli = read_load_milli ();
  self->memory_free_bytes = find_in_file ("/proc/meminfo", "MemAvailable");
  self->disk_free_bytes = read_disk_free (data_dir);
  self->n_files = count_files ();
}
