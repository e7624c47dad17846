/* tally-page-review-decide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "tally-app-finding-words.h"
#include "tally-app-format.h"
#include "tally-engine-findings-list.h"
#include "tally-engine-findings-review.h"
#include "tally-page-review-private.h"

/* What somebody does, on its way to the desk. One kind of thing at a time. */
typedef struct {
  GArray               *keys;     /* (owned) (nullable) gint64: to decide about */
  GArray               *steps;    /* (owned) (nullable) TallyFindingStep: to take back */
  gint64                key;      /* of the finding of a remark or a file */
  TallyFindingDecision  decision; /* its texts are those below */
  TallyFindingRemark    remark;   /* likewise */
  GFile                *file;     /* (owned) (nullable) */
  char                 *actor;    /* (owned) */
  char                 *reason;   /* (owned) (nullable) */
  char                 *text;     /* (owned) (nullable): a note, or a name */
} Deed;

/* What came of it. */
typedef struct {
  GArray *steps;        /* (owned) (nullable) TallyFindingStep: what was decided */
  guint   n_taken_back;
  guint   n_meant;
} Done;

static void
deed_free (gpointer data)
{
  Deed *self = data;

  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_object (&self->file);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

static void
done_free (gpointer data)
{
  Done *self = data;

  g_clear_pointer (&self->steps, g_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Done, done_free)

/* Who decides: what was chosen, else who sits at the computer. */
static Deed *
deed_new (TallyPageReview *self)
{
  Deed *deed = g_new0 (Deed, 1);
  const char *actor = tally_app_session_get_actor (tally_app_page_get_session (TALLY_APP_PAGE (self)));

  deed->actor = g_strdup (actor != NULL ? actor : g_get_user_name ());
  return deed;
}

static void
ask (TallyPageReview     *self,
     Deed                *deed,
     TallyEngineDeskFunc  func,
     GAsyncReadyCallback  callback)
{
  const TallyEngineQuestion question = {
    .func = func, .input = deed, .free_input = deed_free, .free_answer = done_free,
  };

  if (tally_app_page_get_desk (TALLY_APP_PAGE (self)) != NULL)
    self->n_deeds++;
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, callback);
}

/* TRUE if there is an answer to be told; what failed is told here. */
static gboolean
take_answer (TallyPageReview *self,
             const GError    *error)
{
  g_autofree char *message = NULL;

  self->n_deeds--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (error != NULL)
    {
      message = g_strdup_printf (_("Not kept: %s"), error->message);
      tally_app_page_toast (TALLY_APP_PAGE (self), message);
    }
  tally_page_review_show_again (self);
  return error == NULL;
}

static gpointer
take_back (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  const Deed *deed = input;
  g_autoptr (Done) done = g_new0 (Done, 1);

  done->n_meant = deed->steps->len;
  if (!tally_engine_findings_take_back (engine, deed->steps, deed->actor, &done->n_taken_back, error))
    return NULL;
  return g_steal_pointer (&done);
}

static void
taken_back_cb (GObject      *desk,
               GAsyncResult *result,
               gpointer      data)
{
  TallyPageReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Done) done = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *title = NULL;

  if (!take_answer (self, error))
    return;
  if (done->n_taken_back == done->n_meant)
    title = g_strdup (_("Taken back; both stand in the history"));
  else
    title = g_strdup_printf (_("%u of %u taken back; about the others somebody decided again"), done->n_taken_back,
                             done->n_meant);
  tally_app_page_toast (TALLY_APP_PAGE (self), title);
}

static void
undo_cb (TallyAppPage *page,
         gpointer      data)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (page);
  GArray *steps = data;
  Deed *deed = deed_new (self);

  deed->steps = g_array_ref (steps);
  self->return_key = g_array_index (steps, TallyFindingStep, 0).key;
  ask (self, deed, take_back, taken_back_cb);
}

static gpointer
decide (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  Deed *deed = input;
  g_autoptr (Done) done = g_new0 (Done, 1);

  deed->decision.actor = deed->actor;
  deed->decision.reason = deed->reason;
  deed->decision.note = deed->text;
  done->n_meant = deed->keys->len;
  done->steps = tally_engine_findings_decide_many (engine, (const gint64 *) (gpointer) deed->keys->data, deed->keys->len,
                                                   &deed->decision, error);
  return done->steps != NULL ? g_steal_pointer (&done) : NULL;
}

static char *
dup_decided (const Done *done)
{
  const char *status = tally_app_finding_words_get_status (g_array_index (done->steps, TallyFindingStep, 0).to);
  g_autofree char *count = tally_app_format_dup_count (done->steps->len);

  if (done->steps->len < done->n_meant)
    return g_strdup_printf (_("%s: %s of %u; the others are done already"), status, count, done->n_meant);
  if (done->steps->len == 1)
    return g_strdup (status);
  return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s: %s finding", "%s: %s findings", done->steps->len), status,
                          count);
}

static void
decided_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  TallyPageReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Done) done = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *title = NULL;

  if (!take_answer (self, error))
    return;
  title = dup_decided (done);
  tally_app_page_offer_undo (TALLY_APP_PAGE (self), title, undo_cb, g_array_ref (done->steps),
                             (GDestroyNotify) g_array_unref);
}

/* What is selected is decided about as it is now; the next one is shown before the disk has answered. */
void
tally_page_review_decide (TallyPageReview    *self,
                          TallyFindingStatus  to,
                          const char         *reason)
{
  TallyMoney recovered_cents = 0;
  Deed *deed;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self) && reason != NULL);
  if (tally_app_selection_get_n (self->selection) == 0)
    return;
  if (!tally_app_finding_detail_get_recovered (self->detail, &recovered_cents))
    {
      tally_app_page_toast (TALLY_APP_PAGE (self), _("“Recovered” takes dollars, as 170.52"));
      return;
    }
  deed = deed_new (self);
  deed->keys = tally_app_selection_dup_keys (self->selection);
  deed->decision.to = to;
  deed->decision.recovered_cents = recovered_cents;
  deed->reason = g_strdup (reason);
  deed->text = tally_app_finding_detail_dup_note (self->detail);
  tally_app_finding_detail_clear_verdict (self->detail);
  ask (self, deed, decide, decided_cb);
  if (!tally_page_review_leave_alike (self, 0))
    tally_page_review_go_on (self);
}

static gpointer
keep_remark (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  Deed *deed = input;
  g_autofree char *id = tally_engine_findings_dup_id (engine, deed->key, error);
  gboolean is_kept = FALSE;

  deed->remark.actor = deed->actor;
  deed->remark.text = deed->text;
  if (id != NULL)
    is_kept = deed->file != NULL ? tally_engine_findings_attach (engine, id, deed->file, deed->actor, error)
                                 : tally_engine_findings_remark (engine, id, &deed->remark, error);
  return is_kept ? g_new0 (Done, 1) : NULL;
}

static void
remark_kept_cb (GObject      *desk,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Done) done = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  take_answer (data, done != NULL ? NULL : error);
}

void
tally_page_review_remark (TallyPageReview          *self,
                          const TallyFindingRemark *remark)
{
  Deed *deed;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self) && remark != NULL);
  if (self->shown_key == 0)
    return;
  deed = deed_new (self);
  deed->key = self->shown_key;
  deed->remark = *remark;
  deed->text = g_strdup (remark->text);
  ask (self, deed, keep_remark, remark_kept_cb);
}

void
tally_page_review_attach (TallyPageReview *self,
                          GFile           *file)
{
  Deed *deed;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self) && G_IS_FILE (file));
  if (self->shown_key == 0)
    return;
  deed = deed_new (self);
  deed->key = self->shown_key;
  deed->file = g_object_ref (file);
  ask (self, deed, keep_remark, remark_kept_cb);
}
