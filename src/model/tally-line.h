/* tally-line.h
 *
 * One row of field work, typed: exact cents, days, normalised texts, or the reason why it is not
 * billed. Billing makes lines from rows, the store keeps them, workbooks show them. Texts are
 * borrowed from whoever hands the line out (a row, a statement, a group). Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-field.h"
#include "tally-hash.h"
#include "tally-money.h"
#include "tally-reason.h"
#include "tally-types.h"
#include "tally-variant.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Version of the serialisation behind tally_line_add_to_hash(): a change makes every workbook new. */
#define TALLY_LINE_HASH_VERSION 1

/**
 * TallyLine:
 * @sheet_id: the sheet it came from
 * @row_id: id of its row; (sheet_id, row_id) is the line's key
 * @row_number: 1-based position in its sheet; orders lines, is no billing value
 * @modified_utc_usec: when the row was last written, µs since 1970 UTC, 0 if not told
 * @modified_by: who wrote it, "" if not told
 * @reason: why it is not billed, or %TALLY_REASON_ACCEPTED
 * @issues: #TallyIssue bits
 * @text: one for each text field, normalised, never %NULL
 * @week_ending: last day of its billing week, %TALLY_DAY_NONE if there is none
 * @snapshot: day of completion, %TALLY_DAY_NONE if there is none
 * @quantity: number of units, 0 if there is none or it can't be read
 * @price_cents: price of the line; 0 when it can't be read
 * @completed: whether the units are completed
 * @variant: the kind of workbook that shows it
 * @identifier: the name in that workbook's identity, "" = none
 * @detail: the value that could not be read, as the peer sent it, "" if all could
 */
struct _TallyLine {
  gint64        sheet_id;
  gint64        row_id;
  gint64        row_number;
  gint64        modified_utc_usec;
  const char   *modified_by;
  TallyReason   reason;
  guint         issues;
  const char   *text[TALLY_N_TEXT_FIELDS];
  TallyDay      week_ending;
  TallyDay      snapshot;
  TallyDecimal  quantity;
  TallyMoney    price_cents;
  gboolean      completed;
  TallyVariant  variant;
  const char   *identifier;
  const char   *detail;
};

/**
 * tally_line_clear:
 * @self: (out caller-allocates): a line
 *
 * Makes it an empty accepted line: every text "".
 */
void     tally_line_clear       (TallyLine        *self);

/**
 * tally_line_copy_texts:
 * @self: a line
 * @strings: (transfer none): what will own the texts from now on
 *
 * Moves the borrowed texts of @self into @strings (equal ones share), so that it outlives the row
 * that it came from.
 */
void     tally_line_copy_texts  (TallyLine        *self,
                                 GStringChunk     *strings);

/**
 * tally_line_compare:
 * @a: a line
 * @b: a line
 *
 * Orders by sheet id, then row number, then row id: the order of lines everywhere, so that
 * nothing depends on which sheet arrived first.
 *
 * Returns: less than, equal to or more than 0
 */
int      tally_line_compare     (const TallyLine  *a,
                                 const TallyLine  *b);

/**
 * tally_line_equal:
 * @a: a line
 * @b: a line
 *
 * Compares what is billed and why not: all but @row_number, @modified_utc_usec, @modified_by.
 *
 * Returns: %TRUE if nothing of it differs
 */
gboolean tally_line_equal       (const TallyLine  *a,
                                 const TallyLine  *b);

/**
 * tally_line_add_to_hash:
 * @self: a line
 * @hash: where to add it
 *
 * Adds every value that the report sheet shows of a line, in field order.
 */
void     tally_line_add_to_hash (const TallyLine  *self,
                                 TallyHash        *hash);

G_END_DECLS
