/* tally-probe-disk.c
 *
 * Whether there is room where a pass writes, in bytes and in files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-jobs-space.h"
#include "tally-probes.h"
#include "tally-text.h"

#define BYTES_PER_MIB (1024 * 1024)

static TallyHealthStatus
judge (const TallyJobsSpace *space)
{
  if (tally_jobs_space_is_short (space))
    return TALLY_HEALTH_CRITICAL;
  return space->free_bytes / TALLY_JOBS_SPACE_EASE < space->need_bytes
         || space->free_files < TALLY_JOBS_SPACE_EASE * TALLY_JOBS_SPACE_LEAST_FILES
           ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK;
}

static void
describe (GString              *text,
          const char           *name,
          const TallyJobsSpace *space)
{
  g_string_append_printf (text, "%s%s %" G_GUINT64_FORMAT " MiB free of %" G_GUINT64_FORMAT " needed",
                          text->len > 0 ? ", " : "", name, space->free_bytes / BYTES_PER_MIB,
                          space->need_bytes / BYTES_PER_MIB);
  if (space->free_files < TALLY_JOBS_SPACE_EASE * TALLY_JOBS_SPACE_LEAST_FILES)
    g_string_append_printf (text, " and room for %" G_GUINT64_FORMAT " files", space->free_files);
}

static void
run_disk (TallyJobsCheckup *checkup,
          TallyHealthProbe *probe)
{
  const TallyJobsPlaces *places = checkup->places;
  g_autofree char *data_dir = g_path_get_dirname (places->store_path);
  const struct {
    const char *name;
    const char *folder;
  } rooms[] = {
    { "data directory", data_dir }, { "output", places->output_dir }, { "archive", places->archive_dir },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  TallyHealthStatus worst = TALLY_HEALTH_OK;

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      TallyJobsSpace space;
      if (!tally_jobs_space_measure (places, rooms[i].folder, &space))
        continue;
      worst = MAX (worst, judge (&space));
      describe (text, rooms[i].name, &space);
    }
  tally_jobs_probe_expect (probe, "%d times what a pass needs, and room for %d files", TALLY_JOBS_SPACE_EASE,
                           TALLY_JOBS_SPACE_EASE * TALLY_JOBS_SPACE_LEAST_FILES);
  tally_jobs_probe_say (probe, worst,
                        worst != TALLY_HEALTH_OK ? "make room, or choose folders on another disk ([data], [output], "
                                                   "[archive] folder)" : NULL, "%s", text->str);
}

const TallyJobsProbe tally_probe_disk = {
  .id = "disk",
  .title = "Disk",
  .summary = "whether there is room where a pass writes",
  .run = run_disk,
};
