/* tally-app.h
 *
 * "tallyman" without a verb: the desktop app. Main thread. Sees core, model, chart and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * tally_app_is_asked_for:
 * @argv: (array zero-terminated=1): the program's name and all its arguments
 *
 * Touches neither GTK nor D-Bus.
 *
 * Returns: whether there is nothing among them but the app's options
 */
gboolean tally_app_is_asked_for (char                             **argv);

/**
 * tally_app_main:
 * @argv: (array zero-terminated=1): the program's name and all its arguments
 * @launcher: (nullable): what starts the sandbox
 *
 * Shows the app until it is closed. Without a display it says so, and what to do instead.
 *
 * Returns: 0 closed, 1 failed, 2 usage
 */
int      tally_app_main         (char                             **argv,
                                 const TallyEngineSandboxLauncher  *launcher);

G_END_DECLS
