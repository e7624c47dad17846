/* tally-jobs-mend.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-mend.h"

#include "tally-jobs-archive.h"
#include "tally-jobs-backups.h"
#include "tally-jobs-space.h"
#include "tally-jobs-tidy.h"
#include "tally-jobs-trash.h"
#include "tally-json.h"
#include "tally-store-behind.h"
#include "tally-store-trail.h"

#define BYTES_PER_MIB (1024 * 1024)

void
tally_jobs_mend_tell (const TallyJobsMend *self,
                      const char          *id,
                      const char          *text,
                      const char          *detail)
{
  const TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_WARNING, .code = "corrected", .subject = id, .text = text, .detail = detail,
  };

  g_return_if_fail (self != NULL && id != NULL && text != NULL);
  if (self->run->health == NULL)
    self->run->health = tally_health_new (self->is_dry);
  tally_health_add_correction (self->run->health, id, text, detail);
  tally_run_tell (self->run, &words);
}

static TallyDay
get_today (TallyClock *clock)
{
  return tally_day_new (1970, 1, 1) + (TallyDay) (tally_clock_get_utc_usec (clock) / G_TIME_SPAN_DAY);
}

static void
tell_space (const TallyJobsMend *self,
            const TallyCleanup  *cleanup,
            guint                n_backups,
            guint64              bytes)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < cleanup->items->len; i++)
    bytes += ((const TallyCleanupItem *) cleanup->items->pdata[i])->size_bytes;
  if (cleanup->items->len + n_backups == 0)
    return;
  text = g_strdup_printf ("room was short: %u files whose time was over and %u backups of days no longer "
                          "kept %s, %" G_GUINT64_FORMAT " MiB", cleanup->items->len, n_backups,
                          self->is_dry ? "would go" : "went", bytes / BYTES_PER_MIB);
  tally_jobs_mend_tell (self, "space", text, NULL);
}

void
tally_jobs_mend_space (const TallyJobsMend *self)
{
  const TallyJobsTrash trash = { .folder = self->places->output_dir, .today = get_today (self->clock) };
  g_autoptr (TallyCleanup) cleanup = NULL;
  guint64 bytes = 0;
  guint n_backups = 0;

  if (!tally_jobs_space_is_short_anywhere (self->places))
    return;
  cleanup = tally_cleanup_new (self->is_dry);
  tally_jobs_trash_empty (&trash, (guint) tally_config_get_int (self->config, "cleanup", "trash-days"),
                          cleanup);
  if (self->places->backup_dir != NULL)
    n_backups = tally_jobs_backups_prune (self->places->backup_dir, self->places->n_backups, self->is_dry,
                                          &bytes);
  tell_space (self, cleanup, n_backups, bytes);
}

/* The archive's own rule, and only where room is short: else the job cleanup comes to it. */
static gboolean
mend_archive (const TallyJobsMend  *self,
              TallyStore           *store,
              GError              **error)
{
  const TallyJobsArchive archive = { .folder = self->places->archive_dir };
  const TallyJobsOptions options = {
    .archive = &archive, .output_dir = self->places->output_dir,
    .dry_run = self->is_dry,
  };
  TallyJobsContext context = {
    .options = &options, .config = self->config, .clock = self->clock, .store = store, .run = self->run,
    .cancellable = self->cancellable,
  };
  g_autoptr (TallyCleanup) cleanup = NULL;

  /* What is carried beside a state is in packs, which are rewritten when it is put away. */
  if (self->places->state_file != NULL || !tally_jobs_space_is_short_anywhere (self->places))
    return TRUE;
  cleanup = tally_cleanup_new (self->is_dry);
  if (!tally_jobs_tidy_archive (&context, cleanup, error))
    return FALSE;
  tell_space (self, cleanup, 0, 0);
  return TRUE;
}

static gboolean
record (TallyStore             *store,
        TallyHealthCorrection  *correction,
        GError                **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *payload = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "what", correction->text);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  correction->is_recorded = tally_store_trail_append (store, "corrected", correction->id, payload, error);
  return correction->is_recorded;
}

gboolean
tally_jobs_mend_with_store (const TallyJobsMend  *self,
                            TallyStore           *store,
                            GError              **error)
{
  TallyHealth *health;

  g_return_val_if_fail (self != NULL && store != NULL, FALSE);
  if (!tally_jobs_mend_folders (self, store, error) || !mend_archive (self, store, error))
    return FALSE;
  if (tally_store_was_left (store))
    tally_jobs_mend_tell (self, "stale-lock",
                          self->is_dry ? "the lease of a run whose process is gone would be taken over"
                                       : "the lease of a run whose process is gone was taken over", NULL);
  if (tally_store_was_left (store) && !self->is_dry && !tally_store_behind_suspect (store, error))
    return FALSE;
  health = self->run->health;
  for (guint i = 0; health != NULL && !self->is_dry && i < health->corrections->len; i++)
    {
      TallyHealthCorrection *correction = health->corrections->pdata[i];
      if (!correction->is_recorded && !record (store, correction, error))
        return FALSE;
    }
  return TRUE;
}
