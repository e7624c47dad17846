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
const TallyEngineSandboxLauncher *main_sandbox_get_launcher (void);

G_END_DECLS
