/* tally-workbook-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-page-private.h"

#include "tally-clock.h"
#include "tally-workbook-text.h"

#define RED 0xC00000
#define MONEY "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)"
#define SHARE "0.0%"
#define COUNT "#,##0"
#define TITLE_SIZE 16

/* Columns that a table can have; lists have some fifteen. */
#define MAX_COLUMNS 32

/* Points of a line of text; lines of a row that are shown before one has to look into the cell. Not every
 * program finds out by itself how high a row must be. */
#define LINE_HEIGHT 15
#define MAX_LINES 10

/* libxlsxwriter takes links of this length at most. */
#define MAX_URL 2079

void
tally_workbook_pages_note (TallyWorkbookPages *self,
                           lxw_error           error)
{
  if (self->error == LXW_NO_ERROR)
    self->error = error;
}

static lxw_format *
add_format (TallyWorkbookPages *self,
            const char         *number)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (number != NULL)
    format_set_num_format (format, number);
  return format;
}

void
tally_workbook_pages_init (TallyWorkbookPages *self,
                           lxw_workbook       *book)
{
  *self = (TallyWorkbookPages) { .book = book, .scratch = g_string_new (NULL) };
  self->title = add_format (self, NULL);
  self->head = add_format (self, NULL);
  self->money = add_format (self, MONEY);
  self->share = add_format (self, SHARE);
  self->count = add_format (self, COUNT);
  self->plain = add_format (self, NULL);
  self->wrapped = add_format (self, NULL);
  self->strong = add_format (self, NULL);
  format_set_bold (self->title);
  format_set_font_size (self->title, TITLE_SIZE);
  format_set_bold (self->head);
  format_set_font_color (self->head, LXW_COLOR_WHITE);
  format_set_bg_color (self->head, RED);
  format_set_text_wrap (self->wrapped);
  format_set_bold (self->strong);
}

void
tally_workbook_pages_clear (TallyWorkbookPages *self)
{
  if (self->scratch != NULL)
    g_string_free (self->scratch, TRUE);
  self->scratch = NULL;
}

void
tally_workbook_pages_begin (TallyWorkbookPages        *self,
                            const char                *name,
                            const TallyWorkbookColumn *columns,
                            guint                      n_columns)
{
  self->sheet = workbook_add_worksheet (self->book, name);
  for (guint i = 0; i < n_columns; i++)
    tally_workbook_pages_note (self, worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, columns[i].width, NULL));
  worksheet_set_landscape (self->sheet);
  worksheet_fit_to_pages (self->sheet, 1, 0);
  worksheet_freeze_panes (self->sheet, 1, 0);
  tally_workbook_pages_note (self, worksheet_repeat_rows (self->sheet, 0, 0));
  tally_workbook_pages_note (self, worksheet_set_footer (self->sheet, "&L&A&RPage &P of &N"));
  self->row = 1;
  self->column = 0;
  self->columns = columns;
  self->n_lines = 1;
}

void
tally_workbook_pages_end_row (TallyWorkbookPages *self)
{
  if (self->n_lines > 1)
    tally_workbook_pages_note (self, worksheet_set_row (self->sheet, self->row, LINE_HEIGHT * self->n_lines, NULL));
  self->row++;
  self->column = 0;
  self->n_lines = 1;
}

void
tally_workbook_pages_end (TallyWorkbookPages        *self,
                          const char                *table,
                          const TallyWorkbookColumn *columns,
                          guint                      n_columns)
{
  lxw_table_column heads[MAX_COLUMNS] = { 0 };
  lxw_table_column *pointers[MAX_COLUMNS + 1] = { NULL };
  lxw_table_options options = { .name = (char *) table, .columns = pointers, .style_type = LXW_TABLE_STYLE_TYPE_MEDIUM,
                                .style_type_number = 3 };

  g_assert (n_columns <= MAX_COLUMNS);
  for (guint i = 0; i < n_columns; i++)
    {
      heads[i].header = (char *) columns[i].title;
      heads[i].header_format = self->head;
      pointers[i] = &heads[i];
    }
  tally_workbook_pages_note (self, worksheet_add_table (self->sheet, 0, 0, MAX (self->row, 2) - 1, (lxw_col_t) (n_columns - 1), &options));
}

static void
put_text (TallyWorkbookPages *self,
          const char         *text,
          lxw_format         *format)
{
  if (text[0] != '\0')
    tally_workbook_pages_note (self, worksheet_write_string (self->sheet, self->row, self->column,
                                                             tally_workbook_text_escape (text, self->scratch), format));
  self->column++;
}

static void
put_number (TallyWorkbookPages *self,
            double              number,
            lxw_format         *format)
{
  tally_workbook_pages_note (self, worksheet_write_number (self->sheet, self->row, self->column++, number, format));
}

void
tally_workbook_pages_put_text (TallyWorkbookPages *self,
                               const char         *text)
{
  put_text (self, text, self->plain);
}

void
tally_workbook_pages_put_long_text (TallyWorkbookPages *self,
                                    const char         *text)
{
  double width = self->columns[self->column].width;
  guint n_lines = (guint) ((double) strlen (text) / width) + 1;

  self->n_lines = MAX (self->n_lines, MIN (n_lines, MAX_LINES));
  put_text (self, text, self->wrapped);
}

void
tally_workbook_pages_put_count (TallyWorkbookPages *self,
                                gint64              count)
{
  put_number (self, (double) count, self->count);
}

void
tally_workbook_pages_put_money (TallyWorkbookPages *self,
                                TallyMoney          cents)
{
  put_number (self, tally_money_to_double (cents), self->money);
}

void
tally_workbook_pages_put_share (TallyWorkbookPages *self,
                                double              ratio)
{
  put_number (self, ratio, self->share);
}

void
tally_workbook_pages_put_day (TallyWorkbookPages *self,
                              TallyDay            day)
{
  char buffer[TALLY_DAY_BUFFER_SIZE];

  put_text (self, tally_day_format_iso (day, buffer, sizeof buffer), self->plain);
}

void
tally_workbook_pages_put_id (TallyWorkbookPages *self,
                             gint64              id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup ("");

  put_text (self, text, self->plain);
}

void
tally_workbook_pages_put_time (TallyWorkbookPages *self,
                               gint64              utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : g_strdup ("");

  put_text (self, text, self->plain);
}

void
tally_workbook_pages_put_link (TallyWorkbookPages *self,
                               const char         *url,
                               const char         *text)
{
  if (!g_str_has_prefix (url, "https://") || strlen (url) > MAX_URL || self->sheet->hlink_count >= LXW_MAX_NUMBER_URLS)
    {
      put_text (self, text, self->plain);
      return;
    }
  tally_workbook_pages_note (self, worksheet_write_url_opt (self->sheet, self->row, self->column++, url, NULL,
                                                            tally_workbook_text_escape (text, self->scratch), NULL));
}
