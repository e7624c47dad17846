/* tally-app-settings.h
 *
 * Changing the configuration that a session works with: what setting up and Preferences write. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-session.h"
#include "tally-config-edit.h"

G_BEGIN_DECLS

/**
 * tally_app_settings_change:
 * @session: a session
 * @changes: (array length=n_changes): keys of the configuration, see tally-config-edit.h
 * @n_changes: their number
 * @error: return location, or %NULL
 *
 * Writes them to the session's file and opens the workspace again with them: at once, or, while a run of this app is at
 * work, when that is over.
 *
 * Errors: those of tally_config_edit(); %TALLY_APP_ERROR_FAILED - sample data and packs have no file.
 *
 * Returns: %TRUE if the file says so now
 */
gboolean tally_app_settings_change    (TallyAppSession          *session,
                                       const TallyConfigChange  *changes,
                                       gsize                     n_changes,
                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_settings_can_change:
 * @session: a session
 *
 * Returns: whether its configuration is a file of the user's
 */
gboolean tally_app_settings_can_change (TallyAppSession         *session);

/**
 * tally_app_settings_is_set_up:
 * @session: a session
 *
 * Returns: whether the configuration names something to bill from; %TRUE also of one that can't be read, of sample data and
 *   of a pack
 */
gboolean tally_app_settings_is_set_up (TallyAppSession          *session);

G_END_DECLS
