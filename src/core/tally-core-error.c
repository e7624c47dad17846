/* tally-core-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"

G_DEFINE_QUARK (tally-core-error-quark, tally_core_error)
