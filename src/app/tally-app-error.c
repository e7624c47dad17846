/* tally-app-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-error.h"

G_DEFINE_QUARK (tally-app-error-quark, tally_app_error)
