/* tally-smartsheet-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-call-private.h"

#include "tally-core-error.h"
#include "tally-resilience-error.h"
#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"

/* An error's body is a few hundred bytes; an edge server's page may be longer, and says nothing. */
#define MAX_ERROR_BYTES (64 * 1024)

/* Nobody asks to wait for longer; what does is a wrong clock. */
#define MAX_PUSHBACK_USEC (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* One try. */
typedef struct {
  TallySmartsheetClient  *client;     /* (borrowed) */
  TallySmartsheetRequest *request;    /* (borrowed) */
  SoupMessage            *message;    /* (owned) */
  TallySmartsheetFault    fault;
  GByteArray             *error_body; /* (owned) */
  GError                 *refusal;    /* (owned) (nullable) of the reader: ends the call */
  guint64                 n_bytes;
  gboolean                is_reading;
} Try;

static gboolean
is_success (SoupMessage *message)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message));
}

static gboolean
start_reader (Try     *try,
              GError **error)
{
  if (try->is_reading)
    return TRUE;
  try->is_reading = TRUE;
  return try->request->reader->start (try->request->reader_data, error);
}

static gboolean
take_chunk (const char  *bytes,
            gsize        length,
            gpointer     data,
            GError     **error)
{
  Try *try = data;
  gsize bound = try->request->max_bytes != 0 ? try->request->max_bytes
                                             : TALLY_SMARTSHEET_MAX_MESSAGE_BYTES;

  try->n_bytes += length;
  if (!is_success (try->message))
    {
      gsize room = MAX_ERROR_BYTES - try->error_body->len;
      g_byte_array_append (try->error_body, (const guint8 *) bytes, (guint) MIN (length, room));
      return TRUE;
    }
  if (try->n_bytes > bound)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
                   "%s: the answer is larger than %" G_GSIZE_FORMAT " bytes",
                   try->request->operation, bound);
      return FALSE;
    }
  return start_reader (try, error)
         && try->request->reader->chunk (try->request->reader_data, bytes, length, error);
}

/* The reader's "can't be understood" is a fault like any other; the rest ends the call. */
static void
take_reader_error (Try    *try,
                   GError *error)
{
  if (error->domain == TALLY_CORE_ERROR)
    {
      g_set_error (&try->fault.transport, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "the answer can't be understood: %s", error->message);
      g_error_free (error);
    }
  else if (g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED))
    try->fault.transport = error;
  else
    try->refusal = error;
}

static gint64
read_pushback (TallySmartsheetClient *self,
               SoupMessage           *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 secs;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &secs, NULL))
    return MIN ((gint64) secs * G_USEC_PER_SEC, MAX_PUSHBACK_USEC);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  return CLAMP (g_date_time_to_unix (date) * G_USEC_PER_SEC - tally_clock_get_utc_usec (self->clock),
                0, MAX_PUSHBACK_USEC);
}

/* A peer that echoes what it was sent must not bring the token into a message. */
static void
hide_token (Try *try)
{
  g_autoptr (GString) text = NULL;

  if (try->fault.message == NULL || strstr (try->fault.message, try->client->token) == NULL)
    return;
  text = g_string_new (try->fault.message);
  g_string_replace (text, try->client->token, "[token]", 0);
  g_free (try->fault.message);
  try->fault.message = g_strdup (text->str);
}

static void
describe_answer (Try *try)
{
  TallySmartsheetFault *fault = &try->fault;

  fault->status = soup_message_get_status (try->message);
  if (fault->status == 0 || is_success (try->message))
    return;
  fault->pushback_usec = read_pushback (try->client, try->message);
  tally_smartsheet_fault_read_body (fault, (const char *) try->error_body->data,
                                    try->error_body->len);
  if (SOUP_STATUS_IS_REDIRECTION (fault->status) && fault->message == NULL)
    fault->message = g_strdup ("the answer points to another place, which is not followed");
  hide_token (try);
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

static void
report_call (Try    *try,
             guint   attempt,
             gint64  queued_usec,
             gint64  duration_usec)
{
  TallySmartsheetClient *client = try->client;
  TallySmartsheetCall call = {
    .operation = try->request->operation,
    .subject = try->request->subject,
    .status = try->fault.status,
    .error_code = try->fault.error_code,
    .error_class = tally_smartsheet_fault_classify (&try->fault),
    .attempt = attempt,
    .n_units = try->request->is_foreign ? 0 : MAX (try->request->n_units, 1),
    .n_bytes = try->n_bytes,
    .waited_usec = try->request->waited_usec + queued_usec,
    .duration_usec = duration_usec,
  };

  if (client->on_call != NULL)
    client->on_call (&call, client->on_call_data);
}

static void
run_exchange (Try          *try,
              gint64        left_usec,
              GCancellable *cancellable)
{
  GError *local = NULL;
  gboolean done;
  TallySmartsheetExchange exchange = {
    .session = try->client->session,
    .watchdog = try->client->watchdog,
    .message = try->message,
    .timeouts = try->client->timeouts,
    .chunk = take_chunk,
    .data = try,
  };

  exchange.timeouts.total_usec = MIN (exchange.timeouts.total_usec, left_usec);
  done = tally_smartsheet_transport_run (&exchange, cancellable, &local);
  describe_answer (try);
  try->fault.is_unsent = !done && !exchange.is_started;
  if (!done && !exchange.failed_in_chunk)
    {
      try->fault.transport = local;
      return;
    }
  if (done && is_success (try->message) && start_reader (try, &local))
    try->request->reader->end (try->request->reader_data, &local);
  if (local != NULL)
    take_reader_error (try, local);
}

static void
cancelled_cb (GCancellable          *cancellable,
              TallySmartsheetClient *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->freed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
enter_flight (TallySmartsheetClient  *self,
              GCancellable           *cancellable,
              GError                **error)
{
  gulong id = 0;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (self->n_in_flight >= self->max_in_flight && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->freed, &self->mutex);
  self->n_in_flight++;
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, id);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
leave_flight (TallySmartsheetClient *self)
{
  g_mutex_lock (&self->mutex);
  self->n_in_flight--;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
wait_for_units (TallySmartsheetClient   *self,
                TallySmartsheetRequest  *request,
                gint64                   deadline_usec,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_autoptr (GError) local = NULL;

  if (self->limiter == NULL || request->is_foreign
      || tally_resilience_limiter_wait (self->limiter, MAX (request->n_units, 1), deadline_usec,
                                        cancellable, &local))
    return TRUE;
  if (local->domain == TALLY_RESILIENCE_ERROR)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_THROTTLED, "%s: %s",
                 request->operation, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
clear_try (Try *try)
{
  g_clear_object (&try->message);
  g_clear_pointer (&try->error_body, g_byte_array_unref);
  g_clear_error (&try->refusal);
  tally_smartsheet_fault_clear (&try->fault);
}

/* Sends once, in a slot of its own and under the limit. */
static gboolean
run_try (Try                   *try,
         TallyResilienceRetry  *retry,
         GCancellable          *cancellable,
         GError               **error)
{
  TallySmartsheetClient *self = try->client;
  gint64 queued, start;
  gboolean may_send;

  try->message = make_message (self, try->request, error);
  if (try->message == NULL)
    return FALSE;
  queued = tally_clock_get_monotonic_usec (self->clock);
  may_send = enter_flight (self, cancellable, error)
             && wait_for_units (self, try->request, retry->deadline_usec, cancellable, error);
  start = tally_clock_get_monotonic_usec (self->clock);
  if (may_send)
    {
      run_exchange (try, MAX (retry->deadline_usec - start, 1), cancellable);
      report_call (try, retry->n_attempts + 1, start - queued,
                   tally_clock_get_monotonic_usec (self->clock) - start);
    }
  leave_flight (self);
  return may_send;
}

/* Returns: µs to wait for the next try, -1 to give up. */
static gint64
decide (Try                  *try,
        TallyResilienceRetry *retry)
{
  TallySmartsheetClient *self = try->client;
  TallyResilienceClass error_class = tally_smartsheet_fault_classify (&try->fault);
  gint64 now = tally_clock_get_monotonic_usec (self->clock);
  gint64 wait;

  g_mutex_lock (&self->mutex);
  wait = tally_resilience_retry_next (retry, error_class, try->fault.pushback_usec, now,
                                      self->random);
  g_mutex_unlock (&self->mutex);
  if (error_class == TALLY_RESILIENCE_THROTTLED && self->limiter != NULL)
    tally_resilience_limiter_throttle (self->limiter, MAX (wait, 0));
  if (try->request->out_is_heavy && try->request->max_heavy_tries != 0
      && retry->n_attempts >= try->request->max_heavy_tries)
    return -1;
  return wait;
}

static void
set_error (Try                   *try,
           TallyResilienceRetry  *retry,
           GError               **error)
{
  g_autofree char *what = NULL;

  if (try->request->subject != 0)
    what = g_strdup_printf ("%s %" G_GINT64_FORMAT, try->request->operation, try->request->subject);
  else
    what = g_strdup (try->request->operation);
  tally_smartsheet_fault_set_error (&try->fault, what, retry->n_attempts, error);
}

/* Returns: whether to try again; else @out_done is set, with @error when it failed. */
static gboolean
try_once (TallySmartsheetClient   *self,
          TallySmartsheetRequest  *request,
          TallyResilienceRetry    *retry,
          GCancellable            *cancellable,
          GError                 **error)
{
  Try try = { .client = self, .request = request, .error_body = g_byte_array_new () };
  gint64 wait = -1;

  tally_smartsheet_fault_init (&try.fault, request->method != NULL && !request->is_repeatable);
  try.fault.is_foreign = request->is_foreign;
  if (!run_try (&try, retry, cancellable, error))
    {
      clear_try (&try);
      return FALSE;
    }
  request->out_status = try.fault.status;
  request->out_is_heavy = tally_smartsheet_fault_is_heavy (&try.fault);
  if (try.refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&try.refusal));
  else if (tally_smartsheet_fault_classify (&try.fault) != TALLY_RESILIENCE_OK)
    {
      wait = decide (&try, retry);
      if (wait < 0)
        set_error (&try, retry, error);
    }
  clear_try (&try);
  request->waited_usec = MAX (wait, 0);
  return wait >= 0 && tally_clock_wait (self->clock, wait, cancellable, error);
}

static gint64
get_deadline (TallySmartsheetClient *self)
{
  gint64 deadline = tally_clock_get_monotonic_usec (self->clock) + self->operation_usec;

  return self->run_deadline_usec != 0 ? MIN (deadline, self->run_deadline_usec) : deadline;
}

gboolean
tally_smartsheet_client_stream (TallySmartsheetClient   *self,
                                TallySmartsheetRequest  *request,
                                GCancellable            *cancellable,
                                GError                 **error)
{
  TallyResilienceRetry retry;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && request != NULL && request->operation != NULL, FALSE);
  g_return_val_if_fail (request->path != NULL && request->reader != NULL, FALSE);
  retry = (TallyResilienceRetry) {
    .policy = &self->policy, .deadline_usec = get_deadline (self),
  };
  request->out_status = 0;
  request->out_is_heavy = FALSE;
  request->waited_usec = 0;
  while (try_once (self, request, &retry, cancellable, &local))
    ;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
