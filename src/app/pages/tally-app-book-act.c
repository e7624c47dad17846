/* tally-app-book-act.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-act.h"

#include <glib/gi18n.h>

#include "tally-engine-recovery.h"
#include "tally-engine-workbooks.h"

/* What a pass of ours is for. */
typedef enum {
  PASS_NONE,
  PASS_RESTORE,
  PASS_UNDO,
} Pass;

/* What was put back, and what hung there before. */
typedef struct {
  TallyIdentity *identity; /* (owned) */
  gint64         version;
  gint64         previous;
} Restored;

struct _TallyAppBookAct {
  TallyAppPage    *page; /* (borrowed) owns us */
  TallyEngineDesk *desk; /* (borrowed) (nullable) weak: a workspace that closes waits for the last who keeps it */
  Pass             pass; /* at work on the desk */
  Restored        *restored; /* (owned) (nullable) what @pass is about */
};

/* A decision on its way to the engine. */
typedef struct {
  TallyIdentity *identity; /* (owned) (nullable) */
  char          *subject;  /* (owned) (nullable) */
  char          *actor;    /* (owned) */
  char          *reason;   /* (owned) (nullable) */
} Decision;

static void
restored_free (gpointer data)
{
  Restored *restored = data;

  if (restored == NULL)
    return;
  tally_identity_free (restored->identity);
  g_free (restored);
}

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  tally_identity_free (decision->identity);
  g_free (decision->subject);
  g_free (decision->actor);
  g_free (decision->reason);
  g_free (decision);
}

static const char *
get_actor (TallyAppBookAct *self)
{
  return tally_app_session_get_actor (tally_app_page_get_session (self->page));
}

static Decision *
new_decision (TallyAppBookAct *self)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->actor = g_strdup (get_actor (self));
  return decision;
}

static gpointer
release (TallyEngine   *engine,
         gpointer       input,
         GCancellable  *cancellable,
         GError       **error)
{
  const Decision *decision = input;
  const TallyIdentity *identity = decision->identity;
  char week[TALLY_DAY_BUFFER_SIZE];
  const char *requests[] = { identity->work_request, NULL };
  const char *weeks[] = { week, NULL };
  const char *variants[] = { tally_variant_get_id (identity->variant), NULL };
  const TallyWorkbookFilter filter = {
    .work_requests = requests, .weeks = weeks, .variants = variants, .identifier = identity->identifier,
  };

  tally_week_format (identity->week_ending, week, sizeof week);
  return tally_engine_release_workbook (engine, &filter, decision->actor, error);
}

static void
released_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyVersion) version = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tally_app_page_toast (data, version != NULL ? _("Released: the next run makes it as its rows are") : error->message);
  if (version != NULL)
    tally_app_page_mark_stale (data);
}

static void
ask_release (TallyAppBookAct     *self,
             const TallyIdentity *identity)
{
  TallyEngineQuestion question = {
    .func = release, .free_input = decision_free, .free_answer = (GDestroyNotify) tally_version_free,
  };
  Decision *decision = new_decision (self);

  decision->identity = tally_identity_copy (identity);
  question.input = decision;
  tally_app_page_ask (self->page, &question, released_cb);
}

/* FALSE if the desk is at work, which is told. */
static gboolean
begin_pass (TallyAppBookAct *self,
            Pass             pass,
            Restored        *restored,
            gint64           version)
{
  const TallyBatchOptions options = { .restore = version, .actor = get_actor (self) };
  g_autoptr (GError) error = NULL;

  if (self->desk == NULL || !tally_engine_desk_run (self->desk, &options, &error))
    {
      if (error != NULL)
        tally_app_page_toast (self->page, error->message);
      restored_free (restored);
      return FALSE;
    }
  g_clear_pointer (&self->restored, restored_free);
  self->pass = pass;
  self->restored = restored;
  return TRUE;
}

static Restored *
new_restored (const TallyIdentity *identity,
              gint64               version,
              gint64               previous)
{
  Restored *restored = g_new0 (Restored, 1);

  restored->identity = tally_identity_copy (identity);
  restored->version = version;
  restored->previous = previous;
  return restored;
}

/* Pages that act hand themselves out under this name: an offer must not keep what it undoes. */
#define ACT_KEY "tally-app-book-act"

static void
undo_cb (TallyAppPage *page,
         gpointer      data)
{
  TallyAppBookAct *self = g_object_get_data (G_OBJECT (page), ACT_KEY);
  const Restored *restored = data;

  if (self != NULL)
    begin_pass (self, PASS_UNDO, new_restored (restored->identity, restored->previous, restored->version), restored->previous);
}

static void
offer_undo (TallyAppBookAct *self,
            Restored        *restored)
{
  g_autofree char *title = g_strdup_printf (_("Version %d hangs there again and is held until you release it"),
                                            (int) restored->version);

  if (restored->previous != 0)
    {
      tally_app_page_offer_undo (self->page, title, undo_cb, restored, restored_free);
      return;
    }
  tally_app_page_toast (self->page, title);
  restored_free (restored);
}

static void
ran_cb (TallyAppBookAct *self,
        const TallyRun  *run)
{
  gboolean is_done = run != NULL && tally_run_get_exit_code (run) == 0 && run->counts.n_published > 0;
  Restored *restored = g_steal_pointer (&self->restored);
  Pass pass = self->pass;

  self->pass = PASS_NONE;
  if (pass == PASS_UNDO && is_done)
    ask_release (self, restored->identity);
  if (pass == PASS_RESTORE && is_done)
    offer_undo (self, g_steal_pointer (&restored));
  restored_free (restored);
}

static void
running_cb (TallyAppBookAct *self)
{
  TallyAppSession *session = tally_app_page_get_session (self->page);
  gboolean is_idle = self->desk != NULL && !tally_engine_desk_is_running (self->desk)
                     && tally_app_session_get_workspace (session) != TALLY_APP_WORKSPACE_PACK;

  gtk_widget_action_set_enabled (GTK_WIDGET (self->page), "workbooks.restore", is_idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->page), "workbooks.release", is_idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->page), "workbooks.retry", is_idle);
}

static void
drop_desk (TallyAppBookAct *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_weak_pointer (&self->desk);
  g_clear_pointer (&self->restored, restored_free);
  self->pass = PASS_NONE;
}

TallyAppBookAct *
tally_app_book_act_new (TallyAppPage *page)
{
  TallyAppBookAct *self;

  g_return_val_if_fail (TALLY_IS_APP_PAGE (page), NULL);
  self = g_new0 (TallyAppBookAct, 1);
  self->page = page;
  g_object_set_data (G_OBJECT (page), ACT_KEY, self);
  return self;
}

void
tally_app_book_act_free (TallyAppBookAct *self)
{
  if (self == NULL)
    return;
  g_object_set_data (G_OBJECT (self->page), ACT_KEY, NULL);
  drop_desk (self);
  g_free (self);
}

void
tally_app_book_act_take_desk (TallyAppBookAct *self)
{
  TallyEngineDesk *desk;

  g_return_if_fail (self != NULL);
  desk = tally_app_page_get_desk (self->page);
  if (desk != self->desk)
    {
      drop_desk (self);
      g_set_weak_pointer (&self->desk, desk);
      if (desk != NULL)
        {
          g_signal_connect_swapped (desk, "ran", G_CALLBACK (ran_cb), self);
          g_signal_connect_swapped (desk, "notify::running", G_CALLBACK (running_cb), self);
        }
    }
  running_cb (self);
}

void
tally_app_book_act_restore (TallyAppBookAct       *self,
                            const TallyEngineBook *book,
                            gint64                 version,
                            gint64                 previous)
{
  g_return_if_fail (self != NULL && book != NULL && version > 0);
  begin_pass (self, PASS_RESTORE, new_restored (book->identity, version, previous), version);
}

void
tally_app_book_act_release (TallyAppBookAct       *self,
                            const TallyEngineBook *book)
{
  g_return_if_fail (self != NULL && book != NULL);
  ask_release (self, book->identity);
}

static gpointer
retry (TallyEngine   *engine,
       gpointer       input,
       GCancellable  *cancellable,
       GError       **error)
{
  const Decision *decision = input;
  const TallyEngineRecoveryAct act = {
    .verb = "release", .what = "group", .id = decision->subject, .actor = decision->actor, .reason = decision->reason,
  };
  char *said = NULL;

  return tally_engine_recovery_act (engine, &act, &said, error) ? said : NULL;
}

static void
retried_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tally_app_page_toast (data, said != NULL ? _("The next run tries it again") : error->message);
  if (said != NULL)
    tally_app_page_mark_stale (data);
}

void
tally_app_book_act_retry (TallyAppBookAct       *self,
                          const TallyEngineBook *book,
                          const char            *reason)
{
  TallyEngineQuestion question = { .func = retry, .free_input = decision_free, .free_answer = g_free };
  Decision *decision;

  g_return_if_fail (self != NULL && book != NULL && reason != NULL);
  decision = new_decision (self);
  decision->subject = g_strdup (book->subject);
  decision->reason = g_strstrip (g_strdup (reason));
  question.input = decision;
  tally_app_page_ask (self->page, &question, retried_cb);
}
