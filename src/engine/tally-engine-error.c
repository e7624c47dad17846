/* tally-engine-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-error.h"

G_DEFINE_QUARK (tally-engine-error-quark, tally_engine_error)
