/* tally-cli-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-error.h"

G_DEFINE_QUARK (tally-cli-error-quark, tally_cli_error)
