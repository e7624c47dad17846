/* tally-cli.h
 *
 * The face of the command line: "tallyman --batch" and "tallyman NOUN VERB". main() calls it; it
 * prints, all others return. Main thread. Sees core, model and the engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TallyCliSandbox:
 * @start: starts the built-in sandbox with its state in @state_dir; sets its address, token,
 *   source sheet ids (";" between them) and target sheet id, each to be freed with g_free()
 * @stop: ends it
 *
 * How "--sandbox" gets the imitation of Smartsheet, which no face may see.
 */
typedef struct {
  gpointer (*start) (const char *state_dir, char **out_base_url, char **out_token,
                     char **out_sources, char **out_target, GError **error);
  void     (*stop)  (gpointer sandbox);
} TallyCliSandbox;

/**
 * tally_cli_main:
 * @argc: number of arguments
 * @argv: (array length=argc): the program's name and its arguments
 * @sandbox: (nullable): the launcher of the sandbox
 *
 * Runs the command line.
 *
 * Returns: the exit code of tallyman(1)
 */
int tally_cli_main (int                     argc,
                    char                  **argv,
                    const TallyCliSandbox  *sandbox);

G_END_DECLS
