/* tally-jobs-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-verify.h"

#include "tally-digest.h"
#include "tally-jobs-examine.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-error.h"

#define BYTES_PER_KIB 1024

gboolean
tally_jobs_looks_right (const TallyAttachment *attachment,
                        const char            *name,
                        guint64                size_bytes)
{
  gint64 size_kb = (gint64) (size_bytes / BYTES_PER_KIB);

  g_return_val_if_fail (attachment != NULL && name != NULL, FALSE);
  return strcmp (attachment->name, name) == 0 && attachment->size_kb >= size_kb - 1
         && attachment->size_kb <= size_kb + 1;
}

GBytes *
tally_jobs_download (TallyJobsContext  *context,
                     gint64             attachment_id,
                     char             **out_sha256,
                     GError           **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (context != NULL && context->options->target_sheet != 0, NULL);
  bytes = tally_smartsheet_attachment_download (context->client, context->options->target_sheet,
                                                attachment_id, context->cancellable, error);
  if (bytes != NULL && out_sha256 != NULL)
    *out_sha256 = tally_digest_dup_hex_of_bytes (bytes);
  return g_steal_pointer (&bytes);
}

/* What a connection cuts off or garbles can't be read as a workbook: its parts carry their sums. */
static TallyJobsVerdict
judge_difference (GBytes *bytes)
{
  g_autoptr (TallyJobsExamined) examined = tally_jobs_examined_new (bytes);

  return examined->author == TALLY_JOBS_AUTHOR_UNREADABLE ? TALLY_JOBS_VERDICT_WRONG
                                                          : TALLY_JOBS_VERDICT_OTHER;
}

gboolean
tally_jobs_verify_bytes (TallyJobsContext  *context,
                         gint64             attachment_id,
                         const char        *sha256,
                         TallyJobsVerdict  *out_verdict,
                         GError           **error)
{
  g_autofree char *actual = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = tally_jobs_download (context, attachment_id, &actual, &failure);

  if (bytes != NULL)
    {
      *out_verdict = strcmp (actual, sha256) == 0 ? TALLY_JOBS_VERDICT_RIGHT
                                                  : judge_difference (bytes);
      return TRUE;
    }
  if (g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_NOT_FOUND))
    {
      *out_verdict = TALLY_JOBS_VERDICT_GONE;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
