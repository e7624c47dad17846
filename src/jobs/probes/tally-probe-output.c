/* tally-probe-output.c
 *
 * Whether workbooks can be written where they are to stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-probes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-text.h"
#include "tally-workbook-folder.h"

/* A mode says what may be, a file what is: disks are full, read-only, gone. */
static gboolean
can_write (const char *folder,
           gboolean    is_dry)
{
  g_autofree char *path = g_build_filename (folder, ".tallyman-XXXXXX.part", NULL);
  int fd;

  if (is_dry)
    return g_access (folder, W_OK | X_OK) == 0;
  fd = g_mkstemp_full (path, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  close (fd);
  g_unlink (path);
  return TRUE;
}

static void
judge (TallyJobsCheckup *checkup,
       TallyHealthProbe *probe,
       const char       *folder)
{
  gboolean can = can_write (folder, checkup->context->options->dry_run);
  int reason = errno;
  guint n_parts = tally_workbook_folder_count_parts (folder);

  if (!can)
    tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                          "make it writable for this user, or choose another one ([output] folder)",
                          "can't be written: %s", g_strerror (reason));
  else if (n_parts > 0)
    tally_jobs_probe_say (probe, TALLY_HEALTH_WARN, "run a pass, or this check without --dry-run: it removes them",
                          "writable, with %u half-written files", n_parts);
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "writable, nothing half-written");
}

static void
run_output (TallyJobsCheckup *checkup,
            TallyHealthProbe *probe)
{
  const char *folder = checkup->places->output_dir;
  g_autofree char *above = g_path_get_dirname (folder);

  tally_jobs_probe_expect (probe, "there, writable, nothing half-written");
  tally_text_set (&probe->detail, folder);
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    judge (checkup, probe, folder);
  else if (g_file_test (folder, G_FILE_TEST_EXISTS))
    tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL, "choose another one ([output] folder), or move the file away",
                          "is no folder");
  else if (checkup->context->store == NULL || checkup->places->is_private)
    tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "not there yet; the next pass makes it");
  else
    tally_jobs_probe_say (probe, g_file_test (above, G_FILE_TEST_IS_DIR) ? TALLY_HEALTH_WARN : TALLY_HEALTH_CRITICAL,
                          "see whether its disk is mounted; else the next pass makes it again", "is gone");
}

const TallyJobsProbe tally_probe_output = {
  .id = "output",
  .title = "Output folder",
  .summary = "whether workbooks can be written",
  .run = run_output,
};
