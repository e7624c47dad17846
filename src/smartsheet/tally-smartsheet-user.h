/* tally-smartsheet-user.h
 *
 * Who we are to the service: the probe that tells a refused token from a sheet that isn't shared,
 * before any work begins. Any thread. Depends on the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-client.h"

G_BEGIN_DECLS

/**
 * TallySmartsheetUser:
 * @user_id: id, 0 if not told
 * @account_id: id of the account, 0 if not told
 * @email: (owned): e-mail address, "" if not told
 * @name: (owned): first and last name, "" if not told
 * @time_zone: (owned): name of the user's zone, "" if not told
 *
 * The owner of the token.
 */
typedef struct {
  gint64  user_id;
  gint64  account_id;
  char   *email;
  char   *name;
  char   *time_zone;
} TallySmartsheetUser;

/**
 * tally_smartsheet_user_free:
 * @self: (nullable): a user
 *
 * Frees it.
 */
void                 tally_smartsheet_user_free     (TallySmartsheetUser    *self);

/**
 * tally_smartsheet_user_fetch_me:
 * @client: a client
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks the service whose token this is.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_AUTH - the token is refused, also when the service calls that
 * "not authorised"; any other #TallySmartsheetError but AMBIGUOUS; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the user, %NULL on error
 */
TallySmartsheetUser *tally_smartsheet_user_fetch_me (TallySmartsheetClient  *client,
                                                     GCancellable           *cancellable,
                                                     GError                **error);

/**
 * tally_smartsheet_user_probe_server:
 * @client: a client
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks for the server's own description, which needs no permission: it works if the service is up.
 *
 * Errors: as tally_smartsheet_user_fetch_me().
 *
 * Returns: %TRUE if the service answers
 */
gboolean             tally_smartsheet_user_probe_server (TallySmartsheetClient  *client,
                                                         GCancellable           *cancellable,
                                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetUser, tally_smartsheet_user_free)

G_END_DECLS
