/* tally-test-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-keyring.h"

#include <signal.h>
#include <sys/prctl.h>

#include "tally-test.h"

#define NAME "org.freedesktop.secrets"
#define WAIT_SECS 20

struct _TallyTestKeyring {
  GTestDBus       *bus;     /* (owned) */
  GSubprocess     *daemon;  /* (owned) (nullable) */
  GDBusConnection *mute;    /* (owned) (nullable) owns the name and says nothing */
  char            *address; /* (owned) NAME=value */
};

static gboolean
is_installed (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_test_skip_printf ("%s is missing", program);
  return path != NULL;
}

TallyTestKeyring *
tally_test_keyring_new (void)
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  TallyTestKeyring *self;

  if (!is_installed ("dbus-daemon"))
    return NULL;
  self = g_new0 (TallyTestKeyring, 1);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus); /* which hides the display, so that nothing on the bus opens a window */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  self->address = g_strconcat ("DBUS_SESSION_BUS_ADDRESS=", g_test_dbus_get_bus_address (self->bus), NULL);
  return self;
}

void
tally_test_keyring_free (TallyTestKeyring *self)
{
  if (self == NULL)
    return;
  if (self->daemon != NULL)
    {
      g_subprocess_force_exit (self->daemon);
      g_subprocess_wait (self->daemon, NULL, NULL);
    }
  if (self->mute != NULL)
    g_dbus_connection_close_sync (self->mute, NULL, NULL);
  g_clear_object (&self->mute);
  g_clear_object (&self->daemon);
  g_test_dbus_stop (self->bus); /* the shared connection may outlive it: nobody waits for it to go */
  g_clear_object (&self->bus);
  g_free (self->address);
  g_free (self);
}

static GDBusConnection *
connect (TallyTestKeyring *self)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (self->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         has_appeared)
{
  *(gboolean *) has_appeared = TRUE;
}

static gboolean
late_cb (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_name (TallyTestKeyring *self)
{
  g_autoptr (GDBusConnection) connection = connect (self);
  gboolean has_appeared = FALSE, is_late = FALSE;
  guint timer = g_timeout_add_seconds (WAIT_SECS, late_cb, &is_late);
  guint watch = g_bus_watch_name_on_connection (connection, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, NULL,
                                                &has_appeared, NULL);

  while (!has_appeared && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
  if (!is_late)
    g_source_remove (timer);
  g_assert_true (has_appeared);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

/* A test that fails leaves nothing behind that its caller would wait for. */
static void
die_with_parent_cb (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (TallyTestKeyring *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *home = tally_test_make_dir ();
  g_autoptr (GError) error = NULL;
  GSubprocess *daemon;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent_cb, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG"); /* its warnings are its own */
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", g_test_dbus_get_bus_address (self->bus), TRUE);
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--unlock",
                                        "--components=secrets", NULL);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "test", 4, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, &error));
  return daemon;
}

gboolean
tally_test_keyring_start (TallyTestKeyring *self)
{
  g_return_val_if_fail (self != NULL && self->daemon == NULL, FALSE);
  if (!is_installed ("gnome-keyring-daemon"))
    return FALSE;
  self->daemon = spawn (self);
  wait_for_name (self);
  return TRUE;
}

void
tally_test_keyring_lock (TallyTestKeyring *self)
{
  g_autoptr (GDBusConnection) connection = connect (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) locked = NULL;

  answer = g_dbus_connection_call_sync (connection, NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
                                        "Lock", g_variant_new_parsed ("([objectpath '/org/freedesktop/secrets/collection/login'],)"),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  locked = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (locked), ==, 1);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

/* What arrives is dropped. */
static GDBusMessage *
swallow_cb (GDBusConnection *connection,
            GDBusMessage    *message,
            gboolean         is_incoming,
            gpointer         data)
{
  if (!is_incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

void
tally_test_keyring_hang (TallyTestKeyring *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  g_return_if_fail (self != NULL && self->daemon == NULL && self->mute == NULL);
  self->mute = connect (self);
  answer = g_dbus_connection_call_sync (self->mute, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "RequestName", g_variant_new ("(su)", NAME, 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                        NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (self->mute, swallow_cb, NULL, NULL);
}

const char *
tally_test_keyring_get_address (TallyTestKeyring *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->address;
}
