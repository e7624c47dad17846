/* tally-sandbox-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-error.h"

G_DEFINE_QUARK (tally-sandbox-error-quark, tally_sandbox_error)
