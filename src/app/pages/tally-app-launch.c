/* tally-app-launch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-launch.h"

#include <glib/gi18n.h>

/* A file manager that is asked for the first time starts first. */
#define ANSWER_MSECS 10000

/* A file on its way to the file manager. */
typedef struct {
  TallyAppPage *page; /* (owned) */
  char         *path; /* (owned) */
} Showing;

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->page);
  g_free (showing->path);
  g_free (showing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, showing_free)

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TallyAppPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  line = g_strdup_printf (_("It can’t be opened: %s"), error->message);
  tally_app_page_toast (page, line);
}

void
tally_app_launch_uri (TallyAppPage *page,
                      const char   *uri)
{
  GdkDisplay *display;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && uri != NULL);
  display = gtk_widget_get_display (GTK_WIDGET (page));
  context = gdk_display_get_app_launch_context (display);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, g_object_ref (page));
}

static void
open_folder (Showing *showing)
{
  g_autofree char *folder = g_path_get_dirname (showing->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    tally_app_launch_uri (showing->page, uri);
}

static void
shown_cb (GObject      *bus,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Showing) showing = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  if (answer == NULL)
    open_folder (showing);
}

void
tally_app_launch_folder (TallyAppPage *page,
                         const char   *path)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autoptr (Showing) showing = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && path != NULL);
  showing = g_new0 (Showing, 1);
  showing->page = g_object_ref (page);
  showing->path = g_strdup (path);
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri == NULL || bus == NULL)
    {
      open_folder (showing);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", (const char *[]) { uri, NULL }, ""), NULL, G_DBUS_CALL_FLAGS_NONE,
                          ANSWER_MSECS, NULL, shown_cb, g_steal_pointer (&showing));
}
