/* tally-app-autostart.h
 *
 * The entry that has the desktop start the app at login, waiting without a window. Outside of a Flatpak. Blocking, main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_app_autostart_set:
 * @is_wanted: whether there is to be one
 * @error: return location, or %NULL
 *
 * Writes or removes $XDG_CONFIG_HOME/autostart/org.tallyman.Tallyman.desktop; one that somebody else wrote is left alone.
 *
 * Errors: %TALLY_APP_ERROR_FAILED - it can't be written, or is somebody else's: the message says what to do.
 *
 * Returns: %TRUE if it is so
 */
gboolean tally_app_autostart_set (gboolean   is_wanted,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_autostart_dup_path:
 *
 * Returns: (transfer full): where it stands
 */
char    *tally_app_autostart_dup_path (void);

G_END_DECLS
