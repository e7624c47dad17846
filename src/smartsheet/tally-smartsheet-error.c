/* tally-smartsheet-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-error.h"

G_DEFINE_QUARK (tally-smartsheet-error-quark, tally_smartsheet_error)
