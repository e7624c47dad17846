/* tally-audit-histories.h
 *
 * Of which cells the audit knows all that was ever written to them, so that what is not among the changes
 * did not happen. Filled with the changes, before the input is sealed. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-input.h"

G_BEGIN_DECLS

/**
 * TallyAuditHistory:
 * @sheet_id: a cell's sheet
 * @row_id: a cell's row
 * @field: what the cell is
 * @until_utc_usec: µs since 1970 UTC
 *
 * That whatever was written to a cell until then is known, by its history: all of it is among the changes.
 */
typedef struct {
  gint64     sheet_id;
  gint64     row_id;
  TallyField field;
  gint64     until_utc_usec;
} TallyAuditHistory;

/**
 * tally_audit_histories_add:
 * @input: an input that is not sealed
 * @history: a cell of which all changes were added; copied
 */
void     tally_audit_histories_add     (TallyAuditInput         *input,
                                        const TallyAuditHistory *history);

/**
 * tally_audit_histories_clear:
 * @input: an input
 *
 * Takes out histories and all changes, so that both can be added anew once more is known about who wrote
 * what; the input is no longer sealed.
 */
void     tally_audit_histories_clear   (TallyAuditInput         *input);

/**
 * tally_audit_histories_know:
 * @input: a sealed input
 * @wanted: a cell, and until when
 *
 * O(log n).
 *
 * Returns: %TRUE if all that was written to the cell until then is among the changes
 */
gboolean tally_audit_histories_know    (const TallyAuditInput   *input,
                                        const TallyAuditHistory *wanted);

/**
 * tally_audit_history_compare:
 * @a: a history
 * @b: a history
 *
 * Orders by sheet id, row id, field.
 *
 * Returns: less than, equal to or more than 0
 */
int      tally_audit_history_compare   (const TallyAuditHistory *a,
                                        const TallyAuditHistory *b);

G_END_DECLS
