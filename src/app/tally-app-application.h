/* tally-app-application.h
 *
 * The application object: one instance, its actions, shortcuts, windows and the session that they share. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

/* Name on the bus, of the desktop entry, the icon and the memory. */
#define TALLY_APP_ID "org.tallyman.Tallyman"

#define TALLY_TYPE_APP_APPLICATION (tally_app_application_get_type ())

G_DECLARE_FINAL_TYPE (TallyAppApplication, tally_app_application, TALLY, APP_APPLICATION, AdwApplication)

/**
 * tally_app_application_new:
 * @arguments: what the command line says; copied
 * @launcher: (nullable): what starts the sandbox; must outlive the application
 *
 * Returns: (transfer full): the application, not running yet
 */
TallyAppApplication *tally_app_application_new         (const TallyAppArguments          *arguments,
                                                        const TallyEngineSandboxLauncher *launcher);

/**
 * tally_app_application_get_session:
 * @self: an application
 *
 * Returns: (transfer none): the session
 */
TallyAppSession     *tally_app_application_get_session (TallyAppApplication              *self);

G_END_DECLS
