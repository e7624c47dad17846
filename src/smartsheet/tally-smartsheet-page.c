/* tally-smartsheet-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-page.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-page-private.h"

TallySmartsheetPage *
tally_smartsheet_page_new (const gint64 *column_ids,
                           guint         n_columns,
                           TallyRowFunc  func,
                           gpointer      data)
{
  TallySmartsheetPage *self;

  g_return_val_if_fail (func != NULL && (column_ids != NULL || n_columns == 0), NULL);
  self = g_new0 (TallySmartsheetPage, 1);
  self->stream = tally_json_stream_new (&tally_smartsheet_page_handler, self);
  self->rowbuf = tally_smartsheet_rowbuf_new (column_ids, n_columns);
  self->sheet = tally_sheet_new (0, NULL);
  self->column_ids = g_memdup2 (column_ids, n_columns * sizeof *column_ids);
  self->n_columns = n_columns;
  self->func = func;
  self->data = data;
  return self;
}

void
tally_smartsheet_page_free (TallySmartsheetPage *self)
{
  if (self == NULL)
    return;
  tally_json_stream_free (self->stream);
  tally_smartsheet_rowbuf_free (self->rowbuf);
  tally_sheet_free (self->sheet);
  g_free (self->column_ids);
  g_free (self);
}

gboolean
tally_smartsheet_page_feed (TallySmartsheetPage  *self,
                            const char           *bytes,
                            gsize                 length,
                            GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tally_json_stream_feed (self->stream, bytes, length, error);
}

static gboolean
has_column (TallySmartsheetPage *self,
            gint64               column_id)
{
  for (guint i = 0; i < self->sheet->columns->len; i++)
    if (((TallyColumn *) self->sheet->columns->pdata[i])->column_id == column_id)
      return TRUE;
  return FALSE;
}

gboolean
tally_smartsheet_page_finish (TallySmartsheetPage  *self,
                              GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (!tally_json_stream_finish (self->stream, error))
    return FALSE;
  if (tally_smartsheet_page_is_unchanged (self))
    return TRUE;
  if (!self->has_columns || !self->has_rows || self->sheet->version < 0 || self->sheet->n_rows < 0)
    {
      g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MALFORMED,
                   "the page of sheet %" G_GINT64_FORMAT " lacks columns, rows, version or number of rows",
                   self->sheet->sheet_id);
      return FALSE;
    }
  for (guint i = 0; i < self->n_columns; i++)
    if (!has_column (self, self->column_ids[i]))
      {
        g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MOVED,
                     "column %" G_GINT64_FORMAT " is not in sheet %" G_GINT64_FORMAT,
                     self->column_ids[i], self->sheet->sheet_id);
        return FALSE;
      }
  return TRUE;
}

gboolean
tally_smartsheet_page_is_unchanged (TallySmartsheetPage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return !self->has_columns && !self->has_rows && self->sheet->sheet_id == 0
         && self->sheet->version >= 0;
}

guint
tally_smartsheet_page_get_n_rows (TallySmartsheetPage *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rows;
}

const TallySheet *
tally_smartsheet_page_get_sheet (TallySmartsheetPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->sheet;
}

TallySheet *
tally_smartsheet_page_take_sheet (TallySmartsheetPage *self)
{
  TallySheet *sheet;

  g_return_val_if_fail (self != NULL, NULL);
  sheet = self->sheet;
  self->sheet = tally_sheet_new (sheet->sheet_id, NULL);
  return sheet;
}
