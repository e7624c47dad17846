/* tally-smartsheet-try.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-try-private.h"

#include "tally-core-error.h"
#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"

/* An error's body is a few hundred bytes; an edge server's page may be longer, and says nothing. */
#define MAX_ERROR_BYTES (64 * 1024)

/* Nobody asks to wait for longer; what does is a wrong clock. */
#define MAX_PUSHBACK_USEC (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
is_success (SoupMessage *message)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message));
}

static gboolean
start_reader (TallySmartsheetTry  *self,
              GError             **error)
{
  if (self->is_reading)
    return TRUE;
  self->is_reading = TRUE;
  return self->request->reader->start (self->request->reader_data, error);
}

static gboolean
take_chunk (const char  *bytes,
            gsize        length,
            gpointer     data,
            GError     **error)
{
  TallySmartsheetTry *self = data;
  gsize bound = self->request->max_bytes != 0 ? self->request->max_bytes
                                             : TALLY_SMARTSHEET_MAX_MESSAGE_BYTES;

  self->n_bytes += length;
  if (!is_success (self->message))
    {
      gsize room = MAX_ERROR_BYTES - self->error_body->len;
      g_byte_array_append (self->error_body, (const guint8 *) bytes, (guint) MIN (length, room));
      return TRUE;
    }
  if (self->n_bytes > bound)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
                   "%s: the answer is larger than %" G_GSIZE_FORMAT " bytes",
                   self->request->operation, bound);
      return FALSE;
    }
  return start_reader (self, error)
         && self->request->reader->chunk (self->request->reader_data, bytes, length, error);
}

/* The reader's "can't be understood" is a fault like any other; the rest ends the call. */
static void
take_reader_error (TallySmartsheetTry *self,
                   GError             *error)
{
  if (error->domain == TALLY_CORE_ERROR)
    {
      g_set_error (&self->fault.transport, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "the answer can't be understood: %s", error->message);
      g_error_free (error);
    }
  else if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED))
    self->fault.transport = error;
  else
    self->refusal = error;
}

/* What the peer's clock says, as fine as a second; 0 when it does not say. It may be hours off, and a
 * date it names is by that clock. */
static gint64
read_peer_secs (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

static gint64
read_pushback (TallySmartsheetClient *self,
               SoupMessage           *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  gint64 now_secs = read_peer_secs (message);
  guint64 secs;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &secs, NULL))
    return MIN ((gint64) secs * G_USEC_PER_SEC, MAX_PUSHBACK_USEC);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  if (now_secs == 0)
    now_secs = tally_clock_get_utc_usec (self->clock) / G_USEC_PER_SEC;
  return CLAMP ((g_date_time_to_unix (date) - now_secs) * G_USEC_PER_SEC, 0, MAX_PUSHBACK_USEC);
}

/* A peer that echoes what it was sent must not bring the token into a message. */
static void
hide_token (TallySmartsheetTry *self)
{
  g_autoptr (GString) text = NULL;

  if (self->fault.message == NULL || strstr (self->fault.message, self->client->token) == NULL)
    return;
  text = g_string_new (self->fault.message);
  g_string_replace (text, self->client->token, "[token]", 0);
  g_free (self->fault.message);
  self->fault.message = g_strdup (text->str);
}

static void
describe_answer (TallySmartsheetTry *self)
{
  TallySmartsheetFault *fault = &self->fault;

  fault->status = soup_message_get_status (self->message);
  self->request->out_server_utc_usec = read_peer_secs (self->message) * G_USEC_PER_SEC;
  if (fault->status == 0 || is_success (self->message))
    return;
  fault->pushback_usec = read_pushback (self->client, self->message);
  tally_smartsheet_fault_read_body (fault, (const char *) self->error_body->data,
                                    self->error_body->len);
  if (SOUP_STATUS_IS_REDIRECTION (fault->status) && fault->message == NULL)
    fault->message = g_strdup ("the answer points to another place, which is not followed");
  hide_token (self);
}

static SoupMessage *
make_message (TallySmartsheetClient   *self,
              TallySmartsheetRequest  *request,
              GError                 **error)
{
  const char *method = request->method != NULL ? request->method : SOUP_METHOD_GET;
  g_autofree char *url = g_strconcat (request->is_foreign ? "" : self->base_url, request->path, NULL);
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED,
                   "%s: the address can't be parsed", request->operation);
      return NULL;
    }
  /* "Idempotent" lets a POST use a connection that stands, which spares a TLS handshake an upload;
   * libsoup itself repeats by the method only, so that no POST is sent twice. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  headers = soup_message_get_request_headers (message);
  if (!request->is_foreign)
    {
      soup_message_headers_replace (headers, "Authorization", self->authorization);
      soup_message_headers_replace (headers, "Accept", "application/json");
      for (char **p = self->extra_headers; p != NULL && p[0] != NULL && p[1] != NULL; p += 2)
        soup_message_headers_replace (headers, p[0], p[1]);
    }
  if (request->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", request->disposition);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (
      message, request->content_type != NULL ? request->content_type : "application/json",
      request->body);
  return message;
}

/* Of a connection that is to be closed anyway, libsoup takes any end for the body's end. */
static gboolean
check_length (TallySmartsheetTry  *self,
              GError             **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint64 announced = (guint64) soup_message_headers_get_content_length (headers);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
      || soup_message_headers_get_one (headers, "Content-Encoding") != NULL
      || self->n_bytes == announced)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
               "the answer ended after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes",
               self->n_bytes, announced);
  return FALSE;
}

static void
exchange (TallySmartsheetTry *self,
          gint64              left_usec,
          GCancellable       *cancellable)
{
  GError *local = NULL;
  gboolean done;
  TallySmartsheetExchange exchange = {
    .session = self->client->session,
    .watchdog = self->client->watchdog,
    .resolving = &self->client->resolving,
    .message = self->message,
    .timeouts = self->client->timeouts,
    .chunk = take_chunk,
    .data = self,
  };

  exchange.timeouts.total_usec = MIN (exchange.timeouts.total_usec, left_usec);
  done = tally_smartsheet_transport_run (&exchange, cancellable, &local)
         && check_length (self, &local);
  describe_answer (self);
  self->fault.is_unsent = !done && !exchange.is_started;
  self->n_resent = exchange.n_resent;
  if (!done && !exchange.failed_in_chunk)
    {
      self->fault.transport = local;
      return;
    }
  if (done && is_success (self->message) && start_reader (self, &local))
    self->request->reader->end (self->request->reader_data, &local);
  if (local != NULL)
    take_reader_error (self, local);
}

gboolean
tally_smartsheet_try_init (TallySmartsheetTry      *self,
                           TallySmartsheetClient   *client,
                           TallySmartsheetRequest  *request,
                           GError                 **error)
{
  *self = (TallySmartsheetTry) {
    .client = client, .request = request, .error_body = g_byte_array_new (),
  };
  tally_smartsheet_fault_init (&self->fault, request->method != NULL && !request->is_repeatable);
  self->fault.is_foreign = request->is_foreign;
  self->message = make_message (client, request, error);
  return self->message != NULL;
}

void
tally_smartsheet_try_clear (TallySmartsheetTry *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  g_clear_error (&self->refusal);
  tally_smartsheet_fault_clear (&self->fault);
}

void
tally_smartsheet_try_run (TallySmartsheetTry *self,
                          gint64              left_usec,
                          GCancellable       *cancellable)
{
  gint64 start = tally_clock_get_monotonic_usec (self->client->clock);

  exchange (self, left_usec, cancellable);
  self->duration_usec = tally_clock_get_monotonic_usec (self->client->clock) - start;
}

TallyResilienceClass
tally_smartsheet_try_get_class (const TallySmartsheetTry *self)
{
  if (g_error_matches (self->refusal, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED))
    return TALLY_RESILIENCE_CONFLICT;
  if (self->refusal != NULL)
    return self->refusal->domain == TALLY_SMARTSHEET_ERROR ? TALLY_RESILIENCE_PERMANENT
                                                           : TALLY_RESILIENCE_OK;
  return tally_smartsheet_fault_classify (&self->fault);
}
