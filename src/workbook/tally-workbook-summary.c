/* tally-workbook-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-summary.h"

#include "tally-clock.h"
#include "tally-workbook-draft-private.h"
#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"
#include "tally-workbook-text.h"

#define MAX_LINKS 65000 /* Excel opens a sheet with at most 65,530 links */
#define RED 0xC00000

enum { COLUMN_WORK_REQUEST, COLUMN_VARIANT, COLUMN_NAME, COLUMN_LINES, COLUMN_TOTAL,
       COLUMN_ACTION, COLUMN_FILE, N_COLUMNS };

typedef struct {
  const TallyWorkbookSummary *summary;
  GString                    *scratch;
  lxw_format                 *head;
  lxw_format                 *money;
  lxw_format                 *total;
  lxw_format                 *total_money;
  lxw_worksheet              *sheet;
  lxw_error                   error; /* the first one */
} Page;

static void
note (Page      *page,
      lxw_error  error)
{
  if (page->error == LXW_NO_ERROR)
    page->error = error;
}

static void
put_text (Page       *page,
          lxw_row_t   row,
          lxw_col_t   column,
          const char *text)
{
  note (page, worksheet_write_string (page->sheet, row, column,
                                      tally_workbook_text_escape (text, page->scratch), NULL));
}

static void
add_formats (Page         *page,
             lxw_workbook *book)
{
  page->head = workbook_add_format (book);
  page->money = workbook_add_format (book);
  page->total = workbook_add_format (book);
  page->total_money = workbook_add_format (book);
  format_set_bold (page->head);
  format_set_font_color (page->head, LXW_COLOR_WHITE);
  format_set_bg_color (page->head, RED);
  format_set_num_format (page->money, "\"$\"#,##0.00_-");
  format_set_bold (page->total);
  format_set_bold (page->total_money);
  format_set_num_format (page->total_money, "\"$\"#,##0.00_-");
}

static void
add_sheet (Page         *page,
           lxw_workbook *book,
           TallyDay      week_ending)
{
  static const struct {
    const char *title;
    double      width;
  } columns[N_COLUMNS] = {
    { "Work Request #", 20 }, { "Variant", 20 }, { "Name", 24 }, { "Line Items", 12 },
    { "Total Billed", 16 }, { "Action", 28 }, { "Workbook", 60 },
  };
  char day[TALLY_DAY_BUFFER_SIZE];
  g_autofree char *name = NULL;

  tally_day_format_iso (week_ending, day, sizeof day);
  name = g_strconcat ("Week ", day, NULL);
  page->sheet = workbook_add_worksheet (book, name);
  if (page->sheet == NULL)
    {
      note (page, LXW_ERROR_SHEETNAME_ALREADY_USED);
      return;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      lxw_col_t column = (lxw_col_t) i;

      note (page, worksheet_set_column (page->sheet, column, column, columns[i].width, NULL));
      note (page, worksheet_write_string (page->sheet, 0, column, columns[i].title, page->head));
    }
  worksheet_set_landscape (page->sheet);
  worksheet_fit_to_pages (page->sheet, 1, 0);
  worksheet_freeze_panes (page->sheet, 1, 0);
  note (page, worksheet_repeat_rows (page->sheet, 0, 0));
}

static void
put_row (Page                          *page,
         lxw_row_t                      row,
         const TallyWorkbookSummaryRow *item)
{
  const TallyIdentity *identity = item->identity;

  put_text (page, row, COLUMN_WORK_REQUEST, identity->work_request);
  put_text (page, row, COLUMN_VARIANT, tally_variant_get_id (identity->variant));
  if (*identity->identifier != '\0')
    put_text (page, row, COLUMN_NAME, identity->identifier);
  note (page, worksheet_write_number (page->sheet, row, COLUMN_LINES, item->n_lines, NULL));
  note (page, worksheet_write_number (page->sheet, row, COLUMN_TOTAL,
                                      tally_money_to_double (item->total_cents), page->money));
  put_text (page, row, COLUMN_ACTION, item->action != NULL ? item->action : "");
  if (item->file_name != NULL && row <= MAX_LINKS)
    {
      g_autofree char *link = g_strconcat ("external:", item->file_name, NULL);

      note (page, worksheet_write_url_opt (page->sheet, row, COLUMN_FILE, link, NULL,
                                           item->file_name, NULL));
    }
  else if (item->file_name != NULL)
    put_text (page, row, COLUMN_FILE, item->file_name);
}

static void
put_total (Page       *page,
           lxw_row_t   row,
           guint64     n_lines,
           TallyMoney  total_cents)
{
  char formula[48];

  note (page, worksheet_write_string (page->sheet, row, 0, "Total", page->total));
  g_snprintf (formula, sizeof formula, "=SUM(D2:D%u)", row);
  note (page, worksheet_write_formula_num (page->sheet, row, COLUMN_LINES, formula, page->total,
                                           (double) n_lines));
  g_snprintf (formula, sizeof formula, "=SUM(E2:E%u)", row);
  note (page, worksheet_write_formula_num (page->sheet, row, COLUMN_TOTAL, formula,
                                           page->total_money,
                                           tally_money_to_double (total_cents)));
}

/* @first: index of the week's first row. Returns the index after its last one. */
static guint
draw_week (Page         *page,
           lxw_workbook *book,
           guint         first)
{
  const TallyWorkbookSummaryRow *rows = page->summary->rows;
  TallyDay week_ending = rows[first].identity->week_ending;
  TallyMoney total_cents = 0;
  guint64 n_lines = 0;
  guint i = first;

  add_sheet (page, book, week_ending);
  for (; page->error == LXW_NO_ERROR && i < page->summary->n_rows
         && rows[i].identity->week_ending == week_ending; i++)
    {
      put_row (page, i - first + 1, &rows[i]);
      n_lines += rows[i].n_lines;
      total_cents += rows[i].total_cents; /* check_totals() saw that it fits */
    }
  if (page->error == LXW_NO_ERROR)
    put_total (page, i - first + 1, n_lines, total_cents);
  return i;
}

/* "2 days", "5 hours": for people, rounded down. */
static char *
dup_age (gint64 age_usec)
{
  gint64 hours = MAX (age_usec, 0) / G_TIME_SPAN_HOUR;

  if (hours < 1)
    return g_strdup ("less than an hour");
  if (hours < 48)
    return g_strdup_printf ("%" G_GINT64_FORMAT " hours", hours);
  return g_strdup_printf ("%" G_GINT64_FORMAT " days", hours / 24);
}

/* Sources whose last good state stands in: nobody may take that for today's. */
static void
draw_stale (Page         *page,
            lxw_workbook *book)
{
  static const char *const titles[] = { "Source Sheet", "As Of", "Age" };
  const TallyWorkbookSummary *summary = page->summary;

  page->sheet = workbook_add_worksheet (book, "Older Data");
  note (page, worksheet_set_column (page->sheet, 0, G_N_ELEMENTS (titles) - 1, 24, NULL));
  worksheet_set_tab_color (page->sheet, RED);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    note (page, worksheet_write_string (page->sheet, 0, (lxw_col_t) i, titles[i], page->head));
  for (guint i = 0; i < summary->n_stale; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, summary->stale[i].sheet_id);
      g_autofree char *time = tally_clock_format_utc (summary->stale[i].as_of_utc_usec);
      g_autofree char *as_of = g_strconcat ("as of ", time, NULL);
      g_autofree char *age = dup_age (summary->created_utc_usec - summary->stale[i].as_of_utc_usec);
      put_text (page, i + 1, 0, id);
      put_text (page, i + 1, 1, as_of);
      put_text (page, i + 1, 2, age);
    }
}

static lxw_error
draw_cb (lxw_workbook *book,
         gpointer      user_data)
{
  const TallyWorkbookSummary *summary = user_data;
  g_autoptr (GString) scratch = g_string_new (NULL);
  Page page = { .summary = summary, .scratch = scratch };
  guint i = 0;

  add_formats (&page, book);
  if (summary->n_stale > 0)
    draw_stale (&page, book);
  while (i < summary->n_rows && page.error == LXW_NO_ERROR)
    i = draw_week (&page, book, i);
  if (summary->n_rows == 0)
    {
      page.sheet = workbook_add_worksheet (book, "Nothing billed");
      put_text (&page, 0, 0, "No workbooks in this run");
    }
  return page.error;
}

static gboolean
check_totals (const TallyWorkbookSummary  *self,
              GError                     **error)
{
  TallyMoney sum = 0;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < self->n_rows; i++)
    ok = tally_money_add (&sum, self->rows[i].total_cents)
         && (i == 0 || self->rows[i - 1].identity->week_ending
                         <= self->rows[i].identity->week_ending);
  if (!ok)
    g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
                         "the summary's rows are not in order of weeks, or sum to above 64 bits");
  return ok;
}

gboolean
tally_workbook_summary_write (const TallyWorkbookSummary  *self,
                              const char                  *path,
                              GError                     **error)
{
  TallyWorkbookDraft draft = { draw_cb, (gpointer) self, NULL,
                               self != NULL ? self->created_utc_usec : 0 };
  TallyWorkbookCheck none = { NULL };
  g_autoptr (GBytes) book = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);
  if (!check_totals (self, error))
    return FALSE;
  book = tally_workbook_draft_make (&draft, error);
  folder = g_path_get_dirname (path);
  return book != NULL && tally_workbook_folder_put (path, book, none, NULL, error)
         && tally_workbook_folder_sync (folder, error);
}
