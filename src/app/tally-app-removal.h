/* tally-app-removal.h
 *
 * "Remove My Data…": what the program left on this computer, with sizes; export first; then to the trash, with undo on the
 * page. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-window.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_REMOVAL (tally_app_removal_get_type ())

/**
 * TallyAppRemoval:
 *
 * The window that lists and asks.
 */
G_DECLARE_FINAL_TYPE (TallyAppRemoval, tally_app_removal, TALLY, APP_REMOVAL, AdwWindow)

/**
 * tally_app_removal_new:
 * @window: the window that it stands over
 * @session: a session on the user's own data, with a desk
 *
 * Begins to look what there is.
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
TallyAppRemoval *tally_app_removal_new (TallyAppWindow  *window,
                                        TallyAppSession *session);

G_END_DECLS
