/* tally-test-changes.h
 *
 * What people do to the world of a test engine: prices, weeks and files. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * tally_test_engine_edit:
 * @self: a test engine
 * @json: an edit of tally-sandbox-edit.h
 *
 * Changes the world.
 *
 * Returns: id of what was made or changed
 */
gint64           tally_test_engine_edit        (TallyTestEngine         *self,
                                                const char              *json);

/**
 * tally_test_engine_change_a_price:
 * @self: a test engine after a run
 *
 * Raises the price of one billed row by a dollar, as a person would.
 */
void             tally_test_engine_change_a_price (TallyTestEngine      *self);

/**
 * tally_test_engine_change_prices:
 * @self: a test engine after a run
 * @percent: how many of 100 billed rows
 * @cents: what is added to each price, cents
 *
 * Changes the prices of rows that stand evenly among all billed ones, as a new price list would.
 *
 * Returns: how many were changed
 */
guint            tally_test_engine_change_prices (TallyTestEngine       *self,
                                                  guint                  percent,
                                                  gint64                 cents);

/**
 * tally_test_engine_move_weeks:
 * @self: a test engine after a run
 * @days: how far, days
 *
 * Moves the week of every billed row.
 */
void             tally_test_engine_move_weeks   (TallyTestEngine        *self,
                                                 guint                   days);

/**
 * tally_test_engine_delete_a_file:
 * @self: a test engine after a run
 *
 * Deletes the first workbook that hangs on the target, as a person would.
 */
void             tally_test_engine_delete_a_file (TallyTestEngine       *self);

G_END_DECLS
