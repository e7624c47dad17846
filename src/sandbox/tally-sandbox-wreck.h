/* tally-sandbox-wreck.h
 *
 * Answers that break on their way, written by hand on the bare connection, as libsoup's server sends
 * whole ones only: cut, reset, stalled, or dripping. On the server's thread. Depends on libsoup.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-sandbox-fault.h"

G_BEGIN_DECLS

/**
 * TallySandboxWreck:
 * @context: (borrowed): of the server
 * @fault: how it breaks
 * @status: HTTP status
 * @content_type: of @body
 * @is_compressed: @body is gzip
 * @body: (borrowed): the whole of it
 */
typedef struct
{
  GMainContext            *context;
  const TallySandboxFault *fault;
  guint                    status;
  const char              *content_type;
  gboolean                 is_compressed;
  GBytes                  *body;
} TallySandboxWreck;

/**
 * tally_sandbox_wreck_is_one:
 * @kind: a kind of fault
 *
 * Returns: whether it is one of those that are sent here
 */
gboolean tally_sandbox_wreck_is_one   (TallySandboxFaultKind    kind);

/**
 * tally_sandbox_wreck_get_size:
 * @self: an answer
 *
 * Returns: bytes of the body that will be sent
 */
gsize    tally_sandbox_wreck_get_size (const TallySandboxWreck *self);

/**
 * tally_sandbox_wreck_send:
 * @self: an answer
 * @message: (transfer none): whose connection is taken over
 *
 * Sends it as the fault says. A connection that is left open lives until the peer or the server ends.
 */
void     tally_sandbox_wreck_send     (const TallySandboxWreck *self,
                                       SoupServerMessage       *message);

G_END_DECLS
