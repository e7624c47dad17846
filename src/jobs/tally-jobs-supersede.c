/* tally-jobs-supersede.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-supersede.h"

#include "tally-jobs-archive.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-verify.h"
#include "tally-store-intents.h"
#include "tally-store-superseded.h"
#include "tally-text.h"

static gboolean
is_overruled (TallyJobsContext    *context,
              const TallyJobsFile *file)
{
  return context->overruled != NULL
         && g_hash_table_contains (context->overruled, &file->attachment->attachment_id);
}

static gboolean
is_recorded (TallyJobsContext *context,
             gint64            attachment_id)
{
  g_autoptr (TallyStorePublication) ours = NULL;

  ours = tally_store_publications_find_attachment (context->store, attachment_id, NULL);
  return ours != NULL;
}

/* Whether it was taken back, or was said to be gone, and hangs there all the same. */
static gboolean
is_dropped (TallyJobsContext *context,
            gint64            attachment_id)
{
  g_autoptr (GHashTable) dropped = NULL;

  dropped = tally_store_intents_list_dropped (context->store, context->options->target_sheet, NULL);
  return dropped != NULL && g_hash_table_contains (dropped, &attachment_id);
}

/* Whether a file made room for the current one: an older one, an earlier one of ours, one of ours that never
 * counted, or one that the run overruled. Another newer one, or a stranger's of the same second, was not there
 * when the run decided. */
static gboolean
is_superseded (TallyJobsContext    *context,
               const TallyJobsFile *file,
               const TallyJobsFile *current)
{
  gint64 attachment_id = file->attachment->attachment_id;
  gint64 later_usec = file->attachment->created_utc_usec - current->attachment->created_utc_usec;

  if (file == current)
    return FALSE;
  return later_usec < 0 || (later_usec == 0 && is_recorded (context, attachment_id))
         || is_dropped (context, attachment_id) || is_overruled (context, file);
}

void
tally_jobs_supersede_overrule (TallyJobsContext *context,
                               GPtrArray        *files)
{
  g_return_if_fail (context != NULL && files != NULL);
  if (context->overruled == NULL)
    context->overruled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      g_hash_table_add (context->overruled,
                        g_memdup2 (&file->attachment->attachment_id, sizeof (gint64)));
    }
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

/* Keeps the workbook that we made ourselves, if it lies in the archive already or in the output
 * folder. */
static gboolean
keep_own (TallyJobsContext            *context,
          const TallyStorePublication *publication,
          TallyStoreSuperseded        *superseded)
{
  g_autofree char *made = g_build_filename (context->options->output_dir, publication->file_name,
                                            NULL);

  if (tally_text_is_empty (publication->sha256) /* adopted, nobody has read its bytes */
      || !tally_jobs_archive_keep_file (context->options->archive, publication->sha256, made, NULL))
    return FALSE;
  superseded->sha256 = g_strdup (publication->sha256);
  superseded->size_bytes = publication->size_bytes;
  return TRUE;
}

/* Puts the bytes of a file into the archive: our own copy, else what hangs on the target. */
static gboolean
keep (TallyJobsContext      *context,
      TallyStoreSuperseded  *superseded,
      GError               **error)
{
  g_autoptr (TallyStorePublication) publication = NULL;
  g_autoptr (GBytes) bytes = NULL;

  publication = tally_store_publications_find_attachment (context->store, superseded->attachment_id,
                                                          NULL);
  if (publication == NULL || !keep_own (context, publication, superseded))
    {
      bytes = tally_jobs_download (context, superseded->attachment_id, &superseded->sha256, error);
      if (bytes == NULL
          || !tally_jobs_archive_keep (context->options->archive, superseded->sha256, bytes, error))
        return FALSE;
      superseded->size_bytes = g_bytes_get_size (bytes);
    }
  superseded->archived_path = tally_jobs_archive_dup_name (superseded->sha256);
  return TRUE;
}

static gboolean
remove_kept (TallyJobsContext            *context,
             const TallyStoreSuperseded  *superseded,
             GError                     **error)
{
  tally_jobs_context_step (context, "before-archived");
  if (!tally_store_superseded_put (context->store, superseded, TALLY_STORE_SUPERSEDED_ARCHIVED, error))
    return FALSE;
  tally_jobs_context_step (context, "archived");
  if (!tally_jobs_gateway_delete (context->gateway, superseded->attachment_id, context->cancellable,
                                  error))
    return FALSE;
  tally_jobs_context_step (context, "before-deleted");
  if (!tally_store_superseded_put (context->store, superseded, TALLY_STORE_SUPERSEDED_DELETED, error))
    return FALSE;
  tally_jobs_context_step (context, "deleted");
  context->run->counts.n_removed++;
  tally_jobs_target_remove_file (context->target, superseded->attachment_id);
  return TRUE;
}

gboolean
tally_jobs_supersede_remove (TallyJobsContext     *context,
                             const TallyIdentity  *identity,
                             const TallyJobsFile  *file,
                             GError              **error)
{
  const TallyAttachment *attachment = file->attachment;
  g_autoptr (TallyStoreSuperseded) superseded = g_new0 (TallyStoreSuperseded, 1);

  superseded->attachment_id = attachment->attachment_id;
  superseded->target_sheet = context->options->target_sheet;
  superseded->target_row = attachment->row_id;
  superseded->created_utc_usec = attachment->created_utc_usec;
  superseded->file_name = g_strdup (attachment->name);
  superseded->identity = tally_identity_copy (identity);
  return keep (context, superseded, error) && remove_kept (context, superseded, error);
}
