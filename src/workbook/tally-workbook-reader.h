/* tally-workbook-reader.h
 *
 * Reads a weekly workbook, ours or the predecessor's, from its bytes: head, blocks, lines, total,
 * provenance. Called by the verifier, takeovers and tools. Bounds: tally-workbook-grid.h. Any
 * thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-workbook-grid.h"

G_BEGIN_DECLS

#define TALLY_WORKBOOK_N_TEXTS 5

/**
 * TallyWorkbookReadLine:
 * @text: (borrowed): point number, unit code, work type, description, unit of measure
 * @quantity: number of units
 * @price_cents: price, exact from the lexeme
 *
 * A line as shown.
 */
typedef struct {
  const char   *text[TALLY_WORKBOOK_N_TEXTS];
  TallyDecimal  quantity;
  TallyMoney    price_cents;
} TallyWorkbookReadLine;

/**
 * TallyWorkbookReadBlock:
 * @title: (borrowed): "Wednesday (07/09/2025)"
 * @row: where its title stands, from 1
 * @first_line: index of its first line
 * @n_lines: number of its lines
 * @total_cents: what its total row says
 * @formula: (borrowed): of the total, "" if it is a plain number
 *
 * A day.
 */
typedef struct {
  const char *title;
  guint       row;
  guint       first_line;
  guint       n_lines;
  TallyMoney  total_cents;
  const char *formula;
} TallyWorkbookReadBlock;

/**
 * TallyWorkbookReadSource:
 * @sheet_id: a sheet
 * @name: (borrowed): "" if not told
 * @n_rows_used: rows of it in this workbook
 *
 * A source as told by the provenance sheet.
 */
typedef struct {
  gint64      sheet_id;
  const char *name;
  guint       n_rows_used;
} TallyWorkbookReadSource;

/**
 * TallyWorkbookContents:
 * @foreman: (borrowed): as shown, "" if not there; so are the following
 * @work_request: (borrowed): work request
 * @scope: (borrowed): scope
 * @work_order: (borrowed): work order
 * @customer: (borrowed): customer
 * @job: (borrowed): job
 * @period: (borrowed): "07/07/2025 to 07/13/25"
 * @generated: (borrowed): "Report Generated On: …"
 * @total_cents: total billed as shown
 * @total_formula: (borrowed): its formula, "" if it is a plain number
 * @n_items: number of line items as shown
 * @blocks: (owned) (element-type TallyWorkbookReadBlock): top down
 * @lines: (owned) (element-type TallyWorkbookReadLine): top down
 * @n_formulas: number of formulas on the report sheet
 * @n_visible_sheets: number of sheets that a person sees
 * @has_provenance: whether there is a provenance sheet
 * @generator: (borrowed): who wrote it, "" if not told
 * @installation: (borrowed): opaque id of the installation that wrote it, "" if not told
 * @key: (borrowed): its identity's key, "" if not told
 * @fingerprint: (borrowed): "" if not told
 * @sources: (owned) (element-type TallyWorkbookReadSource): in its order
 * @book: (owned): holds the texts
 *
 * A workbook as read.
 */
typedef struct {
  const char        *foreman;
  const char        *work_request;
  const char        *scope;
  const char        *work_order;
  const char        *customer;
  const char        *job;
  const char        *period;
  const char        *generated;
  TallyMoney         total_cents;
  const char        *total_formula;
  gint64             n_items;
  GArray            *blocks;
  GArray            *lines;
  guint              n_formulas;
  guint              n_visible_sheets;
  gboolean           has_provenance;
  const char        *generator;
  const char        *installation;
  const char        *key;
  const char        *fingerprint;
  GArray            *sources;
  TallyWorkbookBook *book;
} TallyWorkbookContents;

/**
 * tally_workbook_read:
 * @data: a file's bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID - no such workbook, or damaged; %TALLY_WORKBOOK_ERROR_LIMIT -
 * above a bound. Leave the file alone in both cases.
 *
 * Returns: (transfer full): what it shows, or %NULL
 */
TallyWorkbookContents *tally_workbook_read (GBytes                 *data,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_workbook_contents_free:
 * @self: (nullable): contents
 *
 * Frees them.
 */
void                   tally_workbook_contents_free (TallyWorkbookContents  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyWorkbookContents, tally_workbook_contents_free)

G_END_DECLS
