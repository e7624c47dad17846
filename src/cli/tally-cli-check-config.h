/* tally-cli-check-config.h
 *
 * "tallyman check-config": what the program would work with, and where each value comes from. Main
 * thread. Reads the configuration and looks for the token; changes nothing, asks no network.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"
#include "tally-secret.h"

G_BEGIN_DECLS

/**
 * tally_cli_check_config:
 * @argc: number of arguments
 * @argv: (array length=argc): "check-config" and its options
 *
 * Prints the resolved configuration to stdout, its mistakes and warnings to stderr.
 *
 * Returns: the exit code of tallyman(1): 0, or 2 if the configuration is refused
 */
int   tally_cli_check_config            (int                 argc,
                                         char              **argv);

/**
 * tally_cli_check_config_dup_text:
 * @config: a configuration
 * @token: (nullable): the API's token
 *
 * Returns: (transfer full): a key file with each value's origin behind it, for people; the token is
 *   shown as found or not, never its value
 */
char *tally_cli_check_config_dup_text   (const TallyConfig  *config,
                                         const TallySecret  *token);

/**
 * tally_cli_check_config_dup_json:
 * @config: a configuration
 * @token: (nullable): the API's token
 *
 * Returns: (transfer full): the same as one JSON object
 */
char *tally_cli_check_config_dup_json   (const TallyConfig  *config,
                                         const TallySecret  *token);

G_END_DECLS
