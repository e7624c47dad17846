/* tally-billing-conservation.h
 *
 * The proof that nothing is lost: every row that was read is in a workbook, held, left out by a
 * filter, or excluded with its reason, and so is every cent. Called between planning and
 * publishing. Pure function, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"

G_BEGIN_DECLS

/**
 * tally_billing_check_conservation:
 * @plan: a finished plan
 * @error: return location, or %NULL
 *
 * Checks that rows = rows by reason, that accepted rows and cents = those of the entries + those
 * filtered, and that rows and cents excluded because of a clash = those of the entries so held.
 *
 * Errors: %TALLY_BILLING_ERROR_CONSERVATION - they differ, the message names the difference; stop
 * before anything is published.
 *
 * Returns: %TRUE if all adds up
 */
gboolean tally_billing_check_conservation (const TallyPlan  *plan,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
