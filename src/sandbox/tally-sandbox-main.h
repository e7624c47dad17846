/* tally-sandbox-main.h
 *
 * `tallyman sandbox`: the sandbox as a program of its own, for people and scripts. Called by
 * main() with the words behind "sandbox"; main thread. Prints, so nothing else may call it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_sandbox_main:
 * @argc: number of words
 * @argv: "sandbox" and its options
 *
 * Prints one line with base_url, token, pid and the ids that a user needs, then answers until
 * SIGINT or SIGTERM.
 *
 * Returns: the exit code: 0 stopped by a signal, 1 it can't run, 2 bad options
 */
int tally_sandbox_main (int    argc,
                        char **argv);

G_END_DECLS
