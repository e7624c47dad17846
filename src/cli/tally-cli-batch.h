/* tally-cli-batch.h
 *
 * "tallyman --batch": one pass of the engine for CI and cron. No display, no session bus. Main
 * thread. Sees core, model and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * tally_cli_batch:
 * @argc: number of arguments
 * @argv: (array length=argc): the program's name and all its arguments, "--batch" among them
 * @launcher: (nullable): what starts the sandbox
 *
 * Runs one pass and prints what it did.
 *
 * Returns: the exit code of tallyman(1)
 */
int tally_cli_batch (int                                argc,
                     char                             **argv,
                     const TallyEngineSandboxLauncher  *launcher);

G_END_DECLS
