/* tally-jobs-mend-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-mend.h"

#include <glib/gstdio.h>

#include "tally-file.h"
#include "tally-jobs-backups.h"
#include "tally-store-behind.h"
#include "tally-store-restore.h"
#include "tally-text.h"

/* Says that the database is damaged until a sound one stands in its place, whatever happens between. */
static char *
dup_marker_path (const TallyJobsMend *self)
{
  return g_strconcat (self->places->store_path, ".damaged", NULL);
}

/* Newest first; what the store was unpacked from is newer than any backup. */
static GPtrArray *
list_candidates (const TallyJobsMend *self)
{
  GPtrArray *paths = self->places->backup_dir != NULL
                       ? tally_jobs_backups_list (self->places->backup_dir, FALSE)
                       : g_ptr_array_new_with_free_func (g_free);

  if (self->places->state_file != NULL && g_file_test (self->places->state_file, G_FILE_TEST_EXISTS))
    g_ptr_array_insert (paths, 0, g_strdup (self->places->state_file));
  return paths;
}

gboolean
tally_jobs_mend_finds_damage (const TallyJobsMend *self)
{
  g_autofree char *marker = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  GStatBuf status;

  g_return_val_if_fail (self != NULL, FALSE);
  marker = dup_marker_path (self);
  if (g_file_test (marker, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_stat (self->places->store_path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > 0)
    return FALSE;
  candidates = list_candidates (self);
  return candidates->len > 0;
}

/* Returns: which one was put in place, -1 = none proved sound. */
static int
put_newest_sound (const TallyJobsMend *self,
                  GPtrArray           *candidates,
                  TallyStorePackInfo  *out_info,
                  char               **out_kept,
                  GError             **error)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const TallyStoreRestoreOptions options = {
        .path = self->places->store_path,
        .file = { .path = candidates->pdata[i], .passphrase = self->places->passphrase,
                  .keys = self->places->keys, .cancellable = self->cancellable },
        .force = TRUE, .is_damaged = TRUE, .clock = self->clock,
      };

      g_clear_error (error);
      if (tally_store_restore (&options, out_info, out_kept, error))
        return (int) i;
      if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return -1;
    }
  return -1;
}

/* The target may know of more: only a store that says so may catch up with it. */
static gboolean
declare (const TallyJobsMend  *self,
         GError              **error)
{
  const TallyStoreOptions options = { .path = self->places->store_path, .clock = self->clock };
  g_autoptr (TallyStore) store = tally_store_open (&options, error);

  return store != NULL && tally_store_behind_declare (store, error);
}

static void
say_not_mended (const TallyJobsMend *self,
                guint                n_candidates,
                const GError        *error)
{
  g_autofree char *text = NULL;
  g_autofree char *tried = NULL;
  TallyNoticeWords words = {
    .severity = TALLY_SEVERITY_ERROR, .code = "store-damaged",
    .detail = error != NULL ? error->message : NULL,
  };

  if (n_candidates > 0)
    tried = g_strdup_printf ("none of %u backups could be put in its place", n_candidates);
  text = g_strdup_printf ("the database is damaged and %s; bring one that is sound with 'tallyman state restore', "
                          "or move the database away: the next pass then takes from the target what is published",
                          n_candidates > 0 ? tried : "there is no backup");
  words.text = text;
  tally_run_tell (self->run, &words);
}

static void
say_mended (const TallyJobsMend       *self,
            const TallyStorePackInfo  *info,
            int                        index,
            const char                *kept,
            const GError              *why)
{
  g_autofree char *created = tally_clock_format_utc (info->created_utc_usec);
  g_autofree char *text = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *skipped = NULL;

  if (index > 0)
    skipped = tally_text_dup_count ((guint) index, "newer one was not sound", "newer ones were not sound");
  text = g_strdup_printf ("the database was damaged and was set aside; the backup of %s is in its place%s%s; what "
                          "was published since is taken from the target", created, index > 0 ? ", " : "",
                          index > 0 ? skipped : "");
  detail = g_strdup_printf ("%s%s%s", kept != NULL ? kept : "", why != NULL ? ": " : "",
                            why != NULL ? why->message : "");
  tally_jobs_mend_tell (self, "database", text, detail);
}

gboolean
tally_jobs_mend_store (const TallyJobsMend *self,
                       const GError        *why)
{
  g_autofree char *marker = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GError) error = NULL;
  TallyStorePackInfo info = { 0 };
  int index;

  g_return_val_if_fail (self != NULL, FALSE);
  candidates = list_candidates (self);
  if (self->is_dry)
    {
      tally_jobs_mend_tell (self, "database", "the database is damaged; it would be set aside and the newest sound "
                                              "backup put in its place", why != NULL ? why->message : NULL);
      return FALSE;
    }
  marker = dup_marker_path (self);
  if (!tally_file_write (marker, "", 0, 0600, &error))
    {
      say_not_mended (self, candidates->len, error);
      return FALSE;
    }
  index = put_newest_sound (self, candidates, &info, &kept, &error);
  if (index < 0 || !declare (self, &error))
    {
      if (index < 0)
        g_unlink (marker); /* nothing was changed */
      say_not_mended (self, candidates->len, error);
      return FALSE;
    }
  g_unlink (marker);
  say_mended (self, &info, index, kept, why);
  return TRUE;
}
