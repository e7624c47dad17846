/* tally-billing-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-error.h"

G_DEFINE_QUARK (tally-billing-error-quark, tally_billing_error)
