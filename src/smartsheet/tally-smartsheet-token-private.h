/* tally-smartsheet-token-private.h
 *
 * What is known of the access token: when a call is refused, one look at /users/me tells a bad token
 * from a sheet that is not shared; with a token that is proven bad nothing is sent any more. Any
 * thread, several at once. Only for this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-call-private.h"

G_BEGIN_DECLS

/**
 * tally_smartsheet_token_check:
 * @client: a client
 * @request: what is to be sent
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_AUTH - the token was proven bad before; stop the run.
 *
 * Returns: %TRUE if it may be sent
 */
gboolean tally_smartsheet_token_check   (TallySmartsheetClient         *client,
                                         const TallySmartsheetRequest  *request,
                                         GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_token_note:
 * @client: a client
 * @request: what was sent, and is not sent again
 * @fault: how it ended
 *
 * Learns from an answer: whatever works proves the token; /users/me itself decides.
 */
void     tally_smartsheet_token_note    (TallySmartsheetClient         *client,
                                         const TallySmartsheetRequest  *request,
                                         const TallySmartsheetFault    *fault);

/**
 * tally_smartsheet_token_is_suspect:
 * @request: what was sent
 * @fault: how it ended
 *
 * Returns: whether it is a refusal that a bad token may be the reason of
 */
gboolean tally_smartsheet_token_is_suspect (const TallySmartsheetRequest *request,
                                            const TallySmartsheetFault   *fault);

/**
 * tally_smartsheet_token_needs_probe:
 * @client: a client
 * @request: what was sent
 * @fault: how it ended
 *
 * Returns: whether tally_smartsheet_token_explain() is going to ask /users/me
 */
gboolean tally_smartsheet_token_needs_probe (TallySmartsheetClient         *client,
                                             const TallySmartsheetRequest  *request,
                                             const TallySmartsheetFault    *fault);

/**
 * tally_smartsheet_token_explain:
 * @client: a client
 * @request: what was refused
 * @cancellable: (nullable): stops the probe
 * @error: (inout): the refusal, of a fault that is suspect
 *
 * Finds out why, asking /users/me where it is not known yet, and says so in @error: which of token
 * missing, expired, revoked, of another region, or object not shared.
 */
void     tally_smartsheet_token_explain (TallySmartsheetClient         *client,
                                         const TallySmartsheetRequest  *request,
                                         GCancellable                  *cancellable,
                                         GError                       **error);

G_END_DECLS
