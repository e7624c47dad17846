/* tally-serve.h
 *
 * "tallyman --serve": the engine on its schedule, without a display or a session bus. Main thread.
 * Sees core, model and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * tally_serve_is_asked_for:
 * @argv: (array zero-terminated=1): the program's name and all its arguments
 *
 * Returns: whether --serve is among them, before "--"
 */
gboolean tally_serve_is_asked_for (char **argv);

/**
 * tally_serve_main:
 * @argv: (array zero-terminated=1): the program's name and all its arguments
 * @launcher: (nullable): what starts the sandbox
 *
 * Keeps the schedule until it is told to stop.
 *
 * Returns: 0 stopped, 1 failed, 2 usage or configuration, 75 another process keeps the data directory
 */
int      tally_serve_main         (char                             **argv,
                                   const TallyEngineSandboxLauncher  *launcher);

G_END_DECLS
