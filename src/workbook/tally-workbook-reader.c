/* tally-workbook-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-reader.h"

#include "tally-workbook-error.h"

#define REPORT_SHEET "Work Report"
#define PROVENANCE_SHEET "Tallyman"
#define LAST_HEAD_ROW 14 /* the predecessor's newest layout has a seventh detail on row 14 */

enum { COLUMN_A = 1, COLUMN_B, COLUMN_C, COLUMN_D, COLUMN_F = 6, COLUMN_G, COLUMN_H };

static gboolean
refuse (GError     **error,
        guint32      row,
        const char  *what)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID, "row %u: %s", row, what);
  return FALSE;
}

/* An empty cell is 0: a person may have cleared it. */
static gboolean
read_number (const TallyWorkbookSheet *sheet,
             guint32                   row,
             guint32                   column,
             TallyDecimal             *out_number)
{
  const char *text = tally_workbook_sheet_get_text (sheet, row, column);

  *out_number = tally_decimal_new (0, 0);
  return *text == '\0' || tally_decimal_parse (text, strlen (text), out_number);
}

static gboolean
read_cents (const TallyWorkbookSheet *sheet,
            guint32                   row,
            guint32                   column,
            TallyMoney               *out_cents)
{
  TallyDecimal number;

  return read_number (sheet, row, column, &number) && tally_decimal_scale (number, 2, out_cents);
}

static const char *
get_formula (const TallyWorkbookSheet *sheet,
             guint32                   row,
             guint32                   column)
{
  const TallyWorkbookCell *cell = tally_workbook_sheet_find (sheet, row, column);

  return cell != NULL ? cell->formula : "";
}

static void
read_detail (TallyWorkbookContents    *self,
             const TallyWorkbookSheet *sheet,
             guint32                   row)
{
  const struct {
    const char  *label;
    const char **value;
  } details[] = {
    { "Foreman:", &self->foreman },       { "Work Request #:", &self->work_request },
    { "Scope ID #:", &self->scope },      { "Work Order #:", &self->work_order },
    { "Customer:", &self->customer },     { "Job #:", &self->job },
  };
  const char *label = tally_workbook_sheet_get_text (sheet, row, COLUMN_F);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (strcmp (label, details[i].label) == 0)
      *details[i].value = tally_workbook_sheet_get_text (sheet, row, COLUMN_G);
}

static gboolean
read_head (TallyWorkbookContents    *self,
           const TallyWorkbookSheet *sheet,
           GError                  **error)
{
  for (guint32 row = 1; row <= LAST_HEAD_ROW; row++)
    {
      const char *label = tally_workbook_sheet_get_text (sheet, row, COLUMN_B);
      const char *value = tally_workbook_sheet_get_text (sheet, row, COLUMN_C);

      read_detail (self, sheet, row);
      if (strcmp (label, "Billing Period:") == 0)
        self->period = value;
      if (strcmp (label, "Total Billed Amount:") == 0)
        {
          self->total_formula = get_formula (sheet, row, COLUMN_C);
          if (!read_cents (sheet, row, COLUMN_C, &self->total_cents))
            return refuse (error, row, "the total is no amount");
        }
      if (strcmp (label, "Total Line Items:") == 0
          && !tally_number_parse_int64 (value, strlen (value), &self->n_items))
        return refuse (error, row, "the number of line items is none");
    }
  self->generated = tally_workbook_sheet_get_text (sheet, 5, COLUMN_D);
  if (*self->period == '\0')
    return refuse (error, 10, "there is no billing period");
  return TRUE;
}

static gboolean
read_line (TallyWorkbookContents    *self,
           const TallyWorkbookSheet *sheet,
           guint32                   row,
           GError                  **error)
{
  TallyWorkbookReadLine line;

  for (guint i = 0; i < TALLY_WORKBOOK_N_TEXTS; i++)
    line.text[i] = tally_workbook_sheet_get_text (sheet, row, COLUMN_A + i);
  if (!read_number (sheet, row, COLUMN_F, &line.quantity))
    return refuse (error, row, "the quantity is no number");
  if (!read_cents (sheet, row, COLUMN_H, &line.price_cents))
    return refuse (error, row, "the price is no amount");
  g_array_append_val (self->lines, line);
  return TRUE;
}

/* @row: of the title. */
static gboolean
read_block (TallyWorkbookContents     *self,
            const TallyWorkbookSheet  *sheet,
            guint32                   *row,
            guint32                    last_row,
            GError                   **error)
{
  TallyWorkbookReadBlock block = {
    .title = tally_workbook_sheet_get_text (sheet, *row, COLUMN_A),
    .row = *row,
    .first_line = self->lines->len,
  };

  for (*row += 2; *row <= last_row; (*row)++)
    {
      /* A line's point number may be "TOTAL" too; a total has nothing else but its sum. */
      if (strcmp (tally_workbook_sheet_get_text (sheet, *row, COLUMN_A), "TOTAL") == 0
          && tally_workbook_sheet_find (sheet, *row, COLUMN_F) == NULL)
        break;
      if (!read_line (self, sheet, *row, error))
        return FALSE;
      block.n_lines++;
    }
  if (*row > last_row)
    return refuse (error, block.row, "the block has no total");
  block.formula = get_formula (sheet, *row, COLUMN_H);
  if (!read_cents (sheet, *row, COLUMN_H, &block.total_cents))
    return refuse (error, *row, "the total is no amount");
  g_array_append_val (self->blocks, block);
  return TRUE;
}

static gboolean
read_report (TallyWorkbookContents     *self,
             const TallyWorkbookSheet  *sheet,
             GError                   **error)
{
  guint32 last_row = 0;

  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const TallyWorkbookCell *cell = &g_array_index (sheet->cells, TallyWorkbookCell, i);

      last_row = cell->row;
      self->n_formulas += *cell->formula != '\0' ? 1 : 0;
    }
  if (!read_head (self, sheet, error))
    return FALSE;
  for (guint32 row = LAST_HEAD_ROW - 1; row < last_row; row++)
    if (strcmp (tally_workbook_sheet_get_text (sheet, row + 1, COLUMN_A), "Point Number") == 0
        && strcmp (tally_workbook_sheet_get_text (sheet, row + 1, COLUMN_H), "Pricing") == 0
        && !read_block (self, sheet, &row, last_row, error))
      return FALSE;
  return TRUE;
}

static void
read_source (TallyWorkbookContents    *self,
             const TallyWorkbookSheet *sheet,
             guint32                   row)
{
  const char *id = tally_workbook_sheet_get_text (sheet, row, COLUMN_B);
  const char *n_used = tally_workbook_sheet_get_text (sheet, row, COLUMN_D);
  TallyWorkbookReadSource source
    = { .name = tally_workbook_sheet_get_text (sheet, row, COLUMN_C) };
  gint64 n = 0;

  if (!tally_number_parse_int64 (id, strlen (id), &source.sheet_id)
      || !tally_number_parse_int64 (n_used, strlen (n_used), &n) || n < 0 || n > G_MAXINT32)
    return;
  source.n_rows_used = (guint) n;
  g_array_append_val (self->sources, source);
}

static void
read_provenance (TallyWorkbookContents    *self,
                 const TallyWorkbookSheet *sheet)
{
  self->has_provenance = TRUE;
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const TallyWorkbookCell *cell = &g_array_index (sheet->cells, TallyWorkbookCell, i);
      const char *value = tally_workbook_sheet_get_text (sheet, cell->row, COLUMN_B);

      if (cell->column != COLUMN_A)
        continue;
      if (strcmp (cell->value, "generator") == 0)
        self->generator = value;
      else if (strcmp (cell->value, "installation") == 0)
        self->installation = value;
      else if (strcmp (cell->value, "identity") == 0)
        self->key = value;
      else if (strcmp (cell->value, "fingerprint") == 0)
        self->fingerprint = value;
      else if (strcmp (cell->value, "source") == 0)
        read_source (self, sheet, cell->row);
    }
}

static gboolean
read_sheets (TallyWorkbookContents  *self,
             GError                **error)
{
  gboolean has_report = FALSE;

  for (guint i = 0; i < tally_workbook_book_get_n_sheets (self->book); i++)
    {
      const TallyWorkbookSheet *sheet = tally_workbook_book_load_sheet (self->book, i, error);

      if (sheet == NULL)
        return FALSE;
      self->n_visible_sheets += sheet->is_visible ? 1 : 0;
      if (!has_report && strcmp (sheet->name, REPORT_SHEET) == 0)
        {
          has_report = TRUE;
          if (!read_report (self, sheet, error))
            return FALSE;
        }
      if (!sheet->is_visible && strcmp (sheet->name, PROVENANCE_SHEET) == 0)
        read_provenance (self, sheet);
    }
  return has_report || refuse (error, 1, "there is no sheet \"" REPORT_SHEET "\"");
}

TallyWorkbookContents *
tally_workbook_read (GBytes  *data,
                     GError **error)
{
  g_autoptr (TallyWorkbookContents) self = g_new0 (TallyWorkbookContents, 1);

  self->foreman = self->work_request = self->scope = self->work_order = self->customer = "";
  self->job = self->period = self->generated = self->total_formula = "";
  self->generator = self->installation = self->key = self->fingerprint = "";
  self->blocks = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookReadBlock));
  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookReadLine));
  self->sources = g_array_new (FALSE, FALSE, sizeof (TallyWorkbookReadSource));
  self->book = tally_workbook_book_open (data, error);
  if (self->book == NULL || !read_sheets (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tally_workbook_contents_free (TallyWorkbookContents *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->lines);
  g_array_unref (self->sources);
  tally_workbook_book_free (self->book);
  g_free (self);
}
