/* tally-jobs-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-head.h"

#include "tally-jobs-error.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-report.h"
#include "tally-jobs-target-watch.h"
#include "tally-smartsheet-error.h"
#include "tally-store-behind.h"
#include "tally-store-head.h"

/* A marker whose answer was lost and that did not arrive is sent again so often. */
#define MAX_UPLOADS 4

/* What the target knows of this installation. */
static gint64
find_marked (GPtrArray  *markers,
             const char *installation)
{
  gint64 counter = 0;

  for (guint i = 0; i < markers->len; i++)
    {
      const TallyJobsMarker *marker = &((const TallyJobsMarkerFile *) markers->pdata[i])->marker;
      if (marker->kind == TALLY_JOBS_MARKER_HEAD && strcmp (marker->installation, installation) == 0)
        counter = MAX (counter, marker->counter);
    }
  return counter;
}

static gboolean
read_head (TallyJobsContext  *context,
           TallyJobsMarker   *out_marker,
           GError           **error)
{
  TallyStoreHead head;

  if (!tally_store_head_ensure (context->store, &head, error))
    return FALSE;
  *out_marker = (TallyJobsMarker) { .kind = TALLY_JOBS_MARKER_HEAD, .counter = head.counter };
  g_strlcpy (out_marker->installation, head.installation, sizeof out_marker->installation);
  return TRUE;
}

/* A store that lost its last publications takes them from the target; an old copy must not. */
static gboolean
catch_up (TallyJobsContext  *context,
          gint64             marked,
          gboolean          *out_done,
          GError           **error)
{
  g_autofree char *text = NULL;

  if (!tally_store_behind_is_known (context->store, marked, out_done, error)
      || (*out_done && !tally_store_behind_catch_up (context->store, marked, error)))
    return FALSE;
  if (!*out_done)
    return TRUE;
  text = g_strdup_printf ("the store had lost its newest publications; what hangs on the target since is taken "
                          "over, counting on from %" G_GINT64_FORMAT, marked);
  tally_run_add_notice (context->run, TALLY_SEVERITY_WARNING, "corrected", "store-behind", text);
  return TRUE;
}

gboolean
tally_jobs_head_check (TallyJobsContext  *context,
                       GError           **error)
{
  g_autoptr (GPtrArray) markers = NULL;
  TallyJobsMarker head;
  gboolean is_caught_up = FALSE;
  gint64 marked;

  g_return_val_if_fail (context != NULL && context->target != NULL, FALSE);
  if (!read_head (context, &head, error))
    return FALSE;
  markers = tally_jobs_target_list_markers (context->target);
  marked = find_marked (markers, head.installation);
  if (marked <= head.counter)
    return tally_store_behind_settle (context->store, error);
  if (!catch_up (context, marked, &is_caught_up, error) || is_caught_up)
    return is_caught_up;
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_STALE,
               "the store is an older copy: installation %s has changed its publications %"
               G_GINT64_FORMAT " times by the marker on the target, this store knows of %"
               G_GINT64_FORMAT "; use the newer store or state file, or start with an empty data "
               "directory: publications are then rebuilt from what hangs on the target, and nothing "
               "is uploaded again that is there", head.installation, marked, head.counter);
  return FALSE;
}

/* Older markers of ours go once the new one is there; one that stays says less and does no harm. */
static void
remove_older (TallyJobsContext      *context,
              GPtrArray             *markers,
              const TallyJobsMarker *head)
{
  for (guint i = 0; i < markers->len; i++)
    {
      const TallyJobsMarkerFile *file = markers->pdata[i];
      g_autoptr (GError) failure = NULL;
      if (file->marker.kind != TALLY_JOBS_MARKER_HEAD || file->marker.counter >= head->counter
          || strcmp (file->marker.installation, head->installation) != 0)
        continue;
      if (!tally_jobs_gateway_delete_marker (context->gateway, file->attachment_id,
                                             context->cancellable, &failure))
        return;
    }
}

/* Attaches it until it hangs there for sure. */
static gboolean
attach_surely (TallyJobsContext       *context,
               const TallyJobsMarker  *head,
               GError                **error)
{
  for (guint i = 0; i < MAX_UPLOADS; i++)
    {
      g_autoptr (GPtrArray) markers = NULL;
      g_autoptr (TallyAttachment) attachment = NULL;
      g_autoptr (GError) failure = NULL;
      attachment = tally_jobs_gateway_attach_marker (context->gateway, head, context->cancellable,
                                                     &failure);
      if (attachment != NULL)
        return TRUE;
      if (!g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!tally_jobs_target_read_files (context->target, context->client, context->cancellable,
                                         error))
        return FALSE;
      markers = tally_jobs_target_list_markers (context->target);
      if (find_marked (markers, head->installation) >= head->counter)
        return TRUE;
    }
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_ARRIVED,
               "the marker did not arrive in %d uploads", MAX_UPLOADS);
  return FALSE;
}

/* What the target is about to be told stands on this machine before: who is behind it later, and
 * knows that, lost something; who does not is a copy. */
static gboolean
note (TallyJobsContext  *context,
      GError           **error)
{
  TallyStoreHead head;

  return tally_store_head_read (context->store, &head, error)
         && tally_store_behind_note (context->store, &head, error);
}

/* The marker is never ahead of what is carried: whoever is killed behind it leaves a store that the
 * next run can go on with. */
static gboolean
mark (TallyJobsContext       *context,
      GPtrArray              *markers,
      const TallyJobsMarker  *head,
      GError                **error)
{
  if (!note (context, error) || !tally_jobs_context_carry (context, error)
      || !attach_surely (context, head, error))
    return FALSE;
  tally_jobs_context_step (context, "marked");
  remove_older (context, markers, head);
  tally_jobs_context_step (context, "unmarked");
  return TRUE;
}

gboolean
tally_jobs_head_mark (TallyJobsContext  *context,
                      GError           **error)
{
  g_autoptr (GPtrArray) markers = NULL;
  g_autoptr (GError) failure = NULL;
  TallyJobsMarker head;

  g_return_val_if_fail (context != NULL && context->gateway != NULL && context->target != NULL, FALSE);
  if (!read_head (context, &head, error))
    return FALSE;
  markers = tally_jobs_target_list_markers (context->target);
  if (find_marked (markers, head.installation) >= head.counter)
    {
      remove_older (context, markers, &head); /* of a run that was killed before it did */
      return TRUE;
    }
  if (mark (context, markers, &head, &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "head-unmarked", NULL, failure);
  return TRUE;
}
