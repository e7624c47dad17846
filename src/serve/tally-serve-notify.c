/* tally-serve-notify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-serve-notify.h"

#include <gio/gunixsocketaddress.h>
#include <unistd.h>

#define SEND_TIMEOUT_SECS 1

struct _TallyServeNotify {
  GSocket        *socket;        /* (owned) (nullable) */
  GSocketAddress *address;       /* (owned) (nullable) */
  gint64          watchdog_usec; /* 0 = nobody watches */
};

/* "/run/…", or "@name" for a name that is no file. */
static GSocketAddress *
find_address (const char *name)
{
  if (name == NULL || (name[0] != '/' && name[0] != '@') || name[1] == '\0')
    return NULL;
  if (name[0] == '/')
    return g_unix_socket_address_new (name);
  return g_unix_socket_address_new_with_type (name + 1, (gint) strlen (name + 1), G_UNIX_SOCKET_ADDRESS_ABSTRACT);
}

/* The watch may be meant for another process of the service. */
static gint64
find_watchdog (char **environment)
{
  const char *usec = g_environ_getenv (environment, "WATCHDOG_USEC");
  const char *pid = g_environ_getenv (environment, "WATCHDOG_PID");
  guint64 number;

  if (usec == NULL || !g_ascii_string_to_unsigned (usec, 10, 1, G_MAXINT64, &number, NULL))
    return 0;
  if (pid != NULL && g_ascii_strtoull (pid, NULL, 10) != (guint64) getpid ())
    return 0;
  return (gint64) number;
}

TallyServeNotify *
tally_serve_notify_new (char **environment)
{
  TallyServeNotify *self = g_new0 (TallyServeNotify, 1);

  self->address = find_address (g_environ_getenv (environment, "NOTIFY_SOCKET"));
  if (self->address == NULL)
    return self;
  self->socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  if (self->socket != NULL)
    g_socket_set_timeout (self->socket, SEND_TIMEOUT_SECS);
  self->watchdog_usec = find_watchdog (environment);
  return self;
}

void
tally_serve_notify_free (TallyServeNotify *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->socket);
  g_clear_object (&self->address);
  g_free (self);
}

void
tally_serve_notify_send (TallyServeNotify *self,
                         const char       *state)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL && state != NULL);
  if (self->socket != NULL
      && g_socket_send_to (self->socket, self->address, state, strlen (state), NULL, &error) < 0)
    g_debug ("the service manager was not told: %s", error->message);
}

void
tally_serve_notify_send_status (TallyServeNotify *self,
                                const char       *format,
                                ...)
{
  g_autofree char *status = NULL;
  g_autofree char *state = NULL;
  va_list values;

  g_return_if_fail (self != NULL && format != NULL);
  va_start (values, format);
  status = g_strdup_vprintf (format, values);
  va_end (values);
  state = g_strconcat ("STATUS=", g_strdelimit (status, "\n", ' '), NULL);
  tally_serve_notify_send (self, state);
}

gint64
tally_serve_notify_get_watchdog_usec (TallyServeNotify *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->watchdog_usec;
}
