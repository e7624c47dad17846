/* tally-workbook-layout.c
 *
 * Rows and columns are named as in Excel, one-based, by CELL(); the library counts from 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-layout-private.h"

#include "tally-text.h"
#include "tally-workbook-pack-private.h"
#include "tally-workbook-text.h"

#define RED 0xC00000
#define FIRST_BLOCK_ROW 13 /* row 14 */
#define N_COLUMNS 8
#define LOGO_WIDTH_PX 198.0
#define LOGO_HEIGHT_PX 99.0
#define MAX_FOOTER_NAME 180 /* Excel takes 255 characters in a footer, codes included */
#define FOOTER_FONT "&\"Calibri,Italic\"&8"

typedef enum {
  LOOK_COMPANY,
  LOOK_TITLE,
  LOOK_GENERATED,
  LOOK_BAR,
  LOOK_LABEL,
  LOOK_VALUE,
  LOOK_MONEY,
  LOOK_DAY,
  LOOK_HEAD,
  LOOK_CELL_MONEY,
  LOOK_TOTAL,
  LOOK_TOTAL_MONEY,
  N_LOOKS,
} Look;

typedef struct {
  double    size;
  gboolean  is_bold;
  gboolean  is_italic;
  gboolean  is_money;
  gboolean  is_on_red;
  guint8    align;
  guint8    valign;
  gboolean  wraps;
} LookSpec;

static const LookSpec specs[N_LOOKS] = {
  [LOOK_COMPANY] = { 20, .is_bold = TRUE },
  [LOOK_TITLE] = { 16, .is_bold = TRUE, .align = LXW_ALIGN_CENTER,
                   .valign = LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_GENERATED] = { 9, .is_italic = TRUE, .align = LXW_ALIGN_RIGHT },
  [LOOK_BAR] = { 12, .is_bold = TRUE, .is_on_red = TRUE, .align = LXW_ALIGN_CENTER },
  [LOOK_LABEL] = { 10, .is_bold = TRUE },
  [LOOK_VALUE] = { 10, .align = LXW_ALIGN_RIGHT },
  [LOOK_MONEY] = { 10, .is_money = TRUE, .align = LXW_ALIGN_RIGHT },
  [LOOK_DAY] = { 14, .is_bold = TRUE, .is_on_red = TRUE, .align = LXW_ALIGN_LEFT,
                 .valign = LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_HEAD] = { 11, .is_bold = TRUE, .is_on_red = TRUE, .align = LXW_ALIGN_CENTER,
                  .valign = LXW_ALIGN_VERTICAL_CENTER, .wraps = TRUE },
  [LOOK_CELL_MONEY] = { 11, .is_money = TRUE },
  [LOOK_TOTAL] = { 11, .is_bold = TRUE, .is_on_red = TRUE, .align = LXW_ALIGN_RIGHT },
  [LOOK_TOTAL_MONEY] = { 11, .is_bold = TRUE, .is_on_red = TRUE, .is_money = TRUE },
};

typedef struct {
  lxw_workbook     *book;
  lxw_worksheet    *sheet;
  lxw_format       *looks[N_LOOKS];
  const TallyGroup *group;
  GString          *scratch;
  GString          *totals; /* "H17,H25" */
  lxw_error         error;  /* the first one */
  lxw_row_t         row;
} Page;

static void
note (Page      *page,
      lxw_error  error)
{
  if (page->error == LXW_NO_ERROR)
    page->error = error;
}

static void
add_looks (Page *page)
{
  for (guint i = 0; i < N_LOOKS; i++)
    {
      const LookSpec *spec = &specs[i];
      lxw_format *look = workbook_add_format (page->book);

      page->looks[i] = look;
      format_set_font_size (look, spec->size);
      if (spec->is_bold)
        format_set_bold (look);
      if (spec->is_italic)
        format_set_italic (look);
      if (i == LOOK_TITLE)
        format_set_font_color (look, 0x404040);
      if (spec->is_money)
        format_set_num_format (look, "\"$\"#,##0.00_-");
      if (spec->is_on_red)
        {
          format_set_font_color (look, LXW_COLOR_WHITE);
          format_set_bg_color (look, RED);
        }
      if (spec->align != LXW_ALIGN_NONE)
        format_set_align (look, spec->align);
      if (spec->valign != LXW_ALIGN_NONE)
        format_set_align (look, spec->valign);
      if (spec->wraps)
        format_set_text_wrap (look);
    }
}

/* @range: as in Excel, "D2:I4". Foreign text goes through here or write_text() only. */
static void
merge (Page       *page,
       const char *range,
       const char *text,
       Look        look)
{
  note (page, worksheet_merge_range (page->sheet, lxw_name_to_row (range), lxw_name_to_col (range),
                                     lxw_name_to_row_2 (range), lxw_name_to_col_2 (range),
                                     tally_workbook_text_escape (text, page->scratch),
                                     page->looks[look]));
}

static void
write_text (Page       *page,
            lxw_col_t   column,
            const char *text,
            lxw_format *format)
{
  note (page, worksheet_write_string (page->sheet, page->row, column,
                                      tally_workbook_text_escape (text, page->scratch), format));
}

static void
set_up_page (Page       *page,
             const char *file_name)
{
  /* As stored in the file; the library adds the 5 pixels of padding that Excel's dialog hides. */
  static const double widths[] = { 15, 20, 25, 45, 20, 10, 15, 15, 15 };
  g_autofree char *shown = NULL;
  g_autofree char *footer = NULL;

  worksheet_set_landscape (page->sheet);
  worksheet_set_paper (page->sheet, 9);
  worksheet_set_margins (page->sheet, 0.25, 0.25, 0.5, 0.5);
  note (page, worksheet_repeat_rows (page->sheet, 0, 4));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    note (page, worksheet_set_column (page->sheet, (lxw_col_t) i, (lxw_col_t) i,
                                      widths[i] - 5.0 / 7.0, NULL));
  shown = strlen (file_name) <= MAX_FOOTER_NAME
            ? g_strdup (file_name)
            : g_strdup_printf ("%.120s...%s", file_name, file_name + strlen (file_name) - 50);
  footer = g_strconcat ("&L" FOOTER_FONT "Filename: ", shown, "&R" FOOTER_FONT "Page &P of &N",
                        NULL);
  note (page, worksheet_set_footer (page->sheet, footer));
}

static void
draw_logo (Page                     *page,
           const TallyWorkbookStyle *style,
           GBytes                   *stand_in)
{
  lxw_image_options options = {
    .x_scale = LOGO_WIDTH_PX / 2,
    .y_scale = LOGO_HEIGHT_PX,
    .description = (char *) "Logo",
  };
  gsize size = 0;
  const guint8 *data;

  if (stand_in == NULL)
    {
      merge (page, "A1:C3", tally_text_is_empty (style->company) ? "Work Report" : style->company,
             LOOK_COMPANY);
      return;
    }
  for (lxw_row_t row = 0; row < 3; row++)
    note (page, worksheet_set_row (page->sheet, row, 25, NULL));
  data = g_bytes_get_data (stand_in, &size);
  note (page, worksheet_insert_image_buffer_opt (page->sheet, 0, 0, data, size, &options));
}

static char *
format_generated (const TallyGroup         *group,
                  const TallyWorkbookStyle *style)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (group->generated_utc_usec
                                                             / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = NULL;
  int hour;

  if (utc == NULL)
    return g_strdup ("Report Generated On: ");
  local = style->time_zone != NULL ? g_date_time_to_timezone (utc, style->time_zone)
                                   : g_date_time_ref (utc);
  hour = g_date_time_get_hour (local);
  return g_strdup_printf ("Report Generated On: %02d/%02d/%04d %02d:%02d %s",
                          g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                          g_date_time_get_year (local), hour % 12 == 0 ? 12 : hour % 12,
                          g_date_time_get_minute (local), hour < 12 ? "AM" : "PM");
}

char *
tally_workbook_layout_format_period (TallyDay week_ending)
{
  char start[TALLY_DAY_BUFFER_SIZE];
  char end[TALLY_DAY_BUFFER_SIZE];

  tally_day_format_us (tally_week_get_start (week_ending), start, sizeof start);
  tally_day_format_us (week_ending, end, sizeof end);
  return g_strdup_printf ("%s to %.6s%s", start, end, end + strlen (end) - 2);
}

char *
tally_workbook_layout_format_day (TallyDay day)
{
  char text[TALLY_DAY_BUFFER_SIZE];

  if (day == TALLY_DAY_NONE)
    return g_strdup (TALLY_WORKBOOK_UNDATED_TITLE);
  tally_day_format_us (day, text, sizeof text);
  return g_strdup_printf ("%s (%s)", tally_day_get_weekday_name (day), text);
}

TallyDay
tally_workbook_layout_get_day (const TallyGroup *group,
                               const TallyLine  *line)
{
  if (line->snapshot == TALLY_DAY_NONE
      || !tally_week_contains (group->identity->week_ending, line->snapshot))
    return TALLY_DAY_NONE;
  return line->snapshot;
}

/* After the blocks, whose totals it adds up. */
static void
draw_summary (Page *page)
{
  g_autofree char *period
    = tally_workbook_layout_format_period (page->group->identity->week_ending);
  double total = tally_money_to_double (page->group->total_cents);
  lxw_format *label = page->looks[LOOK_LABEL];

  merge (page, "B7:D7", "REPORT SUMMARY", LOOK_BAR);
  note (page, worksheet_write_string (page->sheet, CELL ("B8"), "Total Billed Amount:", label));
  if (page->totals->len > 0)
    {
      g_autofree char *formula = g_strdup_printf ("=SUM(%s)", page->totals->str);

      note (page, worksheet_write_formula_num (page->sheet, CELL ("C8"), formula,
                                               page->looks[LOOK_MONEY], total));
    }
  else
    note (page, worksheet_write_number (page->sheet, CELL ("C8"), total, page->looks[LOOK_MONEY]));
  note (page, worksheet_write_string (page->sheet, CELL ("B9"), "Total Line Items:", label));
  note (page, worksheet_write_number (page->sheet, CELL ("C9"), page->group->lines->len,
                                      page->looks[LOOK_VALUE]));
  note (page, worksheet_write_string (page->sheet, CELL ("B10"), "Billing Period:", label));
  note (page, worksheet_write_string (page->sheet, CELL ("C10"), period, page->looks[LOOK_VALUE]));
}

static void
draw_details (Page *page)
{
  const TallyGroup *group = page->group;
  const struct {
    const char *label;
    const char *value;
  } details[] = {
    { "Foreman:", group->foreman },        { "Work Request #:", group->identity->work_request },
    { "Scope ID #:", group->scope },       { "Work Order #:", group->work_order },
    { "Customer:", group->customer },      { "Job #:", group->job },
  };

  merge (page, "F7:I7", "REPORT DETAILS", LOOK_BAR);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      char range[16];

      page->row = 7 + i;
      write_text (page, 5, details[i].label, page->looks[LOOK_LABEL]);
      g_snprintf (range, sizeof range, "G%u:I%u", page->row + 1, page->row + 1);
      merge (page, range, details[i].value != NULL ? details[i].value : "", LOOK_VALUE);
    }
}

static void
draw_line (Page            *page,
           const TallyLine *line)
{
  static const TallyField shown[] = {
    TALLY_FIELD_POLE, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_CU_DESCRIPTION,
    TALLY_FIELD_UOM,
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (*line->text[shown[i]] != '\0')
      write_text (page, (lxw_col_t) i, line->text[shown[i]], NULL);
  note (page, worksheet_write_number (page->sheet, page->row, 5,
                                      tally_decimal_to_double (line->quantity), NULL));
  note (page, worksheet_write_number (page->sheet, page->row, 7,
                                      tally_money_to_double (line->price_cents),
                                      page->looks[LOOK_CELL_MONEY]));
  page->row++;
}

static void
draw_total (Page       *page,
            lxw_row_t   first_row,
            TallyMoney  sum)
{
  char range[32];
  g_autofree char *formula = g_strdup_printf ("=SUM(H%u:H%u)", first_row + 1, page->row);

  g_snprintf (range, sizeof range, "A%u:G%u", page->row + 1, page->row + 1);
  merge (page, range, "TOTAL", LOOK_TOTAL);
  note (page, worksheet_write_formula_num (page->sheet, page->row, 7, formula,
                                           page->looks[LOOK_TOTAL_MONEY],
                                           tally_money_to_double (sum)));
  g_string_append_printf (page->totals, "%sH%u", page->totals->len > 0 ? "," : "", page->row + 1);
  page->row += 3;
}

static void
draw_block (Page     *page,
            TallyDay  day)
{
  static const char *const heads[N_COLUMNS] = {
    "Point Number", "Billable Unit Code", "Work Type", "Unit Description", "Unit of Measure",
    "# Units", "N/A", "Pricing",
  };
  g_autofree char *title = tally_workbook_layout_format_day (day);
  TallyMoney sum = 0;
  char range[32];
  lxw_row_t first_row = page->row + 2;

  g_snprintf (range, sizeof range, "A%u:H%u", page->row + 1, page->row + 1);
  merge (page, range, title, LOOK_DAY);
  page->row++;
  for (guint i = 0; i < N_COLUMNS; i++)
    write_text (page, (lxw_col_t) i, heads[i], page->looks[LOOK_HEAD]);
  page->row++;
  for (guint i = 0; i < page->group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (page->group, i);

      if (tally_workbook_layout_get_day (page->group, line) != day)
        continue;
      draw_line (page, line);
      sum += line->price_cents; /* part of the group's total, which fits */
    }
  draw_total (page, first_row, sum);
}

/* Days of the week that have lines, in order, then the lines without one. */
static void
draw_blocks (Page *page)
{
  TallyDay start = tally_week_get_start (page->group->identity->week_ending);
  guint n_lines[8] = { 0 };

  for (guint i = 0; i < page->group->lines->len; i++)
    {
      TallyDay day = tally_workbook_layout_get_day (page->group,
                                                    tally_group_get_line (page->group, i));

      n_lines[day == TALLY_DAY_NONE ? 7 : day - start]++;
    }
  page->row = FIRST_BLOCK_ROW;
  for (guint i = 0; i < G_N_ELEMENTS (n_lines); i++)
    if (n_lines[i] > 0)
      draw_block (page, i == 7 ? TALLY_DAY_NONE : start + i);
}

lxw_error
tally_workbook_layout_draw (lxw_workbook             *book,
                            const TallyWorkbookStyle *style,
                            const TallyGroup         *group,
                            const char               *file_name)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autoptr (GString) totals = g_string_new (NULL);
  g_autofree char *generated = format_generated (group, style);
  Page page = { .book = book, .group = group, .scratch = scratch, .totals = totals };

  page.sheet = workbook_add_worksheet (book, TALLY_WORKBOOK_REPORT_SHEET);
  if (page.sheet == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  add_looks (&page);
  set_up_page (&page, file_name);
  draw_logo (&page, style, style->logo != NULL ? style->logo->stand_in : NULL);
  merge (&page, "D2:I4", "WEEKLY UNITS COMPLETED PER SCOPE ID", LOOK_TITLE);
  merge (&page, "D5:I5", generated, LOOK_GENERATED);
  draw_details (&page);
  draw_blocks (&page);
  draw_summary (&page);
  return page.error;
}
