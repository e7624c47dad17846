/* tally-billing-rate-columns.h
 *
 * Which column of a table of rates is what, by the titles in its head: the unit code, the prices for each kind
 * of work of each contract, from when until when. Case, blanks and hyphens of a title don't matter. Pure
 * functions, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-billing-csv.h"
#include "tally-work-kind.h"

G_BEGIN_DECLS

/* Of a column that is not there. */
#define TALLY_BILLING_NO_COLUMN G_MAXUINT

/* The contract of prices whose title and row name none. */
#define TALLY_BILLING_STANDARD_CONTRACT "standard"

/**
 * TallyBillingRateSet:
 * @TALLY_BILLING_RATE_SET_PLAIN: "Install Price": of the contract and days that the row names
 * @TALLY_BILLING_RATE_SET_SUBCONTRACTOR: "Install Price (Subcontractor Rates)": of contract "subcontractor"
 * @TALLY_BILLING_RATE_SET_NEW: "Install Price (New Rates)": of contract "standard" from the new era on
 * @TALLY_BILLING_RATE_SET_OLD: "Install Price (Old Rates)": of contract "standard" before it
 * @TALLY_BILLING_N_RATE_SETS: how many there are
 *
 * Prices that belong together.
 */
typedef enum {
  TALLY_BILLING_RATE_SET_PLAIN,
  TALLY_BILLING_RATE_SET_SUBCONTRACTOR,
  TALLY_BILLING_RATE_SET_NEW,
  TALLY_BILLING_RATE_SET_OLD,
  TALLY_BILLING_N_RATE_SETS,
} TallyBillingRateSet;

/**
 * TallyBillingRateColumns:
 * @n_columns: columns of the table
 * @cu: the unit code's
 * @contract: the contract's
 * @valid_from: that of the first day
 * @valid_to: that of the last day
 * @prices: those of prices, by set and kind of work
 *
 * Numbers of columns from 0, or %TALLY_BILLING_NO_COLUMN.
 */
typedef struct {
  guint n_columns;
  guint cu;
  guint contract;
  guint valid_from;
  guint valid_to;
  guint prices[TALLY_BILLING_N_RATE_SETS][TALLY_N_WORK_KINDS];
} TallyBillingRateColumns;

/**
 * tally_billing_rate_columns_is_head:
 * @record: a record
 *
 * Returns: %TRUE if one of its cells is the title of the unit code
 */
gboolean tally_billing_rate_columns_is_head (const TallyBillingRecord  *record);

/**
 * tally_billing_rate_columns_map:
 * @record: a head
 * @out_columns: (out caller-allocates): which column is what
 * @error: return location, or %NULL
 *
 * Titles that mean nothing here are left alone.
 *
 * Errors: %TALLY_BILLING_ERROR_RATES - two columns have one meaning, there is no price, or the rates of a
 * price's title are not known; the message names the column and what to do.
 *
 * Returns: %TRUE if it can be read by these columns
 */
gboolean tally_billing_rate_columns_map     (const TallyBillingRecord  *record,
                                             TallyBillingRateColumns   *out_columns,
                                             GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_billing_rate_set_get_suffix:
 * @set: a set of prices
 *
 * Returns: (transfer none): what its titles end in, "(New Rates)", "" for the plain ones
 */
const char *tally_billing_rate_set_get_suffix (TallyBillingRateSet     set);

G_END_DECLS
