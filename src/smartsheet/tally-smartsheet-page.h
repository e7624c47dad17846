/* tally-smartsheet-page.h
 *
 * Reads one page of a sheet (the answer to GET /sheets/{id}) from pieces of any size: the sheet's
 * head is kept, each row is handed out as soon as it is whole. Memory is that of the longest row.
 * tally-smartsheet-sheet.c feeds it; so do fuzzer and benchmark. One owner at a time. Knows no HTTP.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-table.h"

G_BEGIN_DECLS

typedef struct _TallySmartsheetPage TallySmartsheetPage;

/**
 * tally_smartsheet_page_new:
 * @column_ids: (array length=n_columns): the columns asked for, in the order of a row's cells
 * @n_columns: their number
 * @func: takes the rows
 * @data: handed to @func
 *
 * Returns: (transfer full): a reader at the start of a page
 */
TallySmartsheetPage *tally_smartsheet_page_new          (const gint64         *column_ids,
                                                         guint                 n_columns,
                                                         TallyRowFunc          func,
                                                         gpointer              data);

/**
 * tally_smartsheet_page_free:
 * @self: (nullable): a reader
 *
 * Frees it.
 */
void                 tally_smartsheet_page_free         (TallySmartsheetPage  *self);

/**
 * tally_smartsheet_page_feed:
 * @self: a reader that has not failed
 * @bytes: the next piece of the page
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Reads on. Cells are matched by column id, so that extra columns and missing cells do no harm.
 *
 * Errors: %TALLY_CORE_ERROR_PARSE, %TALLY_SMARTSHEET_ERROR_MALFORMED - no such page (fetch again);
 * %TALLY_CORE_ERROR_LIMIT, %TALLY_SMARTSHEET_ERROR_LIMIT - a bound is exceeded (give up); what the
 * row function set.
 *
 * Returns: %TRUE to go on
 */
gboolean             tally_smartsheet_page_feed         (TallySmartsheetPage  *self,
                                                         const char           *bytes,
                                                         gsize                 length,
                                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_page_finish:
 * @self: a reader that has not failed
 * @error: return location, or %NULL
 *
 * Says that the page has ended, and checks it.
 *
 * Errors: as tally_smartsheet_page_feed(), also for a page cut short;
 * %TALLY_SMARTSHEET_ERROR_MOVED - a column asked for is not in the sheet (read its columns again).
 *
 * Returns: %TRUE if it was whole
 */
gboolean             tally_smartsheet_page_finish       (TallySmartsheetPage  *self,
                                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_smartsheet_page_is_unchanged:
 * @self: a finished reader
 *
 * Returns: %TRUE if the answer was a bare version: the sheet is what it was
 */
gboolean             tally_smartsheet_page_is_unchanged (TallySmartsheetPage  *self);

/**
 * tally_smartsheet_page_get_n_rows:
 * @self: a reader
 *
 * Returns: rows handed out so far
 */
guint                tally_smartsheet_page_get_n_rows   (TallySmartsheetPage  *self);

/**
 * tally_smartsheet_page_get_sheet:
 * @self: a reader
 *
 * Returns: (transfer none): the sheet's head as far as it was read
 */
const TallySheet    *tally_smartsheet_page_get_sheet    (TallySmartsheetPage  *self);

/**
 * tally_smartsheet_page_take_sheet:
 * @self: a finished reader; of no further use but to be freed
 *
 * Returns: (transfer full): the sheet's head
 */
TallySheet          *tally_smartsheet_page_take_sheet   (TallySmartsheetPage  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetPage, tally_smartsheet_page_free)

G_END_DECLS
