/* tally-workbook-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-error.h"

G_DEFINE_QUARK (tally-workbook-error-quark, tally_workbook_error)
