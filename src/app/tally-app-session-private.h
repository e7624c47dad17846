/* tally-app-session-private.h
 *
 * The session's side for what opens workspaces and says who decides. Inside the app. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-session.h"
#include "tally-engine-packed.h"

G_BEGIN_DECLS

/**
 * tally_app_session_open_packed:
 * @self: a session
 * @packed: (transfer full): an opened pack
 *
 * Closes what is open, after its run has stopped, and opens the pack to look at; a problem is in the property.
 *
 * Returns: %TRUE if there is a desk
 */
gboolean           tally_app_session_open_packed   (TallyAppSession                  *self,
                                                    TallyEnginePacked                *packed);

/**
 * tally_app_session_get_packed:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the pack that is looked at
 */
TallyEnginePacked *tally_app_session_get_packed    (TallyAppSession                  *self);

/**
 * tally_app_session_set_actor:
 * @self: a session
 * @actor: an address; see tally-app-actor.h for who asks for it
 * @error: return location, or %NULL
 *
 * Keeps who decides in the configuration file, and has it hold from now on.
 *
 * Errors: those of tally_config_edit().
 *
 * Returns: %TRUE if it is kept
 */
gboolean           tally_app_session_set_actor     (TallyAppSession                  *self,
                                                    const char                       *actor,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_session_fail:
 * @self: a session
 * @workspace: what could not be opened
 * @problem: why, for people
 *
 * Closes what is open; nothing is then, with a problem.
 */
void               tally_app_session_fail          (TallyAppSession                  *self,
                                                    TallyAppWorkspace                 workspace,
                                                    const char                       *problem);

/**
 * tally_app_session_new_engine:
 * @self: a session that is open
 * @error: return location, or %NULL
 *
 * Errors: those of tally_engine_new().
 *
 * Returns: (transfer full) (nullable): an engine of the caller's own, as those of the desk
 */
TallyEngine       *tally_app_session_new_engine    (TallyAppSession                  *self,
                                                    GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
