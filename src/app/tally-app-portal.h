/* tally-app-portal.h
 *
 * The desktop's portal for the background, org.freedesktop.portal.Background: asks whether the app may stay without a window,
 * and be started at login. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tally_app_portal_request_background_async:
 * @bus: the session bus
 * @reason: why, shown to the person
 * @autostart: whether to be started at login
 * @cancellable: (nullable): ends the wait
 * @callback: told on the main context
 * @data: handed to @callback
 *
 * Asks; a person may have to answer.
 */
void     tally_app_portal_request_background_async  (GDBusConnection      *bus,
                                                     const char           *reason,
                                                     gboolean              autostart,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              data);

/**
 * tally_app_portal_request_background_finish:
 * @result: what the callback got
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_APP_ERROR_FAILED - it was refused; those of the bus, if there is no portal; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is granted
 */
gboolean tally_app_portal_request_background_finish (GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
