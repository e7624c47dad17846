/* tally-billing-error.h
 *
 * The error domain of the area "billing". Codes exist only for failures that a caller tells apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TALLY_BILLING_ERROR:
 *
 * The error domain of the area "billing"; its codes are #TallyBillingError.
 */
#define TALLY_BILLING_ERROR (tally_billing_error_quark ())

/**
 * TallyBillingError:
 * @TALLY_BILLING_ERROR_NOT_A_SOURCE: the sheet has no week column; skip it with the reason
 * @TALLY_BILLING_ERROR_CONSERVATION: rows or cents don't add up; stop before publishing
 * @TALLY_BILLING_ERROR_VARIANT: a kind of workbook is unknown or can't be made yet; correct the
 *   configuration
 * @TALLY_BILLING_ERROR_OVERFLOW: a sum of prices does not fit into 64 bits; correct the rows
 * @TALLY_BILLING_ERROR_ORDER: the lines of one workbook did not come together (bug in the caller)
 * @TALLY_BILLING_ERROR_RATES: a table of rates can't be used; the message says what to correct in it
 */
typedef enum {
  TALLY_BILLING_ERROR_NOT_A_SOURCE,
  TALLY_BILLING_ERROR_CONSERVATION,
  TALLY_BILLING_ERROR_VARIANT,
  TALLY_BILLING_ERROR_OVERFLOW,
  TALLY_BILLING_ERROR_ORDER,
  TALLY_BILLING_ERROR_RATES,
} TallyBillingError;

/**
 * tally_billing_error_quark:
 *
 * Returns: the quark behind %TALLY_BILLING_ERROR; any thread
 */
GQuark tally_billing_error_quark (void);

G_END_DECLS
