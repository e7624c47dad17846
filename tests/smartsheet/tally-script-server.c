/* tally-script-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-server.h"

#include <gio/gio.h>
#include <sys/socket.h>

struct _TallyScriptServer {
  const TallyScriptReply *replies;   /* (borrowed) */
  guint                   n_replies;
  GTlsCertificate        *certificate; /* (owned) (nullable) */
  GThread                *thread;    /* (owned) */
  GMainContext           *context;   /* (owned) */
  GMainLoop              *loop;      /* (owned) */
  SoupServer             *server;    /* (owned) of the thread */
  GPtrArray              *held;      /* (owned) of the thread: connections kept open */
  char                   *url;       /* (owned) set before the thread serves */
  GMutex                  mutex;
  GCond                   ready;
  GPtrArray              *requests;  /* (mutex mutex) (owned) */
};

static void
free_request (gpointer data)
{
  TallyScriptRequest *request = data;

  g_free (request->method);
  g_free (request->target);
  soup_message_headers_unref (request->headers);
  g_bytes_unref (request->body);
  g_free (request);
}

static void
copy_header (const char *name,
             const char *value,
             gpointer    data)
{
  soup_message_headers_append (data, name, value);
}

static guint
note_request (TallyScriptServer *self,
              SoupServerMessage *message)
{
  TallyScriptRequest *request = g_new0 (TallyScriptRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  guint index;

  request->method = g_strdup (soup_server_message_get_method (message));
  request->target = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                request->headers);
  request->peer_port = g_inet_socket_address_get_port (
    G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  request->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_mutex_lock (&self->mutex);
  index = self->requests->len;
  g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->mutex);
  return index;
}

static GBytes *
compress (const char *text)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
trickle_cb (gpointer data)
{
  return g_output_stream_write (g_io_stream_get_output_stream (data), " ", 1, NULL, NULL) == 1;
}

static void
reset (GIOStream *stream)
{
  g_autoptr (GIOStream) base = NULL;
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket;

  g_object_get (stream, "base-iostream", &base, NULL);
  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (base));
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_io_stream_close (stream, NULL, NULL);
}

/* What libsoup's server would never send: written by hand on the bare connection. */
static void
send_fault (TallyScriptServer      *self,
            SoupServerMessage      *message,
            const TallyScriptReply *reply)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char *body = reply->body != NULL ? reply->body : "";
  gsize half = strlen (body) / 2;
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u X\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n%s%s\r\n",
                                           reply->status, strlen (body) + 100000,
                                           reply->header != NULL ? reply->header : "",
                                           reply->header != NULL ? "\r\n" : "");
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  if (reply->fault == TALLY_SCRIPT_RESET)
    {
      reset (stream);
      return;
    }
  if (reply->fault != TALLY_SCRIPT_SILENT)
    {
      g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
      g_output_stream_write_all (out, body, half, NULL, NULL, NULL);
    }
  if (reply->fault == TALLY_SCRIPT_CUT)
    g_io_stream_close (stream, NULL, NULL);
  else
    g_ptr_array_add (self->held, g_object_ref (stream));
  if (reply->fault == TALLY_SCRIPT_TRICKLE)
    {
      g_autoptr (GSource) source = g_timeout_source_new (1);
      g_source_set_callback (source, trickle_cb, g_object_ref (stream), g_object_unref);
      g_source_attach (source, self->context);
    }
}

static void
set_headers (SoupMessageHeaders *headers,
             const char         *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);
      soup_message_headers_replace (headers, parts[0], parts[1]);
    }
}

static void
send_whole (SoupServerMessage      *message,
            const TallyScriptReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *body = reply->body != NULL ? reply->body : "";
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  soup_server_message_set_status (message, reply->status, NULL);
  set_headers (headers, reply->header);
  if (reply->fault == TALLY_SCRIPT_NONE)
    bytes = g_bytes_new (body, strlen (body));
  else
    {
      bytes = compress (body);
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
    }
  length = g_bytes_get_size (bytes);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                            g_bytes_get_data (bytes, NULL),
                            reply->fault == TALLY_SCRIPT_CUT_GZIP ? length / 2 : length);
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  static const TallyScriptReply beyond = { .status = 418, .body = "{\"message\":\"script ended\"}" };
  TallyScriptServer *self = data;
  guint index = note_request (self, message);
  const TallyScriptReply *reply = index < self->n_replies ? &self->replies[index] : &beyond;

  if (reply->fault == TALLY_SCRIPT_NONE || reply->fault == TALLY_SCRIPT_GZIP
      || reply->fault == TALLY_SCRIPT_CUT_GZIP)
    send_whole (message, reply);
  else
    send_fault (self, message, reply);
}

static gpointer
serve_worker (gpointer data)
{
  TallyScriptServer *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, serve_cb, self, NULL);
  if (self->certificate != NULL)
    soup_server_set_tls_certificate (self->server, self->certificate);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY
                            | (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  g_mutex_lock (&self->mutex);
  self->url = g_strdup_printf ("%s://127.0.0.1:%d/2.0", self->certificate != NULL ? "https" : "http", g_uri_get_port (uris->data));
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

TallyScriptServer *
tally_script_server_new (const TallyScriptReply *replies,
                         guint                   n_replies)
{
  return tally_script_server_new_tls (replies, n_replies, NULL);
}

TallyScriptServer *
tally_script_server_new_tls (const TallyScriptReply *replies,
                             guint                   n_replies,
                             GTlsCertificate        *certificate)
{
  TallyScriptServer *self = g_new0 (TallyScriptServer, 1);

  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->replies = replies;
  self->n_replies = n_replies;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->requests = g_ptr_array_new_with_free_func (free_request);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->thread = g_thread_new ("script-server", serve_worker, self);
  g_mutex_lock (&self->mutex);
  while (self->url == NULL)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
tally_script_server_free (TallyScriptServer *self)
{
  if (self == NULL)
    return;
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->requests);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_cond_clear (&self->ready);
  g_mutex_clear (&self->mutex);
  g_clear_object (&self->certificate);
  g_free (self->url);
  g_free (self);
}

const char *
tally_script_server_get_url (TallyScriptServer *self)
{
  return self->url;
}

guint
tally_script_server_get_n_requests (TallyScriptServer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->requests->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

const TallyScriptRequest *
tally_script_server_get_request (TallyScriptServer *self,
                                 guint              index)
{
  const TallyScriptRequest *request;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (index, <, self->requests->len);
  request = self->requests->pdata[index];
  g_mutex_unlock (&self->mutex);
  return request;
}
