/* tally-store-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-pack.h"

#include "tally-db-admin.h"
#include "tally-file-stream.h"
#include "tally-file.h"
#include "tally-store-head.h"
#include "tally-store-pack-private.h"
#include "tally-store-pack-stream.h"
#include "tally-store-private.h"
#include "tally-store-schema.h"
#include "tally-store-trail-verify.h"

/* Failures of streams get our codes and the file's name; a stop stays a stop. */
static gboolean
translate (GError      *failure,
           const char  *path,
           GError     **error)
{
  g_autoptr (GError) owned = failure;
  TallyStoreError code = TALLY_STORE_ERROR_FAILED;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED) || owned->domain == TALLY_STORE_ERROR)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&owned), "%s: ", path);
      return FALSE;
    }
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = TALLY_STORE_ERROR_MISSING;
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    code = TALLY_STORE_ERROR_FULL;
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    code = TALLY_STORE_ERROR_READ_ONLY;
  g_set_error (error, TALLY_STORE_ERROR, code, "%s: %s", path, owned->message);
  return FALSE;
}

void
tally_store_pack_remove_database (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);
      g_unlink (name);
    }
}

/* What the copy to be packed says of itself; its lease goes. */
static gboolean
read_copy (const char          *path,
           TallyClock          *clock,
           TallyStorePackInfo  *info,
           GError             **error)
{
  const TallyStoreOptions options = { .path = path, .clock = clock };
  g_autoptr (TallyStore) copy = tally_store_open (&options, error);
  TallyStoreTrailHead trail = { 0 };
  TallyStoreHead head = { 0 };

  if (copy == NULL || !tally_store_head_read (copy, &head, error)
      || !tally_store_trail_get_head (copy, &trail, error)
      || !tally_db_get_version (copy->db, &info->schema, error)
      || !tally_store_lease_clear (copy->db, error))
    return FALSE;
  g_strlcpy (info->installation, head.installation, sizeof info->installation);
  info->head = (guint64) head.counter;
  tally_store_trail_head_format (&trail, info->trail);
  return TRUE;
}

static gboolean
write_beside (const TallyStorePackFile  *file,
              const char                *copy,
              const char                *beside,
              TallyStorePackInfo        *info,
              GError                   **error)
{
  g_autoptr (GInputStream) in = tally_file_stream_read (copy, error);
  g_autoptr (GOutputStream) out = in != NULL ? tally_file_stream_create (beside, error) : NULL;
  const TallyStorePackStreams streams = {
    .in = in, .out = out, .passphrase = file->passphrase, .keys = file->keys,
    .cancellable = file->cancellable,
  };
  GStatBuf status;

  if (out == NULL)
    return FALSE;
  if (g_stat (copy, &status) == 0)
    info->database_bytes = (guint64) status.st_size;
  return tally_store_pack_write_stream (&streams, info, error) && g_output_stream_close (out, NULL, error);
}

static gboolean
write_pack (const TallyStorePackFile  *file,
            const char                *copy,
            TallyStorePackInfo        *info,
            GError                   **error)
{
  g_autofree char *beside = tally_file_dup_beside (file->path);
  g_autoptr (GError) failure = NULL;

  if (write_beside (file, copy, beside, info, &failure) && tally_file_commit (beside, file->path, &failure))
    return TRUE;
  g_unlink (beside);
  return translate (g_steal_pointer (&failure), file->path, error);
}

gboolean
tally_store_pack_write (TallyStore                *store,
                        const TallyStorePackFile  *file,
                        TallyStorePackInfo        *out_info,
                        GError                   **error)
{
  TallyStorePackInfo info = { 0 };
  g_autofree char *copy = NULL;
  gboolean written;

  g_return_val_if_fail (store != NULL && file != NULL && out_info != NULL, FALSE);
  copy = tally_file_dup_beside (store->path);
  info.created_utc_usec = tally_store_now (store);
  g_strlcpy (info.program, TALLY_VERSION, sizeof info.program);
  written = tally_db_backup (store->db, copy, error) && read_copy (copy, store->clock, &info, error)
            && write_pack (file, copy, &info, error);
  tally_store_pack_remove_database (copy);
  if (written)
    *out_info = info;
  return written;
}

gboolean
tally_store_pack_read_info (const TallyStorePackFile  *file,
                            TallyStorePackInfo        *out_info,
                            GError                   **error)
{
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (file != NULL && out_info != NULL, FALSE);
  in = tally_file_stream_read (file->path, &failure);
  if (in != NULL && tally_store_pack_read_header (in, file->cancellable, out_info, &failure))
    return TRUE;
  return translate (g_steal_pointer (&failure), file->path, error);
}

static gboolean
check_schema (const TallyStorePackInfo  *info,
              GError                   **error)
{
  if (info->schema <= TALLY_STORE_SCHEMA_NEWEST)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_NEWER,
               "it has schema %u, this is Tallyman %s with schema %d; install Tallyman %s or newer",
               info->schema, TALLY_VERSION, TALLY_STORE_SCHEMA_NEWEST,
               *info->program != '\0' ? info->program : "of the version that wrote it");
  return FALSE;
}

/* Somebody named a file out of the folder beside the state. */
static gboolean
check_is_store (const TallyStorePackInfo  *info,
                GError                   **error)
{
  if (info->schema != TALLY_STORE_SCHEMA_NONE || info->database_bytes != TALLY_STORE_PACK_ANY_SIZE)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                       "it is a pack of an archive, not of a store; name the state file");
  return FALSE;
}

/* Says so before a gigabyte is unpacked. */
static gboolean
check_room (const TallyStorePackInfo  *info,
            const char                *path,
            GError                   **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) failure = NULL;

  if (tally_file_ensure_folder (folder, &failure)
      && tally_file_ensure_space (folder, info->database_bytes, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FULL, failure->message);
  return FALSE;
}

static gboolean
extract (const TallyStorePackFile  *file,
         const char                *path,
         TallyStorePackInfo        *info,
         GError                   **error)
{
  g_autoptr (GInputStream) in = tally_file_stream_read (file->path, error);
  g_autoptr (GOutputStream) out = in != NULL ? tally_file_stream_create (path, error) : NULL;
  const TallyStorePackStreams streams = {
    .in = in, .out = out, .passphrase = file->passphrase, .keys = file->keys,
    .cancellable = file->cancellable,
  };

  return out != NULL && tally_store_pack_read_stream (&streams, info, error)
         && g_output_stream_close (out, NULL, error);
}

static gboolean
check_database (const char                *path,
                const TallyStorePackInfo  *info,
                GError                   **error)
{
  const TallyDbOptions options = { .path = path };
  g_autoptr (TallyDb) db = tally_db_open (&options, error);
  guint version = 0;

  if (db == NULL || !tally_db_get_version (db, &version, error))
    return FALSE;
  if (version != info->schema || version == TALLY_STORE_SCHEMA_NONE)
    {
      g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT,
                   "the database in it has schema %u, the header says %u", version, info->schema);
      return FALSE;
    }
  return tally_db_check_deeply (db, error) && tally_store_lease_clear (db, error);
}

/* Only a database of this program's schema can be read as a store; older ones had their trail
 * proved when they were packed. */
static gboolean
check_trail (const char                *path,
             const TallyStorePackInfo  *info,
             GError                   **error)
{
  const TallyStoreOptions options = { .path = path }; /* a reader would leave its log behind */
  TallyStoreTrailHead expected;
  TallyStoreTrailCheck check;
  g_autoptr (TallyStore) store = NULL;
  g_autofree char *said = NULL;

  if (info->schema != TALLY_STORE_SCHEMA_NEWEST)
    return TRUE;
  store = tally_store_open (&options, error);
  if (store == NULL)
    return FALSE;
  if (!tally_store_trail_head_parse (info->trail, &expected))
    return tally_store_fail_corrupt (store, "a head of the trail", error);
  if (!tally_store_trail_verify (store, &expected, &check, error))
    return FALSE;
  if (check.verdict == TALLY_STORE_TRAIL_SOUND)
    return TRUE;
  said = tally_store_trail_check_dup_text (&check);
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT, "its trail is not what it was: %s", said);
  return FALSE;
}

gboolean
tally_store_pack_prove (const char          *path,
                        TallyClock          *clock,
                        TallyStorePackInfo  *info,
                        GError             **error)
{
  GStatBuf status;

  if (!check_schema (info, error) || !check_database (path, info, error)
      || (info->schema == TALLY_STORE_SCHEMA_NEWEST && !read_copy (path, clock, info, error)))
    return FALSE;
  if (g_stat (path, &status) == 0)
    info->database_bytes = (guint64) status.st_size;
  return TRUE;
}

gboolean
tally_store_pack_extract (const TallyStorePackFile  *file,
                          const char                *path,
                          TallyStorePackInfo        *out_info,
                          GError                   **error)
{
  TallyStorePackInfo info = { 0 };
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (file != NULL && path != NULL && out_info != NULL, FALSE);
  if (!tally_store_pack_read_info (file, &info, error))
    return FALSE;
  if (check_is_store (&info, &failure) && check_schema (&info, &failure)
      && check_room (&info, path, &failure) && extract (file, path, &info, &failure)
      && check_database (path, &info, &failure) && check_trail (path, &info, &failure))
    {
      *out_info = info;
      return TRUE;
    }
  tally_store_pack_remove_database (path);
  return translate (g_steal_pointer (&failure), file->path, error);
}
