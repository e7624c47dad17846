/* tally-smartsheet-transport.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-transport.h"

/* Large enough that the calls per piece don't count beside the parsing. */
#define CHUNK_BYTES (64 * 1024)

typedef struct {
  TallySmartsheetExchange *exchange;   /* (borrowed) */
  TallySmartsheetWatch     watch;      /* its cancellable is the caller's and the watchdog's */
  const char              *phase;      /* what is waited for */
  gint64                   phase_usec; /* how long it may take */
  gint64                   phase_end;  /* monotonic µs */
  gint64                   total_end;  /* monotonic µs */
  gboolean                 resolves;   /* it holds the exchange's "resolving" */
} Run;

static void
begin_phase (Run        *run,
             const char *phase,
             gint64      limit_usec)
{
  run->phase = phase;
  run->phase_usec = limit_usec;
  run->phase_end = g_get_monotonic_time () + limit_usec;
  tally_smartsheet_watchdog_set (run->exchange->watchdog, &run->watch,
                                 MIN (run->phase_end, run->total_end));
}

static void
end_resolving (Run *run)
{
  if (run->resolves)
    g_mutex_unlock (run->exchange->resolving);
  run->resolves = FALSE;
}

/* libsoup's connections to a host share its GNetworkAddress, and GLib 2.74 aborts when two threads ask
 * that for its first addresses at once: one after the other. */
static void
begin_resolving (Run *run)
{
  if (!run->resolves)
    g_mutex_lock (run->exchange->resolving);
  run->resolves = TRUE;
}

/* HTTP/1.1 only: libsoup 3.2 ties an HTTP/2 connection to the main context that it was made in, so
 * that the next exchange on it, in another thread, would wait for ever. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Run                *run)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_RESOLVING)
    begin_resolving (run);
  else
    end_resolving (run);
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

/* The connection stands, and the request is about to be written. */
static void
starting_cb (SoupMessage *message,
             Run         *run)
{
  run->exchange->is_started = TRUE;
  begin_phase (run, "data", run->exchange->timeouts.idle_usec);
}

/* There is nothing else that it would start again: redirects are not followed, and it has no passwords. */
static void
restarted_cb (SoupMessage *message,
              Run         *run)
{
  run->exchange->n_resent++;
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        n_bytes,
                    Run         *run)
{
  begin_phase (run, "data", run->exchange->timeouts.idle_usec);
}

static void
cancelled_cb (GCancellable *outer,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
read_body (Run           *run,
           GInputStream  *stream,
           GError       **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, CHUNK_BYTES, run->watch.cancellable, error)) > 0)
    {
      if (!run->exchange->chunk (buffer, (gsize) n, run->exchange->data, error))
        {
          run->exchange->failed_in_chunk = TRUE;
          return FALSE;
        }
      begin_phase (run, "data", run->exchange->timeouts.idle_usec);
    }
  return n == 0;
}

/* The synchronous call: when a kept-alive connection proves dead in the very moment of its reuse,
 * the asynchronous one of libsoup 3.2 reports the failure and sends the request again as well. */
static gboolean
send_and_read (Run     *run,
               GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  gboolean done;

  stream = soup_session_send (run->exchange->session, run->exchange->message, run->watch.cancellable,
                              error);
  end_resolving (run); /* of a name that has no address */
  if (stream == NULL)
    return FALSE;
  begin_phase (run, "data", run->exchange->timeouts.idle_usec);
  done = read_body (run, stream, error);
  g_input_stream_close (stream, NULL, NULL);
  return done;
}

/* Says which limit was exceeded instead of "cancelled". */
static void
name_limit (Run     *run,
            GError **error)
{
  gboolean is_total = run->total_end <= run->phase_end;
  gint64 limit = is_total ? run->exchange->timeouts.total_usec : run->phase_usec;

  g_clear_error (error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no %s within %.1f s",
               is_total ? "whole answer" : run->phase, (double) limit / G_USEC_PER_SEC);
}

static void
start_run (Run                     *run,
           TallySmartsheetExchange *exchange)
{
  run->exchange = exchange;
  exchange->failed_in_chunk = FALSE;
  exchange->is_started = FALSE;
  exchange->n_resent = 0;
  run->watch.cancellable = g_cancellable_new ();
  run->total_end = g_get_monotonic_time () + exchange->timeouts.total_usec;
  begin_phase (run, "connection", exchange->timeouts.connect_usec);
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (network_event_cb), run);
  g_signal_connect (exchange->message, "starting", G_CALLBACK (starting_cb), run);
  g_signal_connect (exchange->message, "restarted", G_CALLBACK (restarted_cb), run);
  g_signal_connect (exchange->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), run);
}

static void
finish_run (Run *run)
{
  SoupMessage *message = run->exchange->message;

  g_signal_handlers_disconnect_by_data (message, run);
  tally_smartsheet_watchdog_end (run->exchange->watchdog, &run->watch);
  g_object_unref (run->watch.cancellable);
}

gboolean
tally_smartsheet_transport_run (TallySmartsheetExchange  *exchange,
                                GCancellable             *cancellable,
                                GError                  **error)
{
  Run run = { 0 };
  g_autoptr (GError) local = NULL;
  gulong cancel_id = 0;
  gboolean done;

  g_return_val_if_fail (exchange != NULL && exchange->chunk != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  start_run (&run, exchange);
  if (cancellable != NULL)
    cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), run.watch.cancellable,
                                       NULL);
  done = send_and_read (&run, &local);
  g_cancellable_disconnect (cancellable, cancel_id);
  finish_run (&run);
  if (done)
    return TRUE;
  if (run.watch.is_late && !g_cancellable_is_cancelled (cancellable) && !exchange->failed_in_chunk)
    name_limit (&run, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
