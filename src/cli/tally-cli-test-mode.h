/* tally-cli-test-mode.h
 *
 * What the predecessor's TEST_MODE means for a batch: without a token a pass against the built-in
 * sandbox, offline; with one a dry run, which the configuration sees to. Main thread. Sees core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-cli-arguments.h"

G_BEGIN_DECLS

/**
 * tally_cli_test_mode_choose:
 * @arguments: what stands on the command line; becomes --sandbox without a configuration file when
 *   the mode asks for it
 * @environment: (array zero-terminated=1): of the process
 * @out_settings: (out) (transfer full) (nullable): the variables that still count in the sandbox:
 *   which work requests and weeks, how many, how loud; %NULL when the mode changes nothing;
 *   untouched on failure
 * @error: return location, or %NULL
 *
 * Decides before anything is read or opened. --sandbox and --token-file say themselves what is
 * meant and are left alone.
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - TEST_MODE is no truth value, fix it.
 *
 * Returns: %TRUE if it was decided
 */
gboolean tally_cli_test_mode_choose (TallyCliArguments   *arguments,
                                     char               **environment,
                                     char              ***out_settings,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
