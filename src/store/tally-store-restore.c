/* tally-store-restore.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-restore.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "tally-db-admin.h"
#include "tally-file.h"
#include "tally-store-head.h"
#include "tally-store-pack-private.h"
#include "tally-store-private.h"
#include "tally-store-trail.h"

static const char *const side_files[] = { "-wal", "-shm" };

static gboolean
is_database (const char *path)
{
  static const char magic[] = "SQLite format 3";
  char first[sizeof magic] = "";
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  gboolean is_one;

  if (fd < 0)
    return FALSE;
  is_one = read (fd, first, sizeof first) == sizeof first && memcmp (first, magic, sizeof magic) == 0;
  close (fd);
  return is_one;
}

/* The copy of an upgrade is no pack: what a pack's sums prove, only its structure says. */
static gboolean
copy_database (const TallyStoreRestoreOptions  *options,
               const char                      *beside,
               TallyStorePackInfo              *info,
               GError                         **error)
{
  const TallyDbOptions db_options = { .path = options->file.path, .read_only = TRUE };
  g_autoptr (TallyDb) db = tally_db_open (&db_options, error);

  if (db == NULL || !tally_db_get_version (db, &info->schema, error)
      || !tally_db_backup (db, beside, error))
    return FALSE;
  if (tally_store_pack_prove (beside, options->clock, info, error))
    return TRUE;
  tally_store_pack_remove_database (beside);
  return FALSE;
}

static gboolean
refuse (const TallyStoreRestoreOptions  *options,
        const char                      *why,
        GError                         **error)
{
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING,
               "%s: the store %s %s; pack that one, or go back on purpose with 'tallyman state restore': it is kept then",
               options->file.path, options->path, why);
  return FALSE;
}

/* Publications and the trail only ever grow: who has more of either is newer. */
static gboolean
check_head (TallyStore                      *store,
            const TallyStoreRestoreOptions  *options,
            const TallyStorePackInfo        *info,
            GError                         **error)
{
  TallyStoreHead head;
  TallyStoreTrailHead trail, packed = { 0 };

  if (!tally_store_head_read (store, &head, error) || !tally_store_trail_get_head (store, &trail, error))
    return FALSE;
  if (options->force || (*head.installation == '\0' && trail.sequence == 0))
    return TRUE;
  if (strcmp (head.installation, info->installation) != 0)
    return refuse (options, "is another installation's", error);
  if (*info->trail != '\0' && !tally_store_trail_head_parse (info->trail, &packed))
    return tally_store_fail_corrupt (store, "a head of the trail", error);
  if ((guint64) head.counter > info->head || trail.sequence > packed.sequence)
    return refuse (options, "is newer", error);
  return TRUE;
}

/* What was set aside before stays as it is. */
static char *
dup_free_path (const char *path,
               const char *now)
{
  g_autofree char *first = g_strdup_printf ("%s.damaged-%s", path, now);
  guint n = 1;

  while (g_file_test (first, G_FILE_TEST_EXISTS))
    {
      g_free (first);
      first = g_strdup_printf ("%s.damaged-%s-%u", path, now, ++n);
    }
  return g_steal_pointer (&first);
}

static char *
dup_kept_path (const TallyStoreRestoreOptions *options)
{
  g_autoptr (TallyClock) machine = tally_clock_new_system ();
  TallyClock *clock = options->clock != NULL ? options->clock : machine;
  g_autofree char *now = tally_clock_format_utc (tally_clock_get_utc_usec (clock));

  g_strdelimit (now, ":", '-');
  return options->is_damaged ? dup_free_path (options->path, now)
                             : g_strdup_printf ("%s.replaced-%s.backup", options->path, now);
}

/* In one transaction of the database that is there: readers that have it open go on with the new
 * content, and its log stays its own. */
static gboolean
replace_store (TallyStore                      *store,
               const TallyStoreRestoreOptions  *options,
               const char                      *beside,
               const TallyStorePackInfo        *info,
               char                           **out_kept,
               GError                         **error)
{
  g_autofree char *kept = options->force ? dup_kept_path (options) : NULL;

  if (!tally_store_lock (store, error) || !check_head (store, options, info, error)
      || (kept != NULL && !tally_db_backup (store->db, kept, error))
      || !tally_db_replace (store->db, beside, error))
    return FALSE;
  g_clear_pointer (&store->owner, g_free); /* the lease went with the old content */
  tally_store_pack_remove_database (beside);
  *out_kept = g_steal_pointer (&kept);
  return TRUE;
}

static gboolean
rename_aside (const char  *from,
              const char  *to,
              GError     **error)
{
  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY, "can't move %s away: %s", from,
               g_strerror (errno));
  return FALSE;
}

/* Its log goes first: were it left behind, it would be taken for the new file's. */
static gboolean
move_damaged (const char  *path,
              const char  *kept,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *from = g_strconcat (path, side_files[i], NULL);
      g_autofree char *to = g_strconcat (kept, side_files[i], NULL);

      if (!rename_aside (from, to, error))
        return FALSE;
    }
  return rename_aside (path, kept, error);
}

static gboolean
place_new (const TallyStoreRestoreOptions  *options,
           const char                      *beside,
           GError                         **error)
{
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *stray = g_strconcat (options->path, side_files[i], NULL);

      g_unlink (stray); /* of a database that is not there any more, as SQLite does itself */
    }
  if (tally_file_commit (beside, options->path, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY, failure->message);
  return FALSE;
}

static gboolean
place_beside (const TallyStoreRestoreOptions  *options,
              const char                      *beside,
              const TallyStorePackInfo        *info,
              char                           **out_kept,
              GError                         **error)
{
  const TallyStoreOptions store_options = { .path = options->path, .clock = options->clock };
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *kept = NULL;

  if (!g_file_test (options->path, G_FILE_TEST_EXISTS))
    return place_new (options, beside, error);
  if (!options->is_damaged)
    store = tally_store_open (&store_options, &failure);
  if (store != NULL)
    return replace_store (store, options, beside, info, out_kept, error);
  if (!options->is_damaged
      && (!g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT) || !options->force))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  kept = dup_kept_path (options);
  if (!move_damaged (options->path, kept, error) || !place_new (options, beside, error))
    return FALSE;
  *out_kept = g_steal_pointer (&kept);
  return TRUE;
}

gboolean
tally_store_restore (const TallyStoreRestoreOptions  *options,
                     TallyStorePackInfo              *out_info,
                     char                           **out_kept,
                     GError                         **error)
{
  g_autofree char *beside = NULL;
  g_autofree char *kept = NULL;
  TallyStorePackInfo info = { 0 };

  g_return_val_if_fail (options != NULL && out_info != NULL && out_kept != NULL, FALSE);
  beside = tally_file_dup_beside (options->path);
  if (is_database (options->file.path) ? !copy_database (options, beside, &info, error)
                                       : !tally_store_pack_extract (&options->file, beside, &info, error))
    return FALSE;
  if (!place_beside (options, beside, &info, &kept, error))
    {
      tally_store_pack_remove_database (beside);
      return FALSE;
    }
  *out_info = info;
  *out_kept = g_steal_pointer (&kept);
  return TRUE;
}
