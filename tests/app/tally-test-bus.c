/* tally-test-bus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-bus.h"

#include <string.h>

#include "tally-test-app.h"

/* Calls are handed over from the bus's thread; one on its way keeps the service. */
struct _TallyTestBus {
  GDBusConnection  *bus;      /* (owned) */
  guint             filter_id;
  guint             name_id;
  gboolean          is_named;
  TallyTestBusFunc  func;
  gpointer          data;
};

typedef struct {
  TallyTestBus *service; /* (borrowed) */
  GDBusMessage *message; /* (owned) */
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_object_unref (self->message);
  g_free (self);
}

static gboolean
answer_cb (gpointer data)
{
  Call *call = data;
  TallyTestBus *self = call->service;
  g_autoptr (GDBusMessage) reply = g_dbus_message_new_method_reply (call->message);
  GVariant *parameters = g_dbus_message_get_body (call->message);
  GVariant *answer = self->func (g_dbus_message_get_member (call->message), g_dbus_message_get_sender (call->message), parameters,
                                 self->data);

  if (answer != NULL)
    g_dbus_message_set_body (reply, answer);
  g_dbus_connection_send_message (self->bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* On the bus's thread. */
static GDBusMessage *
filter_cb (GDBusConnection *bus,
           GDBusMessage    *message,
           gboolean         incoming,
           gpointer         data)
{
  const char *interface = g_dbus_message_get_interface (message);
  Call *call;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL
      || g_str_has_prefix (interface != NULL ? interface : "", "org.freedesktop.DBus"))
    return message;
  call = g_new0 (Call, 1);
  call->service = data;
  call->message = message;
  g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, call, call_free);
  return NULL;
}

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  ((TallyTestBus *) data)->is_named = TRUE;
}

static gboolean
is_named (gpointer data)
{
  return ((TallyTestBus *) data)->is_named;
}

TallyTestBus *
tally_test_bus_new (const char       *name,
                    TallyTestBusFunc  func,
                    gpointer          data)
{
  TallyTestBus *self = g_new0 (TallyTestBus, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  self->func = func;
  self->data = data;
  self->bus = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  self->filter_id = g_dbus_connection_add_filter (self->bus, filter_cb, self, NULL);
  self->name_id = g_bus_own_name_on_connection (self->bus, name, G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, self, NULL);
  tally_test_app_wait (is_named, self);
  return self;
}

void
tally_test_bus_free (TallyTestBus *self)
{
  if (self == NULL)
    return;
  g_bus_unown_name (self->name_id);
  g_dbus_connection_remove_filter (self->bus, self->filter_id);
  g_assert_true (g_dbus_connection_close_sync (self->bus, NULL, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ; /* what was handed over */
  g_object_unref (self->bus);
  g_free (self);
}

void
tally_test_bus_emit (TallyTestBus *self,
                     const char   *path,
                     const char   *signal,
                     GVariant     *parameters)
{
  const char *dot = strrchr (signal, '.');
  g_autofree char *interface = g_strndup (signal, (gsize) (dot - signal));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_dbus_connection_emit_signal (self->bus, NULL, path, interface, dot + 1, parameters, &error));
  g_assert_no_error (error);
}
