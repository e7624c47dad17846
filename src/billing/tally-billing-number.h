/* tally-billing-number.h
 *
 * Numbers as people write them into cells: an optional sign, thousands in groups of three, a
 * decimal point, an exponent. The one scanner behind prices and quantities, used by the parsers of
 * this area only. Nothing is guessed: a form that could mean two numbers is no number. Pure
 * functions, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-number.h"

G_BEGIN_DECLS

/**
 * TallyBillingScan:
 * @TALLY_BILLING_SCAN_NUMBER: a number was read
 * @TALLY_BILLING_SCAN_NONE: no number stands there
 * @TALLY_BILLING_SCAN_MISGROUPED: commas that don't part thousands, "12,34.5", "0,50"
 * @TALLY_BILLING_SCAN_NOT_FINITE: "inf", "nan", or more than a double holds
 *
 * What stands at the start of a text.
 */
typedef enum {
  TALLY_BILLING_SCAN_NUMBER,
  TALLY_BILLING_SCAN_NONE,
  TALLY_BILLING_SCAN_MISGROUPED,
  TALLY_BILLING_SCAN_NOT_FINITE,
} TallyBillingScan;

/**
 * tally_billing_scan_number:
 * @text: a text without outer blanks
 * @length: its length in bytes
 * @out_number: (out): the number; untouched unless one was read
 * @out_used: (out): bytes of the number, always set; what follows is the caller's to judge
 *
 * Reads the longest number at the start of @text. A number too small for an exponent of -1000
 * is 0. "E" belongs to the number only when digits follow it, so that "2EA" is 2.
 *
 * Returns: what was found
 */
TallyBillingScan tally_billing_scan_number (const char   *text,
                                            gsize         length,
                                            TallyDecimal *out_number,
                                            gsize        *out_used);

G_END_DECLS
