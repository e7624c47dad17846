/* tally-script-server.h
 *
 * An HTTP server on the loopback address, on a thread of its own, that answers from a script: the
 * n-th request gets the n-th reply. For faults of the protocol that the sandbox can't make, and for
 * looking at what the client really sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TallyScriptFault:
 * @TALLY_SCRIPT_NONE: a whole answer
 * @TALLY_SCRIPT_RESET: the connection is reset before a byte is sent
 * @TALLY_SCRIPT_CUT: the body ends in its middle
 * @TALLY_SCRIPT_STALL: head and half of the body, then nothing, the connection stays open
 * @TALLY_SCRIPT_SILENT: not a byte, the connection stays open
 * @TALLY_SCRIPT_TRICKLE: head, then a blank every millisecond for ever
 * @TALLY_SCRIPT_GZIP: a whole answer, compressed
 * @TALLY_SCRIPT_CUT_GZIP: a compressed body that ends in its middle, with an honest length
 */
typedef enum {
  TALLY_SCRIPT_NONE,
  TALLY_SCRIPT_RESET,
  TALLY_SCRIPT_CUT,
  TALLY_SCRIPT_STALL,
  TALLY_SCRIPT_SILENT,
  TALLY_SCRIPT_TRICKLE,
  TALLY_SCRIPT_GZIP,
  TALLY_SCRIPT_CUT_GZIP,
} TallyScriptFault;

/**
 * TallyScriptReply:
 * @status: HTTP status
 * @body: (nullable): what is sent
 * @header: (nullable): more headers, "Name: value", a line each
 * @fault: what goes wrong
 */
typedef struct {
  guint             status;
  const char       *body;
  const char       *header;
  TallyScriptFault  fault;
} TallyScriptReply;

/**
 * TallyScriptRequest:
 * @method: (owned): as received
 * @target: (owned): path and query as received
 * @headers: (owned): as received
 * @body: (owned): as received
 * @peer_port: the port it came from, which tells the connection
 */
typedef struct {
  char               *method;
  char               *target;
  SoupMessageHeaders *headers;
  GBytes             *body;
  guint               peer_port;
} TallyScriptRequest;

typedef struct _TallyScriptServer TallyScriptServer;

/**
 * tally_script_server_new:
 * @replies: (array length=n_replies): the script; must outlive the server
 * @n_replies: its length; requests beyond it get 418
 *
 * Returns: (transfer full): a running server; the test fails if it can't listen
 */
TallyScriptServer        *tally_script_server_new          (const TallyScriptReply *replies,
                                                            guint                   n_replies);

/**
 * tally_script_server_new_tls:
 * @replies: (array length=n_replies): the script
 * @n_replies: its length
 * @certificate: what it shows
 *
 * Returns: (transfer full): as tally_script_server_new(), over TLS
 */
TallyScriptServer        *tally_script_server_new_tls      (const TallyScriptReply *replies,
                                                            guint                   n_replies,
                                                            GTlsCertificate        *certificate);

/**
 * tally_script_server_free:
 * @self: (nullable): a server
 *
 * Stops its thread and closes its connections.
 */
void                      tally_script_server_free         (TallyScriptServer      *self);

/**
 * tally_script_server_get_url:
 * @self: a server
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT/2.0"
 */
const char               *tally_script_server_get_url      (TallyScriptServer      *self);

/**
 * tally_script_server_get_n_requests:
 * @self: a server
 *
 * Returns: how many requests came so far
 */
guint                     tally_script_server_get_n_requests (TallyScriptServer    *self);

/**
 * tally_script_server_get_request:
 * @self: a server
 * @index: 0 … the number of requests - 1
 *
 * Returns: (transfer none): a request that came
 */
const TallyScriptRequest *tally_script_server_get_request  (TallyScriptServer      *self,
                                                            guint                   index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyScriptServer, tally_script_server_free)

G_END_DECLS
