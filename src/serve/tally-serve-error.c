/* tally-serve-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-serve-error.h"

G_DEFINE_QUARK (tally-serve-error-quark, tally_serve_error)
