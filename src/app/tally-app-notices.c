/* tally-app-notices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-notices.h"

#include <glib/gi18n.h>

#include "tally-app-need.h"
#include "tally-app-run-line.h"
#include "tally-engine-needs.h"

#define MEMORY_GROUP "notices"
/* Of a run that could not begin. */
#define START_ID "start"
#define EXIT_RETRY_LATER 75

/* A run commits many times a second; who is told need not know within them. */
#define SETTLE_SECS 2

struct _TallyAppNotices {
  TallyAppNoticesOptions  options;
  TallyEngineDesk        *desk;        /* (owned) (nullable): the one it listens to */
  GCancellable           *cancellable; /* (owned): of what it asks */
  GHashTable             *shown;       /* (owned): ids of notifications that may be on the screen */
  guint                   later_id;
};

/* What a need is, for the memory and the screen; %NULL = nobody is called for it. */
static char *
dup_id (const TallyEngineNeed *need)
{
  if (need->kind == TALLY_ENGINE_NEED_RUN_FAILED || need->kind == TALLY_ENGINE_NEED_RUN_INTERRUPTED)
    return g_strdup ("run");
  if (need->kind == TALLY_ENGINE_NEED_PLAN)
    return g_strdup ("plan");
  if (need->kind == TALLY_ENGINE_NEED_HELD)
    return g_strdup_printf ("held-%d", (int) need->hold);
  if (need->kind == TALLY_ENGINE_NEED_FINDINGS && need->severity == TALLY_RISK_CRITICAL)
    return g_strdup ("critical");
  return NULL;
}

/* Of runs and plans: which one. Of workbooks and findings: how many; more of them is news, fewer is none. */
static gboolean
is_news (TallyAppNotices       *self,
         const char            *id,
         const TallyEngineNeed *need)
{
  g_autofree char *told = NULL;

  if (need->kind == TALLY_ENGINE_NEED_PLAN)
    {
      told = tally_app_memory_get_text (self->options.memory, MEMORY_GROUP, id);
      return told == NULL || strcmp (told, need->subject) != 0;
    }
  if (need->run_id != 0 && need->kind != TALLY_ENGINE_NEED_HELD)
    return need->run_id > tally_app_memory_get_number (self->options.memory, MEMORY_GROUP, id, 0);
  return (gint64) need->n > tally_app_memory_get_number (self->options.memory, MEMORY_GROUP, id, 0);
}

static void
note_told (TallyAppNotices       *self,
           const char            *id,
           const TallyEngineNeed *need)
{
  if (need->kind == TALLY_ENGINE_NEED_PLAN)
    tally_app_memory_set_text (self->options.memory, MEMORY_GROUP, id, need->subject);
  else
    tally_app_memory_set_number (self->options.memory, MEMORY_GROUP, id,
                                 need->run_id != 0 && need->kind != TALLY_ENGINE_NEED_HELD ? need->run_id : (gint64) need->n);
}

static void
send (TallyAppNotices       *self,
      const char            *id,
      const TallyEngineNeed *need)
{
  g_autoptr (TallyAppLine) line = tally_app_need_line_new (need, g_get_real_time ());
  const TallyAppLineTarget *target = tally_app_line_get_target (line);
  g_autoptr (GNotification) notification = g_notification_new (tally_app_line_get_title (line));
  const char *wish = target->wish != NULL ? target->wish : "";

  g_notification_set_body (notification, tally_app_line_get_detail (line));
  g_notification_set_priority (notification, need->urgency == TALLY_ENGINE_URGENCY_NOW ? G_NOTIFICATION_PRIORITY_HIGH
                                                                                       : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.show-page", "(ss)", target->page, wish);
  if (strcmp (id, "run") == 0)
    g_notification_add_button (notification, _("Run Again"), "app.run-now");
  if (target->button != NULL && target->action == NULL)
    g_notification_add_button_with_target (notification, target->button, "app.show-page", "(ss)", target->page, wish);
  g_application_send_notification (G_APPLICATION (self->options.application), id, notification);
  g_hash_table_add (self->shown, g_strdup (id));
}

/* Somebody sits before a window of ours. */
static gboolean
is_watched (TallyAppNotices *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->options.application);

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)) && gtk_window_is_active (window);
}

static void
consider (TallyAppNotices       *self,
          const TallyEngineNeed *need,
          GHashTable            *current)
{
  g_autofree char *id = dup_id (need);

  if (id == NULL)
    return;
  if (is_news (self, id, need) && !is_watched (self))
    send (self, id, need);
  note_told (self, id, need);
  g_hash_table_add (current, g_steal_pointer (&id));
}

static gboolean
has_text (TallyAppNotices *self,
          const char      *key)
{
  g_autofree char *text = tally_app_memory_get_text (self->options.memory, MEMORY_GROUP, key);

  return text != NULL;
}

/* What is dealt with leaves the screen, and is news when it comes again. */
static void
withdraw_gone (TallyAppNotices *self,
               GHashTable      *current)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (g_hash_table_contains (current, id) || (strcmp (id, START_ID) == 0 && has_text (self, START_ID)))
        continue;
      g_application_withdraw_notification (G_APPLICATION (self->options.application), id);
      if (strcmp (id, "critical") == 0 || g_str_has_prefix (id, "held-"))
        tally_app_memory_set_number (self->options.memory, MEMORY_GROUP, id, 0);
      g_hash_table_iter_remove (&iter);
    }
}

static gpointer
list_needs (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_needs_list (engine, error);
}

static void
needs_free (gpointer data)
{
  tally_engine_needs_free (data);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyAppNotices *self = data;
  g_autoptr (GError) error = NULL;
  TallyEngineNeeds *needs = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autoptr (GHashTable) current = NULL;

  if (needs == NULL)
    return; /* it may be gone; what can't be read, the pages say */
  current = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < needs->list->len; i++)
    consider (self, needs->list->pdata[i], current);
  withdraw_gone (self, current);
  tally_engine_needs_free (needs);
}

static gboolean
look_cb (gpointer data)
{
  TallyAppNotices *self = data;
  const TallyEngineQuestion question = { .func = list_needs, .free_answer = needs_free };

  self->later_id = 0;
  if (self->desk != NULL)
    tally_engine_desk_ask_async (self->desk, &question, self->cancellable, listed_cb, self);
  return G_SOURCE_REMOVE;
}

static void
look_later (TallyAppNotices *self)
{
  if (self->later_id == 0)
    self->later_id = g_timeout_add_seconds (SETTLE_SECS, look_cb, self);
}

/* A run that could not even begin is not in the store; the same reason is told once. */
static void
tell_start (TallyAppNotices *self,
            const TallyRun  *run)
{
  g_autofree char *line = tally_app_run_line_dup (run);
  g_autofree char *told = tally_app_memory_get_text (self->options.memory, MEMORY_GROUP, START_ID);
  g_autoptr (GNotification) notification = g_notification_new (_("A run could not begin"));

  if (g_strcmp0 (told, line) == 0)
    return;
  tally_app_memory_set_text (self->options.memory, MEMORY_GROUP, START_ID, line);
  if (is_watched (self))
    return;
  g_notification_set_body (notification, line);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-page", "(ss)", "health", "");
  g_notification_add_button (notification, _("Run Again"), "app.run-now");
  g_application_send_notification (G_APPLICATION (self->options.application), START_ID, notification);
  g_hash_table_add (self->shown, g_strdup (START_ID));
}

static void
ran_cb (TallyAppNotices *self,
        const TallyRun  *run)
{
  gboolean has_begun = run != NULL && run->run_id != 0;

  if (has_begun)
    tally_app_memory_set_text (self->options.memory, MEMORY_GROUP, START_ID, NULL);
  else if (run != NULL && tally_run_get_exit_code (run) != 0 && tally_run_get_exit_code (run) != EXIT_RETRY_LATER)
    tell_start (self, run);
  g_clear_handle_id (&self->later_id, g_source_remove);
  look_cb (self);
}

static void
drop_desk (TallyAppNotices *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->later_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
take_desk (TallyAppNotices *self)
{
  drop_desk (self);
  self->cancellable = g_cancellable_new ();
  if (tally_app_session_get_workspace (self->options.session) != self->options.workspace)
    return;
  g_set_object (&self->desk, tally_app_session_get_desk (self->options.session));
  if (self->desk == NULL)
    return;
  g_signal_connect_swapped (self->desk, "ran", G_CALLBACK (ran_cb), self);
  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (look_later), self);
  look_later (self);
}

TallyAppNotices *
tally_app_notices_new (const TallyAppNoticesOptions *options)
{
  TallyAppNotices *self;

  g_return_val_if_fail (options != NULL && GTK_IS_APPLICATION (options->application) && options->memory != NULL, NULL);
  self = g_new0 (TallyAppNotices, 1);
  self->options = *options;
  self->cancellable = g_cancellable_new ();
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (options->session, "notify::desk", G_CALLBACK (take_desk), self);
  take_desk (self);
  return self;
}

void
tally_app_notices_free (TallyAppNotices *self)
{
  if (self == NULL)
    return;
  drop_desk (self);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->options.session, self);
  g_hash_table_unref (self->shown);
  g_free (self);
}
