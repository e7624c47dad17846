/* tally-smartsheet-try-private.h
 *
 * One try of a call: the message is made, sent, its answer handed to the reader and what went wrong
 * noted. Whether there is another is not decided here. One thread at a time. Only for this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-smartsheet-call-private.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetTry:
 * @client: (borrowed): sends it
 * @request: (borrowed): what is sent
 * @message: (owned) (nullable): one exchange
 * @fault: what went wrong, "nothing" before it was sent
 * @error_body: (owned): of an answer that is no success
 * @refusal: (owned) (nullable): of the reader: ends the call
 * @n_bytes: of the answer's body
 * @n_resent: how often libsoup sent it again by itself, see TallySmartsheetExchange
 * @duration_usec: µs from sending to the last byte, by the client's clock
 * @is_reading: the reader was told that an answer begins
 */
typedef struct {
  TallySmartsheetClient  *client;
  TallySmartsheetRequest *request;
  SoupMessage            *message;
  TallySmartsheetFault    fault;
  GByteArray             *error_body;
  GError                 *refusal;
  guint64                 n_bytes;
  guint                   n_resent;
  gint64                  duration_usec;
  gboolean                is_reading;
} TallySmartsheetTry;

/**
 * tally_smartsheet_try_init:
 * @self: (out caller-allocates): a try
 * @client: (transfer none): sends it
 * @request: (transfer none): what is sent
 * @error: return location, or %NULL
 *
 * Makes the message. Free it with tally_smartsheet_try_clear() whatever is returned.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_REJECTED - the address can't be parsed (a bug).
 *
 * Returns: %TRUE if it may be sent
 */
gboolean             tally_smartsheet_try_init      (TallySmartsheetTry        *self,
                                                     TallySmartsheetClient     *client,
                                                     TallySmartsheetRequest    *request,
                                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_try_clear:
 * @self: a try
 *
 * Frees what it holds.
 */
void                 tally_smartsheet_try_clear     (TallySmartsheetTry        *self);

/**
 * tally_smartsheet_try_run:
 * @self: a try
 * @left_usec: µs that the call may still take, 1 or more
 * @cancellable: (nullable): stops it
 *
 * Sends it and reads the answer; what came of it stands in @self.
 */
void                 tally_smartsheet_try_run       (TallySmartsheetTry        *self,
                                                     gint64                     left_usec,
                                                     GCancellable              *cancellable);

/**
 * tally_smartsheet_try_get_class:
 * @self: a try that was run
 *
 * Returns: what kind of failure it is; a sheet that moved is a conflict, what the taker of the rows
 *   refused is none of the peer's
 */
TallyResilienceClass tally_smartsheet_try_get_class (const TallySmartsheetTry  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallySmartsheetTry, tally_smartsheet_try_clear)

G_END_DECLS
