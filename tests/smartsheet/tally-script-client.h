/* tally-script-client.h
 *
 * A client that talks to a script server, on a virtual clock, with a log of its tries; what most
 * tests of the client begin with. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-script-server.h"
#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

#define TALLY_SCRIPT_TOKEN "s3cr3t-t0ken-of-the-test"

/**
 * TallyScriptClient:
 * @server: answers
 * @clock: virtual, at 0
 * @limiter: 300 units a minute
 * @client: asks
 * @calls: "operation attempt status class" of each finished try, a line each
 * @told: "subject strategy wait" of each, a line each; "-" = no strategy, whole seconds rounded down
 * @mutex: guards @calls and @told
 */
typedef struct {
  TallyScriptServer      *server;
  TallyClock             *clock;
  TallyResilienceLimiter *limiter;
  TallySmartsheetClient  *client;
  GString                *calls;
  GString                *told;
  GMutex                  mutex;
} TallyScriptClient;

/**
 * TallyScriptSetUp:
 * @options: (inout): what the client will be made from
 * @data: of the caller
 *
 * Changes what a test wants different.
 */
typedef void (*TallyScriptSetUp) (TallySmartsheetOptions *options, gpointer data);

/**
 * tally_script_client_new_with:
 * @replies: (array length=n_replies): the script; must outlive the client
 * @n_replies: its length
 * @set_up: (nullable): changes the client's options
 * @data: handed to @set_up
 *
 * Returns: (transfer full): server and client
 */
TallyScriptClient *tally_script_client_new_with (const TallyScriptReply *replies,
                                                 guint                   n_replies,
                                                 TallyScriptSetUp        set_up,
                                                 gpointer                data);

/**
 * tally_script_client_new:
 * @replies: (array length=n_replies): the script; must outlive the client
 * @n_replies: its length
 *
 * Returns: (transfer full): server and client
 */
TallyScriptClient *tally_script_client_new     (const TallyScriptReply *replies,
                                                guint                   n_replies);

/**
 * tally_script_client_free:
 * @self: (nullable): server and client
 *
 * Stops both.
 */
void               tally_script_client_free    (TallyScriptClient      *self);

/**
 * tally_script_client_get_secs:
 * @self: server and client
 *
 * Returns: whole seconds that were waited so far, rounded down
 */
gint64             tally_script_client_get_secs (TallyScriptClient     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyScriptClient, tally_script_client_free)

#define TALLY_SCRIPT_CLIENT(replies) tally_script_client_new (replies, G_N_ELEMENTS (replies))

G_END_DECLS
