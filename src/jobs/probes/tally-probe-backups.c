/* tally-probe-backups.c
 *
 * Whether there is a backup that is not old and that can be put in place: it is put in place, in a
 * private folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-file-tree.h"
#include "tally-jobs-backups.h"
#include "tally-jobs-checkup.h"
#include "tally-probes.h"
#include "tally-store-pack.h"
#include "tally-store-runs.h"
#include "tally-text.h"

/* One a day, made by the first pass of the day: two days without one are a reason to ask. */
#define WARN_USEC (2 * G_TIME_SPAN_DAY)

static gboolean
prove (TallyJobsCheckup    *checkup,
       const char          *path,
       TallyStorePackInfo  *out_info,
       GError             **error)
{
  const TallyStorePackFile file = {
    .path = path, .passphrase = checkup->places->passphrase, .keys = checkup->places->keys,
    .cancellable = checkup->context->cancellable,
  };
  g_autofree char *folder = g_dir_make_tmp ("tallyman-check-XXXXXX", error);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, "tallyman.db", NULL) : NULL;
  gboolean is_sound = copy != NULL && tally_store_pack_extract (&file, copy, out_info, error);

  return folder != NULL && tally_file_tree_remove (folder, is_sound ? error : NULL) && is_sound;
}

static void
judge (TallyJobsCheckup *checkup,
       TallyHealthProbe *probe,
       GPtrArray        *paths)
{
  g_autoptr (GError) first = NULL;
  guint i;

  for (i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *span = NULL;
      TallyStorePackInfo info;
      gint64 age;

      if (!prove (checkup, paths->pdata[i], &info, &error))
        {
          if (first == NULL)
            first = g_steal_pointer (&error);
          continue;
        }
      age = tally_clock_get_utc_usec (checkup->context->clock) - info.created_utc_usec;
      span = tally_jobs_dup_span (MAX (age, 0));
      tally_jobs_probe_say (probe, i > 0 || age > WARN_USEC ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK,
                            i > 0 ? "newer backups are damaged; look at the disk, then run a pass"
                            : age > WARN_USEC ? "run a pass, and look why none makes a backup" : NULL,
                            "%u, the newest sound one %s old and verified", paths->len, span);
      break;
    }
  if (i == paths->len)
    tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL,
                          "look at the disk and at the passphrase, then make one with 'tallyman state backup'",
                          "none of %u backups can be put in place", paths->len);
  if (first != NULL)
    tally_text_set (&probe->detail, first->message);
}

/* None is a fault only where a pass could have made one. */
static void
miss (TallyJobsCheckup *checkup,
      TallyHealthProbe *probe)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = tally_store_runs_list (checkup->context->store, 1, &error);

  if (runs == NULL)
    tally_jobs_checkup_fail (checkup, probe, error);
  else if (runs->len == 0)
    tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "there was no pass yet");
  else
    tally_jobs_probe_say (probe, TALLY_HEALTH_WARN, "run a pass: it makes the backup of the day", "there is none");
}

static void
run_backups (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  const TallyJobsPlaces *places = checkup->places;
  g_autoptr (GPtrArray) paths = NULL;

  tally_jobs_probe_expect (probe, "a verified one, at most 2 days old");
  if (places->backup_dir == NULL || places->n_backups == 0)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL,
                            places->state_file != NULL ? "the state file is what is kept" : "[backup] keep is 0");
      return;
    }
  paths = tally_jobs_backups_list (places->backup_dir, FALSE);
  if (paths->len == 0 && places->state_file != NULL)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_SKIPPED, NULL, "the state file is what is kept");
      return;
    }
  if (paths->len > 0)
    judge (checkup, probe, paths);
  else if (tally_jobs_checkup_has_store (checkup, probe))
    miss (checkup, probe);
}

const TallyJobsProbe tally_probe_backups = {
  .id = "backups",
  .title = "Backups",
  .summary = "whether there is a fresh backup that can be put in place",
  .run = run_backups,
};
