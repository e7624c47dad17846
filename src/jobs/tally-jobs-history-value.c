/* tally-jobs-history-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-history-value.h"

#include "tally-billing-line.h"
#include "tally-store-delta.h"

char *
tally_jobs_history_dup_value (TallyField                     field,
                              const TallySmartsheetRevision *revision)
{
  g_autoptr (TallyBillingLineParser) parser = tally_billing_line_parser_new (0, &field, 1);
  const TallyCell cell = {
    .kind = *revision->text != '\0' ? revision->kind : TALLY_CELL_EMPTY,
    .is_display = revision->is_display,
    .length = (guint32) strlen (revision->text),
    .text = revision->text,
  };
  const TallyRow row = { .n_cells = 1, .cells = &cell };
  char buffer[TALLY_STORE_DELTA_BUFFER_SIZE];
  TallyLine line;

  if (!tally_billing_parse_row (parser, &row, &line))
    tally_line_clear (&line);
  return g_strdup (tally_store_delta_get_value (&line, field, buffer));
}

TallyCellHistory *
tally_jobs_history_make (const TallySmartsheetCellRef *cell,
                         TallyField                    field,
                         GPtrArray                    *revisions)
{
  TallyCellHistory *history = tally_cell_history_new (cell->sheet_id, cell->row_id, field, TALLY_CELL_HISTORY_COMPLETE);

  history->column_id = cell->column_id;
  for (guint i = 0; i < revisions->len; i++)
    {
      const TallySmartsheetRevision *revision = revisions->pdata[i];
      g_autofree char *value = tally_jobs_history_dup_value (field, revision);
      tally_cell_history_add (history, revision->modified_utc_usec, revision->modified_by, value);
    }
  tally_cell_history_sort (history);
  return history;
}
