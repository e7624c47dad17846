/* tally-app-background.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-background.h"

#include <glib/gi18n.h>

#include "tally-app-autostart.h"
#include "tally-app-portal.h"

#define MEMORY_GROUP "background"
#define MEMORY_KEY "keep-schedule"
#define ACTION "keep-schedule"

struct _TallyAppBackground {
  TallyAppBackgroundOptions  options;
  TallyAppClockwork         *clockwork;   /* (owned) */
  GSimpleAction             *action;      /* (owned) */
  GCancellable              *cancellable; /* (owned) (nullable): of what the desktop is asked */
  gboolean                   is_held;
};

/* Holds or lets go, winds up or stops, and remembers. */
static void
settle (TallyAppBackground *self,
        gboolean            is_kept)
{
  GApplication *application = G_APPLICATION (self->options.application);

  if (is_kept && !self->is_held)
    g_application_hold (application);
  tally_app_clockwork_set_wanted (self->clockwork, is_kept);
  g_simple_action_set_state (self->action, g_variant_new_boolean (is_kept));
  tally_app_memory_set_number (self->options.memory, MEMORY_GROUP, MEMORY_KEY, is_kept);
  if (!is_kept && self->is_held)
    g_application_release (application);
  self->is_held = is_kept;
}

static void
show_problem (TallyAppBackground *self,
              const char         *text)
{
  GtkWindow *window = gtk_application_get_active_window (self->options.application);
  AdwMessageDialog *dialog;

  if (window == NULL)
    return;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _("The Schedule Is Not Kept"), text));
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Once it is kept: something else may keep it from starting anything. */
static void
check_clockwork (TallyAppBackground *self)
{
  const char *problem = tally_app_clockwork_get_problem (self->clockwork);

  if (problem != NULL)
    show_problem (self, problem);
}

static void
granted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  TallyAppBackground *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_granted = tally_app_portal_request_background_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it may be gone */
  g_clear_object (&self->cancellable);
  g_simple_action_set_enabled (self->action, TRUE);
  settle (self, is_granted);
  if (is_granted)
    check_clockwork (self);
  else
    show_problem (self, error->message);
}

/* What the desktop says to being left alone needs no waiting. */
static void
ungranted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!tally_app_portal_request_background_finish (result, &error))
    g_debug ("the desktop keeps the start at login: %s", error->message);
}

static void
ask_desktop (TallyAppBackground *self,
             gboolean            is_wanted)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self->options.application));

  if (bus == NULL)
    {
      show_problem (self, _("There is no session bus to ask the desktop on"));
      return;
    }
  if (!is_wanted)
    {
      settle (self, FALSE);
      tally_app_portal_request_background_async (bus, _("Keeps the schedule of billing runs"), FALSE, NULL, ungranted_cb, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  g_simple_action_set_enabled (self->action, FALSE);
  tally_app_portal_request_background_async (bus, _("Keeps the schedule of billing runs"), TRUE, self->cancellable, granted_cb,
                                             self);
}

static void
change_state_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       data)
{
  TallyAppBackground *self = data;
  gboolean is_wanted = g_variant_get_boolean (state);
  g_autoptr (GError) error = NULL;

  if (is_wanted == self->is_held)
    return;
  if (self->options.is_confined)
    ask_desktop (self, is_wanted);
  else if (!tally_app_autostart_set (is_wanted, &error))
    show_problem (self, error->message);
  else
    {
      settle (self, is_wanted);
      check_clockwork (self);
    }
}

gboolean
tally_app_background_is_kept (TallyAppBackground *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_held;
}

TallyAppClockwork *
tally_app_background_get_clockwork (TallyAppBackground *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->clockwork;
}

TallyAppBackground *
tally_app_background_new (const TallyAppBackgroundOptions *options)
{
  TallyAppBackground *self;

  g_return_val_if_fail (options != NULL && GTK_IS_APPLICATION (options->application) && options->memory != NULL, NULL);
  self = g_new0 (TallyAppBackground, 1);
  self->options = *options;
  self->clockwork = tally_app_clockwork_new (options->session);
  self->action = g_simple_action_new_stateful (ACTION, NULL, g_variant_new_boolean (FALSE));
  g_signal_connect (self->action, "change-state", G_CALLBACK (change_state_cb), self);
  g_action_map_add_action (G_ACTION_MAP (options->application), G_ACTION (self->action));
  if (tally_app_memory_get_number (options->memory, MEMORY_GROUP, MEMORY_KEY, 0) != 0)
    settle (self, TRUE);
  return self;
}

void
tally_app_background_free (TallyAppBackground *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->action, self);
  g_action_map_remove_action (G_ACTION_MAP (self->options.application), ACTION);
  g_clear_object (&self->action);
  g_clear_pointer (&self->clockwork, tally_app_clockwork_free);
  if (self->is_held)
    g_application_release (G_APPLICATION (self->options.application));
  g_free (self);
}
