/* tally-jobs-supersede.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-supersede.h"

#include "tally-digest.h"
#include "tally-jobs-archive.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-verify.h"
#include "tally-store-superseded.h"

/* Whether a file made room for the current one: an older one, or an earlier one of ours. A newer
 * one, or a stranger's of the same second, was not there when the run decided. */
static gboolean
is_superseded (TallyJobsContext    *context,
               const TallyJobsFile *file,
               const TallyJobsFile *current)
{
  g_autoptr (TallyStorePublication) ours = NULL;
  gint64 created = file->attachment->created_utc_usec;

  if (file == current || created > current->attachment->created_utc_usec)
    return FALSE;
  if (created < current->attachment->created_utc_usec)
    return TRUE;
  ours = tally_store_publications_find_attachment (context->store, file->attachment->attachment_id,
                                                   NULL);
  return ours != NULL;
}

GPtrArray *
tally_jobs_supersede_list (TallyJobsContext            *context,
                           const TallyIdentity         *identity,
                           gint64                       row_id,
                           gint64                       attachment_id,
                           const TallyStorePublication *previous)
{
  GPtrArray *files = tally_jobs_target_list_files (context->target, row_id, identity);
  const TallyJobsFile *current = tally_jobs_target_find_file (context->target, attachment_id);
  const TallyJobsFile *elsewhere = NULL;

  for (guint i = files->len; i > 0; i--)
    if (current == NULL || !is_superseded (context, files->pdata[i - 1], current))
      g_ptr_array_remove_index (files, i - 1);
  if (current == NULL)
    return files;
  if (previous != NULL && previous->attachment_id != attachment_id)
    elsewhere = tally_jobs_target_find_file (context->target, previous->attachment_id);
  if (elsewhere != NULL && elsewhere->attachment->row_id != row_id)
    g_ptr_array_add (files, (gpointer) elsewhere);
  return files;
}

/* The bytes of a file, if it is there and they are the right ones. */
static GBytes *
load_same (const char *path,
           const char *sha256)
{
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize size;

  if (path == NULL || !g_file_get_contents (path, &content, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (content, size);
  actual = tally_digest_dup_hex_of_bytes (bytes);
  return strcmp (actual, sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* The workbook that we made ourselves, if it lies in the archive already or in the output folder. */
static char *
keep_own_file (TallyJobsContext            *context,
               const TallyStorePublication *publication)
{
  const char *archive = context->options->archive_dir;
  g_autofree char *made = g_build_filename (context->options->output_dir, publication->file_name,
                                            NULL);
  g_autofree char *kept = tally_jobs_archive_find (archive, publication->sha256,
                                                   publication->file_name);
  g_autoptr (GBytes) kept_bytes = load_same (kept, publication->sha256);
  g_autoptr (GBytes) bytes = NULL;

  if (kept_bytes != NULL)
    return g_steal_pointer (&kept);
  bytes = load_same (made, publication->sha256);
  if (bytes == NULL)
    return NULL;
  return tally_jobs_archive_keep_bytes (archive, publication->sha256, publication->file_name, bytes,
                                        NULL);
}

/* Puts the bytes of a file into the archive: our own copy, else what hangs on the target. */
static char *
keep (TallyJobsContext     *context,
      const TallyJobsFile  *file,
      char                **out_sha256,
      GError              **error)
{
  g_autoptr (TallyStorePublication) publication = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *path = NULL;

  publication = tally_store_publications_find_attachment (context->store,
                                                          file->attachment->attachment_id, NULL);
  if (publication != NULL)
    path = keep_own_file (context, publication);
  if (path != NULL)
    {
      *out_sha256 = g_strdup (publication->sha256);
      return path;
    }
  bytes = tally_jobs_download (context, file->attachment->attachment_id, out_sha256, error);
  if (bytes == NULL)
    return NULL;
  return tally_jobs_archive_keep_bytes (context->options->archive_dir, *out_sha256,
                                        file->attachment->name, bytes, error);
}

gboolean
tally_jobs_supersede_remove (TallyJobsContext     *context,
                             const TallyIdentity  *identity,
                             const TallyJobsFile  *file,
                             GError              **error)
{
  const TallyAttachment *attachment = file->attachment;
  g_autofree char *sha256 = NULL;
  g_autofree char *path = keep (context, file, &sha256, error);
  TallyStoreSuperseded superseded = {
    .attachment_id = attachment->attachment_id,
    .target_sheet = context->options->target_sheet,
    .target_row = attachment->row_id,
    .created_utc_usec = attachment->created_utc_usec,
    .file_name = attachment->name,
    .sha256 = sha256,
    .archived_path = path,
    .identity = (TallyIdentity *) identity,
  };

  if (path == NULL)
    return FALSE;
  tally_jobs_context_step (context, "before-archived");
  if (!tally_store_superseded_put (context->store, &superseded, TALLY_STORE_SUPERSEDED_ARCHIVED, error))
    return FALSE;
  tally_jobs_context_step (context, "archived");
  if (!tally_jobs_gateway_delete (context->gateway, superseded.attachment_id, context->cancellable,
                                  error))
    return FALSE;
  tally_jobs_context_step (context, "before-deleted");
  if (!tally_store_superseded_put (context->store, &superseded, TALLY_STORE_SUPERSEDED_DELETED, error))
    return FALSE;
  tally_jobs_context_step (context, "deleted");
  context->run->counts.n_removed++;
  tally_jobs_target_remove_file (context->target, superseded.attachment_id);
  return TRUE;
}
