/* tally-app-actor.h
 *
 * Who decides, asked once: before the first verdict or approval, a person says under which e-mail address decisions stand
 * in the trail; it is kept as [audit] actor. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

/**
 * tally_app_actor_need_async:
 * @session: a session
 * @parent: (nullable): any widget of the window that it is asked over
 * @cancellable: (nullable): ends the wait, not the dialog
 * @callback: told on the main context, with @session as its source
 * @data: handed to @callback
 *
 * If it is known who decides, says so at once; else asks. A hint is shown if the address is that of the token's owner,
 * whom several people may share.
 */
void        tally_app_actor_need_async  (TallyAppSession      *session,
                                         GtkWidget            *parent,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              data);

/**
 * tally_app_actor_need_finish:
 * @session: a session
 * @result: what the callback got
 * @error: return location, or %NULL
 *
 * Errors: %G_IO_ERROR_CANCELLED - nobody said: decide nothing, and say nothing.
 *
 * Returns: (transfer none) (nullable): who decides, as tally_app_session_get_actor()
 */
const char *tally_app_actor_need_finish (TallyAppSession      *session,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
