/* tally-learn-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-learn-error.h"

G_DEFINE_QUARK (tally-learn-error-quark, tally_learn_error)
