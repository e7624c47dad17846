/* tally-smartsheet-transport.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-transport.h"

/* Large enough that the calls per piece don't count beside the parsing. */
#define CHUNK_BYTES (64 * 1024)

typedef struct {
  TallySmartsheetExchange *exchange;    /* (borrowed) */
  GMainContext            *context;     /* (owned) */
  GCancellable            *cancellable; /* (owned) cancelled by the caller's, or by the timer */
  GSource                 *timer;       /* (owned) */
  GInputStream            *stream;      /* (owned) (nullable) */
  GError                  *failure;     /* (owned) (nullable) of the sending */
  const char              *phase;       /* what the timer waits for */
  gint64                   phase_usec;  /* how long it may take */
  gint64                   phase_end;   /* real monotonic µs */
  gint64                   total_end;   /* real monotonic µs */
  gboolean                 is_sent;
  gboolean                 is_late;
} Run;

static void
arm_timer (Run        *run,
           const char *phase,
           gint64      limit_usec)
{
  run->phase = phase;
  run->phase_usec = limit_usec;
  run->phase_end = g_get_monotonic_time () + limit_usec;
  g_source_set_ready_time (run->timer, MIN (run->phase_end, run->total_end));
}

static gboolean
timer_cb (gpointer data)
{
  Run *run = data;

  run->is_late = TRUE;
  g_source_set_ready_time (run->timer, -1);
  g_cancellable_cancel (run->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_cb (GSource     *source,
             GSourceFunc  callback,
             gpointer     data)
{
  return callback (data);
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch_cb };

/* HTTP/1.1 only: libsoup 3.2 ties an HTTP/2 connection to the main context that it was made in, so
 * that the next exchange on it, in a context of its own, would wait for ever. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

/* The connection stands, and the request is about to be written. */
static void
starting_cb (SoupMessage *message,
             Run         *run)
{
  run->exchange->is_started = TRUE;
  arm_timer (run, "data", run->exchange->timeouts.idle_usec);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        n_bytes,
                    Run         *run)
{
  arm_timer (run, "data", run->exchange->timeouts.idle_usec);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Run *run = data;

  run->stream = soup_session_send_finish (SOUP_SESSION (source), result, &run->failure);
  run->is_sent = TRUE;
}

static void
cancelled_cb (GCancellable *outer,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
ready_cb (GObject  *stream,
          gpointer  data)
{
  gboolean *is_ready = data;

  *is_ready = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until the stream has something to say, or the timer cancels it. */
static void
wait_readable (Run *run)
{
  gboolean is_ready = FALSE;
  g_autoptr (GSource) source =
    g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (run->stream), run->cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (ready_cb), &is_ready, NULL);
  g_source_attach (source, run->context);
  arm_timer (run, "data", run->exchange->timeouts.idle_usec);
  while (!is_ready)
    g_main_context_iteration (run->context, TRUE);
  g_source_destroy (source);
}

static gssize
read_some (Run     *run,
           char    *buffer,
           GError **error)
{
  gssize n = -1;

  if (!G_IS_POLLABLE_INPUT_STREAM (run->stream)
      || !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (run->stream)))
    return g_input_stream_read (run->stream, buffer, CHUNK_BYTES, run->cancellable, error);
  while (n < 0)
    {
      g_autoptr (GError) local = NULL;

      n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (run->stream), buffer,
                                                    CHUNK_BYTES, run->cancellable, &local);
      if (n < 0 && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return -1;
        }
      if (n < 0)
        wait_readable (run);
    }
  return n;
}

static gboolean
read_body (Run     *run,
           GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gssize n;

  while ((n = read_some (run, buffer, error)) > 0)
    {
      if (!run->exchange->chunk (buffer, (gsize) n, run->exchange->data, error))
        {
          run->exchange->failed_in_chunk = TRUE;
          return FALSE;
        }
      if (g_get_monotonic_time () > run->total_end)
        timer_cb (run);
    }
  return n == 0;
}

static gboolean
send_and_read (Run     *run,
               GError **error)
{
  soup_session_send_async (run->exchange->session, run->exchange->message, G_PRIORITY_DEFAULT,
                           run->cancellable, sent_cb, run);
  while (!run->is_sent)
    g_main_context_iteration (run->context, TRUE);
  if (run->stream != NULL)
    return read_body (run, error);
  g_propagate_error (error, g_steal_pointer (&run->failure));
  return FALSE;
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
  run->context = g_main_context_new ();
  run->cancellable = g_cancellable_new ();
  run->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_callback (run->timer, timer_cb, run, NULL);
  g_source_attach (run->timer, run->context);
  run->total_end = g_get_monotonic_time () + exchange->timeouts.total_usec;
  arm_timer (run, "connection", exchange->timeouts.connect_usec);
}

static void
finish_run (Run *run)
{
  if (run->stream != NULL)
    g_input_stream_close (run->stream, NULL, NULL);
  g_clear_object (&run->stream);
  while (g_main_context_iteration (run->context, FALSE))
    ;
  g_main_context_pop_thread_default (run->context);
  g_source_destroy (run->timer);
  g_source_unref (run->timer);
  g_main_context_unref (run->context);
  g_object_unref (run->cancellable);
  g_clear_error (&run->failure);
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
  g_main_context_push_thread_default (run.context);
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (network_event_cb), NULL);
  g_signal_connect (exchange->message, "starting", G_CALLBACK (starting_cb), &run);
  g_signal_connect (exchange->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), &run);
  if (cancellable != NULL)
    cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), run.cancellable, NULL);
  done = send_and_read (&run, &local);
  g_cancellable_disconnect (cancellable, cancel_id);
  g_signal_handlers_disconnect_by_data (exchange->message, &run);
  if (!done && run.is_late && !g_cancellable_is_cancelled (cancellable) && !exchange->failed_in_chunk)
    name_limit (&run, &local);
  finish_run (&run);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}
