/* tally-billing-line.h
 *
 * From a row of a source sheet to a typed line, or to the reason why it is not billed. The task
 * that reads a sheet makes one parser for it and feeds it each row. One owner at a time, any
 * thread. No store, no network: depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"
#include "tally-table.h"

G_BEGIN_DECLS

typedef struct _TallyBillingLineParser TallyBillingLineParser;

/**
 * tally_billing_line_parser_new:
 * @sheet_id: the sheet
 * @fields: (array length=n_fields): the field of each cell, as tally_column_map_list_ids() says
 * @n_fields: 0 … %TALLY_N_FIELDS
 *
 * Returns: (transfer full): a parser for rows of that sheet
 */
TallyBillingLineParser *tally_billing_line_parser_new  (gint64                  sheet_id,
                                                        const TallyField       *fields,
                                                        guint                   n_fields);

/**
 * tally_billing_line_parser_free:
 * @self: (nullable): a parser
 *
 * Frees it, and with it the texts of the last line.
 */
void                    tally_billing_line_parser_free (TallyBillingLineParser *self);

/**
 * tally_billing_parse_row:
 * @self: a parser
 * @row: a row whose cell n holds field n of the parser
 * @out_line: (out caller-allocates): the line, also when it is not billed; its texts belong to
 *   @row and to @self and end with either or with the next call
 *
 * Reads a row. Its reason is the first test that fails: no work request, no week, not completed,
 * no price (the order of billing rule 1.4.1), then a bad week, a bad price, a unit without match,
 * a bad work request. A cell of any kind in any column is read or named, it never stops the sheet.
 *
 * Returns: %FALSE if all cells are empty: such a row is only counted; @out_line then has no texts
 */
gboolean                tally_billing_parse_row        (TallyBillingLineParser *self,
                                                        const TallyRow         *row,
                                                        TallyLine              *out_line) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyBillingLineParser, tally_billing_line_parser_free)

G_END_DECLS
