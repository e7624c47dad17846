/* tally-sandbox-watch.h
 *
 * Who looks on while the sandbox answers: for tests that stop a client at a certain call. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-server.h"

G_BEGIN_DECLS

/**
 * TallySandboxWatchFunc:
 * @operation: name of a call's route, "get-sheet"
 * @path: its path, below the base path
 * @is_done: whether it was carried out
 * @user_data: as given
 *
 * Told each call before it is carried out and before it is answered, on the server's thread and with
 * the world locked.
 *
 * Returns: before: %FALSE keeps it from being carried out, its connection is reset. Ignored after.
 */
typedef gboolean (*TallySandboxWatchFunc) (const char *operation,
                                           const char *path,
                                           gboolean    is_done,
                                           gpointer    user_data);

/**
 * tally_sandbox_server_set_watch:
 * @self: a server
 * @watch: (nullable): who is told each call of the API that is routed and not spoilt, for tests that
 *   stop a client there; %NULL = nobody
 * @user_data: handed to @watch
 *
 * From the next call on.
 */
void tally_sandbox_server_set_watch (TallySandboxServer    *self,
                                     TallySandboxWatchFunc  watch,
                                     gpointer               user_data);

G_END_DECLS
