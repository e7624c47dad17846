/* tally-model-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-model-error.h"

G_DEFINE_QUARK (tally-model-error-quark, tally_model_error)
