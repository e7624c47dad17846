/* tally-store-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-error.h"

G_DEFINE_QUARK (tally-store-error-quark, tally_store_error)
