/* tally-reason.h
 *
 * Why a row is not billed, and what is odd about one that is. Each is counted and named; nothing
 * is dropped in silence. In the database and in files a reason goes by its id. Pure functions,
 * any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyReason:
 * @TALLY_REASON_ACCEPTED: the row is billed
 * @TALLY_REASON_NO_WORK_REQUEST: no work request
 * @TALLY_REASON_NO_WEEK: no week ending
 * @TALLY_REASON_NOT_COMPLETED: the units are not completed
 * @TALLY_REASON_NO_PRICE: price missing, zero or no amount
 * @TALLY_REASON_BAD_WEEK: the week ending is no day (of 2000 … 2099)
 * @TALLY_REASON_NEGATIVE_PRICE: the price is negative, "(100.00)" included
 * @TALLY_REASON_FOREIGN_PRICE: an amount in a form that is not guessed, "1.234,56", "€5"
 * @TALLY_REASON_NOT_FINITE_PRICE: "inf", "nan"
 * @TALLY_REASON_HUGE_PRICE: beyond a billion dollars
 * @TALLY_REASON_NO_CU_MATCH: the unit's code is a look-up error ("#NO MATCH")
 * @TALLY_REASON_BAD_WORK_REQUEST: the work request is a formula's error text or too long
 * @TALLY_REASON_CLASH: different work requests share one form; none of them is billed
 * @TALLY_REASON_DUPLICATE_ROW: the same row id was sent before; the first one stands
 * @TALLY_N_REASONS: how many there are
 *
 * The first four are tested first and in this order (billing rule 1.4.1), the first that holds
 * counts.
 */
typedef enum {
  TALLY_REASON_ACCEPTED,
  TALLY_REASON_NO_WORK_REQUEST,
  TALLY_REASON_NO_WEEK,
  TALLY_REASON_NOT_COMPLETED,
  TALLY_REASON_NO_PRICE,
  TALLY_REASON_BAD_WEEK,
  TALLY_REASON_NEGATIVE_PRICE,
  TALLY_REASON_FOREIGN_PRICE,
  TALLY_REASON_NOT_FINITE_PRICE,
  TALLY_REASON_HUGE_PRICE,
  TALLY_REASON_NO_CU_MATCH,
  TALLY_REASON_BAD_WORK_REQUEST,
  TALLY_REASON_CLASH,
  TALLY_REASON_DUPLICATE_ROW,
  TALLY_N_REASONS,
} TallyReason;

/**
 * TallyIssue:
 * @TALLY_ISSUE_IRREGULAR_WEEK: the week does not end on a Sunday
 * @TALLY_ISSUE_NO_SNAPSHOT: no snapshot date
 * @TALLY_ISSUE_BAD_SNAPSHOT: the snapshot date is no day
 * @TALLY_ISSUE_OUT_OF_WEEK: the snapshot date lies outside of the billing week
 * @TALLY_ISSUE_NO_QUANTITY: no quantity
 * @TALLY_ISSUE_BAD_QUANTITY: the quantity is no number; 0 is shown
 * @TALLY_ISSUE_NOT_POSITIVE_QUANTITY: the quantity is zero or negative
 * @TALLY_ISSUE_NO_FOREMAN: no foreman
 * @TALLY_ISSUE_NO_CU: no unit code
 * @TALLY_ISSUE_STALE_LINK: a billing value comes through a broken cell link
 * @TALLY_ISSUE_DISPLAY_VALUE: a billing value was null, its displayValue was taken
 * @TALLY_ISSUE_ODD_WORK_REQUEST: the work request is not the usual eight digits
 * @TALLY_ISSUE_ROUNDED_PRICE: the price had fractions of a cent (beyond formula noise)
 *
 * Bits: what is odd about a line, billed or not.
 */
typedef enum {
  TALLY_ISSUE_IRREGULAR_WEEK = 1 << 0,
  TALLY_ISSUE_NO_SNAPSHOT = 1 << 1,
  TALLY_ISSUE_BAD_SNAPSHOT = 1 << 2,
  TALLY_ISSUE_OUT_OF_WEEK = 1 << 3,
  TALLY_ISSUE_NO_QUANTITY = 1 << 4,
  TALLY_ISSUE_BAD_QUANTITY = 1 << 5,
  TALLY_ISSUE_NOT_POSITIVE_QUANTITY = 1 << 6,
  TALLY_ISSUE_NO_FOREMAN = 1 << 7,
  TALLY_ISSUE_NO_CU = 1 << 8,
  TALLY_ISSUE_STALE_LINK = 1 << 9,
  TALLY_ISSUE_DISPLAY_VALUE = 1 << 10,
  TALLY_ISSUE_ODD_WORK_REQUEST = 1 << 11,
  TALLY_ISSUE_ROUNDED_PRICE = 1 << 12,
} TallyIssue;

#define TALLY_N_ISSUES 13

/**
 * tally_reason_get_id:
 * @reason: a reason
 *
 * Returns: (transfer none): its stable id, e.g. "missing_work_request"; "accepted" for none
 */
const char *tally_reason_get_id    (TallyReason  reason);

/**
 * tally_reason_get_title:
 * @reason: a reason
 *
 * Returns: (transfer none): what to tell a person, English
 */
const char *tally_reason_get_title (TallyReason  reason);

/**
 * tally_reason_find:
 * @id: (nullable): an id
 * @out_reason: (out): the reason; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a reason
 */
gboolean    tally_reason_find      (const char  *id,
                                    TallyReason *out_reason) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_issue_get_id:
 * @bit: number of the bit, 0 … %TALLY_N_ISSUES - 1
 *
 * Returns: (transfer none): the issue's stable id, e.g. "irregular_week"
 */
const char *tally_issue_get_id     (guint        bit);

G_END_DECLS
