/* tally-app-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-portal.h"

#include <glib/gi18n.h>

#include "tally-app-error.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define BACKGROUND "org.freedesktop.portal.Background"
#define REQUEST "org.freedesktop.portal.Request"

/* One request: its answer comes as a signal on an object that is named before the call. */
typedef struct {
  GDBusConnection *bus;          /* (owned) */
  guint            subscription; /* holds the task until it is answered */
  gboolean         autostart;
  gboolean         is_answered;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_object_unref (self->bus);
  g_free (self);
}

/* Answers once; the request goes with the task. */
static void
answer (GTask  *task,
        GError *error)
{
  Request *request = g_task_get_task_data (task);

  if (request->is_answered)
    {
      g_clear_error (&error);
      return;
    }
  request->is_answered = TRUE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task); /* what the subscription held */
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         data)
{
  GTask *task = data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE;
  gboolean autostart = FALSE;
  guint response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response == 0 && background && (autostart || !request->autostart))
    answer (task, NULL);
  else
    answer (task, g_error_new_literal (TALLY_APP_ERROR, TALLY_APP_ERROR_FAILED,
                                       _("The desktop does not let Tallyman run in the background: allow it in the "
                                         "desktop’s settings for apps")));
}

static void
called_cb (GObject      *bus,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  if (reply == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      answer (task, error);
    }
}

/* "/org/freedesktop/portal/desktop/request/1_23/tallyman_7" */
static char *
dup_request_path (GDBusConnection *bus,
                  const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strconcat (PORTAL_PATH "/request/", sender, "/", token, NULL);
}

static GVariant *
make_parameters (const char *token,
                 const char *reason,
                 gboolean    autostart)
{
  const char *const command[] = { "tallyman", "--gapplication-service", NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_new ("(sa{sv})", "", &options);
}

void
tally_app_portal_request_background_async (GDBusConnection     *bus,
                                           const char          *reason,
                                           gboolean             autostart,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             data)
{
  GTask *task;
  Request *request = g_new0 (Request, 1);
  g_autofree char *token = g_strdup_printf ("tallyman_%u", g_random_int ());
  g_autofree char *path = NULL;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus) && reason != NULL);
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, tally_app_portal_request_background_async);
  request->bus = g_object_ref (bus);
  request->autostart = autostart;
  g_task_set_task_data (task, request, request_free);
  path = dup_request_path (bus, token);
  request->subscription = g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, REQUEST, "Response", path, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, response_cb, task, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, BACKGROUND, "RequestBackground",
                          make_parameters (token, reason, autostart), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          cancellable, called_cb, g_object_ref (task));
}

gboolean
tally_app_portal_request_background_finish (GAsyncResult  *result,
                                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
