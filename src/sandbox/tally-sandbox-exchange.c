/* tally-sandbox-exchange.c
 *
 * One request from its arrival to its answer: who asks, what it costs, what goes wrong, who
 * answers, how it is sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-sandbox-files.h"
#include "tally-sandbox-server-private.h"
#include "tally-sandbox-wreck.h"

/* From here on it is worth to let another thread compress. */
#define LARGE_BYTES 32768

#define BASE_PATH "/2.0"
#define CONTROL_PREFIX "/_sandbox/"

/* One request on its way. */
typedef struct
{
  TallySandboxServer      *server;   /* (borrowed) */
  SoupServerMessage       *message;  /* (owned) */
  TallySandboxCall        *call;     /* (owned) */
  const TallySandboxRoute *route;    /* (nullable) */
  TallySandboxFault        fault;
  guint                    units;
  char                    *cache_key;      /* (owned) (nullable): the body may be kept */
  GBytes                  *body;           /* (owned) (nullable): of the answer */
  gboolean                 is_compressed;
} Exchange;

static void
free_exchange (Exchange *self)
{
  tally_sandbox_call_free (self->call);
  g_object_unref (self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->cache_key);
  g_free (self);
}

static void
copy_header_cb (const char *name,
                const char *value,
                gpointer    user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static TallySandboxCall *
make_call (TallySandboxServer *server,
           SoupServerMessage  *message,
           const char         *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean is_api = g_str_has_prefix (path, BASE_PATH "/");
  TallySandboxCall *call;

  call = tally_sandbox_call_new (soup_server_message_get_method (message),
                                 is_api ? path + strlen (BASE_PATH) : path,
                                 g_uri_get_query (soup_server_message_get_uri (message)));
  call->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (headers, copy_header_cb, call->headers);
  call->body = tally_sandbox_arrival_is_too_large (message)
                 ? g_bytes_new (NULL, 0)
                 : soup_message_body_flatten (soup_server_message_get_request_body (message));
  call->has_length = soup_message_headers_get_one (headers, "Content-Length") != NULL;
  call->content_length = soup_message_headers_get_content_length (headers);
  call->base_url = g_strdup (server->root_url);
  call->url_secret = server->url_secret;
  call->habits = &server->options.habits;
  return call;
}

static gboolean
is_authorised (Exchange *self)
{
  TallySandboxCall *call = self->call;
  const char *text = soup_message_headers_get_one (call->headers, "Authorization");

  if (self->route != NULL && self->route->is_open)
    return TRUE;
  if (text == NULL || !g_str_has_prefix (text, "Bearer "))
    tally_sandbox_call_fail (call, call->habits->missing_token_is_403 ? 1004 : 1001, NULL);
  else if (strcmp (text + strlen ("Bearer "), self->server->token) != 0)
    tally_sandbox_call_fail (call, 1002, NULL);
  return call->error_code == 0;
}

/* A bucket that holds a minute's units and fills all the time. */
static gboolean
has_units (Exchange *self)
{
  TallySandboxServer *server = self->server;
  gint64 limit = server->options.units_per_minute;
  gint64 now = tally_sandbox_server_get_time (server);

  self->units = self->route != NULL ? self->route->units : 1;
  if (limit == 0)
    return TRUE;
  server->units += (double) (MAX (0, now - server->units_at_usec)) * (double) limit /
                   (60.0 * G_USEC_PER_SEC);
  server->units = MIN (server->units, (double) limit);
  server->units_at_usec = now;
  if (server->units >= self->units)
    {
      server->units -= self->units;
      return TRUE;
    }
  tally_sandbox_call_fail (self->call, 4003, NULL);
  return FALSE;
}

static void
show_page_before (TallySandboxCall *call)
{
  gint64 page = 1;

  if (tally_sandbox_call_get_number (call, "page", 1, &page) && page > 1)
    g_hash_table_replace (call->query, g_strdup ("page"),
                          g_strdup_printf ("%" G_GINT64_FORMAT, page - 1));
  g_hash_table_remove (call->query, "lastKey");
}

/* Pages one row shorter than asked for: rows are missing, or come on the next page again. */
static void
shift_page (TallySandboxCall *call)
{
  gint64 size = 100;

  if (tally_sandbox_call_get_number (call, "pageSize", 1, &size) && size > 1)
    g_hash_table_replace (call->query, g_strdup ("pageSize"),
                          g_strdup_printf ("%" G_GINT64_FORMAT, size - 1));
}

static void
keep_half (TallySandboxCall *call)
{
  g_autoptr (GBytes) whole = g_steal_pointer (&call->body);

  call->body = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  call->content_length = (gint64) g_bytes_get_size (call->body);
}

static void
prepare_fault (Exchange *self)
{
  if (self->fault.kind == TALLY_SANDBOX_FAULT_DUPLICATE_PAGE)
    show_page_before (self->call);
  if (self->fault.kind == TALLY_SANDBOX_FAULT_SHIFT_PAGE)
    shift_page (self->call);
  if (self->fault.kind == TALLY_SANDBOX_FAULT_IGNORE_COLUMNS)
    g_hash_table_remove (self->call->query, "columnIds");
  if (self->fault.kind == TALLY_SANDBOX_FAULT_TRUNCATE_UPLOAD)
    keep_half (self->call);
}

static void
answer_html (TallySandboxCall *call)
{
  call->content_type = "text/html";
  g_string_assign (call->out, "<html><head><title>Sandbox</title></head><body>Try later.</body>"
                              "</html>");
}

static void
answer_status (Exchange *self)
{
  TallySandboxCall *call = self->call;

  tally_sandbox_call_fail (call, self->fault.error_code, NULL);
  call->status = self->fault.status;
  if (g_strcmp0 (self->fault.body, "html") == 0)
    answer_html (call);
  if (g_strcmp0 (self->fault.body, "empty") == 0)
    g_string_truncate (call->out, 0);
}

static void
move_version (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (call->world, call->ids[0]);
  g_autofree char *name = NULL;

  if (sheet == NULL)
    return;
  name = g_strdup (sheet->name);
  tally_sandbox_world_rename_sheet (call->world, sheet, name, &call->now);
}

static void
spoil_answer (Exchange *self)
{
  TallySandboxCall *call = self->call;

  if (self->fault.kind == TALLY_SANDBOX_FAULT_STATUS)
    answer_status (self);
  if (self->fault.kind == TALLY_SANDBOX_FAULT_HTML)
    answer_html (call);
  if (self->fault.kind == TALLY_SANDBOX_FAULT_BAD_JSON)
    g_string_truncate (call->out, call->out->len / 2);
  if (self->fault.kind == TALLY_SANDBOX_FAULT_MOVE_VERSION && call->error_code == 0)
    move_version (call);
}

static gboolean
is_carried_out (const TallySandboxFault *fault)
{
  return fault->is_stored || (fault->kind != TALLY_SANDBOX_FAULT_STATUS &&
                              fault->kind != TALLY_SANDBOX_FAULT_HANG &&
                              !(fault->kind == TALLY_SANDBOX_FAULT_RESET &&
                                fault->after_bytes == 0) &&
                              fault->kind != TALLY_SANDBOX_FAULT_HTML);
}

static gboolean
accepts_gzip (Exchange *self)
{
  const char *accepted = soup_message_headers_get_list (self->call->headers, "Accept-Encoding");

  return self->server->options.gzip_min_bytes >= 0 && accepted != NULL &&
         strstr (accepted, "gzip") != NULL;
}

/* A sheet's body depends on its version, the query and what the client takes. */
static gboolean
find_in_cache (Exchange *self)
{
  TallySandboxCall *call = self->call;
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (call->world, call->ids[0]);
  const char *query = g_uri_get_query (soup_server_message_get_uri (self->message));
  const char *accept = soup_message_headers_get_list (call->headers, "Accept");

  if (strcmp (self->route->operation, "get-sheet") != 0 || sheet == NULL ||
      self->fault.kind != TALLY_SANDBOX_FAULT_NONE)
    return FALSE;
  self->cache_key = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%d/%s?%s",
                                     sheet->id, sheet->version, accepts_gzip (self),
                                     accept != NULL ? accept : "", query != NULL ? query : "");
  self->body = tally_sandbox_bodies_find (self->server->bodies, self->cache_key,
                                          &self->is_compressed);
  return self->body != NULL;
}

static void
carry_out (Exchange *self)
{
  TallySandboxCall *call = self->call;
  g_autofree char *sheet = g_strdup_printf ("%" G_GINT64_FORMAT, call->ids[0]);

  if (tally_sandbox_arrival_is_too_large (self->message))
    tally_sandbox_call_fail (call, 1074, NULL);
  else if (self->route->writes && tally_sandbox_arrival_overlaps (self->message))
    tally_sandbox_call_fail (call, 4004, sheet);
  else if (!find_in_cache (self))
    self->route->handle (call);
}

static gboolean
tell (Exchange *self,
      gboolean  is_done)
{
  TallySandboxServer *server = self->server;

  return server->watch == NULL
         || server->watch (self->route->operation, self->call->path, is_done, server->watch_data);
}

static void
carry_out_watched (Exchange *self)
{
  if (!tell (self, FALSE))
    {
      self->fault.kind = TALLY_SANDBOX_FAULT_RESET;
      return;
    }
  carry_out (self);
  tell (self, TRUE);
}

static void
answer_api (Exchange *self)
{
  TallySandboxServer *server = self->server;
  TallySandboxCall *call = self->call;

  self->route = tally_sandbox_route_find (call);
  tally_sandbox_faults_set_time (server->faults, tally_sandbox_server_get_time (server));
  tally_sandbox_faults_pick (server->faults, call->method, call->path,
                             self->route != NULL ? self->route->operation : "", &self->fault);
  if (self->route == NULL && self->fault.kind == TALLY_SANDBOX_FAULT_NONE)
    return;
  if (!is_authorised (self) || !has_units (self))
    {
      self->fault.kind = TALLY_SANDBOX_FAULT_NONE;
      return;
    }
  prepare_fault (self);
  if (self->route != NULL && is_carried_out (&self->fault))
    carry_out_watched (self);
  spoil_answer (self);
  if (server->journal_failed)
    tally_sandbox_call_fail (call, 4000, NULL);
}

static void
answer (Exchange *self)
{
  TallySandboxServer *server = self->server;
  TallySandboxCall *call = self->call;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  call->world = server->world;
  call->now.by = server->world->me;
  call->now.at_utc_usec = tally_sandbox_server_get_time (server);
  if (g_str_has_prefix (call->path, CONTROL_PREFIX))
    tally_sandbox_control_handle (server, call);
  else if (g_str_has_prefix (call->path, TALLY_SANDBOX_FILES_PREFIX))
    tally_sandbox_files_serve (call);
  else
    answer_api (self);
}

/* Makes the answer's bytes out of what the handler wrote. */
static gboolean
needs_compression (Exchange *self)
{
  TallySandboxCall *call = self->call;

  if (self->body != NULL)
    return FALSE;
  if (call->out_bytes != NULL)
    {
      self->body = g_steal_pointer (&call->out_bytes);
      return FALSE;
    }
  self->body = g_string_free_to_bytes (g_steal_pointer (&call->out));
  call->out = g_string_new (NULL);
  return accepts_gzip (self) &&
         (gint64) g_bytes_get_size (self->body) >= self->server->options.gzip_min_bytes;
}

static void
compress (Exchange *self)
{
  GBytes *compressed = tally_sandbox_bodies_compress (self->body);

  if (compressed == NULL)
    return;
  g_bytes_unref (self->body);
  self->body = compressed;
  self->is_compressed = TRUE;
}

static void
record_call (Exchange *self,
             guint     status,
             gsize     sent_bytes)
{
  TallySandboxCall *call = self->call;
  TallySandboxRecord record = {
    .at_utc_usec = call->now.at_utc_usec,
    .method = call->method,
    .path = call->path,
    .query = (char *) g_uri_get_query (soup_server_message_get_uri (self->message)),
    .operation = self->route != NULL ? self->route->operation : "unknown",
    .status = status,
    .error_code = call->error_code,
    .units = self->units,
    .writes = strcmp (call->method, "GET") != 0,
    .sent_bytes = (gint64) sent_bytes,
  };

  if (g_str_has_prefix (call->path, CONTROL_PREFIX))
    return;
  if (g_str_has_prefix (call->path, TALLY_SANDBOX_FILES_PREFIX))
    record.operation = "get-file";
  tally_sandbox_calls_add (self->server->calls, &record);
}

static char *
format_http_date (gint64 utc_usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc_usec / G_USEC_PER_SEC);

  return soup_date_time_to_string (time, SOUP_DATE_HTTP);
}

/* The sandbox's own time, which a test may have set, off by what the fault says. */
static gint64
get_told_time (Exchange *self)
{
  return self->call->now.at_utc_usec + self->fault.skew_secs * G_USEC_PER_SEC;
}

static void
set_date (Exchange           *self,
          SoupMessageHeaders *headers)
{
  g_autofree char *date = format_http_date (get_told_time (self));

  soup_message_headers_replace (headers, "Date", date);
}

static void
set_retry_after (Exchange           *self,
                 SoupMessageHeaders *headers)
{
  const char *text = self->fault.kind == TALLY_SANDBOX_FAULT_STATUS ? self->fault.retry_after
                                                                    : NULL;
  gint64 secs = self->server->options.retry_after_secs;
  g_autofree char *value = NULL;

  if (text != NULL && g_str_has_prefix (text, "date:"))
    value = format_http_date (get_told_time (self) +
                              g_ascii_strtoll (text + strlen ("date:"), NULL, 10) *
                                G_USEC_PER_SEC);
  else if (text != NULL)
    value = g_strdup (text);
  else if (self->call->error_code == 4003 && self->fault.kind == TALLY_SANDBOX_FAULT_NONE &&
           secs > 0)
    value = g_strdup_printf ("%" G_GINT64_FORMAT, secs);
  if (value != NULL)
    soup_message_headers_replace (headers, "Retry-After", value);
}

static void
send_answer (Exchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);

  if (self->cache_key != NULL && self->call->status == SOUP_STATUS_OK)
    tally_sandbox_bodies_put (self->server->bodies, self->cache_key, self->body,
                              self->is_compressed);
  record_call (self, self->call->status, g_bytes_get_size (self->body));
  soup_server_message_set_status (self->message, self->call->status, NULL);
  soup_message_headers_set_content_type (headers, self->call->content_type, NULL);
  if (self->is_compressed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  set_date (self, headers);
  set_retry_after (self, headers);
  if (g_bytes_get_size (self->body) > 0)
    soup_message_body_append_bytes (body, self->body);
  soup_server_message_unpause (self->message);
}

static void
send_wreck (Exchange *self)
{
  TallySandboxWreck wreck = {
    .context = self->server->context,
    .fault = &self->fault,
    .status = self->call->status,
    .content_type = self->call->content_type,
    .is_compressed = self->is_compressed,
    .body = self->body,
  };
  gsize n_sent = tally_sandbox_wreck_get_size (&wreck);
  gboolean is_silent = self->fault.kind == TALLY_SANDBOX_FAULT_RESET && n_sent == 0;

  record_call (self, is_silent ? 0 : self->call->status, n_sent);
  tally_sandbox_wreck_send (&wreck, self->message);
}

static gboolean
send_late_cb (gpointer data)
{
  Exchange *self = data;

  send_answer (self);
  return G_SOURCE_REMOVE;
}

static void
send_late (Exchange *self)
{
  g_autoptr (GSource) source = g_timeout_source_new ((guint) self->fault.delay_msec);

  g_source_set_callback (source, send_late_cb, self, (GDestroyNotify) free_exchange);
  g_source_attach (source, self->server->context);
}

static gboolean
send_cb (gpointer data)
{
  send_answer (data);
  return G_SOURCE_REMOVE;
}

void
tally_sandbox_exchange_compress_worker (gpointer data,
                                        gpointer user_data)
{
  TallySandboxServer *server = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  compress (data);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, send_cb, data, (GDestroyNotify) free_exchange);
  g_source_attach (source, server->context);
}

static void
finish (Exchange *self)
{
  TallySandboxFaultKind kind = self->fault.kind;
  gboolean is_plain = needs_compression (self);

  if (is_plain && kind == TALLY_SANDBOX_FAULT_NONE &&
      g_bytes_get_size (self->body) >= LARGE_BYTES)
    {
      g_thread_pool_push (self->server->compressors, self, NULL);
      return;
    }
  if (is_plain)
    compress (self);
  if (kind == TALLY_SANDBOX_FAULT_DELAY)
    {
      send_late (self);
      return;
    }
  if (kind == TALLY_SANDBOX_FAULT_HANG)
    record_call (self, 0, 0);
  else if (tally_sandbox_wreck_is_one (kind))
    send_wreck (self);
  else
    send_answer (self);
  free_exchange (self);
}

void
tally_sandbox_exchange_handle_cb (SoupServer        *soup,
                                  SoupServerMessage *message,
                                  const char        *path,
                                  GHashTable        *query,
                                  gpointer           user_data)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->server = user_data;
  self->message = g_object_ref (message);
  self->call = make_call (self->server, message, path);
  soup_server_message_pause (message);
  answer (self);
  finish (self);
}
