/* tally-app-session-pack.h
 *
 * The session's side for state packs: what opens and shows them. Main thread.
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

G_END_DECLS
