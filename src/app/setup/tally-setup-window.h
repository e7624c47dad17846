/* tally-setup-window.h
 *
 * Setting up, a step after the other: a list of steps, one of them shown; each can be passed over and come back to.
 * Closes itself when another workspace is opened. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_SETUP_WINDOW (tally_setup_window_get_type ())

G_DECLARE_FINAL_TYPE (TallySetupWindow, tally_setup_window, TALLY, SETUP_WINDOW, AdwWindow)

/**
 * tally_setup_window_new:
 * @parent: the window that it stands before
 * @session: the session, with its own data open
 *
 * Returns: (transfer none): a window at the first step that is not done, not presented yet
 */
TallySetupWindow *tally_setup_window_new  (GtkWindow        *parent,
                                           TallyAppSession  *session);

/**
 * tally_setup_window_show:
 * @self: a window
 * @id: a step's
 *
 * Shows a step; one that there is not is ignored.
 */
void              tally_setup_window_show (TallySetupWindow *self,
                                           const char       *id);

G_END_DECLS
