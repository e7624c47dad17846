/* tally-jobs-lease.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-lease.h"

#include "tally-jobs-error.h"
#include "tally-jobs-gateway.h"
#include "tally-jobs-head.h"
#include "tally-jobs-rival.h"
#include "tally-jobs-target-watch.h"
#include "tally-smartsheet-error.h"
#include "tally-store-head.h"
#include "tally-store-meta.h"
#include "tally-text.h"

/* Tokens that this store has used, the newest last, so that the next run knows its dead. One that was
 * given back has ENDED behind it: a peer may say that a lease is gone while it still hangs there. */
#define KEY_TOKENS "publisher-tokens"
#define ENDED "."

/* Renewed from half the time on; what can take longest after a look at the clock is one upload with
 * its repeats, and the last third is left to that. */
#define RENEW_USEC ((gint64) TALLY_JOBS_LEASE_SECS * G_USEC_PER_SEC / 2)
#define LAST_USEC ((gint64) TALLY_JOBS_LEASE_SECS * G_USEC_PER_SEC * 2 / 3)

/* How often and after how long one looks again at a tie: the other one goes in a second or two. */
#define MAX_LOOKS 10
#define LOOK_USEC G_USEC_PER_SEC

/* Tokens of earlier leases that are remembered: a run or two could not remove theirs. */
#define MAX_TOKENS 8

/* A lease whose answer was lost and that did not arrive is sent again so often. */
#define MAX_UPLOADS 4

/* A list of several pages is not read in one moment: a marker can move from a page to be read to
 * one that was read, so that such a list is read twice. */
#define MAX_FILES_OF_ONE_LOOK 900

struct _TallyJobsLease {
  TallyJobsMarker marker;
  gint64          attachment_id;
  gint64          created_utc_usec; /* by the server */
  gint64          sent_usec;        /* monotonic, before it was attached */
  gint64          sent_utc_usec;    /* the same by the wall clock, which goes on while a machine sleeps */
  gboolean        is_doubtful;      /* it may hang there, and nobody knows its id */
  char           *dead_tokens;      /* (owned) (nullable) of this installation */
};

static void
lease_free (TallyJobsLease *self)
{
  g_free (self->dead_tokens);
  g_free (self);
}

/* The latest tokens, the new one last. */
static char *
add_token (const char *known,
           const char *token)
{
  g_auto (GStrv) words = g_strsplit (known != NULL ? known : "", " ", -1);
  guint n_words = g_strv_length (words);
  GString *out = g_string_new (NULL);

  for (guint i = n_words >= MAX_TOKENS ? n_words - MAX_TOKENS + 1 : 0; i < n_words; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s ", words[i]);
  g_string_append (out, token);
  return tally_text_steal (out);
}

/* The same tokens, all of them ended. */
static char *
end_tokens (const char *known)
{
  g_auto (GStrv) words = g_strsplit (known != NULL ? known : "", " ", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s", i > 0 ? " " : "", words[i],
                            g_str_has_suffix (words[i], ENDED) ? "" : ENDED);
  return tally_text_steal (out);
}

/* The token is written down before it is used: what hangs there after a kill is known as ours. */
static TallyJobsLease *
lease_new (TallyJobsContext  *context,
           GError           **error)
{
  g_autofree char *drawn = g_uuid_string_random ();
  g_autofree char *known = NULL;
  g_autofree char *tokens = NULL;
  TallyStoreHead head;
  TallyJobsLease *self;

  if (!tally_store_head_ensure (context->store, &head, error)
      || !tally_store_meta_get (context->store, KEY_TOKENS, &known, error))
    return NULL;
  self = g_new0 (TallyJobsLease, 1);
  self->marker.kind = TALLY_JOBS_MARKER_LEASE;
  self->marker.ttl_secs = TALLY_JOBS_LEASE_SECS;
  g_strlcpy (self->marker.installation, head.installation, sizeof self->marker.installation);
  g_strlcpy (self->marker.token, drawn, sizeof self->marker.token);
  tokens = add_token (known, self->marker.token);
  self->dead_tokens = g_steal_pointer (&known);
  if (tally_store_meta_set (context->store, KEY_TOKENS, tokens, error))
    return self;
  lease_free (self);
  return NULL;
}

/* The next machine knows the token too, if this one is lost. One that can't be told waits until the
 * lease has run out; what keeps the store from being carried is said at the end. */
static void
carry_token (TallyJobsContext *context)
{
  g_autoptr (GError) failure = NULL;

  if (!tally_jobs_context_carry (context, &failure))
    g_debug ("the token of the lease is not carried: %s", failure->message);
}

/* Attaches the marker; one whose answer was lost is looked for later. */
static gboolean
attach (TallyJobsContext  *context,
        TallyJobsLease    *self,
        GError           **error)
{
  g_autoptr (TallyAttachment) attachment = NULL;
  g_autoptr (GError) failure = NULL;

  self->sent_usec = tally_clock_get_monotonic_usec (context->clock);
  self->sent_utc_usec = tally_clock_get_utc_usec (context->clock);
  attachment = tally_jobs_gateway_attach_marker (context->gateway, &self->marker,
                                                 context->cancellable, &failure);
  if (attachment != NULL)
    {
      self->attachment_id = attachment->attachment_id;
      return TRUE;
    }
  self->is_doubtful = g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS)
                      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_own (const TallyJobsLease      *self,
        const TallyJobsMarkerFile *file)
{
  return file->marker.kind == TALLY_JOBS_MARKER_LEASE
         && strcmp (file->marker.installation, self->marker.installation) == 0
         && strcmp (file->marker.token, self->marker.token) == 0;
}

static gboolean
find_own (TallyJobsLease *self,
          GPtrArray      *markers)
{
  for (guint i = 0; i < markers->len; i++)
    {
      const TallyJobsMarkerFile *file = markers->pdata[i];
      if (!is_own (self, file)
          || (self->attachment_id != 0 && file->attachment_id != self->attachment_id))
        continue;
      self->attachment_id = file->attachment_id;
      self->created_utc_usec = file->created_utc_usec;
      self->is_doubtful = FALSE;
      return TRUE;
    }
  return FALSE;
}

/* Attaches it until it hangs there for sure. */
static gboolean
attach_surely (TallyJobsContext  *context,
               TallyJobsLease    *self,
               GError           **error)
{
  for (guint i = 0; i < MAX_UPLOADS; i++)
    {
      g_autoptr (GPtrArray) markers = NULL;
      if (!attach (context, self, error))
        return FALSE;
      if (self->attachment_id != 0)
        return TRUE;
      if (!tally_jobs_target_read_files (context->target, context->client, context->cancellable,
                                         error))
        return FALSE;
      markers = tally_jobs_target_list_markers (context->target);
      if (find_own (self, markers))
        return TRUE;
    }
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT,
               "the publisher's lease did not arrive in %d uploads; nothing was published, the next "
               "run tries again", MAX_UPLOADS);
  return FALSE;
}

static gboolean
fail_busy (const TallyJobsMarkerFile  *other,
           GError                    **error)
{
  g_autofree char *since = tally_clock_format_utc (other->created_utc_usec);

  g_set_error (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY,
               "another publisher is at work: installation %s since %s; nothing was published, try "
               "again later (a publisher that was killed gives way after %u minutes)",
               other->marker.installation, since, (other->marker.ttl_secs + 59) / 60);
  return FALSE;
}

/* One look at all leases. */
static gboolean
look (TallyJobsContext  *context,
      TallyJobsLease    *self,
      gboolean          *out_is_tied,
      GError           **error)
{
  g_autoptr (GPtrArray) markers = NULL;
  TallyJobsMarkerFile ours = { .marker = self->marker };

  if (!tally_jobs_target_read_files (context->target, context->client, context->cancellable, error))
    return FALSE;
  markers = tally_jobs_target_list_markers (context->target);
  if (!find_own (self, markers))
    {
      g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY,
                           "the publisher's lease was attached to the target sheet and is not there: "
                           "somebody removed it; nothing was published, try again later");
      return FALSE;
    }
  ours.attachment_id = self->attachment_id;
  ours.created_utc_usec = self->created_utc_usec;
  *out_is_tied = FALSE;
  for (guint i = 0; i < markers->len; i++)
    {
      const TallyJobsMarkerFile *file = markers->pdata[i];
      TallyJobsStanding standing;
      if (file->marker.kind != TALLY_JOBS_MARKER_LEASE || is_own (self, file))
        continue;
      standing = tally_jobs_rival_judge (file, &ours, self->dead_tokens);
      if (standing == TALLY_JOBS_STANDING_AHEAD)
        return fail_busy (file, error);
      *out_is_tied = *out_is_tied || standing == TALLY_JOBS_STANDING_TIED;
    }
  return TRUE;
}

static gboolean
win (TallyJobsContext  *context,
     TallyJobsLease    *self,
     GError           **error)
{
  gboolean is_tied = TRUE;

  for (guint i = 0; i < MAX_LOOKS && is_tied; i++)
    {
      if (i > 0 && !tally_clock_wait (context->clock, LOOK_USEC, context->cancellable, error))
        return FALSE;
      if (!look (context, self, &is_tied, error))
        return FALSE;
    }
  if (is_tied)
    {
      g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY,
                           "another publisher began in the same second and is at work; nothing was "
                           "published, try again later");
      return FALSE;
    }
  return tally_jobs_target_get_n_files (context->target) <= MAX_FILES_OF_ONE_LOOK
         || look (context, self, &is_tied, error);
}

/* Leases that hold no longer, anybody's; one that stays is seen by the next run. */
static void
sweep (TallyJobsContext *context,
       TallyJobsLease   *self)
{
  const TallyJobsMarkerFile ours = {
    .marker = self->marker,
    .attachment_id = self->attachment_id,
    .created_utc_usec = self->created_utc_usec,
  };
  g_autoptr (GPtrArray) markers = tally_jobs_target_list_markers (context->target);

  for (guint i = 0; i < markers->len; i++)
    {
      const TallyJobsMarkerFile *file = markers->pdata[i];
      if (file->marker.kind != TALLY_JOBS_MARKER_LEASE || is_own (self, file)
          || tally_jobs_rival_judge (file, &ours, self->dead_tokens) != TALLY_JOBS_STANDING_OVER)
        continue;
      if (!tally_jobs_gateway_delete_marker (context->gateway, file->attachment_id,
                                             context->cancellable, NULL))
        return;
    }
}

/* All markers of this lease: a renewal whose answer was lost may have left one more. */
static gboolean
remove_own (TallyJobsContext *context,
            TallyJobsLease   *self)
{
  g_autoptr (GPtrArray) markers = tally_jobs_target_list_markers (context->target);
  gboolean gone = self->attachment_id == 0
                    ? !self->is_doubtful
                    : tally_jobs_gateway_delete_marker (context->gateway, self->attachment_id, NULL,
                                                        NULL);

  for (guint i = 0; gone && i < markers->len; i++)
    {
      const TallyJobsMarkerFile *file = markers->pdata[i];
      if (is_own (self, file) && file->attachment_id != self->attachment_id)
        gone = tally_jobs_gateway_delete_marker (context->gateway, file->attachment_id, NULL, NULL);
    }
  return gone;
}

static gboolean
note_end (TallyJobsContext  *context,
          GError           **error)
{
  g_autofree char *known = NULL;
  g_autofree char *ended = NULL;

  if (!tally_store_meta_get (context->store, KEY_TOKENS, &known, error))
    return FALSE;
  ended = end_tokens (known);
  return tally_store_meta_set (context->store, KEY_TOKENS, ended, error);
}

static void
give_back (TallyJobsContext *context,
           TallyJobsLease   *self)
{
  g_autoptr (GError) failure = NULL;

  if (!remove_own (context, self))
    tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "lease-left", NULL,
                          "the publisher's lease could not be removed from the target sheet; the "
                          "next run of this store removes it, others wait until it has run out");
  else if (!note_end (context, &failure))
    tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "lease-left", NULL,
                          "the end of the publisher's lease could not be recorded; that is harmless");
}

/* The longer of both clocks: the wall clock can be set back, the other one stops in a sleep. */
static gint64
get_age_usec (TallyJobsContext *context,
              TallyJobsLease   *self)
{
  gint64 age_usec = tally_clock_get_monotonic_usec (context->clock) - self->sent_usec;

  return MAX (age_usec, tally_clock_get_utc_usec (context->clock) - self->sent_utc_usec);
}

/* The new one hangs there before the old one goes. */
static gboolean
renew (TallyJobsContext  *context,
       TallyJobsLease    *self,
       GError           **error)
{
  TallyJobsLease next = *self;

  next.marker.n_renewals++;
  next.attachment_id = 0;
  if (!attach (context, &next, error))
    return FALSE;
  if (next.is_doubtful)
    {
      g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS,
                           "it is not known whether the lease was renewed");
      return FALSE;
    }
  if (!tally_jobs_gateway_delete_marker (context->gateway, self->attachment_id, context->cancellable,
                                         NULL))
    tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "lease-left", NULL,
                          "an older lease could not be removed from the target sheet; it runs out "
                          "by itself");
  *self = next;
  return TRUE;
}

/* Before each change of a row: whether the lease can't have run out by then. */
static gboolean
guard_cb (gpointer   data,
          GError   **error)
{
  TallyJobsContext *context = data;
  TallyJobsLease *self = context->lease;
  g_autoptr (GError) failure = NULL;

  if (!tally_store_renew_lock (context->store, error)) /* another run of this store took over */
    return FALSE;
  if (get_age_usec (context, self) < RENEW_USEC)
    return TRUE;
  if (get_age_usec (context, self) < LAST_USEC
      && (renew (context, self, &failure) || get_age_usec (context, self) < LAST_USEC)
      && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY,
                         "the publisher's lease could not be renewed in time, another publisher may "
                         "be at work; what was published stands, the next run does the rest");
  return FALSE;
}

gboolean
tally_jobs_lease_was_left (TallyJobsContext  *context,
                           gboolean          *out_left,
                           GError           **error)
{
  g_autofree char *tokens = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (context != NULL && out_left != NULL, FALSE);
  if (!tally_store_meta_get (context->store, KEY_TOKENS, &tokens, error))
    return FALSE;
  words = g_strsplit (tokens != NULL ? tokens : "", " ", -1);
  *out_left = FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    *out_left = *out_left || !g_str_has_suffix (words[i], ENDED);
  return TRUE;
}

gboolean
tally_jobs_lease_take (TallyJobsContext  *context,
                       GError           **error)
{
  TallyJobsLease *self;

  g_return_val_if_fail (context != NULL && context->gateway != NULL && context->target != NULL, FALSE);
  if (context->lease != NULL)
    return TRUE;
  self = lease_new (context, error);
  if (self == NULL)
    return FALSE;
  carry_token (context);
  if (!attach_surely (context, self, error) || !win (context, self, error)
      || !tally_jobs_head_check (context, error))
    {
      give_back (context, self);
      lease_free (self);
      return FALSE;
    }
  sweep (context, self);
  context->lease = self;
  tally_jobs_gateway_set_guard (context->gateway, guard_cb, context);
  return TRUE;
}

void
tally_jobs_lease_release (TallyJobsContext *context)
{
  g_return_if_fail (context != NULL);
  if (context->lease == NULL)
    return;
  tally_jobs_gateway_set_guard (context->gateway, NULL, NULL);
  give_back (context, context->lease);
  g_clear_pointer (&context->lease, lease_free);
}
