/* tally-workbook-takeover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-takeover.h"

#include "tally-workbook-draft-private.h"
#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"
#include "tally-workbook-text.h"

#define RED 0xC00000
#define MONEY "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)"
#define MAX_ROWS 1048000 /* of a sheet, with room for head and total */
#define MAX_FORMULA 160

/* Columns of the sheet "Identities"; formulas name them by letter. */
enum { ID_WORK_REQUEST, ID_WEEK, ID_VARIANT, ID_NAME, ID_STATUS, ID_OUR_LINES, ID_OURS, ID_THEIR_LINES,
       ID_THEIRS, ID_DIFFERENCE, ID_FILES, ID_FILE, ID_REMARK, N_ID_COLUMNS };
enum { LINE_WORK_REQUEST, LINE_WEEK, LINE_CHANGE, LINE_POINT, LINE_CODE, LINE_WORK, LINE_OURS,
       LINE_THEIRS, LINE_DIFFERENCE, N_LINE_COLUMNS };

typedef struct {
  const char *title;
  double      width;
} Column;

typedef struct {
  const TallyTakeover *takeover;
  GString             *scratch;
  lxw_format          *head;
  lxw_format          *money;
  lxw_format          *total;
  lxw_format          *total_money;
  lxw_worksheet       *sheet;
  lxw_error            error;      /* the first one */
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
          const char *text,
          lxw_format *format)
{
  if (*text != '\0')
    note (page, worksheet_write_string (page->sheet, row, column,
                                        tally_workbook_text_escape (text, page->scratch), format));
}

static void
put_count (Page      *page,
           lxw_row_t  row,
           lxw_col_t  column,
           guint      count)
{
  note (page, worksheet_write_number (page->sheet, row, column, count, NULL));
}

static void
put_money (Page       *page,
           lxw_row_t   row,
           lxw_col_t   column,
           TallyMoney  cents)
{
  note (page, worksheet_write_number (page->sheet, row, column, tally_money_to_double (cents), page->money));
}

/* @value is what the formula amounts to, for readers that do not calculate. */
static void
put_formula (Page       *page,
             lxw_row_t   row,
             lxw_col_t   column,
             const char *formula,
             double      value,
             lxw_format *format)
{
  note (page, worksheet_write_formula_num (page->sheet, row, column, formula, format, value));
}

static void
put_week (Page      *page,
          lxw_row_t  row,
          lxw_col_t  column,
          TallyDay   week)
{
  char day[TALLY_DAY_BUFFER_SIZE];

  put_text (page, row, column, tally_day_format_iso (week, day, sizeof day), NULL);
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
  format_set_num_format (page->money, MONEY);
  format_set_bold (page->total);
  format_set_bold (page->total_money);
  format_set_num_format (page->total_money, MONEY);
}

static void
add_sheet (Page         *page,
           lxw_workbook *book,
           const char   *name,
           const Column *columns,
           guint         n_columns)
{
  page->sheet = workbook_add_worksheet (book, name);
  for (guint i = 0; i < n_columns; i++)
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

/* --- the summary ------------------------------------------------------------------------------ */

static TallyMoney
sum_status (const TallyTakeover *takeover,
            guint                status,
            gboolean             ours)
{
  TallyMoney sum = 0;

  for (guint i = 0; i < takeover->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = takeover->entries->pdata[i];

      if (entry->status == (TallyTakeoverStatus) status)
        sum += ours ? entry->our_cents : entry->their_cents; /* part of a sum that fits */
    }
  return sum;
}

static void
put_status (Page      *page,
            lxw_row_t  row,
            guint      status)
{
  const TallyTakeover *takeover = page->takeover;
  guint last = takeover->entries->len + 1;
  TallyMoney ours = sum_status (takeover, status, TRUE);
  TallyMoney theirs = sum_status (takeover, status, FALSE);
  char formula[MAX_FORMULA];

  put_text (page, row, 0, tally_takeover_status_get_title ((TallyTakeoverStatus) status), NULL);
  g_snprintf (formula, sizeof formula, "=COUNTIF(Identities!E$2:E$%u,A%u)", last, row + 1);
  put_formula (page, row, 1, formula, takeover->n_by_status[status], NULL);
  g_snprintf (formula, sizeof formula, "=SUMIF(Identities!E$2:E$%u,A%u,Identities!G$2:G$%u)", last, row + 1, last);
  put_formula (page, row, 2, formula, tally_money_to_double (ours), page->money);
  g_snprintf (formula, sizeof formula, "=SUMIF(Identities!E$2:E$%u,A%u,Identities!I$2:I$%u)", last, row + 1, last);
  put_formula (page, row, 3, formula, tally_money_to_double (theirs), page->money);
  g_snprintf (formula, sizeof formula, "=C%u-D%u", row + 1, row + 1);
  put_formula (page, row, 4, formula, tally_money_to_double (ours - theirs), page->money);
}

static void
put_status_total (Page      *page,
                  lxw_row_t  row)
{
  const TallyTakeover *takeover = page->takeover;
  const double values[] = {
    takeover->entries->len, tally_money_to_double (takeover->our_cents),
    tally_money_to_double (takeover->their_cents),
    tally_money_to_double (takeover->our_cents - takeover->their_cents),
  };

  put_text (page, row, 0, "Total", page->total);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      char formula[MAX_FORMULA];

      g_snprintf (formula, sizeof formula, "=SUM(%c2:%c%u)", 'B' + (int) i, 'B' + (int) i, row);
      put_formula (page, row, (lxw_col_t) (i + 1), formula, values[i],
                   i == 0 ? page->total : page->total_money);
    }
}

static void
draw_summary (Page         *page,
              lxw_workbook *book)
{
  static const Column columns[] = {
    { "Comparison", 44 }, { "Identities", 12 }, { "Ours", 18 }, { "There", 18 }, { "Difference", 18 },
  };
  const TallyTakeover *takeover = page->takeover;
  lxw_row_t row = 1;

  add_sheet (page, book, "Summary", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < TALLY_N_TAKEOVER_STATUSES; i++)
    put_status (page, row++, i);
  put_status_total (page, row);
  row += 2;
  put_text (page, row, 0, "Identities with more than one file", NULL);
  put_count (page, row++, 1, takeover->n_doubled);
  put_text (page, row, 0, "Identities whose file is ours already", NULL);
  put_count (page, row++, 1, takeover->n_ours);
  put_text (page, row, 0, "Files of other names, never touched", NULL);
  put_count (page, row++, 1, takeover->n_foreign);
  put_text (page, row, 0, "Workbooks that were not asked for", NULL);
  put_count (page, row++, 1, takeover->n_filtered);
  put_text (page, ++row, 0, "Next step:", page->total);
  put_text (page, row, 1, tally_takeover_get_next_step (takeover), NULL);
}

/* --- one row an identity ---------------------------------------------------------------------- */

static char *
dup_remark (const TallyTakeoverEntry *entry)
{
  GString *out = g_string_new (entry->remark);

  if (entry->n_hidden > 0)
    g_string_append_printf (out, "%s%u lines stand in its total and in no block", out->len > 0 ? "; " : "",
                            entry->n_hidden);
  if (entry->hold != TALLY_HOLD_NONE)
    g_string_append_printf (out, "%sours would be held: %s", out->len > 0 ? "; " : "",
                            tally_hold_get_id (entry->hold));
  if (entry->is_ours)
    g_string_append_printf (out, "%sthe file is ours already", out->len > 0 ? "; " : "");
  return g_string_free (out, FALSE);
}

static void
put_entry (Page                     *page,
           lxw_row_t                 row,
           const TallyTakeoverEntry *entry)
{
  g_autofree char *remark = dup_remark (entry);
  char formula[MAX_FORMULA];

  put_text (page, row, ID_WORK_REQUEST, entry->identity->work_request, NULL);
  put_week (page, row, ID_WEEK, entry->identity->week_ending);
  put_text (page, row, ID_VARIANT, tally_variant_get_id (entry->identity->variant), NULL);
  put_text (page, row, ID_NAME, entry->identity->identifier, NULL);
  put_text (page, row, ID_STATUS, tally_takeover_status_get_title (entry->status), NULL);
  put_count (page, row, ID_OUR_LINES, entry->our_lines);
  put_money (page, row, ID_OURS, entry->our_cents);
  put_count (page, row, ID_THEIR_LINES, entry->their_lines);
  put_money (page, row, ID_THEIRS, entry->their_cents);
  g_snprintf (formula, sizeof formula, "=G%u-I%u", row + 1, row + 1);
  put_formula (page, row, ID_DIFFERENCE, formula, tally_money_to_double (entry->our_cents - entry->their_cents),
               page->money);
  put_count (page, row, ID_FILES, entry->n_files);
  put_text (page, row, ID_FILE, entry->file_name, NULL);
  put_text (page, row, ID_REMARK, remark, NULL);
}

static void
draw_identities (Page         *page,
                 lxw_workbook *book)
{
  static const Column columns[N_ID_COLUMNS] = {
    { "Work Request #", 18 }, { "Week Ending", 12 }, { "Variant", 12 }, { "Name", 18 }, { "Comparison", 24 },
    { "Our Lines", 10 }, { "Ours", 16 }, { "Lines There", 11 }, { "There", 16 }, { "Difference", 16 },
    { "Files", 8 }, { "Newest File", 56 }, { "Remark", 60 },
  };
  GPtrArray *entries = page->takeover->entries;

  add_sheet (page, book, "Identities", columns, N_ID_COLUMNS);
  for (guint i = 0; page->error == LXW_NO_ERROR && i < entries->len; i++)
    put_entry (page, i + 1, entries->pdata[i]);
  note (page, worksheet_autofilter (page->sheet, 0, 0, MAX (entries->len, 1), N_ID_COLUMNS - 1));
}

/* --- sums by work request --------------------------------------------------------------------- */

typedef struct {
  const char *work_request; /* (borrowed) */
  TallyMoney  ours;
  TallyMoney  theirs;
} Request;

static int
compare_requests (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (((const Request *) a)->work_request, ((const Request *) b)->work_request);
}

static GArray *
sum_requests (const TallyTakeover *takeover)
{
  GArray *requests = g_array_new (FALSE, TRUE, sizeof (Request));
  g_autoptr (GHashTable) indexes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < takeover->entries->len; i++)
    {
      const TallyTakeoverEntry *entry = takeover->entries->pdata[i];
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, entry->identity->work_request));
      Request empty = { .work_request = entry->identity->work_request };
      Request *request;

      if (index == 0)
        {
          g_array_append_val (requests, empty);
          index = requests->len;
          g_hash_table_insert (indexes, (gpointer) empty.work_request, GUINT_TO_POINTER (index));
        }
      request = &g_array_index (requests, Request, index - 1);
      request->ours += entry->our_cents;
      request->theirs += entry->their_cents;
    }
  g_array_sort (requests, compare_requests);
  return requests;
}

/* An exact comparison: SUMIF would read "1*" as a pattern and "007" as the number 7. */
static void
put_request (Page          *page,
             lxw_row_t      row,
             const Request *request)
{
  guint last = page->takeover->entries->len + 1;
  char formula[MAX_FORMULA];

  put_text (page, row, 0, request->work_request, NULL);
  g_snprintf (formula, sizeof formula, "=SUMPRODUCT(EXACT(Identities!A$2:A$%u,A%u)*Identities!G$2:G$%u)", last,
              row + 1, last);
  put_formula (page, row, 1, formula, tally_money_to_double (request->ours), page->money);
  g_snprintf (formula, sizeof formula, "=SUMPRODUCT(EXACT(Identities!A$2:A$%u,A%u)*Identities!I$2:I$%u)", last,
              row + 1, last);
  put_formula (page, row, 2, formula, tally_money_to_double (request->theirs), page->money);
  g_snprintf (formula, sizeof formula, "=B%u-C%u", row + 1, row + 1);
  put_formula (page, row, 3, formula, tally_money_to_double (request->ours - request->theirs), page->money);
}

static void
draw_requests (Page         *page,
               lxw_workbook *book)
{
  static const Column columns[] = {
    { "Work Request #", 24 }, { "Ours", 18 }, { "There", 18 }, { "Difference", 18 },
  };
  g_autoptr (GArray) requests = sum_requests (page->takeover);

  add_sheet (page, book, "Work Requests", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; page->error == LXW_NO_ERROR && i < requests->len; i++)
    put_request (page, i + 1, &g_array_index (requests, Request, i));
}

/* --- lines that differ ------------------------------------------------------------------------ */

static void
put_line (Page                     *page,
          lxw_row_t                 row,
          const TallyTakeoverEntry *entry,
          const TallyTakeoverLine  *line)
{
  char formula[MAX_FORMULA];

  put_text (page, row, LINE_WORK_REQUEST, entry->identity->work_request, NULL);
  put_week (page, row, LINE_WEEK, entry->identity->week_ending);
  put_text (page, row, LINE_CHANGE, tally_takeover_change_get_id (line->change), NULL);
  put_text (page, row, LINE_POINT, line->point, NULL);
  put_text (page, row, LINE_CODE, line->unit_code, NULL);
  put_text (page, row, LINE_WORK, line->work_type, NULL);
  put_money (page, row, LINE_OURS, line->our_cents);
  put_money (page, row, LINE_THEIRS, line->their_cents);
  g_snprintf (formula, sizeof formula, "=G%u-H%u", row + 1, row + 1);
  put_formula (page, row, LINE_DIFFERENCE, formula, tally_money_to_double (line->our_cents - line->their_cents),
               page->money);
}

static void
draw_lines (Page         *page,
            lxw_workbook *book)
{
  static const Column columns[N_LINE_COLUMNS] = {
    { "Work Request #", 18 }, { "Week Ending", 12 }, { "Change", 10 }, { "Point Number", 16 },
    { "Billable Unit Code", 20 }, { "Work Type", 14 }, { "Ours", 16 }, { "There", 16 }, { "Difference", 16 },
  };
  GPtrArray *entries = page->takeover->entries;
  lxw_row_t row = 1;

  add_sheet (page, book, "Lines", columns, N_LINE_COLUMNS);
  for (guint i = 0; i < entries->len; i++)
    {
      const TallyTakeoverEntry *entry = entries->pdata[i];

      for (guint j = 0; page->error == LXW_NO_ERROR && j < entry->lines->len; j++)
        put_line (page, row++, entry, entry->lines->pdata[j]);
    }
}

static lxw_error
draw_cb (lxw_workbook *book,
         gpointer      user_data)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  Page page = { .takeover = user_data, .scratch = scratch };

  add_formats (&page, book);
  draw_summary (&page, book);
  draw_identities (&page, book);
  draw_requests (&page, book);
  draw_lines (&page, book);
  return page.error;
}

static gboolean
check_size (const TallyTakeover  *self,
            GError              **error)
{
  guint64 n_lines = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n_lines += ((const TallyTakeoverEntry *) self->entries->pdata[i])->lines->len;
  if (self->entries->len <= MAX_ROWS && n_lines <= MAX_ROWS)
    return TRUE;
  g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                       "the comparison has more rows than a sheet holds; limit it with --week");
  return FALSE;
}

gboolean
tally_workbook_takeover_write (const TallyTakeover  *self,
                               gint64                created_utc_usec,
                               const char           *path,
                               GError              **error)
{
  TallyWorkbookDraft draft = { draw_cb, (gpointer) self, NULL, created_utc_usec };
  TallyWorkbookCheck none = { NULL };
  g_autoptr (GBytes) book = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);
  if (!check_size (self, error))
    return FALSE;
  book = tally_workbook_draft_make (&draft, error);
  return book != NULL && tally_workbook_folder_put (path, book, none, NULL, error);
}
