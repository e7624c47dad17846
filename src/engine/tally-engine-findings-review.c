/* tally-engine-findings-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-review.h"

#include "tally-digest.h"
#include "tally-engine-access-private.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-file.h"
#include "tally-store-remarks.h"
#include "tally-store-verdicts-many.h"

/* Folder of the files beside the store; names are SHA-256. */
#define FOLDER "evidence"

GArray *
tally_engine_findings_decide_many (TallyEngine                 *self,
                                   const gint64                *keys,
                                   guint                        n_keys,
                                   const TallyFindingDecision  *decision,
                                   GError                     **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GArray *steps = NULL;

  g_return_val_if_fail (self != NULL && keys != NULL && n_keys > 0 && decision != NULL, NULL);
  store = tally_engine_check_kept (self, decision, &failure) ? tally_engine_open_for_verdicts (self, &failure) : NULL;
  if (store != NULL)
    steps = tally_store_verdicts_add_many (store, keys, n_keys, decision, &failure);
  if (steps == NULL)
    tally_engine_findings_take_error (failure, error);
  return steps;
}

gboolean
tally_engine_findings_take_back (TallyEngine  *self,
                                 GArray       *steps,
                                 const char   *actor,
                                 guint        *out_n_taken_back,
                                 GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && steps != NULL && actor != NULL && out_n_taken_back != NULL, FALSE);
  store = tally_engine_open_for_verdicts (self, &failure);
  if (store != NULL && tally_store_verdicts_take_back (store, steps, actor, out_n_taken_back, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}

gboolean
tally_engine_findings_remark (TallyEngine               *self,
                              const char                *finding_id,
                              const TallyFindingRemark  *remark,
                              GError                   **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && finding_id != NULL && remark != NULL, FALSE);
  store = tally_engine_open_store (self, &failure);
  if (store != NULL && tally_store_remarks_add (store, finding_id, remark, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}

GPtrArray *
tally_engine_findings_list_remarks (TallyEngine  *self,
                                    const char   *finding_id,
                                    GError      **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GPtrArray *remarks = NULL;

  g_return_val_if_fail (self != NULL && finding_id != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    remarks = tally_store_remarks_list (store, finding_id, &failure);
  if (remarks == NULL)
    tally_engine_findings_take_error (failure, error);
  return remarks;
}

char *
tally_engine_findings_dup_file_path (const char               *data_dir,
                                     const TallyFindingRemark *remark)
{
  g_return_val_if_fail (data_dir != NULL && remark != NULL, NULL);
  return g_build_filename (data_dir, FOLDER, remark->sha256, NULL);
}

static gboolean
refuse (const char  *name,
        const char  *message,
        GError     **error)
{
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, "'%s' %s", name, message);
  return FALSE;
}

/* What is not a small file is refused before a byte of it is read. */
static gboolean
check_file (GFile       *file,
            const char  *name,
            GError     **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (name, "is no file that can be kept; choose a document or a picture", error);
  if (g_file_info_get_size (info) == 0)
    return refuse (name, "is empty", error);
  if (g_file_info_get_size (info) > TALLY_FINDING_REMARK_MAX_FILE_BYTES)
    return refuse (name, "is larger than 25 MB; a finding is no archive: keep a part of it, or note where it is", error);
  return TRUE;
}

static GBytes *
read_bytes (GFile       *file,
            const char  *name,
            GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!check_file (file, name, error))
    return NULL;
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes != NULL && g_bytes_get_size (bytes) > TALLY_FINDING_REMARK_MAX_FILE_BYTES)
    {
      refuse (name, "has become larger than 25 MB", error);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* The bytes stand before the trail says so; bytes without an entry harm nobody. */
static gboolean
keep_bytes (TallyEngine               *self,
            const TallyFindingRemark  *remark,
            GBytes                    *bytes,
            GError                   **error)
{
  g_autofree char *folder = g_build_filename (self->data_dir, FOLDER, NULL);
  g_autofree char *path = tally_engine_findings_dup_file_path (self->data_dir, remark);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return tally_file_ensure_folder (folder, error) && tally_file_ensure_space (folder, size, error)
         && tally_file_write (path, data, size, 0600, error);
}

static gboolean
attach (TallyEngine  *self,
        const char   *finding_id,
        GFile        *file,
        const char   *actor,
        GError      **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "?");
  g_autoptr (GBytes) bytes = read_bytes (file, name, error);
  g_autofree char *sha256 = NULL;
  TallyFindingRemark remark = { .kind = TALLY_FINDING_REMARK_FILE, .actor = (char *) actor, .text = name };
  g_autoptr (TallyStore) store = NULL;

  if (bytes == NULL)
    return FALSE;
  sha256 = tally_digest_dup_hex_of_bytes (bytes);
  g_strlcpy (remark.sha256, sha256, sizeof remark.sha256);
  remark.size_bytes = (gint64) g_bytes_get_size (bytes);
  store = tally_engine_open_store (self, error);
  return store != NULL && keep_bytes (self, &remark, bytes, error)
         && tally_store_remarks_add (store, finding_id, &remark, error);
}

gboolean
tally_engine_findings_attach (TallyEngine  *self,
                              const char   *finding_id,
                              GFile        *file,
                              const char   *actor,
                              GError      **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && finding_id != NULL && G_IS_FILE (file) && actor != NULL, FALSE);
  if (attach (self, finding_id, file, actor, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}
