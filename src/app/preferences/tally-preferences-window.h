/* tally-preferences-window.h
 *
 * Preferences, made of the table of configuration keys: each key a row, each group a group, searchable. What is changed
 * is written to the configuration file at once. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PREFERENCES_WINDOW (tally_preferences_window_get_type ())

G_DECLARE_FINAL_TYPE (TallyPreferencesWindow, tally_preferences_window, TALLY, PREFERENCES_WINDOW, AdwPreferencesWindow)

/**
 * tally_preferences_window_new:
 * @parent: the window that it stands before
 * @session: the session
 *
 * Returns: (transfer none): a window, not presented yet
 */
TallyPreferencesWindow *tally_preferences_window_new (GtkWindow       *parent,
                                                      TallyAppSession *session);

G_END_DECLS
