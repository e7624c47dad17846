/* tally-cli-error.h
 *
 * The error domain of the area "cli". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_CLI_ERROR:
 *
 * The error domain of the area "cli"; its codes are #TallyCliError.
 */
#define TALLY_CLI_ERROR (tally_cli_error_quark ())

/**
 * TallyCliError:
 * @TALLY_CLI_ERROR_FAILED: anything else
 * @TALLY_CLI_ERROR_USAGE: the command line is wrong; exit 2
 */
typedef enum {
  TALLY_CLI_ERROR_FAILED,
  TALLY_CLI_ERROR_USAGE,
} TallyCliError;

/**
 * tally_cli_error_quark:
 *
 * Returns: the quark behind %TALLY_CLI_ERROR; any thread
 */
GQuark tally_cli_error_quark (void);

G_END_DECLS
