/* tally-audit-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-error.h"

G_DEFINE_QUARK (tally-audit-error-quark, tally_audit_error)
