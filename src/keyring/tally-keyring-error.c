/* tally-keyring-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-keyring-error.h"

G_DEFINE_QUARK (tally-keyring-error-quark, tally_keyring_error)
