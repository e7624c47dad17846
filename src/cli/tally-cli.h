/* tally-cli.h
 *
 * The face of the command line: "tallyman --batch" and "tallyman NOUN VERB". main() calls it; it
 * prints, all others return. Main thread. Sees core, model and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-engine-sandbox.h"

G_BEGIN_DECLS

/**
 * tally_cli_main:
 * @argc: number of arguments
 * @argv: (array length=argc): the program's name and its arguments
 * @launcher: (nullable): what starts the sandbox
 *
 * Runs the command line.
 *
 * Returns: the exit code of tallyman(1)
 */
int tally_cli_main (int                                argc,
                    char                             **argv,
                    const TallyEngineSandboxLauncher  *launcher);

G_END_DECLS
