/* tally-store-line-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-line-row.h"

#include "tally-store-private.h"

/* In the order of schema-1.sql; the texts follow in field order. */
enum {
  SHEET_ID,
  ROW_ID,
  ROW_NUMBER,
  MODIFIED,
  MODIFIED_BY,
  REASON,
  ISSUES,
  WEEK_ENDING,
  SNAPSHOT,
  QUANTITY_COEFFICIENT,
  QUANTITY_EXPONENT,
  PRICE_CENTS,
  COMPLETED,
  VARIANT,
  IDENTIFIER,
  DETAIL,
  TEXTS,
};

void
tally_store_line_row_bind (TallyDbStatement *statement,
                           const TallyLine  *line)
{
  const gint64 numbers[TEXTS] = {
    [SHEET_ID] = line->sheet_id,
    [ROW_ID] = line->row_id,
    [ROW_NUMBER] = line->row_number,
    [MODIFIED] = line->modified_utc_usec,
    [REASON] = line->reason,
    [ISSUES] = line->issues,
    [WEEK_ENDING] = line->week_ending,
    [SNAPSHOT] = line->snapshot,
    [QUANTITY_COEFFICIENT] = line->quantity.coefficient,
    [QUANTITY_EXPONENT] = line->quantity.exponent,
    [PRICE_CENTS] = line->price_cents,
    [COMPLETED] = line->completed != FALSE,
    [VARIANT] = line->variant,
  };

  for (guint i = 0; i < TEXTS; i++)
    if (i != MODIFIED_BY && i != IDENTIFIER && i != DETAIL)
      tally_db_bind_int64 (statement, i + 1, numbers[i]);
  tally_db_bind_text (statement, MODIFIED_BY + 1, line->modified_by);
  tally_db_bind_text (statement, IDENTIFIER + 1, line->identifier);
  tally_db_bind_text (statement, DETAIL + 1, line->detail);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    tally_db_bind_text (statement, TEXTS + i + 1, line->text[i]);
}

gboolean
tally_store_line_row_read (TallyStore        *store,
                           TallyDbStatement  *statement,
                           TallyLine         *out_line,
                           GError           **error)
{
  gint64 reason = tally_db_column_int64 (statement, REASON);
  gint64 variant = tally_db_column_int64 (statement, VARIANT);

  if (reason < 0 || reason >= TALLY_N_REASONS || variant < 0 || variant >= TALLY_N_VARIANTS)
    return tally_store_fail_corrupt (store, "a line", error);
  out_line->sheet_id = tally_db_column_int64 (statement, SHEET_ID);
  out_line->row_id = tally_db_column_int64 (statement, ROW_ID);
  out_line->row_number = tally_db_column_int64 (statement, ROW_NUMBER);
  out_line->modified_utc_usec = tally_db_column_int64 (statement, MODIFIED);
  out_line->modified_by = tally_db_column_text (statement, MODIFIED_BY);
  out_line->reason = (TallyReason) reason;
  out_line->issues = (guint) tally_db_column_int64 (statement, ISSUES);
  out_line->week_ending = (TallyDay) tally_db_column_int64 (statement, WEEK_ENDING);
  out_line->snapshot = (TallyDay) tally_db_column_int64 (statement, SNAPSHOT);
  out_line->quantity.coefficient = tally_db_column_int64 (statement, QUANTITY_COEFFICIENT);
  out_line->quantity.exponent = (gint32) tally_db_column_int64 (statement, QUANTITY_EXPONENT);
  out_line->price_cents = tally_db_column_int64 (statement, PRICE_CENTS);
  out_line->completed = tally_db_column_int64 (statement, COMPLETED) != 0;
  out_line->variant = (TallyVariant) variant;
  out_line->identifier = tally_db_column_text (statement, IDENTIFIER);
  out_line->detail = tally_db_column_text (statement, DETAIL);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    out_line->text[i] = tally_db_column_text (statement, TEXTS + i);
  return TRUE;
}
