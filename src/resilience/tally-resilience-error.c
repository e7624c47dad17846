/* tally-resilience-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-resilience-error.h"

G_DEFINE_QUARK (tally-resilience-error-quark, tally_resilience_error)
