/* tally-cli-actor.h
 *
 * Who decides: a person who was named, never the owner of the token, which several share. Main thread. Depends on
 * core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-config.h"

G_BEGIN_DECLS

/**
 * tally_cli_actor_find:
 * @given: (nullable): what the command line says
 * @config: the configuration
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 *
 * The command line comes first, then GITHUB_ACTOR, then [audit] actor.
 *
 * Returns: (transfer none) (nullable): who was named, %NULL = nobody
 */
const char *tally_cli_actor_find           (const char   *given,
                                            TallyConfig  *config,
                                            char        **environment);

/**
 * tally_cli_actor_find_or_user:
 * @given: (nullable): what the command line says
 * @config: the configuration
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 *
 * Returns: (transfer none) (nullable): who was named, else the machine's user
 */
const char *tally_cli_actor_find_or_user   (const char   *given,
                                            TallyConfig  *config,
                                            char        **environment);

/**
 * tally_cli_actor_require:
 * @given: (nullable): an e-mail address of the command line
 * @config: the configuration
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 * @error: return location, or %NULL
 *
 * For what must have a person's name: what was said about a finding. A name of the command line or the
 * configuration must be an e-mail address; GitHub names its users otherwise.
 *
 * Errors: %TALLY_CLI_ERROR_USAGE - nobody was named, or no address; the message says how to.
 *
 * Returns: (transfer none) (nullable): who decides
 */
const char *tally_cli_actor_require        (const char   *given,
                                            TallyConfig  *config,
                                            char        **environment,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
