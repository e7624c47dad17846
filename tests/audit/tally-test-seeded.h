/* tally-test-seeded.h
 *
 * A made-up year of billing with errors planted at known places: what the audit must find, and what it must
 * not. Honest lines have their own disorder: repeats that are work, weekends that are worked, corrections
 * before billing, hours without a rate. The same seed gives the same world. Main thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-run.h"
#include "tally-random.h"

G_BEGIN_DECLS

/**
 * TallyTestError:
 * @TALLY_TEST_WRONG_WORK: the rate of another kind of work
 * @TALLY_TEST_STALE_QUANTITY: the price of another quantity
 * @TALLY_TEST_DECIMAL: the decimal point is off
 * @TALLY_TEST_TRANSPOSED: two digits of the price changed places
 * @TALLY_TEST_WRONG_RATE: a price that no rate explains
 * @TALLY_TEST_UNKNOWN_CU: a unit that the contract does not list
 * @TALLY_TEST_TWIN: the same line once more on the same sheet
 * @TALLY_TEST_OTHER_SHEET: the same line once more on another sheet
 * @TALLY_TEST_TWO_VARIANTS: the same unit billed by the crew and by a helper
 * @TALLY_TEST_SPLIT: a job cut into parts below the approval limit
 * @TALLY_TEST_MOVED: an automation moved a billed line into another week
 * @TALLY_TEST_EDITED: a billed line was changed afterwards
 * @TALLY_TEST_DELETED: a billed line is gone
 * @TALLY_TEST_GHOST: billed without day, point and foreman
 * @TALLY_TEST_UNBILLED: completed long ago, no price
 * @TALLY_TEST_TENFOLD: the quantity has a zero too many, and the price follows it
 * @TALLY_TEST_ROUND: round amounts filled in where others are worked out
 * @TALLY_TEST_WEEKEND: a crew that enters a burst of work on a Sunday
 * @TALLY_N_TEST_ERRORS: how many kinds there are
 */
typedef enum {
  TALLY_TEST_WRONG_WORK,
  TALLY_TEST_STALE_QUANTITY,
  TALLY_TEST_DECIMAL,
  TALLY_TEST_TRANSPOSED,
  TALLY_TEST_WRONG_RATE,
  TALLY_TEST_UNKNOWN_CU,
  TALLY_TEST_TWIN,
  TALLY_TEST_OTHER_SHEET,
  TALLY_TEST_TWO_VARIANTS,
  TALLY_TEST_SPLIT,
  TALLY_TEST_MOVED,
  TALLY_TEST_EDITED,
  TALLY_TEST_DELETED,
  TALLY_TEST_GHOST,
  TALLY_TEST_UNBILLED,
  TALLY_TEST_TENFOLD,
  TALLY_TEST_ROUND,
  TALLY_TEST_WEEKEND,
  TALLY_N_TEST_ERRORS,
} TallyTestError;

/**
 * TallyTestPlanted:
 * @kind: what was planted
 * @number: which one of its kind
 * @sheet_id: where
 * @row_id: where; an error of several lines has one of these for each
 * @exposure_cents: what it costs, on its first line
 */
typedef struct {
  TallyTestError kind;
  guint          number;
  gint64         sheet_id;
  gint64         row_id;
  TallyMoney     exposure_cents;
} TallyTestPlanted;

/**
 * TallyTestSeeded:
 * @input: (owned): the world, sealed
 * @policy: what is right in it
 * @rates: (owned): its rates
 * @planted: (owned) (element-type TallyTestPlanted): the truth
 * @n_of_kind: how many of each kind were planted
 * @n_weeks: billing weeks
 */
typedef struct {
  TallyAuditInput  *input;
  TallyAuditPolicy  policy;
  TallyRateTable   *rates;
  GArray           *planted;
  guint             n_of_kind[TALLY_N_TEST_ERRORS];
  guint             n_weeks;
} TallyTestSeeded;

/**
 * tally_test_seeded_new:
 * @seed: any number
 * @n_lines: about so many lines, 1,000 or more
 *
 * Returns: (transfer full): a world
 */
TallyTestSeeded *tally_test_seeded_new            (guint64           seed,
                                                   guint             n_lines);

/**
 * tally_test_seeded_free:
 * @self: (nullable): a world
 *
 * Frees it.
 */
void             tally_test_seeded_free           (TallyTestSeeded  *self);

/**
 * tally_test_error_get_id:
 * @kind: a kind of error
 *
 * Returns: (transfer none): what reports call it
 */
const char      *tally_test_error_get_id          (TallyTestError    kind);

/**
 * tally_test_error_is_statistical:
 * @kind: a kind of error
 *
 * Returns: %TRUE if only what is usual can tell it
 */
gboolean         tally_test_error_is_statistical  (TallyTestError    kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestSeeded, tally_test_seeded_free)

G_END_DECLS
