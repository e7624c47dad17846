/* tally-jobs-publisher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-publisher.h"

#include "tally-jobs-archive.h"
#include "tally-jobs-error.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-group.h"
#include "tally-jobs-quarantine.h"
#include "tally-jobs-report.h"
#include "tally-jobs-supersede.h"
#include "tally-jobs-target.h"
#include "tally-jobs-verify.h"
#include "tally-jobs-versions.h"
#include "tally-smartsheet-error.h"
#include "tally-store-publications.h"
#include "tally-store-versions.h"
#include "tally-text.h"

/* An upload whose answer was lost and that did not arrive is sent again so often. */
#define MAX_UPLOADS 3

/* And one that arrived as something else so often. */
#define MAX_ROUNDS 3

/* Whether a failure concerns one workbook alone, so that the run goes on with the next. */
static gboolean
is_local (const GError *error)
{
  return (error->domain == TALLY_JOBS_ERROR || error->domain == TALLY_SMARTSHEET_ERROR)
         && !tally_jobs_ends_run (error);
}

static gboolean
report_failure (TallyJobsContext  *context,
                TallyStoreIntent  *intent,
                GError            *failure,
                GError           **error)
{
  g_autofree char *subject = tally_jobs_identity_subject (intent->identity);

  if (!is_local (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (intent->state == TALLY_STORE_INTENT_COMMITTED)
    tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "cleanup-failed", subject, failure);
  else
    {
      context->run->counts.n_upload_failed++;
      tally_jobs_quarantine_note_group (context, intent->identity, failure);
      tally_jobs_report_error (context->run, TALLY_OUTCOME_PARTIAL, "publish-failed", subject, failure);
    }
  g_error_free (failure);
  return TRUE;
}

static gboolean
advance (TallyJobsContext       *context,
         TallyStoreIntent       *intent,
         TallyStoreIntentState   state,
         GError                **error)
{
  const char *name = tally_store_intent_state_get_id (state);

  tally_jobs_context_step (context, name);
  if (!tally_store_intents_advance (context->store, intent, state, error))
    return FALSE;
  tally_jobs_context_step (context, name);
  return TRUE;
}

/* Whether the store knows an attachment as a publication of ours, current or not. */
static gboolean
is_recorded (TallyJobsContext *context,
             gint64            attachment_id)
{
  g_autoptr (TallyStorePublication) publication = NULL;

  publication = tally_store_publications_find_attachment (context->store, attachment_id, NULL);
  return publication != NULL;
}

/* One workbook on its way to its row. */
typedef struct {
  TallyJobsContext      *context;     /* (borrowed) */
  TallyStoreIntent      *intent;      /* (borrowed) */
  TallyStorePublication *previous;    /* (owned) (nullable): what hung there before */
  GBytes                *bytes;       /* (owned) (nullable): the workbook */
  gboolean               is_doubtful; /* no answer of the peer says what arrived */
  gboolean               is_withdrawn; /* what arrived was wrong and was taken back */
} Publishing;

static void
publishing_clear (Publishing *self)
{
  g_clear_pointer (&self->previous, tally_store_publication_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publishing, publishing_clear)

/* After a lost answer: the file of this very name on the row that was not there before. */
static const TallyAttachment *
find_arrived (TallyJobsContext *context,
              TallyStoreIntent *intent)
{
  g_autoptr (GPtrArray) files = NULL;

  files = tally_jobs_target_list_files (context->target, intent->target_row, intent->identity);
  for (guint i = 0; i < files->len; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      if (strcmp (file->attachment->name, intent->file_name) == 0
          && !is_recorded (context, file->attachment->attachment_id))
        return file->attachment;
    }
  return NULL;
}

static gboolean
attach_once (Publishing  *self,
             GError     **error)
{
  TallyJobsContext *context = self->context;
  TallyStoreIntent *intent = self->intent;
  g_autoptr (TallyAttachment) attachment = NULL;
  g_autoptr (GError) failure = NULL;
  const TallyAttachment *arrived;

  attachment = tally_jobs_gateway_attach (context->gateway, intent->target_row, intent->file_name,
                                          self->bytes, context->cancellable, &failure);
  if (attachment != NULL)
    {
      tally_jobs_target_add_file (context->target, attachment);
      intent->attachment_id = attachment->attachment_id;
      return TRUE;
    }
  if (!g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!tally_jobs_target_read_row_files (context->target, context->client, intent->target_row,
                                         context->cancellable, error))
    return FALSE;
  arrived = find_arrived (context, intent);
  intent->attachment_id = arrived != NULL ? arrived->attachment_id : 0;
  self->is_doubtful = arrived != NULL;
  return TRUE;
}

static gboolean
attach (Publishing  *self,
        GError     **error)
{
  for (guint i = 0; i < MAX_UPLOADS && self->intent->attachment_id == 0; i++)
    if (!attach_once (self, error))
      return FALSE;
  if (self->intent->attachment_id != 0)
    return advance (self->context, self->intent, TALLY_STORE_INTENT_ATTACHED, error);
  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_ARRIVED,
               "a workbook did not arrive in %d uploads; the next run tries again", MAX_UPLOADS);
  return FALSE;
}

/* What hangs there now: sure by the peer's words, else by its bytes. Another workbook is somebody
 * else's unless the peer said that it is what we sent. */
static gboolean
verify (Publishing        *self,
        TallyJobsVerdict  *out_verdict,
        GError           **error)
{
  const TallyStoreIntent *intent = self->intent;
  const TallyJobsFile *file;

  file = tally_jobs_target_find_file (self->context->target, intent->attachment_id);
  *out_verdict = TALLY_JOBS_VERDICT_GONE;
  if (file == NULL)
    return TRUE;
  *out_verdict = TALLY_JOBS_VERDICT_RIGHT;
  if (!self->is_doubtful
      && tally_jobs_looks_right (file->attachment, intent->file_name, intent->size_bytes))
    return TRUE;
  if (!tally_jobs_verify_bytes (self->context, intent->attachment_id, intent->sha256, out_verdict, error))
    return FALSE;
  if (*out_verdict == TALLY_JOBS_VERDICT_OTHER && !self->is_doubtful)
    *out_verdict = TALLY_JOBS_VERDICT_WRONG;
  return TRUE;
}

/* What arrived is not what was sent: it is ours and wrong, so it goes; what was there before stays. */
static gboolean
withdraw (TallyJobsContext  *context,
          TallyStoreIntent  *intent,
          GError           **error)
{
  if (!tally_jobs_gateway_delete (context->gateway, intent->attachment_id, context->cancellable, error))
    return FALSE;
  tally_jobs_target_remove_file (context->target, intent->attachment_id);
  return advance (context, intent, TALLY_STORE_INTENT_DROPPED, error);
}

/* The lines of an earlier version of the same content: what is published is restored, or was made
 * before the rows changed. Nobody knows others any more: then none are recorded rather than wrong
 * ones. */
static TallyGroup *
load_earlier_group (TallyJobsContext  *context,
                    TallyStoreIntent  *intent,
                    GError           **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  TallyGroup *group;

  versions = tally_store_versions_list (context->store, intent->target_sheet,
                                        intent->identity->work_request,
                                        intent->identity->week_ending, error);
  if (versions == NULL)
    return NULL;
  for (guint i = versions->len; i > 0; i--)
    {
      const TallyVersion *version = versions->pdata[i - 1];
      if (version->has_lines && strcmp (version->fingerprint, intent->fingerprint) == 0
          && tally_identity_equal (version->identity, intent->identity))
        return tally_jobs_versions_load_group (context->store, version, error);
    }
  group = tally_group_new (intent->identity);
  g_strlcpy (group->fingerprint, intent->fingerprint, sizeof group->fingerprint);
  return group;
}

/* The lines that were published: those of now, unless rules or rows changed since. */
static TallyGroup *
load_published_group (TallyJobsContext  *context,
                      TallyStoreIntent  *intent,
                      GError           **error)
{
  g_autoptr (TallyGroup) group = tally_jobs_load_group (context, intent->identity, error);

  if (group == NULL || strcmp (group->fingerprint, intent->fingerprint) == 0)
    return g_steal_pointer (&group);
  return load_earlier_group (context, intent, error);
}

static gboolean
commit (TallyJobsContext  *context,
        TallyStoreIntent  *intent,
        GError           **error)
{
  const TallyJobsFile *file = tally_jobs_target_find_file (context->target, intent->attachment_id);

  tally_jobs_context_step (context, "before-committed");
  if (!tally_store_publications_record (context->store, intent, file->attachment->created_utc_usec,
                                        NULL, error))
    return FALSE;
  tally_jobs_context_step (context, "committed");
  context->run->counts.n_published++;
  return TRUE;
}

static gboolean
clean_up (Publishing  *self,
          GError     **error)
{
  TallyStoreIntent *intent = self->intent;
  g_autoptr (GPtrArray) files = tally_jobs_supersede_list (self->context, intent->identity,
                                                           intent->target_row,
                                                           intent->attachment_id, self->previous);

  for (guint i = 0; i < files->len; i++)
    if (!tally_jobs_supersede_remove (self->context, intent->identity, files->pdata[i], error))
      return FALSE;
  return advance (self->context, intent, TALLY_STORE_INTENT_DONE, error);
}

/* Only a list that does not show it says that it is gone; who denies what a list shows is mistaken in
 * one of both. */
static gboolean
drop_gone (Publishing  *self,
           GError     **error)
{
  if (tally_jobs_target_find_file (self->context->target, self->intent->attachment_id) == NULL)
    return advance (self->context, self->intent, TALLY_STORE_INTENT_DROPPED, error);
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_ARRIVED,
                       "what was attached is said to be gone, though nobody removed it; it can't be "
                       "verified, the next run looks again");
  return FALSE;
}

/* What hangs there is somebody else's: nobody may take it for ours later. */
static gboolean
disown (Publishing  *self,
        GError     **error)
{
  self->intent->attachment_id = 0;
  return advance (self->context, self->intent, TALLY_STORE_INTENT_DROPPED, error);
}

/* From "it hangs there" to "nothing is left to do", whatever hangs there. */
static gboolean
complete (Publishing        *self,
          TallyJobsVerdict  *out_verdict,
          GError           **error)
{
  if (!verify (self, out_verdict, error))
    return FALSE;
  switch (*out_verdict)
    {
    case TALLY_JOBS_VERDICT_RIGHT:
      return commit (self->context, self->intent, error) && clean_up (self, error);
    case TALLY_JOBS_VERDICT_WRONG:
      self->is_withdrawn = withdraw (self->context, self->intent, error);
      return self->is_withdrawn;
    case TALLY_JOBS_VERDICT_OTHER:
      return disown (self, error);
    case TALLY_JOBS_VERDICT_GONE:
    default:
      return drop_gone (self, error);
    }
}

static TallyStoreIntent *
intent_for_item (TallyJobsContext *context,
                 TallyJobsItem    *item)
{
  TallyStoreIntent *intent = tally_store_intent_new (item->entry->identity);

  intent->run_id = context->run->run_id;
  intent->target_sheet = context->options->target_sheet;
  intent->target_row = item->target_row;
  intent->size_bytes = item->size_bytes;
  tally_text_set (&intent->fingerprint, item->entry->fingerprint);
  tally_text_set (&intent->file_name, item->file_name);
  tally_text_set (&intent->sha256, item->sha256);
  return intent;
}

/* Reads the workbook, unless it was brought along; it must still be the one that was made. */
static gboolean
load_bytes (Publishing  *self,
            GError     **error)
{
  const TallyStoreIntent *intent = self->intent;
  g_autofree char *path = g_build_filename (self->context->options->output_dir, intent->file_name,
                                            NULL);
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) failure = NULL;
  char *content;
  gsize size;

  if (self->bytes != NULL)
    return TRUE;
  if (!g_file_get_contents (path, &content, &size, &failure))
    {
      g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FILE_CHANGED,
                   "the workbook made for it can't be read: %s", failure->message);
      return FALSE;
    }
  self->bytes = g_bytes_new_take (content, size);
  sha256 = tally_jobs_context_dup_sha256 (self->context, self->bytes);
  if (strcmp (sha256, intent->sha256) == 0)
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FILE_CHANGED,
                       "the workbook made for it was changed in the output folder; the next run "
                       "makes it anew");
  return FALSE;
}

/* Keeps what is about to be issued, so that it can be restored later. An archive that can't be
 * written holds nothing back: the bytes are kept before they are superseded, or nothing is deleted. */
static void
keep_issued (Publishing *self)
{
  TallyRun *run = self->context->run;
  g_autofree char *subject = NULL;
  g_autoptr (GError) failure = NULL;

  if (tally_jobs_archive_keep (self->context->options->archive, self->intent->sha256, self->bytes,
                               &failure))
    return;
  subject = tally_jobs_identity_subject (self->intent->identity);
  tally_jobs_report_error (run, TALLY_OUTCOME_PARTIAL, "archive-failed", subject, failure);
}

/* Writes down what is about to be done, with the lines: whoever completes it may meet other rows. */
static gboolean
plan (Publishing  *self,
      GError     **error)
{
  TallyJobsContext *context = self->context;
  g_autoptr (TallyGroup) group = load_published_group (context, self->intent, error);

  if (group == NULL)
    return FALSE;
  keep_issued (self);
  tally_jobs_context_step (context, "before-planned");
  if (!tally_store_intents_plan (context->store, self->intent, group, error))
    return FALSE;
  tally_jobs_context_step (context, "planned");
  return TRUE;
}

static const char *
describe_failed (TallyJobsVerdict verdict)
{
  if (verdict == TALLY_JOBS_VERDICT_WRONG)
    return "what was attached is not what was sent; it was taken back, the next run tries again";
  if (verdict == TALLY_JOBS_VERDICT_OTHER)
    return "a workbook of the same name hangs there that somebody else attached; it stays, the next run "
           "looks at it";
  return "what was attached is gone again before it was verified; the next run tries again";
}

static gboolean
publish (Publishing  *self,
         GError     **error)
{
  TallyJobsContext *context = self->context;
  g_autoptr (GError) failure = NULL;
  TallyJobsVerdict verdict;

  self->previous = tally_store_publications_find_current (context->store, self->intent->target_sheet,
                                                          self->intent->identity, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!load_bytes (self, error) || !plan (self, error) || !attach (self, error)
      || !complete (self, &verdict, error))
    return FALSE;
  if (verdict == TALLY_JOBS_VERDICT_RIGHT)
    return TRUE;
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_NOT_ARRIVED, describe_failed (verdict));
  return FALSE;
}

/* Returns: whether it hangs there; else @failure says why. */
static gboolean
publish_once (TallyJobsContext  *context,
              TallyJobsItem     *item,
              TallyStoreIntent  *intent,
              gboolean          *out_is_withdrawn,
              GError           **failure)
{
  g_auto (Publishing) publishing = { .context = context, .intent = intent };
  gboolean done;

  if (item->bytes != NULL)
    publishing.bytes = g_bytes_ref (item->bytes);
  done = publish (&publishing, failure);
  *out_is_withdrawn = publishing.is_withdrawn;
  return done;
}

/* What arrived wrong is sent once more. What is said to be gone is not: the next run looks again before
 * it sends. */
gboolean
tally_jobs_publish_item (TallyJobsContext  *context,
                         TallyJobsItem     *item,
                         GError           **error)
{
  g_return_val_if_fail (context != NULL && context->gateway != NULL && context->target != NULL, FALSE);
  g_return_val_if_fail (item != NULL && item->file_name != NULL && item->target_row != 0, FALSE);
  for (guint i = 1; !item->is_done; i++)
    {
      g_autoptr (TallyStoreIntent) intent = intent_for_item (context, item);
      gboolean is_withdrawn = FALSE;
      GError *failure = NULL;
      item->is_done = publish_once (context, item, intent, &is_withdrawn, &failure);
      if (!item->is_done && (!is_withdrawn || i == MAX_ROUNDS))
        return report_failure (context, intent, failure, error);
      g_clear_error (&failure);
    }
  tally_jobs_quarantine_note_group (context, item->entry->identity, NULL);
  return TRUE;
}

/* An interrupted run was about to attach: if it arrived, it hangs there under its name. */
static gboolean
recover_planned (TallyJobsContext  *context,
                 TallyStoreIntent  *intent,
                 GError           **error)
{
  const TallyAttachment *arrived = find_arrived (context, intent);

  if (arrived == NULL)
    return advance (context, intent, TALLY_STORE_INTENT_DROPPED, error);
  intent->attachment_id = arrived->attachment_id;
  return advance (context, intent, TALLY_STORE_INTENT_ATTACHED, error);
}

/* An earlier workbook of ours on another row: the work request moved, then the run was killed. */
static TallyStorePublication *
find_stray (TallyJobsContext *context,
            TallyStoreIntent *intent)
{
  g_autoptr (GPtrArray) files = NULL;
  TallyStorePublication *found = NULL;

  files = tally_jobs_target_list_strays (context->target, intent->target_row, intent->identity);
  for (guint i = 0; i < files->len && found == NULL; i++)
    {
      const TallyJobsFile *file = files->pdata[i];
      found = tally_store_publications_find_attachment (context->store,
                                                        file->attachment->attachment_id, NULL);
    }
  return found;
}

/* What worked in the end is no failure in a row. */
static gboolean
end_recovery (TallyJobsContext       *context,
              const TallyStoreIntent *intent,
              gboolean                is_ended)
{
  if (is_ended && intent->state == TALLY_STORE_INTENT_DONE)
    tally_jobs_quarantine_note_group (context, intent->identity, NULL);
  return is_ended;
}

static gboolean
recover (TallyJobsContext  *context,
         TallyStoreIntent  *intent,
         GError           **error)
{
  g_auto (Publishing) publishing = { .context = context, .intent = intent, .is_doubtful = TRUE };
  TallyJobsVerdict verdict;

  if (intent->state == TALLY_STORE_INTENT_PLANNED && !recover_planned (context, intent, error))
    return FALSE;
  if (intent->state == TALLY_STORE_INTENT_DROPPED)
    return TRUE;
  publishing.previous = find_stray (context, intent);
  context->run->counts.n_recovered++;
  return end_recovery (context, intent,
                       intent->state == TALLY_STORE_INTENT_ATTACHED ? complete (&publishing, &verdict, error)
                                                                    : clean_up (&publishing, error));
}

gboolean
tally_jobs_recover_intents (TallyJobsContext  *context,
                            GError           **error)
{
  g_autoptr (GPtrArray) intents = NULL;

  g_return_val_if_fail (context != NULL && context->gateway != NULL && context->target != NULL, FALSE);
  intents = tally_store_intents_list_open (context->store, context->options->target_sheet, error);
  if (intents == NULL)
    return FALSE;
  for (guint i = 0; i < intents->len; i++)
    {
      GError *failure = NULL;
      if (!recover (context, intents->pdata[i], &failure)
          && !report_failure (context, intents->pdata[i], failure, error))
        return FALSE;
    }
  return TRUE;
}
