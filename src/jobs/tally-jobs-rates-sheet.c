/* tally-jobs-rates-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-rates-sheet.h"

#include <math.h>
#include <string.h>

#include "tally-billing-csv.h"
#include "tally-billing-rate-columns.h"
#include "tally-billing-rates.h"
#include "tally-file-stream.h"
#include "tally-jobs-error.h"
#include "tally-week.h"
#include "tally-workbook-grid.h"

/* What a zip file begins with. */
#define ZIP_MAGIC "PK\003\004"

/* Excel keeps 15 digits of a number and shows no more: 12.34 is stored as 12.340000000000002 by some programs. */
#define EXCEL_DIGITS "%.15g"

/* Days of 1900's date system between 1930 and 2100: less or more is a number that went astray. */
#define FIRST_SERIAL 10959
#define LAST_SERIAL 73050
#define SERIAL_OF_1970 25569

/* A row of a sheet as the reader of comma-separated values has records. */
typedef struct {
  const TallyWorkbookSheet *sheet;
  guint                     next;    /* number of the first cell that is not taken yet */
  GPtrArray                *cells;   /* (element-type utf8) of the row at hand, "" = blank */
} Reader;

gboolean
tally_jobs_rates_sheet_is_workbook (GBytes *bytes)
{
  gsize size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, FALSE);
  data = g_bytes_get_data (bytes, &size);
  return size >= strlen (ZIP_MAGIC) && memcmp (data, ZIP_MAGIC, strlen (ZIP_MAGIC)) == 0;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING, message);
  return FALSE;
}

/* What people see in a cell; other programs store more digits than that. */
static char *
dup_value (const TallyWorkbookCell *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number;

  if (cell->is_text || *cell->value == '\0')
    return g_strdup (cell->value);
  number = g_ascii_strtod (cell->value, &end);
  if (*end != '\0' || !isfinite (number))
    return g_strdup (cell->value);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, EXCEL_DIGITS, number));
}

/* The row that @row names, which may be blank; rows are asked for in order. */
static gboolean
read_row (Reader   *reader,
          guint32   row,
          GError  **error)
{
  const GArray *cells = reader->sheet->cells;

  g_ptr_array_set_size (reader->cells, 0);
  for (; reader->next < cells->len; reader->next++)
    {
      const TallyWorkbookCell *cell = &g_array_index (cells, TallyWorkbookCell, reader->next);
      if (cell->row > row)
        break;
      if (cell->column > TALLY_BILLING_CSV_MAX_CELLS)
        return refuse (error, "the sheet is wider than a table of rates; leave out the columns that are none of it");
      while (reader->cells->len < cell->column)
        g_ptr_array_add (reader->cells, g_strdup (""));
      g_free (reader->cells->pdata[cell->column - 1]);
      reader->cells->pdata[cell->column - 1] = dup_value (cell);
    }
  return TRUE;
}

/* A day that Excel keeps as a number; FALSE if it is none. */
static gboolean
parse_serial (const char *text,
              TallyDay   *out_day)
{
  guint64 serial;

  if (!g_ascii_string_to_unsigned (text, 10, FIRST_SERIAL, LAST_SERIAL, &serial, NULL))
    return FALSE;
  *out_day = tally_day_new (1970, 1, 1) + (TallyDay) serial - SERIAL_OF_1970;
  return TRUE;
}

static void
write_days (Reader *reader,
            guint   column)
{
  char buffer[TALLY_DAY_BUFFER_SIZE];
  TallyDay day;

  if (column >= reader->cells->len || !parse_serial (reader->cells->pdata[column], &day))
    return;
  g_free (reader->cells->pdata[column]);
  reader->cells->pdata[column] = g_strdup (tally_day_format_iso (day, buffer, sizeof buffer));
}

/* A line break within a cell would move the places of all rows below. */
static void
append_cell (GString    *out,
             const char *cell)
{
  g_string_append_c (out, '"');
  for (; *cell != '\0'; cell++)
    if (*cell == '"')
      g_string_append (out, "\"\"");
    else
      g_string_append_c (out, *cell == '\n' || *cell == '\r' ? ' ' : *cell);
  g_string_append_c (out, '"');
}

/* The head's width, so that a row of which the last cells are blank has its shape. */
static void
append_row (GString   *out,
            GPtrArray *cells,
            guint      n_columns)
{
  guint n = MAX (cells->len, n_columns);

  for (guint i = 0; i < n && cells->len > 0; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (i < cells->len && *(const char *) cells->pdata[i] != '\0')
        append_cell (out, cells->pdata[i]);
    }
  g_string_append_c (out, '\n');
}

static TallyBillingRecord
make_record (const Reader *reader,
             guint32       row)
{
  return (TallyBillingRecord) {
    .line = row, .cells = (const char *const *) reader->cells->pdata, .n_cells = reader->cells->len,
  };
}

/* Row of the head, 0 = it has none. */
static guint32
find_head (const TallyWorkbookSheet *sheet)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .sheet = sheet, .cells = cells };
  guint n_seen = 0;

  for (guint32 row = 1; reader.next < sheet->cells->len && n_seen <= TALLY_BILLING_RATES_MAX_LEAD; row++)
    {
      row = MAX (row, g_array_index (sheet->cells, TallyWorkbookCell, reader.next).row);
      if (!read_row (&reader, row, NULL))
        return 0;
      if (tally_billing_rate_columns_is_head (&(TallyBillingRecord) {
            row, (const char *const *) cells->pdata, cells->len }))
        return row;
      n_seen++;
    }
  return 0;
}

static GBytes *
write_csv (const TallyWorkbookSheet  *sheet,
           guint32                    head,
           GError                   **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  Reader reader = { .sheet = sheet, .cells = cells };
  TallyBillingRateColumns columns = { .valid_from = TALLY_BILLING_NO_COLUMN, .valid_to = TALLY_BILLING_NO_COLUMN };

  for (guint32 row = 1; reader.next < sheet->cells->len; row++)
    {
      if (row > TALLY_BILLING_CSV_MAX_LINES || out->len > TALLY_BILLING_CSV_MAX_BYTES)
        {
          refuse (error, "the sheet is longer than any table of rates; leave out the rows that are none of it");
          return NULL;
        }
      if (!read_row (&reader, row, error))
        return NULL;
      if (row == head)
        {
          const TallyBillingRecord record = make_record (&reader, row);
          if (!tally_billing_rate_columns_map (&record, &columns, NULL)) /* who reads the values tells */
            columns = (TallyBillingRateColumns) { record.n_cells, .valid_from = TALLY_BILLING_NO_COLUMN,
                                                  .valid_to = TALLY_BILLING_NO_COLUMN };
        }
      write_days (&reader, columns.valid_from);
      write_days (&reader, columns.valid_to);
      append_row (out, cells, columns.n_columns);
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
tally_jobs_rates_sheet_to_csv (GBytes  *bytes,
                               GError **error)
{
  g_autoptr (TallyWorkbookBook) book = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  book = tally_workbook_book_open (bytes, error);
  if (book == NULL)
    return NULL;
  for (guint i = 0; i < tally_workbook_book_get_n_sheets (book); i++)
    {
      const TallyWorkbookSheet *sheet = tally_workbook_book_load_sheet (book, i, error);
      guint32 head;
      if (sheet == NULL)
        return NULL;
      head = sheet->is_visible ? find_head (sheet) : 0;
      if (head != 0)
        return write_csv (sheet, head, error);
    }
  refuse (error, "no visible sheet of the workbook has a head with the column \"CU\" among its first rows; write the titles "
                 "\"CU\" and \"Install Price\" above the prices");
  return NULL;
}

GBytes *
tally_jobs_rates_sheet_load (const char *path,
                             GError    **error)
{
  g_autoptr (GBytes) bytes = tally_file_stream_read_bytes (path, TALLY_BILLING_CSV_MAX_BYTES, error);

  if (bytes == NULL || !tally_jobs_rates_sheet_is_workbook (bytes))
    return g_steal_pointer (&bytes);
  return tally_jobs_rates_sheet_to_csv (bytes, error);
}
