/* tally-smartsheet-transport.h
 *
 * One HTTP exchange with its time limits kept: to connect, between two pieces of data, and in all.
 * Synchronous; a watchdog sees to it that a peer that trickles bytes can't hold a worker for ever.
 * The client calls it; any thread, several at once on one session. Depends on libsoup; knows
 * nothing of Smartsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-smartsheet-watchdog.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetTimeouts:
 * @connect_usec: µs until the connection stands, name resolution and TLS included
 * @idle_usec: µs without a byte in either direction
 * @total_usec: µs for the whole exchange
 *
 * Real time, whatever clock the client has; each is more than 0.
 */
typedef struct {
  gint64 connect_usec;
  gint64 idle_usec;
  gint64 total_usec;
} TallySmartsheetTimeouts;

/**
 * TallySmartsheetChunkFunc:
 * @bytes: the next piece of the body, decompressed
 * @length: its length in bytes, 1 or more
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes the body of an answer; status and headers are there to be looked at in the message.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallySmartsheetChunkFunc) (const char *bytes, gsize length, gpointer data, GError **error);

/**
 * TallySmartsheetExchange:
 * @session: (borrowed): configured, shared
 * @watchdog: (borrowed): keeps the time limits, shared
 * @resolving: (borrowed): held by the exchange that asks for the peer's addresses, shared
 * @message: (borrowed): ready to be sent
 * @timeouts: time limits
 * @chunk: takes the body
 * @data: handed to @chunk
 * @failed_in_chunk: out: the error came from @chunk, not from the network
 * @is_started: out: a connection stood, and the request began to be written
 * @n_resent: out: how often libsoup itself sent it again: only what changes nothing, and only when a
 *   connection that was kept from before proved dead
 */
typedef struct {
  SoupSession              *session;
  TallySmartsheetWatchdog  *watchdog;
  GMutex                   *resolving;
  SoupMessage              *message;
  TallySmartsheetTimeouts   timeouts;
  TallySmartsheetChunkFunc  chunk;
  gpointer                  data;
  gboolean                  failed_in_chunk;
  gboolean                  is_started;
  guint                     n_resent;
} TallySmartsheetExchange;

/**
 * tally_smartsheet_transport_run:
 * @exchange: what to do
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Sends the message and reads the whole body. Any status is a success.
 *
 * Errors: %G_IO_ERROR_TIMED_OUT - a time limit, the message says which; %G_IO_ERROR_CANCELLED;
 * other errors of GIO and libsoup as they come; what @chunk set.
 *
 * Returns: %TRUE when the body was read to its end
 */
gboolean tally_smartsheet_transport_run (TallySmartsheetExchange  *exchange,
                                         GCancellable             *cancellable,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
