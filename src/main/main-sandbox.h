/* main-sandbox.h
 *
 * The sandbox that main() lends to faces, which see none: started in this process, with the demo's data. Main
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * main_sandbox_get_launcher:
 *
 * Returns: (transfer none): what starts the sandbox, for ever
 */
const TallyEngineSandboxLauncher *main_sandbox_get_launcher        (void);

/**
 * main_sandbox_get_recent_launcher:
 *
 * As main_sandbox_get_launcher(), but a world that is new has the weeks before the day it is made on: people who try the
 * app find work of last week, not a pile that nobody has billed for years.
 *
 * Returns: (transfer none): what starts the sandbox, for ever
 */
const TallyEngineSandboxLauncher *main_sandbox_get_recent_launcher (void);

G_END_DECLS
