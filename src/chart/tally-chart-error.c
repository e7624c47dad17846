/* tally-chart-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-error.h"

G_DEFINE_QUARK (tally-chart-error-quark, tally_chart_error)
