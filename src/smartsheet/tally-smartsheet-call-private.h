/* tally-smartsheet-call-private.h
 *
 * How the tally-smartsheet-* functions send a request through the client: limiter, tries, waits
 * and errors are its business; the answer is theirs. Any thread. Only for this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "tally-smartsheet-client.h"
#include "tally-smartsheet-fault.h"

G_BEGIN_DECLS

/* Uploading a file and reading a cell's history count ten times (developers.smartsheet.com, "Rate
 * limiting"). */
#define TALLY_SMARTSHEET_DEAR_UNITS 10

/* A list of 20,000 attachments is some 8 MB; an answer that is larger is not one of ours. */
#define TALLY_SMARTSHEET_MAX_MESSAGE_BYTES (64 * 1024 * 1024)

/**
 * TallySmartsheetReader:
 * @start: a try's answer begins; what an earlier try left is to be forgotten
 * @chunk: the next piece of the body
 * @end: the body has ended
 *
 * Takes the body of a successful answer. An error of %TALLY_CORE_ERROR, or
 * %TALLY_SMARTSHEET_ERROR_MALFORMED, says that the answer can't be understood: a read is tried
 * again. Any other error ends the call and passes through.
 */
typedef struct {
  gboolean (*start) (gpointer data, GError **error);
  gboolean (*chunk) (gpointer data, const char *bytes, gsize length, GError **error);
  gboolean (*end)   (gpointer data, GError **error);
} TallySmartsheetReader;

/**
 * TallySmartsheetRequest:
 * @operation: (not nullable): a stable id, e.g. "get-sheet"
 * @subject: id of what is asked for, for messages; 0 = none
 * @method: (nullable): %NULL = GET; anything else is a write
 * @path: from the API's root, starting with '/', query included; or a checked foreign URL
 * @is_foreign: @path is a URL outside the API: no token, no extra headers, no units
 * @is_repeatable: a write that does no harm when it is carried out twice; tried again like a read
 * @n_units: 0 = 1
 * @body: (nullable): what is sent
 * @content_type: (nullable): of @body; %NULL = JSON
 * @disposition: (nullable): Content-Disposition
 * @reader: takes the answer; not for tally_smartsheet_client_call()
 * @reader_data: handed to @reader
 * @max_heavy_tries: how often a failure that a smaller request may avoid is tried; 0 = as any other
 * @max_bytes: bound of the answer's body; 0 = %TALLY_SMARTSHEET_MAX_MESSAGE_BYTES
 * @strategy: (nullable): what the caller does differently because an earlier call failed; told of one
 *   that works at once
 * @may_read_again: the caller begins anew when the reader refuses with MOVED
 * @out_status: out: HTTP status of the last try, 0 when there was no answer
 * @out_is_heavy: out: the last failure is one that a smaller request may avoid
 *
 * One call; zero-initialised but for what it needs.
 */
typedef struct {
  const char *operation;
  gint64      subject;
  const char *method;
  const char *path;
  gboolean    is_foreign;
  gboolean    is_repeatable;
  guint       n_units;
  GBytes     *body;
  const char *content_type;
  const char *disposition;

  const TallySmartsheetReader *reader;
  gpointer                     reader_data;

  guint       max_heavy_tries;
  gsize       max_bytes;
  const char *strategy;
  gboolean    may_read_again;
  guint       out_status;
  gboolean    out_is_heavy;
} TallySmartsheetRequest;

/**
 * tally_smartsheet_client_stream:
 * @self: a client
 * @request: (inout): what to send, and who takes the answer
 * @cancellable: (nullable): stops the call, its waits included
 * @error: return location, or %NULL
 *
 * Sends the request until it succeeds or patience ends.
 *
 * Errors: any #TallySmartsheetError but MOVED; %G_IO_ERROR_CANCELLED; what the reader set.
 *
 * Returns: %TRUE when the reader took the whole answer
 */
gboolean  tally_smartsheet_client_stream (TallySmartsheetClient   *self,
                                          TallySmartsheetRequest  *request,
                                          GCancellable            *cancellable,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_client_call:
 * @self: a client
 * @request: (inout): what to send
 * @cancellable: (nullable): stops the call
 * @error: return location, or %NULL
 *
 * As tally_smartsheet_client_stream() for a small message.
 *
 * Returns: (transfer full): the answer's root, which is an object
 */
JsonNode *tally_smartsheet_client_call   (TallySmartsheetClient   *self,
                                          TallySmartsheetRequest  *request,
                                          GCancellable            *cancellable,
                                          GError                 **error);

G_END_DECLS
