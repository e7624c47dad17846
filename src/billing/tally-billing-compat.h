/* tally-billing-compat.h
 *
 * The predecessor's change-detection hash, the sixteen digits at the end of its file names, from
 * the cells as it saw them. It is what a take-over uses to tell whether a workbook that the
 * predecessor attached shows the rows of now; nothing in a normal run calls it, and as yet no job
 * does. New workbooks never carry this hash: it ignores values that a workbook shows, and it
 * changes when the same number is sent in another form. Pure functions, any thread. Depends on
 * core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-table.h"

G_BEGIN_DECLS

/* Length of the hash in hexadecimal, without the terminating NUL. */
#define TALLY_BILLING_COMPAT_LENGTH 16

/**
 * TallyBillingCompatForm:
 * @TALLY_BILLING_COMPAT_LEGACY: EXTENDED_CHANGE_DETECTION=0, also the predecessor's scheduled runs,
 *   which set the variable to the empty text
 * @TALLY_BILLING_COMPAT_EXTENDED: the default, all other runs
 *
 * The two forms of the hash.
 */
typedef enum {
  TALLY_BILLING_COMPAT_LEGACY,
  TALLY_BILLING_COMPAT_EXTENDED,
} TallyBillingCompatForm;

/**
 * TallyBillingCompatRow:
 * @work_request: Work Request #
 * @snapshot: Snapshot Date
 * @cu: CU
 * @quantity: Quantity
 * @price: Units Total Price, the text and not the amount: "672.18" and "$672.18" differ
 * @pole: Pole #
 * @point: Point #, else Point Number; stands in for an empty @pole in the extended form
 * @work_type: Work Type
 * @dept: Dept #; %NULL when the cell is empty, which differs from an empty text
 * @scope: Scope #
 * @foreman: newest foreman of the work request, else Foreman of the row
 *
 * One row of a group, each cell as tally_billing_dup_compat_text() writes it. Texts are borrowed;
 * any may be %NULL, which reads as "" where nothing else is said.
 */
typedef struct {
  const char *work_request;
  const char *snapshot;
  const char *cu;
  const char *quantity;
  const char *price;
  const char *pole;
  const char *point;
  const char *work_type;
  const char *dept;
  const char *scope;
  const char *foreman;
} TallyBillingCompatRow;

/**
 * tally_billing_dup_compat_text:
 * @cell: a cell
 *
 * Writes a cell as the predecessor's language printed it: a number with a point or an exponent in
 * the fewest digits that give it back ("8.9708709E7" is "89708709.0"), a whole number as it
 * stands, a truth value as "True" or "False", a text as it is.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for an empty cell
 */
char *tally_billing_dup_compat_text (const TallyCell             *cell);

/**
 * tally_billing_dup_compat_hash:
 * @rows: (array length=n_rows): the rows of one group, in any order
 * @n_rows: how many; the hash of none is sixteen zeros
 * @form: which form
 *
 * Computes the hash. Rows that tie in work request, snapshot, unit, pole and quantity keep their
 * order, as they did there. The extended form holds the sum of prices read the predecessor's way:
 * '$' and ',' deleted, and what is no number then is 0.
 *
 * Returns: (transfer full): %TALLY_BILLING_COMPAT_LENGTH lower-case hexadecimal digits
 */
char *tally_billing_dup_compat_hash (const TallyBillingCompatRow *rows,
                                     gsize                        n_rows,
                                     TallyBillingCompatForm       form);

G_END_DECLS
