/* tally-sandbox-wreck.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-wreck.h"

#include <gio/gio.h>
#include <sys/socket.h>

/* Between two drops, where the rule does not say. */
#define DRIP_MSEC 20

/* What is still to be sent on one connection. */
typedef struct
{
  GIOStream             *stream;  /* (owned) */
  GSocket               *socket;  /* (owned) */
  GMainContext          *context; /* (borrowed): it runs us */
  char                  *bytes;   /* (owned): head and body */
  gsize                  length;
  gsize                  n_sent;
  gsize                  n_drop;  /* bytes a drop */
  TallySandboxFaultKind  kind;
} Sending;

static void
free_sending (Sending *self)
{
  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->socket);
  g_free (self->bytes);
  g_free (self);
}

gboolean
tally_sandbox_wreck_is_one (TallySandboxFaultKind kind)
{
  return kind == TALLY_SANDBOX_FAULT_CUT || kind == TALLY_SANDBOX_FAULT_RESET ||
         kind == TALLY_SANDBOX_FAULT_STALL || kind == TALLY_SANDBOX_FAULT_DRIP;
}

/* The announced length: an empty body could not be cut. */
static gsize
get_announced (const TallySandboxWreck *self)
{
  return MAX (g_bytes_get_size (self->body), 1);
}

gsize
tally_sandbox_wreck_get_size (const TallySandboxWreck *self)
{
  gsize length = g_bytes_get_size (self->body);
  gsize asked = (gsize) self->fault->after_bytes;

  if (self->fault->kind == TALLY_SANDBOX_FAULT_DRIP)
    return length;
  if (self->fault->kind == TALLY_SANDBOX_FAULT_RESET)
    return MIN (asked, length);
  return MIN (asked, get_announced (self) - 1);
}

static char *
make_bytes (const TallySandboxWreck *self,
            gsize                   *out_length)
{
  GString *raw = g_string_new (NULL);
  gboolean is_whole = self->fault->kind == TALLY_SANDBOX_FAULT_DRIP;
  gsize announced = is_whole ? g_bytes_get_size (self->body) : get_announced (self);

  g_string_append_printf (raw, "HTTP/1.1 %u Broken\r\nContent-Type: %s\r\n%sContent-Length: %"
                          G_GSIZE_FORMAT "\r\n%s\r\n", self->status, self->content_type,
                          self->is_compressed ? "Content-Encoding: gzip\r\n" : "", announced,
                          is_whole ? "Connection: close\r\n" : "");
  g_string_append_len (raw, g_bytes_get_data (self->body, NULL),
                       (gssize) tally_sandbox_wreck_get_size (self));
  *out_length = raw->len;
  return g_string_free (raw, FALSE);
}

/* Closing with a zero linger sends RST instead of FIN. */
static void
prepare_reset (Sending *self)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger,
                  sizeof linger) != 0)
    g_debug ("the sandbox's connection closes without a reset");
}

/* The peer hung up, or sent what nobody answers. */
static gboolean
hung_up_cb (GSocket      *socket,
            GIOCondition  condition,
            gpointer      user_data)
{
  return G_SOURCE_REMOVE;
}

static void
keep_open (Sending *self)
{
  g_autoptr (GSource) source = g_socket_create_source (self->socket, G_IO_IN, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (hung_up_cb), self, (GDestroyNotify) free_sending);
  g_source_attach (source, self->context);
}

static void
finish (Sending *self)
{
  if (self->kind == TALLY_SANDBOX_FAULT_STALL)
    {
      keep_open (self);
      return;
    }
  if (self->kind == TALLY_SANDBOX_FAULT_RESET)
    prepare_reset (self);
  free_sending (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  finish (user_data);
}

static gboolean
drip_cb (gpointer user_data)
{
  Sending *self = user_data;
  GOutputStream *out = g_io_stream_get_output_stream (self->stream);
  gsize n = MIN (self->n_drop, self->length - self->n_sent);

  if (!g_output_stream_write_all (out, self->bytes + self->n_sent, n, NULL, NULL, NULL))
    return G_SOURCE_REMOVE;
  self->n_sent += n;
  return self->n_sent < self->length ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_dripping (Sending                 *self,
                const TallySandboxFault *fault)
{
  guint msec = fault->delay_msec > 0 ? (guint) fault->delay_msec : DRIP_MSEC;
  g_autoptr (GSource) source = g_timeout_source_new (msec);

  self->n_drop = (gsize) MAX (fault->after_bytes, 1);
  g_source_set_callback (source, drip_cb, self, (GDestroyNotify) free_sending);
  g_source_attach (source, self->context);
}

void
tally_sandbox_wreck_send (const TallySandboxWreck *self,
                          SoupServerMessage       *message)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->kind = self->fault->kind;
  sending->context = self->context;
  sending->socket = g_object_ref (soup_server_message_get_socket (message));
  sending->stream = soup_server_message_steal_connection (message);
  if (sending->kind == TALLY_SANDBOX_FAULT_RESET && self->fault->after_bytes == 0)
    {
      finish (sending);
      return;
    }
  sending->bytes = make_bytes (self, &sending->length);
  if (sending->kind == TALLY_SANDBOX_FAULT_DRIP)
    start_dripping (sending, self->fault);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (sending->stream),
                                     sending->bytes, sending->length, G_PRIORITY_DEFAULT, NULL,
                                     sent_cb, sending);
}
