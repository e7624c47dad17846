/* tally-test-rows.h
 *
 * What people do to the billed rows of a test engine's sheets, many at a time. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * tally_test_rows_change_prices:
 * @self: a test engine after a run
 * @percent: how many of 100 billed rows
 * @cents: what is added to each price, cents
 *
 * Changes the prices of rows that stand evenly among all billed ones, as a new price list would.
 *
 * Returns: how many were changed
 */
guint tally_test_rows_change_prices (TallyTestEngine *self,
                                     guint            percent,
                                     gint64           cents);

/**
 * tally_test_rows_move_weeks:
 * @self: a test engine after a run
 * @days: how far, days
 *
 * Moves the week of every billed row.
 */
void  tally_test_rows_move_weeks    (TallyTestEngine *self,
                                     guint            days);

G_END_DECLS
