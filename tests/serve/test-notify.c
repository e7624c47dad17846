/* test-notify.c
 *
 * What a service manager hears.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <unistd.h>

#include "tally-serve-notify.h"
#include "tally-test.h"

static GSocket *
listen_at (GSocketAddress *address)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_socket_set_timeout (socket, 10);
  return socket;
}

static void
assert_heard (GSocket    *socket,
              const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char buffer[512] = "";
  gssize n = g_socket_receive (socket, buffer, sizeof buffer - 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (n, ==, strlen (wanted));
  g_assert_cmpstr (buffer, ==, wanted);
}

static void
assert_speaks (const char     *name,
               GSocketAddress *address)
{
  g_autoptr (GSocket) socket = listen_at (address);
  g_autofree char *variable = g_strconcat ("NOTIFY_SOCKET=", name, NULL);
  char *environment[] = { variable, (char *) "WATCHDOG_USEC=5000000", NULL };
  g_autoptr (TallyServeNotify) notify = tally_serve_notify_new (environment);

  tally_serve_notify_send (notify, "READY=1");
  assert_heard (socket, "READY=1");
  tally_serve_notify_send_status (notify, "%u of\n%s", 3, "four");
  assert_heard (socket, "STATUS=3 of four");
  g_assert_cmpint (tally_serve_notify_get_watchdog_usec (notify), ==, 5000000);
}

static void
test_a_socket_in_the_file_system (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "notify", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  assert_speaks (path, address);
}

static void
test_a_socket_without_a_file (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat ("@tallyman-test-", uuid, NULL);
  g_autoptr (GSocketAddress) address =
    g_unix_socket_address_new_with_type (name + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  assert_speaks (name, address);
}

/* Nobody is there, or it is another process that is watched: nothing happens. */
static void
test_nobody_listens (void)
{
  static const char *const sockets[] = { "", "@", "relative", "/nowhere/at/all", "vsock:2:1" };
  char *others[] = { (char *) "WATCHDOG_USEC=5000000", (char *) "WATCHDOG_PID=1", (char *) "NOTIFY_SOCKET=/nowhere", NULL };
  char *nothing[] = { NULL };
  g_autoptr (TallyServeNotify) none = tally_serve_notify_new (nothing);
  g_autoptr (TallyServeNotify) other = tally_serve_notify_new (others);

  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    {
      g_autofree char *variable = g_strconcat ("NOTIFY_SOCKET=", sockets[i], NULL);
      char *environment[] = { variable, NULL };
      g_autoptr (TallyServeNotify) notify = tally_serve_notify_new (environment);
      tally_serve_notify_send (notify, "READY=1");
    }
  tally_serve_notify_send (none, "READY=1");
  g_assert_cmpint (tally_serve_notify_get_watchdog_usec (none), ==, 0);
  g_assert_cmpint (tally_serve_notify_get_watchdog_usec (other), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/serve/notify/a-socket-in-the-file-system", test_a_socket_in_the_file_system);
  g_test_add_func ("/serve/notify/a-socket-without-a-file", test_a_socket_without_a_file);
  g_test_add_func ("/serve/notify/nobody-listens", test_nobody_listens);
  return g_test_run ();
}
